#!/usr/bin/env python3
"""Measure every rule of Harper and LanguageTool on real text, and write where each has its place.

    python scripts/measure_grammar.py collect harper|languagetool --data DIR --work DIR
    python scripts/measure_grammar.py write --data DIR --work DIR

`--data` is a folder of real text that this repository does not hold: `typofixes.jsonl`, one-edit corrections from
public git histories, one object a line with `path`, `class`, `before_line`, `after_line`, `before_span`; `clean/md`,
edited Markdown articles; and, if there, `jfleg.jsonl` (the JFLEG corpus) with `text` and `n_refs_changed`.
`collect` runs an engine with every rule on and keeps what it says in `--work`; `write` counts that and writes
`src/edlint/data/grammar/*.tsv`. LanguageTool must be set up (`edlint setup languagetool`).

A rule's hits are counted on the lines before correction where they lie on the words that the editor changed (`hits`;
`right` when the first replacement gives the editor's line), on the corrected lines (`after`) and on edited articles
(`clean`). Where a finding on corrected text is not a false alarm but one more error, it counts against the rule all
the same, so the precision here is a lower bound.
"""

import argparse
import json
import re
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import harper

from edlint.check.engines import harper_worker, lt_install, lt_server
from edlint.check.engines.annotation import Batch
from edlint.check.engines.lt_client import call
from edlint.check.engines.passage import Passage, passages
from edlint.check.engines.veto import vetoed
from edlint.config.schema import LanguageToolSettings
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

_AROUND = 200
TABLES = Path(__file__).parents[1] / "src/edlint/data/grammar"
MARKDOWN = (".md", ".markdown", ".mdx")
SPELLING = {"spelling_nonword"}
# Rules that are not grammar, or that another part of edlint does: spelling, capitals, typography, taste.
HARPER_ELSEWHERE = {
    "SpellCheck", "RepeatedWords", "SentenceCapitalization", "UseTitleCase", "LongSentences", "Spaces", "Dashes",
    "SpelledNumbers", "AvoidContractions", "BoringWords", "NoFrenchSpaces", "UnclosedQuotes", "OxfordComma",
    "NoOxfordComma", "OrthographicConsistency", "SplitWords", "CapitalizePersonalPronouns", "CommaFixes",
    "NumericRangeEnDash", "UseEllipsisCharacter", "EllipsisLength", "DiscourseMarkers", "PronounVerbAgreement",
}  # fmt: skip
LANGUAGETOOL_ELSEWHERE = re.compile(
    r"^(MORFOLOGIK_|HUNSPELL_|UPPERCASE_|EN_SPECIFIC_CASE|ENGLISH_WORD_REPEAT_|WORD_REPEAT|EN_UNPAIRED|COMMA_PAREN|"
    r"DOUBLE_PUNCT|WHITESPACE|CONSECUTIVE_SPACES|SENTENCE_WHITESPACE|TOO_LONG|PARAGRAPH_REPEAT|EN_QUOTES|EN_DASH|"
    r"APOS_|TYPOGRAPH|DASH_RULE|I_LOWERCASE|EN_SPELLING|OXFORD_SPELLING|ENGLISH_WORD_REPEAT_BEGINNING|EN_WORD_COHERENCY|"
    r"E_G|I_E|UNIT_SPACE|CURRENCY|PHRASE_REPETITION_STYLE|MISSING_COMMA|EN_GB_SIMPLE_REPLACE|EN_US_SIMPLE_REPLACE)"
)
# Hyphens, accents and choices of phrase on which houses differ: never more than a suggestion.
LANGUAGETOOL_HOUSE_STYLE = re.compile(
    r"^EN_COMPOUNDS|_HYPHEN$|COMPOUNDS|DIACRITICS|^COMPRISED_OF$|^KEY_WORDS$|^BOTH_AS_WELL_AS$|^IN_FUTURE$|^DIFFERENT_THAN$"
)
LANGUAGETOOL_FAMILIES = {"GRAMMAR", "CONFUSED_WORDS", "TYPOS", "COLLOCATIONS", "NONSTANDARD_PHRASES", "MISC"}
# A variant's own rules: with `language = "en"` any variant is right.
VARIANTS = {"AMERICAN_ENGLISH", "BRITISH_ENGLISH", "AMERICAN_ENGLISH_STYLE", "BRE_STYLE_OXFORD_SPELLING"}


@dataclass
class Counts:
    """What a rule did."""

    hits: int = 0
    right: int = 0
    spelling: int = 0
    after: int = 0
    clean: int = 0
    learner: int = 0
    learner_clean: int = 0
    category: str = ""
    houses: set[str] = field(default_factory=set)

    @property
    def grammar(self) -> int:
        """Return the hits on corrections that are not of spelling."""
        return self.hits - self.spelling

    @property
    def precision(self) -> float:
        """Right things over all, per equal amounts of text before and after; clean text is 2.5 times as much."""
        wrong = max(self.after, self.clean / 2.5)
        return self.grammar / max(1.0, self.grammar + wrong)


