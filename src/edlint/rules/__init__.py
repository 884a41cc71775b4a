"""Declarative rules: their schema, their loading, and the checker that runs them."""
