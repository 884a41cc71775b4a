"""Claims: assertions of an article that need a source, and the ledger of all its claims.

From a sentence to a finding: `statistic` and `wording` find claims by their words, `evidence` and `own` search for
their support, `waiver` for waivers; what is left is reported by the rule for that kind of claim.
"""

from edlint.check.claims.checker import ClaimsChecker

make = ClaimsChecker
