"""Adapters for the grammar engines Harper, LanguageTool and the reader, all of class `rules.base.Engine`."""
