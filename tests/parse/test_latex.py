"""LaTeX: what stands on the page, at its place in the source, whatever is missing."""

import pytest
from blocks import kinds, marks, read

from builders import grows_with_length_only
from edlint.config.faults import faults
from edlint.config.schema import LatexSettings, Settings
from edlint.model.block import CellPlace, ItemPlace, MarkKind
from edlint.model.source import Source
from edlint.parse.latex import parse

P = "paragraph"
L = "list-item"
C = "caption"
F = "footnote"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("\\title{A \\emph{b}}teh\n\\begin{document}\nText\n here\\end{document} teh", [("title", "A b"), (P, "Text here")]),
        ("\\section*{One}\\label{teh}\n\\subsection[teh]{Two $x$}\nText", [("heading", "One"), ("alt", "teh"), ("heading", "Two □"), (P, "Text")]),
        ("\\caption[A short one]{A long one}\\title[Short]{Long}\\subfloat[Two words]{x}", [("alt", "A short one"), (C, "A long one"), ("alt", "Short"), ("title", "Long"), ("alt", "Two words"), (C, "x")]),
        ("\\textit{wor}d and sh\\textbf{elf}ful", [(P, "word and shelfful")]),
        ("run \\verb|teh| or \\verb+teh+, \\texttt{teh} and \\lstinline!teh!", [(P, "run □ or □, □ and □")]),
        ("a\\footnote{Teh \\emph{note}.} b", [(P, "a b"), (F, "Teh note.")]),
        ("costs 5$ here\n\nand $x$ there", [(P, "costs 5 here"), (P, "and □ there")]),
        ("\\caption{costs 5$ teh}\nand $x$ there", [(C, "costs 5 teh"), (P, "and □ there")]),
        ("$a$$b$ $$c$$ \\(d\\) \\[e\\] \\begin{align}f\\end{align} $x \\text{ if $y$}$ end", [(P, "□□ □ □ □ □ □ end")]),
        ("caf\\'e na\\\"{\\i}ve \\c{c}a \\v s \\ss{} \\O re \\'{e}", [(P, "café naïve ça š ß Øre é")]),
        ("\\$5, 10\\,\\%, a\\_b \\& c~d -- e --- f ``g'' `h' \\ldots{} \\dots", [(P, "$5, 10\u2009%, a_b & c\u00a0d – e — f “g” ‘h' … …")]),
        ("a % teh\nb%\nc\n% teh\nd", [(P, "a bc d")]),
        ("\\begin{lstlisting}[language=C]\nteh { \\end{a} $\n\\end{lstlisting}\nText {b}", [(P, "Text b")]),
        ("A \\verb|teh and\nmore words.", [(P, "A |teh and more words.")]),
        ("\\begin{verbatim}\nteh", []),
        ("\\begin{itemize}\\item A\\item[x] B\n\nC\\end{itemize}D", [(L, "A"), (L, "B"), (L, "C"), (P, "D")]),
        ("\\begin{description}\\item[A \\emph{term} $x$] Meaning\\item[B\n\nC\\end{description}", [(L, "A term □"), (L, "Meaning"), (L, "[B"), (L, "C")]),
        ("\\begin{itemize}\\item[Some \\textbf{words}] A\\item[$\\bullet$] B\\item[(a)] C\\end{itemize}", [(L, "Some words"), (L, "A"), (L, "B"), (L, "C")]),
        ("\\begin{theorem}[On $x$ and \\emph{y}] Body.\\end{theorem}", [("caption", "On □ and y"), (P, "Body.")]),
        ("\\includegraphics[width=3cm, alt={Words, here}]{a.png}", [(P, "□"), ("alt", "Words, here")]),
        ("One \\iffalse teh \\fi two \\iffalse teh \\else three\\fi{} \\iffalse four", [(P, "One □ two □ three four")]),
        ("\\begin{description}\\item[Term] Meaning\\end{description}", [(L, "Term"), (L, "Meaning")]),
        ("\\begin{tabular}{l|r}a & b\\\\\\hline c \\& d & \\multicolumn{2}{l}{e}\\\\\\end{tabular}", [("cell", "a"), ("cell", "b"), ("cell", "c & d"), ("cell", "e")]),
        ("\\begin{theorem}[The title] Words.\\end{theorem}", [(C, "The title"), (P, "Words.")]),
        ("\\begin{frame}{Heads}\\alert{text}\\end{frame}", [("heading", "Heads"), (P, "text")]),
        ("\\begin{tikzpicture}teh\\end{tikzpicture}\\includegraphics[w]{teh} x", [(P, "□ x")]),
        ("\\newcommand{\\a}[1][x]{teh \\b{#1}}\\def\\c#1{teh}\\setlength{\\d}{1cm}Text", [(P, "Text")]),
        ("\\input{/etc/passwd}\\include{teh}\\usepackage{teh}Text", [(P, "Text")]),
        ("\\foo{two words} \\foo[teh]{teh}{teh} \\foo", [(P, "two words □ □")]),
        ("{\\bf bold} {\\large\\itshape large} \\noindent x", [(P, "bold large x")]),
        ("\\emph{a\nb}\n$x$\nc \t\n d\n% teh\ne\\\\\n& f", [(P, "a b □ c d e f")]),
        ("a \\\n\n\nb\n \n\nc", [(P, "a"), (P, "b"), (P, "c")]),
        ("\\section{never\n\nclosed \\emph{here\n\nText } \\end{x} }", [("heading", "never"), (P, "closed here"), (P, "Text")]),
        ("line \\\\ break\\\\[2pt] here \\par Next", [(P, "line break here"), (P, "Next")]),
        ("see \\url{https://a.b} and \\href{https://c.d}{the \\emph{site}}", [(P, "see □ and the site")]),
        ("\\marginpar{aside words} text", [(F, "aside words"), (P, "text")]),
        ("A\\marginnote{beside \\emph{it}}[1cm] b\\marginnote{more}* c", [(P, "A b* c"), (F, "beside it"), (F, "more")]),
        ("About \\SI{3}{\\metre} wide, \\qty[round]{4}{s}", [(P, "About □ wide, □")]),
        ("stra\\ss e, \\oe uvre, \\ldots end, it\\textquotesingle s", [(P, "straße, œuvre, … end, it's")]),
        ("\\verb#a|b# \\verb*~x y~ \\mintinline{py}|teh x| \\lstinline[language=C]$b$ c", [(P, "□ □ □ □ c")]),
        ("a \\label{x} b\\label{y} c\\hfill d\\hspace{1cm}e\\linebreak f dis\\discretionary{-}{}{}play\\footnotemark[3]", [(P, "a b c d e f display")]),
        ("See \\url{http://x.org/a%20b} and \\href[o]{http://x/%7By%7D}{the words} on.\nNext \\path{a%b}.", [(P, "See □ and the words on. Next □.")]),
        ("\\newcommand\\foo[1]{teh words}\\let\\a=\\b\\NewDocumentCommand{\\c}{m}{teh words} Text {x}\\printbibliography[title=Teh]", [(P, "Text x")]),
        ("\\section{A \\texorpdfstring{$x$ b}{x b}}\\raisebox{1pt}[2pt]{c} \\newblock d", [("heading", "A □ b"), (P, "c d")]),
        ("\\begin{lstlisting}[caption={Words here}, label=x]\nteh\n\\end{lstlisting}\\begin{tcolorbox}[title=More words]a\\end{tcolorbox}", [(C, "Words here"), (C, "More words"), (P, "a")]),
        ("One.\n\\newpage\nTwo. \\clearpage Three.", [(P, "One."), (P, "Two."), (P, "Three.")]),
        ("\\begin{itemize}\\item<2-> A \\only<1>{b}\\end{itemize}\\begin{block}<2>{C} d < e > f\\end{block}", [(L, "A b"), (C, "C"), (P, "d < e > f")]),
        ("\\begin{column}{0.5\\textwidth}A\\end{column}\\begin{foo}{teh}{b c} d\\end{foo}", [(P, "A"), (P, "b c d")]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert sorted(kinds(text, "latex", "a.tex")) == sorted(blocks)


def test_marks_and_notes() -> None:
    text = (
        "as \\cite[p.~3]{doe} and \\citet{roe} say\\footnote{n} \\enquote{q} \\foreignlanguage{german}{Wort} \\ref{x}\n\n"
        "\\begin{quote}said\\end{quote}\\begin{thebibliography}{9}\\bibitem[D]{doe} Doe, \\emph{Book}.\\end{thebibliography}"
    )
    document = read(text, "latex", "a.tex")
    assert document.footnotes == {"1": "n", "doe": "Doe, Book."}
    assert marks(text, MarkKind.CITATION, "latex") == [("□", "doe"), ("□", "roe")]
    assert marks(text, MarkKind.FOOTNOTE, "latex") == [("", "1")]
    assert marks(text, MarkKind.QUOTE, "latex") == [("q", "")]
    assert marks(text, MarkKind.LANGUAGE, "latex") == [("Wort", "de")]
    assert marks(text, MarkKind.OBJECT, "latex") == [("□", "x")]
    assert [block.text for block in document.blocks if block.quoted] == ["said"]


def test_languages() -> None:
    text = (
        "\\begin{otherlanguage}{german}So.\n\nUnd\\footnote{Nun}\\end{otherlanguage} One \\textfrench{mot}\n\n"
        "\\selectlanguage{spanish} Dos.\n\n\\selectlanguage{english} Two. \\begin{dutch}Drie\\end{dutch}"
    )
    assert [(block.text, block.language) for block in read(text, "latex", "a.tex").blocks] == [
        ("So.", "de"),
        ("Und", "de"),
        ("Nun", "de"),
        ("One mot", None),
        ("Dos.", "es"),
        ("Two.", None),
        ("Drie", "nl"),
    ]
    assert marks(text, MarkKind.LANGUAGE, "latex") == [("mot", "fr")]


@pytest.mark.parametrize(
    ("preamble", "language"),
    [
        ("\\usepackage[english,ngerman]{babel}", "de"),
        ("\\usepackage[main=french, english]{babel}", "fr"),
        ("\\setdefaultlanguage[variant=uk]{english}", "en"),
        ("\\usepackage{babel}", None),
        ("\\usepackage[klingon]{babel}", None),
    ],
)
def test_the_language_of_a_document_is_its_preamble_s(preamble: str, language: str | None) -> None:
    assert read(preamble + "\n\\begin{document}A\\end{document}", "latex", "a.tex").language == language
    assert read(preamble, "latex", "a.tex").language is None


def test_items_and_cells_know_their_place() -> None:
    text = "\\begin{enumerate}\\item a\\begin{itemize}\\item b\\end{itemize}\\item c\\end{enumerate}\\begin{tabular}{l}d\\\\e&f\\end{tabular}"
    blocks = read(text, "latex", "a.tex").blocks
    assert [b.item for b in blocks if b.item] == [
        ItemPlace(0, 0, 0, 1),
        ItemPlace(1, 0, 1, None),
        ItemPlace(0, 1, 0, 1),
    ]
    assert [b.cell for b in blocks if b.cell] == [
        CellPlace(0, 0, 0, False),
        CellPlace(0, 1, 0, False),
        CellPlace(0, 1, 1, False),
    ]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        (r"Site & Calls \\ \hline North & 12 \\ \hline Total & 12", [True, True, False, False, False, False]),
        (r"\toprule Site & Calls \\ \midrule[1pt] North & 12 \\ \bottomrule", [True, True, False, False]),
        (r"North & 12 \\ \hline South & 20", [False] * 4),
        (r"North & 12 \\ South & 20 \\ \hline Total & 32", [False] * 6),
        (r"Site & Calls \\ North & 12", [False] * 4),
    ],
)
def test_a_row_of_words_above_a_rule_is_a_heading(rows: str, headers: list[bool]) -> None:
    text = f"A\n\n\\begin{{tabular}}{{lr}}{rows}\\end{{tabular}}\\hline"
    assert [b.cell.header for b in read(text, "latex", "a.tex").blocks if b.cell] == headers


