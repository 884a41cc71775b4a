"""`edlint init`: writes the first configuration of a repository, without changing existing files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from edlint.config import toml
from edlint.config.files import read_bytes
from edlint.config.links import resolve_inside
from edlint.config.load import NAME
from edlint.model.errors import ConfigError
from edlint.parse import SUFFIXES, VALUE_SUFFIXES
from edlint.run.write import atomically

VOCABULARY = "edlint-vocabulary.txt"
HOOKS = ".pre-commit-config.yaml"
_LARGEST = 1_000_000

SCHEMA = "https://raw.githubusercontent.com/edlint/edlint/main/src/edlint/config/edlint.schema.json"
"""The JSON schema with which editors complete a configuration without `edlint server`."""

CONFIGURATION = f"""\
#:schema {SCHEMA}
# What edlint holds against this project's articles, and what not. `edlint config` shows all that is set.

# Which English: "en" takes every variant; "en-US", "en-GB", "en-CA" and "en-AU" want one of them.
language = "{{language}}"

# Rules or whole families that are off: `edlint rules` lists them, `edlint explain RULE` says why each exists.
# ignore = ["readability", "style.passive"]

# From which severity on the exit code is 1: "error", "warning" or "suggestion".
# fail-on = "warning"

# Files and folders that are passed over, written as in .gitignore. What .gitignore names is passed over anyway.
# exclude = ["CHANGELOG.md", "vendor/"]

# Grammar engines: "auto" runs those that are there, "none" runs none.
# engines = ["harper", "languagetool"]

[vocabulary]
# Words that are right here, one a line.
accept = ["{VOCABULARY}"]

# A rule's severity ("off" is one as well) and its options.
# [rules."readability.grade"]
# severity = "error"
# max = 12

# Other settings for some of the files.
# [[overrides]]
# files = ["blog/**"]
# ignore = ["style"]
"""

WORDS = """\
# Words that are right in this project: one word or phrase a line, as it is to be written.
# A line between slashes is a pattern for whole words, such as /v[0-9]+/. Remarks begin with #.
"""

_FILES = f"(?i)[.]({'|'.join(sorted(suffix[1:] for suffix in (*SUFFIXES, *VALUE_SUFFIXES)))})$"
_HOOK = """\
- repo: local
  hooks:
    - id: edlint
      name: edlint
      # The edlint on your PATH. For the same version everywhere: language: python, and
      # additional_dependencies: ["edlint=={version}"]
      # Only what the commit brings in; without --staged, the whole of each file that it touches.
      entry: edlint check --staged --force-exclude --allow-empty
      language: system
      files: '{files}'
      require_serial: true
"""


@dataclass(frozen=True)
class Step:
    """A file, and a sentence for the user about what was done with it."""

    path: Path
    said: str


def refuse(folder: Path) -> None:
    """Raise ConfigError if the folder does not exist or is configured already, EdlintError if links lead out of it."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder")
    configuration = folder / NAME
    for name in (NAME, VOCABULARY, HOOKS):
        resolve_inside(name, folder)
    if configuration.exists():
        raise ConfigError(f"{toml.shown(configuration)} is there already; nothing was written")
    project = folder / toml.PYPROJECT
    if project.is_file():
        text = toml.read_text(project)
        if "edlint" in text and toml.parse(text, project):
            raise ConfigError(f"{toml.shown(project)} has a [tool.edlint] already; nothing was written")


def init(folder: Path, *, language: str, version: str, words: str = WORDS, hooks: bool = True) -> list[Step]:
    """Write a configuration, a vocabulary and a pre-commit entry into a folder; return what was done, file by file.

    `words` is the content of the vocabulary file. An existing file is kept, but an existing pre-commit configuration
    gains an entry. Raises ConfigError, before anything is written, if the folder is configured already.
    """
    refuse(folder)
    configuration = folder / NAME
    entry = _hooks(folder / HOOKS, version) if hooks else None
    vocabulary = folder / VOCABULARY
    steps = []
    if vocabulary.exists():
        steps.append(Step(vocabulary, "kept as it is"))
    else:
        atomically(vocabulary, words.encode(), inside=folder)
        count = sum(1 for line in words.splitlines() if line.strip() and not line.startswith("#"))
        steps.append(Step(vocabulary, f"written: the words that are right here ({count or 'none yet'})"))
    if entry is not None:
        step, content = entry
        if content is not None:
            atomically(folder / HOOKS, content.encode(), inside=folder)
        steps.append(step)
    # The configuration is written last: as long as it is missing, `init` can be run again.
    atomically(configuration, CONFIGURATION.format(language=language).encode(), inside=folder)
    return [Step(configuration, "written: the configuration, with remarks"), *steps]


def _hooks(path: Path, version: str) -> tuple[Step, str | None]:
    """Return the step for the pre-commit configuration, and its new content, or None if it is not changed."""
    hook = _HOOK.format(version=version, files=_FILES)
    if not path.exists():
        return Step(path, "written: runs edlint before each commit (`pre-commit install`)"), f"repos:\n{hook}"
    by_hand = Step(path, f"not changed, since its shape is unusual; add this under “repos”:\n{hook}")
    try:
        text = read_bytes(path, _LARGEST).decode("utf-8")
        # Nested aliases could expand without limit in the comparison below.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            return by_hand, None
        before = yaml.safe_load(text)
        if "edlint" in _hook_ids(before):
            return Step(path, "kept: it runs edlint already"), None
        content = with_entry(text, hook)
        wanted = {**before, "repos": [*before["repos"], *yaml.safe_load(hook)]}
        # Whatever the file looks like, the new data must be the old data and the new entry.
        if yaml.safe_load(content) != wanted:
            return by_hand, None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError):
        return by_hand, None
    return Step(path, "gained an entry that runs edlint before each commit"), content


def _hook_ids(data: Mapping[str, Any]) -> set[str]:
    return {hook["id"] for repository in data["repos"] for hook in repository["hooks"]}


def with_entry(text: str, entry: str) -> str:
    """Return a pre-commit configuration with one more entry at the end of its `repos`, otherwise unchanged.

    `entry` is a block list item that begins in the first column. Raises ValueError or TypeError if there is no block
    list.
    """
    root = yaml.compose(text, yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError("no table")
    repos = next((value for key, value in root.value if key.value == "repos"), None)
    if not isinstance(repos, yaml.SequenceNode) or repos.flow_style or not repos.value:
        raise ValueError("no block list")
    lines = text.splitlines(keepends=True)
    # The entry goes after the line of the list's last token, before comments and empty lines.
    last = max(_last_line(item) for item in repos.value)
    dash = lines[repos.start_mark.line]
    indent = dash[: len(dash) - len(dash.lstrip())]
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[last].endswith(("\n", "\r")):
        lines[last] += end
    new = "".join(f"{indent}{line}{end}" for line in entry.splitlines())
    return "".join((*lines[: last + 1], new, *lines[last + 1 :]))


def _last_line(node: yaml.Node) -> int:
    """Return the line of a node's last token, from 0; a block's own end mark is behind the text that follows it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return max(_last_line(part) for pair in node.value for part in pair)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return max(_last_line(item) for item in node.value)
    mark = node.end_mark
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        # A block scalar ends at the beginning of the line after it.
        return int(mark.line) - (mark.column == 0)
    return int(mark.line)
