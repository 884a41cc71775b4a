"""Build the word lists that edlint ships, from installed packages whose licences allow it.

    apt-get install scowl $(python scripts/build_vocabulary.py --debian-packages)
    npm install --prefix FOLDER $(python scripts/build_vocabulary.py --packages)
    python scripts/build_vocabulary.py --npm FOLDER/node_modules

Writes to src/edlint/data/en/spelling:

- `words.txt.gz`: one word a line, in small letters, with what all lists say of it in eight columns (see `Line` below).
- `pairs.txt.gz`: how often two words follow each other in technical documentation: first word, second word, uses.
- `LICENSES.md`: where everything comes from, and the licences, copied from the packages.

The lists are SCOWL (Debian's package `scowl`), cspell's dictionaries (npm), the names of Debian's packages as
`apt-cache pkgnames` knows them, the identifiers of Python's standard library, and counts of words in the documentation
packages that documentation_words.py names.

Running it twice with the same packages writes the same bytes. No network is used.
"""

import argparse
import gzip
import importlib
import inspect
import io
import json
import keyword
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

import documentation_words

# As in edlint.check.spelling.lexicon: how a word is written, and which kinds of technical list contain it.
LOWER, CAPITAL, UPPER, CURATED, GATHERED, SEVERAL, PERSON = 1, 2, 4, 8, 16, 32, 64
KINDS = {1: CURATED, 2: GATHERED, 3: GATHERED | SEVERAL, 4: PERSON}

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "edlint" / "data" / "en" / "spelling"
SCOWL = Path("/usr/share/dict/scowl")
SCOWL_LICENCE = Path("/usr/share/doc/scowl/copyright")

# Dictionaries of terms that were chosen by hand, or collected from names with hardly any misspellings.
CHOSEN = (
    "software-terms companies k8s docker aws google rust data-science git terraform filetypes markdown public-licenses"
    " cryptocurrencies python node npm ruby swift haskell latex shell elixir julia fonts"
).split()
# Dictionaries collected from identifiers, with some misspellings. (The one for C++ has too many to be useful.)
COLLECTED = "golang typescript php dotnet dart lua django html css sql fullstack kotlin".split()

PERSONS = "people-names"
# Words that edlint's own rules propose must be accepted, but the lists are too old to contain them.
OURS = "allowlist allowlists allowlisted allowlisting blocklist blocklists blocklisted blocklisting denylist denylists".split()

VARIANTS = {"american": "A", "british": "B", "british_z": "Z", "canadian": "C", "australian": "D"}
# The levels of SCOWL that are used: 70 is a large dictionary, 80 adds rare words.
LEVELS = (10, 20, 35, 40, 50, 55, 60, 70, 80)


def scowl() -> dict[str, tuple[int, str]]:
    """Return word → (lowest level, letters of the variants it belongs to; none if it belongs to all).

    An upper-case letter: the variant's own spelling. A lower-case one: accepted there beside the variant's own. "x": a
    spelling that dictionaries list as uncommon everywhere.
    """
    found: dict[str, tuple[int, set[str]]] = {}
    for path in sorted(SCOWL.iterdir()):
        name, _, level_text = path.name.rpartition(".")
        variety, _, _category = name.partition("-")
        level = int(level_text)
        if level not in LEVELS or variety in {"special", "variant_3"}:
            continue
        base, _, degree = variety.partition("_variant_")
        if variety == "english":
            letter = "*"
        elif variety.startswith("variant_"):
            letter = "x"
        elif degree:
            letter = VARIANTS[base].lower() if degree == "1" else "x"
        else:
            letter = VARIANTS[base]
        for word in path.read_text(encoding="utf-8").split():
            if word.endswith(("'s", "'")):
                continue
            old_level, letters = found.get(word, (99, set()))
            found[word] = (min(level, old_level), letters | {letter})
    result = {}
    for word, (level, letters) in found.items():
        everywhere = "*" in letters or set("ABC") <= letters
        result[word] = (level, "" if everywhere else "".join(sorted(letters)))
    return result


def dictionary_words(folder: Path) -> Iterator[str]:
    """Yield the words of a cspell dictionary package: its text files without comments and directives."""
    for path in sorted([*folder.rglob("*.txt"), *folder.rglob("*.txt.gz")]):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in raw.decode("utf-8").splitlines():
            text = line.partition("#")[0].strip()
            # "!" marks a word to flag, "~" a form without accents, "+" and "*" parts of compounds.
            if not text or text[0] in "!~+*" or text[-1] in "+*":
                continue
            yield text


