"""Signs that mean something where patterns are written."""

import re  # noqa: TID251 - one fixed set of signs, a sign at a time: linear, and ten times as fast as RE2 from Python
from collections.abc import Iterator

_SIGN = re.compile(r"[\\\[\]{( '…]")


def signs(source: str) -> Iterator[int]:
    """Yield where a pattern's text has a backslash, an opening bracket of any kind, `]`, a blank, an apostrophe or `…`."""
    for found in _SIGN.finditer(source):
        yield found.start()
