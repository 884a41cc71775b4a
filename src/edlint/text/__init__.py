"""Text functions that all checks share (words, sentences, quotations, patterns): pure functions over strings."""
