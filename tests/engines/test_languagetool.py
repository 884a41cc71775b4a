"""LanguageTool, the real one: exact places through markup, a warm server that is shared, survives and ends."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from edlint.cache import store
from edlint.config.profile import Profile, Selection
from edlint.config.schema import LanguageToolSettings, Settings
from edlint.engines.languagetool import checker as languagetool
from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool import state as lt_state
from edlint.engines.languagetool.client import ServerAddress
from edlint.model.errors import EngineError
from edlint.model.finding import Severity
from edlint.prose.prose import Prose
from waiting import wait_for

pytestmark = pytest.mark.usefixtures("real_languagetool")


def found(checker, document, profile):
    """Return (rule, flagged words in the source, replacements) of every hit."""
    hits = checker.check(Prose(document), profile).hits
    return [
        (h.rule.rpartition(".")[2], document.source.slice(h.block.to_source(h.span)), h.replacements[:1])
        for h in hits
    ]


def test_places_are_exact_across_emphasis_links_code_and_emoji(document, profile):
    checker = languagetool.make(Settings())
    text = "# 🎉 It may *fails*\n\nWe 🎉 use `code`, and it [may](x) *fails* once it **may** fails 𝔘𝔫𝔦.\n\n| a | b |\n|-|-|\n| it may fails | ok |\n"
    assert found(checker, document(text), profile) == [
        ("MD_BASEFORM", "fails", ("fail",)),
        ("MD_BASEFORM", "fails", ("fail",)),
        ("MD_BASEFORM", "fails", ("fail",)),
        ("MD_BASEFORM", "fails", ("fail",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pass an `item` or a `thing` to it.",
        "She wrote “it may fails” to us.",
        "> It may fails.\n",
        "`may` *`fails`* here.",
        "This setence is mispelled but has no other fault.",
        "it begins small, and the the word stands twice",
    ],
)
def test_code_quotations_and_what_edlint_does_itself_raise_nothing(document, profile, text):
    assert found(languagetool.make(Settings()), document(text), profile) == []


def test_a_block_gives_the_same_alone_and_among_others(document, profile):
    checker = languagetool.make(Settings())
    blocks = ["It may fails.", "Nothing is wrong here", "He put it in it's place.", "It may fails 🎉."]
    alone = [hit for block in blocks for hit in found(checker, document(block), profile)]
    assert found(checker, document("\n\n".join(blocks)), profile) == alone
    assert len(alone) >= 3


def test_rules_and_severities_follow_the_configuration(document):
    checker = languagetool.make(Settings())
    text = document("It may fails.")
    off = Profile({}, Selection(((False, "grammar.languagetool.MD_BASEFORM"),)))
    error = Profile({}, Selection(severities={"grammar.languagetool": Severity.ERROR}))
    spelling = Profile({}, Selection(((True, "grammar.languagetool.MORFOLOGIK_RULE_EN_US"),)))
    assert found(checker, text, off) == []
    assert [hit.severity for hit in checker.check(Prose(text), error).hits] == [Severity.ERROR]
    assert ("MORFOLOGIK_RULE_EN_US", "setence") in [
        hit[:2] for hit in found(checker, document("A setence."), spelling)
    ]


def test_a_server_of_ones_own_says_the_same_in_whatever_pieces(document, profile):
    here = lt_server.ensure(LanguageToolSettings())
    text = document(
        "It may fails. 🎉\n\n* `x` it may fails\n\n" + "All is well here. " * 20 + "It may *fails*.\n"
    )
    local = found(languagetool.make(Settings()), text, profile)
    assert len(local) >= 2
    for url in (here.url, f"http://localhost:{here.port}/"):
        theirs = Settings(languagetool=LanguageToolSettings(url=url, max_text=101))
        assert found(languagetool.make(theirs), text, profile) == local


def test_another_language_is_checked_in_that_language(document):
    # The first text in a language loads all of its rules.
    patient = Settings(timeout=200, languagetool=LanguageToolSettings(timeout=180))
    checker = languagetool.make(patient)
    german = document("Das ist ein gutes Idee und wir gehen nach Hause.")
    hits = checker.check(Prose(german), Profile({}, language="de")).hits
    assert [(h.block.text[h.span.start : h.span.end], h.severity) for h in hits] == [
        ("ein gutes Idee", Severity.WARNING)
    ]


def test_only_what_changed_is_sent(document, profile, monkeypatch, tmp_path):
    monkeypatch.setenv(store.OFF, "")
    monkeypatch.setenv(store.FOLDER, str(tmp_path))
    sent = []
    real = languagetool.call

    def noting(server, name, fields, timeout):
        sent.append(fields["data"])
        return real(server, name, fields, timeout)

    monkeypatch.setattr(languagetool, "call", noting)
    first = languagetool.make(Settings())
    one = found(first, document("It may fails.\n\nAll is well.\n"), profile)
    again = found(languagetool.make(Settings()), document("It may fails.\n\nAll is well.\n"), profile)
    changed = found(languagetool.make(Settings()), document("It may fails.\n\nIt must works.\n"), profile)
    assert one == again
    assert len(changed) == 2
    assert ["may fails" in data for data in sent] == [True, False]
    assert "All is well" not in sent[1]


def test_a_killed_server_is_started_again_as_often_as_it_worked_in_between(document, profile):
    checker = languagetool.make(Settings())
    for number in range(2):
        assert found(checker, document(f"It may fails. It is {number}."), profile)
        _kill_server()
    assert found(checker, document("It may fails."), profile)


def test_a_server_that_ends_twice_in_a_row_is_reported_and_looked_for_again(document, profile, monkeypatch):
    checker = languagetool.make(Settings())
    with monkeypatch.context() as patch:
        patch.setattr(lt_server, "ensure", lambda *_, **__: ServerAddress("http", "127.0.0.1", 9))
        for _ in range(2):
            with pytest.raises(EngineError, match="ended twice in a row"):
                checker.check(Prose(document("It may fails.")), profile)
    assert found(checker, document("It may fails."), profile)


def test_a_killed_keeper_leaves_no_server_and_the_next_runs_share_one(document, profile):
    lt_server.ensure(LanguageToolSettings())
    state = lt_server.running()
    os.kill(state.keeper, signal.SIGKILL)
    wait_for(lambda: not psutil.pid_exists(state.java) or _gone(state.java))
    assert lt_server.running() is None
    script = (
        "from edlint.engines.languagetool import server as lt_server\n"
        "from edlint.config.schema import LanguageToolSettings\n"
        "print(lt_server.ensure(LanguageToolSettings()).port)\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    ports = {run.communicate()[0].strip() for run in runs}
    assert ports == {str(lt_server.running().port)}
    assert found(languagetool.make(Settings()), document("It may fails."), profile)


def test_it_ends_by_itself_when_idle_and_leaves_neither_process_nor_state(tmp_path, monkeypatch):
    monkeypatch.setenv(lt_state.FOLDER, str(tmp_path / "own"))
    # A busy machine may take longer to start it than anybody would wait.
    script = (
        "from edlint.engines.languagetool import keeper\n"
        "keeper._WARM_SECONDS = 3600.0\n"
        "keeper.main('512m', 1.0)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert not lt_state.alive()
    assert lt_state.read() is None


def test_its_memory_is_bounded_and_it_listens_to_this_machine_alone():
    lt_server.ensure(LanguageToolSettings())
    java = psutil.Process(lt_server.running().java)
    assert "-Xmx512m" in java.cmdline()
    listening = [c.laddr.ip for c in java.net_connections() if c.status == psutil.CONN_LISTEN]
    assert listening
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def _kill_server() -> None:
    state = lt_server.running()
    os.kill(state.java, signal.SIGKILL)
    wait_for(lambda: _gone(state.java))


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_nothing_is_imported_from_the_articles_and_nothing_starts_there(tmp_path, monkeypatch):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("psutil", "language_tool_python", "requests", "edlint", "json", "socket", "sitecustomize"):
        (folder / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'w').write({name!r})\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PYTHONPATH", ".")
    monkeypatch.setenv(lt_state.FOLDER, "../server")
    try:
        server = lt_server.ensure(LanguageToolSettings())
        state = lt_server.running()
        places = {psutil.Process(pid).cwd() for pid in (state.keeper, state.java)}
    finally:
        lt_server.stop()
    assert (server.port, places) == (state.port, {"/"})
    assert not (folder / "ran").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "server"]
