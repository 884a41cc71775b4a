"""Build the word lists that edlint ships, from installed packages whose licences allow it.

    apt-get install scowl $(python scripts/build_vocabulary.py --debian-packages)
    npm install --prefix FOLDER $(python scripts/build_vocabulary.py --packages)
    python scripts/build_vocabulary.py --npm FOLDER/node_modules

Writes to src/edlint/data/spelling:

- `english.txt.gz`: SCOWL (Debian's package `scowl`), one word a line: word, level, variants.
- `technical.txt.gz`: cspell's dictionaries (npm, MIT), the names of Debian's packages as `apt-cache pkgnames` knows
  them, and the identifiers of Python's standard library:
  word, kind (1: a curated term, 2: an identifier or a name, which may be anything, 3: one that several of the gathered
  lists have, 4: a person's name), in the case of its source.
- `documentation.txt.gz`: how often words occur in edited technical documentation (see documentation_words.py): word in
  small letters, uses, uses in small letters, packages that use it, and how it is written when that is with capitals
  inside (JavaScript, HTTP).
- `pairs.txt.gz`: how often two words follow each other there: first word, second word, uses.
- `LICENSES.md`: the licences, copied from the packages.

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
from warnings import catch_warnings, simplefilter

import documentation_words

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "edlint" / "data" / "spelling"
SCOWL = Path("/usr/share/dict/scowl")
SCOWL_LICENCE = Path("/usr/share/doc/scowl/copyright")

# Dictionaries of terms that people chose by hand, or gathered from names with next to no misspelling among them.
CURATED = (
    "software-terms companies k8s docker aws google rust data-science git terraform filetypes markdown public-licenses"
    " cryptocurrencies python node npm ruby swift haskell latex shell elixir julia fonts"
).split()
# Dictionaries gathered from identifiers: misspellings are among them. (The one for C++ has too many to be of use.)
GATHERED = "golang typescript php dotnet dart lua django html css sql fullstack kotlin".split()

PERSONS = "people-names"

VARIANTS = {"american": "A", "british": "B", "british_z": "Z", "canadian": "C", "australian": "D"}
# How far down SCOWL's levels we go: 70 is a large dictionary, 80 holds rare words.
LEVELS = (10, 20, 35, 40, 50, 55, 60, 70, 80)


def scowl() -> dict[str, tuple[int, str]]:
    """Return word → (lowest level, letters of the variants it belongs to; none when it belongs to all).

    A capital letter: the variant's own spelling. A small one: accepted there beside its own. "x": a spelling that
    dictionaries list as uncommon everywhere.
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
    """Yield the words of a cspell dictionary package: its text files, comments and directives left out."""
    for path in sorted([*folder.rglob("*.txt"), *folder.rglob("*.txt.gz")]):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in raw.decode("utf-8").splitlines():
            text = line.partition("#")[0].strip()
            # "!" marks a word to flag, "~" a form without accents, "+" and "*" parts of compounds.
            if not text or text[0] in "!~+*" or text[-1] in "+*":
                continue
            yield text


def debian_names() -> list[str]:
    """Return the names of Debian's packages, as far as this machine's own index has them."""
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
    """Return the terms made of letters alone, as written, and the letter runs of phrases and hyphenated names."""
    found = set()
    for text in texts:
        if any(mark in text for mark in "/\\@$%{}<>=()"):
            continue
        found.update(part for part in re.split(r"[\s\-.:_]+", text) if _LETTERS.fullmatch(part))
    return {term for term in found if 2 <= len(term) <= 40}


def pieces(texts: Iterable[str]) -> set[str]:
    """Return the letter runs of identifiers, cut at underscores and at changes of case."""
    found = set()
    for text in texts:
        for part in re.split(r"[^A-Za-z]+", text):
            found.update(_CAMEL.findall(part))
            found.add(part)
    return {piece for piece in found if 3 <= len(piece) <= 40}


def technical(npm: Path) -> dict[str, int]:
    """Return term → kind (see the head of this file); the surest kind where several hold."""
    sources = [whole_terms(dictionary_words(npm / "@cspell" / f"dict-{name}")) for name in GATHERED]
    sources += [
        pieces(python_names()),
        whole_terms(debian_names()),
    ]
    lists = Counter(term for source in sources for term in source)
    kinds = {term: 3 if number > 1 else 2 for term, number in lists.items()}
    for term in whole_terms(dictionary_words(npm / "@cspell" / f"dict-{PERSONS}")):
        kinds[term] = 4
    for name in CURATED:
        folder = npm / "@cspell" / f"dict-{name}"
        for term in whole_terms(dictionary_words(folder)):
            kinds[term] = 1
    return kinds


