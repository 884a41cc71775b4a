"""Archives: more articles than one run should hold, checked in buckets of which each is checked exactly once.

`plan` reads the sources and puts their articles into buckets, `run` checks the buckets that were not checked yet, here
or on a cluster, and `report` adds up what is there. What is done is known by its name alone: see `bucket`.
"""
