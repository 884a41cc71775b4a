"""A session in an editor: what is written is what is checked, whatever the editor and however fast."""

import asyncio
import contextlib
import os
import random
import signal

import psutil
import pytest
from lsprotocol import types as lsp

from .conftest import PATIENCE, checked, editing, said, told

TEXT = "# A note 😀\n\nWe recieve the mail 😀 at teh office.\n\nRoughly 70% of all users agree that it is late.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_findings_stand_where_they_are_beside_an_emoji(tmp_path, encoding):
    async with editing(tmp_path, encoding=encoding) as editor:
        uri = editor.open("a.md", TEXT)
        found = await editor.settled(uri)
        assert {"recieve", "teh"} <= {editor.words(uri, one.range) for one in found}
        assert said(editor, uri) == checked(tmp_path / "a.md", TEXT)
        at = TEXT.index("recieve")
        editor.replace(uri, at, at + 7, "receive 😀😀")
        await editor.settled(uri)
        assert said(editor, uri) == checked(tmp_path / "a.md", editor.texts[uri])


async def test_halves_of_characters_are_texts_too(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", "We\ud83d recieve it.\n")
        _, one = await editor.settled(uri)
        assert (one.range.start.character, one.range.end.character) == (4, 11)
        # The other half comes with the next key.
        editor.replace(uri, 3, 3, "\ude00")
        (one,) = await editor.settled(uri)
        assert (one.range.start.character, one.range.end.character) == (5, 12)


async def test_two_hundred_quick_edits_end_as_a_check_of_the_text(tmp_path):
    chance = random.Random(17)
    pieces = ["teh ", "😀", "\r\n", "\n\n", "recieve", "# H\n", " 70% of users", "\u2028", "\f", "*", "é"]
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", TEXT.replace("\n", "\r\n"))
        for number in range(200):
            text = editor.texts[uri]
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.choice([0, 0, 0, 1, 5]))
            # No editor puts a cursor between the two characters of a line's end.
            start -= text[start - 1 : start + 1] == "\r\n"
            end += text[end - 1 : end + 1] == "\r\n"
            editor.replace(uri, start, max(start, end), chance.choice(pieces))
            if chance.random() < 0.3:
                await asyncio.sleep(0)
            if number % 40 == 0:
                await editor.settled(uri)
                assert said(editor, uri) == checked(tmp_path / "a.md", editor.texts[uri])
        await editor.settled(uri)
        assert said(editor, uri) == checked(tmp_path / "a.md", editor.texts[uri])


