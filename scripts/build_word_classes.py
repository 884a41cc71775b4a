"""Write `src/edlint/data/en/grammar/classes.txt.gz` and `irregular.txt`: word classes and irregular forms.

    python scripts/build_word_classes.py FOLDER

FOLDER contains the database files of Princeton WordNet 3.0 (`index.verb`, `verb.exc`, `cntlist.rev` …; Debian's package
wordnet-base has them in `usr/share/wordnet`). Lemmas come from WordNet and inflected forms from its exception lists and
the regular endings; only words that edlint's own vocabulary (`data/en/spelling/words.txt.gz`) lists as common are kept.
WordNet lists “can”, “in” and “has” as nouns: a word class that WordNet's tagged texts use less than once for every
twenty uses of the most frequent one is left out, and so are those in `NOT`.
"""

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "edlint" / "data" / "en"
ORDER = "bzdngspmkar"
"""Base form, third person, past, participle, -ing form; singular, plural, mass, countable noun; adjective, adverb."""
VOWELS = "aeiou"
RARE = 20
LEVEL = 60
USES = 120
COUNTABLE = 0.25
MANY = 100
"""A noun is countable if its plural has at least so many uses, and at least a quarter of those of its singular."""

IRREGULAR = """
arise arose arisen, awake awoke awoken, bear bore borne, beat beat beaten, become became become, begin began begun,
beget begot begotten, bend bent bent, beset beset beset, bet bet bet, bid bid bid, bind bound bound, bite bit bitten, bleed bled bled, blow blew blown,
break broke broken, breed bred bred, bring brought brought, broadcast broadcast broadcast, build built built,
burst burst burst, rid rid rid, podcast podcast podcast,
proofread proofread proofread, simulcast simulcast simulcast, telecast telecast telecast, typecast typecast typecast,
webcast webcast webcast, buy bought bought, cast cast cast, catch caught caught, choose chose chosen, cling clung clung,
come came come, cost cost cost, creep crept crept, crosscut crosscut crosscut, cut cut cut, deal dealt dealt, dig dug dug, do did done,
draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed fed, feel felt felt,
fight fought fought, find found found, fit fit fit, flee fled fled, fly flew flown, forbid forbade forbidden,
forecast forecast forecast, foresee foresaw foreseen, forget forgot forgotten, forgive forgave forgiven,
freeze froze frozen, get got gotten, give gave given, go went gone, grind ground ground, grow grew grown,
hang hung hung, have had had, hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt hurt,
input input input, keep kept kept, know knew known, lay laid laid, lead led led, leave left left, lend lent lent,
let let let, lie lay lain, light lit lit, lose lost lost, make made made, mean meant meant, meet met met,
mistake mistook mistaken, misunderstand misunderstood misunderstood, offset offset offset, output output output,
overcome overcame overcome, override overrode overridden, overwrite overwrote overwritten, pay paid paid, put put put,
quit quit quit, read read read, rebuild rebuilt rebuilt, redo redid redone, reset reset reset, rewrite rewrote rewritten,
ride rode ridden, ring rang rung, rise rose risen, run ran run, rerun reran rerun, say said said, see saw seen,
seek sought sought, sell sold sold, send sent sent, resend resent resent, set set set, shake shook shaken,
shine shone shone, shoot shot shot, show showed shown, shrink shrank shrunk, shut shut shut, sing sang sung,
sink sank sunk, sit sat sat, sleep slept slept, slide slid slid, speak spoke spoken, spend spent spent,
spin spun spun, split split split, spread spread spread, spring sprang sprung, stand stood stood, steal stole stolen,
stick stuck stuck, strike struck struck, strive strove striven, swear swore sworn, sweep swept swept, swim swam swum,
swing swung swung, take took taken, teach taught taught, tear tore torn, tell told told, think thought thought,
throw threw thrown, typeset typeset typeset, underbid underbid underbid, undercut undercut undercut, understand understood understood, undergo underwent undergone, undo undid undone,
upset upset upset, wake woke woken, wear wore worn, weave wove woven, win won won, wind wound wound,
withdraw withdrew withdrawn, withstand withstood withstood, write wrote written
"""

