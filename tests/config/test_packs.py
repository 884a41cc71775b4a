"""The packs that come with edlint: each loads, each rule is there, and contradictions are refused."""

from itertools import combinations

import pytest

from edlint.config import shipped
from edlint.config.load import load
from edlint.config.resolve import profile_for
from edlint.model.errors import ConfigError
from edlint.run.setup import rules_of

NAMES = ["academic", "ap-like", "google", "gov-uk", "inclusive", "microsoft", "plain-language"]


def configured(folder, *packs, more=""):
    path = folder / "edlint.toml"
    names = ", ".join(f'"pack:{name}"' for name in packs)
    path.write_text(f"extends = [{names}]\n{more}", encoding="utf-8")
    return load(path)


def test_these_are_the_packs():
    assert list(shipped.packs()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_pack_is_there_and_on_unless_it_is_off(tmp_path, name):
    loaded = configured(tmp_path, name)
    catalog = rules_of(loaded)
    active = profile_for(loaded, "a.md", catalog).rules
    for id_, rule in loaded.settings.rules.items():
        under = [known for known in catalog if known == id_ or known.startswith(id_ + ".")]
        assert under, id_
        assert any(known in active for known in under) == (rule.level != "off"), id_


@pytest.mark.parametrize(("one", "other"), list(combinations(["google", "gov-uk", "ap-like", "academic"], 2)))
def test_packs_that_contradict_each_other_are_refused(tmp_path, one, other):
    with pytest.raises(
        ConfigError, match=r"style\.house\.\S+ \(\S+\.toml\) and style\.house\.\S+ .*contradict"
    ):
        configured(tmp_path, one, other)


def test_packs_that_do_not_may_stand_together_and_one_rule_may_be_off(tmp_path):
    configured(tmp_path, "google", "plain-language", "inclusive")
    off = '[rules]\n"style.house.words.microsoft".severity = "off"\n"style.house.words.google".severity = "warning"\n'
    configured(tmp_path, "microsoft", more=off)


def test_a_pack_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match=r"did you mean .*google"):
        configured(tmp_path, "gogle")


def test_without_a_pack_its_rules_are_not_even_read(tmp_path):
    assert not [id_ for id_ in rules_of(configured(tmp_path)) if id_.startswith("style.house")]