async def test_each_file_is_checked_by_the_nearest_configuration(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, language in ((one, "en-GB"), (two, "en-US")):
        (folder / "deep").mkdir(parents=True)
        (folder / "edlint.toml").write_text(f'language = "{language}"\n')
    (two / "deep" / "edlint.toml").write_text('ignore = ["spelling"]\n')
    text = "The colour of the color is here. We recieve it.\n"
    async with editing(tmp_path, folders=(one, two)) as editor:
        for name in ("one/a.md", "one/deep/a.md", "two/a.md", "two/deep/a.md"):
            uri = editor.open(name, text)
            await editor.settled(uri)
            assert said(editor, uri) == checked(tmp_path / name, text)
        words = {
            name: [
                editor.words(editor.uri(name), d.range)
                for d in editor.published[editor.uri(name)].diagnostics
            ]
            for name in ("one/a.md", "two/a.md", "two/deep/a.md")
        }
        assert "color" in words["one/a.md"]
        assert "colour" in words["two/a.md"]
        assert "recieve" not in words["two/deep/a.md"]


async def test_a_changed_configuration_counts_at_once(tmp_path):
    config = tmp_path / "edlint.toml"
    text = "We recieve the Frobnicatr.\n"
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", text)
        assert len(await editor.settled(uri)) == 2
        # No message tells of it: the files are looked at.
        config.write_text('[vocabulary]\naccept = ["words.txt"]\n')
        (tmp_path / "words.txt").write_text("Frobnicatr\n")
        await editor.until(lambda: len(editor.published[uri].diagnostics) == 1)
        config.write_text("languag = 3\n")
        await editor.until(lambda: bool(editor.published.get(config.as_uri())))
        (fault,) = editor.published[config.as_uri()].diagnostics
        assert (fault.range.start.line, fault.code) == (0, "edlint.configuration")
        assert "languag" in fault.message
        # What was said before stays, as nothing better is known.
        assert len(editor.published[uri].diagnostics) == 1
        config.write_text('ignore = ["spelling"]\n')
        await editor.until(lambda: not editor.published[uri].diagnostics)
        await editor.until(lambda: not editor.published[config.as_uri()].diagnostics)
        assert len([one for one in editor.client.messages if "languag" in one.message]) == 1


async def test_comments_and_the_baseline_silence_as_in_check(tmp_path):
    (tmp_path / "edlint.toml").write_text("")
    text = "We recieve it.\n\nWe beleive it. <!-- edlint-disable-line spelling -- a quotation -->\n"
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", text)
        (found,) = await editor.settled(uri)
        entry = {"path": "a.md", "rule": found.code, "text": "recieve", "fingerprint": found.data}
        head = '{"edlint-baseline": 1}\n'
        import json

        (tmp_path / "edlint-baseline.jsonl").write_text(head + json.dumps(entry) + "\n")
        await editor.until(lambda: not editor.published[uri].diagnostics)
        assert checked(tmp_path / "a.md", text) == []


async def test_a_text_that_hangs_is_stopped_and_said(tmp_path, house):
    (tmp_path / "edlint.toml").write_text('packs = ["house"]\ntimeout = 0.5\n')
    async with editing(tmp_path, environment=house) as editor:
        uri = editor.open("a.md", "We recieve it. HANGS\n")
        found = await editor.settled(uri)
        (stopped,) = [one for one in found if one.code == "edlint.not-checked"]
        assert "house was stopped" in stopped.message
        # What the other checks saw is kept.
        assert "recieve" in {editor.words(uri, one.range) for one in found}
        at = editor.texts[uri].index("HANGS")
        editor.replace(uri, at, at + 5, "all")
        assert [one.code for one in await editor.settled(uri)] == ["spelling.misspelling"]
        assert len([one for one in editor.client.messages if "house was stopped" in one.message]) == 1


async def test_a_text_that_ends_the_worker_is_said_and_the_next_is_checked(tmp_path, house):
    (tmp_path / "edlint.toml").write_text('packs = ["house"]\n')
    async with editing(tmp_path, environment=house) as editor:
        uri = editor.open("a.md", "We recieve it. DIES\n")
        (stopped,) = await editor.settled(uri)
        assert stopped.code == "edlint.not-checked"
        # Each key ends one: that is said once, and no reason to give up.
        for _ in range(6):
            editor.replace(uri, 0, 0, "We beleive it. ")
            (stopped,) = await editor.settled(uri)
            assert stopped.code == "edlint.not-checked"
        other = editor.open("b.md", "We recieve it.\n")
        assert [one.code for one in await editor.settled(other)] == ["spelling.misspelling"]
        editor.rewrite(uri, "We recieve it.\n")
        assert [one.code for one in await editor.settled(uri)] == ["spelling.misspelling"]
        assert len([one for one in editor.client.messages if "a.md: not checked" in one.message]) == 1


async def test_a_worker_that_is_killed_is_started_again(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", "We recieve it.\n")
        await editor.settled(uri)
        (worker,) = psutil.Process(editor.client._server.pid).children()
        os.kill(worker.pid, signal.SIGKILL)
        # Once the server has noticed: what is asked of a dying worker is said to be not checked.
        await asyncio.to_thread(worker.wait, PATIENCE)
        editor.replace(uri, 0, 0, "Teh end. ")
        await editor.settled(uri)
        assert said(editor, uri) == checked(tmp_path / "a.md", editor.texts[uri])


async def test_a_server_that_is_killed_leaves_nothing_and_another_says_the_same(tmp_path):
    found = []
    for _ in range(2):
        with contextlib.suppress(Exception):  # there is nobody left to take leave of
            async with editing(tmp_path, pull=True) as editor:
                uri = editor.open("a.md", TEXT)
                about = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
                report = await editor.client.text_document_diagnostic_async(about)
                found.append(told(editor, uri, report.items))
                server = psutil.Process(editor.client._server.pid)
                processes = [server, *server.children(recursive=True)]
                server.kill()
        assert psutil.wait_procs(processes, timeout=PATIENCE)[1] == []
    assert found == [checked(tmp_path / "a.md", TEXT)] * 2


async def test_a_configuration_that_changes_under_way_counts_for_what_is_under_way(tmp_path, house):
    config = tmp_path / "edlint.toml"
    config.write_text('packs = ["house"]\ntimeout = 10000\n')
    async with editing(tmp_path, environment=house) as editor:
        other = editor.open("b.md", "We beleive it.\n")
        assert len(await editor.settled(other)) == 1
        uri = editor.open("a.md", "We recieve it. HANGS\n")
        config.write_text('packs = ["house"]\ntimeout = 0.5\nignore = ["spelling"]\n')
        await editor.until(lambda: not editor.published[other].diagnostics)
        assert [one.code for one in await editor.settled(uri)] == ["edlint.not-checked"]


async def test_a_cancelled_request_ends_its_work(tmp_path, house):
    (tmp_path / "edlint.toml").write_text('packs = ["house"]\ntimeout = 10000\n')
    async with editing(tmp_path, environment=house, pull=True) as editor:
        uri = editor.open("a.md", "We recieve it. HANGS\n")
        about = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
        asked = editor.client.protocol.send_request(lsp.TEXT_DOCUMENT_DIAGNOSTIC, about, msg_id="17")
        editor.client.cancel_request(lsp.CancelParams("17"))
        with pytest.raises(Exception, match="cancel"):
            await asyncio.wrap_future(asked)
        other = editor.open("b.md", "We beleive it.\n")
        # A worker that were still at the first would never come to this one.
        report = await editor.client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(other))
        )
        assert [one.code for one in report.items] == ["spelling.misspelling"]


