"""SmolLM2's weights from their GGUF file to what onnxruntime runs fast on a processor: 8-bit whole numbers throughout.

Activations have outliers that 8 bits cannot hold beside the rest. So each channel's scale is moved in part from the
activations to the weights (SmoothQuant, arXiv:2211.10438), by what a few sentences show. What stands before every
sentence, with the first token whose outliers are the largest, is worked out once in full: its keys and values are kept.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from edlint.engines.reader import gguf
from edlint.engines.reader.onnx import MICROSOFT, Graph
from edlint.engines.reader.tokens import Tokens

LAYERS, HEADS, GROUPS, HEAD, WIDTH, LONGEST = 30, 9, 3, 64, 576, 512
"""The model's shape; LONGEST is how many tokens are read at once."""
BEGINNING = 0
"""The token that a text begins with."""
BEFORE = (
    "This guide explains how the system works and why we built it this way. We hope that you find it useful, and that "
    "it answers most of the questions that people have asked us over the years.\n\n"
)
"""What stands before every sentence: a model that has read nothing expects anything, and few of its first words are right."""
_EPSILON = 1e-5
_ROTATION = 100_000.0
_MOVED = 0.5
"""How much of a channel's scale goes from the activations to the weights."""
_SEEN = (
    "Before you begin, make sure that the server is running and that you have the right permissions to change it.",
    "Everyone on the team was asked to write down what went wrong, and most of them did so within 24 hours.",
    "In 2019 we moved 1,200 customers to the new platform; it took six weeks, and nobody lost any data.",
    "However, the results aren't what we'd expected: the second version is slower than the first (by about 12%).",
    "Click the “Save” button, then go back to the list of files and choose the one you've just created.",
    "She said that the garden had been empty for years, but the children still played there every summer.",
)

Weights = dict[str, Any]


def convert(source: Path, folder: Path) -> None:
    """Write what the reader runs into an empty folder. Raises OSError.

    `body` takes embeddings, places and earlier keys and values to hidden states, `head` these to log-probabilities;
    `tokens.json` and `first.npz` (keys and values of BEFORE, and how likely each token is behind it) are read at the start.
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
    _body(weights, folder / "body")
    graph = Graph()
    graph.name(
        graph.node("LogSoftmax", [_product(graph, "hidden", "head", weights["token_embd.weight"])]), "likely"
    )
    graph.write(
        folder / "head", [("hidden", "float32", ["N", WIDTH])], [("likely", "float32", ["N", len(words)])]
    )


def _named(layer: int, part: str) -> str:
    return f"blk.{layer}.{part}.weight"


def _norm(hidden: Any, weight: Any) -> Any:
    return hidden / np.sqrt((hidden * hidden).mean(-1, keepdims=True) + _EPSILON) * weight


def _angles(count: int) -> Any:
    return np.arange(count)[:, None] * _ROTATION ** -(np.arange(0, HEAD, 2) / HEAD)


def _forward(weights: Weights, tokens: list[int], largest: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Run the model in full precision; returns hidden states, keys (layer, group, channel, place) and values.

    `largest` gains the largest absolute value of each channel at each product, but for the first token's.
    """
    count = len(tokens)

    def note(name: str, hidden: Any) -> None:
        if count > 1:
            largest[name] = np.maximum(largest.get(name, 0), np.abs(hidden[1:]).max(0))

    angles = _angles(count)
    cosine, sine = np.cos(angles)[:, None], np.sin(angles)[:, None]

    def turned(hidden: Any) -> Any:
        one, two = hidden[..., ::2], hidden[..., 1::2]
        # The file has the two halves of each rotation side by side; the operator wants them apart.
        return np.concatenate([one * cosine - two * sine, one * sine + two * cosine], -1)

    hidden = weights["token_embd.weight"][tokens]
    unseen: Any = np.triu(np.full((count, count), -1e9, "f4"), 1)
    all_keys, all_values = [], []
    for layer in range(LAYERS):

        def weight(part: str, layer: int = layer) -> Any:
            return weights[_named(layer, part)]

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
    """Move a part of each channel's scale from activations to weights; the product stays what it was."""

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
        weights[_named(layer, "attn_norm")] /= ratio(
            f"attention{layer}", *(_named(layer, part) for part in ("attn_q", "attn_k", "attn_v"))
        )
        weights[_named(layer, "ffn_norm")] /= ratio(
            f"up{layer}", *(_named(layer, part) for part in ("ffn_gate", "ffn_up"))
        )
        weights[_named(layer, "ffn_up")] /= ratio(f"down{layer}", _named(layer, "ffn_down"))[:, None]
    weights["output_norm.weight"] /= ratio("head", "token_embd.weight")


def _product(graph: Graph, hidden: str, name: str, weight: Any) -> str:
    """Put a product with 8-bit weights in: a scale for each row of activations, one for each column of weights."""
    scale = np.abs(weight).max(1) / 127
    whole = np.round(weight / scale[:, None]).astype("i1").T
    largest = graph.node("ReduceMax", [graph.node("Abs", [hidden]), graph.whole(-1)], keepdims=1)
    row = graph.node("Mul", [largest, graph.constant("127th", np.array(1 / 127, "f4"))])
    shifted = graph.node("Round", [graph.node("Div", [hidden, row])])
    shifted = graph.node("Add", [shifted, graph.constant("128.0", np.array(128, "f4"))])
    shifted = graph.node("Cast", [shifted], to=2)
    zero = graph.constant("128", np.array(128, "u1"))
    product = graph.node("MatMulInteger", [shifted, graph.constant(name, whole), zero])
    product = graph.node("Mul", [graph.node("Cast", [product], to=1), row])
    return graph.node("Mul", [product, graph.constant(f"{name}.scale", scale.astype("f4"))])


