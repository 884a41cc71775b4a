"""Rewrite an engine's message in edlint's style: one concrete sentence with typographic quotation marks."""

from edlint.text.pattern import pattern

_GENERIC = pattern(
    r"^(did you mean|use|consider|try|replace|write|correct|perhaps|possibly|maybe)\b", ignore_case=True
)


def message(said: str, match: str, replacements: tuple[str, ...]) -> str:
    """Return the message of a finding: the matched text, the replacement, and the engine's reason if it gives one.

    `said` is the engine's message. Only its first sentence is used, and nothing of it when it merely proposes a
    replacement (“Did you mean …”), which the returned sentence does already.
    """
    reason = _reason(said)
    shown = f"“{match}”" if match.strip() else "this space"
    if not replacements:
        return f"{shown}: {_lower(reason) or 'this does not read as English'}."
    new = replacements[0]
    if not new.strip():
        return f"Remove {shown}{': ' + _lower(reason) if reason and not _GENERIC.found(reason) else ''}."
    others = f" or “{replacements[1]}”" if len(replacements) == 2 else ""
    if not reason or _GENERIC.found(reason):
        return f"Did you mean “{new}”{others} for {shown}?"
    return f"Write “{new}”{others} for {shown}: {_lower(reason)}."


def _reason(said: str) -> str:
    """Return the first sentence of an engine's message with typographic quotation marks, without its full stop."""
    text = _quoted(" ".join(said.split()))
    first = pattern(r"[.!?](\s|$)").first(text)
    return (text[: first.start] if first else text).strip(" .!?:")


def _quoted(text: str) -> str:
    """Return the text with `…`, "…" and '…' changed to “…”, and straight apostrophes to curved ones."""
    out: list[str] = []
    opened = ""
    for index, character in enumerate(text):
        before = text[index - 1 : index]
        if character == "'" and before.isalnum() and (opened != "'" or text[index + 1 : index + 2].isalnum()):
            out.append("’")
        elif character not in "`\"'":
            out.append(character)
        elif opened == character:
            out.append("”")
            opened = ""
        elif not opened and character in text[index + 1 :]:
            out.append("“")
            opened = character
        else:
            out.append("’" if character == "'" else "")
    return "".join(out)


def _lower(sentence: str) -> str:
    """Return the sentence with a lower-case first letter, unless its first word is “I” or has capitals inside."""
    word = sentence.split(" ", 1)[0] if sentence else ""
    if word == "I" or word[1:] != word[1:].lower():
        return sentence
    return sentence[:1].lower() + sentence[1:]
