"""The explanation of an engine's rule: the engine's own description, its default state and the measured counts."""

import zipfile
from pathlib import Path

from edlint.engines.harper import checker as harper
from edlint.engines.languagetool import checker as languagetool
from edlint.engines.languagetool import install as lt_install
from edlint.engines.placement import DEFAULT, DENSE, OFF, Placement, table
from edlint.text.pattern import pattern

_PREFIX = "grammar."
_READER = "reader"
_CLEAN = {_READER: "13,000"}
"""Number of words of edited articles that an engine was measured on, where it is not 887,000."""
VERDICTS = {
    "confirmed": "Said beside a finding of another check: the reader finds the sentence much likelier with its fix.",
    "doubted": (
        "Said beside a finding of another check: the reader finds the sentence less likely with its fix than as it "
        "stands. So the finding is a suggestion."
    ),
}
"""Explanations of the reader's two verdicts on another check's finding, by the rule name that `also` holds."""
_XML = "org/languagetool/rules/en/grammar.xml"
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}


def explained(rule_id: str) -> str | None:
    """Return the explanation of `grammar.harper.AnA` or `grammar.languagetool.EN_A_VS_AN`; None for other ids."""
    engine, _, name = rule_id.removeprefix(_PREFIX).partition(".")
    if not rule_id.startswith(_PREFIX) or engine not in _ABOUT or not name:
        return None
    rule = table(engine).get(name)
    about = _ABOUT[engine](name)
    if rule is None and not about:
        return None
    placed = _placed(rule, _CLEAN.get(engine, "887,000")) if engine != _READER or rule else []
    return "\n".join([rule_id, "", *about, "", *placed]).rstrip()


def _placed(rule: Placement | None, clean: str) -> list[str]:
    if rule is None:
        return ["It is newer than edlint's measurements: what it finds is a suggestion."]
    place = {
        DEFAULT: "on (warning)",
        DENSE: "a suggestion, and a warning where errors are dense",
        OFF: "off; name it in full under `select` to put it on",
    }.get(rule.place, "a suggestion")
    return [
        f"Place: {place}.",
        (
            f"Measured: on words that an editor then changed {rule.hits} times, {rule.right} of them with the editor's own "
            f"words; {rule.after} times in the lines as corrected; {rule.clean} times in {clean} words of edited articles."
        ),
    ]


def _harper(name: str) -> list[str]:
    try:
        import harper as engine  # noqa: PLC0415 - native code, loaded only where it is asked
    except ImportError:
        return []
    said = engine.Linter().get_lint_descriptions().get(name)
    return [" ".join(said.split())] if said else []


def _languagetool(name: str) -> list[str]:
    said = _named(name)
    if not said and name not in table(languagetool.NAME):
        return []
    return [*([said] if said else []), f"https://community.languagetool.org/rule/show/{name}?lang=en"]


def _reader(name: str) -> list[str]:
    if name in VERDICTS:
        return [VERDICTS[name]]
    rule = table(_READER).get(name)
    return (
        [f"In a sentence that the model finds much likelier so, {rule.message}: {rule.example}."]
        if rule
        else []
    )


_ABOUT = {harper.NAME: _harper, languagetool.NAME: _languagetool, _READER: _reader}


def _named(name: str) -> str:
    """Return a rule's `name` in LanguageTool's English grammar.xml; empty for a Java rule, or when not set up."""
    text = _grammar_xml()
    match = (
        next(pattern(rf'<rule(?:group)?\s[^>]*\bid="{name}"[^>]*\bname="([^"]*)"').matches(text), None)
        if name.replace("_", "").isalnum()
        else None
    )
    said = str(match.groups[0]) if match else ""
    for entity, character in _ENTITIES.items():
        said = said.replace(entity, character)
    return said


def _grammar_xml() -> str:
    plain = lt_install.folder() / _XML
    try:
        if plain.is_file():
            return plain.read_text(encoding="utf-8")
        jar: Path | None = next((lt_install.folder() / "libs").glob("language-en-[0-9]*.jar"), None)
        if jar is None:
            return ""
        with zipfile.ZipFile(jar) as archive:
            return archive.read(_XML).decode()
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
