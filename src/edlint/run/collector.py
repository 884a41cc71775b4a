"""How often Python looks for garbage."""

import gc

_NEW, _MIDDLE, _OLD = 50_000, 20, 100


def collect_seldom() -> None:
    """Have this process look for circles of garbage seldom: edlint makes few, and each look is at all that it knows.

    Rules, patterns and lists of words stay to the end. Measured on 67,000 words: 10 % of all time with Python's own 700.
    """
    gc.set_threshold(_NEW, _MIDDLE, _OLD)
