"""The JSON schema of the configuration, for editors."""

import json
import tomllib

import jsonschema
import pytest

from edlint.config.jsonschema import FILE, json_schema
from edlint.config.load import load
from edlint.config.schema import Settings


def test_the_schema_for_editors_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == json_schema(), "run: python -m edlint.config.jsonschema"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('language = "en-GB"\nignore = "style"\nengines = "harper"\n', True),
        ('ignore = ["style"]\nengines = ["harper"]\nselect = "claims"\n', True),
        ('[rules."readability.grade"]\nseverity = "off"\nmax = 12\n', True),
        ('[vocabulary]\naccept = "words.txt"\n[values]\n"*.yaml" = "title"\n', True),
        ('[[overrides]]\nfiles = "blog/**"\nignore = ["style"]\n', True),
        ('colour = "red"\n', False),
        ("[[overrides]]\nignore = 'style'\n", False),
        ('fail-on = "never"\n', False),
        ("timeout = 0\n", False),
    ],
)
def test_the_schema_takes_what_the_configuration_takes(tmp_path, text, right):
    path = tmp_path / "edlint.toml"
    path.write_text(text)
    validator = jsonschema.Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))
    assert validator.is_valid(tomllib.loads(text)) is right
    if right:
        assert isinstance(load(path).settings, Settings)
    else:
        with pytest.raises(Exception, match=r"edlint\.toml"):
            load(path)
