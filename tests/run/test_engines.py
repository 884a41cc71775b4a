"""Which engines a run asks: those named, all for `auto`, none for `none`; one that is not asked for is not imported."""

from dataclasses import replace

import pytest

from edlint.config.load import load
from edlint.config.schema import Settings
from edlint.model.checker import ENGINES
from edlint.run.session import engines_for


@pytest.mark.parametrize(
    ("asked", "off"),
    [
        ("none", set(ENGINES)),
        (("languagetool",), {"harper", "reader"}),
        (("harper",), {"languagetool", "reader"}),
    ],
)
def test_what_is_not_asked_for_is_off(asked, off):
    found = engines_for(replace(load(None), settings=Settings(engines=asked)))
    assert {one.name for one in found if one.detail == "not among the engines asked for"} == off
    assert all(one.status == "off" for one in found if one.name in off)


def test_auto_asks_them_all():
    assert "not among the engines asked for" not in {one.detail for one in engines_for(load(None))}


def test_an_archive_has_the_slow_one_only_when_it_is_named():
    def reader(asked):
        found = engines_for(replace(load(None), settings=Settings(engines=asked)), slow=False)
        return next(one.detail for one in found if one.name == "reader")

    assert reader("auto") == "not among the engines asked for"
    assert reader(("reader",)) == "not set up: edlint setup reader"
