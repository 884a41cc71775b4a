"""`--fix` leaves names, targets and the words on both sides of an object as they are."""

import pytest

LEFT_ALONE = {
    "labels.md": (
        "See [recieve], [recieve][], ![recieve] and [wait...] on [the the page].\n\n"
        "[recieve]: https://example.org/r\n[the the page]: https://example.org/p\n[wait...]: https://example.org/w\n"
    ),
    "undefined.md": "It is [PSBTv2][topic recieve], and [recieve][] is one.\n",
    "wiki.md": "See how [[How Obsidian stores data]] works, and [[recieve note]].\n",
    "target.md": "(sec/recieve)=\n## A section\n\nTagged #projct/recieve.\n",
    "components.md": "Go to <DocsLink/> to learn, and the <!-- old --> the end is near.\n",
    "icons.md": "Go to <i class='fa'></i> to learn, and the ![](a.png) the end, in [](b.md) in it.\n",
    "tags.md": "Go to {{ site.name }} to learn, the {% icon x %} the end.\n",
    "mdx.mdx": "Go to <DocsLink/> to learn, and the {/* old */} the end is {x} is here.\n",
    "emphasis.md": "It is in *in vivo* and a *a priori*, see the [The Guide](a.md).\n",
    "names.md": "The The released an album, and Bora Bora is an island.\n",
    "learn.md": (
        '::: moniker range=">=recieve"\n\n:::image source="recieve.png" alt-text="A desk":::\n\n::: moniker-end\n\n'
        "# [Linux](#tab/recieve)\n\nWords.\n"
    ),
    "lines.md": "This is a Note\nnote that it is at the\nthe end.\n",
    "letters.md": "The order is a a b b c c, and A a, B b, C c.\n",
    "edges.md": "See the [.gov ](https://example.org/gov) sites and the [the guide](a.md).\n",
    "widthless.md": "A suc&shy;cess in fu&shy;ture, to\u00adgether with a\u200bnother one&zwnj;self, ob&#x200D;tained.\n",
    "metadata.md": "---\ntitle: We recieve the the file\ndescription: recieve\n---\n\nWords.\n",
    "rss.md": '@def rss = """We recieve the the file."""\n\nWords.\n',
    "quotations.md": (
        "He said “we recieve the the file” and left.\n\n> We recieve the the file.\n\n<q>We recieve it</q> it says.\n"
    ),
    "specimens.md": 'The word *recieve* is often seen, and "recieve" too.\n',
    "anchors.md": "# How to recieve\n\nSee [below](#how-to-recieve).\n",
    "abbreviations.md": "*[recieve]: Words of it\n\nIt is one.\n",
    "notes.md": "It is in[^1] in it.\n\n[^1]: Words.\n",
    "options.md": ":::{note}\n:class: recieve\n\nWords.\n:::\n\n```{figure} a.png\n:name: recieve\n```\n",
    "slides.md": "---\ntheme: x\n---\n\n# One\n\n---\nlayout: recieve\n---\n\n# Two\n",
    "captions.md": "/// caption\n    attrs: {id: recieve}\nWords.\n///\n",
    "code.md": "{% code-toggle %}\nrecieve: the the\n{% endcode-toggle %}\n\n%% recieve the the %%\n",
    "page.html": "<p>Go to <x-link></x-link> to learn, the <i class=x></i> the suc&shy;cess.</p>\n",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_nothing_is_changed(repository, name) -> None:
    article = repository.write(name, LEFT_ALONE[name])
    repository.edlint("check", "--engines", "none", "--fix", name)
    assert article.read_bytes().decode() == LEFT_ALONE[name]


def test_what_is_certainly_wrong_beside_them_is_mended(repository) -> None:
    article = repository.write(
        "a.md", "We wait untill <Redux/> the the files [recieve].\n\n[recieve]: https://example.org\n"
    )
    repository.edlint("check", "--engines", "none", "--fix", "a.md")
    assert (
        article.read_text()
        == "We wait until <Redux/> the files [recieve].\n\n[recieve]: https://example.org\n"
    )
