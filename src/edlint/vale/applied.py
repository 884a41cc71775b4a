"""What a configuration says for one file: the sections whose globs fit it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edlint.vale.config import Section, ValeConfig, setting


@dataclass(frozen=True)
class FileSettings:
    """What the configuration says for one file."""

    styles: frozenset[str]
    checks: Mapping[str, bool]
    everywhere: Mapping[str, bool]
    levels: Mapping[str, str]
    skipped: bool

    def on(self, rule: str) -> bool:
        """Whether a rule is on: as it is named itself, else as its style is, else as BasedOnStyles has it."""
        style = rule.partition(".")[0]
        named = setting(self.checks, rule, style)
        if named is None:
            named = setting(self.everywhere, rule, style)
        return style in self.styles if named is None else named

    def level(self, rule: str, own: str) -> str:
        """Return the level of a rule, `own` where no section sets one."""
        return self.levels.get(rule) or self.levels.get(rule.partition(".")[0]) or own


def settings_for(config: ValeConfig, path: str) -> FileSettings:
    """Return what holds for the file at `path`, as it was named."""
    styles = config.everywhere.based_on or ()
    checks: dict[str, bool] = {}
    levels: dict[str, str] = {}
    fitting = [section for section in config.sections if section.glob.matches(path)]
    for section in fitting:
        styles = section.based_on if section.based_on is not None else styles
        checks |= section.checks
        levels |= section.levels
    everywhere = config.everywhere
    skipped = not fitting and not (everywhere.based_on or everywhere.checks)
    return FileSettings(frozenset(styles), checks, everywhere.checks, levels, skipped)


def ignores(config: ValeConfig, path: str, suffix: str) -> Iterator[Section]:
    """Yield the sections whose patterns of what is ignored are about a file: their glob fits its path or its suffix."""
    for section in (config.everywhere, *config.sections):
        if section.label == "*" or section.glob.matches(suffix) or section.glob.matches(path):
            yield section
