"""LaTeX's commands and environments, by what their arguments are.

A signature gives the content of each argument in its brackets: `{t}` text of the sentence, `{e}` emphasis, `{s}`
strong, `{q}` a quotation, `{c}` code, `{m}` mathematics, `{k}` keys of citations, `{r}` an object such as a reference,
`{i}` an image, `{v}` an address, `{u}` an address with text after it, `{l}` a language, `{n}` a footnote, `{a}` a
caption, `[h]` its or a heading's short form, `{b}` a paragraph of its own, `{T}` the title, `{1}` … `{6}` a heading,
`{-}` nothing to read. An argument in `[…]` is optional. The signature of a command without arguments: `.` nothing, `o`
an object, `p` the end of the paragraph, `_` a blank.
"""


def _table(rows: str) -> dict[str, str]:
    """Return command names and their signatures, from lines that each begin with a signature."""
    table: dict[str, str] = {}
    for row in rows.strip().splitlines():
        signature, *names = row.split()
        table |= dict.fromkeys(names, signature)
    return table


COMMANDS = _table(r"""
[h]{T} title
{-} author date institute affil affiliation address email orcid keywords thanksref subjclass dedicatory
[h]{1} part
[h]{1} chapter
[h]{2} section frametitle
[h]{3} subsection framesubtitle
[h]{4} subsubsection
[h]{5} paragraph
[h]{6} subparagraph
{e} emph textit textsl alert structure
{s} textbf
{q} enquote textquote
{t} textsc textrm textsf textmd textup textnormal underline uline mbox text uppercase lowercase MakeUppercase MakeLowercase centerline
{t} textsuperscript textsubscript hbox fbox framebox makebox nohyphens sout st hl so ul textlf textin textsw highlight
{t}{-} texorpdfstring
{-}{t} textcolor colorbox scalebox rotatebox raisebox color resizebox parbox hyperlink
{t} only uncover visible onslide
{-}{-}{t} multicolumn resizebox fcolorbox
{-}{-}{t} multirow
{v} url nolinkurl
{c} texttt code file filename path lstinputlisting detokenize
{u}{t} href
{r} ref eqref pageref autoref cref Cref nameref vref Vref fref subref labelcref hyperref* thepage num ang gls Gls glspl Glspl acrshort acrlong
{-}{r} SI qty numrange
[-]{i} includegraphics
[-]{-} includesvg includepdf includestandalone
[-][-]{k} cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite autocite footcite supercite fullcite Cite Citet Citep Textcite Parencite citenum smartcite
{n} footnote thanks footnotetext sidenote marginpar endnote
{n}[-] marginnote
[h]{a} caption subcaption
{a} legend
[h]{a} subfloat subfigure subtable
{-}{a} captionof
{l}{t} foreignlanguage
{l} selectlanguage
{-} label index glossary input include includeonly subfile usepackage documentclass documentstyle RequirePackage bibliography
{-} bibliographystyle addbibresource nocite pagestyle thispagestyle pagenumbering hypersetup geometry graphicspath vspace
{_} hspace
[-] footnotemark printbibliography printindex printglossary printglossaries
{-} glsadd
{-} verbatiminput
{-}{-} inputminted
{-}{-}{-} discretionary
{-} setstretch linespread theoremstyle usetikzlibrary tikzset pgfplotsset lstset todo
{-} missingfigure hphantom vphantom phantom newcounter newlength newif stepcounter
{-} refstepcounter captionsetup sisetup mathversion usetheme usecolortheme usefonttheme setbeamertemplate setmainfont setsansfont
{-} setmonofont makeindex hyphenation write18 typeout message errmessage immediate
{-}{-} setlength addtolength setcounter addtocounter numberwithin counterwithin rule newtheorem* addcontentsline
{-}[-]{-}[-] newtheorem
{-}{-}{-} NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand DeclarePairedDelimiter
{-}[-][-]{-}{-} newenvironment renewenvironment
{-}{-}{-} definecolor DeclareFieldFormat
{-}{-} DeclareMathOperator DeclareUnicodeCharacter newglossaryentry DeclareCaptionFormat
{-}{-}{t} newacronym
{m} ensuremath
{b} abstract
[-]{b}
. noindent indent centering raggedright raggedleft pagebreak nopagebreak nolinebreak bigskip medskip smallskip vfill bf it em tt rm sf sc sl bfseries
. newblock itshape slshape scshape upshape mdseries rmfamily sffamily ttfamily normalfont normalsize tiny scriptsize footnotesize small
. large Large LARGE huge Huge toprule bottomrule protect relax
. sloppy fussy singlespacing doublespacing makeatletter makeatother null unskip ignorespaces
. fi boldmath unboldmath leavevmode strut allowbreak endinput columnbreak pause endfirsthead endhead endfoot endlastfoot
{-} cline cmidrule specialrule
p par displaybreak maketitle tableofcontents listoffigures listoftables clearpage cleardoublepage newpage
p frontmatter mainmatter backmatter appendix onecolumn twocolumn
_ quad qquad space enspace thinspace newline linebreak hfill dotfill hrulefill
o LaTeX TeX LaTeXe BibTeX today
""")


