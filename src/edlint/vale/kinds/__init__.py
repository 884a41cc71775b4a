"""Vale's kinds of rule: each module has the class of rules for one value of `extends`."""
