"""What supports a claim: sources near it, and how far each reaches.

Not evidence: a year alone, a link to a page of the article itself (`#…`) or to a site's home page, a footnote that has
no text, “a recent study” that nobody names.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from urllib.parse import urlsplit

from edlint.check.claims.language import Language
from edlint.check.claims.layout import Layout
from edlint.model.claim import Evidence, EvidenceKind
from edlint.model.document import Block, Document, Mark, MarkKind
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.sentences import sentences


class Scope(StrEnum):
    """How far from a claim its source may stand."""

    SENTENCE = "sentence"
    NEXT = "next-sentence"
    PARAGRAPH = "paragraph"
    LEAD_IN = "lead-in"
    CAPTION = "caption"
    SECTION = "section"
    FRONT_MATTER = "front-matter"


@dataclass(frozen=True)
class Source:
    """A piece of evidence at `span` of its block. `strong` reaches beyond its own sentence by itself."""

    span: Span
    evidence: Evidence
    strong: bool

    @property
    def named(self) -> bool:
        """Whether it is somebody who is named."""
        return self.evidence.kind is EvidenceKind.ATTRIBUTION


_OPENING = 12  # code points into a sentence that still count as its beginning
_ENOUGH = 8  # pieces of evidence that a claim is listed with


class Sources:
    """The evidence in a document, found once for each block."""

    def __init__(self, document: Document, language: Language, *, own_sites: Iterable[str] = ()) -> None:
        """Remember where to look; `own_sites` are host names of the publisher's own sites."""
        self._document = document
        self._language = language
        self._own = frozenset(site.lower().removeprefix("www.") for site in own_sites)
        self._known: dict[int, tuple[Source, ...]] = {}
        # A word that also stands in small letters is no name where it begins a sentence (“Readers indicated”).
        self._common = frozenset(
            word for block in document.blocks for word in block.text.split() if word.islower()
        )
        self._layout = Layout(document.blocks, language.cues["source_line"].found)

    def near(
        self, index: int, sentence: Span, scopes: frozenset[Scope], *, about: str = ""
    ) -> tuple[Evidence, ...]:
        """Return what supports a claim in `sentence` of the block at `index`, nearest first.

        `about` is the claim's own words: a page that counts stars is a source for a number of stars.
        """
        counted = self._language.cues["forge_count"].found(about)
        block = self._document.blocks[index]
        parts = sentences(block.text)
        here = min(bisect_left(parts, sentence.start, key=lambda part: part.start), len(parts) - 1)
        found: list[Evidence] = []
        if Scope.SENTENCE in scopes:
            found += (source.evidence for source in self._within(index, sentence))
        if Scope.NEXT in scopes and here + 1 < len(parts):
            found += self._taken_up(index, block, parts[here + 1])
        if Scope.PARAGRAPH in scopes:
            following = parts[here + 1] if here + 1 < len(parts) else sentence
            found += islice(self._elsewhere(index, sentence, following, counted=counted), _ENOUGH)
        found += self._beyond(index, scopes)
        return tuple(dict.fromkeys(found))[:_ENOUGH]

    def of(self, index: int) -> tuple[Source, ...]:
        """Return the evidence inside the block at `index`, in reading order."""
        if index not in self._known:
            block = self._document.blocks[index]
            self._known[index] = tuple(sorted(self._look(block), key=lambda s: s.span))
        return self._known[index]

    def _within(self, index: int, sentence: Span) -> Sequence[Source]:
        """Return the evidence in a sentence; a footnote right behind it belongs to it."""
        sources = self.of(index)
        first = bisect_left(sources, sentence.start, key=lambda source: source.span.start)
        last = bisect_left(sources, sentence.end, key=lambda source: source.span.start)
        while last < len(sources) and sources[last].span == (sentence.end, sentence.end):
            last += 1
        return sources[first:last]

    def _taken_up(self, index: int, block: Block, following: Span) -> Iterator[Evidence]:
        """Yield what the next sentence has: all of it when it takes the claim up, else what calls itself a source."""
        opening = block.text[following.start : following.start + 60]
        cue = self._language.cues["takes_up"].first(opening)
        taken = cue is not None and cue.start < _OPENING
        for source in self._within(index, following):
            if taken or (source.strong and not source.named):
                yield source.evidence

    def _elsewhere(self, index: int, sentence: Span, following: Span, *, counted: bool) -> Iterator[Evidence]:
        """Yield what reaches a claim from further away in its paragraph.

        Who is named after a claim speaks of something else.
        """
        for source in self.of(index):
            inside = sentence.start <= source.span.start <= sentence.end
            if inside or following.start <= source.span.start <= following.end:
                continue
            later = source.named and source.span.start > sentence.start
            forge = counted and self._language.cues["forge_link"].found(_spaced(source.evidence.url))
            if (source.strong and not later) or forge:
                yield source.evidence

    def _beyond(self, index: int, scopes: frozenset[Scope]) -> Iterator[Evidence]:
        lead = self._layout.lead_in(index)
        if Scope.LEAD_IN in scopes and lead is not None:
            yield from (source.evidence for source in self.of(lead))
        if Scope.CAPTION in scopes:
            for other in self._layout.table(index):
                yield from (source.evidence._replace(kind=EvidenceKind.TABLE) for source in self.of(other))
        if Scope.SECTION in scopes:
            for other in self._layout.section(index):
                if other != index:
                    yield from (source.evidence for source in self.of(other) if source.strong)
        if Scope.FRONT_MATTER in scopes:
            yield from self._metadata()

    def _metadata(self) -> Iterator[Evidence]:
        given = self._document.metadata.get("sources") or self._document.metadata.get("references")
        for entry in given if isinstance(given, list) else [given] if given else []:
            if isinstance(entry, dict):
                text = str(entry.get("title") or entry.get("name") or entry.get("url") or "")
                yield Evidence(EvidenceKind.FRONT_MATTER, text, str(entry.get("url") or ""))
            else:
                text = str(entry)
                yield Evidence(EvidenceKind.FRONT_MATTER, text, text if "://" in text else "")

    def _look(self, block: Block) -> Iterator[Source]:
        text = block.text
        cues = self._language.cues
        for mark in block.marks:
            if mark.kind is MarkKind.LINK:
                yield from self._link(block, mark)
            elif mark.kind is MarkKind.FOOTNOTE:
                note = self._document.footnotes.get(mark.value, "")
                if note.strip():
                    yield Source(mark.span, Evidence(EvidenceKind.FOOTNOTE, note.strip()[:200]), strong=False)
            elif mark.kind is MarkKind.CITATION:
                yield Source(mark.span, Evidence(EvidenceKind.CITATION, mark.value), strong=False)
        for span in cues["citation"].spans(text):
            yield Source(span, Evidence(EvidenceKind.CITATION, text[span.start : span.end]), strong=False)
        for span in _NUMBERED.spans(text):
            yield Source(span, Evidence(EvidenceKind.CITATION, text[span.start : span.end]), strong=False)
        for span in cues["figure"].spans(text):
            yield Source(span, Evidence(EvidenceKind.TABLE, text[span.start : span.end]), strong=False)
        for span in cues["source_line"].spans(text):
            rest = text[span.end : span.end + 80].strip(" )].")
            if rest:
                yield Source(span, Evidence(EvidenceKind.ATTRIBUTION, rest), strong=True)
        for span in cues["definite"].spans(text):
            yield Source(span, Evidence(EvidenceKind.ATTRIBUTION, text[span.start : span.end]), strong=True)
        yield from self._attributions(text)

    def _attributions(self, text: str) -> Iterator[Source]:
        for named in self._language.named:
            for match in named.matches(text):
                name = self._proper(match.names.get("name") or "")
                words = text[match.span.start : match.span.end].strip()
                # “60% of Acme users report”: a crowd that reports is no report.
                told = words.lower().split()[-2:-1]
                if told and told[0] != name.lower() and self._language.cues["crowd"].whole(told[0]):
                    continue
                if name and not self._reduced(text, match.span, name):
                    yield Source(match.span, Evidence(EvidenceKind.ATTRIBUTION, words), strong=True)

    def _proper(self, name: str) -> str:
        """Return a name without the sentence's first words that merely begin with a capital; empty if nothing is left."""
        parts = name.split()
        while parts and self._is_common(parts[0]):
            parts.pop(0)
        return " ".join(parts) if any(part[:1].isupper() or part[:1].isdigit() for part in parts) else ""

    def _reduced(self, text: str, span: Span, name: str) -> bool:
        """Whether a sentence begins with a plain noun and what was done to it: “Bugs found in production”.

        English: such a noun stands in the plural.
        """
        if (
            " " in name
            or not text[span.start :].lstrip().startswith(name)
            or not (name[1:].islower() and name.endswith("s"))
        ):
            return False
        head = text[: span.start].rstrip()
        first = not head or head[-1] in ".!?"
        following = text[span.end :].lstrip()[:12]
        cue = self._language.cues["reduced"].first(following)
        return first and cue is not None and cue.start == 0

    def _is_common(self, word: str) -> bool:
        plain = word.lower().rstrip(".,").replace("’", "'").partition("'")[0]
        if plain in self._language.no_name or self._language.cues["crowd"].whole(plain):
            return True
        return plain in self._common and not word.isupper()

    def _link(self, block: Block, mark: Mark) -> Iterator[Source]:
        url = mark.value.strip()
        words = block.text[mark.span.start : mark.span.end].strip()
        if not supports(url, self._own):
            return
        strong = self._language.cues["source_link"].found(f"{words} {_spaced(url)}")
        yield Source(mark.span, Evidence(EvidenceKind.LINK, words, url), strong)


_NUMBERED = pattern(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")


def _spaced(url: str) -> str:
    """Return the words of an address."""
    out = list(url[:300])
    return "".join(c if c.isalnum() else " " for c in out)


def supports(url: str, own_sites: frozenset[str] = frozenset()) -> bool:
    """Whether an address may hold a source: a page other than this one, and nobody's home page.

    A page of one of `own_sites` is none: a publisher is not its own witness.
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
