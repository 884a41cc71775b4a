"""`python -m edlint` is the same as `edlint`."""

from edlint.cli.main import main

main()
