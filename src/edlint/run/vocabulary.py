"""Vocabulary files: adds, removes and learns words, as one line each that can be reviewed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from edlint.check.spelling.build import languages, lexicon
from edlint.check.spelling.judge import Grade, judge
from edlint.check.spelling.known import plain
from edlint.check.spelling.project import project_words
from edlint.check.spelling.suspects import SuspectFinder
from edlint.config import toml
from edlint.config.files import WORDS
from edlint.config.links import resolve_inside
from edlint.config.load import Loaded
from edlint.config.resolve import profile_for
from edlint.language.foreign import recognise
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.rule import Rule
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.run.files import find_files
from edlint.run.formats import Formats
from edlint.run.read import read_source
from edlint.run.write import atomically
from edlint.text.counted import counted

_NO_RULES: Mapping[str, Rule] = {}
_FAMILIAR = -4.0
"""The score below which a word that is in a list, or composed of known words, is no term of this repository."""


def accepted_file(loaded: Loaded) -> Path:
    """Return the file for accepted words: the first configured one inside the configuration's folder.

    Raises ConfigError if there is none.
    """
    return _file(loaded, "accept", loaded.settings.vocabulary.accept)


def rejected_file(loaded: Loaded) -> Path:
    """Return the file for rejected words, as `accepted_file` does."""
    return _file(loaded, "reject", loaded.settings.vocabulary.reject)


def _file(loaded: Loaded, key: str, names: Sequence[str]) -> Path:
    if not names:
        where = toml.shown(loaded.path) if loaded.path else "no configuration"
        raise ConfigError(
            f'{where}: “vocabulary.{key}” names no file; write {key} = ["words.txt"] under [vocabulary],'
            " or let `edlint init` begin"
        )
    reasons = []
    for name in names:
        try:
            return Path(resolve_inside(name, loaded.folder))
        except EdlintError as error:
            reasons.append(str(error))
    raise ConfigError(f"{reasons[0]}; `edlint vocab` takes another: --file FILE")


@dataclass(frozen=True)
class Listing:
    """A vocabulary file: comment lines at its head, then entries, each with its comment.

    Comment lines and empty lines between entries are moved to the head.
    """

    head: tuple[str, ...] = ()
    entries: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the file's text: the head, then the entries, sorted without regard to case, one a line."""
        lines = list(self.head)
        for entry in sorted(self.entries, key=lambda word: (word.casefold(), word)):
            # A file's name may contain a line end.
            remark = " ".join(self.entries[entry].split())
            lines.append(f"{entry}  # {remark}" if remark else entry)
        return "".join(f"{line}\n" for line in lines)


def listing(text: str) -> Listing:
    """Parse the text of a vocabulary file."""
    head: list[str] = []
    entries: dict[str, str] = {}
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare.startswith("#"):
            if bare or not entries:
                head.append(line.rstrip())
            continue
        entry, _, remark = bare.replace("\t#", " #").partition(" #")
        entries[entry.strip()] = remark.strip()
    return Listing(tuple(head), entries)


def read(path: Path) -> Listing:
    """Return the parsed vocabulary file; an empty listing if there is none. Raises ConfigError for bad encoding."""
    return listing(toml.read_text(path, WORDS)) if path.is_file() else Listing()


def add(path: Path, words: Iterable[str], remark: str = "") -> list[str]:
    """Add words to a vocabulary file and sort it; return those that are new. Raises ConfigError, EdlintError."""
    old = read(path)
    checked = [_checked(word) for word in words]
    new = [word for word in dict.fromkeys(checked) if word not in old.entries]
    if new:
        _write(path, old.head, {**old.entries, **dict.fromkeys(new, remark)})
    return new


def put(path: Path, terms: Iterable["Term"]) -> None:
    """Add learnt terms to a vocabulary file, each with its comment. Raises ConfigError, EdlintError."""
    old = read(path)
    new = {term.word: term.remark for term in terms if term.word not in old.entries}
    if new:
        _write(path, old.head, {**old.entries, **new})


def remove(path: Path, words: Iterable[str]) -> list[str]:
    """Remove words from a vocabulary file; return those that were in it. Raises ConfigError, EdlintError."""
    old = read(path)
    gone = [word for word in dict.fromkeys(words) if word in old.entries]
    if gone:
        _write(path, old.head, {word: remark for word, remark in old.entries.items() if word not in gone})
    return gone


def _write(path: Path, head: tuple[str, ...], entries: Mapping[str, str]) -> None:
    atomically(path, Listing(head, entries).text().encode(), inside=path.parent)


def _checked(word: str) -> str:
    entry = " ".join(word.split())
    if not entry or entry.startswith("#") or " #" in entry or any(ord(c) < 32 for c in entry):
        raise ConfigError(f"“{word}” cannot stand in a vocabulary: it is empty or begins a remark")
    return entry


