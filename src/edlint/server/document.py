"""A document that is open in the editor: its text, and what the last check said of it."""

import asyncio
from dataclasses import dataclass, field

from edlint.model.finding import Finding
from edlint.model.report import FileReport
from edlint.server.buffer import Lines, paired
from edlint.server.messages import Checked, Text


@dataclass(eq=False)
class Outcome:
    """What a check said, and the text that it was about."""

    lines: Lines
    version: int | None
    generation: int
    checked: Checked
    failed: str = ""

    @property
    def report(self) -> FileReport | None:
        """Return the report; None where there is nothing to report on."""
        return self.checked.report


@dataclass(eq=False)
class Document:
    """An open document.

    `format` is None for one that is no article (a configuration, a rule). `generation` counts what could change the
    outcome of a check: each change of the text, of a configuration, of a setting. `outcome` is that of `generation` once
    `settled` is set. `unsaved` is true where a change waits to be saved before it is checked.
    """

    uri: str
    path: str
    format: str | None
    lines: Lines
    version: int | None = None
    generation: int = 1
    outcome: Outcome | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None] | None" = None
    asking: "asyncio.Future[Checked] | None" = None
    changed: float = 0.0
    quiet: float = 0.0
    waiting: int = 0
    unsaved: bool = False

    @property
    def text(self) -> Text:
        """Return the text for the worker, without halves of characters."""
        return Text(self.path, self.format or "", paired(self.lines.text, "replace"))

    @property
    def report(self) -> FileReport | None:
        """Return the report of the last outcome; None where there is none, or nothing to report on."""
        return self.outcome.report if self.outcome is not None else None

    def shown(self, *, suggestions: bool) -> list[Finding]:
        """Return the findings that are to be shown, of the last outcome."""
        return self.report.shown(suggestions=suggestions) if self.report is not None else []
