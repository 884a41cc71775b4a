"""The data types that all other packages share: frozen, without input or output; msgspec is the only dependency."""
