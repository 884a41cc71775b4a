"""Milliseconds that all claim checks take for 1,000 words, warm and in process.

python benchmarks/claims/speed.py FOLDER    # with Markdown files below it
"""

import argparse
import time
from pathlib import Path

from cues import claim_rules, profile_of

from edlint.check.claims import make
from edlint.config.schema import Settings
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose

_WARM = 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(args.folder.rglob("*.md"))]
    checker, profile = make(Settings()), profile_of(claim_rules())
    for text in texts[:_WARM]:
        checker.check(Prose(parse(Source("warm.md", "markdown", text))), profile)
    words, seconds = 0, 0.0
    for text in texts:
        document = parse(Source("article.md", "markdown", text))
        started = time.process_time()
        checker.check(Prose(document), profile)
        seconds += time.process_time() - started
        words += document.words
    print(f"{len(texts)} articles, {words} words: {seconds / max(1, words) * 1e6:.1f} ms for 1,000 words")


if __name__ == "__main__":
    main()
