"""The configuration: found, read, merged and validated, and resolved to a profile for each file."""
