"""Exceptions; each message is one line for the user that says where the fault is and how to correct it."""

FAULT = "a fault in edlint itself ({name}: {error}); please report it (EDLINT_DEBUG=1 prints the trace)"
"""The message shown to users instead of a traceback."""


class EdlintError(Exception):
    """An error that the user can correct; shown as one line, exit code 2."""


class ConfigError(EdlintError):
    """The configuration is invalid."""


class RuleError(EdlintError):
    """A rule file cannot be loaded; the message names file, line and fault."""


class SourceError(EdlintError):
    """A file cannot be read or parsed; the other files are still checked."""


class EngineError(EdlintError):
    """A requested engine did not run, or gave up on a file."""


class CheckTimeoutError(EdlintError):
    """A check exceeded the time limit for a file."""
