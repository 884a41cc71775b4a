"""The checker `vale`, which runs the styles of a `.vale.ini` on a document."""

from pathlib import Path

from edlint.config import toml
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.edit import Edit
from edlint.model.errors import EngineError
from edlint.model.finding import Fix, Hit, Safety, Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus
from edlint.model.rule import STYLES
from edlint.prose.prose import Prose
from edlint.rules.base import Checker
from edlint.text.counted import counted
from edlint.vale.engine import Engine, PlacedAlert, engine

VERSION = "3.21"
"""The version of Vale whose behaviour the rules have."""
_SHOWN = 10
"""The number of rules that cannot be run which the status shows with the reason."""
_NAMED = 100
"""The number of such rules that it names."""


class ValeChecker(Checker):
    """Runs the rules of styles."""

    name = STYLES
    version = VERSION

    def __init__(self, rules: Engine, *, tolerant: bool) -> None:
        """Take the rules; with `tolerant`, rules that give up are not reported as failures."""
        self._engine = rules
        self._tolerant = tolerant

    def check(self, prose: Prose, profile: Profile) -> Outcome:  # noqa: ARG002 - what is on is Vale's own configuration
        """Return the rules' hits, and a failure for each rule that gave up."""
        result = self._engine.check(prose.document)
        failures = () if self._tolerant else tuple(f"{name}: {why}" for name, why in result.gave_up.items())
        return Outcome(tuple(map(_hit, result.found)), failures=failures)


def make(settings: Settings) -> ValeChecker:
    """Return a checker. Raises EngineError when the settings name no `.vale.ini`."""
    if settings.vale.config is None:
        raise EngineError("no .vale.ini is named: [vale] config")
    return ValeChecker(engine(settings.vale), tolerant=settings.vale.allow_unrunnable)


def status(settings: Settings) -> EngineStatus:
    """Return the number of rules that a `.vale.ini` runs, and the names of those that cannot be run."""
    path = Path(settings.vale.config or "")
    found = engine(settings.vale)
    number = len(found.rules)
    detail = (
        f"{toml.shown(path)}: {counted(number, 'rule')} of {', '.join(found.config.styles) or 'no style'}"
    )
    notes = [*found.config.refused]
    if found.broken:
        each = [f"{name} ({why})" for name, why in found.broken.items()]
        others = [*found.broken][_SHOWN:_NAMED]
        more = f"; {', '.join(others)}" if others else ""
        if len(each) > _NAMED:
            more += f" and {counted(len(each) - _NAMED, 'more rule')}"
        notes.insert(0, f"cannot be run: {'; '.join(each[:_SHOWN])}{more}")
    failed = bool(found.broken) and not settings.vale.allow_unrunnable
    if failed:
        notes.append("vale.allow-unrunnable = true lets the run pass without them")
    return EngineStatus(STYLES, VERSION, "failed" if failed else "ran", ". ".join([detail, *notes]))


def _hit(found: PlacedAlert) -> Hit:
    span = found.span
    fixes = tuple(
        Fix(f"Write “{new}”" if new.strip() else "Remove it", Safety.REVIEW, (Edit(*span, new),))
        for new in dict.fromkeys(found.replacements if not span.empty else ())
    )
    return Hit(
        f"{STYLES}.{found.rule}",
        span,
        message=found.message,
        severity=Severity(found.level),
        fixes=fixes,
        engine=STYLES,
        whole=span.empty,
    )