async def test_an_editor_that_pulls_is_sent_nothing_unasked(tmp_path):
    async with editing(tmp_path, pull=True, client="visual_studio_code@v1.65.2") as editor:
        uri = editor.open("a.md", "We recieve it.\n")
        about = lsp.TextDocumentIdentifier(uri)
        first = await editor.client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(about))
        assert told(editor, uri, first.items) == checked(tmp_path / "a.md", editor.texts[uri])
        same = await editor.client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(about, previous_result_id=first.result_id)
        )
        assert isinstance(same, lsp.RelatedUnchangedDocumentDiagnosticReport)
        editor.replace(uri, 0, 0, "Teh end. ")
        again = await editor.client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(about, previous_result_id=first.result_id)
        )
        assert told(editor, uri, again.items) == checked(tmp_path / "a.md", editor.texts[uri])
        assert uri not in editor.published


async def test_texts_that_lie_nowhere_are_checked_and_code_is_not(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("untitled:Untitled-1", "We recieve it.\n")
        assert [one.code for one in await editor.settled(uri)] == ["spelling.misspelling"]
        code = editor.open("a.py", "# we recieve it\n", "python")
        log = editor.open("a.log", "we recieve it\n", "plaintext")
        text = editor.open("a.txt", "We recieve it.\n", "plaintext")
        await editor.settled(text)
        assert code not in editor.published
        assert log not in editor.published
        editor.close(text)
        await editor.until(lambda: not editor.published[text].diagnostics)


async def test_only_saved_texts_are_checked_where_that_is_set(tmp_path):
    async with editing(tmp_path, options={"run": "onSave"}) as editor:
        uri = editor.open("a.md", "We write it.\n")
        assert await editor.settled(uri) == []
        editor.replace(uri, 0, 0, "We recieve it. ")
        editor.save(uri)
        assert [one.code for one in await editor.settled(uri)] == ["spelling.misspelling"]
        editor.replace(uri, 0, 0, "We beleive it. ")
        about = lsp.TextDocumentIdentifier(uri)
        # Whoever asks about a place is told of the text as it is.
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(about, lsp.Position(0, 5)))
        assert "beleive" in hover.contents.value


async def test_what_the_configuration_leaves_out_is_not_checked(tmp_path):
    (tmp_path / "edlint.toml").write_text('exclude = ["old/"]\n')
    async with editing(tmp_path) as editor:
        uri = editor.open("old/a.md", "We recieve it.\n")
        assert await editor.settled(uri) == []


async def test_settings_that_are_none_are_said(tmp_path):
    async with editing(tmp_path, options={"delay": "soon", "colour": 1}) as editor:
        await editor.until(lambda: len(editor.client.messages) >= 2)
        said = " ".join(one.message for one in editor.client.messages)
        assert "edlint.delay" in said
        assert "edlint.colour: no such setting" in said
