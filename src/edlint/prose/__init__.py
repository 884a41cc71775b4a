"""The prose of a document, read once for all checks."""
