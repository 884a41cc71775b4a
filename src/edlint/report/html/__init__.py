"""The editor's page: the article with its marks, the notes beside them, the figures and the ledger of claims.

Pages are whole in themselves: style and script stand in the page, nothing is asked of a network, and reading needs no
script. Every word that comes from an article is escaped by the template engine; the page's Content-Security-Policy
allows nothing but the style and the script that edlint put there.
"""

from edlint.report.html.pages import Served, folder, single

__all__ = ["Served", "folder", "single"]
