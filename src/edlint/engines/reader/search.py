"""Find the changes that make a sentence likelier, in two passes: a cheap one over all, a precise one over a few.

The first pass uses only the log-probabilities of the unchanged sentence; the second runs the model on each changed text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from edlint.engines.reader.candidates import Candidate, Candidates, lists, put_in, words
from edlint.engines.reader.model import Change, Model, Read
from edlint.engines.reader.odds import odds

TAIL = 10
"""Number of tokens after a change that the second pass runs again."""
_FOLLOWING = 3
_INSERTED, _TRIED = 4, 8
_LOOKED_AT = 8
_LEAST_CHANCE = -7.0
_LEAST_ODDS = -1.0
_BEGINS = 1.0
"""Subtracted from the log-odds of a change at the beginning of the sentence."""
_APART = 2
"""Least number of tokens between two changes; nearer ones correct the same slip, and only the better is kept."""


class Proposal(NamedTuple):
    """A candidate with its tokens: `tokens` replace those from index `place` to `end` of the sentence.

    `commoner` is the difference in log-frequency between its tokens and those that it replaces, `first` whether it is at
    the beginning of the text, `chance` the log-odds that it is right, from the first pass.
    """

    candidate: Candidate
    place: int
    end: int
    tokens: list[int]
    commoner: float
    first: bool
    chance: float = 0.0


class Search:
    """The search for likelier wordings with one model."""

    def __init__(self, model: Model) -> None:
        """Prepare the candidates and the insertable words for the model's vocabulary."""
        self.model = model
        self._candidates = Candidates(model.tokens.words)
        self._insertable = {word: model.tokens.word(f" {word}")[0] for word in lists()["put-in"][0]}
        self._insertable_words = list(self._insertable)
        self._insertable_tokens = np.array(list(self._insertable.values()))

    def proposals(self, text: str, read: Read) -> list[Proposal]:
        """Return all changes of a text with their log-odds from the first pass, the likeliest first."""
        found, seen = self.seen(text, read)
        if not found:
            return []
        chances = odds("first", [one.candidate.kind for one in found], seen)
        rated = [one._replace(chance=float(chance)) for one, chance in zip(found, chances, strict=True)]
        return sorted(rated, key=lambda one: -one.chance)

    def seen(self, text: str, read: Read) -> tuple[list[Proposal], list[tuple[float, ...]]]:
        """Return all changes of a text, and the first pass's features of each: the columns of `reader-first.tsv`."""
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
            # Tokens are numbered roughly by frequency, so the logarithm of the number approximates the rarity.
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
        """Return (first token, end token, new tokens) of a candidate, without the tokens that stay the same."""
        begin = max(0, bisect_right(starts, candidate.start) - 1)
        # A blank belongs to the token of the word after it, so that token may change as well.
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
        """Return the changes likely to be right, best first, and none next to a better one.

        A row is start, end, new text, kind, log-odds. `closed` holds (start, end) ranges in which, and next to which,
        nothing may change. Offsets are in code points of the text.
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
        """Return the second pass's features of each proposal: the columns of `reader-second.tsv`.

        They are the gain in log-probability of its own tokens and of the next TAIL tokens, in nats, `commoner`, the mean
        surprise of the sentence, `first`, and `chance`.
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
        """Return for each (start, end, new text) its gain in log-probability, in nats; None where no token changes."""
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
    """Return the offset of each piece in the text, and the index of its first token, with the total last."""
    first = [0]
    for piece in read.pieces:
        first.append(first[-1] + len(piece.tokens))
    return [piece.start for piece in read.pieces], first


def _touches(candidate: Candidate, closed: Sequence[Sequence[int]]) -> bool:
    return any(candidate.start <= end + 1 and start - 1 <= candidate.end for start, end in closed)


def _shown(text: str, candidate: Candidate) -> tuple[int, int, str, str]:
    """Return a change as it is reported: an insertion or removal is extended over the word after it."""
    start, end, new, kind = candidate
    if (start == end or not new) and not text[end - 1 : end].isalnum():
        stop = next((word.end for word in words(text) if word.start == end), end)
        new, end = new + text[end:stop], stop
    return start, end, new, kind


def _rarity(tokens: Sequence[int]) -> float:
    return float(np.log(np.asarray(tokens, "f4") + 1).sum()) if tokens else 0.0