VERBATIM = frozenset(
    "verbatim Verbatim lstlisting minted comment filecontents alltt BVerbatim LVerbatim semiverbatim pycode sagesilent asy".split()
)
"""Environments whose content is literal code."""
DRAWN = frozenset(
    "tikzpicture picture pspicture forest tikzcd algorithmic algorithm2e pgfpicture axis circuitikz prooftree".split()
)
"""Environments that draw something."""
MATH = frozenset(
    "equation align gather multline eqnarray math displaymath alignat flalign IEEEeqnarray dmath "
    "xalignat".split()
)
ENVIRONMENTS = {
    **dict.fromkeys(
        "itemize enumerate description compactitem compactenum inparaenum list trivlist".split(), "list"
    ),
    **dict.fromkeys("quote quotation verse displayquote blockquote".split(), "quote"),
    **dict.fromkeys("tabular tabularx tabulary longtable supertabular tblr longtblr array".split(), "table"),
    "thebibliography": "notes",
}
"""What an environment contains if it is not plain prose."""
ARGUMENTS = {
    **dict.fromkeys("tabular longtable supertabular array".split(), "[-]{-}"),
    **dict.fromkeys("tabularx tabulary".split(), "{-}[-]{-}"),
    **dict.fromkeys("tblr longtblr".split(), "[-]{-}"),
    "tabular*": "{-}[-]{-}",
    **dict.fromkeys("minipage multicols".split(), "[-][-][-]{-}"),
    "wrapfigure": "[-]{-}[-]{-}",
    "wraptable": "[-]{-}[-]{-}",
    "thebibliography": "{-}",
    "list": "{-}{-}",
    "frame": "[-]{2}",
    "column": "[-]{-}",
    **dict.fromkeys("block exampleblock alertblock".split(), "{a}"),
    "otherlanguage": "{l}",
    "subfigure": "[-]{-}",
    "adjustbox": "{-}",
    "spacing": "{-}",
    **dict.fromkeys(
        "figure table abstract center flushleft flushright titlepage tabbing columns".split(), "[-]"
    ),
    **dict.fromkeys(
        "theorem lemma proposition corollary definition remark example proof conjecture claim exercise problem solution".split(),
        "[a]",
    ),
}
"""Signatures of environments; the optional argument of any other environment is skipped."""

LANGUAGES = {
    **dict.fromkeys("german ngerman austrian naustrian swissgerman nswissgerman".split(), "de"),
    **dict.fromkeys("portuguese portuges brazilian brazil".split(), "pt"),
    "french": "fr", "francais": "fr", "spanish": "es", "italian": "it", "dutch": "nl", "latin": "la", "polish": "pl", "russian": "ru",
    "swedish": "sv", "danish": "da", "norsk": "nb", "nynorsk": "nn", "finnish": "fi", "czech": "cs", "slovak": "sk", "slovene": "sl",
    "croatian": "hr", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "bulgarian": "bg", "ukrainian": "uk", "greek": "el",
    "turkish": "tr", "catalan": "ca", "english": "en", "american": "en-US", "USenglish": "en-US", "british": "en-GB",
    "UKenglish": "en-GB", "australian": "en-AU", "canadian": "en-CA",
}  # fmt: skip
"""Language codes by the names that babel and polyglossia use."""

CHARACTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "S": "§",
    "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "textdegree": "°", "slash": "/", "textbar": "|", "guillemotleft": "«",
    "guillemotright": "»", "textless": "<", "textgreater": ">", "textregistered": "®", "textquotesingle": "'",
    "textquotedbl": '"', "textunderscore": "_", "textdollar": "$", "textasteriskcentered": "*", "textbullet": "•", "textperiodcentered": "·",
    "textsection": "§", "textparagraph": "¶", "textcopyright": "©", "textsterling": "£", "textonehalf": "½", "quotedblbase": "„",
    "quotesinglbase": "‚", "guilsinglleft": "‹", "guilsinglright": "›", "nobreakspace": "\u00a0", "dh": "ð", "th": "þ", "TH": "Þ", "texttrademark": "™", "dag": "†", "ddag": "‡",
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", ",": "\u2009", ";": " ", ":": " ",
    "-": "", "/": "", "!": "", "@": "", ")": "", "]": "",
}  # fmt: skip
"""Commands that produce a character, or nothing."""
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c",
    "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
"""Commands that put an accent on the letter after them."""
