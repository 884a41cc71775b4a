"""Compile the patterns of a rule when it is loaded, so that an invalid one is reported before any text is checked."""

from edlint.language.rows import check_template, row
from edlint.model.rule import Rule
from edlint.rules.schema import PatternCheck, Sequence, Substitution, Tokens
from edlint.rules.templates import listed, references
from edlint.text.pattern import PatternError, pattern


def compile_all(rule: Rule) -> None:
    """Compile a rule's patterns to validate them. Raises ValueError; its message begins with the name of the field."""
    if isinstance(rule, Tokens):
        for source in rule.unless:
            row(source)
        for each in rule.patterns:
            items = row(each.find).items
            for template in listed(each.replace):
                check_template(template, items)
        return
    for name in ("unless", "patterns", "pattern", "if_", "then"):
        value = getattr(rule, name, None)
        several = value.values() if isinstance(value, dict) else value or ()
        for source in [value] if isinstance(value, str) else several:
            if isinstance(source, str):
                _groups(name, source)
    if isinstance(rule, PatternCheck):
        for part in rule.parts:
            groups = _groups("pattern", part.pattern)
            if part.group > groups:
                raise ValueError(f"group: {part.group}, but the pattern has {groups}")
            for template in listed(part.replace):
                references(template, groups)
    if isinstance(rule, Substitution):
        for source, template in rule.swap_patterns.items():
            references(template, _groups("swap-patterns", source))
    if isinstance(rule, Sequence):
        for token in rule.tokens:
            _groups("tokens", token.pattern or "")


def _groups(name: str, source: str) -> int:
    """Return the number of groups of a pattern. Raises ValueError as `compile_all` does."""
    try:
        return pattern(source).groups
    except PatternError as error:
        raise ValueError(f"{name.rstrip('_').replace('_', '-')}: {error}") from None
