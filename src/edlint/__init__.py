"""edlint: the copy desk that runs in CI."""

__version__ = "0.1.0"
