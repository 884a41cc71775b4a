"""Count words and pairs of words in the prose of installed documentation packages, for build_vocabulary.py.

Only counts are kept, no text. Each package's licence allows this use and is named in LICENSES.md.
"""

import hashlib
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

PACKAGES = {
    "python3.11-doc": "PSF-2.0",
    "postgresql-doc-15": "PostgreSQL",
    "nodejs-doc": "MIT",
    "apache2-doc": "Apache-2.0",
    "python-django-doc": "BSD-3-Clause",
    "python-pandas-doc": "BSD-3-Clause",
    "python-sklearn-doc": "BSD-3-Clause",
    "python-sqlalchemy-doc": "MIT",
    "sqlite3-doc": "public domain",
}
"""Debian packages of edited technical prose, and their licences."""

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?")
_NOT_PROSE = ("pre", "code", "tt", "kbd", "samp", "var", "script", "style", "nav", "head", "footer")
_PROSE = ("p", "li", "dd", "td", "h1", "h2", "h3", "h4")


class Counts(NamedTuple):
    """`words`: as written → uses; `spread`: lower case → packages; `pairs`: two lower-case words → uses."""

    words: Counter[str]
    spread: Counter[str]
    pairs: Counter[tuple[str, str]]


def count() -> Counts:
    """Return the counts over all packages. Raises CalledProcessError when one is not installed."""
    words: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for package in PACKAGES:
        seen: set[bytes] = set()
        here: set[str] = set()
        for path in _files(package):
            for text in _passages(path):
                digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
                if digest in seen:
                    continue
                seen.add(digest)
                # A placeholder for code, and punctuation, separate pairs.
                for run in re.split(r"[^\w\s'’-]|\ufffc", text):
                    found = _WORD.findall(run)
                    words.update(found)
                    lower = [word.lower().replace("’", "'") for word in found]
                    here.update(lower)
                    pairs.update(pairwise(lower))
        spread.update(here)
    return Counts(words, spread, pairs)


def _files(package: str) -> Iterator[Path]:
    done = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=True)
    for name in sorted(done.stdout.split("\n")):
        # Apache's manual exists in many languages.
        if name.endswith((".html", ".html.en", ".en.html")) and Path(name).is_file():
            yield Path(name)


def _passages(path: Path) -> Iterator[str]:
    raw = path.read_bytes()
    try:
        tree = html.document_fromstring(raw)
    except etree.ParserError:
        return
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "en"
    if not language.startswith("en"):
        return
    for node in tree.iter(*_NOT_PROSE):
        node.text = "\ufffc"
        for child in list(node):
            node.remove(child)
    for node in tree.iter(*_PROSE):
        text = " ".join(node.text_content().split())
        if len(text) > 20:
            yield text
