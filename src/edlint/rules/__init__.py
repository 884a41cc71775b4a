"""Rules that are data: their kinds, how they are read, and what carries them out."""
