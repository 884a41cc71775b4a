"""The README shows what edlint prints, and names what exists."""

import re
from pathlib import Path

from starting import edlint

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_output_shown_is_the_output() -> None:
    shown = re.search(r"<!-- output -->\s*```text\n(.*?)```", README, re.DOTALL)[1].splitlines()
    run = edlint(ROOT, "check", "--engines", "harper", "examples/articles")
    assert run.returncode == 1, run.stderr
    printed = iter(run.stdout.splitlines())
    # “[…]” stands for lines left out; all others come in this order, to the letter.
    for line in shown:
        if line.strip() != "[…]":
            assert any(line == other for other in printed), line


def test_links_in_the_documentation_lead_to_files() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_command_has_a_page() -> None:
    from edlint.cli.main import cli

    pages = {page.stem for page in (ROOT / "docs" / "commands").glob("*.md")}
    commands = set(cli.list_commands(None))  # type: ignore[arg-type]
    assert commands <= pages