def test_what_stands_beside_the_prose_is_kept() -> None:
    text = (
        "% edlint-disable-next-line spelling -- why\nTeh \\verb|a|\n\\begin{lstlisting}\nb\n\\end{lstlisting}"
    )
    document = read(text, "latex", "a.tex")
    assert [comment.text for comment in document.comments] == ["edlint-disable-next-line spelling -- why"]
    assert document.code == ("a", "b\n")
    assert ["".join(text[a:b] for a, b in runs) for runs in document.listings] == ["b\n"]


def test_commands_of_ones_own() -> None:
    text = "\\who{Ada}{teh} \\it{x y} \\nothing{teh teh} \\begin{console}\nteh\n\\end{console} \\begin{steps}\\item a\\end{steps}"
    options = LatexSettings(
        commands={"\\who": "{t}{-}", "\\nothing": "{-}"}, environments={"console": "code", "steps": "list"}
    )
    document = parse(Source("a.tex", "latex", text), options)
    assert [(block.kind.value, block.text) for block in document.blocks] == [(P, "Ada x y"), (L, "a")]


@pytest.mark.parametrize(
    "table", [{"commands": {"who": "{t}"}}, {"commands": {"\\who": "{x}"}}, {"environments": {"a": "b"}}]
)
def test_a_wrong_signature_is_refused(table: dict[str, dict[str, str]]) -> None:
    assert faults(Settings, {"latex": table})


PIECES = ["{", "}", "$a ", "${a ", "\\begin{a}", "\\begin{verbatim}", "\\foo{", "\\section{a ", "\\footnote{a ", "\\item[", "\\\\[", "\\[ ", "\\begin{tabular}{a} & ", "\\begin{equation} ", "\\begin{itemize}\\item a ", "%", "  \n", "\\iffalse a \\fi ", "\\def\\a "]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_only(piece: str) -> None:
    assert grows_with_length_only(lambda count: read(piece * count, "latex", "a.tex"), 500)


@pytest.mark.parametrize(
    "lines", ["One line\nand another\nof it.", "Größe\nfür\nalle.", "so\u00adft\nen\u00addings\nhere."]
)
def test_lines_have_their_places_and_a_soft_break_between(lines: str) -> None:
    block = parse(Source("a.tex", "latex", lines)).blocks[0]
    assert block.text == lines.replace("\n", " ").replace("\u00ad", "")
    assert [piece.source.start for piece in block.pieces if piece.soft] == [
        at for at, sign in enumerate(lines) if sign == "\n"
    ]
    for piece in block.pieces:
        if piece.verbatim:
            assert (
                lines[piece.source.start : piece.source.end] == block.text[piece.span.start : piece.span.end]
            )