def lines(data: Path) -> list[dict[str, Any]]:
    """Return the corrections of Markdown prose."""
    rows = [json.loads(line) for line in (data / "typofixes.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        row
        for row in rows
        if row["path"].endswith(MARKDOWN) and not re.match(r"\s{4,}|\s*[<{|]", row["before_line"])
    ]


def texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (corpus, key, Markdown) of everything there is to measure on."""
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
            # Tokenised text: blanks before punctuation are the corpus's, not the writer's.
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
    """Yield what Harper says, as rows."""
    linter = harper.Linter()
    linter.set_lint_config({rule: rule not in HARPER_ELSEWHERE for rule in harper.get_default_lint_config()})
    for group in batched(data, 4000):
        found = harper_worker.lint(linter, [passage.text for *_, passage in group])
        for (corpus, name, passage), lints in zip(group, found, strict=True):
            for rule, start, end, _, suggestions in lints:
                place = passage.to_block(Span(start, end))
                match = passage.text[start:end]
                new = [{0: text, 1: ""}.get(kind, match + text) for kind, text in suggestions]
                if place is not None:
                    yield [
                        *row(corpus, name, rule, "", passage, place, new),
                        *around(passage.text, Span(start, end)),
                    ]


def collect_languagetool(data: Path) -> Iterator[list[Any]]:
    """Yield what LanguageTool says, as rows."""
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
    """Return a finding as it is kept: corpus, text, rule, category, place in the source, replacements."""
    source = passage.block.to_source(place)
    return [corpus, name, rule, category, source.start, source.end, new[:3]]


def around(text: str, span: Span) -> tuple[str, int, int]:
    """Return the words around a finding and its place in them, for what a veto looks at when the findings are counted."""
    start = max(0, span.start - _AROUND)
    return text[start : span.end + _AROUND], span.start - start, span.end - start


def kept(work: Path, engine: str, data: Path) -> Path:
    """Return where what an engine says of a set of texts is kept."""
    return work / f"{engine}-{data.resolve().name}.jsonl"


def word_at(line: str, span: list[int]) -> tuple[int, int]:
    """Return the whole word around a span."""
    start, end = span
    while start > 0 and re.match(r"[\w'’-]", line[start - 1]):
        start -= 1
    while end < len(line) and re.match(r"[\w'’-]", line[end]):
        end += 1
    return start, end


def counted(data: Path, work: Path, engine: str) -> dict[str, Counts]:
    """Return what each rule did."""
    edits = lines(data)
    counts: dict[str, Counts] = defaultdict(Counts)
    for text in kept(work, engine, data).read_text(encoding="utf-8").splitlines():
        corpus, name, rule, category, start, end, new, words, first, last = json.loads(text)
        if vetoed(engine, rule, words, Span(first, last), tuple(new)):
            continue
        one = counts[rule]
        one.category = category
        if corpus == "before":
            edit = edits[int(name)]
            line = edit["before_line"]
            first, last = word_at(line, edit["before_span"])
            if start < max(last + 1, first) and end > first - 1:
                one.hits += 1
                one.spelling += edit["class"] in SPELLING
                one.right += bool(new) and line[:start] + new[0] + line[end:] == edit["after_line"]
        else:
            attribute = corpus.replace("-", "_")
            setattr(one, attribute, getattr(one, attribute) + 1)
            if corpus == "clean":
                one.houses.add(name.split("/")[2] if name.count("/") > 2 else name)
    return counts


def place(one: Counts, *, cheap: bool) -> str:
    """Return a rule's place. `cheap` is whether a rule that never fired costs nothing."""
    if one.grammar and one.precision >= 0.7 and one.clean <= 3 * one.grammar:
        # What never offered the right words and was wrong at times was on those words by chance.
        return "default" if one.right or not one.after + one.clean else "suggestion"
    if one.grammar and one.precision >= 0.5:
        return "default" if one.right >= 3 and one.right >= 0.7 * one.hits else "suggestion"
    if one.after + one.clean == 0 and not one.grammar and (cheap or one.learner > one.learner_clean):
        return "default"
    if one.grammar > one.after:
        return "suggestion"
    return "off"


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


def write(data: Path, work: Path) -> None:
    """Write both tables."""
    counts = counted(data, work, "harper")
    rows = []
    for name in sorted(harper.get_default_lint_config()):
        one = counts.get(name, Counts())
        rows.append((name, "off" if name in HARPER_ELSEWHERE else place(one, cheap=False), one))
    save("harper", "Harper 2.13.0", rows)
    counts = counted(data, work, "languagetool")
    known = languagetool_rules()
    rows = []
    for name in sorted(known.keys() | counts.keys()):
        one = counts.get(name, Counts())
        one.category = one.category or known.get(name, "")
        if LANGUAGETOOL_ELSEWHERE.match(name) or one.category not in LANGUAGETOOL_FAMILIES:
            spot = "off"
        elif LANGUAGETOOL_HOUSE_STYLE.search(name):
            spot = "suggestion" if one.clean + one.after <= 1 else "off"
        else:
            spot = place(one, cheap=True)
        rows.append((name, spot, one))
    save("languagetool", "LanguageTool 6.8, English", rows)


def save(engine: str, title: str, rows: Iterable[tuple[str, str, Counts]]) -> None:
    """Write a table and print what is in it."""
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
    """Read the command line."""
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
