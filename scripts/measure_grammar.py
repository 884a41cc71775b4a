#!/usr/bin/env python3
"""Measure every rule of Harper and LanguageTool on real text, and write where each has its place.

    python scripts/measure_grammar.py collect harper|languagetool --data DIR [--data DIR …] --work DIR
    python scripts/measure_grammar.py write --data DIR [--data DIR …] --work DIR

Each `--data` is a folder of real text that this repository does not hold, any part of which may be missing:
`typofixes.jsonl`, one-edit corrections from public git histories, one object a line with `path`, `class`,
`before_line`, `after_line`, `before_span`; `clean/md` and `clean/html`, edited articles; `docpairs`, whole files of
which `*.after.md` are counted as edited; `field/weak`, for scripts/measure_sensitivity.py; and `jfleg.jsonl` (the JFLEG corpus) with `text` and `n_refs_changed`.
`collect` runs an engine with every rule on and keeps what it says in `--work`, a file for each folder; `write` counts
that and writes `src/edlint/data/en/grammar/*.tsv`. Vetoes are judged as the findings are counted, so that a new one
needs no new run. LanguageTool must be set up (`edlint setup languagetool`).

A rule's hits are counted on the lines before correction where they lie on the words that the editor changed (`hits`;
`right` when the first replacement gives the editor's line), on the corrected lines (`after`) and on edited articles
(`clean`). Where a finding on corrected text is not a false alarm but one more error, it counts against the rule all
the same, so the precision here is a lower bound.

How often a rule is right is not the ratio of its counts, since two of two say less than forty of forty-one. It is
the mean of a beta distribution that begins with what is known of rules of its kind:

    (hits + m) / (hits + wrong + 1)

where `wrong` is the false alarms to be expected in as many words as the corrected lines have, and `m` is the same
share among the rules of the category that said something once or twice in all the text, taken together: these are the
likest to a rule that has not been seen at work (I. J. Good, “The population frequencies of species and the estimation
of population parameters”, Biometrika 40, 1953; G. Casella, “An introduction to empirical Bayes data analysis”, The
American Statistician 39(2), 1985). A rule that never said anything has `m` itself. What spoke in edited articles twice
as often as on corrections, or more, is at most a suggestion. What would be on and never lay on a correction, or spoke more often
in edited articles, warns only where errors are dense (`dense`): in 47 houses that nothing was measured on, such findings were right
11 times of 12 in articles with more than 1.2 certain errors in 1,000 words, and 2 times of 12 in others.
"""

import argparse
import json
import re
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import harper

from edlint.config.schema import LanguageToolSettings
from edlint.engines.annotation import Batch
from edlint.engines.harper import worker as harper_worker
from edlint.engines.harper.checker import replacement
from edlint.engines.languagetool import install as lt_install
from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool.client import call
from edlint.engines.passage import Passage, passages
from edlint.engines.veto import vetoed
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

