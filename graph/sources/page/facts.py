"""Occupation records as hand-kept facts: YAML with the fields of the record, or JSON."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ...model import OccupationRecord
from ..files.yaml_records import read_yaml

_WIDTH = 110
_SHORT = 90


class _FactsDumper(yaml.SafeDumper):
    """A writer of facts in the style of a hand-kept file: no anchors, short records on one line, codes in quotes."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - PyYAML's signature
        return True


def _represent_text(dumper: _FactsDumper, text: str) -> yaml.ScalarNode:
    # Other readers of YAML would drop the leading zero of an unquoted code.
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if text.isdigit() else None)


def _represent_fields(dumper: _FactsDumper, fields: dict[str, Any]) -> yaml.MappingNode:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", fields)
    plain = all(isinstance(value, yaml.ScalarNode) for _, value in node.value)
    node.flow_style = plain and sum(len(str(part)) for field in fields.items() for part in field) < _SHORT
    return node


_FactsDumper.add_representer(str, _represent_text)
_FactsDumper.add_representer(dict, _represent_fields)


def read_facts(path: Path) -> OccupationRecord:
    """
    Return the record in the YAML file at *path*, which ends with the line ``...``, or in a JSON file.

    Raises ``SourceFault``, with the line, for another shape.
    """
    return read_yaml(path, OccupationRecord)


def write_facts(record: OccupationRecord) -> str:
    """Return *record* as YAML that ``read_facts`` reads back as an equal record; fields in the order of the model."""
    return yaml.dump(
        msgspec.to_builtins(record, builtin_types=(datetime.date,)),
        Dumper=_FactsDumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=None,
        explicit_end=True,
    )


def write_json(record: OccupationRecord) -> str:
    """Return *record* as JSON with a line end, fields in the order of the model."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"
