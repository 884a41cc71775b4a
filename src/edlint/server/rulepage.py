"""Descriptions of rules for the editor: a note for hovers, a full page, and a sketch for completion."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from edlint.engines.describe import explained
from edlint.model.rule import Rule
from edlint.server.messages import RuleNote, RuleSketch

_LANGUAGETOOL = "grammar.languagetool."
_HARPER = "grammar.harper."


def note(name: str, rule: Rule | None) -> RuleNote:
    """Return the note on a rule; `rule` is None for a rule of a grammar engine."""
    if rule is not None:
        return RuleNote(
            " ".join(rule.why.split()),
            tuple((source.title, source.url) for source in rule.sources),
            Path(rule.origin).absolute().as_uri() if rule.origin else "",
        )
    if name.startswith(_LANGUAGETOOL):
        page = f"https://community.languagetool.org/rule/show/{name.removeprefix(_LANGUAGETOOL)}?lang=en"
        return RuleNote("A rule of LanguageTool's.", (("LanguageTool", page),), page)
    if name.startswith(_HARPER):
        page = f"https://writewithharper.com/docs/rules#{name.removeprefix(_HARPER)}"
        return RuleNote("A rule of Harper's.", (("Harper", page),), page)
    return RuleNote("", (), "")


def page(name: str, rule: Rule | None) -> str:
    """Return the full description of a rule as Markdown; empty for an unknown rule."""
    if rule is not None:
        return "\n".join(_page(rule)) + "\n"
    found = explained(name)
    return f"# {found.partition(chr(10))[0]}\n{found.partition(chr(10))[2]}\n" if found else ""


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id}"
    yield ""
    yield f"*{rule.severity.value}{'' if rule.enabled else ', off by default'}; fix: {rule.safety.value}*"
    yield ""
    yield f"> {' '.join(rule.message.split())}"
    yield ""
    yield " ".join(rule.why.split())
    if rule.options:
        yield from ("", "## Options", "")
        for name, option in rule.options.items():
            yield f"- `{name}` (default `{option.default!r}`): {option.help}"
    for title, wanted in (("Flagged", True), ("Left alone", False)):
        cases = [case for case in rule.cases if bool(case.flags) is wanted]
        if cases:
            yield from ("", f"## {title}", "")
        for case in cases:
            flags = ", ".join(f"“{flag}”" for flag in case.flags)
            text = " ".join(case.text.split())
            yield f"- `` {text} ``" + (f" → {flags}" if flags else "")
    if rule.measured:
        yield from ("", "## Measured", "", " ".join(rule.measured.split()))
    if rule.sources:
        yield from ("", "## Sources", "")
        for source in rule.sources:
            yield f"- [{source.title}]({source.url})" if source.url else f"- {source.title}"


def sketches(catalog: Mapping[str, Rule]) -> dict[str, RuleSketch]:
    """Return the sketch of each rule, for completion."""
    return {
        name: RuleSketch(
            " ".join(rule.message.split()),
            rule.severity.value,
            {key: (repr(option.default), option.help) for key, option in rule.options.items()},
        )
        for name, rule in catalog.items()
    }
