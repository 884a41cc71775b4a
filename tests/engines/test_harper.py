"""Harper, the real one: exact places, and nothing of it ever touches the run."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from edlint.cache import store
from edlint.config.load import load
from edlint.config.profile import Profile, Selection
from edlint.config.schema import HarperSettings, Settings
from edlint.config.shipped import builtin_folder
from edlint.engines.harper import checker as harper
from edlint.engines.placement import OFF, table
from edlint.language.data import load as load_language
from edlint.model.errors import EngineError
from edlint.model.finding import Severity
from edlint.model.source import Source
from edlint.prose.prose import Prose
from edlint.rules.load import load_rules
from edlint.run.worker import Worker
from waiting import wait_for


def found(checker, document, profile):
    """Return (rule, flagged words in the source, replacements) of every hit."""
    hits = checker.check(Prose(document), profile).hits
    return [
        (h.rule.rpartition(".")[2], document.source.slice(h.block.to_source(h.span)), h.replacements)
        for h in hits
    ]


def test_places_are_exact_behind_markup_and_emoji(shared_harper, document, profile):
    text = "# A plan 🎉\n\nSome *café* 🎉 text, then `code`, then **despite of** it.\n\n* It ran despite of [rain](x).\n"
    assert found(shared_harper, document(text), profile) == [
        ("DespiteOf", "despite of", ("despite", "in spite of")),
        ("DespiteOf", "despite of", ("despite", "in spite of")),
    ]


def test_what_was_begun_is_taken_up_and_what_was_not_is_never_mixed_up(shared_harper, document, profile):
    one, two = (Prose(document(f"{n} of them ran despite of rain.\n")) for n in ("Two", "All"))
    shared_harper.begin(one, profile)
    assert len(shared_harper.check(one, profile).hits) == 1
    shared_harper.begin(one, profile)
    shared_harper.begin(two, profile)
    plain = Prose(document("Most of them ran in spite of rain this time.\n"))
    assert shared_harper.check(plain, profile).hits == ()
    assert len(shared_harper.check(two, profile).hits) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Pass an `item` or a `thing` to it.",
        "She wrote “it ran despite of it” to us.",
        "> It ran despite of it.\n",
        "| Despite it |\n| --- |\n| ok |\n",
    ],
)
def test_code_quotations_and_names_raise_nothing(shared_harper, document, profile, text):
    assert found(shared_harper, document(text), profile) == []


def test_a_rule_that_is_off_wakes_only_when_named_in_full(shared_harper, document):
    text = document("It was done in the year of 5 things.")
    family = Profile({}, Selection(((True, "grammar"),)))
    named = Profile({}, Selection(((True, "grammar.harper.SpelledNumbers"),)))
    assert found(shared_harper, text, family) == []
    assert [rule for rule, *_ in found(shared_harper, text, named)] == ["SpelledNumbers"]


def test_a_rule_that_the_user_put_off_is_silent(shared_harper, document):
    off = Profile({}, Selection(((False, "grammar.harper.DespiteOf"),)))
    assert found(shared_harper, document("It ran despite of it."), off) == []


def test_severity_is_what_the_configuration_says(shared_harper, document):
    profile = Profile({}, Selection(severities={"grammar": Severity.ERROR}))
    hits = shared_harper.check(Prose(document("It ran despite of it.")), profile).hits
    assert [hit.severity for hit in hits] == [Severity.ERROR]


def test_a_document_in_another_language_is_left_alone(shared_harper, document):
    assert found(shared_harper, document("It ran despite of it."), Profile({}, language="de")) == []


def test_a_block_gives_the_same_alone_and_among_others(shared_harper, document, profile):
    blocks = ["It ran despite of it.", "Nothing is wrong here", "And lets see it.", "Despite of it."]
    alone = [hit for block in blocks for hit in found(shared_harper, document(block), profile)]
    assert found(shared_harper, document("\n\n".join(blocks)), profile) == alone
    assert len(alone) >= 3


def test_too_slow_is_an_engine_error_that_names_the_file_and_the_next_file_is_checked(document, profile):
    checker = harper.make(Settings(harper=HarperSettings(timeout=0.3)))
    try:
        # The start is not the file's time.
        assert found(checker, document("It ran despite of it."), profile)
        slow = document(
            " ".join(f"It was plan {n} of a quite different sort despite of ours." for n in range(10_000))
        )
        with pytest.raises(EngineError, match=r"gave up after 0\.3 s on article\.md"):
            checker.check(Prose(slow), profile)
        assert found(checker, document("It ran despite of it."), profile)
    finally:
        checker.close()


def test_a_worker_that_dies_is_an_engine_error_and_the_next_file_is_checked(document, profile):
    checker = harper.make(Settings())
    try:
        assert found(checker, document("It ran despite of it."), profile)
        os.kill(checker.worker_pid, signal.SIGKILL)
        with pytest.raises(EngineError, match=r"article\.md"):
            checker.check(Prose(document("It ran despite of it.")), profile)
        assert found(checker, document("It ran despite of it."), profile)
    finally:
        checker.close()


def test_nothing_is_left_running_after_close(document, profile):
    checker = harper.make(Settings())
    checker.check(Prose(document("It ran despite of it.")), profile)
    pid = checker.worker_pid
    checker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_killed_run_takes_its_worker_with_it():
    script = (
        "import time\n"
        "from edlint.engines.harper import checker as harper\n"
        "from edlint.config.profile import Profile\n"
        "from edlint.config.schema import Settings\n"
        "from edlint.model.source import Source\n"
        "from edlint.parse import parse\n"
        "from edlint.prose.prose import Prose\n"
        "checker = harper.make(Settings())\n"
        "document = parse(Source('a.md', 'markdown', 'It ran despite of it.'))\n"
        "checker.begin(Prose(document), Profile({}))\n"
        "print(checker.worker_pid, flush=True)\n"
        "time.sleep(10_000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        pid = int(run.stdout.readline())
        run.kill()
    wait_for(lambda: not psutil.pid_exists(pid))


def test_what_harper_prints_stays_out_of_the_answers(document):
    # Harper's gerund rules write debugging lines on file descriptor 1.
    rules = Profile(
        {},
        Selection(
            tuple(
                (True, f"grammar.harper.{name}")
                for name in ("MissingTo", "NominalWants", "ToAdverb", "DespiteOf")
            )
        ),
    )
    checker = harper.make(Settings())
    try:
        text = document(
            "We look forward to seeing you, and it ran despite of it. They start going home seeing it."
        )
        assert ("DespiteOf", "despite of", ("despite", "in spite of")) in found(checker, text, rules)
    finally:
        checker.close()


def test_control_characters_do_no_harm(shared_harper, document, profile):
    assert found(shared_harper, document("Odd \x7f \u2028 text \x01 and it ran despite of it."), profile) == [
        ("DespiteOf", "despite of", ("despite", "in spite of"))
    ]


def test_the_status_says_what_was_asked_for():
    assert harper.status(Settings()).status == "ran"


def test_every_rule_that_is_on_says_what_a_text_must_hold():
    on = {rule.name for rule in table("harper").values() if rule.place != OFF}
    assert load_language("en").file("grammar/harper").keys() == on


def test_only_what_may_hold_something_is_sent(document, profile):
    checker = harper.make(Settings())
    try:
        assert found(checker, document("All of it ran well, and nobody saw the others."), profile) == []
        assert checker.worker_pid is None
    finally:
        checker.close()


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("And Lets see it.", ("LetsConfusion", "Lets")),
        ("You should Setup it first.", ("PhrasalVerbAsCompoundNoun", "Setup")),
        ("They workaround it.", ("PhrasalVerbAsCompoundNoun", "workaround")),
        ("It didn’t worked.", ("DidPast", "worked")),
        ("It went *thru*.", ("ExpandThrough", "thru")),
        ("We tell it in more details below.", ("InDetail", "in more details")),
        ("Have you every seen it?", ("EverEvery", "every")),
        ("We are interested about it.", ("InterestedIn", "about")),
        ("I though that it was.", ("ThoughThought", "though")),
        ("We have data to loose.", ("ToLoseTooLoose", "to loose")),
        ("They asked whom was there.", ("WhomSubjectOfVerb", "whom")),
        ("They work aswell as ours.", ("OpenCompounds", "aswell")),
        ("We wrote it before-hand.", ("Beforehand", "before-hand")),
    ],
)
def test_what_a_rule_finds_is_sent_to_it(shared_harper, document, profile, text, hit):
    assert hit in [each[:2] for each in found(shared_harper, document(text), profile)]


def test_nothing_is_started_where_nothing_has_changed(monkeypatch, tmp_path):
    monkeypatch.setenv(store.OFF, "")
    monkeypatch.setenv(store.FOLDER, str(tmp_path))
    rules = load_rules([builtin_folder()])
    started = []
    for text in ("It ran despite of it.", "It ran despite of it.", "It ran despite of them."):
        worker = Worker(load(None, {"engines": ["harper"]}), rules, ("harper",))
        report = worker.check_source(Source("a.md", "markdown", text))
        assert [finding.rule for finding in report.findings] == ["grammar.harper.DespiteOf"]
        harper = worker.checkers.get("harper")  # of a text that is known whole none is made
        started.append(harper is not None and harper.worker_pid is not None)
        worker.close()
    assert started == [True, False, True]
