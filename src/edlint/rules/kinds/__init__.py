"""The kinds of rule that are data: each turns a rule of its class into a matcher."""
