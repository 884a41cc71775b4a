"""Harper, embedded: its process, and the engine that asks it."""