MASS = """
information software hardware feedback advice knowledge research equipment progress traffic documentation metadata
middleware firmware malware evidence homework luggage furniture music bandwidth functionality storage
authentication authorization encryption governance money news access help content data work code
"""

VERBS = """
append prepend checkout config debug deprecate instantiate iterate parse refactor serialize deserialize reboot refetch
render rerender reload reuse toggle unmount upvote customize initialise initialize opt scaffold scope transpile rerun
resend rebuild reset authenticate validate benchmark cache containerize decrypt encrypt hardcode install uninstall
invoke lint preload prefetch subclass unzip zip upload download offload override overwrite populate provision revert
rollback stringify symlink sync tokenize backport bootstrap account sort interface
"""
"""Verbs that WordNet does not have, or that its tagged texts hardly use."""

NOUNS = """
download upload install commit merge push pull refactor plugin endpoint callback namespace webhook repo config param
arg struct enum subclass
build compute delete deploy edit express join launch quote reboot rebuild redesign refresh reload repeat rerun restart retry
rewrite select spend wait win
"""
"""Nouns that WordNet does not have, or that its tagged texts hardly use: “the build”, “a retry”, “minimum spend”."""

ADJECTIVES = "lower"
"""Adjectives that WordNet does not have, or that its tagged texts hardly use."""

NOT = {
    "b": "software hardware data access-list even still well like near further best better better less more "
    "welcome-mat present-day please yes no not none okay fine due own such same other another each every both",
    "z": "is has does was its this plus always sometimes besides towards perhaps",
    "s": "be is are was were am been being has have had do does did done can could may might must shall should will "
    "would in it its as at an a i the this that these those and or but if so no not now then there here he she we they "
    "you me him her us them my your his our their who whom whose what which when where why how of to for from by on "
    "off out up down over under with without about into through than too very just only also even ever never always "
    "often again still yet already soon all any both each every few many more most much some such own same other "
    "another either neither one two three four five six seven eight nine ten let get go make see say come become "
    "allow give find keep think know want need-not able add include ask tell write read send try going let's",
    "p": "is has does was its this us as always sometimes thus plus does lets gets goes makes sees says comes becomes "
    "gives finds keeps thinks knows adds includes asks tells writes reads sends tries adds less perhaps besides "
    "provides allows contains requires consists applies implies specifies identifies satisfies",
    "a": "in be is are was am as at an it so no we he she they on off out up down over under the then than to too very "
    "through by do go let make see come become give take get",
    "r": "in as at on by the to no an a and or it is be",
    "d": "",
    "n": "",
    "g": "",
    "m": "",
}
"""Word classes that WordNet lists for words but that do not occur in prose."""


def lemmas(folder: Path, part: str) -> Iterator[str]:
    """Yield the single words of one part of speech in WordNet."""
    for line in (folder / f"index.{part}").read_text("utf-8").splitlines():
        word = line.split(" ", 1)[0]
        if line[:1] != " " and word.isalpha() and word.isascii():
            yield word


