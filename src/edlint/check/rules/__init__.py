"""The rule engine: rules that are data."""
