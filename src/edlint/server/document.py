"""A document that is open in the editor: its text, and the outcome of its last check."""

import asyncio
from dataclasses import dataclass, field

from edlint.model.finding import Finding
from edlint.model.report import FileReport
from edlint.server.buffer import Lines, paired
from edlint.server.messages import Checked, Text


@dataclass(eq=False)
class Outcome:
    """The result of a check, with the text, version and generation that were checked; `failed` says why it failed."""

    lines: Lines
    version: int | None
    generation: int
    checked: Checked
    failed: str = ""

    @property
    def report(self) -> FileReport | None:
        """Return the report; None when the text was not checked."""
        return self.checked.report


@dataclass(eq=False)
class Document:
    """An open document.

    `format` is None for one that is not an article (a configuration, a rule). `generation` counts the changes of the text,
    a configuration or a setting, which may change the outcome. `outcome` is that of `generation` once `settled` is set.
    `task` runs the check, `asking` is its request to the worker; setting `hurry` ends its wait for a pause. `changed` and
    `quiet` are the event-loop times of the last change and of the first one since the last check. `waiting` counts the
    requests that await the outcome. `unsaved`: a change is checked only when it is saved.
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
        """Return the text for the worker, without lone surrogates."""
        return Text(self.path, self.format or "", paired(self.lines.text, "replace"))

    @property
    def report(self) -> FileReport | None:
        """Return the report of the last outcome; None before the first check, or when the text was not checked."""
        return self.outcome.report if self.outcome is not None else None

    def shown(self, *, suggestions: bool) -> list[Finding]:
        """Return the findings of the last outcome that are to be shown."""
        return self.report.shown(suggestions=suggestions) if self.report is not None else []
