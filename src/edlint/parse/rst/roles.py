"""Roles of docutils and Sphinx: whether a role's text is prose, or a name that a placeholder replaces."""

from typing import NamedTuple

from edlint.model.block import MarkKind


class Role(NamedTuple):
    """A role: whether its text is prose, how that text is marked, and what it links to.

    `titled` roles allow `words <target>`. With `names`, bare text is the name of a target; the text is prose only if a
    target follows it. `address` is the beginning of the target's address.
    """

    prose: bool = False
    mark: MarkKind | None = None
    titled: bool = False
    names: bool = False
    address: str = ""


DEFAULT = "title-reference"

_PROSE = Role(prose=True)
_NAMED = Role(prose=True, mark=MarkKind.LINK, titled=True, names=True)
_ROLES: dict[str, Role] = {
    **dict.fromkeys("emphasis dfn".split(), Role(prose=True, mark=MarkKind.EMPHASIS)),
    "strong": Role(prose=True, mark=MarkKind.STRONG),
    **dict.fromkeys("title-reference title t".split(), Role(prose=True)),
    **dict.fromkeys("sub subscript sup superscript abbr abbreviation ac acronym guilabel menuselection".split(), _PROSE),
    "term": Role(prose=True, mark=MarkKind.LABEL, titled=True),
    "index": Role(prose=True, titled=True),
    **dict.fromkeys("ref doc any numref download keyword token external confval intersphinx".split(), _NAMED),
    "math": Role(mark=MarkKind.MATH),
    "eq": Role(mark=MarkKind.MATH),
    **dict.fromkeys("cite cite:p cite:t cite:ps cite:ts cite:ct cite:cts footcite footcite:t footcite:p citep citet".split(),
                    Role(mark=MarkKind.CITATION)),
    "pep": Role(mark=MarkKind.LINK, titled=True, address="https://peps.python.org/pep-"),
    "pep-reference": Role(mark=MarkKind.LINK, titled=True, address="https://peps.python.org/pep-"),
    "rfc": Role(mark=MarkKind.LINK, titled=True, address="https://www.rfc-editor.org/rfc/rfc"),
    "rfc-reference": Role(mark=MarkKind.LINK, titled=True, address="https://www.rfc-editor.org/rfc/rfc"),
}  # fmt: skip
_CODE = Role(titled=True)
_UNKNOWN = Role(mark=MarkKind.OBJECT)
# Roles of Sphinx whose text names code; any role with a domain (`py:class`) does as well.
_NAMES = frozenset(
    (
        "class func meth attr mod exc data const obj type var member macro struct enum enumerator union expr command "
        "program option envvar file samp kbd makevar manpage mimetype newsgroup regexp code literal mailheader "
        "source src repo gh issue pr commit module function method attribute exception decorator opcode c-text"
    ).split()
)


def role_of(name: str) -> Role:
    """Return the role with this name; the text of an unknown role becomes a placeholder."""
    known = _ROLES.get(name)
    if known is not None:
        return known
    domain, _, last = name.rpartition(":")
    if domain:
        return _ROLES.get(last, _CODE) if domain == "std" or domain.startswith("external") else _CODE
    return _CODE if name in _NAMES else _UNKNOWN
