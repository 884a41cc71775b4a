"""Documents of every format made at random: each code point of each block knows where it came from."""

import json

import pytest
from blocks import suffix
from hypothesis import given, settings
from hypothesis import strategies as st
from test_positions import LINE_ENDS, MARKDOWN, WORDS, check_block

from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

MARKUP = {
    "rst": r"""* ** ` `` | \ \* _ __ `a`_ `a`__ :x:`a` :code:`a` `a&<b>`_ [1]_ [#]_ [a]_ |a| _`a` .. ..&_a:&b ..&[1]&x ..&[#]&x ..&[a]&x
        ..&|a|&replace::&b ..&note:: ..&note::&x ..&x::&A&b ..&code:: ..&list-table:: ..&csv-table:: ..&figure::&x ..&role::&y(code)
        :a:&b :class:&x __&b -- --- ---- ==== === ::: :: x:: >>> >>>&x |&x -&x *&x 1.&x #.&x a) (i) -a&b --b=c +---+---+ |&a&|&b&| +===+===+
        |&a&&&中| ==== === ===&=== &&&x &&&&&&x https://a.b/c me@x.org term&:&c .. ..&edlint-disable PEP:&1""",
    "asciidoc": r"""* ** _ __ ` `` # ## ^ ~ + ++ +++ $$ \ {a} {sp} {empty} <<a>> <<a,b>> [[a]] ((a)) (((a))) "` `" '` `' &amp; &#0; link:a[b]
        https://a.b[c] xref:a[] image:a[b] footnote:[a] footnote:x[] a:b[c] [.r]#x# pass:[x] kbd:[x] = == === --- ==== **** ____ ---- .... ++++
        //// // -- ``` |=== !=== ,=== | ! 2+| a| .2+^s| * ** - . .. 1. a. <1> a:: b;; .T [x] [source] [quote,a] [cols="1,a"] NOTE: + &&x :a:&b
        ifdef::a[] ifdef::a[b] endif::[] include::a[] image::a[b] ''' <<< ~~~~ https://a.b/c //&edlint-disable""",
    "latex": r"""{ } [ ] $ $$ % \\ \ \\[ \( \) \begin{document} \end{document} \begin{itemize} \item \item[a] \end{itemize} \begin{tabular}{l} & \end{tabular}
        \begin{verbatim} \end{verbatim} \begin{align} \end{align} \begin{quote} \end{quote} \section{ \title{ \textbf{ \emph{a} \footnote{ \caption{ \cite{a}
        \verb|a| \href{a}{ \url{b} \label{a} \'e \"{o} \c{c} \ss{} \, \- -- --- `` '' ` ~ \foo \foo{ \foo[a]{b} \foo{a&b} \begin{x} \end{x} \par \input{a}
        \newcommand{\a}{b} \begin{thebibliography}{9} \bibitem{a} \end{thebibliography} %&edlint-disable https://a.b/c {\bf a} \footnote{a} \begin{lstlisting}""",
}  # fmt: skip


def composed(form: str) -> st.SearchStrategy[str]:
    """Return texts of a format: its marks, words, indentation and line ends in any order."""
    return pieces(st.sampled_from([mark.replace("&", " ") for mark in MARKUP[form].split()]))


