"""The sources in a block of text: links, notes, citations and attributions.

Not a source are a link into the article itself (`#…`) or to a site's home page, a footnote without text, a year alone,
and “a recent study” without a name.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import msgspec

from edlint.check.claims.attribution import Attributions
from edlint.check.claims.language import Language
from edlint.check.claims.names import Names
from edlint.model.block import Block, BlockKind, Mark, MarkKind
from edlint.model.claim import Evidence, EvidenceKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.pattern import pattern

# Markup of citations: MyST roles, Jekyll Scholar and Hugo shortcodes, LaTeX, components, MediaWiki.
_CITE = pattern(
    r"^(?:\{[\w:-]*cite[\w:-]*\}|\{%-?\s*[\w-]*cite[\w-]*\s|\{\{[<%]?\s*[\w-]*cite[\w-]*\s|\\[a-z]*cite[a-z]*\b"
    r"|<cite\b|<[\w.-]*cit(?:e|ation)\b|<ref[\s>]|\\\[\d{1,3}\\\]$)",
    ignore_case=True,
)
_LATEX = pattern(r":cite[a-z]*\[[^\]\n]+\]|\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\]\n]*\]){0,2}\{[^}\n]+\}")
# A citation key of Pandoc's has the year in it; a bare name is somebody's handle, unless it is alone in round brackets
# after a word that is no name.
_KEY = pattern(r"(?:^|[\s(\[;-])(?P<key>@[\p{L}_][\w:.#$%&+?<>~/-]*\d[\w:.#$%&+?<>~/-]*)")
_NOTE = pattern(r"\^\[(?P<note>[^\]\n]{2,})\]")
# A raised number after a full stop: “averted.<sup>10</sup>” is read without its tags.
_RAISED = pattern(r"[\pL\d%)][.,;:!?”\"’)]{1,2}\d{1,3}(?:\s|$)")
_RAISED_SIGNS = pattern(r"[.,;:!?”\"’)][⁰¹²³⁴-⁹]+")
_NUMBERED = pattern(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_ROLE = 30  # code points of a role's name
_LONGEST = 200  # code points of a note or an address that are examined
_WITNESS = frozenset([MarkKind.CODE, MarkKind.MATH, MarkKind.QUOTE, MarkKind.OBJECT])


class Source(msgspec.Struct, frozen=True):
    """A piece of evidence at `span` of its block.

    `work` is a survey, a report or a count, which gives figures; `plain` a link whose words do not show what it leads
    to; `closing` a line that names the sources of everything before it; `heading` a link that heads its block or item.
    """

    span: Span
    evidence: Evidence
    work: bool = False
    plain: bool = False
    closing: bool = False
    heading: bool = False


def _bracketed(text: str, span: Span) -> bool:
    """Whether a span is in round brackets, alone or with a page, after a word that is no name."""
    if text[span.start - 2 : span.start] != " (" or text[span.end : span.end + 1] not in {")", ","}:
        return False
    begin = text.rfind(" ", max(0, span.start - _LONGEST), span.start - 2) + 1
    return text[begin : begin + 1].islower() or text[begin : begin + 1].isdigit()


class Finder:
    """Finds the sources of a document's blocks."""

    def __init__(self, document: Document, language: Language, own_sites: Iterable[str]) -> None:
        """Prepare the search; a link to one of the hosts in `own_sites` is no source."""
        self._document = document
        self._cues = language.cues
        self._no_name = language.no_name
        self._attributions = Attributions(Names(document), language)
        self._own = frozenset(site.lower().removeprefix("www.") for site in own_sites)

    def look(self, block: Block) -> Iterator[Source]:
        """Yield the sources in a block, in no particular order."""
        for mark in block.marks:
            if mark.kind is MarkKind.LINK:
                yield from self._link(block, mark)
            else:
                evidence = self._noted(block, mark)
                if evidence is not None:
                    yield Source(mark.span, evidence)
        yield from self._written(block.text)
        yield from self._raised(block)
        for named in self._attributions.found(block):
            yield Source(named.span, Evidence(EvidenceKind.ATTRIBUTION, named.words), work=named.work)

    def metadata(self) -> Iterator[Evidence]:
        """Yield the sources of the article that its front matter lists."""
        given = self._document.metadata.get("sources") or self._document.metadata.get("references")
        for entry in given if isinstance(given, list) else [given] if given else []:
            if isinstance(entry, dict):
                text = str(entry.get("title") or entry.get("name") or entry.get("url") or "")
                yield Evidence(EvidenceKind.FRONT_MATTER, text, str(entry.get("url") or ""))
            else:
                text = str(entry)
                yield Evidence(EvidenceKind.FRONT_MATTER, text, text if "://" in text else "")

    def _noted(self, block: Block, mark: Mark) -> Evidence | None:
        """Return the evidence of a footnote or a citation in markup, or None."""
        if mark.kind is MarkKind.FOOTNOTE:
            note = self._document.footnotes.get(mark.value, "").strip() or self._inline(mark)
            return Evidence(EvidenceKind.FOOTNOTE, note[:_LONGEST]) if note else None
        if mark.kind is MarkKind.CITATION:
            return Evidence(EvidenceKind.CITATION, mark.value or self._markup(mark))
        if mark.kind in _WITNESS:
            written = self._markup(mark)
            if (
                _CITE.found(written)
                or _KEY.whole(written)
                or (written[:1] == "@" and _bracketed(block.text, mark.span))
            ):
                return Evidence(EvidenceKind.CITATION, written)
        return None

    def _inline(self, mark: Mark) -> str:
        """Return the text of an inline footnote (`^[note]`), or an empty string."""
        written = self._document.source.text[mark.source.start : mark.source.end]
        return written[2:].rstrip("]").strip() if written.startswith("^[") else ""

    def _markup(self, mark: Mark) -> str:
        """Return the source text of a mark, with the role name before it if there is one, cut to `_LONGEST`."""
        text, start = self._document.source.text, mark.source.start
        if text[start - 1 : start] == "}":
            start = max(text.rfind("{", 0, start), start - _ROLE)
        return text[start : min(mark.source.end, mark.source.start + _LONGEST)]

    def _written(self, text: str) -> Iterator[Source]:
        """Yield the sources that the text itself cites, without markup."""
        for cue in (self._cues["citation"], _NUMBERED, _LATEX):
            for span in cue.spans(text):
                first = text[span.start : span.end].strip("([ ").partition(" ")[0]
                if first.strip(",").lower() in self._no_name:
                    continue  # “(May 2019)”
                if not text[: span.start].strip() and _NUMBERED.whole(text[span.start : span.end]):
                    continue  # the number of a note that begins here, and no call of one
                yield Source(span, Evidence(EvidenceKind.CITATION, text[span.start : span.end]))
        for match in _NOTE.matches(text):
            yield Source(match.span, Evidence(EvidenceKind.FOOTNOTE, (match.names["note"] or "")[:_LONGEST]))
        for match in _KEY.matches(text):
            yield Source(match.span, Evidence(EvidenceKind.CITATION, match.names["key"] or ""))
        idioms = tuple(self._cues["idiom"].spans(text))
        for span in self._cues["figure"].spans(text):
            if any(idiom.covers(span) for idiom in idioms):
                continue
            yield Source(span, Evidence(EvidenceKind.TABLE, text[span.start : span.end]))
        for span in self._cues["source_line"].spans(text):
            rest = text[span.end : span.end + 80].strip(" )].")
            if rest and not self._cues["sourceless"].found(rest):
                yield Source(span, Evidence(EvidenceKind.ATTRIBUTION, rest), closing=True)
        for span in self._cues["definite"].spans(text):
            yield Source(span, Evidence(EvidenceKind.ATTRIBUTION, text[span.start : span.end]))

    def _raised(self, block: Block) -> Iterator[Source]:
        """Yield the notes with a raised number after the words that they belong to."""
        for span in _RAISED.spans(block.text):
            source = block.to_source(span)
            if "<sup" in self._document.source.text[source.start : source.end]:
                yield Source(span, Evidence(EvidenceKind.FOOTNOTE, block.text[span.start : span.end].strip()))
        for span in _RAISED_SIGNS.spans(block.text):
            yield Source(span, Evidence(EvidenceKind.FOOTNOTE, block.text[span.start : span.end]))

    def _link(self, block: Block, mark: Mark) -> Iterator[Source]:
        url = mark.value.strip()
        words = block.text[mark.span.start : mark.span.end].strip()
        if url.startswith("#") and words.strip("[]()").isdecimal():
            yield Source(mark.span, Evidence(EvidenceKind.FOOTNOTE, words, url))
            return
        if supports(url, self._own):
            work = self._cues["source_link"].found(f"{words} {spaced(url)}")
            evidence = Evidence(EvidenceKind.LINK, words, url)
            yield Source(mark.span, evidence, work=work, plain=not work, heading=_heads(block, mark))


