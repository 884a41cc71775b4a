"""What each rule does here: the preview of fixes, the counts of rules, and a rule's hits."""


def _row(done, rule):
    head, *lines = done.stdout.splitlines()
    names = head.split()
    return next(dict(zip(names, line.split(), strict=True)) for line in lines if line.startswith(rule))


def test_fixes_are_shown_rule_by_rule_and_made_without_preview(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    article = repository.write("a.md", "# A\n\nWe definately recieve it it.\n")
    done = repository.edlint("fix", "--preview", code=0)
    assert done.stdout == (
        "spelling.misspelling: 2 fixes\n"
        "  a.md:3:4\n    - We definately recieve it it.\n    + We definitely recieve it it.\n"
        "  a.md:3:15\n    - We definately recieve it it.\n    + We definately receive it it.\n"
        "\ngrammar.repeated-word: 1 fix\n"
        "  a.md:3:23\n    - We definately recieve it it.\n    + We definately recieve it.\n"
        "\n3 fixes of 2 rules; nothing was written\n"
    )
    assert "definately" in article.read_text()
    only = repository.edlint("fix", "--select", "grammar", "--preview", code=0)
    assert "1 fix of 1 rule;" in only.stdout
    repository.edlint("fix", "--select", "grammar", code=0)
    assert article.read_text() == "# A\n\nWe definately recieve it.\n"


def test_rules_are_counted_with_what_people_did_about_them(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    silenced = "<!-- edlint-disable-next-line spelling -- as the band has it -->\nA definately b.\n"
    repository.commit(a_md=f"# A\n\nWe definately recieve it.\n\n{silenced}")
    first = repository.edlint("rules", "--stats", ".", code=0)
    assert _row(first, "spelling.misspelling") == {
        "rule": "spelling.misspelling",
        "hits": "2",
        "files": "1",
        "fixable": "2",
        "suppressed": "1",
    }
    repository.commit(a_md=f"# A\n\nWe definitely recieve it.\n\n{silenced}")
    since = repository.edlint("rules", "spelling", "--stats", ".", "--since", "HEAD~1", code=0)
    row = _row(since, "spelling.misspelling")
    assert (row["hits"], row["fixed"]) == ("1", "1")


def test_a_rule_is_explained_with_what_it_hits_here(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("a.md", "# A\n\nWe\x1b[31m recieve it.\n")
    done = repository.edlint("explain", "spelling.misspelling", "a.md", code=0)
    assert done.stdout.splitlines()[-2] == "Here: 1 hit"
    assert done.stdout.splitlines()[-1].startswith("  a.md:3:")
    assert "[recieve]" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_name_with_a_dot_is_taken_for_a_rule(repository):
    said = repository.edlint("explain", "speling.mispelling", code=2).stderr
    assert "did you mean “spelling.misspelling”?" in said
    assert "did you mean “spelling”?" in repository.edlint("explain", "speling", code=2).stderr