def pieces(marks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts of marks, words, blanks and line ends in any order."""
    return st.lists(
        st.one_of(marks, WORDS, LINE_ENDS, st.sampled_from([" ", "\n   ", "\n\n", "\n\n   "])), max_size=40
    ).map("".join)


def notebook(text: str) -> str:
    """Return a notebook with a text in it twice: as lines, and as one string."""
    cells = [{"cell_type": "markdown", "source": source} for source in (text.splitlines(keepends=True), text)]
    return json.dumps({"cells": cells}, indent=1, ensure_ascii=len(text) % 2 == 0)


QUARTO = '* ** ` ``` ```{r} #|&fig-cap: #|&fig-alt:&> #|&&&x ::: :::{.a} @a [@a] {#b} #|&cap:&"a\\"b" {r&fig.cap=\'x\'} --- |'.split()
PO = """msgid&"a&b" msgstr&"teh" "more&\\n" msgid&"" msgstr[0]&"%s" msgid_plural&"{a}" # #~&msgid&"x" #&edlint-x "Language:&de\\n" \\" <b> %(a)s""".split()
CUES = "WEBVTT\n\n \n\n00:01.000&-->&00:02.000\n \n1\n00:00:01,000&-->&00:00:02,000\n NOTE NOTE&edlint-x STYLE <i> </i> <v&Ada> {\\an8} . <00:01>".split(
    " "
)
MESSAGE = "fix(a):& fixup!& # #&edlint-x - 1.&x Signed-off-by:&a&<b@c.d> \n&&&&code #&------------------------&>8&------------------------\n : [x]&y".split()
TEXTS = {
    "po": st.lists(
        st.one_of(st.sampled_from([mark.replace("&", " ") for mark in PO]), WORDS), max_size=30
    ).map("\n".join),
    **{form: composed(form) for form in MARKUP},
    "notebook": pieces(MARKDOWN).map(notebook),
    "quarto": pieces(st.sampled_from([mark.replace("&", " ") for mark in QUARTO])),
    "subtitles": pieces(st.sampled_from([mark.replace("&", " ") for mark in CUES])),
    "commit": pieces(st.sampled_from([mark.replace("&", " ") for mark in MESSAGE])),
}


@pytest.mark.parametrize("form", TEXTS)
def test_every_piece_stands_where_it_says(form: str) -> None:
    @given(TEXTS[form], st.data())
    @settings(max_examples=120)
    def holds(text: str, data: st.DataObject) -> None:
        document = parse(Source(f"a{suffix(form)}", form, text))
        for block in document.blocks:
            check_block(block, text)
            start = data.draw(st.integers(0, len(block.text)))
            end = data.draw(st.integers(start, len(block.text)))
            place = block.to_source(Span(start, end))
            assert 0 <= place.start <= place.end <= len(text)
            edit = block.edit(Span(start, end), "new")
            assert edit is None or 0 <= edit.start <= edit.end <= len(text)
        for comment in document.comments:
            assert 0 <= comment.span.start < comment.span.end <= len(text)
        for runs in document.listings:
            assert all(0 <= run.start < run.end <= len(text) for run in runs)

    holds()


SENTENCES = {
    "rst": ["one", "two", "*three*", "**four**", "`five <x>`_", "``six``", "sev\\ en", "ei\nght"],
    "asciidoc": [
        "one",
        "two",
        "*three*",
        "__fo__ur",
        "link:x[five]",
        "`six`",
        "sev{empty}en",
        "ei\nght",
        "(((x)))",
    ],
    "mdx": ["one", "two", "*three*", "<b>four</b>", "[five](x)", "{six}", "sev\nen", "<X y='z'/>"],
    "notebook": ["one", "two", "*three*", "[five](x)", "`six`", "sev\nen", "caf\\u00e9"],
    "quarto": ["one", "two", "*three*", "[five](x)", "`r six`", "@sev", "[*x*]{.a}"],
    "subtitles": ["one", "two", "<i>three</i>", "<v Ada>five", "sev\nen"],
    "commit": ["one", "two", "*three*", "five", "sev\nen", "src/a.py"],
    "po": ["one", "two", "<b>three</b>", "five", "%s", '"\n"', '\\"x\\"'],
    "latex": [
        "one",
        "two",
        "\\emph{three}",
        "\\textbf{fo}ur",
        "\\href{x}{five}",
        "\\verb|six|",
        "sev\\-en",
        "ei%\nght",
        "n\\'{i}ne",
    ],
}


WRAPPED = {
    "notebook": '{"cells": [{"cell_type": "markdown", "source": ["%%"]}]}',
    "subtitles": "1\n00:00:01,000 --> 00:00:02,000\n%%\n",
    "po": 'msgid "%%"\nmsgstr ""\n',
}


@pytest.mark.parametrize("form", SENTENCES)
def test_an_edit_changes_these_words_and_no_others(form: str) -> None:
    @given(st.lists(st.sampled_from(SENTENCES[form]), min_size=1))
    @settings(max_examples=60)
    def holds(parts: list[str]) -> None:
        written = "mdx" if form == "mdx" else suffix(form).lstrip(".")
        path, name = f"a.{written}", "markdown" if form == "mdx" else form
        words = "The " + " ".join(parts) + " end"
        if form == "notebook":
            words = words.replace("\n", '\\n", "')
        text = WRAPPED.get(form, "%%").replace("%%", words)
        before = parse(Source(path, name, text)).blocks[0]
        for word in ("one", "two", "three", "five", "end"):
            at = before.text.find(word)
            if at < 0:
                continue
            edit = before.edit(Span(at, at + len(word)), "changed")
            assert edit is not None
            after = parse(Source(path, name, text[: edit.start] + edit.text + text[edit.end :])).blocks[0]
            assert after.text == before.text[:at] + "changed" + before.text[at + len(word) :]

    holds()


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("latex", "https://a.b/c--"),
        ("latex", "https://a.b/c~d"),
        ("asciidoc", "'`\\`'"),
        ("asciidoc", "[x] #0;\n  https://a.b[c]\\##\n\n"),
        ("asciidoc", "`a:`b[c] x"),
    ],
)
def test_texts_that_once_had_pieces_in_two_places(form: str, text: str) -> None:
    for block in parse(Source(f"a{suffix(form)}", form, text)).blocks:
        check_block(block, text)
