"""Files that a run over folders passes over although they may be articles, so that reports can mention them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from edlint.config.links import is_inside, resolve
from edlint.parse import SUFFIXES
from edlint.run.repository import GitError, query_git

_PROSE = {
    ".creole": "Creole",
    ".dbk": "DocBook",
    ".dita": "DITA",
    ".dj": "Djot",
    ".djot": "Djot",
    ".doc": "Word",
    ".docbook": "DocBook",
    ".epub": "EPUB",
    ".fodt": "OpenDocument in one file",
    ".fountain": "Fountain",
    ".livemd": "a Livebook",
    ".markdoc": "Markdoc",
    ".mdoc": "Markdoc",
    ".mediawiki": "MediaWiki",
    ".mdwn": "Markdown by another ending",
    ".mkdn": "Markdown by another ending",
    ".myst": "MyST",
    ".org": "Org",
    ".pages": "Pages",
    ".pod": "Perl's POD",
    ".rdoc": "RDoc",
    ".ron": "Ronn",
    ".ronn": "Ronn",
    ".rtf": "Rich Text",
    ".texi": "Texinfo",
    ".texinfo": "Texinfo",
    ".textile": "Textile",
    ".tid": "TiddlyWiki",
    ".typ": "Typst",
    ".wiki": "a wiki's markup",
}
"""File name suffixes of prose formats that edlint does not read."""


def unread_format(name: str) -> str | None:
    """Return why a file is passed over if its suffix is one of a prose format that edlint does not read, else None."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        return "PDF, which holds no source that could be mended"
    kind = _PROSE.get(suffix)
    return f"{kind}, which edlint does not read" if kind is not None else None


def leads_out(path: str, root: str) -> bool:
    """Whether a link at `path` leads to outside of `root`."""
    try:
        return not is_inside(resolve(path).end, resolve(root).end)
    except OSError:
        return False


def tracked(root: str) -> Iterator[str]:
    """Yield the articles below a folder that git tracks, as paths below `root`; none if git fails."""
    patterns = [f":(icase)*{suffix}" for suffix in SUFFIXES]
    try:
        done = query_git(Path(root).absolute(), "ls-files", "-z", "--", *patterns)
    except GitError:
        return
    if done.returncode == 0:
        for name in done.stdout.split(b"\0"):
            if name:
                yield os.path.join(root, os.fsdecode(name))  # noqa: PTH118 - a name may hold anything, and Path would tidy it


def ignored_although_tracked(root: str, seen: Iterable[str]) -> Iterator[str]:
    """Yield the tracked articles below `root` that are files and not in `seen` (paths below `root`)."""
    known = {os.path.normpath(path) for path in seen}
    for path in tracked(root):
        if os.path.normpath(path) not in known and os.path.isfile(path):  # noqa: PTH113 - as above
            yield path
