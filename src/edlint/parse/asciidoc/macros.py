"""AsciiDoc's macros and built-in attributes, and how each is read."""

from enum import Enum, auto


class Macro(Enum):
    """How a macro is read."""

    LINK = auto()
    NOTE = auto()
    IMAGE = auto()
    WORDS = auto()
    NOTHING = auto()
    CODE = auto()
    MATH = auto()
    CITATION = auto()
    OBJECT = auto()


MACROS: dict[str, Macro] = {
    **dict.fromkeys("link xref mailto http https ftp irc ftps sftp".split(), Macro.LINK),
    **dict.fromkeys("footnote footnoteref".split(), Macro.NOTE),
    "image": Macro.IMAGE,
    **dict.fromkeys("indexterm2 small".split(), Macro.WORDS),
    **dict.fromkeys("indexterm anchor bibanchor".split(), Macro.NOTHING),
    **dict.fromkeys("pass kbd".split(), Macro.CODE),
    **dict.fromkeys("stem latexmath asciimath".split(), Macro.MATH),
    **dict.fromkeys("cite citenp citet".split(), Macro.CITATION),
}
"""Macro name → how it is read; any other macro becomes a placeholder of an object."""

ANYWHERE = r"(?:footnoteref|footnote|indexterm2|indexterm|image|icon|stem|latexmath|asciimath|kbd|btn|menu|link|xref|mailto|pass)$"
"""Macros that need no blank before them: “as it was.footnote:[…]”."""

NOTHING = frozenset("empty blank zwsp wj".split())
"""Attributes that add no text, so that the letters beside them are adjacent."""

CHARACTERS = {
    "sp": " ", "nbsp": "\u00a0", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°",
    "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^",
    "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++",
    "pp": "++",
}  # fmt: skip
"""Attributes that are replaced by characters."""
