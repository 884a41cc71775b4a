"""Which changes of a sentence its reader finds likelier than the sentence: a quick look at all, a second look at a few."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from edlint.engines.reader.candidates import Candidate, Candidates, lists, put_in, words
from edlint.engines.reader.model import Change, Model, Read
from edlint.engines.reader.odds import odds

TAIL = 10
"""How many tokens behind a change are read anew."""
_FOLLOWING = 3
_INSERTED, _TRIED = 4, 8
_LOOKED_AT = 8
_LEAST_CHANCE = -7.0
_LEAST_ODDS = -1.0
_BEGINS = 1.0
"""How much more the odds of a change must be where it begins the sentence."""
_APART = 2
"""Tokens between two changes; nearer ones are two readings of the same slip."""


class Proposal(NamedTuple):
    """A change as the first look sees it: `tokens` stand for those from `place` to `end`.

    `commoner` is how much commoner its words are than those that it replaces, `chance` the odds that it is right.
    """

    candidate: Candidate
    place: int
    end: int
    tokens: list[int]
    commoner: float
    first: bool
    chance: float = 0.0


class Search:
    """Looks for changes."""

    def __init__(self, model: Model) -> None:
        """Take the model."""
        self.model = model
        self._candidates = Candidates(model.tokens.words)
        self._insertable = {word: model.tokens.word(f" {word}")[0] for word in lists()["put-in"][0]}
        self._insertable_words = list(self._insertable)
        self._insertable_tokens = np.array(list(self._insertable.values()))

    def proposals(self, text: str, read: Read) -> list[Proposal]:
        """Return all changes of a text with their odds after the first look, the likeliest first."""
        found, seen = self.seen(text, read)
        if not found:
            return []
        chances = odds("first", [one.candidate.kind for one in found], seen)
        rated = [one._replace(chance=float(chance)) for one, chance in zip(found, chances, strict=True)]
        return sorted(rated, key=lambda one: -one.chance)

    def seen(self, text: str, read: Read) -> tuple[list[Proposal], list[tuple[float, ...]]]:
        """Return all changes of a text, and what the first look sees of each: the columns of `reader-first.tsv`."""
        starts, first = _places(read)
        surprise = [*read.surprise.tolist(), *[0.0] * _FOLLOWING]
        whole = float(read.surprise.mean())
        begin = next((at for at, c in enumerate(text) if c.isalpha()), 0)
        found: list[Proposal] = []
        seen: list[tuple[float, ...]] = []
        for candidate in self._all(text, read, starts, first):
            place, end, new = self._edit(text, read, candidate, starts, first)
            then = new[0] if new else read.tokens[end] if end < len(read.tokens) else None
            if then is None or place >= len(read.tokens):
                continue
            # Tokens are numbered by how common they are, about: the number's logarithm stands for the frequency.
            commoner = _rarity(read.tokens[place:end]) - _rarity(new)
            one = Proposal(candidate, place, end, new, commoner, candidate.start <= begin)
            gain = float(read.likely[place][then]) + surprise[place]
            rest = sum(surprise[place + 1 : end])
            behind = surprise[end : end + _FOLLOWING]
            sizes = (commoner, float(one.first), len(new), end - place)
            found.append(one)
            seen.append((gain, surprise[place], rest, *behind, *sizes, whole))
        return found, seen

    def _all(self, text: str, read: Read, starts: Sequence[int], first: Sequence[int]) -> Iterator[Candidate]:
        found = words(text)
        yield from self._candidates.changes(text, found)
        for word in found:
            place = first[bisect_left(starts, max(0, word.start - 1))]
            if place < len(read.tokens):
                row = read.likely[place][self._insertable_tokens]
                order = [self._insertable_words[index] for index in np.argsort(-row)[:_TRIED]]
                yield from put_in(text, word, order, _INSERTED)

    def _edit(
        self, text: str, read: Read, candidate: Candidate, starts: Sequence[int], first: Sequence[int]
    ) -> tuple[int, int, list[int]]:
        """Return from which token to which there are others, and these: no more than differ."""
        begin = max(0, bisect_right(starts, candidate.start) - 1)
        # The blank belongs to the word behind it, so that one may change as well.
        stop = min(bisect_left(starts, candidate.end) + 1, len(read.pieces))
        segment = (
            text[starts[begin] : candidate.start]
            + candidate.new
            + text[candidate.end : read.pieces[stop - 1].end]
        )
        old, new = read.tokens[first[begin] : first[stop]], self.model.tokens(segment)
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        alike = 0
        while alike < min(len(old), len(new)) - same and old[-1 - alike] == new[-1 - alike]:
            alike += 1
        return first[begin] + same, first[stop] - alike, new[same : len(new) - alike]

    def found(self, text: str, closed: Sequence[Sequence[int]]) -> list[tuple[int, int, str, str, float]]:
        """Return the changes that are likelier than the text, best first and none beside a better one.

        A row is start, end, what stands there then, kind, odds (a logarithm). `closed` are stretches that stay as they
        are, with what touches them.
        """
        read = self.model.read(text)
        hopeful = [
            one
            for one in self.proposals(text, read)
            if one.chance > _LEAST_CHANCE and not _touches(one.candidate, closed)
        ][:_LOOKED_AT]
        if not hopeful:
            return []
        chances = odds("second", [one.candidate.kind for one in hopeful], self.looked_at(read, hopeful))
        kept: list[tuple[float, Proposal]] = []
        # A sentence may begin without its subject or its article: “Lists the rules”, “Good to know”.
        chances -= [_BEGINS * one.first for one in hopeful]
        for chance, one in sorted(zip(chances.tolist(), hopeful, strict=True), key=lambda pair: -pair[0]):
            if chance < _LEAST_ODDS:
                break
            if all(one.place > other.end + _APART or other.place > one.end + _APART for _, other in kept):
                kept.append((chance, one))
        return [(*_shown(text, one.candidate), round(chance, 2)) for chance, one in kept]

    def looked_at(self, read: Read, proposals: Sequence[Proposal]) -> list[tuple[float, ...]]:
        """Return what the second look sees of each: what its own words win, and the next few behind them; in nats.

        And how common its words are, how surprising the whole is, whether it begins the text, and the odds before.
        """
        changes = [
            Change(one.place, [*one.tokens, *read.tokens[one.end : one.end + TAIL]]) for one in proposals
        ]
        whole = float(read.surprise.mean())
        seen: list[tuple[float, ...]] = []
        for one, likely in zip(proposals, self.model.changed(read, changes), strict=True):
            count = len(one.tokens)
            own = likely[:count].sum() + read.surprise[one.place : one.end].sum()
            behind = likely[count:].sum() + read.surprise[one.end : one.end + len(likely) - count].sum()
            seen.append((float(own), float(behind), one.commoner, whole, float(one.first), one.chance))
        return seen

    def judged(self, text: str, changes: Sequence[tuple[int, int, str]]) -> list[float | None]:
        """Return for each change how much likelier the text is with it, in nats; None where nothing changes."""
        read = self.model.read(text)
        starts, first = _places(read)
        scores: list[float | None] = []
        for start, end, new in changes:
            place, stop, tokens = self._edit(text, read, Candidate(start, end, new, ""), starts, first)
            behind = [*tokens, *read.tokens[stop : stop + TAIL]]
            if place >= len(read.tokens) or not behind or (not tokens and stop == place):
                scores.append(None)
                continue
            (likely,) = self.model.changed(read, [Change(place, behind)])
            before = read.surprise[place : stop + TAIL].sum()
            scores.append(round(float(likely.sum() + before), 2))
        return scores


def _places(read: Read) -> tuple[list[int], list[int]]:
    """Return where each piece begins in the text, and its first token."""
    first = [0]
    for piece in read.pieces:
        first.append(first[-1] + len(piece.tokens))
    return [piece.start for piece in read.pieces], first


def _touches(candidate: Candidate, closed: Sequence[Sequence[int]]) -> bool:
    return any(candidate.start <= end + 1 and start - 1 <= candidate.end for start, end in closed)


def _shown(text: str, candidate: Candidate) -> tuple[int, int, str, str]:
    """Return a change as people see it: what is put in or taken out with the word behind it."""
    start, end, new, kind = candidate
    if (start == end or not new) and not text[end - 1 : end].isalnum():
        stop = next((word.end for word in words(text) if word.start == end), end)
        new, end = new + text[end:stop], stop
    return start, end, new, kind


def _rarity(tokens: Sequence[int]) -> float:
    return float(np.log(np.asarray(tokens, "f4") + 1).sum()) if tokens else 0.0
