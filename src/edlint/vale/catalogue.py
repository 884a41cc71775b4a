"""Vale's rules as rules of edlint's catalogue, with ids such as `vale.Google.Passive`."""

from pathlib import Path

from edlint.config import toml
from edlint.config.schema import ValeSettings
from edlint.model.finding import Severity
from edlint.model.rule import STYLES, Reference, Rule
from edlint.vale.definition import Definition
from edlint.vale.engine import engine


class StyleRule(Rule, frozen=True, kw_only=True):
    """A rule of one of Vale's styles."""

    @property
    def checker(self) -> str:
        """Return the name of the checker that runs the rule."""
        return STYLES


def style_rules(settings: ValeSettings) -> dict[str, Rule]:
    """Return the rules of the `.vale.ini` in the settings, by id. Raises ConfigError."""
    found = engine(settings)
    rules = (_rule(definition) for definition in found.definitions.values())
    return {rule.id: rule for rule in rules}


def _rule(definition: Definition) -> Rule:
    style = definition.name.partition(".")[0]
    if definition.path:
        where = toml.shown(Path(definition.path))
        why = f"{definition.description} The style {style} says so: {where}, of the kind {definition.kind}."
    else:
        where = "a rule that Vale brings itself"
        why = f"{definition.description} It is {where}, of the kind {definition.kind}."
    link = definition.link if definition.link.startswith(("http://", "https://")) else ""
    return StyleRule(
        id=f"{STYLES}.{definition.name}",
        message=definition.message,
        severity=Severity(definition.level),
        languages=("any",),
        why=why.strip(),
        sources=(Reference(f"The style {style}: {where}", link if " " not in link else ""),),
        origin=definition.path,
    )
