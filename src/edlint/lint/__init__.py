"""Turns hits into findings: pure functions on one document."""
