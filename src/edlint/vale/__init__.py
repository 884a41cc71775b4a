"""Vale's styles, run as Vale runs them: its configuration and rule files in, hits out.

What a rule means is Vale's own meaning, measured against Vale 3.21 itself: which text a rule sees, what is masked in it,
how a match is reported. Places come from the parser instead, and no pattern and no text can hang a run.
"""
