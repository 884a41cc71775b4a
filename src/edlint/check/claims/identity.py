"""Fingerprints of claims, which do not change when a claim moves: of its kind, its words and its sentence's words."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from edlint.check.claims.found import Found
from edlint.text.words import words


def fingerprints(found: Sequence[Found]) -> list[str]:
    """Return a fingerprint for each claim: 24 hexadecimal digits of a BLAKE2b digest.

    Markup, punctuation, case, line breaks and everything outside the sentence do not change it; equal claims in equal
    sentences are distinguished by their order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    prints = []
    for claim in found:
        text = claim.block.text
        key = (
            claim.kind.value,
            " ".join(claim.text.casefold().split()),
            plain(text[claim.sentence.start : claim.sentence.end]),
        )
        digest = hashlib.blake2b("\0".join((*key, str(seen[key]))).encode("utf-8", "replace"), digest_size=12)
        seen[key] += 1
        prints.append(digest.hexdigest())
    return prints


def plain(sentence: str) -> str:
    """Return a sentence's words in lower case, separated by one blank."""
    return " ".join(sentence[word.start : word.end].casefold() for word in words(sentence))
