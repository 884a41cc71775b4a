"""MkDocs hook that generates a page for each rule, and an index of all rules."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel

from edlint.model.rule import Rule
from edlint.testing import RuleTester

_FOLDER = "rules"


def on_files(files: Files, config: Any) -> Files:
    """Add the generated pages to the files of docs/."""
    rules = RuleTester().rules
    files.append(File.generated(config, f"{_FOLDER}/index-of-rules.md", content="\n".join(index(rules))))
    for rule in rules.values():
        files.append(
            File.generated(
                config,
                f"{_FOLDER}/{rule.id}.md",
                content="\n".join(page(rule)),
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
        )
    return files


def index(rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the lines of the index of all rules, by family."""
    yield from (
        "# All rules",
        "",
        f"{len(rules)} rules. Each page says why a rule exists and where that comes from.",
    )
    for family, found in groupby(
        sorted(rules.values(), key=lambda rule: rule.id), key=lambda rule: rule.family
    ):
        yield from ("", f"## {family}", "", "| Rule | Severity | Says |", "|---|---|---|")
        for rule in found:
            severity = rule.severity.value if rule.enabled else "off"
            yield f"| [{rule.id}]({rule.id}.md) | {severity} | {_cell(rule.message)} |"


def page(rule: Rule) -> Iterator[str]:
    """Yield the lines of one rule's page."""
    state = rule.severity.value + ("" if rule.enabled else ", off by default")
    yield from (
        f"# {rule.id}",
        "",
        f"> {_plain(rule.message)}",
        "",
        f"*{state}; fix: {rule.safety.value}*",
        "",
    )
    yield from (_plain(rule.why), "")
    if rule.options:
        yield from ("| Option | Default | Meaning |", "|---|---|---|")
        for name, option in rule.options.items():
            yield f"| `{name}` | {_code(repr(option.default))} | {_cell(option.help)} |"
        yield ""
    for title, flagged in (("Flagged", True), ("Left alone", False)):
        yield from (f"## {title}", "")
        for case in rule.cases:
            if bool(case.flags) is flagged:
                yield from _fenced(case.text)
    if rule.measured:
        yield from ("## Measured", "", _plain(rule.measured), "")
    yield from ("## Sources", "")
    for source in rule.sources:
        yield f"- [{_plain(source.title)}]({source.url})" if source.url else f"- {_plain(source.title)}"


def _fenced(text: str) -> Iterator[str]:
    longest = max((len(run) for run in "".join(c if c == "`" else " " for c in text).split()), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}text", text, fence, "")


def _plain(text: str) -> str:
    shown = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\*_[]<>{}" else c for c in shown)


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _code(text: str) -> str:
    return "``" + f" {text} ".replace("|", "\\|") + "``"
