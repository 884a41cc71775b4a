"""Run Vale's styles as Vale does: reads `.vale.ini` and the rule files, and returns hits.

The behaviour of the rules (which text they are applied to, what is masked in it, how a match is reported) was compared
with Vale 3.21. Unlike Vale, positions come from the parser, and all patterns run within time limits.
"""
