"""`doc(...)` in scopes: elements of a page by CSS selector. Each heading with its content is in a `section` element."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any
from zlib import crc32

from edlint.text.pattern import pattern
from edlint.vale.definition import StyleError
from edlint.vale.tokens import Kind, Token, end, start

MARK = "data-edlint-doc"
"""The attribute with the names of the selectors that match an element."""
MISSING = "needs the package soupsieve: pip install 'edlint[vale]'"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""The elements without an end tag."""
_ENDS_P = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre"
    " section table ul".split()
)
_IMPLIED = {
    **dict.fromkeys(_ENDS_P, frozenset(["p"])),
    "li": frozenset(["li", "p"]),
    **dict.fromkeys(("dt", "dd"), frozenset(["dt", "dd", "p"])),
    **dict.fromkeys(("td", "th"), frozenset(["td", "th", "p"])),
    "tr": frozenset(["td", "th", "tr", "p"]),
}
"""Element → the open elements that its start tag ends (HTML's optional end tags)."""
_CONTAINS = r":contains(Own)?\("
_HEADING = r"\Ah([1-6])\z"
_LONGEST = 1_000
_DEEPEST = 500
MOST = 50
"""The number of selectors that a configuration may have, as each is tested on every element."""


@dataclass(eq=False)
class _Node:
    """An element or a text: its token, its end tag, and its children."""

    token: Token
    children: list["_Node"] = field(default_factory=list)
    closed: Token | None = None


def split(text: str, sign: str) -> list[str]:
    """Split a scope at a sign, but not inside brackets and quotation marks."""
    parts = [""]
    quote = ""
    depth = 0
    for char in text:
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "()":
            depth = max(depth + (1 if char == "(" else -1), 0)
        elif char == sign and not depth:
            parts.append("")
            continue
        parts[-1] += char
    return parts


def selector(term: str) -> str | None:
    """Return the selector in a term `doc(...)`, or None for any other term."""
    return term[4:-1] if term.startswith("doc(") and term.endswith(")") else None


def name(source: str) -> str:
    """Return the name of a selector in scopes: its CRC-32 in hexadecimal."""
    return f"{crc32(source.encode()):08x}"


@lru_cache(maxsize=256)
def compiled(source: str) -> Any:
    """Return a compiled selector, cached. Raises StyleError."""
    if len(source) > _LONGEST:
        raise StyleError(f"a selector of more than {_LONGEST:,} characters")
    # Vale's selectors ignore the case of text: here and in the tree below it is in lower case.
    found = list(pattern(_CONTAINS).matches(source))
    for match in reversed(found):
        words = source[match.span.end :].lower()
        own = "-own" if match.groups[0] else ""
        source = f"{source[: match.span.start]}:-soup-contains{own}({words}"
    try:
        return import_module("soupsieve").compile(source.replace(":haschild(", ":has(> "))
    except ImportError:
        raise StyleError(MISSING) from None
    except Exception as error:  # noqa: BLE001 - a selector may hold anything, and soupsieve says it in its own ways
        raise StyleError(f"scope: {str(error).partition(chr(10))[0]}") from None


def check_scopes(scopes: Sequence[str], others: Collection[str]) -> set[str]:
    """Return the selectors in a rule's scopes. Raises StyleError for an invalid scope, or too many with `others`."""
    found = set(selectors(scopes))
    for css in found:
        compiled(css)
    if found and len(found.union(others)) > MOST:
        raise StyleError(f"scope: a configuration may have {MOST} selectors")
    for scope in scopes:
        if "&" not in scope and "doc(" not in scope and " " in scope.removeprefix("~").split(".")[0]:
            raise StyleError(f"scope: “{scope}” contains blanks")
    return found


def selectors(scopes: Iterable[str]) -> list[str]:
    """Return the selectors in scopes, each once."""
    terms = (term.strip().removeprefix("~") for scope in scopes for term in split(scope, "&"))
    return [*dict.fromkeys(css for term in terms if (css := selector(term)) is not None)]


def marked(tokens: Iterable[Token], sources: Sequence[str]) -> Iterator[Token]:
    """Yield a page's tokens with a section around each heading's content, and MARK on elements that selectors match."""
    root = _tree(tokens)
    names = _fitting(root, sources)
    todo: list[_Node | Token] = [*reversed(root.children)]
    while todo:
        node = todo.pop()
        if isinstance(node, Token):
            yield node
            continue
        token = node.token
        if id(node) in names:
            token = token._replace(attributes={**token.attributes, MARK: " ".join(names[id(node)])})
        yield token
        if node.closed is not None:
            todo.append(node.closed)
        todo += reversed(node.children)


def _tree(tokens: Iterable[Token]) -> _Node:
    root = _Node(start(""))
    open_ = [root]
    for token in tokens:
        if token.kind is Kind.END:
            level = next((at for at in range(len(open_) - 1, 0, -1) if open_[at].token.name == token.name), 0)
            if level:
                # Elements left open inside it end with it.
                _close(open_[level:])
                del open_[level:]
            continue
        ended = _IMPLIED.get(token.name, frozenset()) if token.kind is not Kind.TEXT else frozenset()
        while open_[-1].token.name in ended:
            _close([open_.pop()])
        node = _Node(token)
        open_[-1].children.append(node)
        if token.kind is Kind.START and token.name not in VOID and len(open_) < _DEEPEST:
            open_.append(node)
    _close(open_)
    return root


def _close(nodes: Sequence[_Node]) -> None:
    for node in nodes:
        node.closed = end(node.token.name)
        node.children = _in_sections(node.children)


def _in_sections(nodes: Sequence[_Node]) -> list[_Node]:
    """Return an element's children with each heading, and all up to the next of its level or above, in a section."""
    found: list[_Node] = []
    open_: list[tuple[int, _Node]] = []
    for node in nodes:
        heading = next(pattern(_HEADING).matches(node.token.name), None)
        if heading is not None:
            level = int(heading.groups[0] or 0)
            while open_ and open_[-1][0] >= level:
                open_.pop()
            section = _Node(start("section"), closed=end("section"))
            (open_[-1][1].children if open_ else found).append(section)
            open_.append((level, section))
        (open_[-1][1].children if open_ else found).append(node)
    return found


def _fitting(root: _Node, sources: Sequence[str]) -> dict[int, list[str]]:
    """Return the names of the selectors that match each element, by the `id()` of its node."""
    soup: Any = import_module("bs4")
    page = soup.BeautifulSoup("", "html.parser")
    nodes: dict[int, _Node] = {}
    todo = [(page, child) for child in reversed(root.children)]
    while todo:
        parent, node = todo.pop()
        token = node.token
        if token.kind is Kind.TEXT:
            parent.append(soup.NavigableString(token.text.text.lower()))
        elif token.kind is not Kind.COMMENT:
            tag = page.new_tag(token.name, attrs=dict(token.attributes))
            nodes[id(tag)] = node
            parent.append(tag)
            todo += [(tag, child) for child in reversed(node.children)]
    found: dict[int, list[str]] = {}
    for source in sources:
        for tag in compiled(source).select(page):
            found.setdefault(id(nodes[id(tag)]), []).append(name(source))
    return found
