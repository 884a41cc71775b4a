"""What each kind of check flags, and what it leaves alone."""

from edlint.model.rule import Example
from edlint.testing import RuleTester


def test_phrases_fit_any_case_any_blanks_either_apostrophe_and_whole_words_only(flagged):
    rule = 'check: existence\nphrases: ["doesn\'t work", café, c++]'
    text = "Doesn’t\nwork; it doesn't  work. Un café, cafés, décafé. C++ and c++x."
    assert flagged(rule, text) == ["Doesn’t\nwork", "doesn't  work", "café", "C++", "c++"]


def test_a_longer_phrase_wins_over_one_inside_it(flagged):
    assert flagged("check: existence\nphrases: [a lot, a lot of]", "It is a lot of text, a lot.") == [
        "a lot of",
        "a lot",
    ]


def test_phrases_and_patterns_of_one_rule_do_not_flag_the_same_words_twice(flagged):
    rule = "check: existence\nphrases: [very big]\npatterns: ['very \\w+', big]"
    assert flagged(rule, "A very big and very small one.") == ["very big", "very small"]


def test_case_counts_when_asked(flagged):
    assert flagged("check: existence\ncase: true\nphrases: [Foo]", "Foo foo FOO") == ["Foo"]


def test_what_unless_fits_is_left_alone(flagged):
    rule = "check: existence\nphrases: [kill]\nunless: ['kill -9', 'road kill']"
    assert flagged(rule, "Kill it, but kill -9 it, and road kill, kill.") == ["Kill", "kill"]


def test_allowed_words_are_passed_over_the_rules_and_the_users(rule_of):
    rule = rule_of("check: existence\nphrases: [one, two, three]\nallow: [One]")
    found = RuleTester().findings([rule], Example("one two three", options={"allow": ["TWO"]}))
    assert [finding.text for finding in found] == ["three"]


def test_quotations_other_languages_and_sic_are_left_alone(flagged):
    rule = "check: existence\nphrases: [bad]"
    text = "It is bad. “It is bad.” He wrote a bad thing [sic].\n\n> bad\n\n<span lang='de'>Bad</span> bad"
    assert flagged(rule, text) == ["bad", "bad"]
    assert flagged(rule + "\nquotations: true", text) == ["bad", "bad", "bad", "bad"]


def test_scope_says_which_blocks_are_looked_at(flagged):
    rule = "check: existence\nscope: [heading, cell]\nphrases: [bad]"
    assert flagged(rule, "# bad\n\nbad\n\n| bad |\n|---|\n| bad |\n") == ["bad", "bad", "bad"]


def test_at_says_where_in_the_sentence_or_block(flagged):
    text = "However it goes. “However” is however. And however."
    rule = "check: existence\nquotations: true\nphrases: [however]\nat: "
    assert flagged(rule + "sentence-start", text) == ["However", "However"]
    assert flagged(rule + "block-start", text) == ["However"]
    assert flagged(rule + "sentence-end", text) == ["however", "however"]
    assert flagged(rule + "block-end", text) == ["however"]


def test_a_replacement_follows_the_case_of_the_match(fixed):
    rule = (
        "check: substitution\nnames: true\n"
        "swap: {utilize: use, web site: website, github: GitHub, white list: allow list}"
    )
    text = "Utilize UTILIZE utilize, Web Site, White List and White list on github and GitHub."
    assert fixed(rule, text) == ("Use USE use, Website, Allow List and Allow list on GitHub and GitHub.")


def test_what_is_capitalised_inside_a_sentence_is_a_name_where_names_do_not_count(flagged):
    text = (
        "# The Bad Seed\n\nBad seed. A bad Seed, the Bad Seed, “it is”: Bad seed, BAD SEED; the *Bad Seed*.\n\n"
        "- Bad seed.\n- One. “Bad Seed” two. Bad Seed three.\n"
    )
    rule = "check: existence\nquotations: true\nphrases: [bad seed]\nnames: "
    assert flagged(rule + "true", text).count("Bad Seed") == 5
    assert flagged(rule + "false", text) == [
        *("Bad Seed", "Bad seed", "bad Seed", "Bad seed", "BAD SEED", "Bad seed", "Bad Seed", "Bad Seed")
    ]


