"""The messages between the server and its worker process: pickled, prefixed with their length, over private pipes."""

import pickle
import struct
from collections.abc import Iterable, Mapping
from typing import IO, Any, Literal

from msgspec import Struct

from edlint.cache.digest import stamp
from edlint.model.finding import Finding
from edlint.model.report import FileReport

_HEAD = struct.Struct(">I")
READY = 0
"""The number of the answer, to no request, that the worker sends when it has started."""
Stamp = tuple[str, int, int]


def stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of files, by their paths."""
    return {path: stamp(path) for path in paths}


def send(pipe: IO[bytes], message: object) -> None:
    """Write a message. Raises OSError or ValueError when the pipe is closed."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEAD.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object | None:
    """Return the next message; None at the end of the stream."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (size,) = _HEAD.unpack(head)
    data = pipe.read(size)
    return pickle.loads(data) if len(data) == size else None  # noqa: S301 - from our own process, over a pipe of its own


class Text(Struct, frozen=True):
    """A text to check: its absolute path (an invented one for a text without a file), its format, and the text."""

    path: str
    format: str
    text: str


class Settings(Struct, frozen=True):
    """The editor's settings that take precedence over configurations.

    `config` is a configuration file for every text, or empty; `overrides` holds settings by the configuration's keys.
    """

    config: str = ""
    overrides: Mapping[str, Any] = {}


class _AboutText(Struct, frozen=True):
    """A request about a text."""

    text: Text
    settings: Settings


class _AboutPath(Struct, frozen=True):
    """A request about the configuration of a text, by its path."""

    path: str
    settings: Settings


class Prepare(Struct, frozen=True):
    """Load rules and engines for texts in a folder. The answer is None."""

    folder: str
    settings: Settings


class Check(_AboutText, frozen=True):
    """Check a text. The answer is `Checked`."""


class Closed(Struct, frozen=True):
    """The text with this path is no longer open. There is no answer."""

    path: str


class FixAll(_AboutText, frozen=True):
    """Apply the safe fixes of a text. The answer is `Fixed`."""


class Silence(_AboutText, frozen=True):
    """Insert a comment that silences one finding, or with `whole` its rule in the whole text.

    The answer is `Silenced`, or an error where no comment can silence it.
    """

    finding: Finding
    reason: str
    whole: bool = False


class Accept(_AboutPath, frozen=True):
    """Add a word to the vocabulary of the configuration that applies to `path`.

    Where no vocabulary is configured, one is created: beside the configuration or, with a new one, in the folder `make`.
    The answer is a sentence on what was done; empty if there is no vocabulary and `make` is empty.
    """

    word: str
    make: str = ""


def word_of(text: str) -> str:
    """Return the word to add to a vocabulary for the text of a finding: without the ending of a genitive."""
    return " ".join(text.replace("’", "'").removesuffix("'s").split())


class Explain(_AboutPath, frozen=True):
    """Describe a rule in full. The answer is Markdown; empty for an unknown rule."""

    rule: str


class ListRules(_AboutPath, frozen=True):
    """List the rules of the configuration that applies to `path`. The answer maps rule ids to `RuleSketch`."""


class RuleSketch(Struct, frozen=True):
    """A rule as completion shows it; `options` maps names to (default as text, description)."""

    message: str
    severity: str
    options: Mapping[str, tuple[str, str]]


Request = Prepare | Check | FixAll | Silence | Accept | Explain | ListRules


class RuleNote(Struct, frozen=True):
    """A rule as an editor shows it: its reason, its sources (title, URL), and the URL of its page."""

    why: str
    sources: tuple[tuple[str, str], ...]
    page: str


class Checked(Struct, frozen=True):
    """A text's report; None where the text was not checked.

    `rules` has a note on each rule of the findings. `watched` has the stamps of the files that the outcome depends on (see
    `stamp`). `faults` has the configuration's faults, one per line, with file and line number; the report then is that of
    the previous configuration, or None. `passed` is true when the configuration excludes the file.
    """

    report: FileReport | None
    rules: Mapping[str, RuleNote] = {}
    watched: Mapping[str, Stamp] = {}
    faults: str = ""
    passed: bool = False


class Fixed(Struct, frozen=True):
    """A text after its safe fixes, and the number of fixes applied."""

    text: str
    fixes: int


class Silenced(Struct, frozen=True):
    """The edit that inserts a comment: `text` replaces `start` to `end`; `reason` is the reason's range in `text`."""

    start: int
    end: int
    text: str
    reason: tuple[int, int]


class NumberedRequest(Struct, frozen=True):
    """A request with the number that its answer will have."""

    number: int
    request: Request


class Cancel(Struct, frozen=True):
    """Cancel the request with this number."""

    number: int


class Answer(Struct, frozen=True):
    """The answer to the request with the same number.

    `how` is "done" (`value` is the result), "error" (`value` is a sentence for the user), "fault" (likewise, on an
    internal error; `trace` is its traceback) or "cancelled".
    """

    number: int
    how: Literal["done", "error", "fault", "cancelled"]
    value: object = None
    trace: str = ""
