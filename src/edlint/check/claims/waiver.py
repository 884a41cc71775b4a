"""Waivers of claims that may stay without a source, in a comment beside them or in the reviewed file.

    <!-- edlint-claim-ok: counted by the finance desk; by Ada; until 2027-01-31 -->

covers the claims of its paragraph, or else of the next one. Reason, name and last day are all required.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from edlint.check.claims.found import Found
from edlint.config.profile import Waiver
from edlint.model.document import Comment, Document
from edlint.model.finding import Hit, Suppression
from edlint.text.terms import Terms, read_terms

PREFIX = "edlint-claim-ok"
EXPIRED = "claims.expired-waiver"
INVALID = "claims.invalid-waiver"


class _Remark(msgspec.Struct):
    """A comment that waives the claims of one block; `used` is set once an unsourced claim is found there."""

    comment: Comment
    terms: Terms
    used: bool = False


class Waived(msgspec.Struct):
    """The waivers that apply to a document, and the hits about those that are invalid or expired."""

    today: date
    by_block: dict[int, list[_Remark]]
    by_claim: dict[str, Waiver]
    by_text: dict[str, Waiver]
    hits: list[Hit] = msgspec.field(default_factory=list)

    def of(self, claim: Found, identity: str) -> Suppression | None:
        """Return the suppression of a claim, or None; an expired waiver of the file becomes a hit."""
        for remark in self.by_block.get(claim.index, ()):
            remark.used = True
            if remark.terms.until is not None and remark.terms.until >= self.today:
                return Suppression("waiver", str(remark.terms))
        entry = self.by_claim.get(identity) or self.by_text.get(_plain(claim.text))
        if entry is None:
            return None
        if entry.until >= self.today:
            return Suppression("waiver", f"{entry.reason} (by {entry.by}, until {entry.until.isoformat()})")
        values = {"until": entry.until.isoformat(), "by": entry.by, "where": entry.where}
        self.hits.append(Hit(EXPIRED, claim.span, claim.block, values=values))
        return None

    def leftovers(self) -> Iterator[Hit]:
        """Yield the hits about waivers; call it after `of` was called for all claims."""
        yield from self.hits
        for remark in (r for remarks in self.by_block.values() for r in remarks):
            until = remark.terms.until
            if not remark.used:
                yield _invalid(
                    remark.comment, "it lets no claim pass: there is none without a source here. Remove it"
                )
            elif until is not None and until < self.today:
                values = {"until": until.isoformat(), "by": remark.terms.owner, "where": "here"}
                yield Hit(EXPIRED, remark.comment.span, values=values)


def waived(document: Document, entries: Iterable[Waiver], today: date) -> Waived:
    """Return the waivers of a document: those in its comments, and the entries of the file for it."""
    known = Waived(
        today,
        {},
        {entry.claim: entry for entry in entries if entry.claim},
        {_plain(entry.text): entry for entry in entries if entry.text},
    )
    order = sorted(range(len(document.blocks)), key=lambda index: document.blocks[index].span)
    for comment in document.comments:
        text = " ".join(comment.text.split())
        if not text.startswith(PREFIX):
            continue
        terms = read_terms(text.removeprefix(PREFIX).lstrip(": "))
        problem = _problem(terms)
        index = _block(document, order, comment)
        if isinstance(terms, str) or problem:
            known.hits.append(_invalid(comment, problem))
        elif index is None:
            known.hits.append(_invalid(comment, "no paragraph follows it. Move or remove it"))
        else:
            known.by_block.setdefault(index, []).append(_Remark(comment, terms))
    return known


def _problem(terms: Terms | str) -> str:
    if isinstance(terms, str):
        return terms.rstrip(".")
    missing = [
        name
        for name, value in (
            ("the reason", terms.reason),
            ("by NAME", terms.owner),
            ("until DATE", terms.until),
        )
        if not value
    ]
    if not missing:
        return ""
    return f"{' and '.join(missing)} missing. Write “{PREFIX}: reason; by NAME; until 2027-01-31”"


def _invalid(comment: Comment, problem: str) -> Hit:
    return Hit(INVALID, comment.span, values={"problem": problem})


def _block(document: Document, order: Sequence[int], comment: Comment) -> int | None:
    """Return the index of the block that contains the comment or ends on its line, or of the next one; else None.

    `order` has the indexes of the blocks in the order of their places.
    """
    at = bisect_right(order, comment.span.start, key=lambda index: document.blocks[index].span.start)
    if at:
        before = document.blocks[order[at - 1]]
        between = document.source.text[before.span.end : comment.span.start]
        if before.span.covers(comment.span) or not any(sign in "\r\n" for sign in between):
            return order[at - 1]
    return order[at] if at < len(order) else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
