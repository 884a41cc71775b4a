"""The settings of a configuration for one file, from the sections whose globs match it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edlint.vale.config import Section, ValeConfig, setting


@dataclass(frozen=True)
class FileSettings:
    """The settings for one file; `everywhere` is the section `[*]`, `skipped` is true when no section applies."""

    styles: frozenset[str]
    checks: Mapping[str, bool]
    everywhere: Mapping[str, bool]
    levels: Mapping[str, str]
    skipped: bool

    def on(self, rule: str) -> bool:
        """Whether a rule is on: by its own name, else by its style's, else because BasedOnStyles has its style."""
        style = rule.partition(".")[0]
        named = setting(self.checks, rule, style)
        if named is None:
            named = setting(self.everywhere, rule, style)
        return style in self.styles if named is None else named

    def level(self, rule: str, own: str) -> str:
        """Return the level of a rule, or `own` where no section sets one."""
        return self.levels.get(rule) or self.levels.get(rule.partition(".")[0]) or own


def settings_for(config: ValeConfig, path: str) -> FileSettings:
    """Return the settings for the file at `path`, as the user named it."""
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
    """Yield the sections whose ignore patterns apply to a file: their glob matches its path or its suffix."""
    for section in (config.everywhere, *config.sections):
        if section.label == "*" or section.glob.matches(suffix) or section.glob.matches(path):
            yield section
