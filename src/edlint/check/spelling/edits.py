"""Edit cost: how unlikely it is that somebody who meant one word typed another.

The cost of an edit is roughly minus log10 of its probability, relative to the commonest slip. Costs follow what is
known of typing and spelling errors: letters doubled or not, adjacent letters swapped, neighbouring keys, and vowels or
letters that sound alike are common; other changes are rarer; the first letter is seldom wrong (Kukich, “Techniques
for automatically correcting words in text”, ACM Computing Surveys 24:4, 1992, section 1.1).
"""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALIKE = (
    "ck cs sz ckq kq gj fv pb td mn ao ea ei ou iy ui "  # pairs that are heard or read for each other
).split()


def _neighbours() -> frozenset[str]:
    pairs = set()
    for y, row in enumerate(_ROWS):
        for x, key in enumerate(row):
            for other_y, other_row in enumerate(_ROWS):
                for other_x, other in enumerate(other_row):
                    # Each row is set half a key to the right of the one above.
                    distance = abs((x + y * 0.5) - (other_x + other_y * 0.5))
                    if key != other and abs(y - other_y) <= 1 and distance <= 1:
                        pairs.add(key + other)
    return frozenset(pairs)


_NEAR = _neighbours()
_SOUND = frozenset(a + b for group in _ALIKE for a in group for b in group if a != b) | frozenset(
    a + b for a in _VOWELS for b in _VOWELS if a != b
)

SWAP, DOUBLE, DROP, ADD, SOUND, NEAR, OTHER, APOSTROPHE, SKIP = 0.9, 0.5, 0.7, 1.3, 1.2, 1.3, 2.1, 0.3, 1.4
FIRST = 0.9
"""Added when the first letter is not the one that was meant."""


def cost(meant: str, typed: str) -> float:
    """Return how unlikely it is to type `typed` for `meant`, in powers of ten; 0 when they are equal.

    A weighted edit distance with transposition; time is the product of the lengths of what differs.
    """
    head = 0
    shorter = min(len(meant), len(typed))
    while head < shorter and meant[head] == typed[head]:
        head += 1
    tail = 0
    while tail < shorter - head and meant[-1 - tail] == typed[-1 - tail]:
        tail += 1
    dropped = len(meant) - len(typed)
    if (
        dropped in {2, 3}
        and head + tail == len(typed)
        and meant[head - 1 : head] == meant[head + dropped - 1]
    ):
        # The writer skipped from one of two equal letters to the other: “depencies”, “containg”.
        return SKIP
    # One equal letter is kept on either side, so that a doubled letter is recognised.
    start = max(0, head - 1)
    stop = max(0, tail - 1)
    a = meant[start : len(meant) - stop]
    b = typed[start : len(typed) - stop]
    if a == b:
        return 0.0
    total = _distance(a, b)
    return total + (FIRST if head == 0 and meant[:1] != typed[:1] else 0.0)


def _distance(a: str, b: str) -> float:
    width = len(b) + 1
    before: list[float] = []
    above = [0.0] * width
    for j in range(1, width):
        above[j] = above[j - 1] + _added(b, j - 1)
    for i in range(1, len(a) + 1):
        row = [above[0] + _dropped(a, i - 1)] + [0.0] * (width - 1)
        for j in range(1, width):
            best = above[j - 1] + (0.0 if a[i - 1] == b[j - 1] else _changed(a[i - 1], b[j - 1]))
            best = min(best, above[j] + _dropped(a, i - 1), row[j - 1] + _added(b, j - 1))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1] and a[i - 1] != a[i - 2]:
                best = min(best, before[j - 2] + SWAP)
            row[j] = best
        before, above = above, row
    return above[-1]


def _dropped(a: str, i: int) -> float:
    letter = a[i]
    if letter in "'-":
        return APOSTROPHE
    if (i and a[i - 1] == letter) or (i + 1 < len(a) and a[i + 1] == letter):
        return DOUBLE
    return DROP


def _added(b: str, j: int) -> float:
    letter = b[j]
    if letter == "-":
        return APOSTROPHE
    if (j and b[j - 1] == letter) or (j + 1 < len(b) and b[j + 1] == letter):
        return DOUBLE
    near = (j and b[j - 1] + letter in _NEAR) or (j + 1 < len(b) and letter + b[j + 1] in _NEAR)
    return ADD if near else ADD + 0.2


def _changed(meant: str, typed: str) -> float:
    pair = meant + typed
    if pair in _SOUND:
        return SOUND
    return NEAR if pair in _NEAR else OTHER
