"""The part of a check's outcome that depends on files beside the article: evaluated in each run, never cached."""

import os
from urllib.parse import unquote

from msgspec.structs import replace

from edlint.model.outcome import Outcome

_RULE = "markup.missing-file"
# Folders whose contents sites serve from the root.
_SERVED = ("", "static", "public", "assets", "source", "content", "docs", "images", "src")


def has_link_targets(outcome: Outcome) -> bool:
    """Whether an outcome depends on files beside the article."""
    return any(hit.rule == _RULE for hit in outcome.hits)


def without_existing_targets(outcome: Outcome, path: str) -> Outcome:
    """Return the outcome without the hits on links whose target file exists, for the article at `path`.

    All these hits are dropped for a text that is no file, and for an article outside of any repository none of whose
    links leads to a file. Links to outside the working directory are never reported.
    """
    asked = [hit for hit in outcome.hits if hit.rule == _RULE]
    if not asked:
        return outcome
    here = os.path.realpath(".")
    folder = os.path.realpath(os.path.dirname(path) or ".") if os.path.isfile(path) else ""  # noqa: PTH113, PTH120 - a name may hold anything
    there = {id(hit) for hit in asked if not (folder and _gone(here, folder, unquote(hit.values["address"])))}
    if not there and not _in_repository(folder):
        there = set(map(id, asked))
    return replace(outcome, hits=tuple(hit for hit in outcome.hits if id(hit) not in there))


def _in_repository(folder: str) -> bool:
    """Whether a folder is in a working tree of git."""
    while not os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118 - as above
        above = os.path.dirname(folder)  # noqa: PTH120 - as above
        if above == folder:
            return False
        folder = above
    return True


def _gone(here: str, folder: str, target: str) -> bool:
    """Whether the target of a link does not exist, neither from the folder nor from one above it, as sites serve it."""
    target = target.partition("#")[0].partition("?")[0]
    if "\0" in target or len(target) > 1000:
        return False
    plain = target
    while plain.startswith(("../", "./")):
        plain = plain.partition("/")[2]
    if not _inside(os.path.normpath(os.path.join(folder, target)), here) or _there(folder, target):  # noqa: PTH118 - as above
        return False
    while _inside(folder, here):
        if any(_there(folder, f"{name}/{plain}" if name else plain) for name in _SERVED):
            return False
        folder = os.path.dirname(folder)  # noqa: PTH120 - as above
    return True


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _there(folder: str, target: str) -> bool:
    return os.path.lexists(os.path.join(folder, target))  # noqa: PTH118 - as above
