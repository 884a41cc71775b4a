"""Build the lists of known misspellings and of rare words that edlint ships, from packages whose licences allow it.

    apt-get install scowl wordnet-base
    npm install --prefix FOLDER @cspell/dict-scientific-terms-us
    cargo vendor --manifest-path …/Cargo.toml VENDOR      (a package that depends on typos-dict)
    python scripts/build_misspellings.py --npm FOLDER/node_modules --typos VENDOR/typos-dict

Run build_vocabulary.py first: its words.txt.gz says which words are right. Writes to src/edlint/data/en/spelling:

- `misspellings.txt.gz`: a misspelling in small letters, and the words that were meant, likeliest first. From the crate
  typos-dict; what a list of words, terms or names has is left out, and so is a correction that no list has.
- `rare.txt.gz`: a word in small letters and `w` (a word), `n` (a name) or `wn`: SCOWL's largest level, WordNet,
  and cspell's scientific terms, as far as words.txt.gz does not have them. Slips of common words are among them, so
  they are evidence, no dictionary.

Appends the licences to LICENSES.md, which build_vocabulary.py writes. Running it twice with the same packages
writes the same bytes. No network is used.
"""

import argparse
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from build_vocabulary import CURATED, DATA, LEVELS, PERSON, SCOWL, SEVERAL, dictionary_words, write

WORDNET = Path("/usr/share/wordnet")
RAREST = 95
"""SCOWL's largest level, with the rarest words."""
MOST = 3
"""Most corrections that are kept for a misspelling."""
_ENTRY = re.compile(r'InsensitiveStr::Ascii\(\s*"([a-z]+)"\s*\)\s*,\s*&\[([^\]]*)\]')
_WORD = re.compile(r"[^\W\d_]{2,40}")


def listed() -> dict[str, tuple[int, int, int]]:
    """Return word → SCOWL level, flags, number of packages whose documentation contains it."""
    found = {}
    with gzip.open(DATA / "words.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            word, _, level, forms, _, _, spread, *_ = line.rstrip("\n").split("\t")
            found[word] = (int(level), int(forms), int(spread))
    return found


def misspellings(typos: Path, known: dict[str, tuple[int, int, int]]) -> Iterator[str]:
    """Yield the lines of misspellings.txt."""
    text = (typos / "src" / "word_codegen.rs").read_text(encoding="utf-8")
    for wrong, meant in sorted(_ENTRY.findall(text)):
        level, forms, spread = known.get(wrong, (0, 0, 0))
        if level or spread > 1 or forms & (CURATED | PERSON | SEVERAL):
            continue
        right = [word for word in re.findall(r'"([^"]+)"', meant) if word in known][:MOST]
        if right:
            yield "\t".join([wrong, *right])


def rare(npm: Path, known: dict[str, tuple[int, int, int]]) -> Iterator[str]:
    """Yield the lines of rare.txt."""
    found: dict[str, set[str]] = {}

    def add(word: str, kind: str) -> None:
        word = word.removesuffix("'s")
        key = word.lower()
        if _WORD.fullmatch(word) and (key not in known or not known[key][0]):
            found.setdefault(key, set()).add(kind if word.islower() else "n")

    for path in sorted(SCOWL.glob(f"*.{RAREST}")):
        if not path.name.startswith(("special", "variant_3")):
            for word in path.read_text(encoding="utf-8").split():
                add(word, "w")
    for path in sorted(WORDNET.glob("index.*")):
        if path.suffix == ".sense":
            continue
        for line in path.read_text(encoding="latin-1").splitlines():
            # WordNet's index is in lower case throughout, so names cannot be recognized.
            for word in re.split(r"[_\-]", line.split(" ", 1)[0]):
                add(word, "w")
    for text in dictionary_words(npm / "@cspell" / "dict-scientific-terms-us"):
        for word in re.split(r"[\s\-]", text):
            add(word, "w")
    for word in sorted(found):
        yield f"{word}\t{''.join(sorted(found[word], reverse=True))}"


def licences(npm: Path, typos: Path) -> str:
    """Return the section of LICENSES.md about the two lists."""
    version = re.search(
        r'^version = "(.+)"', (typos / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    science = npm / "@cspell" / "dict-scientific-terms-us"
    wordnet = Path("/usr/share/doc/wordnet-base/copyright").read_text(encoding="utf-8").strip()
    return "\n".join(
        [
            f"## misspellings.txt.gz: typos-dict {version[1] if version else ''} (MIT OR Apache-2.0)\n",
            "Copyright the contributors of typos. Used under the MIT licence.\n",
            "## rare.txt.gz: SCOWL (as above), WordNet, @cspell/dict-scientific-terms-us (MIT)\n",
            f"```text\n{wordnet}\n```\n",
            f"```text\n{(science / 'LICENSE').read_text(encoding='utf-8').strip()}\n```",
        ]
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--npm", type=Path, required=True, help="the node_modules folder")
    parser.add_argument("--typos", type=Path, required=True, help="the folder of the crate typos-dict")
    args = parser.parse_args()
    known = listed()
    assert LEVELS[-1] < RAREST
    write(DATA / "misspellings.txt.gz", misspellings(args.typos, known))
    write(DATA / "rare.txt.gz", rare(args.npm, known))
    with (DATA / "LICENSES.md").open("a", encoding="utf-8") as file:
        file.write("\n" + licences(args.npm, args.typos) + "\n")


if __name__ == "__main__":
    main()
