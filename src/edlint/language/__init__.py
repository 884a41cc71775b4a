"""What is known of a language: its notation of patterns, its data."""
