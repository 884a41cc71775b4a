"""Styles and texts of our own, and Vale itself beside: the same place, rule and message, alert for alert."""

import pytest

ARTICLE = """---
title: The utilize1 button
description: "Very2 simple3, they say"
date: 2024-03-17
weight: 3
tags: [very4, simple5]
---

# Very6 simple7 *things*

We utilize8 the very9 **very10** button. It is simply11 `very12` simple13; see [the very14 simple15 guide](https://example.com/very16).
A line that is very17
simple18 goes on here, and “very19” is quoted — very20 and simply21.

- Very22 simple23 item
  with a second line that is simply24 there.
- **Note**: utilize25 it (`very26`) — *simply27* so, [utilize28](x).

  A second paragraph of the item is very29 long.
  1. Nested very30 item
  2. Another one: utilize31

> A very32 old quotation.
>
> Simply33 the second paragraph of it.

| Very34 | simple35 |
|------|--------|
| utilize36 | a `very37` cell |

```go
// very38 simple39: utilize40
```

    indented very41 code

![Very42 simple43 picture](very44.png "very45 title") and a very46 small tail.

Text with <span class="x">very47</span> inline <b>simply48</b> HTML, a <kbd>very49</kbd> key and <!-- very50 --> a comment.

<div class="note">

A very51 inner paragraph.

</div>

<p>Very52 raw <em>simply53</em> HTML here.</p>

Bare https://example.com/very54/simple55 and <https://very56.example.com> links, ~~very57~~ struck, H~2~O very58.[^1]

A hard very59\x20\x20
break, and a backslash \\very60 \\*simply61\\* one. $very62^2$ and $5 very63 $10.

$$
very64 = simple65
$$

Very66
====

[^1]: The very67 note is simply68 there.
[ref]: https://example.com/very69 "very70"
"""

