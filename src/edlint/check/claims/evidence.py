"""The evidence of a claim: the sources near it, and the sentences that each source covers.

A source covers its own sentence, and text that clearly continues it: a sentence that begins by referring to it (“It
also found …”, “Of those, …”), the sentence that a survey introduces, the list or the item that it heads. A source
that is merely in the same paragraph does not count; `Sources.around` tells whether there is one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from edlint.check.claims.language import Language
from edlint.check.claims.layout import Layout
from edlint.check.claims.source import Finder, Source, spaced
from edlint.model.block import BlockKind
from edlint.model.claim import Evidence, EvidenceKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.sentences import sentences


class Scope(StrEnum):
    """Where, relative to a claim, its source may be."""

    SENTENCE = "sentence"
    NEXT = "next-sentence"
    PARAGRAPH = "paragraph"
    LEAD_IN = "lead-in"
    CAPTION = "caption"
    SECTION = "section"
    FRONT_MATTER = "front-matter"


_ENOUGH = 8  # most pieces of evidence that are listed with a claim
_BACK = 4  # blocks that are searched backwards for the previous paragraph, past pictures
_FAR = 8  # most sentences that may continue from one source


class Sources:
    """The evidence in a document, found once for each block."""

    def __init__(self, document: Document, language: Language, *, own_sites: Iterable[str] = ()) -> None:
        """Prepare the search; `own_sites` are host names of the publisher's own sites, whose pages are no sources."""
        self._document = document
        self._cues = language.cues
        self._finder = Finder(document, language, own_sites)
        self._known: dict[int, tuple[Source, ...]] = {}
        self._layout = Layout(document.blocks, language.cues["source_line"].found)

    def near(
        self, index: int, sentence: Span, scopes: frozenset[Scope], *, about: str = ""
    ) -> tuple[Evidence, ...]:
        """Return the evidence for a claim in `sentence` of the block at `index`, nearest first, at most `_ENOUGH`.

        `about` is the claim's own words: a page that counts stars is a source for a number of stars.
        """
        text = self._document.blocks[index].text
        parts = sentences(text)
        here = min(bisect_left(parts, sentence.start, key=lambda part: part.start), len(parts) - 1)
        found: list[Source] = []
        if Scope.SENTENCE in scopes:
            found += self._within(index, sentence)
        if Scope.NEXT in scopes and here + 1 < len(parts):
            found += self._taken_up(index, text, parts[here + 1])
        if Scope.PARAGRAPH in scopes:
            found += self._carried(index, text, parts, here)
            found += self._of_block(index, sentence, about)
            found += self._named_before(index) if here == 0 else ()
        evidence = [source.evidence for source in found]
        evidence += self._beyond(index, scopes)
        return tuple(dict.fromkeys(evidence))[:_ENOUGH]

    def around(self, index: int) -> bool:
        """Whether a block, or the block that introduces it, has a source, which may be about a claim of the block."""
        lead = self._layout.lead_in(index)
        return bool(self.of(index)) or (lead is not None and bool(self.of(lead)))

    def of(self, index: int) -> tuple[Source, ...]:
        """Return the evidence inside the block at `index`, in reading order."""
        if index not in self._known:
            block = self._document.blocks[index]
            self._known[index] = tuple(sorted(self._finder.look(block), key=lambda s: s.span))
        return self._known[index]

    def _within(self, index: int, sentence: Span) -> Sequence[Source]:
        """Return the sources in a sentence, with a footnote mark right after it."""
        sources = self.of(index)
        first = bisect_left(sources, sentence.start, key=lambda source: source.span.start)
        last = bisect_left(sources, sentence.end, key=lambda source: source.span.start)
        while last < len(sources) and sources[last].span == (sentence.end, sentence.end):
            last += 1
        return sources[first:last]

    def _taken_up(self, index: int, text: str, following: Span) -> Iterator[Source]:
        """Yield the sources of the next sentence: all, if it refers back to the claim or consists only of a source.

        Otherwise only the surveys and reports, if the sentence has no figure of its own.
        """
        said = text[following.start : following.end]
        sources = self._within(index, following)
        if self._opens("takes_up", said) or _bare(text, following, sources):
            yield from sources
        elif not self._cues["share"].found(said) and not self._cues["counts_own"].found(said):
            named = self._opens("names", said)
            yield from (source for source in sources if named or source.work)

    def _carried(self, index: int, text: str, parts: Sequence[Span], here: int) -> Sequence[Source]:
        """Return the sources of an earlier sentence, if every sentence from there to the claim continues it."""
        for at in range(here, max(0, here - _FAR), -1):
            said = text[parts[at].start : parts[at].end]
            before = parts[at - 1]
            sources = self._within(index, before)
            spoken = self._opens("speaks_on", said)
            on = spoken or (self._opens("goes_on", said) and not self._opens("expletive", said))
            on = on or self._cues["own.respondents"].found(said)
            if on:
                given = [source for source in sources if spoken or not source.plain]
            else:  # A survey that is mentioned without a figure introduces the next sentence.
                spent = self._cues["share"].found(text[before.start : before.end])
                given = [source for source in sources if source.work and not spent]
            if given or not on:
                return given
        return ()

    def _opens(self, cue: str, said: str) -> bool:
        """Whether a sentence begins with the words of a cue."""
        first = self._cues[cue].first(said[:120])
        return first is not None and not any(sign.isalnum() for sign in said[: first.start])

    def _of_block(self, index: int, sentence: Span, about: str) -> Iterator[Source]:
        """Yield the sources of a whole block: a source line at its end, a link that heads it, a page with the count."""
        counted = self._cues["forge_count"].found(about)
        for source in self.of(index):
            later = source.closing and source.span.start >= sentence.end
            forge = counted and self._cues["forge_link"].found(spaced(source.evidence.url))
            if source.heading or later or forge:
                yield source

    def _named_before(self, index: int) -> Iterator[Source]:
        """Yield the surveys of the previous paragraph if a block begins with words such as “The study”."""
        blocks = self._document.blocks
        if not self._opens("same_work", blocks[index].text):
            return
        for other in range(index - 1, max(-1, index - _BACK), -1):
            if blocks[other].kind is BlockKind.PARAGRAPH:
                yield from (source for source in self.of(other) if source.work)
                return

    def _beyond(self, index: int, scopes: frozenset[Scope]) -> Iterator[Evidence]:
        if Scope.LEAD_IN in scopes:
            yield from (source.evidence for source in self._introduction(index))
        if Scope.CAPTION in scopes:
            for other in self._layout.table(index):
                yield from (source.evidence._replace(kind=EvidenceKind.TABLE) for source in self.of(other))
        if Scope.SECTION in scopes:
            for other in self._layout.section(index):
                if other != index:
                    yield from (source.evidence for source in self.of(other) if not source.plain)
        if Scope.FRONT_MATTER in scopes:
            yield from self._finder.metadata()

    def _introduction(self, index: int) -> Iterator[Source]:
        """Yield the sources that introduce a block: in the sentence before its list, its item's head, its heading."""
        lead = self._layout.lead_in(index)
        if lead is not None:
            text = self._document.blocks[lead].text
            last = sentences(text)[-1:]
            if last and self._layout.introduces(lead):
                yield from self._within(lead, last[0])
                yield from self._named_before(lead) if last[0].start == 0 else ()
        head = self._layout.item_head(index)
        if head is not None:
            yield from (source for source in self.of(head) if source.heading)
        heading = self._layout.heading(index)
        if heading is not None and heading != lead:
            yield from (source for source in self.of(heading) if source.heading)


def _bare(text: str, sentence: Span, sources: Sequence[Source]) -> bool:
    """Whether a sentence consists only of its sources: “[Northwind](…)”, “(via [a survey](…))”."""
    if not sources:
        return False
    start = sentence.start
    rest = []
    for source in sources:
        rest.append(text[start : max(start, source.span.start)])
        start = max(start, source.span.end)
    rest.append(text[start : sentence.end])
    return sum(sign.isalnum() for sign in "".join(rest)) <= _FEW


_FEW = 6  # most letters beside a source: “via”, “from”, “See”