def _gated(graph: Graph, both: str) -> str:
    gate, up = graph.nodes("Split", [both], 2, axis=-1, num_outputs=2)
    return graph.node("Mul", [graph.node("QuickGelu", [gate], MICROSOFT, alpha=1.0), up])


def _apart(weight: Any, heads: int) -> Any:
    """Return the rows of each head with the two halves of its rotations apart."""
    return weight.reshape(heads, weight.shape[0] // heads // 2, 2, -1).swapaxes(1, 2).reshape(weight.shape)


def _body(weights: Weights, folder: Path) -> None:
    graph = Graph()
    g = graph.node
    angles = _angles(LONGEST)
    cosine = graph.constant("cosine", np.cos(angles).astype("f4"))
    sine = graph.constant("sine", np.sin(angles).astype("f4"))
    zero = graph.whole(0)
    shape = g("Shape", ["unseen"])
    by_head = g("Concat", [graph.whole(HEADS), shape], axis=0)
    by_group = g("Concat", [graph.whole(GROUPS, -1), g("Gather", [shape, graph.whole(1)], axis=0)], axis=0)
    known_keys = graph.nodes("Split", ["keys"], LAYERS, axis=0, num_outputs=LAYERS)
    known_values = graph.nodes("Split", ["values"], LAYERS, axis=0, num_outputs=LAYERS)

    def turned(hidden: str) -> str:
        hidden = g("Unsqueeze", [hidden, zero])
        inputs = [hidden, "places", cosine, sine]
        return g("Squeeze", [g("RotaryEmbedding", inputs, MICROSOFT, interleaved=0, num_heads=0), zero])

    def joined(hidden: str, added: str, norm: Any, name: str) -> list[str]:
        """Return the sum, normed, and the sum itself."""
        inputs = [hidden, added, graph.constant(name, norm)]
        every = graph.nodes("SkipSimplifiedLayerNormalization", inputs, 4, MICROSOFT, epsilon=_EPSILON)
        return [every[0], every[3]]

    hidden = "hidden"
    norm = graph.constant("norm", weights[_named(0, "attn_norm")])
    normed = g("SimplifiedLayerNormalization", [hidden, norm], epsilon=_EPSILON, axis=-1, stash_type=1)
    new_keys, new_values = [], []
    for layer in range(LAYERS):

        def weight(part: str, layer: int = layer) -> Any:
            return weights[_named(layer, part)]

        every = [
            _apart(weight("attn_q"), HEADS) * np.float32(HEAD**-0.5),
            _apart(weight("attn_k"), GROUPS),
            weight("attn_v"),
        ]
        product = _product(graph, normed, f"attention{layer}", np.concatenate(every))
        sizes = graph.whole(WIDTH, GROUPS * HEAD, GROUPS * HEAD)
        queries, keys, values = graph.nodes("Split", [product, sizes], 3, axis=-1)
        queries = g("Reshape", [turned(queries), graph.whole(-1, HEADS, HEAD)])
        queries = g("Reshape", [g("Transpose", [queries], perm=[1, 0, 2]), graph.whole(GROUPS, -1, HEAD)])
        keys = g("Transpose", [g("Reshape", [turned(keys), graph.whole(-1, GROUPS, HEAD)])], perm=[1, 2, 0])
        values = g("Transpose", [g("Reshape", [values, graph.whole(-1, GROUPS, HEAD)])], perm=[1, 0, 2])
        new_keys.append(g("Unsqueeze", [keys, zero]))
        new_values.append(g("Unsqueeze", [values, zero]))
        keys = g("Concat", [g("Squeeze", [known_keys[layer], zero]), keys], axis=2)
        values = g("Concat", [g("Squeeze", [known_values[layer], zero]), values], axis=1)
        scores = g("Add", [g("Reshape", [g("MatMul", [queries, keys]), by_head]), "unseen"])
        scores = g("Reshape", [g("Softmax", [scores], axis=-1), by_group])
        mixed = g("Reshape", [g("MatMul", [scores, values]), graph.whole(HEADS, -1, HEAD)])
        mixed = g("Reshape", [g("Transpose", [mixed], perm=[1, 0, 2]), graph.whole(-1, WIDTH)])
        mixed = _product(graph, mixed, f"mixed{layer}", weight("attn_output"))
        normed, hidden = joined(hidden, mixed, weight("ffn_norm"), f"norm{layer}")
        both = _product(graph, normed, f"up{layer}", np.concatenate([weight("ffn_gate"), weight("ffn_up")]))
        following = weights["output_norm.weight" if layer + 1 == LAYERS else _named(layer + 1, "attn_norm")]
        down = _product(graph, _gated(graph, both), f"down{layer}", weight("ffn_down"))
        normed, hidden = joined(hidden, down, following, f"next{layer}")
    graph.name(normed, "states")
    graph.name(g("Concat", new_keys, axis=0), "new_keys")
    graph.name(g("Concat", new_values, axis=0), "new_values")
    graph.write(
        folder,
        [
            ("hidden", "float32", ["N", WIDTH]),
            ("places", "int64", [1, "N"]),
            ("unseen", "float32", ["N", "T"]),
            ("keys", "float32", [LAYERS, GROUPS, HEAD, "P"]),
            ("values", "float32", [LAYERS, GROUPS, "P", HEAD]),
        ],
        [
            ("states", "float32", ["N", WIDTH]),
            ("new_keys", "float32", [LAYERS, GROUPS, HEAD, "N"]),
            ("new_values", "float32", [LAYERS, GROUPS, "N", HEAD]),
        ],
    )
