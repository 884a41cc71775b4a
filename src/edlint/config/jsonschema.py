"""The JSON schema of `edlint.toml`, for editors: `python -m edlint.config.jsonschema` writes it beside this file."""

from pathlib import Path
from typing import Any

import msgspec

from edlint.config.schema import LISTS, Settings

FILE = Path(__file__).with_name("edlint.schema.json")


def json_schema() -> str:
    """Return the text of FILE: the schema of the configuration as users write it, before `schema.normal`."""
    schema = msgspec.json.schema(Settings)
    tables = schema["$defs"]
    # A rule's options are written in the same table as its severity.
    del tables["RuleSettings"]["properties"]["options"]
    for table, prefix in (("Settings", ""), ("Override", ""), ("VocabularySettings", "vocabulary.")):
        fields = tables[table]["properties"]
        fields |= {name: _or_one(node) for name, node in fields.items() if f"{prefix}{name}" in LISTS}
    fields = tables["Settings"]["properties"]
    fields["engines"] = _or_one(fields["engines"])
    fields["values"]["additionalProperties"] = _or_one(fields["values"]["additionalProperties"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The configuration of edlint"}
    written = msgspec.json.encode({**head, **schema}, order="deterministic")
    return msgspec.json.format(written, indent=2).decode() + "\n"


def _or_one(node: dict[str, Any]) -> dict[str, Any]:
    """Return a schema node for a list that also accepts a single item."""
    beside = {key: value for key, value in node.items() if key in {"description", "default"}}
    choices = node.get("anyOf") or [{key: value for key, value in node.items() if key not in beside}]
    choices = [choice for choice in choices if choice != {"type": "null"}]
    return {"anyOf": [*choices, *(one["items"] for one in choices if "items" in one)], **beside}


if __name__ == "__main__":
    FILE.write_text(json_schema(), encoding="utf-8")
