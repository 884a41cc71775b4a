"""Which parts of the directives of docutils, Sphinx and extensions are titles, prose or code. None is ever run."""

from typing import NamedTuple

_TITLE = "title"  # the argument is prose of its own
_BODY = "body"  # there is no argument: the text on the first line belongs to the content
_CODE = "code"
_PROSE = "prose"
_NONE = "none"


class DirectiveKind(NamedTuple):
    """What the argument and the content of a directive are.

    `argument`: `title`, `body` (none: the first line belongs to the content), `code` (a name, a path, a signature),
    `version` (a number, then prose), `guess`. `content`: `prose`, `code`, `none`, `quote`, `figure` (its first
    paragraph is a caption), `list-table`, `csv`, `toctree`.
    """

    argument: str = _CODE
    content: str = _PROSE


UNKNOWN = DirectiveKind("guess", _PROSE)
OPTIONS = frozenset("alt caption title header subtitle summary description synopsis".split())
"""Options whose value is prose."""

DIRECTIVES: dict[str, DirectiveKind] = {
    **dict.fromkeys(
        (
            "note tip warning important hint caution danger error attention seealso todo compound header footer abstract "
            "dedication hlist glossary legend impl-detail pull columns column "
            "tabs tab-set div aside margin sidenote grid carousel card-carousel"
        ).split(),
        DirectiveKind(_BODY, _PROSE),
    ),
    **dict.fromkeys("epigraph highlights pull-quote".split(), DirectiveKind(_BODY, "quote")),
    **dict.fromkeys(
        (
            "admonition topic sidebar rubric title tab tab-item card dropdown details collapse toggle centered table "
            "example exercise solution theorem lemma proof definition remark question answer step group-tab grid-item-card "
            "replace collapsible expander"
        ).split(),
        DirectiveKind(_TITLE, _PROSE),
    ),
    **dict.fromkeys(
        "versionadded versionchanged deprecated versionremoved deprecated-removed soft-deprecated".split(),
        DirectiveKind("version", _PROSE),
    ),
    **dict.fromkeys(
        (
            "class container only ifconfig option confval describe object envvar setting grid-item "
            "automodule autoclass autofunction automethod autoattribute autodata autoexception autodecorator "
            "function data exception method attribute module decorator opcode pdbcommand program cmdoption "
            "staticmethod classmethod availability"
        ).split(),
        DirectiveKind(_CODE, _PROSE),
    ),
    "image": DirectiveKind(_CODE, _NONE),
    **dict.fromkeys("youtube vimeo video".split(), DirectiveKind(_CODE, _PROSE)),
    "figure": DirectiveKind(_CODE, "figure"),
    "list-table": DirectiveKind(_TITLE, "list-table"),
    "flat-table": DirectiveKind(_TITLE, "list-table"),
    "csv-table": DirectiveKind(_TITLE, "csv"),
    "contents": DirectiveKind(_TITLE, _NONE),
    "toctree": DirectiveKind(_BODY, "toctree"),
    **dict.fromkeys(
        (
            "code code-block sourcecode parsed-literal literalinclude highlight math raw productionlist graphviz digraph "
            "graph mermaid uml plantuml testcode testoutput testsetup testcleanup doctest ipython plot jupyter-execute "
            "jupyter-input jupyter-output command-output program-output runblock pyodide exec exec_code altair-plot "
            "bokeh-plot termynal prompt console code-tab tikz blockdiag seqdiag actdiag nwdiag asciinema typer "
            "click argparse jinja nbplot ditaa svgbob"
        ).split(),
        DirectiveKind(_CODE, _CODE),
    ),
    **dict.fromkeys(
        (
            "include unicode date role default-role sectnum section-numbering target-notes index tabularcolumns "
            "currentmodule py:currentmodule meta autosummary bibliography inheritance-diagram "
            "c:namespace cpp:namespace js:currentmodule highlightlang sectionauthor moduleauthor codeauthor "
            "minigallery"
        ).split(),
        DirectiveKind(_CODE, _NONE),
    ),
}  # fmt: skip


def directive_of(name: str) -> DirectiveKind:
    """Return the kind of a directive; one with a domain (`py:class`) has a signature as its argument."""
    known = DIRECTIVES.get(name)
    if known is not None:
        return known
    domain, _, last = name.rpartition(":")
    if domain:
        return DIRECTIVES.get(last, DirectiveKind()) if domain == "std" else DirectiveKind()
    return DirectiveKind() if name.startswith("auto") else UNKNOWN


def is_title(text: str) -> bool:
    """Whether the argument of an unknown directive is a title: mostly words of letters, or one word with a capital."""
    words = text.split()
    if not words or any(mark in text for mark in "{}()[]=\\/<>|$"):
        return False
    if len(words) == 1:
        return words[0].isalpha() and words[0][:1].isupper()
    return sum(
        word.strip(".,:;!?'\"`*").replace("-", "").replace("’", "").isalpha() for word in words
    ) * 2 > len(words)
