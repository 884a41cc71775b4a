"""“a” or “an”: by the sound that the next word begins with, as far as spelling shows it."""

_SILENT = ("hour", "honest", "honor", "honour", "heir")
# Spelled with a vowel, said with a consonant: “a user”, “a European”, “a one-off”, “a unit”, but “an unimportant one”.
_CONSONANT = ("eu", "ewe", "one", "once", "use", "usu", "usa", "uti", "ubi", "uni", "ura", "ufo")
_VOWEL = ("unim", "unin", "unid", "unint")
# “an HTTP server”, “an SSH key”: the letters whose names begin with a vowel.
_LETTERS = frozenset("AEFHILMNORSX")


def article(word: str) -> str:
    """Return “a” or “an” for the word as it is written; a word in capitals is taken to be spelled out."""
    if len(word) > 1 and word.isupper() and not any(letter in "AEIOU" for letter in word[:3]):
        return "an" if word[0] in _LETTERS else "a"
    lower = word.lower()
    if lower.startswith(_SILENT) or lower.startswith(_VOWEL):
        return "an"
    return "an" if lower[:1] in tuple("aeiou") and not lower.startswith(_CONSONANT) else "a"
