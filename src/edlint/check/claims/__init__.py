"""Claims: what an article asserts that a reader could not check, and the ledger of all that it asserts.

From a sentence to a finding: `statistic` and `wording` find claims by their words, `evidence` and `own` look for what
stands behind them, `waiver` for who let them pass; a rule asks for the source of what is left.
"""

from edlint.check.claims.checker import ClaimsChecker

make = ClaimsChecker
