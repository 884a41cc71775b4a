"""Files of weights are read as they were written, and what is none is said with its line."""

import re
from pathlib import Path

import pytest

from edlint.config.weights import read_weights, written
from edlint.model.errors import ConfigError


def test_what_is_written_is_read_and_what_weighs_nothing_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "w"
    path.write_text(written(180, {"b": -60, "a": 95, "c": 0}), "utf-8")
    read = read_weights(path)
    assert (read.threshold, read.of) == (180, {"a": 95, "b": -60})
    assert repr(read) == f"Weights({read.digest})"
    assert len(read.digest) == 32


HEAD = "edlint weights 1\nthreshold\t180\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + f"1\t{'a' * 120}\n", None),
        (HEAD + "1000000\ta\n-9999999\tb\n", None),
        (
            "edlint weights 2\nthreshold\t180\n1\ta\n",
            ": no file of weights: `edlint train claims` writes one",
        ),
        (
            "edlint weights 1\nthreshhold\t180\n1\ta\n",
            ": no file of weights: `edlint train claims` writes one",
        ),
        (HEAD + f"1\t{'a' * 121}\n", ":3: not a weight, a tab and a feature"),
        (HEAD + "1\ta\n1\t\n", ":4: not a weight, a tab and a feature"),
        (HEAD + "1 a\n", ":3: not a weight, a tab and a feature"),
        (HEAD + "x\ta\n", ":3: “x” is no weight in hundredths"),
        (HEAD + "٣\ta\n", ":3: “٣” is no weight in hundredths"),
        (HEAD + "--3\ta\n", ":3: “--3” is no weight in hundredths"),
        (HEAD + "10000000\ta\n", ":3: “10000000” is no weight in hundredths"),
        (HEAD.replace("180", "1.8") + "1\ta\n", ":2: “1.8” is no weight in hundredths"),
    ],
)
def test_what_is_no_file_of_weights_is_said_in_a_line(tmp_path: Path, text: str, said: str | None) -> None:
    path = tmp_path / "w"
    path.write_text(text, "utf-8")
    if said is None:
        assert read_weights(path).threshold == 180
    else:
        with pytest.raises(ConfigError, match=re.escape(said) + "$"):
            read_weights(path)
