"""English as far as every check needs it: pure functions over a string, spans in and out."""