def _heads(block: Block, mark: Mark) -> bool:
    """Whether a link heads its block: it is half of a heading, in a bold beginning, or the first words of an item."""
    text = block.text
    if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
        return 2 * (mark.span.end - mark.span.start) >= len(text)
    bold = next(
        (m for m in block.marks if m.kind is MarkKind.STRONG and not text[: m.span.start].strip()), None
    )
    if bold is not None and bold.span.covers(mark.span):
        return True
    first = not any(sign.isalnum() for sign in text[: mark.span.start])
    return first and (block.item is not None or text[mark.span.end : mark.span.end + 1] in ":–—")


def spaced(url: str) -> str:
    """Return the first 300 characters of an address with blanks in place of punctuation."""
    return "".join(c if c.isalnum() else " " for c in url[:300])


def supports(url: str, own_sites: frozenset[str] = frozenset()) -> bool:
    """Whether an address may be a source: another page than this one, and not a home page.

    A page of one of `own_sites` is none: publishers are no sources for themselves.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme and parts.scheme not in {"http", "https", "ftp", "doi"}:
        return False
    if parts.scheme == "doi":
        return bool(parts.path)
    path = parts.path.strip("/")
    if path.rsplit("/", 1)[-1].lower() in {"index.html", "index.htm", "index.php"}:
        path = path.rsplit("/", 1)[0] if "/" in path else ""
    if not path and not parts.query and not (parts.netloc and parts.fragment):
        return False
    host = (parts.hostname or "").removeprefix("www.")
    return not (host and any(host == own or host.endswith("." + own) for own in own_sites))
