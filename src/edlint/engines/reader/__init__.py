"""A small language model that proposes likelier wordings of a sentence and rates the fixes of other checks.

`checker` is the engine; the model runs in a worker process (`worker`). `setup` installs the model. Only the worker and
the setup import numpy and onnxruntime (the extra `edlint[reader]`).
"""
