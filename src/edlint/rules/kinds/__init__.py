"""The kinds of declarative rule: each module makes matchers of rules of its kind."""
