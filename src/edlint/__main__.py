"""`python -m edlint` is the same as `edlint`.

Python then puts the working directory first on the module path; importing `edlint.cli` removes it.
"""

from edlint.cli.main import main

main()
