"""Add words to the project's vocabulary from the editor; creates a vocabulary where there is none."""

from pathlib import Path

from edlint import __version__
from edlint.config import toml
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError
from edlint.run.init import VOCABULARY, WORDS, init
from edlint.run.vocabulary import accepted_file, add
from edlint.run.write import atomically
from edlint.server.messages import word_of


def accept(loaded: Loaded, word: str, make: str) -> str:
    """Add a word to the vocabulary and return a sentence on what was done; see `messages.Accept` for `make`.

    Raises ConfigError or EdlintError when a file cannot be read or written.
    """
    if loaded.settings.vocabulary.accept:
        return _added(accepted_file(loaded), word)
    if not make:
        return ""
    if loaded.path is None:
        folder = Path(make)
        init(folder, language=loaded.settings.language, version=__version__, hooks=False)
        return _added(folder / VOCABULARY, word)
    path = loaded.folder / VOCABULARY
    text = _with_vocabulary(toml.read_text(loaded.path), loaded.path)
    if not path.exists():
        atomically(path, WORDS.encode(), inside=loaded.folder)
    said = _added(path, word)
    atomically(loaded.path, text.encode(), inside=loaded.folder)
    return said


def _added(path: Path, word: str) -> str:
    new = add(path, [word_of(word)])
    return (
        f"“{word_of(word)}” is in {path.name} now" if new else f"“{word_of(word)}” was in {path.name} already"
    )


def _with_vocabulary(text: str, path: Path) -> str:
    """Return a configuration's text with the vocabulary file added. Raises ConfigError when that does not parse."""
    table = "tool.edlint.vocabulary" if path.name == toml.PYPROJECT else "vocabulary"
    line = f'accept = ["{VOCABULARY}"]'
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    head = next((n for n, one in enumerate(lines) if one.split("#")[0].strip() == f"[{table}]"), None)
    if head is not None:
        lines.insert(head + 1, line)
        new = end.join(lines)
    else:
        new = f"{text.rstrip()}{end}{end}[{table}]{end}{line}{end}".lstrip()
    try:
        says = toml.parse(new, path).get("vocabulary", {}).get("accept")
    except (ConfigError, AttributeError):
        says = None
    if says != [VOCABULARY]:
        raise ConfigError(f"{toml.shown(path)}: write {line} under [{table}]; edlint does not see where")
    return new
