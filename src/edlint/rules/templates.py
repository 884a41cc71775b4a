"""Replacement templates of rules, which may refer to the groups of a rule's pattern."""

from edlint.text.pattern import pattern


def references(template: str, groups: int) -> None:
    """Check that a template refers only to existing groups. Raises ValueError."""
    for used in pattern(r"\\[0-9]").spans(template):
        number = int(template[used.start + 1])
        if number > groups:
            raise ValueError(f"“{template}” speaks of \\{number}, but there are {groups} groups")


def listed(value: str | tuple[str, ...] | None) -> list[str]:
    """Return the value of a field that may be one string, several or None, as a list."""
    return [value] if isinstance(value, str) else list(value or ())