def debian_names() -> list[str]:
    """Return the names of Debian's packages in this machine's package index."""
    done = subprocess.run(["apt-cache", "pkgnames"], capture_output=True, text=True, check=True)
    return sorted(set(done.stdout.split()))


def python_names() -> set[str]:
    """Return the names that Python's standard library defines, its keywords, and their parts."""
    found = {*keyword.kwlist, *keyword.softkwlist, *sys.stdlib_module_names}
    for name in sorted(sys.stdlib_module_names - {"antigravity", "this", "idlelib", "turtledemo", "test"}):
        if name.startswith("_"):
            continue
        with (
            suppress(BaseException),
            catch_warnings(),
            redirect_stdout(io.StringIO()),
            redirect_stderr(io.StringIO()),
        ):
            simplefilter("ignore")
            module = importlib.import_module(name)
            for public in dir(module):
                found.add(public)
                value = getattr(module, public)
                if inspect.isclass(value):
                    found.update(dir(value))
    return found


_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


def whole_terms(texts: Iterable[str]) -> set[str]:
    """Return the terms that consist of letters only, as written, and the letter runs of phrases and hyphenations."""
    found = set()
    for text in texts:
        if any(mark in text for mark in "/\\@$%{}<>=()"):
            continue
        found.update(part for part in re.split(r"[\s\-.:_]+", text) if _LETTERS.fullmatch(part))
    return {term for term in found if 2 <= len(term) <= 40}


def pieces(texts: Iterable[str]) -> set[str]:
    """Return the letter runs of identifiers, split at underscores and at changes of case."""
    found = set()
    for text in texts:
        for part in re.split(r"[^A-Za-z]+", text):
            found.update(_CAMEL.findall(part))
            found.add(part)
    return {piece for piece in found if 3 <= len(piece) <= 40}


def technical(npm: Path) -> dict[str, int]:
    """Return term → kind: 1 curated, 2 in one collected list, 3 in several, 4 a person's name; the most certain one."""
    sources = [whole_terms(dictionary_words(npm / "@cspell" / f"dict-{name}")) for name in COLLECTED]
    sources += [
        pieces(python_names()),
        whole_terms(debian_names()),
    ]
    lists = Counter(term for source in sources for term in source)
    kinds = {term: 3 if number > 1 else 2 for term, number in lists.items()}
    for term in whole_terms(dictionary_words(npm / "@cspell" / f"dict-{PERSONS}")):
        kinds[term] = 4
    kinds |= dict.fromkeys(OURS, 1)
    for name in CHOSEN:
        folder = npm / "@cspell" / f"dict-{name}"
        for term in whole_terms(dictionary_words(folder)):
            kinds[term] = 1
    return kinds


class Line(NamedTuple):
    """The columns of a line of words.txt after the word, in order.

    `propose`: "+" it may be proposed as a correction, "?" if it is in use, "-" it may not. `level`: SCOWL's, 0 for
    none. `forms`: the flags above. `uses`, `small`, `spread`: uses in documentation, lower-case uses, packages.
    `variants`: SCOWL's letters. `written`: the usual form if that has capitals.
    """

    propose: str
    level: int
    forms: int
    uses: int
    small: int
    spread: int
    variants: str
    written: str


def form(word: str) -> int:
    """Return the flag for how a word is written."""
    if word.islower():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITAL


class Documentation(NamedTuple):
    """Counts by lower-case word, and the form with capitals inside that most uses have."""

    uses: Counter[str]
    small: Counter[str]
    written: dict[str, str]


def documentation(counts: documentation_words.Counts) -> Documentation:
    """Return the counts, summed without regard to case."""
    uses: Counter[str] = Counter()
    small: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for written, number in counts.words.items():
        word = written.lower().replace("’", "'")
        uses[word] += number
        small[word] += number if written.islower() else 0
        if any(letter.isupper() for letter in written[1:]):
            forms.setdefault(word, Counter())[written] += number
    usual = {word: found.most_common(1)[0] for word, found in forms.items()}
    return Documentation(uses, small, {w: text for w, (text, n) in usual.items() if n > 0.6 * uses[w]})


