"""Programs and modules come from folders that are named from the root, never from where the articles lie."""

import os
import sys
from pathlib import Path

from edlint.config.search import modules


def test_the_working_folder_and_what_is_named_from_it_are_no_place_of_modules(tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(tmp_path)
    other = str(Path(os.__file__).parent)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", "lib", str(tmp_path), str(tmp_path / "link"), other])
    assert modules() == [other]


def test_the_working_folder_stays_where_python_lies_in_it(monkeypatch):
    here = str(Path(os.__file__).parent)
    monkeypatch.chdir(here)
    monkeypatch.setattr(sys, "path", [here, "."])
    assert modules() == [here]
