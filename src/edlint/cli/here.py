"""`edlint explain --here`: the findings on a line, and the reasons for their severity."""

from collections.abc import Iterator

from edlint.cli.hits import checked
from edlint.engines.describe import VERDICTS
from edlint.lint.sensitivity import explain_raised, thresholds
from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Severity
from edlint.model.report import FileReport
from edlint.report.safe import printable
from edlint.text.counted import counted


def here(place: str, config: str | None) -> Iterator[str]:
    """Yield the findings on the line FILE:LINE, and why. Raises ConfigError if there is no such line."""
    path, _, number = place.rpartition(":")
    if not path or not number.isascii() or not number.isdigit() or int(number) < 1:
        raise ConfigError(f"--here {place}: name a line of an article, such as article.md:12")
    report, loaded = checked([path], config, {})
    for file in report.files:
        source = file.source
        if source is None:
            raise ConfigError(f"{path}: not checked")
        if int(number) > source.line_count:
            raise ConfigError(f"--here {place}: the article has {counted(source.line_count, 'line')}")
        line = source.line_span(int(number))
        found = [f for f in file.findings if f.span.start <= line.end and f.span.end >= line.start]
        for finding in found:
            yield f"{printable(source.where(finding.span.start))} {finding.severity.value} {finding.rule}"
            yield f"  {printable(finding.message)}"
            for why in _reasons(finding, file, adaptive=loaded.settings.adaptive):
                yield f"  {printable(why)}"
        if not found:
            yield f"nothing is found on line {number}"


def _reasons(finding: Finding, file: FileReport, *, adaptive: bool) -> Iterator[str]:
    """Yield why a finding has its severity, where the rule alone does not decide it."""
    if finding.suppressed is not None:
        yield f"It does not count ({finding.suppressed.by}): {finding.suppressed.reason or 'no reason given'}."
    needed = thresholds().get(finding.rule)
    if finding.raised:
        yield explain_raised(finding, file.certain, file.words)
        if finding.severity is Severity.SUGGESTION:
            yield "When the baseline was written there were fewer."
    elif needed is not None and finding.severity is Severity.SUGGESTION and adaptive:
        errors = counted(file.certain, "certain error")
        yield f"{errors} in {counted(file.words, 'word')}: this rule warns from {needed:.1f} in 1,000 on."
    for name, said in VERDICTS.items():
        if f"grammar.reader.{name}" in finding.also:
            yield said