EXISTENCE = {
    "styles/House/Very.yml": "extends: existence\nmessage: \"Leave out '%s'.\"\nignorecase: true\nlevel: warning\ntokens:\n  - very\\d+\n  - simple\\d+\n  - simply\\d+\n",
    "styles/House/Spaces.yml": "extends: existence\nmessage: Blanks\nnonword: true\ntokens:\n  - '[a-z]  [a-z]'\n  - ' —'\n  - '\\w\\)'\n",
    "styles/House/Ends.yml": "extends: existence\nmessage: \"Ends on '%s'\"\nnonword: true\nlevel: error\ntokens:\n  - '[a-z]+$'\n  - '^[A-Z]\\w+'\n",
    "styles/House/Heads.yml": "extends: existence\nmessage: \"Head: '%s'\"\nscope: heading\nignorecase: true\ntokens: ['very\\d+', things]\n",
    "styles/House/Items.yml": "extends: existence\nmessage: \"Item: '%s'\"\nscope: [list, table.cell, table.header]\nignorecase: true\ntokens: ['very\\d+', 'utilize\\d+', long]\n",
    "styles/House/Quotes.yml": "extends: existence\nmessage: \"Quote: '%s'\"\nscope: blockquote\nignorecase: true\ntokens: [old, 'simply\\d+']\n",
    "styles/House/NoHeads.yml": "extends: existence\nmessage: \"Not head: '%s'\"\nscope: ~heading\nignorecase: true\ntokens: ['very\\d+']\n",
    "styles/House/Both.yml": "extends: existence\nmessage: \"Both: '%s'\"\nscope: text & ~blockquote\nignorecase: true\ntokens: ['simply\\d+']\n",
    "styles/House/Titles.yml": "extends: existence\nmessage: \"Title: '%s'\"\nscope: text.frontmatter.title\nignorecase: true\ntokens: ['utilize\\d+']\n",
    "styles/House/Alt.yml": "extends: existence\nmessage: \"Alt: '%s'\"\nscope: alt\nignorecase: true\ntokens: ['very\\d+', picture]\n",
    "styles/House/Raw.yml": "extends: existence\nmessage: \"Raw: '%s'\"\nscope: raw\nnonword: true\nraw:\n  - '```\\w*'\n",
    "styles/House/Para.yml": "extends: existence\nmessage: \"Paragraph: '%s'\"\nscope: paragraph\ntokens: [small, tail]\n",
    "styles/House/Code.yml": "extends: existence\nmessage: \"Code: '%s'\"\nscope: code\ntokens: ['very\\d+']\n",
    "styles/House/Link.yml": "extends: existence\nmessage: \"Link: '%s'\"\nscope: link\ntokens: [guide, 'utilize\\d+']\n",
    "styles/House/Strong.yml": "extends: existence\nmessage: \"Strong: '%s'\"\nscope: strong\ntokens: ['very\\d+', Note, 'simply\\d+']\n",
}
SUBSTITUTION = {
    "styles/House/Words.yml": "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nignorecase: true\nlevel: warning\nswap:\n  'utilize\\d+': use\n  'simple\\d+': plain\n  'simple\\d+ guide': plain guide\n  '(?:a )?very(\\d+)': 'quite $1'\n  'second( \\w+)': 'next$1'\n",
    "styles/House/Offers.yml": "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nignorecase: true\naction:\n  name: replace\nswap:\n  item: entry|point\n  button: key|knob|switch\n  link: Link\n  quotation: quote\n  tail: ''\n",
    "styles/House/Cased.yml": "extends: substitution\nmessage: \"Write '%s' for '%s'.\"\nignorecase: true\nmatchcase: true\naction:\n  name: replace\nswap:\n  picture: image\n  paragraph: passage\n  second paragraph: next passage\n",
    "styles/House/Caps.yml": "extends: substitution\nmessage: \"Write '%s', not '%s'.\"\ncapitalize: true\nignorecase: true\nswap:\n  nested: inner\n  another: '[a]n?other'\n",
    "styles/House/Nonword.yml": "extends: substitution\nmessage: \"'%s', not '%s'\"\nnonword: true\nswap:\n  '\\bH\\b': h\n  '\\$': dollar \n  '(\\d)\\s?%': '$1 percent'\n",
}
HTML = """<!DOCTYPE html>
<html>
<head>
<title>A very71 simple72 page</title>
<style>.very73 { color: red }</style>
<script>var very74 = "simple75"; // utilize76</script>
</head>
<body class="very77">
<h1>Very78 simple79</h1>
<p>We utilize80 <code>very81</code> simple82 things, <a href="/very83">very84 simple85</a> ones
and <strong>very86</strong>, simply87 so.<br>A very88 new line.<br/>Very89 last.</p>
<!-- vale House.Very = NO -->
<p>Nothing very91 here, utilize92.</p>
<!-- vale House.Very = YES -->
<ul>
  <li>Very94 first</li>
  <li>Second<ul><li>Very95 inner</li></ul></li>
</ul>
<pre>very96 simple97</pre>
<table><caption>Very98 small</caption><tr><th>Very99</th><td>utilize100 &amp; simply101</td></tr></table>
<figure><img src="x" alt="Very102 nice"><figcaption>Very103 captioned</figcaption></figure>
<img src="y" alt="A very104 plain picture">
<blockquote>A very105 old one, &ldquo;simply106&rdquo; so.</blockquote>
<div class="code">very107 hidden <span>simple108</span></div>
<p>After very109 all.</p>
</body>
</html>
"""
TEXT = "A very110 simple111 text.\n\nIt is simply112 very113\nsimple; utilize114 it.\n\n    Very115 indented, `very116` plain.\n"
COMMENTS = """# A head

<!-- vale off -->

A very117 silent paragraph.

<!-- vale on -->

A very118 loud paragraph.

<!-- vale House.Very = NO -->

Very120 silent, utilize121.

<!-- vale House.Very = YES -->

Very123 loud, utilize124.

<!-- vale House = NO -->

Very125 silent, utilize126.

<!-- vale House = YES -->

<!-- vale House.Very["very129"] = NO -->

A very129 simple130 one.

<!-- vale House.Very["very129"] = YES -->

A very133 simple134 one with <!-- vale off -->very135 silent<!-- vale on --> words, very136 loud.

<!-- vale style = Other -->

A very137 silent end.

<!-- vale styles = House, Other -->

A very138 loud end.
"""


def both(ours, theirs, *paths):
    found, wanted = ours(*paths), theirs(*paths)
    assert [each for each in found if each not in wanted] == []
    assert [each for each in wanted if each not in found] == []
    assert len(found) == len(wanted) > 0
    return wanted


@pytest.mark.parametrize("style", [EXISTENCE, SUBSTITUTION], ids=["existence", "substitution"])
@pytest.mark.parametrize(
    ("name", "text"),
    [("article.md", ARTICLE), ("page.html", HTML), ("plain.txt", TEXT), ("comments.md", COMMENTS)],
)
def test_the_same_alerts_as_vale(project, ours, theirs, style, name, text):  # noqa: PLR0917 - fixtures and parameters
    project({**style, name: text})
    both(ours, theirs, name)


