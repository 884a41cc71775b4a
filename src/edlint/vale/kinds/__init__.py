"""The kinds of rule that Vale has: each makes something that looks of a definition."""
