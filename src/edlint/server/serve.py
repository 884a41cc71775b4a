"""Runs the server until the editor ends it."""

import logging
import os
import sys

from edlint.server.child import Child
from edlint.server.features import server


def serve(child: Child) -> None:
    """Speak with the editor over standard input and output until it goes."""
    # What the protocol's library has to say is for whoever looks into the server itself.
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO if os.environ.get("EDLINT_DEBUG") else logging.CRITICAL
    )
    try:
        server(child).start_io()
    finally:
        child.close()
