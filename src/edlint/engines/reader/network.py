"""Builds the ONNX graph of SmolLM2's layers: 8-bit integer products, and attention with earlier keys and values."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from edlint.engines.reader.onnx import MICROSOFT, Graph

LAYERS, HEADS, GROUPS, HEAD, WIDTH, LONGEST = 30, 9, 3, 64, 576, 512
"""The model's shape; LONGEST is the number of positions that the graph supports."""
EPSILON = 1e-5
_ROTATION = 100_000.0
_INPUTS: Sequence[tuple[str, str, Sequence[int | str]]] = (
    ("hidden", "float32", ["N", WIDTH]),
    ("places", "int64", [1, "N"]),
    ("unseen", "float32", ["N", "T"]),
    ("keys", "float32", [LAYERS, GROUPS, HEAD, "P"]),
    ("values", "float32", [LAYERS, GROUPS, "P", HEAD]),
)
_OUTPUTS: Sequence[tuple[str, str, Sequence[int | str]]] = (
    ("states", "float32", ["N", WIDTH]),
    ("new_keys", "float32", [LAYERS, GROUPS, HEAD, "N"]),
    ("new_values", "float32", [LAYERS, GROUPS, "N", HEAD]),
)

Weights = dict[str, Any]


def named(layer: int, part: str) -> str:
    """Return the name of a layer's weight in the GGUF file."""
    return f"blk.{layer}.{part}.weight"


def angles(count: int) -> Any:
    """Return the rotary embedding's angles in radians, an array (position, pair of channels)."""
    return np.arange(count)[:, None] * _ROTATION ** -(np.arange(0, HEAD, 2) / HEAD)


def product(graph: Graph, hidden: str, name: str, weight: Any) -> str:
    """Add a product with 8-bit weights, one scale per row of activations and per output; returns the result's name."""
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
    """Return a weight with the rows of each head reordered: its rotations' first halves, then their second halves."""
    return weight.reshape(heads, weight.shape[0] // heads // 2, 2, -1).swapaxes(1, 2).reshape(weight.shape)


def body(weights: Weights, folder: Path) -> None:
    """Write all layers as a graph into a new folder; its inputs and outputs are _INPUTS and _OUTPUTS."""
    graph = Graph()
    g = graph.node
    zero = graph.whole(0)
    shared = _Shared(graph)
    known_keys = graph.nodes("Split", ["keys"], LAYERS, axis=0, num_outputs=LAYERS)
    known_values = graph.nodes("Split", ["values"], LAYERS, axis=0, num_outputs=LAYERS)
    hidden = "hidden"
    norm = graph.constant("norm", weights[named(0, "attn_norm")])
    normed = g("SimplifiedLayerNormalization", [hidden, norm], epsilon=EPSILON, axis=-1, stash_type=1)
    new_keys, new_values = [], []
    for layer in range(LAYERS):

        def weight(part: str, layer: int = layer) -> Any:
            return weights[named(layer, part)]

        queries, keys, values = shared.heads(normed, f"attention{layer}", weight)
        new_keys.append(g("Unsqueeze", [keys, zero]))
        new_values.append(g("Unsqueeze", [values, zero]))
        keys = g("Concat", [g("Squeeze", [known_keys[layer], zero]), keys], axis=2)
        values = g("Concat", [g("Squeeze", [known_values[layer], zero]), values], axis=1)
        mixed = product(graph, shared.mixed(queries, keys, values), f"mixed{layer}", weight("attn_output"))
        normed, hidden = _joined(graph, hidden, mixed, weight("ffn_norm"), f"norm{layer}")
        both = product(graph, normed, f"up{layer}", np.concatenate([weight("ffn_gate"), weight("ffn_up")]))
        following = weights["output_norm.weight" if layer + 1 == LAYERS else named(layer + 1, "attn_norm")]
        down = product(graph, _gated(graph, both), f"down{layer}", weight("ffn_down"))
        normed, hidden = _joined(graph, hidden, down, following, f"next{layer}")
    graph.name(normed, "states")
    graph.name(g("Concat", new_keys, axis=0), "new_keys")
    graph.name(g("Concat", new_values, axis=0), "new_values")
    graph.write(folder, _INPUTS, _OUTPUTS)


class _Shared:
    """The operators of attention, with the constants that all layers share."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        g = graph.node
        turns = angles(LONGEST)
        self._cosine = graph.constant("cosine", np.cos(turns).astype("f4"))
        self._sine = graph.constant("sine", np.sin(turns).astype("f4"))
        self._zero = graph.whole(0)
        shape = g("Shape", ["unseen"])
        self._by_head = g("Concat", [graph.whole(HEADS), shape], axis=0)
        rest = [graph.whole(GROUPS, -1), g("Gather", [shape, graph.whole(1)], axis=0)]
        self._by_group = g("Concat", rest, axis=0)

    def heads(self, normed: str, name: str, weight: Callable[[str], Any]) -> tuple[str, str, str]:
        """Add a layer's queries, keys and values, split by head, and return their names."""
        graph, g = self._graph, self._graph.node
        every = [
            _apart(weight("attn_q"), HEADS) * np.float32(HEAD**-0.5),
            _apart(weight("attn_k"), GROUPS),
            weight("attn_v"),
        ]
        made = product(graph, normed, name, np.concatenate(every))
        sizes = graph.whole(WIDTH, GROUPS * HEAD, GROUPS * HEAD)
        queries, keys, values = graph.nodes("Split", [made, sizes], 3, axis=-1)
        queries = g("Reshape", [self._turned(queries), graph.whole(-1, HEADS, HEAD)])
        queries = g("Reshape", [g("Transpose", [queries], perm=[1, 0, 2]), graph.whole(GROUPS, -1, HEAD)])
        by_group = graph.whole(-1, GROUPS, HEAD)
        keys = g("Transpose", [g("Reshape", [self._turned(keys), by_group])], perm=[1, 2, 0])
        values = g("Transpose", [g("Reshape", [values, by_group])], perm=[1, 0, 2])
        return queries, keys, values

    def mixed(self, queries: str, keys: str, values: str) -> str:
        """Add the attention-weighted sum of the values for each position, and return its name."""
        graph, g = self._graph, self._graph.node
        scores = g("Add", [g("Reshape", [g("MatMul", [queries, keys]), self._by_head]), "unseen"])
        scores = g("Reshape", [g("Softmax", [scores], axis=-1), self._by_group])
        mixed = g("Reshape", [g("MatMul", [scores, values]), graph.whole(HEADS, -1, HEAD)])
        return g("Reshape", [g("Transpose", [mixed], perm=[1, 0, 2]), graph.whole(-1, WIDTH)])

    def _turned(self, hidden: str) -> str:
        hidden = self._graph.node("Unsqueeze", [hidden, self._zero])
        inputs = [hidden, "places", self._cosine, self._sine]
        turned = self._graph.node("RotaryEmbedding", inputs, MICROSOFT, interleaved=0, num_heads=0)
        return self._graph.node("Squeeze", [turned, self._zero])


def _joined(graph: Graph, hidden: str, added: str, norm: Any, name: str) -> tuple[str, str]:
    """Add `hidden + added`; return the names of the normalised sum and of the sum itself."""
    inputs = [hidden, added, graph.constant(name, norm)]
    every = graph.nodes("SkipSimplifiedLayerNormalization", inputs, 4, MICROSOFT, epsilon=EPSILON)
    return every[0], every[3]
