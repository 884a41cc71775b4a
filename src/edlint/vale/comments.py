"""Comments that turn Vale's rules off and on: `<!-- vale Style.Rule = NO -->`."""

import json
from collections.abc import Iterable

from edlint.text.pattern import pattern

_ONE = r"\Avale (.+\..+|[^.]+) = (YES|NO|on|off)\z"
_STYLES = r"\Avale styles? = (.*)\z"
_MATCHES = r"\Avale (.+\..+)(\[.+\]) = (YES|NO)\z"
OFF = "off"


class Comments:
    """The state of Vale's comments while a file is read: what is off now, and the ranges in which each rule was off."""

    def __init__(self, styles: Iterable[str]) -> None:
        """Begin with everything on; `styles` are those that apply to the file."""
        self._styles = tuple(styles)
        self._off: set[str] = set()
        self._regions: dict[str, list[list[int]]] = {}
        self.disabled: frozenset[str] = frozenset()

    def read(self, comment: str, at: int) -> None:
        """Apply a comment, whose offset in the source is `at`."""
        text = comment.strip()
        if not text.startswith("vale "):
            return
        if text in {"vale off", "vale on"}:
            self._set(OFF, off=text.endswith("off"))
        elif (named := next(pattern(_MATCHES).matches(text), None)) is not None and self._matches(
            named.groups, at
        ):
            pass
        elif (one := next(pattern(_ONE).matches(text), None)) is not None:
            rule, value = one.groups
            self._region(rule or "", off=value in {"NO", "off"}, at=at)
        elif (styles := next(pattern(_STYLES).matches(text), None)) is not None:
            for style in self._styles:
                self._set(style, off=True)
            for style in (styles.groups[0] or "").split(", "):
                self._set(style, off=False)

    def end(self) -> None:
        """Turn all rules on again, except after `vale off`, for the blocks of the whole text that come last."""
        self._off &= {OFF}
        self.disabled = frozenset(self._off)

    def silences(self, rule: str, match: str, at: int) -> bool:
        """Whether a rule was off at an offset of the source, by its name, by its style or for the text `match`."""
        if not self._regions:
            return False
        keys = (rule, rule.partition(".")[0], f"{rule}[{match}]")
        return any(
            begin <= at and (stop < 0 or at < stop)
            for key in keys
            for begin, stop in self._regions.get(key, ())
        )

    def _matches(self, groups: tuple[str | None, ...], at: int) -> bool:
        rule, words, value = (group or "" for group in groups)
        try:
            listed = json.loads(words)
        except (ValueError, RecursionError):
            return False
        for word in listed if isinstance(listed, list) else ():
            self._region(f"{rule}[{word}]", off=value == "NO", at=at)
        return True

    def _region(self, key: str, *, off: bool, at: int) -> None:
        self._set(key, off=off)
        known = self._regions.setdefault(key, [])
        is_open = bool(known) and known[-1][1] < 0
        if off and not is_open:
            known.append([at, -1])
        elif not off and is_open:
            known[-1][1] = at

    def _set(self, key: str, *, off: bool) -> None:
        (self._off.add if off else self._off.discard)(key)
        self.disabled = frozenset(self._off)


def is_off(disabled: frozenset[str], rule: str) -> bool:
    """Whether `disabled` turns a rule off: by its name, by its style, or because everything is off."""
    return bool(disabled) and (OFF in disabled or rule in disabled or rule.partition(".")[0] in disabled)
