"""Check archives of more articles than fit one run, in buckets, each of which is checked exactly once.

`plan` reads the sources and divides their articles into buckets, `run` checks the buckets that were not checked yet, here
or on a cluster, and `figures` and `page` make a report of the results. The name of a mark file tells that a bucket is
done: see `bucket`.
"""
