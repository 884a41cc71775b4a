"""What can go wrong, as the user is told of it: one line, with the place and the remedy."""

FAULT = "a fault in edlint itself ({name}: {error}); please report it (EDLINT_DEBUG=1 prints the trace)"
"""What users read in place of a traceback."""


class EdlintError(Exception):
    """Anything the user can mend; shown as one line, exit code 2."""


class ConfigError(EdlintError):
    """The configuration cannot be used as it stands."""


class RuleError(EdlintError):
    """A rule file does not load: names file, line and what is wrong."""


class SourceError(EdlintError):
    """A file cannot be read or parsed; the other files are still checked."""


class EngineError(EdlintError):
    """An engine that was asked for did not run, or gave up on a file."""


class CheckTimeoutError(EdlintError):
    """A check took longer than a file may take."""
