"""The JSON schema by which editors validate rule files; `python -m edlint.rules` writes it."""

import msgspec

from edlint.rules.schema import AnyRule


def json_schema() -> str:
    """Return the JSON schema of a rule file, the content of `rules/schema.json`."""
    schema = msgspec.json.schema(AnyRule)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A rule of edlint"}
    return (
        msgspec.json.format(msgspec.json.encode({**head, **schema}, order="deterministic"), indent=2).decode()
        + "\n"
    )
