"""Whatever is done to texts, one after the other: what stands in the end is what a check of them says that knows nothing."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.cache import store
from edlint.cache.memory import MemoryCache
from edlint.server import messages
from edlint.server.buffer import Change, Lines
from edlint.server.project import Projects

from .conftest import checked, editing, said

FORMATS = {"a.md": "markdown", "b.html": "html", "c.txt": "text"}
CONFIGURATIONS = (
    "",
    'language = "en-GB"\n',
    'ignore = ["spelling"]\n',
    'vocabulary.accept = ["words.txt"]\n',
)
VOCABULARIES = ("recieve\n", "teh\nwibblify\n")
WORDS = [
    "We recieve teh mail. ",
    "Roughly 70% of all users agree. ",
    "color colour ",
    "a hour ",
    "It was was late. ",
    "A UUID can never collide. ",
    "Call `wibblify`. ",
    "A wibblify is near. ",
    "The data sets and data sets. ",
    "A dataset. ",
    "[It](http://a.b/wibblify) ",
    "90% of users leave.[^n] ",
]
SIGNS = [
    "\r\n",
    "\n\n",
    "\r",
    "\u2028",
    "\f",
    "# H\n",
    "\n\n## Ten myths\n\n",
    "\n\n[^n]: From <https://a.b/c>.\n\n",
    "---\nlang: de\n---\n",
    "\n\n| Plan | Price |\n|---|---|\n| Small | $5 |\n| Large | 30% |\n\n",
    "- ",
    "> ",
    "*",
    "`",
    "```\n",
    "<p>",
    "</p>",
    "<!--",
    "-->",
    "|",
]
MARKS = [
    "😀",
    "👩‍👩‍👧",
    "é",
    "e\u0301",
    "中文",
    "\ufeff",
    "\u200b",
    "\x85",
    "(",
    "“",
    '"',
    "<!-- edlint-disable -->",
    "<!-- edlint-disable-next-line spelling -->\n",
]
TEXTS = st.lists(st.sampled_from(WORDS + SIGNS + MARKS), max_size=10).map("".join)
LOOK = "look"
UNDO = "undo"


class Replace(NamedTuple):
    """Something in place of a few characters, at a share of the text's length; None for all of them."""

    where: float
    length: int | None
    text: str


class Move(NamedTuple):
    """A paragraph to another place, both at shares of the number of paragraphs."""

    old: float
    new: float


EDITS = st.one_of(
    st.builds(Replace, st.floats(0, 1), st.sampled_from([0, 0, 0, 1, 5, 200, None]), TEXTS),
    st.builds(Move, st.floats(0, 1), st.floats(0, 1)),
    st.sampled_from([UNDO, LOOK, LOOK, *CONFIGURATIONS, *VOCABULARIES]),
)
BEGUN = st.fixed_dictionaries(dict.fromkeys(FORMATS, TEXTS))
STEPS = st.lists(st.tuples(st.sampled_from(list(FORMATS)), EDITS), max_size=20)
"""A session: what is done to which file, when its findings are waited for, and what the configuration becomes."""


class Writer:
    """Somebody who writes in several files, and takes back what was written."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = dict(texts)
        self._before: list[tuple[str, int, int, str]] = []

    def edit(self, name: str, edit: Replace | Move | str) -> tuple[str, int, int, str] | None:
        """Make an edit: return the file, a range of its text before, and what stands there now; None for nothing to undo."""
        if edit == UNDO:
            if not self._before:
                return None
            done = self._before.pop()
        else:
            done = (name, *_range(self.texts[name], edit))
            self._before.append(self._back(*done))
        name, start, end, new = done
        self.texts[name] = self.texts[name][:start] + new + self.texts[name][end:]
        return done

    def _back(self, name: str, start: int, end: int, new: str) -> tuple[str, int, int, str]:
        return name, start, start + len(new), self.texts[name][start:end]


def _range(text: str, edit: Replace | Move) -> tuple[int, int, str]:
    if isinstance(edit, Move):
        parts = text.split("\n\n")
        moved = parts.pop(int(edit.old * (len(parts) - 1)))
        parts.insert(int(edit.new * len(parts)), moved)
        return 0, len(text), "\n\n".join(parts)
    if edit.length is None:
        return 0, len(text), edit.text
    start = int(edit.where * len(text))
    end = min(len(text), start + edit.length)
    # No editor puts a cursor between the two characters of a line's end.
    start -= text[start - 1 : start + 1] == "\r\n"
    end += text[end - 1 : end + 1] == "\r\n"
    return start, max(start, end), edit.text


@pytest.fixture(autouse=True, scope="module")
def fresh() -> Iterator[None]:
    """Have a fresh check know nothing: a server holds what it saw for itself, and nothing is kept for others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.OFF, "1")
        yield


