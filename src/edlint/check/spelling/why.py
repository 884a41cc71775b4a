"""The data on a word and the reasons of its verdict, in sentences, for `edlint vocab why`."""

from edlint.check.spelling.evidence import WEIGHTS, Occurrence
from edlint.check.spelling.judge import THRESHOLD, Grade, judge
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import CURATED, GATHERED, PERSON, SEVERAL, Lexicon
from edlint.check.spelling.morphology import Derivation, derivation_of
from edlint.check.spelling.project import ProjectWords
from edlint.check.spelling.tokens import coded


def sources(lexicon: Lexicon, word: str) -> list[tuple[str, str]]:
    """Return each source of words with a phrase on what it has on this one."""
    lower = plain(word)
    entry = lexicon.get(lower) or lexicon.get(lower.removesuffix("'s"))
    if entry is None:
        return [("all word lists", "do not have it")]
    found = [
        ("pyspellchecker", f"has it (2^{entry.listed} uses)" if entry.listed else "does not have it"),
        (
            "wordfreq",
            f"Zipf frequency {entry.zipf:.2f}" if entry.zipf else "does not have it, or as good as never",
        ),
    ]
    if lexicon.language != "en":
        return found
    kinds = [
        name
        for flag, name in (
            (CURATED, "terms"),
            (GATHERED, "identifiers"),
            (SEVERAL, "several lists of identifiers"),
            (PERSON, "people's names"),
        )
        if entry.forms & flag
    ]
    variants = f", variants {entry.variants}" if entry.variants else ""
    return [
        *found,
        ("SCOWL", f"level {entry.level}{variants}" if entry.level else "does not have it"),
        ("technical lists", f"among {', '.join(kinds)}" if kinds else "do not have it"),
        (
            "technical documentation",
            f"{entry.uses} uses in {entry.spread} packages" if entry.uses else "does not use it",
        ),
    ]


def reason(lexicon: Lexicon, project: ProjectWords, word: str) -> list[str]:
    """Return, in lines, why a word is or is not reported when it occurs without context."""
    if project.rejects(word):
        return ["reported: the project's vocabulary rejects it"]
    if project.accepts(word):
        return ["not reported: the project's vocabulary accepts it"]
    if known(lexicon, word):
        return ["not reported: a dictionary has it"]
    if coded(word) or len(word) < 3:
        return [
            "not reported: digits, capitals inside or a mere two letters make it a name, an acronym or code"
        ]
    verdict = judge(lexicon, Occurrence(word))
    if not verdict.candidates:
        return ["not reported as misspelt: no known word is near; spelling.unknown-word suggests checking it"]
    nearest = ", ".join(f"{one.word} ({one.score:.1f})" for one in verdict.candidates[:3])
    lines = [f"nearest words: {nearest}"]
    kind = derivation_of(lexicon, plain(word))
    if kind is not Derivation.NO:
        lines.append(f"made of known words: {kind}")
    weighed = sorted(
        ((WEIGHTS.get(name, 0.0) * value, name) for name, value in verdict.evidence.items()),
        key=lambda one: -abs(one[0]),
    )
    lines.extend(f"{value:+6.1f}  {name}" for value, name in weighed if abs(value) >= 0.05)
    if verdict.grade is not Grade.DOUBTFUL:
        end = f"reported as misspelt ({verdict.grade})"
    elif verdict.familiar:
        end = "not reported: a list has it, or it is made of known words"
    else:
        end = "not reported as misspelt; spelling.unknown-word suggests checking it"
    return [*lines, f"{verdict.score:+6.1f}  in all (above {THRESHOLD:g} is misspelt): {end}"]
