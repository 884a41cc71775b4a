"""A document's text prepared for checks: sentences, words, word classes, quotations; computed once for all."""
