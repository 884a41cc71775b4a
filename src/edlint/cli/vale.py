"""`edlint vale`: converts Vale styles."""

from pathlib import Path

import click

from edlint.cli.errors import complain, say
from edlint.config.load import VALE
from edlint.model.errors import ConfigError, EdlintError
from edlint.testing import RuleTester
from edlint.text.counted import counted
from edlint.vale.config import load
from edlint.vale.convert import converted
from edlint.vale.definition import Definition, StyleError
from edlint.vale.styles import load_styles


@click.group()
def vale() -> None:
    """Work with the styles of Vale."""


@vale.command()
@click.argument("style")
@click.option(
    "--to",
    "pack",
    metavar="FOLDER",
    required=True,
    help="Where the rules are written: a folder that is empty or new.",
)
@click.option("--config", metavar="FILE", help="The .vale.ini that names the style.")
def convert(style: str, pack: str, config: str | None) -> None:
    """Write the rules of STYLE as rule files of edlint; each is kept only where its examples hold."""
    folder = Path(pack)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{pack} is there already, and is not an empty folder")
    path = Path(config) if config else next((Path(name) for name in VALE if Path(name).is_file()), None)
    if path is None:
        raise ConfigError("there is no .vale.ini here: --config")
    found = load_styles(load(path))
    own = {name: each for name, each in found.rules.items() if name.partition(".")[0] == style}
    broken = {name: why for name, why in found.broken.items() if name.partition(".")[0] == style}
    if not own and not broken:
        raise ConfigError(f"{path} names no style “{style}”")
    written = 0
    for name, definition in own.items():
        why = _write(definition, folder)
        written += not why
        if why:
            broken[name] = why
    for name, why in sorted(broken.items()):
        complain(f"{name} is not converted: {why}")
    say(
        f"{counted(written, 'rule')} of {len(own) + len(broken) - sum(name in own for name in broken)} in {pack}"
    )


def _write(definition: Definition, folder: Path) -> str:
    """Write a rule file; return why it could not be written, or ""."""
    try:
        rule = converted(definition)
    except StyleError as error:
        return str(error)
    path = folder / rule.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rule.text, encoding="utf-8")
    wrong = _wrong(path)
    if wrong:
        path.unlink()
    return wrong


def _wrong(path: Path) -> str:
    try:
        tester = RuleTester(path)
        failed = [line for each in tester.rules.values() for line in tester.failures(each)]
    except EdlintError as error:
        return str(error).partition("\n")[0].removeprefix(f"{path}:")
    return f"its examples do not hold: {failed[0]}" if failed else ""
