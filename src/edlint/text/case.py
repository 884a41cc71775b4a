"""Give a replacement the letter case of the word that it replaces."""


def match_case(old: str, new: str) -> str:
    """Return `new` in the case of `old`: lower, Capitalised or ALL CAPITALS; anything mixed leaves `new` as it is.

    A capital inside `new` (a name such as “GitHub”) is never changed to lower case.
    """
    letters = [c for c in old if c.isalpha()]
    if not letters or not new:
        return new
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return new.upper()
    if letters[0].isupper() and new[0].islower():
        return new[0].upper() + new[1:]
    return new
