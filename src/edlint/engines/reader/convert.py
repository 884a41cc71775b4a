"""Convert SmolLM2's weights from a GGUF file to ONNX graphs with 8-bit integer products, which run fast on a CPU.

Activations have outliers that 8 bits cannot represent beside the rest. So each channel's scale is moved in part from the
activations to the weights (SmoothQuant, arXiv:2211.10438), calibrated on a few sentences. The text before every sentence,
with the first token, whose outliers are the largest, is run once in full precision; its keys and values are stored.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from edlint.engines.reader import gguf
from edlint.engines.reader.network import (
    EPSILON,
    GROUPS,
    HEAD,
    HEADS,
    LAYERS,
    WIDTH,
    Weights,
    angles,
    body,
    named,
    product,
)
from edlint.engines.reader.onnx import Graph
from edlint.engines.reader.tokens import Tokens

BEGINNING = 0
"""The number of the token that every text begins with."""
BEFORE = (
    "This guide explains how the system works and why we built it this way. We hope that you find it useful, and that "
    "it answers most of the questions that people have asked us over the years.\n\n"
)
"""The context before every sentence: without one, the model's predictions of a sentence's first words are poor."""
_MOVED = 0.5
"""SmoothQuant's exponent: the share of a channel's scale that moves from the activations to the weights."""
_SEEN = (
    "Before you begin, make sure that the server is running and that you have the right permissions to change it.",
    "Everyone on the team was asked to write down what went wrong, and most of them did so within 24 hours.",
    "In 2019 we moved 1,200 customers to the new platform; it took six weeks, and nobody lost any data.",
    "However, the results aren't what we'd expected: the second version is slower than the first (by about 12%).",
    "Click the “Save” button, then go back to the list of files and choose the one you've just created.",
    "She said that the garden had been empty for years, but the children still played there every summer.",
)


def convert(source: Path, folder: Path) -> None:
    """Convert the GGUF file `source` and write the reader's files into an empty folder. Raises OSError.

    `body` maps embeddings, positions and earlier keys and values to hidden states, `head` hidden states to
    log-probabilities. `tokens.json` is the vocabulary with its merges, `first.npz` has the keys and values of BEFORE and
    the log-probability of each token after it, `embedding.npy` the embeddings in 8 bits.
    """
    metadata, weights = gguf.read(source)
    words, merges = metadata["tokenizer.ggml.tokens"], metadata["tokenizer.ggml.merges"]
    (folder / "tokens.json").write_text(json.dumps([words, merges]), encoding="utf-8")
    embedding = weights["token_embd.weight"]
    scale = np.abs(embedding).max(1) / 127
    np.save(folder / "embedding.npy", np.round(embedding / scale[:, None]).astype("i1"))
    tokens = Tokens(words, merges)
    largest: dict[str, Any] = {}
    for text in _SEEN:
        _forward(weights, [BEGINNING, *tokens(text)], largest)
    hidden, keys, values = _forward(weights, [BEGINNING, *tokens(BEFORE)], {})
    likely = hidden[-1] @ embedding.T
    likely -= likely.max() + np.log(np.exp(likely - likely.max()).sum())
    np.savez(
        folder / "first.npz", keys=keys, values=values, likely=likely.astype("f4"), scale=scale.astype("f4")
    )
    _smooth(weights, largest)
    body(weights, folder / "body")
    graph = Graph()
    graph.name(
        graph.node("LogSoftmax", [product(graph, "hidden", "head", weights["token_embd.weight"])]), "likely"
    )
    graph.write(
        folder / "head", [("hidden", "float32", ["N", WIDTH])], [("likely", "float32", ["N", len(words)])]
    )


def _norm(hidden: Any, weight: Any) -> Any:
    return hidden / np.sqrt((hidden * hidden).mean(-1, keepdims=True) + EPSILON) * weight


def _forward(weights: Weights, tokens: list[int], largest: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Run the model in full precision; returns hidden states, keys (layer, group, channel, position) and values.

    Updates `largest` with each channel's largest absolute value at each product, the first token excepted.
    """
    count = len(tokens)

    def note(name: str, hidden: Any) -> None:
        if count > 1:
            largest[name] = np.maximum(largest.get(name, 0), np.abs(hidden[1:]).max(0))

    turns = angles(count)
    cosine, sine = np.cos(turns)[:, None], np.sin(turns)[:, None]

    def turned(hidden: Any) -> Any:
        one, two = hidden[..., ::2], hidden[..., 1::2]
        # The file interleaves the two halves of each rotation; the operator RotaryEmbedding needs them separate.
        return np.concatenate([one * cosine - two * sine, one * sine + two * cosine], -1)

    hidden = weights["token_embd.weight"][tokens]
    unseen: Any = np.triu(np.full((count, count), -1e9, "f4"), 1)
    all_keys, all_values = [], []
    for layer in range(LAYERS):

        def weight(part: str, layer: int = layer) -> Any:
            return weights[named(layer, part)]

        normed = _norm(hidden, weight("attn_norm"))
        note(f"attention{layer}", normed)
        queries = turned((normed @ weight("attn_q").T).reshape(count, HEADS, HEAD))
        keys = turned((normed @ weight("attn_k").T).reshape(count, GROUPS, HEAD))
        values = (normed @ weight("attn_v").T).reshape(count, GROUPS, HEAD)
        all_keys.append(keys.transpose(1, 2, 0))
        all_values.append(values.transpose(1, 0, 2))
        share = HEADS // GROUPS
        scores = np.einsum("ihd,jhd->hij", queries, np.repeat(keys, share, 1)) / np.sqrt(HEAD) + unseen
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = np.einsum("hij,jhd->ihd", scores, np.repeat(values, share, 1)).reshape(count, WIDTH)
        hidden = hidden + mixed @ weight("attn_output").T
        normed = _norm(hidden, weight("ffn_norm"))
        note(f"up{layer}", normed)
        gate = normed @ weight("ffn_gate").T
        inner = gate / (1 + np.exp(-gate)) * (normed @ weight("ffn_up").T)
        note(f"down{layer}", inner)
        hidden = hidden + inner @ weight("ffn_down").T
    hidden = _norm(hidden, weights["output_norm.weight"])
    note("head", hidden)
    return hidden, np.stack(all_keys).astype("f4"), np.stack(all_values).astype("f4")


def _smooth(weights: Weights, largest: dict[str, Any]) -> None:
    """Move a part of each channel's scale from activations to weights, in place; the products do not change."""

    def ratio(name: str, *products: str) -> Any:
        seen = np.maximum(largest[name], 1e-3) ** _MOVED
        held = np.maximum(np.abs(np.concatenate([weights[each] for each in products])).max(0), 1e-3) ** (
            1 - _MOVED
        )
        found = seen / held
        found = (found / np.exp(np.log(found).mean())).astype("f4")
        for each in products:
            weights[each] = weights[each] * found
        return found

    for layer in range(LAYERS):
        weights[named(layer, "attn_norm")] /= ratio(
            f"attention{layer}", *(named(layer, part) for part in ("attn_q", "attn_k", "attn_v"))
        )
        weights[named(layer, "ffn_norm")] /= ratio(
            f"up{layer}", *(named(layer, part) for part in ("ffn_gate", "ffn_up"))
        )
        weights[named(layer, "ffn_up")] /= ratio(f"down{layer}", named(layer, "ffn_down"))[:, None]
    weights["output_norm.weight"] /= ratio("head", "token_embd.weight")
