"""Files, processes, caches: everything that touches the machine."""
