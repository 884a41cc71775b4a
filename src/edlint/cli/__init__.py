"""The command line. It first makes sure that nothing is imported from the articles' folder."""

import gc

from edlint.config.search import isolate

isolate()
# Modules and data loaded now stay to the end: garbage collection of them took 10 % of the time for an article.
gc.set_threshold(500_000)
