"""Caches between runs: prepared tables, and the results of checks."""
