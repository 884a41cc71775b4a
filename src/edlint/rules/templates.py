"""What a rule writes instead of what it flags: templates that speak of the groups of its pattern."""

from edlint.text.pattern import pattern


def references(template: str, groups: int) -> None:
    """Look whether a template speaks only of groups that there are. Raises ValueError."""
    for used in pattern(r"\\[0-9]").spans(template):
        number = int(template[used.start + 1])
        if number > groups:
            raise ValueError(f"“{template}” speaks of \\{number}, but there are {groups} groups")


def listed(value: str | tuple[str, ...] | None) -> list[str]:
    """Return what a field holds that may be one text or several of them."""
    return [value] if isinstance(value, str) else list(value or ())