VERY = {
    "styles/House/Very.yml": "extends: existence\nmessage: \"Leave out '%s'.\"\ntokens: ['very\\d+', Kubeflow, mea]\n"
}
CONFIGURATIONS = {
    "sections": """
StylesPath = styles
MinAlertLevel = warning
Vocab = Own
SkippedScopes = script, style, pre, figure
IgnoredScopes = code, tt, kbd
IgnoredClasses = hidden, alsohidden

[formats]
text = md

[*]
House.Very = suggestion

[*.{md,txt}]
BasedOnStyles = House, Other
Other.Simple = NO
House.Very = error

[docs/*.md]
BasedOnStyles = Other
Other.Simple = YES
TokenIgnores = (\\$[^\\n$]+\\$), (\\{[a-z]{1\\,20}\\})
BlockIgnores = (?s) *(:::.*?:::)
CommentDelimiters = {#,#}
""",
    "all files": """
StylesPath = styles
[*]
BasedOnStyles = House, Vale
Other.Simple = warning
Vale.Spelling = NO
House.Very[scope] = heading
Other.Length[max] = 2
""",
}
TREE = {
    **VERY,
    "styles/Other/Simple.yml": "extends: existence\nmessage: \"Plain: '%s'\"\nlevel: suggestion\ntokens: ['simple\\d+']\n",
    "styles/Other/sub/Deep.yml": "extends: substitution\nmessage: \"'%s' for '%s'\"\nlevel: error\nswap: {'utilize(\\d+)': 'use $1'}\n",
    "styles/Other/_parked/Not.yml": "extends: nothing\n",
    "styles/Other/Simple.test.yml": "- name: a test\n",
    "styles/config/vocabularies/Own/accept.txt": "# a remark\n[Kk]ubeflow\nmea culpa\n",
    "styles/config/vocabularies/Own/reject.txt": "frobnicate\n",
    "readme.md": '# Very1 simple1\n\nUse Kubeflow very2 simple2, mea culpa and mea maxima; frobnicate utilize3.\n\n<div class="alsohidden">\n\nvery4\n\n</div>\n',
    "docs/page.md": "# Very5 simple5\n\nMath $very6$ simple6 {very}, utilize7 {# vale Other.Simple = NO #}\n\n:::\nsimple8\n:::\n\nsimple9 very10\n",
    "docs/deep/other.txt": "Very11 simple12 utilize13\n",
    "page.html": "<p>very14 simple15</p>",
}


@pytest.mark.parametrize("ini", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_the_same_alerts_whatever_the_configuration(project, ours, theirs, ini):
    files = {**TREE, ".vale.ini": ini}
    if "Length" in ini:
        files["styles/Other/Length.yml"] = (
            "extends: occurrence\nmessage: Long\ntoken: '\\b\\w+\\b'\nscope: heading\nmax: 9\n"
        )
    project(files)
    both(ours, theirs, "readme.md", "docs/page.md", "docs/deep/other.txt", "page.html")


ENDINGS = "# Very1\r\n\r\nIt&rsquo;s very2\r\nsimple3.\rAnd very4 “café” naïvevery5 évery6.\n"


def test_line_ends_entities_and_letters_of_other_scripts(project, ours, theirs):
    project(
        {
            "styles/House/Very.yml": "extends: existence\nmessage: \"'%s'\"\ntokens: ['very\\d+', \"It's\", café, 'simple\\d', 'c\\w+']\n",
            "a.md": ENDINGS,
            "b.txt": ENDINGS,
        }
    )
    both(ours, theirs, "a.md", "b.txt")


ACTIONS = {
    "styles/House/A.yml": "extends: existence\nmessage: \"Not '%s' but '%s'\"\naction: {name: replace, params: [one, two]}\ntokens: [alpha]\n",
    "styles/House/B.yml": "extends: existence\nmessage: \"Not '%s' but '%s'\"\naction: {name: remove}\ntokens: [beta]\n",
    "styles/House/C.yml": "extends: existence\nmessage: \"Not '%s' but '%s'\"\naction: {name: edit, params: [regex, '(\\w)a', '$1', trim, m]}\ntokens: [gamma]\n",
    "styles/House/D.yml": "extends: existence\nmessage: \"Not '%s' but '%s'\"\naction: {name: replace, params: ['$2 $1']}\ntokens: ['(de)(lta)', '(eps) (ilon)']\n",
    "styles/House/E.yml": "extends: existence\nmessage: \"%[2]s|%[1]s|%s|%d|%%\"\nmatchcase: true\naction: {name: replace, params: [zeta zeta]}\ntokens: ['[zZ]eta']\n",
    "styles/House/F.yml": 'extends: existence\nmessage: "100%\' and %s"\nlimit: 1\naction: {name: convert, params: [simple]}\ntokens: [EtaTheta]\n',
    "a.md": "Alpha alpha, beta; gamma.\n\nThe delta of eps ilon: Zeta and zeta, EtaTheta, EtaTheta.\n",
}


def test_what_is_offered_is_said_as_vale_says_it(project, ours, theirs):
    project(ACTIONS)
    both(ours, theirs, "a.md")


INHERITED = {
    "styles/Base/Words.yml": "extends: existence\nmessage: \"'%s'\"\nlevel: error\ntokens: [alpha, beta]\n",
    "styles/Base/Swaps.yml": "extends: substitution\nmessage: \"'%s' for '%s'\"\nswap: {gamma: g, delta: d}\n",
    "styles/House/More.yml": "extends: Base.Words\ntokens+: [epsilon]\nlevel: warning\n",
    "styles/House/Less.yml": 'extends: Base.Swaps\nswap-: [gamma]\nmessage: "%s!"\n',
    "a.md": "An alpha, a beta, a gamma, a delta, an epsilon.\n",
}


def test_a_rule_may_extend_another(project, ours, theirs):
    project(INHERITED)
    both(ours, theirs, "a.md")
