"""A small language model as a second opinion: what a sentence probably wanted to say, and whether other checks' fixes read better.

`checker` is the engine as edlint sees it; the model runs in a process of its own (`worker`). `setup` puts it on the
machine. Only the worker and the setup import numpy and onnxruntime, the extra `edlint[reader]`.
"""
