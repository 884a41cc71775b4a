"""The embedded Harper grammar checker: its worker process, and the engine that sends it text."""
