"""Languages: data files, the pattern notation, word classes, inflection, pronunciation, tagging, language detection."""
