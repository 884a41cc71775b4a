"""Links that lead nowhere, as far as the article itself tells: no network and no file is asked."""

from collections.abc import Iterator
from unicodedata import category, normalize
from urllib.parse import unquote

from edlint.config.profile import ActiveRule
from edlint.model.block import PLACEHOLDER, Block, BlockKind, Mark, MarkKind
from edlint.model.document import Document
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.voice import own_words
from edlint.text.nearest import nearest
from edlint.text.pattern import pattern

# Formats whose links to `#…` mean a heading or an anchor of the same text, which the text names.
_ANCHORED = frozenset({"markdown", "html", "rst", "asciidoc", "notebook", "quarto", "mdx"})
# Attributes of HTML and of the dialects' lists, AsciiDoc's, reStructuredText's and MyST's targets.
_NAMED = (
    r"(?i)\b(?:id|name)\\?[\"']?\s*[=:]\s*[{\\]*[\"']?([^\s\"'>{}\\]+)|[\s{]#([^\s#{}]+)[^{}\n]*\}|\[\[([^\],\n]+)"
    r"|\[[^\]\n#]*#([^\],.%\n]+)[^\]\n]*\]|^[ \t]*\.\. _`?([^\n]+?)`?:|_`([^`\n]+)`|^[ \t]*\(([^)\n]+)\)=|\banchor:([^\[\s]+)\[|^[ \t]*===[!+]* \"([^\"\n]+)\""
)
# What brings text from elsewhere onto the page: its anchors are not to be seen here.
_INCLUDED = (
    r"(?i)\{%-?\s*(?:include|render|partial|embed|import|content-ref|tab)|^include::|--8<--|\{\{[<%]?[-#\s]*(?:include|partial|read|snippet|import)"
    r"|^\s*\.\. (?:include|automodule|autoclass|autofunction|toctree)::|\{!|\[!include|^:::\s|^import\s.+\sfrom\s|(?-i:<[A-Z]\w*[\s/>])|<xi:include"
)
# A page of HTML, and a document of AsciiDoc with a title; without, it is a part of one, whose other parts have anchors too.
_WHOLE = {"html": r"(?i)<html|<body|<!doctype", "asciidoc": r"^= \S"}
# What is linked as a file everywhere. A page (`a.html`, `../a/`) is made when the site is built, often under another name.
_FILE = r"(?i)\A[^?#]*\.(?:md|markdown|mdx|rst|adoc|asciidoc|ipynb|png|jpe?g|gif|svg|webp|avif|pdf|csv|xlsx|zip)(?:[?#].*)?\z"
_ELSEWHERE = rf"\A(?:[A-Za-z][\w+.-]*:|//|/|@|~)|[{PLACEHOLDER}{{}}$<>*|\\\n]"
# A text fragment, a path of an application, a value of a template, a footnote, a line of a listing.
_NO_HEADING = rf"\A(?::~|[/!])|[+={PLACEHOLDER}{{}}$<%]|\A(?:fn|fnref|footnote|cite)\b|\AL?\d+(?:-L?\d+)?\z"
_NUMBERED = r"[-_]\d+$"
_LEADING = r"^[\d.\s]+"
_ADDRESS = r"(?i)^(?:www\.[\w-]+\.|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|dev|info|co\.\w\w)(?:[/?#:]|$))"


