"""Runs SmolLM2-135M: the log-probability of a sentence, token by token, and of versions with a part of it changed.

A sentence is run once; the keys and values of its tokens are reused for all changes after them. Each sentence is run
alone, so that its result does not depend on the others.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime

from edlint.engines.reader.tokens import Piece, Tokens

_HEAD_ROWS = 128
_HIDDEN = -1e9


class Read(NamedTuple):
    """A sentence after its run through the model.

    `likely` has a row of log-probabilities of all tokens before each of its tokens and after the last; `surprise` is each
    token's negative log-probability, in nats. `keys` and `values` are those of its tokens, without the context before it.
    """

    pieces: list[Piece]
    tokens: list[int]
    likely: Any
    surprise: Any
    keys: Any
    values: Any


class Change(NamedTuple):
    """A changed continuation: `tokens` after the first `place` tokens of a sentence."""

    place: int
    tokens: Sequence[int]


class Model:
    """The model, loaded from the folder that `edlint setup reader` wrote."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the model to run on `threads` threads. Raises OSError and onnxruntime's own errors."""
        self.tokens = Tokens(*json.loads((folder / "tokens.json").read_text(encoding="utf-8")))
        first = np.load(folder / "first.npz")
        self._keys, self._values = first["keys"], first["values"]
        self._before = self._keys.shape[3]
        self._first, self._scale = first["likely"], first["scale"]
        self._embedding = np.load(folder / "embedding.npy", mmap_mode="r")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait take processor time from the other checks.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._body, self._head = (
            onnxruntime.InferenceSession(
                folder / part / "model.onnx", options, providers=["CPUExecutionProvider"]
            )
            for part in ("body", "head")
        )

    def read(self, text: str) -> Read:
        """Run the model over a sentence, which may not be empty."""
        pieces = self.tokens.pieces(text)
        tokens = [token for piece in pieces for token in piece.tokens]
        count = len(tokens)
        before = self._before
        unseen: Any = np.concatenate([np.zeros((count, before), "f4"), _later(count)], 1)
        states, keys, values = self._run(
            tokens, range(before, before + count), unseen, self._keys, self._values
        )
        likely = np.concatenate([self._first[None], self._head.run(None, {"hidden": states})[0]])
        return Read(pieces, tokens, likely, -likely[np.arange(count), tokens], keys, values)

    def changed(self, read: Read, changes: Sequence[Change]) -> list[Any]:
        """Return for each change an array with the log-probability of each of its tokens, from one run for all."""
        before = self._before
        known = before + len(read.tokens)
        total = sum(len(change.tokens) for change in changes)
        unseen: Any = np.full((total, known + total), _HIDDEN, "f4")
        unseen[:, :before] = 0
        tokens: list[int] = []
        places: list[int] = []
        following: list[int] = []
        for change in changes:
            at, count = len(tokens), len(change.tokens)
            unseen[at : at + count, before : before + change.place] = 0
            unseen[at : at + count, known + at : known + at + count] = _later(count)
            tokens += change.tokens
            places += range(before + change.place, before + change.place + count)
            following += [*change.tokens[1:], 0]
        keys = np.concatenate([self._keys, read.keys], 3)
        values = np.concatenate([self._values, read.values], 2)
        states, _, _ = self._run(tokens, places, unseen, keys, values)
        said: list[Any] = []
        for at in range(0, total, _HEAD_ROWS):
            rows = self._head.run(None, {"hidden": states[at : at + _HEAD_ROWS]})[0]
            said.extend(rows[np.arange(len(rows)), following[at : at + _HEAD_ROWS]])
        found, at = [], 0
        for change in changes:
            first = read.likely[change.place][change.tokens[0]]
            found.append(np.array([first, *said[at : at + len(change.tokens) - 1]]))
            at += len(change.tokens)
        return found

    def _run(self, tokens: Sequence[int], places: Sequence[int], unseen: Any, keys: Any, values: Any) -> Any:
        index = np.asarray(tokens)
        hidden = self._embedding[index].astype("f4") * self._scale[index, None]
        inputs = {"hidden": hidden, "places": np.asarray(places, "i8")[None], "unseen": unseen}
        return self._body.run(None, {**inputs, "keys": keys, "values": values})


def _later(count: int) -> Any:
    """Return the causal attention mask of `count` tokens, to add to scores: no token attends to later ones."""
    return np.triu(np.full((count, count), _HIDDEN, "f4"), 1)