def merged(
    english: dict[str, tuple[int, str]], terms: dict[str, int], counts: documentation_words.Counts
) -> dict[str, Line]:
    """Return every word with its columns from all lists.

    A word that occurs only in documentation must be used three times, in two packages.
    """
    used = documentation(counts)
    levels: dict[str, int] = {}
    forms: Counter[str] = Counter()
    variants: dict[str, str] = {}
    written: dict[str, str] = {}
    for word, (level, letters) in sorted(english.items()):
        key = word.lower()
        levels[key] = min(level, levels.get(key, 99))
        # The variants of a name (“Center”) do not hold for the lower-case word, which is sorted after it.
        if word == key or key not in variants:
            variants[key] = letters
        forms[key] |= form(word)
        written[key] = "" if word == key else written.get(key, word)
    for word, kind in terms.items():
        forms[word.lower()] |= form(word) | KINDS[kind]
    documented = {
        word
        for word, number in used.uses.items()
        if len(word) > 1 and number >= 3 and counts.spread[word] >= 2
    }
    result = {}
    for word in levels.keys() | forms.keys() | documented:
        if word.endswith("'s"):
            continue
        level, flags, letters = levels.get(word, 0), forms[word], variants.get(word, "")
        if (flags & CURATED and flags & (LOWER | CAPITAL) and level != 80) or counts.spread[word] >= 3:
            propose = "+"
        else:
            propose = "?" if 0 < level <= 70 and letters != "x" else "-"
        result[word] = Line(
            propose,
            level,
            flags,
            used.uses[word],
            used.small[word],
            counts.spread[word],
            letters,
            used.written.get(word) or written.get(word, ""),
        )
    return result


def pairs(words: dict[str, Line], counts: documentation_words.Counts) -> Iterator[str]:
    """Yield the lines of pairs.txt: pairs of kept words that are used at least six times."""
    for (first, second), number in sorted(counts.pairs.items()):
        if number >= 6 and (first in words or first in {"a", "i"}) and second in words:
            yield f"{first}\t{second}\t{number}"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines compressed, without a time stamp, so that the same content gives the same bytes."""
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def licences(npm: Path) -> str:
    """Return the text of LICENSES.md."""
    parts = [
        "# Where the word lists come from\n",
        "Written by scripts/build_vocabulary.py. The lists keep their own licences, which follow.\n",
        "Names of packages, and identifiers, are facts: from Debian's package index and Python's library.\n",
        "## words.txt.gz: SCOWL\n",
        "```text\n" + SCOWL_LICENCE.read_text(encoding="utf-8").strip() + "\n```\n",
    ]
    by_text: dict[str, list[str]] = {}
    for name in sorted({*CHOSEN, *COLLECTED, PERSONS}):
        folder = npm / "@cspell" / f"dict-{name}"
        if folder.is_dir():
            meta = json.loads((folder / "package.json").read_text(encoding="utf-8"))
            title = f"{meta['name']} {meta['version']} ({meta['license']})"
            by_text.setdefault((folder / "LICENSE").read_text(encoding="utf-8").strip(), []).append(title)
    for text, titles in by_text.items():
        parts.append("## words.txt.gz: " + ", ".join(titles) + "\n")
        parts.append(f"```text\n{text}\n```\n")
    parts.append("## words.txt.gz and pairs.txt.gz: counts\n")
    parts.append("Counts, no text, taken from the prose of these Debian packages:\n")
    parts.extend(f"- {name} ({licence})" for name, licence in documentation_words.PACKAGES.items())
    return "\n".join(parts) + "\n"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--npm", type=Path, help="the node_modules folder")
    parser.add_argument("--packages", action="store_true", help="print the npm packages that are wanted")
    parser.add_argument(
        "--debian-packages", action="store_true", help="print the documentation packages wanted"
    )
    args = parser.parse_args()
    if args.debian_packages:
        print(" ".join(documentation_words.PACKAGES))
        return
    if args.packages:
        print(" ".join(f"@cspell/dict-{name}" for name in sorted({*CHOSEN, *COLLECTED, PERSONS})))
        return
    if args.npm is None:
        parser.error("--npm FOLDER is needed")
    DATA.mkdir(parents=True, exist_ok=True)
    counts = documentation_words.count()
    words = merged(scowl(), technical(args.npm), counts)
    write(DATA / "words.txt.gz", ("\t".join([word, *map(str, words[word])]) for word in sorted(words)))
    write(DATA / "pairs.txt.gz", pairs(words, counts))
    (DATA / "LICENSES.md").write_text(licences(args.npm), encoding="utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