def counts(folder: Path) -> Counter[tuple[str, str]]:
    """Return how often the tagged texts use (word, class)."""
    parts = {"1": "s", "2": "b", "3": "a", "4": "r", "5": "a"}
    tally: Counter[tuple[str, str]] = Counter()
    for line in (folder / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, number = line.split()
        word, _, rest = key.partition("%")
        tally[word, parts[rest[0]]] += int(number)
    return tally


def exceptions(folder: Path, part: str) -> dict[str, list[str]]:
    """Return lemma → its irregular forms."""
    forms: dict[str, list[str]] = defaultdict(list)
    for line in (folder / f"{part}.exc").read_text("utf-8").splitlines():
        form, *bases = line.split()
        for base in bases:
            if form.isalpha():
                forms[base].append(form)
    return forms


def add_s(word: str) -> str:
    """Return the regular plural or third person."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or (
        word.endswith("o") and word in {"go", "do", "veto", "echo", "undo", "redo"}
    ):
        return word + "es"
    return word + "s"


def add_ed(word: str) -> str:
    """Return the regular past."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ied"
    return word + "ed"


def add_ing(word: str) -> str:
    """Return the regular -ing form."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return word + "ing"


def common() -> dict[str, int]:
    """Return the common words of edlint's vocabulary, with their uses in documentation."""
    known: dict[str, int] = {}
    with gzip.open(DATA / "spelling" / "words.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            word, _, level, _, uses, *_ = line.split("\t")
            if word.isalpha() and (0 < int(level) <= LEVEL or int(uses) >= USES):
                known[word] = int(uses)
    return known


def main(folder: Path) -> None:
    """Write both files."""
    known, tally = common(), counts(folder)
    tags: dict[str, set[str]] = defaultdict(set)
    listed = {
        part: {w for w in lemmas(folder, name) if w in known}
        for part, name in (("b", "verb"), ("s", "noun"), ("a", "adj"), ("r", "adv"))
    }
    named = {"b": set(VERBS.split()), "s": set(NOUNS.split()), "a": set(ADJECTIVES.split())}
    for part, words in named.items():
        listed[part] |= words

    def usual(word: str, part: str) -> bool:
        if word in named.get(part, ()):
            return True
        most = max(tally[word, other] for other in "bsar")
        return most < RARE or tally[word, part] * RARE >= most

    irregular = {
        base: (past, done)
        for base, past, done in (row.split() for row in IRREGULAR.replace("\n", " ").split(","))
    }
    odd_verbs, odd_nouns = exceptions(folder, "verb"), exceptions(folder, "noun")
    rows: list[str] = []
    for word in sorted(listed["b"] | set(irregular)):
        if not usual(word, "b") and word not in irregular:
            continue
        odd = odd_verbs.get(word, [])
        ing = next((f for f in odd if f.endswith("ing") and f in known), add_ing(word))
        eds = [f for f in odd if f.endswith("ed") and f in known]
        past, done = irregular.get(word, (eds[0] if eds else add_ed(word),) * 2)
        third = {"have": "has"}.get(word, add_s(word))
        if (past, done, ing, third) != (add_ed(word), add_ed(word), add_ing(word), add_s(word)):
            rows.append(f"{word} {third} {past} {done} {ing}")
        for form, tag in ((word, "b"), (third, "z"), (past, "d"), (done, "n"), (ing, "g")):
            if form in known or word == form:
                tags[form].add(tag)
    plurals: list[str] = []
    for word in sorted(listed["s"]):
        if not usual(word, "s"):
            continue
        tags[word].add("s")
        odd = [f for f in odd_nouns.get(word, []) if f in known]
        plural = odd[0] if odd else add_s(word)
        if plural != add_s(word):
            plurals.append(f"{word} {plural}")
        if plural in known and plural != word:
            tags[plural].add("p")
            if known[plural] >= COUNTABLE * known[word] and known[plural] >= MANY:
                tags[word].add("k")
    for part in "ar":
        for word in listed[part]:
            if usual(word, part):
                tags[word].add(part)
    for degrees in exceptions(folder, "adj").values():
        for word in degrees:
            if word in known:
                tags[word].add("a")
    for word in MASS.split():
        tags[word].add("m")
        tags[word].discard("k")
    for tag, words in NOT.items():
        for word in words.split():
            tags[word].discard(tag)
    lines = [
        f"{word} {''.join(t for t in ORDER if t in found)}" for word, found in sorted(tags.items()) if found
    ]
    out = DATA / "grammar"
    (out / "classes.txt.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    (out / "irregular.txt").write_text("\n".join(rows) + "\n\n" + "\n".join(plurals) + "\n", "utf-8")
    print(len(lines), "forms,", len(rows), "irregular verbs,", len(plurals), "irregular plurals")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
