"""Configurations and rules while they are written: what may stand at a place, and what it means."""

from lsprotocol import types as lsp

from .conftest import editing

CURSOR = "▮"


async def offered(editor, name, text, language="toml"):
    """Return the labels that are offered at the cursor in a text, with what each would make of it."""
    at = text.index(CURSOR)
    plain = text.replace(CURSOR, "")
    uri = editor.open(name, plain, language)
    found = await editor.client.text_document_completion_async(
        lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), editor.position(plain, at))
    )
    editor.close(uri)
    if found is None:
        return None
    made = {}
    for item in found.items:
        start, end = (
            editor.offset(plain, item.text_edit.range.start),
            editor.offset(plain, item.text_edit.range.end),
        )
        made[item.label] = plain[:start] + item.text_edit.new_text + plain[end:]
    return made


async def said(editor, name, text, language="toml"):
    at = text.index(CURSOR)
    plain = text.replace(CURSOR, "")
    uri = editor.open(name, plain, language)
    found = await editor.client.text_document_hover_async(
        lsp.HoverParams(lsp.TextDocumentIdentifier(uri), editor.position(plain, at))
    )
    editor.close(uri)
    return found.contents.value if found else None


async def test_configurations_are_completed_and_explained(tmp_path):
    async with editing(tmp_path) as editor:
        keys = await offered(editor, "edlint.toml", "# 😀 é\nlan▮")
        assert set(keys) >= {"language", "ignore", "vocabulary", "rules", "overrides", "fail-on"}
        assert keys["language"] == "# 😀 é\nlanguage"
        values = await offered(editor, "edlint.toml", 'fail-on = "▮"\n')
        assert values == {name: f'fail-on = "{name}"\n' for name in ("error", "suggestion", "warning")}
        bare = await offered(editor, "edlint.toml", "language = ▮")
        assert bare["en-GB"] == 'language = "en-GB"'
        rules = await offered(editor, "edlint.toml", 'ignore = [\n  "style",\n  "claims.over▮",\n]\n')
        assert rules["claims.overclaim.superlative"].splitlines()[2] == '  "claims.overclaim.superlative",'
        assert "readability" in rules
        table = await offered(editor, "edlint.toml", '[rules."readability.grade"]\nma▮')
        assert {"severity", "max"} <= set(table)
        inner = await offered(editor, "edlint.toml", "[[overrides]]\nfiles = ['a']\ni▮")
        assert set(inner) == {"files", "language", "select", "ignore", "rules"}
        assert await offered(editor, "pyproject.toml", "[project]\nna▮") is None
        assert "engines" in await offered(editor, "pyproject.toml", "[tool.edlint]\nen▮")
        assert await offered(editor, "other.toml", "la▮") is None
        assert "exit code 1" in await said(editor, "edlint.toml", 'fail-▮on = "error"\n')
        assert "no source" in await said(editor, "edlint.toml", 'ignore = ["claims.unsourced-▮statistic"]\n')
        assert await said(editor, "edlint.toml", "unk▮nown = 1\n") is None


async def test_rules_are_completed_and_explained(tmp_path):
    rule = "id: style.house\nmessage: m\ncheck: words\n"
    async with editing(tmp_path) as editor:
        keys = await offered(editor, "rules/house.yaml", f"{rule}▮", "yaml")
        assert {"why", "sources", "examples", "severity"} <= set(keys)
        kinds = await offered(editor, "rules/house.yaml", "id: style.house\nmessage: m\ncheck: ▮\n", "yaml")
        assert {"tokens", "statement"} <= set(kinds)
        assert "error" in await offered(editor, "rules/house.yaml", f"{rule}severity: ▮\n", "yaml")
        cases = await offered(editor, "rules/house.yaml", f"{rule}examples:\n  ▮\n", "yaml")
        assert {"bad", "good"} <= set(cases)
        assert await offered(editor, "compose.yaml", "services:\n  ▮\n", "yaml") is None
