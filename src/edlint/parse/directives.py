"""Directives of MyST, Docusaurus, VitePress and similar tools, by whether their argument and their body are prose."""

# The argument is a title, the body is prose.
TITLED = frozenset(
    "abstract admonition aside assumption attention axiom card caution conjecture corollary criterion danger definition "
    "deprecated deprecated-removed dropdown details error example exercise grid-item-card hint important lemma list-table "
    "margin note observation prerequisites proof property proposition pull-quote quote remark rubric seealso sidebar "
    "solution summary tab tab-item table theorem tip todo topic versionadded versionchanged versionremoved warning".split()
)
# The body is prose, the argument is a class, a size, an address.
PROSE = TITLED | frozenset(
    "blockquote card-carousel cards centered compound container div epigraph figure figure-md footer glossary grid "
    "grid-item header highlights hlist ifconfig only panels tab-set tabs".split()
)
CODE = frozenset(
    "autoclass autofunction automodule autosummary bibliography code code-block code-cell code-example contents csv-table "
    "diagram doctest embed eval-rst exec-code graphviz iframe image include jupyter-execute katex literalinclude "
    "math mermaid myst parsed-literal plantuml plot raw sourcecode terminal testcode tikz toctree video youtube".split()
)
# The body is a quotation.
QUOTING = frozenset("blockquote epigraph pull-quote quote".split())


def is_prose(name: str) -> bool:
    """Whether the body of a directive is prose; `prf:theorem` is a `theorem`."""
    return name.lower().rpartition(":")[2] in PROSE


def is_titled(name: str) -> bool:
    """Whether the argument of a directive is a title."""
    return name.lower().rpartition(":")[2] in TITLED


def is_code(name: str) -> bool:
    """Whether the body of a directive is not prose: it is code, or nothing that the page shows."""
    return name.lower() in CODE
