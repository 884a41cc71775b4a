"""The command line. Before it imports anything else, it sees to it that nothing comes from the articles' folder."""

from edlint.config.search import isolate

isolate()