def test_a_replacement_turns_the_article_before_it(fixed):
    rule = "check: substitution\nswap: {whitelist: allowlist, operator: user, hour: minute}"
    assert fixed(rule, "A whitelist, the whitelist, an operator, an hour") == (
        "An allowlist, the allowlist, a user, a minute"
    )


def test_an_empty_replacement_takes_the_words_out_and_the_blank_with_them(fixed):
    rule = "check: substitution\nswap: {very: '', basically: ''}"
    assert fixed(rule, "Basically, it is very good. Very nice. It is, very\nmuch") == (
        "It is good. Nice. It is,\nmuch"
    )


def test_groups_fill_a_replacement(fixed):
    rule = r"""
        check: substitution
        swap-patterns: {'(\w+)-wise': 'as to \1'}
    """
    assert fixed(rule, "Time-wise it is good") == "As to Time it is good"


def test_a_pattern_flags_its_group(flagged, fixed):
    rule = "check: pattern\npattern: '[a-z](,)[a-z]'\ngroup: 1\nreplace: '\\1 '"
    assert flagged(rule, "one,two, three") == [","]
    assert fixed(rule, "one,two, three") == "one, two, three"


def test_a_pattern_that_runs_over_the_end_of_a_block_finds_what_stands_in_each(flagged):
    assert flagged(r"check: pattern\npattern: '[^.]+'".replace("\\n", "\n"), "a b\n\né c. d\n\ne") == [
        "a b",
        "é c",
        " d",
        "e",
    ]


def test_the_ends_of_blocks_are_the_ends_of_lines_to_a_pattern(flagged):
    assert flagged("check: pattern\npattern: '^one|two$'", "one two\n\none one two\n\ntwo one") == [
        "one",
        "two",
        "one",
        "two",
    ]


def test_a_word_twice_is_flagged_across_lines_and_not_across_emphasis(flagged):
    text = "The the cat saw *the* the\nthe dog (it it), had had. No, no. A a-frame; it. It is re re-run."
    found = flagged("check: repetition\nallow: [had]", text)
    assert found == ["The the", "the\nthe", "it it"]


def test_a_word_twice_is_written_once(fixed):
    rule = "check: repetition"
    assert fixed(rule, "See the\nthe cat and the the dog.") == "See the\ncat and the dog."
    assert fixed(rule, "The the cat") == "The cat"


def test_the_rarer_of_two_spellings_is_flagged_once(flagged, fixed):
    rule = "check: consistency\nvariants: [[[e-mail, e-mails], [email, emails]], [web site, website]]"
    text = "E-mails and e-mail, an e-mail. Emails go. Email too. A website, a web site."
    assert flagged(rule, text) == ["Emails", "web site"]
    assert fixed(rule, text) == "E-mails and e-mail, an e-mail. E-mails go. E-mail too. A website, a website."
    assert flagged(rule, "Email only. A web site.") == []


def test_what_needs_a_definition_is_flagged_at_its_first_use(flagged):
    rule = r"""
        check: conditional
        if: '\b([A-Z]{2,5})\b'
        then: '[a-z] \(([A-Z]{2,5})\)|\b([A-Z]{2,5}) \('
        allow: [HTML]
    """.rstrip(" ")
    text = "HTML and the ABC. The domain name system (DNS) and DNS.\n\nABC. XYZ. And XYZ (ex why zet)."
    assert flagged(rule, text) == ["ABC", "XYZ"]
    assert flagged(rule + "        flag: [missing]", text) == ["ABC"]
    assert flagged(rule, "We use XYZ (ex why zet), and XYZ it is.") == []
    assert flagged(rule + "        flag: [late]", text) == ["XYZ"]


def test_one_too_many_is_flagged(flagged, rule_of):
    rule = "check: occurrence\nphrases: [very]\nmax: 1\nper: "
    text = "Very, very good. Very.\n\nVery, very, very."
    assert flagged(rule + "sentence", text) == ["very", "very"]
    assert flagged(rule + "document", text) == ["very"]
    rule = rule_of(rule + "paragraph", message="{count} of {max}")
    found = RuleTester().findings([rule], Example(text, options={"max": 2}))
    assert [(finding.text, finding.message) for finding in found] == [("Very", "3 of 2"), ("very", "3 of 2")]


def test_numbers_of_sentences_and_blocks_are_held_to_bounds(flagged):
    text = "One two three four. One two.\n\nOne. Two. Three."
    assert flagged("check: metric\nmetric: sentence_words\nmax: 3", text) == ["One two three four."]
    assert flagged("check: metric\nmetric: block_sentences\nmax: 2", text) == ["One. Two. Three."]
    assert flagged("check: metric\nmetric: block_words\nmin: 4", text) == ["One. Two. Three."]
    assert flagged("check: metric\nmetric: sentence_commas\nmax: 1", "A, b, c. A, b.") == ["A, b, c."]


def test_capitals_in_sentence_and_title_style(flagged):
    text = "# Read the Whole Guide to Rust\n\nWe read Rust code, and Rust it is.\n"
    assert flagged("check: capitalization\nstyle: sentence\nscope: [heading]", text) == ["Whole Guide"]
    assert flagged(
        "check: capitalization\nstyle: title\nscope: [heading]", "# Read the whole Guide to life"
    ) == ["whole Guide to life"]


def test_capitals_as_most_headings_of_the_document_have_them(flagged):
    rule = "check: capitalization\nstyle: majority\nscope: [heading]"
    title = "## Moving past the Experimental phase\n\n## Risk Mitigation\n\n## Impact on System Development\n"
    assert flagged(rule, title) == ["Experimental phase"]
    sentence = "## How it works\n\n## What we found\n\n## Where to Send New Bugs\n\nPlease send new bugs.\n"
    assert flagged(rule, sentence) == ["Send New Bugs"]
    assert flagged(rule, "## How it works\n\n## Risk Mitigation\n") == []
    # Two that agree are enough, and of five that do not all agree four.
    titles = [f"## {name} Mitigation" for name in ("Risk", "Loss", "Cost", "Fire")]
    two = ["## How it all works", "## What we found out"]
    assert flagged(rule, "\n\n".join([*titles, *two])) == ["all works", "we found"]
    assert flagged(rule, "\n\n".join([*titles[:3], *two])) == []


def test_a_sequence_is_found_token_by_token(flagged, fixed):
    rule = """
        check: sequence
        tokens:
          - {words: [could, would]}
          - {words: [not, never], optional: true}
          - {words: [of], flag: true}
          - {words: [course], not: true}
        replace: have
    """
    text = "It could of been; it would not of been; it could of course be. Could of course of been"
    assert flagged(rule, text) == ["of", "of"]
    assert fixed(rule, "It would never of been") == "It would never have been"


def test_a_token_that_must_not_be_lets_the_search_go_on_behind_it(flagged):
    rule = "check: sequence\ntokens: [{words: [a]}, {words: [a], not: true}, {words: [b]}]"
    assert flagged(rule, "a a c b a é b a a b") == ["a c b", "a é b"]


def test_hostile_patterns_and_texts_take_linear_time(rule_of):
    rule = rule_of("check: pattern\npattern: '(a+)+$|(a|aa)+b|(x*)*y'")
    RuleTester().findings([rule], Example("a" * 20_000 + "!" + "x" * 20_000))


def test_several_patterns_each_with_what_is_flagged_and_written(flagged, fixed):
    rule = """
        check: pattern
        patterns:
          - {pattern: '\\S +(—)\\w', group: 1, replace: ['— ', ', ']}
          - {pattern: '\\w(—) +\\S', group: 1, replace: ' —'}
    """
    text = "one —two, three— four, five — six, seven—eight"
    assert flagged(rule, text) == ["—", "—"]
    assert fixed(rule, text) == "one — two, three — four, five — six, seven—eight"


def test_the_rarer_of_two_ways_that_patterns_find_is_flagged_once(flagged):
    rule = """
        check: consistency
        patterns: {three full stops: '\\.\\.\\.', an ellipsis: '…'}
    """
    assert flagged(rule, "a... b… c... d…") == ["…"]
    assert flagged(rule, "a... b...") == []


def test_a_second_definition_is_flagged(flagged):
    rule = r"""
        check: conditional
        if: '\b[A-Z]{2,5}\b'
        then: '[a-z] \(([A-Z]{2,5})\)'
        flag: [twice]
        allow: [XYZ]
    """
    text = (
        "The domain name system (DNS), DNS, ABC. The domain name system (DNS). A thing (XYZ) a thing (XYZ)."
    )
    assert flagged(rule, text) == ["m (DNS)"]
