"""Run all rules of a Vale configuration on a document."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from edlint.cache.digest import stamp
from edlint.config.schema import ValeSettings
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.vale.actions import check_action
from edlint.vale.applied import FileSettings, settings_for
from edlint.vale.comments import is_off
from edlint.vale.config import LEVELS, ValeConfig, load
from edlint.vale.corpus import PageBlocks
from edlint.vale.definition import Definition, StyleError
from edlint.vale.filters import filtered
from edlint.vale.place import place
from edlint.vale.read import Page, read
from edlint.vale.reading import ReadingOptions
from edlint.vale.regex import Budget, BudgetError, RegexError
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.selection import check_scopes, selectors
from edlint.vale.styles import Styles, files, load_styles

_KINDS: Mapping[str, str] = {
    "existence": "edlint.vale.kinds.existence:Existence",
    "substitution": "edlint.vale.kinds.substitution:Substitution",
    "occurrence": "edlint.vale.kinds.occurrence:Occurrence",
    "repetition": "edlint.vale.kinds.repetition:Repetition",
    "consistency": "edlint.vale.kinds.consistency:Consistency",
    "conditional": "edlint.vale.kinds.conditional:Conditional",
    "metric": "edlint.vale.kinds.metric:Metric",
    "readability": "edlint.vale.kinds.metric:Readability",
    "sequence": "edlint.vale.kinds.sequence:TokenSequence",
    "capitalization": "edlint.vale.kinds.capitalization:Capitalization",
    "spelling": "edlint.vale.kinds.spelling:Spelling",
}
"""The module and class of each kind of rule, imported for the first rule of that kind."""


class PlacedAlert(NamedTuple):
    """A finding: `span` is in the source, empty for a finding on a block or text; `replacements` are for the span."""

    rule: str
    level: str
    message: str
    span: Span
    replacements: tuple[str, ...] = ()


@dataclass
class Result:
    """The findings in a file, and the rules that gave up on it, with the reasons."""

    found: list[PlacedAlert] = field(default_factory=list)
    gave_up: dict[str, str] = field(default_factory=dict)


class Engine:
    """The rules of one `.vale.ini`, created when first needed."""

    def __init__(self, config: ValeConfig, styles: Styles) -> None:
        """Take a configuration and the rules that it names."""
        self.config = config
        self.definitions = styles.rules
        self.broken = dict(styles.broken)

    @cached_property
    def rules(self) -> Mapping[str, ValeRule]:
        """Return the rules that can be run, by name in order; adds the others, with reasons, to `broken`."""
        made: dict[str, ValeRule] = {}
        css: set[str] = set()
        for name in sorted(self.definitions):
            try:
                css |= check_scopes(self.definitions[name].scope, css)
                made[name] = _made(self.definitions[name], self.config)
            except (StyleError, RegexError) as error:
                self.broken[name] = str(error)
        return made

    @cached_property
    def _bases(self) -> frozenset[str]:
        """Return the scope sections that rules name, such as `sentence`."""
        return frozenset().union(*(rule.scope.bases for rule in self.rules.values()))

    @cached_property
    def _how(self) -> ReadingOptions:
        scopes = (scope for rule in self.rules.values() for scope in rule.definition.scope)
        return ReadingOptions.of(self.config, self._bases, selectors(scopes))

    def check(self, document: Document) -> Result:
        """Run the rules that are on for a document's file and return their findings."""
        result = Result()
        path = document.source.path
        settings = settings_for(self.config, path)
        if settings.skipped:
            return result
        wanted = [
            rule
            for name, rule in self.rules.items()
            if settings.on(name) and self._counts(settings.level(name, rule.definition.level))
        ]
        if not wanted:
            return result
        budget = Budget()
        try:
            page = read(document, self.config, self._how, settings.styles, budget)
        except (RegexError, BudgetError) as error:
            result.gave_up["TokenIgnores and BlockIgnores"] = str(error)
            return result
        run = RuleContext(PageBlocks(page, self._bases), budget)
        seen: set[tuple[int, str]] = set()
        for rule in wanted:
            name = rule.definition.name
            try:
                placed = [*_placed(rule, run, page, settings, seen)]
            except BudgetError as error:
                result.gave_up[name] = str(error)
                continue
            limit = rule.definition.limit
            result.found += placed[:limit] if limit else placed
        return result

    def _counts(self, level: str) -> bool:
        return LEVELS.index(level) >= LEVELS.index(self.config.min_level)


def _made(definition: Definition, config: ValeConfig) -> ValeRule:
    check_action(definition.action)
    target = _KINDS.get(definition.kind)
    if target is None:
        raise StyleError("edlint runs no programs of a style (script)")
    module, _, name = target.partition(":")
    make: Callable[[Definition, ValeConfig], ValeRule] = getattr(import_module(module), name)
    return make(definition, config)


def _placed(
    rule: ValeRule, run: RuleContext, page: Page, settings: FileSettings, seen: set[tuple[int, str]]
) -> Iterator[PlacedAlert]:
    """Yield a rule's findings in text order, one per start offset, without those that comments turn off."""
    name = rule.definition.name
    level = settings.level(name, rule.definition.level)
    found: list[tuple[Span, Alert]] = []
    for alert in rule.alerts(run):
        disabled = alert.view.block.disabled
        if is_off(disabled, name) or f"{name}[{alert.match}]" in disabled:
            continue
        found.append((place(alert, page), alert))
    for span, alert in sorted(found, key=lambda pair: pair[0]):
        if (span.start, name) in seen or page.comments.silences(name, alert.match, span.start):
            continue
        seen.add((span.start, name))
        exact = alert.replacements and alert.view.block.text.verbatim(alert.start, alert.end)
        yield PlacedAlert(name, level, alert.message, span, alert.replacements if exact else ())


def engine(settings: ValeSettings) -> Engine:
    """Return the engine of the `.vale.ini` that the settings name, cached until one of its files changes.

    Raises ConfigError.
    """
    held = _held.get(settings)
    if held is not None and held.stamps == _stamps(held.files):
        return held.engine
    config = load(Path(settings.config or ""))
    read_from = tuple(map(str, files(config)))
    stamps = _stamps(read_from)
    if settings.min_alert_level is not None:
        config = replace(config, min_level=settings.min_alert_level)
    styles = load_styles(config)
    if settings.filter:
        config, styles = filtered(config, styles, settings.filter)
    while len(_held) >= _MOST:
        del _held[next(iter(_held))]
    _held[settings] = _Held(Engine(config, styles), read_from, stamps)
    return _held[settings].engine


class _Held(NamedTuple):
    """A cached engine, the files that it was read from, and their stamps."""

    engine: Engine
    files: tuple[str, ...]
    stamps: list[tuple[str, int, int]]


_MOST = 4
_held: dict[ValeSettings, _Held] = {}


def _stamps(paths: Iterable[str]) -> list[tuple[str, int, int]]:
    return [stamp(path) for path in paths]
