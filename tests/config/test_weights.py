"""Files of weights: what is read is what was written, and what is none is said in a line."""

import pytest

from edlint.config.weights import read_weights, written
from edlint.model.errors import ConfigError


def test_what_was_written_is_read(tmp_path):
    path = tmp_path / "w"
    path.write_text(written(180, {"the most": 95, ":we": -60, "nothing": 0}), encoding="utf-8")
    found = read_weights(path)
    assert (found.threshold, found.of) == (180, {"the most": 95, ":we": -60})
    assert found.digest in repr(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no file of weights"),
        ("edlint weights 1\n95\tthe most\n", "no file of weights"),
        ("edlint weights 2\nthreshold\t180\n95\tthe most\n", "no file of weights"),
        ("edlint weights 1\nthreshold\t1.5\n95\ta\n", ":2: “1.5”"),
        ("edlint weights 1\nthreshold\t1\n95 a\n", ":3: not a weight"),
        ("edlint weights 1\nthreshold\t1\n95\t\n", ":3: not a weight"),
        ("edlint weights 1\nthreshold\t1\n95\ta\nx\tb\n", ":4: “x”"),
        (f"edlint weights 1\nthreshold\t1\n95\t{'a' * 121}\n", ":3: not a weight"),
        ("edlint weights 1\nthreshold\t1\n10000000000\ta\n", ":3: “10000000000”"),
    ],
)
def test_what_is_none_is_said_with_its_line(tmp_path, text, reason):
    path = tmp_path / "w"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_weights(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