class Server:
    """A server without its pipes: the texts as it holds them, and all that it keeps between two checks."""

    def __init__(self, folder: Path, encoding: str, texts: dict[str, str]) -> None:
        self._folder = folder
        self.lines = {name: Lines(text, encoding) for name, text in texts.items()}
        self._projects = Projects()
        self._seen = MemoryCache()

    def replace(self, name: str, start: int, end: int, new: str) -> None:
        lines = self.lines[name]
        self.lines[name] = lines.changed([Change(lines.point(start), lines.point(end), new)])

    def said(self, name: str) -> list[tuple[str, int, int, str]]:
        """Return what there is to say of a text, in places of the protocol and back."""
        path, lines = str(self._folder / name), self.lines[name]
        text = messages.Text(path, FORMATS[name], lines.text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "_held", self._seen)
            project = self._projects.of(path, messages.Settings(overrides={"engines": "none"}))
            found = project.check(text).report.live
        places = [[lines.offset(lines.point(offset)) for offset in one.span] for one in found]
        return sorted((one.rule, *place, one.message) for one, place in zip(found, places, strict=True))


@settings(max_examples=40)
@given(BEGUN, STEPS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_a_server_says_what_a_fresh_check_says(tmp_path_factory, begun, steps, encoding):
    folder = tmp_path_factory.mktemp("edits")
    (folder / "words.txt").write_text("nothing\n")
    server, writer = Server(folder, encoding, begun), Writer(begun)
    for name, step in steps:
        if step in CONFIGURATIONS:
            (folder / "edlint.toml").write_text(step)
        elif step in VOCABULARIES:
            (folder / "words.txt").write_text(step)
        elif step == LOOK:
            server.said(name)
        elif (done := writer.edit(name, step)) is not None:
            server.replace(*done)
    for name, text in writer.texts.items():
        assert server.lines[name].text == text
        assert server.said(name) == checked(folder / name, text, FORMATS[name])


async def test_a_server_over_its_pipes_says_what_a_fresh_check_says(tmp_path):
    numbers = count()
    async with editing(tmp_path) as editor:

        async def session(begun: dict[str, str], steps: list[tuple[str, Replace | Move | str]]) -> None:
            folder = f"{next(numbers)}"
            writer = Writer(begun)
            uris = {
                name: editor.open(f"{folder}/{name}", text, FORMATS[name]) for name, text in begun.items()
            }
            for name, step in steps:
                if step == LOOK:
                    await editor.settled(uris[name])
                elif (
                    step not in (*CONFIGURATIONS, *VOCABULARIES)
                    and (done := writer.edit(name, step)) is not None
                ):
                    editor.replace(uris[done[0]], *done[1:])
            for name, uri in uris.items():
                assert editor.texts[uri] == writer.texts[name]
                await editor.settled(uri)
                assert said(editor, uri) == checked(
                    tmp_path / folder / name, editor.texts[uri], FORMATS[name]
                )
                editor.close(uri)

        loop = asyncio.get_running_loop()

        @settings(max_examples=8)
        @given(BEGUN, STEPS)
        def sessions(begun: dict[str, str], steps: list[tuple[str, Replace | Move | str]]) -> None:
            asyncio.run_coroutine_threadsafe(session(begun, steps), loop).result()

        # Whoever makes up the sessions must not keep the loop from hearing the server.
        await asyncio.to_thread(sessions)


def test_nothing_is_known_of_a_text_that_is_closed(tmp_path):
    projects = Projects()
    text = messages.Text(str(tmp_path / "a.md"), "markdown", "We recieve it.\n")
    project = projects.of(text.path, messages.Settings(overrides={"engines": "none"}))
    project.check(text)
    assert list(project.block_caches) == [text.path]
    projects.closed(text.path)
    assert not project.block_caches
