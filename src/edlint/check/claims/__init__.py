"""Claims: found, typed, and held against the evidence beside them."""
