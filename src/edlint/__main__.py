"""`python -m edlint` is the same as `edlint`.

Python itself puts the working directory before all else then: importing `edlint.cli` takes it away again.
"""

from edlint.cli.main import main

main()
