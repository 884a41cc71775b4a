"""What can be done about a finding: all of it by the server, as edits that the editor only has to make."""

from lsprotocol import types as lsp

from .conftest import checked, editing, said

TEXT = (
    "# Notes 😀\n\nWe recieve the mail at teh office.\n\nThe Frobnicatr is here, and it is the best of all.\n"
)


def titled(found, start):
    (one,) = [each for each in found if each.title.startswith(start)]
    return one


async def test_fixes_are_edits_and_the_safe_one_is_preferred(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", TEXT)
        found = {editor.words(uri, one.range): one for one in await editor.settled(uri)}
        fix = titled(await editor.actions(uri, found["recieve"]), "Write “receive”")
        assert fix.is_preferred
        assert fix.diagnostics[0].code == "spelling.misspelling"
        editor.apply(fix.edit)
        assert editor.texts[uri] == TEXT.replace("recieve", "receive")
        assert {editor.words(uri, one.range) for one in await editor.settled(uri)} == set(found) - {"recieve"}


async def test_all_safe_fixes_are_one_action(tmp_path):
    text = "We recieve 😀 teh mail.\r\n\r\nWe beleive it, and untill then we wait.\r\n"
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", text)
        (first, *_) = await editor.settled(uri)
        # As on save: the kind is asked for by name, and the edit is there at once.
        (action,) = await editor.actions(uri, first, ["source.fixAll"])
        assert action.kind == "source.fixAll.edlint"
        editor.apply(action.edit)
        assert editor.texts[uri] == (
            "We receive 😀 the mail.\r\n\r\nWe believe it, and until then we wait.\r\n"
        )
        assert await editor.settled(uri) == []
        assert await editor.actions(uri, first, ["source.fixAll.edlint"]) == []
        # From the menu: the edit comes when it is wanted.
        editor.rewrite(uri, text)
        (first, *_) = await editor.settled(uri)
        offered = titled(await editor.actions(uri, first), "Fix all")
        assert offered.edit is None
        editor.apply((await editor.client.code_action_resolve_async(offered)).edit)
        assert await editor.settled(uri) == []
        # By name, for editors that bind keys to commands.
        editor.rewrite(uri, text)
        await editor.settled(uri)
        await editor.command(lsp.Command("", "edlint.fixAll", arguments=[uri]))
        assert await editor.settled(uri) == []


async def test_a_word_goes_into_the_vocabulary_and_counts_at_once(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", TEXT)
        found = {editor.words(uri, one.range): one for one in await editor.settled(uri)}
        add = titled(await editor.actions(uri, found["Frobnicatr"]), "Add “Frobnicatr”")
        # There is no vocabulary yet: nothing is made without asking.
        await editor.command(add.command)
        assert list(tmp_path.iterdir()) == []
        editor.answer = "Make one"
        await editor.command(add.command)
        words = tmp_path / "edlint-vocabulary.txt"
        assert "Frobnicatr" in words.read_text().splitlines()
        await editor.until(
            lambda: (
                "Frobnicatr" not in [editor.words(uri, d.range) for d in editor.published[uri].diagnostics]
            )
        )
        assert said(editor, uri) == checked(tmp_path / "a.md", TEXT)
        # The second word goes where the first one went.
        editor.replace(uri, len(TEXT), len(TEXT), "\nThe Quuxifyr is new.\n")
        found = {editor.words(uri, one.range): one for one in await editor.settled(uri)}
        await editor.command(titled(await editor.actions(uri, found["Quuxifyr"]), "Add ").command)
        assert words.read_text().splitlines()[-2:] == ["Frobnicatr", "Quuxifyr"]


async def test_a_comment_silences_one_finding_with_its_reason_to_be_written(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", TEXT + "\nWe recieve it twice.\n")
        found = [one for one in await editor.settled(uri) if editor.words(uri, one.range) == "recieve"]
        assert len(found) == 2
        await editor.command(titled(await editor.actions(uri, found[0]), "Let this stand").command)
        left = await editor.settled(uri)
        assert [editor.words(uri, one.range) for one in left].count("recieve") == 1
        assert "spelling.misspelling -- say why -->" in editor.texts[uri]
        assert said(editor, uri) == checked(tmp_path / "a.md", editor.texts[uri])
        (again,) = [one for one in left if editor.words(uri, one.range) == "recieve"]
        await editor.command(titled(await editor.actions(uri, again), "Ignore spelling").command)
        await editor.settled(uri)
        assert "edlint-disable-file spelling.misspelling" in editor.texts[uri]
        assert {one.code for one in editor.published[uri].diagnostics}.isdisjoint({"spelling.misspelling"})


async def test_comments_are_written_in_the_marks_of_each_format(tmp_path):
    texts = {
        "a.html": ("html", "<p>We recieve it.</p>\n<ul><li>And we\nbeleive it.</li></ul>\n"),
        "a.rst": ("restructuredtext", "Notes\n=====\n\nWe recieve it\nand we beleive it.\n"),
        "a.adoc": ("asciidoc", "= Notes\n\nWe recieve it\nand we beleive it.\n"),
        "a.tex": ("latex", "\\begin{document}\nWe recieve it\nand we beleive it.\n\\end{document}\n"),
        "a.mdx": ("mdx", "We recieve it\nand we beleive it.\n"),
        "b.md": ("markdown", "| A | B |\n|---|---|\n| We recieve it | x |\n\n> - We beleive\n>   it.\n"),
    }
    async with editing(tmp_path) as editor:
        for name, (language, text) in texts.items():
            uri = editor.open(name, text, language)
            for word in ("recieve", "beleive"):
                (one,) = [d for d in await editor.settled(uri) if editor.words(uri, d.range) == word]
                before = {editor.words(uri, d.range) for d in editor.published[uri].diagnostics}
                await editor.command(titled(await editor.actions(uri, one), "Let this stand").command)
                left = {editor.words(uri, d.range) for d in await editor.settled(uri)}
                assert word not in left, (name, editor.texts[uri], editor.client.messages)
                assert left >= before - {"recieve", "beleive"}, name


async def test_hover_says_why_and_the_page_of_a_rule_says_all(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", "Roughly 70% of all users agree that it is late.\n")
        (one,) = [d for d in await editor.settled(uri) if d.code == "claims.unsourced-statistic"]
        about = lsp.TextDocumentIdentifier(uri)
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(about, one.range.start))
        assert hover.range == one.range
        assert "`claims.unsourced-statistic`" in hover.contents.value
        assert "](https://" in hover.contents.value
        assert one.code_description.href.endswith("/claims/unsourced-statistic.yaml")
        shown = titled(await editor.actions(uri, one), "Show the rule")
        assert await editor.command(shown.command) is None
        page = editor.shown[-1]
        assert page.uri.endswith("/rules/claims.unsourced-statistic.md")
        assert "## Flagged" in editor.read(page.uri)
        far = lsp.HoverParams(about, lsp.Position(0, 46))
        assert await editor.client.text_document_hover_async(far) is None


async def test_figures_and_open_claims_stand_above_the_text(tmp_path):
    text = "# A\n\nRoughly 70% of all users agree.\n\nMore than 40% of them left in a year.\n"
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", text)
        await editor.settled(uri)
        lenses = await editor.client.text_document_code_lens_async(
            lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri))
        )
        figures, claims = lenses
        assert " words; " in figures.command.title
        assert claims.command.title == "2 claims without a source"
        await editor.command(claims.command)
        assert editor.shown[-1].selection.start.line == 2
        assert editor.statuses[uri].openClaims == 2


async def test_numbers_that_contradict_each_other_name_the_other_place(tmp_path):
    text = "We surveyed 1,204 readers in 😀 spring.\n\nThe method is simple: we surveyed 1,240 readers by mail.\n"
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", text)
        (one,) = [d for d in await editor.settled(uri) if d.related_information]
        (other,) = one.related_information
        assert editor.words(uri, one.range) == "1,240 readers"
        assert editor.words(uri, other.location.range) == "1,204 readers"
        assert other.message == "“1,204 readers” here"


async def test_arguments_that_are_none_are_answered_with_a_sentence(tmp_path):
    async with editing(tmp_path) as editor:
        uri = editor.open("a.md", TEXT)
        await editor.settled(uri)
        for command in ("fixAll", "addToVocabulary", "silence", "silenceInFile", "showRule", "nextClaim"):
            for arguments in (None, [], ["nowhere"], [uri, 7, 7, 7], [None, "x"], [{"a": []}, "y"]):
                await editor.command(lsp.Command("", f"edlint.{command}", arguments=arguments))
        assert editor.texts[uri] == TEXT
        await editor.command(lsp.Command("", "edlint.restart"))
        editor.replace(uri, 0, 0, "Teh end. ")
        await editor.settled(uri)
        assert said(editor, uri) == checked(tmp_path / "a.md", editor.texts[uri])
