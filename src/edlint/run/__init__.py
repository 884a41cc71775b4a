"""Runs: finding, reading and writing files, git, worker processes, time limits, and the network."""
