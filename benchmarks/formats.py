"""Measure the speed of parsing each format, in words of prose per second of processor time.

    python benchmarks/formats.py [FOLDER]

Without a folder, the articles in examples/formats are parsed, each repeated until it is long enough; with one, all
files below it in formats that edlint reads. Only parsing is measured, no check is run. The best of several times counts
for each file, because other load on the machine can only make them longer.
"""

import sys
import time
from collections import defaultdict
from pathlib import Path

from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.parse import CONTAINERS, format_of, parse
from edlint.run.collector import collect_seldom
from edlint.run.read import decode

EXAMPLES = Path(__file__).parent.parent / "examples"
_WORDS = 20_000


def sources(folder: Path | None) -> list[Source]:
    found = []
    for path in sorted((folder or EXAMPLES).rglob("*")):
        form = format_of(path.name)
        if not path.is_file() or form is None:
            continue
        try:
            source = decode(path.read_bytes(), path.name)
        except SourceError as error:
            print(f"not read: {error}", file=sys.stderr)
            continue
        found.append(source if folder is not None else lengthened(source))
    return found


def lengthened(source: Source) -> Source:
    """An article repeated many times; a package, or a format that cannot be repeated, is returned unchanged."""
    if source.format in CONTAINERS or source.format in {"notebook", "html"}:
        return source
    times = max(1, _WORDS // max(1, len(source.text.split())))
    head, begin, body = source.text.rpartition("\\begin{document}")
    body, end, rest = body.partition("\\end{document}")
    return Source(
        source.path, source.format, head + begin + (body + "\n\n") * times + end + rest, source.encoding
    )


def main() -> None:
    collect_seldom()  # as every run of edlint does
    words: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    files: dict[str, int] = defaultdict(int)
    for source in sources(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        parse(source)  # patterns are compiled at the first use
        best = float("inf")
        for _ in range(5 if len(source.text) > 50_000 else 20):
            begun = time.process_time()
            document = parse(source)
            best = min(best, time.process_time() - begun)
        seconds[source.format] += best
        words[source.format] += document.words
        files[source.format] += 1
    print("| format | files | words | words/s |\n|---|--:|--:|--:|")
    for form in sorted(words):
        print(f"| {form} | {files[form]} | {words[form]:,} | {words[form] / max(seconds[form], 1e-9):,.0f} |")


if __name__ == "__main__":
    main()
