"""`edlint check --fix --interactive`: asks about each finding and writes the decisions."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import click

from edlint.cli.asking import Session, Stop
from edlint.cli.errors import complain, say
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError
from edlint.model.report import Report
from edlint.report import terminal
from edlint.run.plan import planned, write
from edlint.text.counted import counted, noun


def check_terminal() -> None:
    """Raise ConfigError unless input and output are terminals."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("--interactive asks questions, and needs a terminal to ask them on")


def go_through(report: Report, loaded: Loaded, options: Mapping[str, Any]) -> None:
    """Ask about each live finding, write the decisions, and report them.

    A fix or the user's own words are written to the file, a word to the vocabulary, and a dismissal with its reason to
    the baseline. A user who interrupts is asked whether to write the decisions so far.
    """
    style = terminal.Style(options["color"] is not False, options["suggestions"])
    session = Session(loaded, style, list(_stops(report, style)))
    try:
        session.run()
    except click.Abort:
        made = session.decided
        if not made or not click.confirm(f"\nWrite {counted(len(made), 'decision')}?", default=True):
            raise
    plan = planned(session.decided, report, loaded)
    write(plan, options["paths"] or ["."])
    for done in plan.done:
        say(f"  {done}")
    for refused in plan.refused:
        complain(f"refused: {refused}")
    if session.stops:
        say(_summary(session))


def _stops(report: Report, style: terminal.Style) -> Iterator[Stop]:
    for file in report.files:
        if file.source is not None:
            for finding in file.shown(suggestions=style.suggestions):
                yield Stop(file, file.source, finding)


def _summary(session: Session) -> str:
    made = Counter(one.action for one in session.decided)
    files = len({one.path for one in session.decided if one.action in {"accept", "correct"}})
    said = [
        f"{counted(made['accept'], 'fix', 'fixes')}" if made["accept"] else "",
        f"{counted(made['correct'], 'correction')} of your own" if made["correct"] else "",
    ]
    parts = [" and ".join(filter(None, said)) + f" in {counted(files, 'file')}" if files else ""]
    parts.append(f"{made['vocabulary']} into the vocabulary" if made["vocabulary"] else "")
    parts.append(f"{made['dismiss']} dismissed" if made["dismiss"] else "")
    skipped = len(session.answers) - sum(made.values())
    parts.append(f"{skipped} skipped" if skipped else "")
    left = len(session.stops) - len(session.answers)
    parts.append(f"{left} not looked at" if left else "")
    total = len(session.stops)
    return f"{total} {noun(total, 'finding')}: {', '.join(filter(None, parts))}."