_AROUND = 200
_RARE = 2
"""Rules with at most so many findings in all give the estimate for rules without any."""
_PRIOR = 1.0
"""The weight of the category's mean, in findings: one, so that a second finding of the rule's own outweighs it."""
_DEFAULT, _SUGGESTION = 0.7, 0.5
"""The share of right findings that a rule needs to be a warning, and to be a suggestion."""
TABLES = Path(__file__).parents[1] / "src/edlint/data/en/grammar"
MARKDOWN = (".md", ".markdown", ".mdx")
SPELLING = {"spelling_nonword"}
# Rules that are not about grammar, or that another part of edlint covers: spelling, capitals, typography, taste.
HARPER_ELSEWHERE = {
    "AnA", "SpellCheck", "RepeatedWords", "SentenceCapitalization", "UseTitleCase", "LongSentences", "Spaces", "Dashes",
    "RegularIrregulars", "SpelledNumbers", "AvoidContractions", "BoringWords", "NoFrenchSpaces", "UnclosedQuotes", "OxfordComma",
    "NoOxfordComma", "OrthographicConsistency", "SplitWords", "CapitalizePersonalPronouns", "CommaFixes",
    "NumericRangeEnDash", "DotInitialisms", "UseEllipsisCharacter", "EllipsisLength", "DiscourseMarkers", "PronounVerbAgreement",
}  # fmt: skip
LANGUAGETOOL_ELSEWHERE = re.compile(
    r"^(EN_A_VS_AN|MORFOLOGIK_|HUNSPELL_|UPPERCASE_|EN_SPECIFIC_CASE|ENGLISH_WORD_REPEAT_|WORD_REPEAT|EN_UNPAIRED|COMMA_PAREN|"
    r"DOUBLE_PUNCT|WHITESPACE|CONSECUTIVE_SPACES|SENTENCE_WHITESPACE|TOO_LONG|PARAGRAPH_REPEAT|EN_QUOTES|EN_DASH|"
    r"APOS_|TYPOGRAPH|DASH_RULE|I_LOWERCASE|EN_SPELLING|OXFORD_SPELLING|ENGLISH_WORD_REPEAT_BEGINNING|EN_WORD_COHERENCY|"
    r"E_G|I_E|UNIT_SPACE|CURRENCY|PHRASE_REPETITION_STYLE|MISSING_COMMA|EN_GB_SIMPLE_REPLACE|EN_US_SIMPLE_REPLACE)"
)
# Wrong at least as often as right when their findings in 550,000 words of 47 blogs were read: off, whatever the counts.
WRONG_ELSEWHERE = {
    "harper": {
        "ItsContraction", "ItsPossessive", "NotIn", "PossessiveYour", "RegularIrregulars", "SingleBe", "The", "ThisTypeOfThing", "Without",
    },
    "languagetool": {"ACCEPT_EXCEPT", "ALREADY_ALL_READY", "AM_I", "AS_US", "CC_NNP_VBP", "HAPPY_EASTER", "TOO_ADJECTIVE_TO", "ARCHITECT_VERB", "DT_RB_IN", "IF_IS", "IN_PRINCIPAL", "IN_THE_MOMENT", "ONE_ONCE", "PAST_PASTE", "PRP_MD_NN", "SHE_LIVE", "SINGULAR_NOUN_THAT_PLURAL_VERB",
        "SUBJECT_VERB_AGREEMENT",
        "THESE_ONES", "THEYRE_THEIR", "THE_THEY"},
}  # fmt: skip
# No finding in the measured text, but two or more in 670,000 words of blogs that were read, all right: on.
RIGHT_ELSEWHERE = {
    "DISCUSS_ABOUT", "LET_IT_INFINITIVE", "NEITHER_NOR", "SINGULAR_NOUN_ADV_AGREEMENT", "THE_SAME_AS", "YOURS_APOSTROPHE",
}  # fmt: skip
# Hyphens, accents and choices of phrase on which house styles differ: never more than a suggestion.
LANGUAGETOOL_HOUSE_STYLE = re.compile(
    r"^EN_COMPOUNDS|_HYPHEN$|COMPOUNDS|DIACRITICS|^COMPRISED_OF$|^KEY_WORDS$|^BOTH_AS_WELL_AS$|^IN_FUTURE$|^DIFFERENT_THAN$"
)
LANGUAGETOOL_FAMILIES = {"GRAMMAR", "CONFUSED_WORDS", "TYPOS", "COLLOCATIONS", "NONSTANDARD_PHRASES", "MISC"}
# Rules of one variant of English: with `language = "en"` any variant is accepted.
VARIANTS = {"AMERICAN_ENGLISH", "BRITISH_ENGLISH", "AMERICAN_ENGLISH_STYLE", "BRE_STYLE_OXFORD_SPELLING"}


@dataclass
class Counts:
    """The counts of a rule's findings in each corpus."""

    hits: int = 0
    right: int = 0
    spelling: int = 0
    after: int = 0
    clean: int = 0
    learner: int = 0
    learner_clean: int = 0
    category: str = ""

    @property
    def grammar(self) -> int:
        """Return the number of hits on corrections other than of spelling."""
        return self.hits - self.spelling

    def wrong(self, share: float) -> float:
        """Return the expected false alarms in the corrected lines; `share` as from the function `share`."""
        return max(self.after, self.clean * share)


