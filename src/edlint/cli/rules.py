"""`edlint rules`, `edlint explain` and `edlint test`: list, explain and test the rules."""

import sys
import textwrap
from collections.abc import Mapping

import click

from edlint.cli.errors import complain, say
from edlint.config.resolve import profile_for
from edlint.engines.describe import explained
from edlint.model.errors import ConfigError
from edlint.model.rule import Rule, matches
from edlint.run.setup import configuration, rules_of
from edlint.testing import RuleTester
from edlint.text.counted import counted
from edlint.text.nearest import nearest

_WIDTH = 96


@click.command()
@click.argument("selectors", nargs=-1)
@click.option("--config", metavar="FILE", help="The configuration whose packs and severities are shown.")
@click.option(
    "--stats", "paths", multiple=True, metavar="PATH", help="Count what each rule does in these articles."
)
@click.option("--since", metavar="REF", help="With --stats: also how many hits of that state were mended.")
def rules(selectors: tuple[str, ...], config: str | None, paths: tuple[str, ...], since: str | None) -> None:
    """List the rules, or those under SELECTORS (a rule or family), with severity and what they say."""
    if since and not paths:
        raise ConfigError("--since goes with --stats")
    loaded = configuration(config)
    catalog = rules_of(loaded)
    chosen = [
        rule for rule in catalog.values() if not selectors or any(matches(rule.id, s) for s in selectors)
    ]
    if not chosen:
        raise ConfigError(_unknown(selectors[0], catalog))
    if paths:
        from edlint.cli import hits  # noqa: PLC0415 - only where articles are checked

        sys.exit(hits.stats(paths, config, since, {rule.id for rule in chosen} if selectors else ()))
    active = profile_for(loaded, "article.md", catalog).rules
    wide = max(len(rule.id) for rule in chosen)
    for rule in sorted(chosen, key=lambda rule: rule.id):
        state = active[rule.id].severity.value if rule.id in active else "off"
        say(f"{rule.id:<{wide}}  {state:<10}  {' '.join(rule.message.split())}")
    say(f"{counted(len(chosen), 'rule')}, {sum(rule.id in active for rule in chosen)} on", err=True)


@click.command()
@click.argument("rule_id", metavar="RULE", required=False)
@click.argument("paths", nargs=-1)
@click.option(
    "--here", "place", metavar="FILE:LINE", help="In place of RULE: all that is found on a line, and why."
)
@click.option("--config", metavar="FILE", help="The configuration whose packs are known.")
def explain(rule_id: str | None, paths: tuple[str, ...], place: str | None, config: str | None) -> None:
    """Say why RULE exists, with its sources, examples and options, and what it hits in the articles at PATHS."""
    if (rule_id is None) == (place is None):
        raise ConfigError("name a rule, such as claims.overclaim, or a line, such as --here article.md:12")
    if place is not None:
        from edlint.cli.here import here  # noqa: PLC0415 - only where articles are checked

        for line in here(place, config):
            say(line)
    elif rule_id is not None:
        for line in _explanation(rule_id, config):
            say(line)
        if paths:
            from edlint.cli import hits  # noqa: PLC0415 - only where articles are checked

            say()
            for line in hits.hits(rule_id, paths, config):
                say(line)


def _explanation(rule_id: str, config: str | None) -> list[str]:
    catalog = rules_of(configuration(config))
    rule = catalog.get(rule_id)
    if rule is not None:
        return _explained(rule)
    under = [rule for rule in catalog.values() if matches(rule.id, rule_id)]
    if under:
        return [f"{rule_id}: {counted(len(under), 'rule')}", *(f"  {rule.id}" for rule in under)]
    engine = explained(rule_id)
    if engine is not None:
        return engine.split("\n")
    raise ConfigError(_unknown(rule_id, catalog))


@click.command()
@click.argument("packs", nargs=-1)
def test(packs: tuple[str, ...]) -> None:
    """Run the examples of the rules in PACKS (folders of rules or installed packages; default: the built-in ones)."""
    tester = RuleTester(*packs)
    catalog = tester.rules
    failed = examples = 0
    for rule in catalog.values():
        failures = tester.failures(rule)
        examples += len(rule.cases)
        failed += bool(failures)
        for failure in failures:
            complain(failure)
    say(f"{counted(len(catalog), 'rule')}, {counted(examples, 'example')}: {failed or 'none'} failed")
    sys.exit(1 if failed else 0)


def _unknown(name: str, catalog: Mapping[str, Rule]) -> str:
    near = nearest(name, [*catalog, *{rule.family for rule in catalog.values()}])
    return f"no rule or family is called “{name}”" + (
        f"; did you mean “{near}”?" if near else ": see `edlint rules`"
    )


def _explained(rule: Rule) -> list[str]:
    lines = [f"{rule.id} ({rule.severity.value}{'' if rule.enabled else ', off by default'})", ""]
    lines += [_wrap(rule.message, "  "), "", _wrap(rule.why, ""), ""]
    if rule.options:
        lines.append("Options:")
        lines += [f"  {name} = {option.default!r}: {option.help}" for name, option in rule.options.items()]
        lines.append("")
    bad = [example for example in rule.cases if example.flags]
    good = [example for example in rule.cases if not example.flags]
    lines += ["Flagged:"] if bad else []
    lines += [f"{_wrap(e.text, '  - ')}\n      → {', '.join(f'“{flag}”' for flag in e.flags)}" for e in bad]
    lines += ["Left alone:"] if good else []
    lines += [_wrap(example.text, "  - ") for example in good]
    lines += ["", f"Fix: {rule.safety.value}"]
    if rule.measured:
        lines += ["", _wrap(f"Measured: {rule.measured}", "")]
    lines += ["", "Sources:"]
    lines += [f"  - {source.title}{f' <{source.url}>' if source.url else ''}" for source in rule.sources]
    return [line for block in lines for line in block.split("\n")]


def _wrap(text: str, indent: str) -> str:
    short = textwrap.shorten(" ".join(text.split()), 600, placeholder=" …")
    return textwrap.fill(short, _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))
