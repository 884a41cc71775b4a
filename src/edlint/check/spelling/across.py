"""What the files of a run say of each other's words: one that several files use is a term or a name, not a slip."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

import ahocorasick_rs
from msgspec.structs import replace

from edlint.check.spelling.build import languages, lexicon
from edlint.check.spelling.checker import MISSPELLING, doubt
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import Lexicon
from edlint.model.finding import Finding, Safety, Severity
from edlint.model.report import FileReport

_SOME, _SEVERAL = 2, 8
"""In so many files a word is a term: one that is likely to be a slip, and one that is certain to be one."""


_SHORT = 5
"""A word of fewer letters is no plural."""


def settle(
    files: Sequence[FileReport], decide: Callable[[FileReport, Severity], Severity]
) -> Iterable[FileReport]:
    """Return the reports with the misspellings lowered that other files of the run use as words.

    That is a word that no list of misspellings has: in two files an error becomes a warning, with a fix that nobody
    applies unasked, and a warning a suggestion; in eight both are suggestions. And a listed misspelling that a file has where it is
    none, in code, in an address, in a label: it is no more than a warning, or where eight files have it so, a
    suggestion. `decide` says which severity the configuration gives in place of the new one.
    Doing it twice changes nothing more than doing it once with all files.
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
    """Files in which a word stands, no more than matter, and those of them that have it elsewhere than in a finding on it."""

    files: set[str]
    elsewhere: set[str]


def _uses(words: Collection[str], files: Iterable[FileReport], lexicon: Lexicon) -> dict[str, _Use]:
    """Return where words stand in the files, each as a whole, in its singular or in its plural: all in one pass."""
    uses = {word: _Use(set(), set()) for word in words}
    sought: dict[str, list[tuple[_Use, bool]]] = {}
    for word in words:
        singular = word.removesuffix("s")
        if len(word) < _SHORT or known(lexicon, singular):
            # A slip of a plural is no use of its singular: “datasetss”.
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
    """Return the most that a finding may be, after what the run says of its word."""
    if len(use.files) < 2:
        return Severity.ERROR
    if lexicon.meant(_stem(finding.text)):
        if not use.elsewhere:
            return Severity.ERROR
        return Severity.SUGGESTION if len(use.elsewhere) >= _SEVERAL else Severity.WARNING
    likely = finding.message == doubt(finding.text, _first(finding))
    term = len(use.files) >= (_SOME if likely else _SEVERAL)
    return Severity.SUGGESTION if term else Severity.WARNING


def _lowered_to(finding: Finding, severity: Severity) -> Finding:
    """Return a finding with this severity, and no fix that is applied unasked."""
    fixes = tuple(
        fix._replace(safety=Safety.REVIEW) if fix.safety is Safety.SAFE else fix for fix in finding.fixes
    )
    message = finding.message
    if finding.fixes[0].safety is Safety.SAFE:
        message = (
            f"“{finding.text}” looks misspelt, though other files have it too: is “{_first(finding)}” meant?"
        )
    return replace(finding, severity=severity, fixes=fixes, message=message)


def _first(finding: Finding) -> str:
    """Return the first suggestion."""
    return finding.fixes[0].title.removeprefix("Write “").removesuffix("”")


def _open(finding: Finding) -> bool:
    """Whether a finding is a misspelling that may be lowered: not one of a word that the project rejects."""
    return finding.rule == MISSPELLING and bool(finding.fixes) and finding.severity is not Severity.SUGGESTION


def _lexicon(file: FileReport) -> Lexicon:
    language = file.language.partition("-")[0]
    return lexicon(language if language in languages() else "en")


def _stem(word: str) -> str:
    """Return a word as the lexicon has it, without a possessive ending."""
    return plain(word).removesuffix("'s")


def _lowered(text: str) -> str:
    lowered = text.lower()
    # Some capitals become two letters: then places would be off.
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )
