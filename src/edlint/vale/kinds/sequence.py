"""`extends: sequence`: adjacent words that match a sequence of patterns and part-of-speech tags."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from edlint.vale.actions import offered
from edlint.vale.config import ValeConfig
from edlint.vale.corpus import BlockView
from edlint.vale.definition import Definition, StyleError, boolean, string
from edlint.vale.regex import Budget, Regex, regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.tagger import TaggedWord, tagged

_UNIVERSAL = {
    "ADJ": "JJ|JJR|JJS",
    "ADP": "IN|RP",
    "ADV": "RB|RBR|RBS|WRB",
    "AUX": "MD|VB|VBD|VBG|VBN|VBP|VBZ",
    "CCONJ": "CC",
    "DET": r"DT|PDT|WDT|WP\$",
    "INTJ": "UH",
    "NOUN": "NN|NNS",
    "NUM": "CD",
    "PART": "TO|RP|POS",
    "PRON": r"PRP|PRP\$|WP|EX",
    "PROPN": "NNP|NNPS",
    "PUNCT": r"[.,:]|''|``|\(|\)",
    "SCONJ": "IN|WRB",
    "SYM": r"SYM|\$|#",
    "VERB": "VB|VBD|VBG|VBN|VBP|VBZ",
    "X": "FW|LS",
}
"""Universal tags as patterns of Penn Treebank tags (universaldependencies.org/u/pos)."""
_AUXILIARIES = (
    "am is are was were be been being have has had having do does did doing will would shall should can could may might "
    "must ought 's 're 'm 've 'll 'd"
)
_SUBORDINATORS = (
    "after although as because before even if since so than that though unless until when whenever where whereas "
    "wherever whether while why how"
)
_WORDS = {"AUX": _AUXILIARIES.split(), "SCONJ": _SUBORDINATORS.split()}
_MOST = 200
_FIELDS = frozenset("pattern tag skip min upos target negate".split())


@dataclass(frozen=True)
class _Token:
    """A condition on a word; the optional copies that `skip` makes of it share its `group`."""

    tag: Regex | None
    word: Regex | None
    anywhere: Regex | None
    words: frozenset[str]
    negate: bool
    target: bool
    skip: int
    group: int = 0
    optional: bool = False
    start: bool = False
    end: bool = False

    def fits(self, word: TaggedWord, budget: Budget) -> bool:
        """Whether a word meets the condition."""
        if self.words and (word.text in self.words) == self.negate:
            return False
        tag = self.tag is None or (self.tag.found(word.tag, budget) != self.negate)
        text = self.word is None or (self.word.found(word.text, budget) != self.negate)
        return tag and text


class TokenSequence(ValeRule):
    """Flags sequences of words that meet a sequence of conditions."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the conditions. Raises RegexError, StyleError."""
        if definition.text("model"):
            raise StyleError("“model”: edlint has one tagger")
        super().__init__(replace(definition, scope=_sentences(definition.scope)), config)
        self._ignore_case = definition.flag("ignorecase")
        self._tokens = self._expanded(definition.fields.get("tokens"))
        self._exceptions = [regex(each) for each in definition.texts("exceptions")]
        candidates = [
            (number, token)
            for wanted in ("word", "tag")
            for number, token in enumerate(self._tokens)
            if not token.negate and getattr(token, wanted) is not None
        ]
        if not candidates:
            raise StyleError("“tokens” name neither a pattern nor a tag to begin with")
        self._anchor, self._first = candidates[0]

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the sequences, sentence by sentence."""
        for view in context.blocks.corpus(self.scope).views:
            if self._first.anywhere is not None:
                tries = sum(1 for _ in self._first.anywhere.spans(view.subject, context.budget))
                if not tries:
                    continue
            words = tagged(view.text)
            if self._first.anywhere is None:
                tries = len(words)
            yield from self._found(view, words, tries, context)

    def _found(
        self, view: BlockView, words: list[TaggedWord], tries: int, context: RuleContext
    ) -> Iterator[Alert]:
        excepted = [span for each in self._exceptions for span in each.spans(view.subject, context.budget)]
        anchors = (number for number, word in enumerate(words) if self._first.fits(word, context.budget))
        for anchor in islice(anchors, tries):
            at = self._match(words, anchor, context.budget)
            if at is None:
                continue
            first, last = self._targets(at)
            start, end = words[first].start, words[last].end
            if any(low <= start < high for low, high in excepted):
                continue
            text = view.text[start:end]
            match_case = self.definition.match_case
            offers = offered(self.definition.action, text, (), context.budget, match_case=match_case)
            said = self.format_message(*(words[number].text for number in sorted(at.values())))
            yield Alert(view, start, end, text, said, tuple(offers))

    def _match(self, words: list[TaggedWord], anchor: int, budget: Budget) -> dict[int, int] | None:
        """Return a mapping of token to word indices if the sequence fits around the word `anchor`, else None."""
        left = self._walk(words, self._anchor - 1, anchor - 1, -1, budget)
        right = self._walk(words, self._anchor, anchor, 1, budget) if left is not None else None
        return None if left is None or right is None else {**left, **right}

    def _walk(
        self, words: list[TaggedWord], token: int, word: int, step: int, budget: Budget
    ) -> dict[int, int] | None:
        """Match the tokens from `token` in direction `step` to words from `word`; return the mapping, or None."""
        taken: dict[int, int] = {}
        while 0 <= token < len(self._tokens):
            rest = self._tokens[: token + 1] if step < 0 else self._tokens[token:]
            if not 0 <= word < len(words):
                return taken if all(each.negate for each in rest) else None
            current = self._tokens[token]
            optional = current.optional
            if step < 0 and current.skip:
                optional = (current.optional or current.end) and not current.start
            taken[token] = word
            fits = current.fits(words[word], budget)
            if not fits and not optional:
                return None
            if fits and optional:
                while 0 <= token < len(self._tokens) and self._tokens[token].group == current.group:
                    token += step
            else:
                token += step
            word += step
        return taken

    def _targets(self, at: dict[int, int]) -> tuple[int, int]:
        """Return the first and last word to flag: those of the tokens marked as targets, or else of all."""
        wanted = [number for number, token in enumerate(self._tokens) if token.target]
        if not wanted or not all(number in at for number in wanted):
            wanted = list(at)
        return at[min(wanted)], at[max(wanted)]

    def _expanded(self, data: Any) -> list[_Token]:
        if not isinstance(data, list) or not data:
            raise StyleError("“tokens” should be a list of conditions")
        tokens: list[_Token] = []
        group = 0
        for each in data:
            if not isinstance(each, dict) or not each.keys() <= _FIELDS:
                raise StyleError(f"a token of a sequence has {', '.join(sorted(_FIELDS))}")
            token = self._token(each)
            for _ in range(max(int(each.get("min") or 1), 1)):
                group += 1
                tokens += [
                    replace(token, group=group, optional=True, start=number == 0)
                    for number in range(token.skip)
                ]
                if token.tag is not None or token.word is not None:
                    tokens.append(replace(token, group=group, end=True))
            if len(tokens) > _MOST:
                raise StyleError(f"a sequence of more than {_MOST} tokens")
        return tokens

    def _token(self, data: dict[str, Any]) -> _Token:
        source, tag = string(data.get("pattern"), "pattern"), string(data.get("tag"), "tag")
        words: frozenset[str] = frozenset()
        universal = string(data.get("upos"), "upos")
        if universal:
            names = [name.strip().upper() for name in universal.split("|")]
            if tag or not set(names) <= _UNIVERSAL.keys():
                raise StyleError(f"“upos: {universal}” is no universal tag, or stands beside “tag”")
            tag = f"^(?:{'|'.join(_UNIVERSAL[name] for name in names)})$"
            if not source and set(names) <= _WORDS.keys():
                words = frozenset(word for name in names for word in _WORDS[name])
        case = "(?i)" if self._ignore_case else ""
        return _Token(
            regex(tag) if tag else None,
            regex(f"{case}^(?:{source})$") if source else None,
            regex(f"{case}(?m)(?:{source})") if source else None,
            words,
            boolean(data.get("negate") or False, "negate"),
            boolean(data.get("target") or False, "target"),
            min(int(data.get("skip") or 0), _MOST),
        )


def _sentences(scopes: Sequence[str]) -> tuple[str, ...]:
    """Convert scopes to those of the sentences in them."""
    found: list[str] = []
    for scope in scopes:
        if scope == "sentence" or scope.startswith("sentence."):
            found.append(scope)
        elif scope.startswith("~"):
            found.append(f"sentence&{scope}")
        elif scope == "paragraph" or scope.startswith("paragraph."):
            found.append("sentence" + scope.removeprefix("paragraph"))
        else:
            found.append(f"sentence & {scope}")
    return tuple(found) or ("sentence",)