def documentation(known: set[str]) -> tuple[list[str], list[str]]:
    """Return the lines of documentation.txt and pairs.txt: rarely used unknown words and pairs are left out.

    An unknown word must be used three times, in two packages; a pair six times, of words that are kept.
    """
    counts = documentation_words.count()
    uses: Counter[str] = Counter()
    small: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for written, number in counts.words.items():
        word = written.lower().replace("’", "'")
        uses[word] += number
        small[word] += number if written.islower() else 0
        if any(letter.isupper() for letter in written[1:]):
            forms.setdefault(word, Counter())[written] += number
    kept = {
        word: number
        for word, number in uses.items()
        if len(word) > 1
        and not word.endswith("'s")
        and (word in known or (number >= 3 and counts.spread[word] >= 2))
    }
    words = []
    for word in sorted(kept):
        form, number = forms[word].most_common(1)[0] if word in forms else ("", 0)
        usual = form if number > 0.6 * kept[word] else ""
        words.append(f"{word}\t{kept[word]}\t{small[word]}\t{counts.spread[word]}\t{usual}")
    pairs = [
        f"{first}\t{second}\t{number}"
        for (first, second), number in sorted(counts.pairs.items())
        if number >= 6 and (first in kept or first in {"a", "i"}) and second in kept
    ]
    return words, pairs


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines compressed, without a time stamp, so that equal content is equal bytes."""
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def licences(npm: Path) -> str:
    """Return the text of LICENSES.md."""
    parts = [
        "# Where the word lists come from\n",
        "Written by scripts/build_vocabulary.py. The lists keep their own licences, which follow.\n",
        "Names of packages, and identifiers, are facts: from Debian's package index and Python's library.\n",
        "## english.txt.gz: SCOWL\n",
        "```text\n" + SCOWL_LICENCE.read_text(encoding="utf-8").strip() + "\n```\n",
    ]
    by_text: dict[str, list[str]] = {}
    for name in sorted({*CURATED, *GATHERED, PERSONS}):
        folder = npm / "@cspell" / f"dict-{name}"
        if folder.is_dir():
            meta = json.loads((folder / "package.json").read_text(encoding="utf-8"))
            title = f"{meta['name']} {meta['version']} ({meta['license']})"
            by_text.setdefault((folder / "LICENSE").read_text(encoding="utf-8").strip(), []).append(title)
    for text, titles in by_text.items():
        parts.append("## technical.txt.gz: " + ", ".join(titles) + "\n")
        parts.append(f"```text\n{text}\n```\n")
    parts.append("## documentation.txt.gz and pairs.txt.gz\n")
    parts.append("Counts, no text, taken from the prose of these Debian packages:\n")
    parts.extend(f"- {name} ({licence})" for name, licence in documentation_words.PACKAGES.items())
    return "\n".join(parts)


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
        print(" ".join(f"@cspell/dict-{name}" for name in sorted({*CURATED, *GATHERED, PERSONS})))
        return
    if args.npm is None:
        parser.error("--npm FOLDER is needed")
    DATA.mkdir(parents=True, exist_ok=True)
    english = scowl()
    write(DATA / "english.txt.gz", (f"{w}\t{level}\t{v}" for w, (level, v) in sorted(english.items())))
    terms = technical(args.npm)
    plain = {word.lower() for word, (level, _) in english.items() if level <= 70 and word.islower()}
    kept = {t: w for t, w in terms.items() if t.lower() not in plain}
    write(DATA / "technical.txt.gz", (f"{t}\t{w}" for t, w in sorted(kept.items())))
    words, pairs = documentation({*plain, *(word.lower() for word in english)})
    write(DATA / "documentation.txt.gz", words)
    write(DATA / "pairs.txt.gz", pairs)
    (DATA / "LICENSES.md").write_text(licences(args.npm), encoding="utf-8")
    print(
        f"english: {len(english)} words; technical: {len(kept)} terms; {len(words)} counts; {len(pairs)} pairs"
    )


if __name__ == "__main__":
    main()
