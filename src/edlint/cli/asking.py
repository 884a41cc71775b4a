"""The dialogue of `--interactive`: asks about one finding after the other on a terminal and collects decisions."""

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
from msgspec import structs

from edlint.config.load import Loaded
from edlint.lint.correct import correction, words
from edlint.model.edit import Edit, edited
from edlint.model.errors import EdlintError
from edlint.model.finding import Finding, Safety
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report import terminal
from edlint.report.common import excerpt
from edlint.report.safe import printable, safe_line
from edlint.run.decisions import Decision
from edlint.run.repository import user_name
from edlint.text.counted import counted

_KEYS = {
    "a": "[a]ccept",
    "n": "[n]ext suggestion",
    "e": "[e]dit the words yourself",
    "s": "[s]kip",
    "v": "into the [v]ocabulary",
    "d": "[d]ismiss with a reason",
    "b": "[b]ack",
    "q": "[q]uit",
}
_WIDER = {"w": "these words", "r": "this rule"}
"""Letters behind an answer that apply it to more findings than the one that is shown."""
_WIDENED = frozenset("asd")
_PREVIEW = 92


class Stop(NamedTuple):
    """A finding to ask about, with its file and source."""

    file: FileReport
    source: Source
    finding: Finding

    @property
    def choices(self) -> list[int]:
        """Return the indexes of the fixes that may be offered."""
        return [at for at, fix in enumerate(self.finding.fixes) if fix.safety is not Safety.SHOW]

    def same(self, other: "Stop", by: str) -> bool:
        """Whether an answer about `other` may apply here: the same rule and, unless `by` is "r", the same words."""
        mine, its = self.finding, other.finding
        return mine.rule == its.rule and (
            by == "r" or " ".join(mine.text.split()) == " ".join(its.text.split())
        )


class _Answer(NamedTuple):
    """The answer for a finding: a decision, or None if it was skipped, and the letter for how widely it applies."""

    decision: Decision | None = None
    wider: str = ""


class _Quit(Exception):  # noqa: N818 - the user's wish, no error
    """Raised when the user quits: the remaining findings get no answer."""


class _Back(Exception):  # noqa: N818 - as above
    """Raised when the user goes back: the last answer is undone."""


