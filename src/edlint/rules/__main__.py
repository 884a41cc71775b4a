"""`python -m edlint.rules [FILE]` writes the JSON schema of rule files, to `rules/schema.json` by default."""

import sys
from pathlib import Path

from edlint.rules.jsonschema import json_schema

Path(sys.argv[1] if len(sys.argv) > 1 else "rules/schema.json").write_text(json_schema(), encoding="utf-8")
