"""Configuration: what users write, found, merged and checked, and what it means for one file."""
