"""Runs the server until the editor ends it."""

import logging
import os
import sys

from edlint.model.errors import ConfigError
from edlint.server.child import Child
from edlint.server.features import server


def serve(child: Child) -> None:
    """Serve the editor over standard input and output until the connection ends."""
    # The protocol library's log is of use only for debugging the server.
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO if os.environ.get("EDLINT_DEBUG") else logging.CRITICAL
    )
    try:
        server(child).start_io()
    except (MemoryError, OverflowError):
        raise ConfigError("the editor announced a message that is too large to read") from None
    finally:
        child.close()
