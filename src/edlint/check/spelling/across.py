"""Comparison of the files of a run: a suspected misspelling that several files use is a term or a name, not a slip."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

import ahocorasick_rs
from msgspec.structs import replace

from edlint.check.spelling.build import languages, lexicon
from edlint.check.spelling.checker import MISSPELLING, misspelling_message
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import Lexicon
from edlint.model.finding import Finding, Safety, Severity
from edlint.model.report import FileReport

_SOME, _SEVERAL = 2, 8
"""Numbers of files from which on a word counts as a term: if it is likely, and if it is certain, to be a slip."""


_SHORT = 5
"""Fewest letters of a word that may be a plural."""


def lower_shared_words(
    files: Sequence[FileReport], decide: Callable[[FileReport, Severity], Severity]
) -> Iterable[FileReport]:
    """Return the reports with a lower severity for misspellings that other files of the run use as words.

    For a word that is in no list of misspellings: in two files, an error becomes a warning whose fix is not applied
    automatically, and a warning a suggestion; in eight files, both become suggestions. A listed misspelling that files
    also have where it is not reported (in code, in an address, in a label) becomes a warning, in eight files a
    suggestion. `decide` returns the severity that the configuration sets in place of the new one. A second call with
    all files gives the same result as one call.
    """
    words: set[str] = set()
    first: FileReport | None = None
    read = 0
    for file in files:
        words.update(_stem(one.text) for one in file.findings if _open(one))
        if file.source is not None:
            first, read = first or file, read + 1
    if first is None or read < 2 or not words:
        return files
    uses = _uses(words, files, _lexicon(first))
    return (_settled(file, uses, decide) for file in files)


class _Use(NamedTuple):
    """Paths of files, `_SEVERAL` at most, in which a word occurs, and in which it occurs where it is not reported."""

    files: set[str]
    elsewhere: set[str]


def _uses(words: Collection[str], files: Iterable[FileReport], lexicon: Lexicon) -> dict[str, _Use]:
    """Return the use of the words in the files, as whole words, singular or plural, in one pass over each file."""
    uses = {word: _Use(set(), set()) for word in words}
    sought: dict[str, list[tuple[_Use, bool]]] = {}
    for word in words:
        singular = word.removesuffix("s")
        if len(word) < _SHORT or known(lexicon, singular):
            # A misspelt plural is no use of its singular: “datasetss”.
            singular = word
        sought.setdefault(singular, []).append((uses[word], not known(lexicon, singular + "s")))
    wanted = list(sought.values())
    index = ahocorasick_rs.AhoCorasick(
        list(sought), implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )
    for file in files:
        if file.source is None:
            continue
        text = _lowered(file.source.text)
        flagged = {one.span.start for one in file.findings if one.rule == MISSPELLING}
        for number, start, stop in index.find_matches_as_indexes(text, overlapping=True):
            if text[start - 1 : start].isalnum():
                continue
            for use, plural in wanted[number]:
                end = stop + (plural and text.startswith("s", stop))
                if text[end : end + 1].isalnum():
                    continue
                if len(use.files) < _SEVERAL:
                    use.files.add(file.path)
                if len(use.elsewhere) < _SEVERAL and start not in flagged:
                    use.elsewhere.add(file.path)
    return uses


def _settled(
    file: FileReport, uses: dict[str, _Use], decide: Callable[[FileReport, Severity], Severity]
) -> FileReport:
    if file.source is None or not any(_open(one) for one in file.findings):
        return file
    lexicon = _lexicon(file)
    findings = []
    for one in file.findings:
        most = _most(one, uses[_stem(one.text)], lexicon) if _open(one) else Severity.ERROR
        findings.append(one if most is Severity.ERROR else _lowered_to(one, decide(file, most)))
    return replace(file, findings=tuple(findings))


def _most(finding: Finding, use: _Use, lexicon: Lexicon) -> Severity:
    """Return the highest severity that a finding may have, given the use of its word in the run."""
    if len(use.files) < 2:
        return Severity.ERROR
    if lexicon.meant(_stem(finding.text)):
        if not use.elsewhere:
            return Severity.ERROR
        return Severity.SUGGESTION if len(use.elsewhere) >= _SEVERAL else Severity.WARNING
    likely = finding.message == misspelling_message(finding.text, _first(finding))
    term = len(use.files) >= (_SOME if likely else _SEVERAL)
    return Severity.SUGGESTION if term else Severity.WARNING


def _lowered_to(finding: Finding, severity: Severity) -> Finding:
    """Return a finding with this severity, and without fixes that are applied automatically."""
    fixes = tuple(fix.for_review() for fix in finding.fixes)
    message = finding.message
    if finding.fixes[0].safety is Safety.SAFE:
        message = (
            f"“{finding.text}” looks misspelt, though other files have it too: is “{_first(finding)}” meant?"
        )
    return replace(finding, severity=severity, fixes=fixes, message=message)


def _first(finding: Finding) -> str:
    """Return the first suggested replacement."""
    return finding.fixes[0].title.removeprefix("Write “").removesuffix("”")


def _open(finding: Finding) -> bool:
    """Whether a finding is a misspelling whose severity may be lowered: not a word that the project rejects."""
    return finding.rule == MISSPELLING and bool(finding.fixes) and finding.severity is not Severity.SUGGESTION


def _lexicon(file: FileReport) -> Lexicon:
    language = file.language.partition("-")[0]
    return lexicon(language if language in languages() else "en")


def _stem(word: str) -> str:
    """Return a word in the lexicon's form, without a possessive ending."""
    return plain(word).removesuffix("'s")


def _lowered(text: str) -> str:
    lowered = text.lower()
    # Some capitals have a lower-case form of two code points, which would shift the offsets.
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )
