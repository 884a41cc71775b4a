"""The `edlint` command: its subcommands, each in a module that is imported when it is called."""

import gc
import itertools
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from edlint import __version__
from edlint.cli.errors import as_exit_codes
from edlint.model.errors import ConfigError

_COMMANDS = {
    "check": ("edlint.cli.check:check", "Check articles and report what a copy desk would mark."),
    "fix": ("edlint.cli.hits:fix", "Apply the safe fixes, or show them rule by rule."),
    "claims": ("edlint.cli.claims:claims", "List every claim with its status and evidence."),
    "links": ("edlint.cli.links:links", "List the links that lead nowhere; --online asks the network."),
    "archive": ("edlint.cli.archive:archive", "Check archives of any size, here or on a cluster."),
    "rules": ("edlint.cli.rules:rules", "List the rules."),
    "packs": ("edlint.cli.packs:packs", "List the packs of house styles that come with edlint."),
    "vale": ("edlint.cli.vale:vale", "Turn styles of Vale into rules of edlint."),
    "explain": ("edlint.cli.rules:explain", "Say why a rule exists, with its sources, examples and options."),
    "baseline": (
        "edlint.cli.baseline:baseline",
        "Let the findings of today not count, until their words change.",
    ),
    "serve": ("edlint.cli.serve:serve", "Show the page on this machine; write decisions from it."),
    "decisions": ("edlint.cli.decisions:decisions", "Apply what editors decided on the page."),
    "server": ("edlint.cli.server:server", "Check articles in an editor, while they are written."),
    "config": ("edlint.cli.config:config", "Show each setting and who set it."),
    "init": ("edlint.cli.init:init", "Write a configuration, a vocabulary and a pre-commit entry."),
    "setup": (
        "edlint.cli.setup:setup",
        "Put LanguageTool or the reader's model on this machine, and see what is there.",
    ),
    "engine": ("edlint.cli.engine:engine", "See and stop the local LanguageTool server."),
    "cache": ("edlint.cli.cache:cache", "See and clear the results that are kept between runs."),
    "vocab": ("edlint.cli.vocab:vocab", "Keep the words that are right here, and those that are wrong here."),
    "train": ("edlint.cli.train:train", "Teach a check from labelled sentences."),
    "test": ("edlint.cli.rules:test", "Run the examples of a pack of rules."),
}


class _Commands(click.Group):
    """A group whose commands are imported only when used, so that `--help` and each command start quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="edlint")
def cli() -> None:
    """Check articles the way a good copy desk and a good fact-checker would."""


def main() -> None:
    """Run the command line and end the process."""
    _open_standard_streams()
    try:
        with as_exit_codes():
            _refuse_names_that_are_options(sys.argv[1:])
            cli.main(standalone_mode=False)
    finally:
        # The process ends: without this, Python collects garbage twice at exit, 10 % of the time for an article.
        gc.freeze()


def _refuse_names_that_are_options(arguments: Sequence[str]) -> None:
    """Raise ConfigError for an option that is also the name of a file: hooks and shells pass file names."""
    for argument in itertools.takewhile(lambda one: one != "--", arguments):
        if len(argument) > 1 and argument.startswith("-") and os.path.lexists(argument):
            raise ConfigError(f"“{argument}” is the name of a file: put -- before files, or rename it")


def _open_standard_streams() -> None:
    """Open closed standard streams on the null device: else the next opened file would get a number and our output."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # The system assigns the lowest free number, which is this one.
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or open(0, closefd=False, encoding="utf-8")  # noqa: SIM115 - a descriptor, for good
    sys.stdout = sys.stdout or open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115 - as above
    sys.stderr = sys.stderr or open(2, "w", closefd=False, encoding="utf-8")  # noqa: SIM115 - as above