def lines(data: Path) -> list[dict[str, Any]]:
    """Return the corrections of Markdown prose."""
    if not (data / "typofixes.jsonl").exists():
        return []
    rows = [json.loads(line) for line in (data / "typofixes.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        row
        for row in rows
        if row["path"].endswith(MARKDOWN) and not re.match(r"\s{4,}|\s*[<{|]", row["before_line"])
    ]


def texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (corpus, key, text) of everything to measure on: HTML if the key ends in `.html`, else Markdown."""
    for path in sorted((data / "field/weak").glob("*.md")):
        yield "weak", path.name, path.read_text(encoding="utf-8")
    for index, row in enumerate(lines(data)):
        yield "before", str(index), row["before_line"] + "\n"
        yield "after", str(index), row["after_line"] + "\n"
    for path in sorted([*(data / "clean/md").rglob("*.md"), *(data / "clean/html").rglob("*.html")]):
        yield "clean", path.relative_to(data).as_posix(), path.read_bytes().decode("utf-8", "replace")
    for path in sorted((data / "docpairs").glob("*.after.m*")):
        yield "docs", path.relative_to(data).as_posix(), path.read_bytes().decode("utf-8", "replace")
    if (data / "jfleg.jsonl").exists():
        for line in (data / "jfleg.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            # Tokenized text: blanks before punctuation come from the corpus, not from the writer.
            text = re.sub(r"\s+([.,;:!?])", r"\1", row["text"])
            if row["n_refs_changed"] >= 3 or row["n_refs_changed"] == 0:
                yield ("learner" if row["n_refs_changed"] else "learner-clean"), text[:40], text + "\n"


def batched(data: Path, size: int) -> Iterator[list[tuple[str, str, Passage]]]:
    """Yield passages in groups of about `size` code points."""
    group: list[tuple[str, str, Passage]] = []
    length = 0
    for corpus, name, text in texts(data):
        kind = "html" if name.endswith(".html") else "markdown"
        for passage in passages(parse(Source(name, kind, text))):
            if group and length + len(passage.text) > size:
                yield group
                group, length = [], 0
            group.append((corpus, name, passage))
            length += len(passage.text)
    if group:
        yield group


def collect_harper(data: Path) -> Iterator[list[Any]]:
    """Yield Harper's findings as rows."""
    linter = harper.Linter()
    linter.set_lint_config(dict.fromkeys(harper.get_default_lint_config(), True))
    for group in batched(data, 4000):
        found = harper_worker.lint(linter, [passage.text for *_, passage in group])
        for (corpus, name, passage), lints in zip(group, found, strict=True):
            for rule, start, end, _, suggestions in lints:
                place = passage.to_block(Span(start, end))
                match = passage.text[start:end]
                new = [replacement(match, kind, text) for kind, text in suggestions]
                if place is not None:
                    yield [
                        *row(corpus, name, rule, "", passage, place, new),
                        *around(passage.text, Span(start, end)),
                    ]


def collect_languagetool(data: Path) -> Iterator[list[Any]]:
    """Yield LanguageTool's findings as rows."""
    server = lt_server.ensure(LanguageToolSettings())

    def ask(group: list[tuple[str, str, Passage]]) -> list[list[Any]]:
        batch = Batch(tuple(passage.block.text for *_, passage in group))
        fields = {"language": "en-US", "data": json.dumps({"annotation": batch.annotation()})}
        found = []
        for match in call(server, "check", fields, 300)["matches"]:
            placed = batch.place(match["offset"], match["length"])
            if placed is None:
                continue
            index, place = placed
            corpus, name, passage = group[index]
            new = [one["value"] for one in match["replacements"][:3]]
            rule = match["rule"]
            if passage.own(place):
                kept = row(corpus, name, rule["id"], rule["category"]["id"], passage, place, new)
                found.append([*kept, *around(passage.block.text, place)])
        return found

    with ThreadPoolExecutor(2) as threads:
        for found in threads.map(ask, batched(data, 8000)):
            yield from found


def row(  # noqa: PLR0917 - the columns of a row
    corpus: str, name: str, rule: str, category: str, passage: Passage, place: Span, new: list[str]
) -> list[Any]:
    """Return a finding as it is stored: corpus, text, rule, category, span in the source, replacements."""
    source = passage.block.to_source(place)
    return [corpus, name, rule, category, source.start, source.end, new[:3]]


def around(text: str, span: Span) -> tuple[str, int, int]:
    """Return the text around a finding and its offsets in that, for judging vetoes later, when findings are counted."""
    start = max(0, span.start - _AROUND)
    return text[start : span.end + _AROUND], span.start - start, span.end - start


def kept(work: Path, engine: str, data: Path) -> Path:
    """Return the file in which an engine's findings in a set of texts are stored."""
    return work / f"{engine}-{data.resolve().name}.jsonl"


def word_at(line: str, span: list[int]) -> tuple[int, int]:
    """Return the whole word around a span."""
    start, end = span
    while start > 0 and re.match(r"[\w'’-]", line[start - 1]):
        start -= 1
    while end < len(line) and re.match(r"[\w'’-]", line[end]):
        end += 1
    return start, end


def counted(folders: Sequence[Path], work: Path, engine: str) -> dict[str, Counts]:
    """Return the counts of each rule."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for data in folders:
        edits = lines(data)
        for text in kept(work, engine, data).read_text(encoding="utf-8").splitlines():
            corpus, name, rule, category, start, end, new, words, first, last = json.loads(text)
            if corpus == "weak" or vetoed(engine, rule, words, Span(first, last)):
                continue
            one = counts[rule]
            one.category = category
            if corpus == "before":
                count_hit(one, edits[int(name)], start, end, new)
            else:
                attribute = {"docs": "clean"}.get(corpus, corpus.replace("-", "_"))
                setattr(one, attribute, getattr(one, attribute) + 1)
    return counts


def count_hit(one: Counts, edit: dict[str, Any], start: int, end: int, new: list[str]) -> None:
    """Count a finding on a line before correction if it overlaps the words that the editor changed."""
    line = edit["before_line"]
    first, last = word_at(line, edit["before_span"])
    if start < max(last + 1, first) and end > first - 1:
        one.hits += 1
        one.spelling += edit["class"] in SPELLING
        one.right += bool(new) and line[:start] + new[0] + line[end:] == edit["after_line"]


def share(folders: Sequence[Path]) -> float:
    """Return the number of words in the corrected lines divided by that in the edited articles."""
    words: Counter[str] = Counter()
    for data in folders:
        for corpus, _, text in texts(data):
            words[corpus] += len(text.split())
    return words["after"] / max(1, words["clean"] + words["docs"])


def means(counts: Iterable[Counts], share: float) -> dict[str, float]:
    """Return by category how often a rule without findings is right: as often as its rules with one or two findings."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in counts:
        if one.grammar + one.after + one.clean <= _RARE:
            right[one.category] += one.grammar
            wrong[one.category] += one.after + one.clean * share
    return {
        category: (right[category] + 1) / (right[category] + wrong[category] + 2)
        for category in right | wrong
    }


def place(one: Counts, mean: float, share: float) -> str:
    """Return a rule's place. `mean` is how often rules of its category are right, `share` as for `Counts.wrong`."""
    likely = (one.grammar + _PRIOR * mean) / (one.grammar + one.wrong(share) + _PRIOR)
    if likely >= _DEFAULT and one.clean < 2 * max(1, one.grammar):
        # A rule that never proposed the right words, and had false alarms, hit those words by chance.
        if not one.right and one.after + one.clean:
            return "suggestion"
        return "default" if one.hits and one.clean <= one.hits else "dense"
    return "suggestion" if likely >= _SUGGESTION else "off"


def languagetool_rules() -> dict[str, str]:
    """Return every rule of LanguageTool's English grammar.xml with its category."""
    jars = [*(lt_install.folder() / "libs").glob("language-en-6*.jar")]
    found: dict[str, str] = {}
    if jars:
        with zipfile.ZipFile(jars[0]) as jar:
            text = jar.read("org/languagetool/rules/en/grammar.xml").decode()
    else:
        text = (lt_install.folder() / "org/languagetool/rules/en/grammar.xml").read_text(encoding="utf-8")
    text = re.sub(r"<!DOCTYPE.*?\]>", "", text, flags=re.DOTALL)
    text = re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", "X", text)
    for category in ET.fromstring(text).iter("category"):
        for child in category:
            if child.tag in {"rule", "rulegroup"} and child.get("id") and child.get("default") != "off":
                found[str(child.get("id"))] = str(category.get("id"))
    return found


def write(folders: Sequence[Path], work: Path) -> None:
    """Write both tables."""
    part = share(folders)
    counts = counted(folders, work, "harper")
    spoken = [one for name, one in counts.items() if name not in HARPER_ELSEWHERE]
    mean = means(spoken, part).get("", 0.5)
    rows = []
    for name in sorted(harper.get_default_lint_config()):
        one = counts.get(name, Counts())
        if name in HARPER_ELSEWHERE | WRONG_ELSEWHERE["harper"] or (one.after + one.clean and not one.right):
            spot = "off"
        else:
            # Each Harper rule costs time, so one without findings is not switched on.
            spot = place(one, mean, part) if one.grammar else "off"
        rows.append((name, spot, one))
    save("harper", "Harper 2.13.0", rows)
    counts = counted(folders, work, "languagetool")
    known = languagetool_rules()
    for name, one in counts.items():
        one.category = one.category or known.get(name, "")
    mean_of = means(
        (
            one
            for name, one in counts.items()
            if not LANGUAGETOOL_ELSEWHERE.match(name) and not LANGUAGETOOL_HOUSE_STYLE.search(name)
        ),
        part,
    )
    rows = []
    for name in sorted(known.keys() | counts.keys()):
        one = counts.get(name) or Counts(category=known[name])
        if (
            name in WRONG_ELSEWHERE["languagetool"]
            or LANGUAGETOOL_ELSEWHERE.match(name)
            or one.category not in LANGUAGETOOL_FAMILIES
        ):
            spot = "off"
        elif name in RIGHT_ELSEWHERE:
            spot = "default"
        elif LANGUAGETOOL_HOUSE_STYLE.search(name):
            spot = "suggestion" if one.clean + one.after <= 1 else "off"
        else:
            spot = place(one, mean_of.get(one.category, 0.5), part)
        rows.append((name, spot, one))
    save("languagetool", "LanguageTool 6.8, English", rows)
    print("a rule of which nothing is known is right", {k: round(v, 2) for k, v in mean_of.items()})


def save(engine: str, title: str, rows: Iterable[tuple[str, str, Counts]]) -> None:
    """Write an engine's table and print its totals."""
    out = [
        f"# {title}: where each rule has its place. Written by scripts/measure_grammar.py; not edited by hand.",
        "# name\tplace\thits\tright\tafter\tclean\tflags",
    ]
    places: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for name, spot, one in rows:
        places[spot] += 1
        if spot == "default":
            totals.update(hits=one.grammar, right=one.right, after=one.after, clean=one.clean)
        safe = one.right >= 30 and one.right >= 0.97 * (one.hits + one.after)
        flags = "safe" if safe else "-"
        out.append(f"{name}\t{spot}\t{one.hits}\t{one.right}\t{one.after}\t{one.clean}\t{flags}")
    (TABLES / f"{engine}.tsv").write_text("\n".join(out) + "\n", encoding="utf-8")
    print(engine, dict(places), "default rules:", dict(totals))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["collect", "write"])
    parser.add_argument("engine", nargs="?", choices=["harper", "languagetool"])
    parser.add_argument("--data", type=Path, required=True, action="append")
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.what == "write":
        write(options.data, options.work)
        return
    started = time.monotonic()
    collect = {"harper": collect_harper, "languagetool": collect_languagetool}[options.engine]
    for data in options.data:
        with kept(options.work, options.engine, data).open("w", encoding="utf-8") as out:
            for found in collect(data):
                out.write(json.dumps(found, ensure_ascii=False) + "\n")
    print(f"{options.engine}: {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