def dead_anchors(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag links to `#…` that no heading and no anchor of the article answers to (option `page-ids`: the page's own)."""
    if document.source.format not in _ANCHORED:
        return
    links = _inner(document)
    if not links or not _complete(document):
        return
    headings = [_title(block) for block in document.blocks if block.kind is BlockKind.HEADING]
    if not headings:
        return
    known = _anchors(document, headings) | {_key(str(name)) for name in active.options["page-ids"]}
    partly = [parts for title in headings for parts in [_parts(title)] if len(parts) > 1 and any(parts)]
    for block, mark in links:
        target = unquote(mark.value[1:])
        if not (pattern(_NO_HEADING).found(target) or _answered(target, known, partly)):
            near = nearest(target.casefold(), [_slug(title) for title in headings])
            hint = f"; did you mean “#{near}”?" if near else ""
            yield _hit(active, block, mark, address=mark.value, hint=hint)


def _inner(document: Document) -> list[tuple[Block, Mark]]:
    """Return the article's links to places of its own."""
    return [
        (block, mark)
        for block in document.blocks
        if own_words(block)
        for mark in block.marks
        if mark.kind is MarkKind.LINK and mark.value.startswith("#") and len(mark.value) > 1
    ]


def _complete(document: Document) -> bool:
    """Whether the text is a whole page, into which nothing is included: all its anchors are to be seen."""
    text, whole = document.source.text, _WHOLE.get(document.source.format)
    return not pattern(_INCLUDED).found(text) and (whole is None or pattern(whole).found(text))


def _anchors(document: Document, headings: list[str]) -> set[str]:
    """Return the keys of what links may lead to: headings, anchors that are written out, and footnotes."""
    written = (name for match in pattern(_NAMED).matches(document.source.text) for name in match.groups)
    return {
        *(key for title in headings for key in _keys(title)),
        *(_key(name) for name in written if name),
        *map(_key, document.footnotes),
    }


def _answered(target: str, known: set[str], partly: list[tuple[str, ...]]) -> bool:
    """Whether an anchor is known, without the number that tells headings of the same words apart, or may be made of one."""
    number = pattern(_NUMBERED).first(target)
    key = _key(target)
    stem = _key(target[: number.start]) if number else key
    return key in known or stem in known or any(_fits(parts, key) for parts in partly)


def undefined_references(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag `[words][label]` of Markdown where nothing defines the label: the brackets are what readers see."""
    if pattern(_INCLUDED).found(document.source.text):
        return  # definitions may stand in what is included
    for block in document.blocks:
        if own_words(block):
            for mark in block.marks:
                # What looks like the name of code is looked up elsewhere: `[Words][module.name]`, `[Words][a::b]`.
                if mark.kind is MarkKind.REFERENCE and not pattern(r"::|[._`()<>{}$=/]").found(mark.value):
                    # The mark begins with the bracket behind the words.
                    label = Span(mark.source.start + 1, mark.source.end)
                    yield Hit(active.rule.id, label, values={"label": mark.value})


def schemeless_addresses(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag links to `example.org/page`: without `https://` that is a file beside the article."""
    for block in document.blocks:
        for mark in block.marks:
            if (
                mark.kind is MarkKind.LINK
                and pattern(_ADDRESS).found(mark.value)
                and not pattern(r"^www\.|^\w+:").found(document.source.slice(mark.source))
            ):
                yield _hit(active, block, mark, address=mark.value)


def missing_files(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag every link to a file beside the article: `edlint.run.linktargets` takes those out that are there."""
    for block in document.blocks:
        for mark in block.marks if own_words(block) else ():
            if (
                mark.kind in {MarkKind.LINK, MarkKind.IMAGE}
                and pattern(_FILE).found(mark.value)
                and not pattern(_ELSEWHERE).found(mark.value)
            ):
                yield _hit(active, block, mark, shown=mark.kind is MarkKind.LINK, address=mark.value)


def _hit(active: ActiveRule, block: Block, mark: Mark, *, shown: bool = True, **values: str) -> Hit:
    """Return a hit on the words of a link, or on the whole of what has none."""
    if shown and not mark.span.empty and block.text[mark.span.start : mark.span.end] != PLACEHOLDER:
        return Hit(active.rule.id, mark.span, block, values=values)
    return Hit(active.rule.id, mark.source, values=values)


def _title(block: Block) -> str:
    """Return a heading's words with the text of its code: anchors are made of both."""
    parts, at = [], 0
    for mark in block.marks:
        if mark.kind in {MarkKind.CODE, MarkKind.MATH} and mark.span.start >= at:
            parts += [block.text[at : mark.span.start], mark.value]
            at = mark.span.end
    return "".join([*parts, block.text[at:]])


def _key(text: str) -> str:
    """Return a text's letters and digits: all that the many ways to make an anchor of a heading have in common."""
    return "".join(c for c in normalize("NFKD", text).casefold() if c.isalnum())


def _parts(title: str) -> tuple[str, ...]:
    """Return the keys between what an anchor may spell in ways of its own: emoji (“crab”), letters of other scripts."""
    own = "".join(
        c if c.isascii() or category(c)[0] in "PMZ" or (_key(c) and _key(c).isascii()) else PLACEHOLDER
        for c in title
    )
    return tuple(map(_key, own.split(PLACEHOLDER)))


def _keys(title: str) -> Iterator[str]:
    number = pattern(_LEADING).first(title)
    for words in (title, title[number.end :] if number else title):
        key = _key(words)
        yield from (key, "".join(c for c in key if c.isascii()), _key(words.replace("&", " and ")))


def _slug(title: str) -> str:
    return "-".join("".join(c for c in title.casefold() if c.isalnum() or c in " -_").split())


def _fits(parts: tuple[str, ...], key: str) -> bool:
    """Whether a key holds what is known of a heading, in order: what stands between may be anything."""
    at = 0
    for part in parts:
        at = key.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
