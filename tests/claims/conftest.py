from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

import pytest

from edlint.check.claims.checker import ClaimsChecker
from edlint.config.profile import ActiveRule, Profile, Waivers
from edlint.config.shipped import builtin_folder
from edlint.lint.place import place
from edlint.model.claim import Claim
from edlint.model.finding import Finding
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.rules.load import load_rules

TODAY = date(2026, 6, 1)


class Desk(NamedTuple):
    """The claims checker with all its rules on, with their default options."""

    rules: Mapping[str, Rule]
    checker: ClaimsChecker

    def profile(self, options: Mapping[str, Mapping[str, Any]], waivers: Waivers) -> Profile:
        return Profile(
            {
                name: ActiveRule(
                    rule,
                    rule.severity,
                    {key: option.default for key, option in rule.options.items()} | options.get(name, {}),
                )
                for name, rule in self.rules.items()
            },
            waivers=waivers,
        )

    def see(
        self,
        text: str,
        kind: str = "markdown",
        *,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        waivers: Waivers | None = None,
    ) -> tuple[list[Claim], list[Finding]]:
        document = parse(Source("articles/a.md", kind, text))
        profile = self.profile(options or {}, waivers or Waivers())
        outcome = self.checker.check(Prose(document), profile)
        return list(outcome.claims), place(outcome.hits, document, profile, self.rules).findings


@pytest.fixture(scope="session")
def desk() -> Desk:
    rules = {
        name: rule
        for name, rule in load_rules([builtin_folder() / "claims"]).items()
        if rule.checker == "claims"
    }
    return Desk(rules, ClaimsChecker(today=lambda: TODAY))


@pytest.fixture(scope="session")
def ledger(desk: Desk) -> Callable[..., list[Claim]]:
    return lambda *args, **kwargs: desk.see(*args, **kwargs)[0]


@pytest.fixture(scope="session")
def findings(desk: Desk) -> Callable[..., list[Finding]]:
    return lambda *args, **kwargs: desk.see(*args, **kwargs)[1]