@dataclass
class Session:
    """The dialogue about all findings.

    `answers` maps a finding's number to its answer; each of `steps` has the numbers that one answer settled.
    """

    loaded: Loaded
    style: terminal.Style
    stops: Sequence[Stop]
    answers: dict[int, _Answer] = field(default_factory=dict)
    steps: list[list[int]] = field(default_factory=list)
    name: str = ""

    def run(self) -> None:
        """Ask about one finding after the other, until all have an answer or the user quits."""
        while True:
            at = next((n for n in range(len(self.stops)) if n not in self.answers), None)
            try:
                if at is None:
                    self._confirmed()
                    return
                answer = self._about(at)
            except _Quit:
                return
            except _Back:
                for number in self.steps.pop():
                    del self.answers[number]
                continue
            meant = [at, *(n for n in self._more(at, answer.wider) if self._holds(n, answer))]
            for number in meant:
                self.answers[number] = _Answer(self._for(number, answer.decision), answer.wider)
            self.steps.append(meant)
            if len(meant) > 1:
                click.echo(f"  {counted(len(meant), 'finding')} settled")

    def _confirmed(self) -> None:
        """Ask at the end, if there are decisions to write, whether to go back once more. Raises _Back."""
        made = len(self.decided)
        question = f"All is settled; write {counted(made, 'decision')}, or go [b]ack"
        if made and click.prompt(question, default="w").strip().lower() == "b":
            raise _Back

    @property
    def decided(self) -> list[Decision]:
        """Return all decisions, in the order of the findings."""
        return [answer.decision for _, answer in sorted(self.answers.items()) if answer.decision is not None]

    def _more(self, at: int, wider: str) -> list[int]:
        """Return the numbers of the findings without an answer to which an answer about `at` also applies."""
        if not wider:
            return []
        stop = self.stops[at]
        return [
            n
            for n, other in enumerate(self.stops)
            if n != at and n not in self.answers and other.same(stop, wider)
        ]

    def _holds(self, number: int, answer: _Answer) -> bool:
        """Whether a widened answer can apply to a finding: to be accepted, it needs a fix of its own."""
        decision, stop = answer.decision, self.stops[number]
        if decision is None or decision.action != "accept":
            return True
        if answer.wider == "r":
            return bool(stop.choices)
        return any(stop.finding.fixes[n].title == decision.title for n in stop.choices)

    def _for(self, number: int, decision: Decision | None) -> Decision | None:
        """Return the decision adapted to the finding of this number."""
        if decision is None:
            return None
        stop = self.stops[number]
        more: dict[str, Any] = {}
        if decision.action == "accept":
            titles = {stop.finding.fixes[n].title: n for n in reversed(stop.choices)}
            chosen = titles.get(decision.title, stop.choices[0])
            more = {"fix": chosen, "title": stop.finding.fixes[chosen].title}
        print_ = stop.finding.fingerprint
        return msgspec.structs.replace(
            decision, path=stop.file.path, fingerprint=print_, words=stop.finding.text, **more
        )

    def _about(self, at: int) -> _Answer:
        """Show a finding and return the answer. Raises _Quit and _Back."""
        stop = self.stops[at]
        place = f"{at + 1} of {len(self.stops)}"
        made = len(self.decided)
        click.echo("\n" if self.answers else "", nl=False)
        click.echo(
            f"{self.style.paint(place, '1')} · {self.style.paint(safe_line(stop.file.path), '1')}"
            + (f" · {made} decided" if made else "")
        )
        bare = structs.replace(stop.finding, fixes=())
        click.echo(terminal.entry(bare, stop.source, self.style), nl=False)
        choices, shown = stop.choices, 0
        more = {wider: len(self._more(at, wider)) for wider in _WIDER}
        while True:
            if choices:
                fix = stop.finding.fixes[choices[shown]]
                number = f" ({shown + 1} of {len(choices)})" if len(choices) > 1 else ""
                click.echo(f"  {printable(fix.title)}{number}")
                self._preview(stop, fix.edits)
            key, wider = self._asked(at, stop, more)
            if key == "n":
                shown = (shown + 1) % len(choices)
                continue
            decision = None
            if key == "a":
                chosen = choices[shown]
                decision = _decision(stop, "accept", title=stop.finding.fixes[chosen].title, fix=chosen)
            elif key == "e":
                decision = self._own(stop)
                if decision is None:
                    continue
                wider = "w" if more["w"] and click.confirm("  In all places with these words?") else ""
            elif key == "v":
                decision, wider = _decision(stop, "vocabulary"), "w"
            elif key == "d":
                reason = click.prompt("  Why").strip()
                self.name = click.prompt("  Who says so", default=self.name or _user()).strip()
                decision = _decision(stop, "dismiss", reason=reason, by=self.name)
            return _Answer(decision, wider)

    def _asked(self, at: int, stop: Stop, more: Mapping[str, int]) -> tuple[str, str]:
        """Return the key of an answer and its letter for a wider use. Raises _Quit and _Back."""
        keys = [key for key in _KEYS if self._fits(key, at, stop)]
        widths = [
            f"{wider} for {counted(number, 'more place')} with {what}"
            if wider == "w"
            else f"{wider} for {number} more of {what}"
            for wider, what in _WIDER.items()
            if (number := more[wider])
        ]
        if widths:
            sample = "".join(
                f", {key}{next(w for w in _WIDER if more[w])}" for key in keys if key in _WIDENED
            )
            click.echo(f"  Behind a letter: {', '.join(widths)} ({sample[2:]})")
        question = f"  {', '.join(_KEYS[key] for key in keys)}"
        while True:
            answer = str(click.prompt(question, default="s")).strip().lower()
            key, wider = answer[:1], answer[1:]
            if key in keys and (not wider or (key in _WIDENED and more.get(wider))):
                break
            click.echo(f"  “{printable(answer)}” is no answer here")
        if key == "q":
            raise _Quit
        if key == "b":
            raise _Back
        return key, wider

    def _fits(self, key: str, at: int, stop: Stop) -> bool:
        if key == "v":
            return stop.finding.family == "spelling" and bool(self.loaded.settings.vocabulary.accept)
        choices = len(stop.choices)
        return {
            "a": choices > 0,
            "n": choices > 1,
            "e": stop.file.document is not None,
            "b": bool(self.steps),
        }.get(key, at >= 0)

    def _own(self, stop: Stop) -> Decision | None:
        """Ask for new words, show the changed line, and return the decision; None if the user does not confirm it."""
        document = stop.file.document
        if document is None:
            return None
        new = _typed("  Write instead: ", words(document, stop.finding.span))
        try:
            edit = correction(document, stop.finding.span, new)
        except EdlintError as error:
            click.echo(f"  {error}")
            return None
        self._preview(stop, (edit,))
        return _decision(stop, "correct", text=new) if click.confirm("  Take it?", default=True) else None

    def _preview(self, stop: Stop, edits: Sequence[Edit]) -> None:
        """Show the line in which the first edit begins, after the edits."""
        made = sorted(edits)
        if not made or stop.source.data:
            return
        first = made[0]
        after = replace(stop.source, text=edited(stop.source.text, made))
        before, new, rest = map(
            printable, excerpt(after, Span(first.start, first.start + len(first.text)), _PREVIEW)
        )
        click.echo(f"      {self.style.paint('→', '32')} {before}{self.style.paint(new, '32;1')}{rest}")


def _decision(stop: Stop, action: str, **more: object) -> Decision:
    finding = stop.finding
    fields = {"path": stop.file.path, "fingerprint": finding.fingerprint, "words": finding.text}
    return Decision(action=action, **fields, **more)  # type: ignore[arg-type] # as in the table of keys


def _typed(question: str, text: str) -> str:
    """Let the user edit a text and return the result. Raises click.Abort."""
    try:
        import readline  # noqa: PLC0415 - it changes how a terminal is read, which nobody else asks for
    except ImportError:  # pragma: no cover - Windows
        return str(click.prompt(question.rstrip(": "), default=text))
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt):
        raise click.Abort from None
    finally:
        readline.set_startup_hook()


def _user() -> str:
    """Return the user's name from git, else the name of the system's account, else ""."""
    try:
        return printable(user_name(Path.cwd())) or getpass.getuser()
    except (OSError, KeyError):
        return ""
