"""What AsciiDoc's macros and built-in attributes stand for."""

from enum import Enum, auto


class Macro(Enum):
    """What a macro is to a sentence."""

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
"""Macro → what it is; any other stands in the sentence as an object."""

ANYWHERE = r"(?:footnoteref|footnote|indexterm2|indexterm|image|icon|stem|latexmath|asciimath|kbd|btn|menu|link|xref|mailto|pass)$"
"""Macros that need no blank before them: “as it was.footnote:[…]”."""

NOTHING = frozenset("empty blank zwsp wj".split())
"""Attributes that leave nothing between the letters beside them."""

CHARACTERS = {
    "sp": " ", "nbsp": "\u00a0", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°",
    "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^",
    "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++",
    "pp": "++",
}  # fmt: skip
"""Attributes that stand for a character."""
