"""What the server and its worker process send each other: pickled, over pipes that nobody else holds."""

import os
import pickle
import struct
from collections.abc import Iterable, Mapping
from typing import IO, Any, Literal

from msgspec import Struct

from edlint.model.finding import Finding
from edlint.model.report import FileReport

_HEAD = struct.Struct(">I")
READY = 0
"""The number of the answer that nobody asked for: the worker has started."""
Stamp = tuple[int, int] | None


def stamp(path: str) -> Stamp:
    """Return what tells whether a file has changed; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a name may hold anything
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size)


def stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of files, by their paths."""
    return {path: stamp(path) for path in paths}


def send(pipe: IO[bytes], message: object) -> None:
    """Write a message. Raises OSError and ValueError when nobody reads any more."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object | None:
    """Return the next message; None at the end."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (size,) = _HEAD.unpack(head)
    data = pipe.read(size)
    return pickle.loads(data) if len(data) == size else None  # noqa: S301 - from our own process, over a pipe of its own


class Text(Struct, frozen=True):
    """A text to look at: where it lies (absolute; a made-up name for one that lies nowhere), its format, and the text."""

    path: str
    format: str
    text: str


class Settings(Struct, frozen=True):
    """What the editor's user set, in place of what configurations say.

    `config` is a configuration file for every text, `overrides` settings by the configuration's own keys.
    """

    config: str = ""
    overrides: Mapping[str, Any] = {}


class Prepare(Struct, frozen=True):
    """Get ready for texts in a folder. The answer is None."""

    folder: str
    settings: Settings


class Check(Struct, frozen=True):
    """Check a text. The answer is `Checked`."""

    text: Text
    settings: Settings


class Closed(Struct, frozen=True):
    """A text is no longer open, by its path. There is no answer."""

    path: str


class FixAll(Struct, frozen=True):
    """Make the safe fixes of a text. The answer is `Fixed`."""

    text: Text
    settings: Settings


class Silence(Struct, frozen=True):
    """Put a comment into a text: about one finding, or with `whole` about its rule in the whole text.

    The answer is `Silenced`. Raises EdlintError where no comment can stand.
    """

    text: Text
    settings: Settings
    finding: Finding
    reason: str
    whole: bool = False


class Accept(Struct, frozen=True):
    """Put a word into the vocabulary of a text's configuration.

    `make` is a folder: where no vocabulary is configured, one is made there, with a configuration if there is none. The
    answer is a sentence on what was done, or nothing: there is no vocabulary, and `make` is empty.
    """

    path: str
    settings: Settings
    word: str
    make: str = ""


def word_of(text: str) -> str:
    """Return the word to be accepted of one that was marked: without a genitive's ending."""
    return " ".join(text.replace("’", "'").removesuffix("'s").split())


class Explain(Struct, frozen=True):
    """Say everything about a rule, as Markdown. The answer is a text; empty for a rule that nobody knows."""

    path: str
    settings: Settings
    rule: str


class Sketch(Struct, frozen=True):
    """Say which rules there are. The answer is a table of `RuleSketch` by id."""

    path: str
    settings: Settings


class RuleSketch(Struct, frozen=True):
    """What completion shows of a rule: `options` are the default, as text, and what it means, by name."""

    message: str
    severity: str
    options: Mapping[str, tuple[str, str]]


Request = Prepare | Check | FixAll | Silence | Accept | Explain | Sketch


class RuleNote(Struct, frozen=True):
    """What an editor shows of a rule: why it exists, its sources (title and address), and the address of its page."""

    why: str
    sources: tuple[tuple[str, str], ...]
    page: str


class Checked(Struct, frozen=True):
    """A text's report, with what there is to say beside it.

    `rules` has a note on each rule of the findings. `watched` are the files that the outcome depends on, as they were: see
    `stamp`. `faults` are the faults of the configuration, one a line with file and line: then the report is that of the
    configuration before, or None. `passed` is true when the configuration leaves the file out.
    """

    report: FileReport | None
    rules: Mapping[str, RuleNote] = {}
    watched: Mapping[str, Stamp] = {}
    faults: str = ""
    passed: bool = False


class Fixed(Struct, frozen=True):
    """A text after its safe fixes, and how many there are in it."""

    text: str
    fixes: int


class Silenced(Struct, frozen=True):
    """The change that puts a comment into a text: `text` in place of `start` to `end`, the reason at `reason` in it."""

    start: int
    end: int
    text: str
    reason: tuple[int, int]


class Asked(Struct, frozen=True):
    """A request on its way, by its number."""

    number: int
    request: Request


class Cancel(Struct, frozen=True):
    """A request whose answer nobody waits for any more, by its number."""

    number: int


class Answer(Struct, frozen=True):
    """An answer: what came of a request, or why nothing did.

    `how` is "done", "error" (`value` is a sentence for the user), "fault" (one about edlint itself) or "cancelled".
    """

    number: int
    how: Literal["done", "error", "fault", "cancelled"]
    value: object = None
    trace: str = ""
