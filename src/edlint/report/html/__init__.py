"""The editor's page: the article with its marks, the notes beside them, the figures and the ledger of claims.

Pages are self-contained: style and script are in the page, nothing is loaded from a network, and reading needs no
script. The template engine escapes all text from articles; the page's Content-Security-Policy allows only the style and
the script that edlint put there.
"""

from edlint.report.html.pages import Served, folder, single

__all__ = ["Served", "folder", "single"]
