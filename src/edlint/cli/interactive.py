"""`edlint check --fix --interactive`: one finding after the other, and what to do about it."""

import getpass
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import msgspec

from edlint.cli.errors import complain, say
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Safety, Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.report import terminal
from edlint.report.safe import printable, safe_line
from edlint.run import decisions
from edlint.run.decisions import Decision
from edlint.run.repository import user_name

_KEYS = {
    "a": "[a]ccept",
    "n": "[n]ext suggestion",
    "s": "[s]kip",
    "v": "into the [v]ocabulary",
    "d": "[d]ismiss with a reason",
    "q": "[q]uit",
}


class _Quit(Exception):  # noqa: N818 - the user's wish, no error
    """The rest is left as it is."""


@dataclass
class _Editor:
    """Asks about findings; remembers who is asked, and what went into the vocabulary."""

    loaded: Loaded
    style: terminal.Style
    words: set[str] = field(default_factory=set)
    name: str = ""

    def about(self, file: FileReport, finding: Finding, source: Source) -> Decision | None:
        """Show a finding and return what is decided, or None to skip it. Raises _Quit."""
        fixes = [index for index, fix in enumerate(finding.fixes) if fix.safety is not Safety.SHOW]
        keys = [key for key in _KEYS if self._fits(key, fixes, finding)]
        click.echo(self.style.paint(safe_line(file.path), "1"))
        click.echo(terminal.entry(finding, source, self.style), nl=False)
        at = 0
        while True:
            if fixes:
                number = f" ({at + 1} of {len(fixes)})" if len(fixes) > 1 else ""
                click.echo(f"  {printable(finding.fixes[fixes[at]].title)}{number}")
            answer = click.prompt(
                f"  {', '.join(_KEYS[key] for key in keys)}",
                type=click.Choice(keys, case_sensitive=False),
                show_choices=False,
                default="s",
            )
            if answer == "n":
                at = (at + 1) % len(fixes)
                continue
            if answer == "q":
                raise _Quit
            if answer == "s":
                return None
            if answer == "a":
                chosen = fixes[at]
                return self._decision(file, finding, "accept", title=finding.fixes[chosen].title, fix=chosen)
            if answer == "v":
                self.words.add(finding.text)
                return self._decision(file, finding, "vocabulary")
            reason = click.prompt("  Why").strip()
            self.name = click.prompt("  Who says so", default=self.name or _user()).strip()
            return self._decision(file, finding, "dismiss", reason=reason, by=self.name)

    def _fits(self, key: str, fixes: Sequence[int], finding: Finding) -> bool:
        if key == "v":
            return finding.family == "spelling" and bool(self.loaded.settings.vocabulary.accept)
        return {"a": bool(fixes), "n": len(fixes) > 1}.get(key, True)

    def _decision(self, file: FileReport, finding: Finding, action: str, **more: object) -> Decision:
        return msgspec.convert(
            {
                "path": file.path,
                "fingerprint": finding.fingerprint,
                "action": action,
                "words": finding.text,
                **more,
            },
            Decision,
        )


def check_terminal() -> None:
    """Raise ConfigError unless somebody can be asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("--interactive asks questions, and needs a terminal to ask them on")


def go_through(report: Report, loaded: Loaded, options: Mapping[str, Any]) -> None:
    """Ask about each live finding, and write what was decided after each file.

    A fix goes into the file, a word into the vocabulary, and what is dismissed into the baseline, with the reason.
    """
    named = options["paths"]
    editor = _Editor(loaded, terminal.Style(options["color"] is not False, options["suggestions"]))
    for file in report.files:
        made: list[Decision] = []
        try:
            # One by one: what was decided before the user quits is written.
            for decision in _decided(editor, file):
                made.append(decision)  # noqa: PERF402 - extend would lose them when _Quit comes
        except _Quit:
            _write(made, report, loaded, named)
            return
        _write(made, report, loaded, named)


def _decided(editor: _Editor, file: FileReport) -> Iterator[Decision]:
    for finding in file.live:
        if finding.severity is Severity.SUGGESTION and not editor.style.suggestions:
            continue
        if file.source is None or (finding.family == "spelling" and finding.text in editor.words):
            continue
        decision = editor.about(file, finding, file.source)
        if decision is not None:
            yield decision


def _write(made: Sequence[Decision], report: Report, loaded: Loaded, named: Sequence[str]) -> None:
    plan = decisions.plan(made, report, loaded)
    decisions.write(plan, named or ["."])
    for done in plan.done:
        say(f"  {done}")
    for refused in plan.refused:
        complain(f"refused: {refused}")


def _user() -> str:
    """Return who works here: git knows the name, the system at least an account."""
    try:
        return printable(user_name(Path.cwd())) or getpass.getuser()
    except (OSError, KeyError):
        return ""
