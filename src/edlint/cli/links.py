"""`edlint links`: the links of articles; with `--online`, requests whether their addresses still exist."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from edlint.api import Linter
from edlint.cli.articles import checked, coloured, found, put
from edlint.cli.common import allow_empty_option, color_option, config_option
from edlint.cli.errors import complain, trace
from edlint.cli.progress import steps
from edlint.model.block import MarkKind
from edlint.model.report import FileReport
from edlint.report.links import FORMATS, Link
from edlint.report.safe import guarded
from edlint.run.links import cached_answers

_RULES = [
    f"markup.{name}"
    for name in ("dead-anchor", "missing-file", "undefined-reference", "no-scheme", "undefined-footnote")
]


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--online", is_flag=True, help="Ask the network for each address that was not asked for lately."
)
@click.option("--again", is_flag=True, help="With --online: also for those that were.")
@click.option("--private", is_flag=True, help="With --online: also machines of this network, and this one.")
@click.option(
    "--archive",
    metavar="URL",
    help="With --online: where copies of what is gone are asked for; none for nowhere.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=1.0,
    metavar="SECONDS",
    help="With --online: the time between two requests to one host (default: 1).",
)
@click.option("--all", "every", is_flag=True, help="List the links that lead somewhere as well.")
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="terminal", help="What to write."
)
@click.option("--output", metavar="FILE", help="Write to a file in place of standard output (-).")
@config_option
@allow_empty_option
@color_option
def links(**options: Any) -> None:
    """List the links of the articles at PATHS that lead nowhere.

    Without --online nothing is asked of the network: links inside the article and to files beside it are judged, and what
    the addresses answered before is shown. Ends with 1 when a link is dead, with 2 when a file could not be checked.
    """
    linter = Linter(options["config"], {"engines": "none", "select": _RULES, "ignore": []})
    loaded = linter.loaded
    output = None if options["output"] == "-" else options["output"]
    written = [output] if output else []
    files = found(options["paths"], loaded, allow_empty=options["allow_empty"], written=written)
    if files is None:
        return
    report = checked(linter, files, keep=True)
    listed = _answered([link for file in report.files for link in _links(file)], options)
    for file in report.files:
        if file.error is not None:
            complain(f"{file.path}: not checked: {file.error}")
        trace(file.fault)
    colour = coloured(options["color"], output)
    text = guarded(FORMATS[options["format_"]](listed, every=options["every"], colour=colour))
    put([text.encode("utf-8", "backslashreplace")], output, [loaded.folder, *options["paths"]])
    sys.exit(2 if report.failed else int(any(link.state == "dead" for link in listed)))


def _links(file: FileReport) -> Iterator[Link]:
    """Yield the links that are broken by the article alone, and all web addresses, in text order."""
    if file.source is None or file.document is None:
        return
    links = [
        (f.span.start, Link(file.path, file.source.place(f.span.start).line, "dead", f.text, f.message))
        for f in file.live
    ]
    for block in file.document.blocks:
        for mark in block.marks:
            if mark.kind in {MarkKind.LINK, MarkKind.IMAGE} and mark.value.lower().startswith(
                ("http://", "https://")
            ):
                line = file.source.place(mark.source.start).line
                links.append((mark.source.start, Link(file.path, line, "unknown", mark.value)))
    yield from (link for _, link in sorted(links))


def _answered(listed: list[Link], options: dict[str, Any]) -> list[Link]:
    """Return the links with the answers of their addresses, cached or requested now."""
    asked = {link.address.partition("#")[0] for link in listed if link.state == "unknown"}
    answers = cached_answers(asked)
    if options["online"]:
        from edlint.run.linkcheck import ARCHIVE, request_all  # noqa: PLC0415 - only where the network is asked

        todo = sorted(
            url for url in asked if options["again"] or url not in answers or not answers[url].fresh
        )
        archive = {None: ARCHIVE, "none": ""}.get(options["archive"], options["archive"])
        with steps(len(todo), "link") as step:
            answers |= request_all(
                todo, private=options["private"], pause=options["pause"], archive=archive, progress=step
            )
    return [
        link._replace(
            state=answer.state.value, why=answer.why, to=answer.to, archived=answer.archived, day=answer.day
        )
        if link.state == "unknown" and (answer := answers.get(link.address.partition("#")[0])) is not None
        else link
        for link in listed
    ]