class Term(NamedTuple):
    """A word of the repository that no list has and that looks right, its numbers of uses and files, the first file."""

    word: str
    uses: int
    files: int
    first: str

    @property
    def remark(self) -> str:
        """Return the entry's comment, with which a reviewer can judge the word."""
        times = counted(self.uses, "time") if self.uses > 1 else "once"
        where = self.first if self.files == 1 else f"{counted(self.files, 'file')}, first in {self.first}"
        return f"{times} in {where}"


class Learnt(NamedTuple):
    """The result of `learn`: terms for the vocabulary, words that look misspelt with a correction, error messages."""

    terms: list[Term]
    doubtful: list[tuple[str, str]]
    errors: list[str]


def learn(paths: Sequence[str], loaded: Loaded, *, least: int = 2) -> Learnt:
    """Read the articles and return the words that are in no list and that the repository uses consistently.

    A term is used at least `least` times, or occurs in code, in a label or in a link, or is capitalized inside a
    sentence, and is always spelt the same. A certain slip of a common word is left out, since a repository can misspell
    consistently, unless it is always used as a name, or occurs in code. Files that cannot be read are in `errors`.
    Nothing is written.
    """
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    found = find_files(paths, loaded, allow_empty=True)
    formats = Formats(loaded)
    errors = [f"{report.path}: {report.error}" for report in found.errors]
    for article in found.articles:
        try:
            source = article.source or read_source(
                article.path, article.display, loaded.settings.max_file_size, article.format
            )
            document = parse(source, loaded.settings, formats.keys(source.path))
        except EdlintError as error:
            errors.append(str(error))
            continue
        profile = profile_for(loaded, article.display, _NO_RULES, language=document.language)
        language = profile.language.partition("-")[0]
        if language not in languages():
            continue
        words = lexicon(language)
        document = recognise(document, language)
        for suspect in SuspectFinder(Prose(document), words, project_words(profile.words)).suspects():
            if suspect.rejected:
                continue
            # Judge the word without its other uses in this article: repeating a slip does not make it right.
            alone = suspect.occurrence._replace(uses=1, in_code=False, named_elsewhere=False)
            verdict = judge(words, alone)
            if verdict.familiar and verdict.score < _FAMILIAR:
                continue
            text = suspect.token.text.replace("’", "'").removesuffix("'s")
            one = seen[plain(text)]
            one.forms[text] += 1
            one.files[article.display] = None
            one.names += text[0].isupper() and not suspect.occurrence.first
            one.in_code |= suspect.occurrence.in_code or suspect.occurrence.linked
            one.slip |= bool(words.meant(plain(text))) or verdict.grade is Grade.CERTAIN
            if verdict.grade is not Grade.DOUBTFUL:
                one.like = verdict.candidates[0].word
    terms = [_term(one) for one in seen.values() if one.settled(least)]
    terms.sort(key=lambda term: (term.word.casefold(), term.word))
    doubtful = [(key, one.like) for key, one in seen.items() if one.like and not one.settled(least)]
    return Learnt(terms, sorted(doubtful), errors)


@dataclass
class _Seen:
    """Evidence about one word: its spellings, files, uses as a name, and whether it looks like a slip.

    `in_code`: code, an address, a label or a link contains it. `like` is the word that it may be a slip of, and `slip`
    means that it certainly is one, or is a listed misspelling.
    """

    forms: Counter[str] = field(default_factory=Counter)
    files: dict[str, None] = field(default_factory=dict)
    names: int = 0
    in_code: bool = False
    slip: bool = False
    like: str = ""

    def settled(self, least: int) -> bool:
        """Whether the word is a term: used often enough, in one spelling, and not misspelt unless it is a name.

        Often enough is `least` times, or once as a name inside a sentence, in code or in a link.
        """
        number = self.forms.total()
        if not _one_way(self.forms):
            return False
        if self.slip:
            name = (
                number >= 3 and self.names >= 0.6 * number and all(form[0].isupper() for form in self.forms)
            )
            return name or (self.in_code and number >= least)
        return number >= least or self.in_code or (self.names > 0 and not self.like)


def _term(seen: _Seen) -> Term:
    written = seen.forms.most_common(1)[0][0]
    # In lower case if it occurs so, else as written.
    word = written.lower() if written.lower() in seen.forms else written
    return Term(word, seen.forms.total(), len(seen.files), next(iter(seen.files)))


def _one_way(forms: Counter[str]) -> bool:
    """Whether at least 80 % of all uses have the same spelling, apart from an initial capital."""
    small = sum(count for form, count in forms.items() if form[1:] == form[1:].lower())
    return max(*forms.values(), small) >= 0.8 * forms.total()


def learnt_text(head: str, terms: Iterable[Term]) -> str:
    """Return the text of a new vocabulary file: `head`, then a line for each term."""
    start = listing(head)
    return Listing(start.head, {**start.entries, **{term.word: term.remark for term in terms}}).text()
