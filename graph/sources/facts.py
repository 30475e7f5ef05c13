"""Read and write an occupation record as facts kept by hand: YAML with the fields of the record, or JSON."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ..model import OccupationRecord
from .yaml_records import read_yaml

_WIDTH = 110


class _FactsDumper(yaml.SafeDumper):
    """Writes codes in quotes, since other readers of YAML would take their leading zeros away."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - PyYAML's signature
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        style = '"' if data.isdigit() else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_FactsDumper.add_representer(str, _FactsDumper.represent_str)


def read_facts(path: Path) -> OccupationRecord:
    """
    Return the record in the YAML file at *path*, which ends with the line ``...``, or in a JSON file.

    Raises ``SourceFault`` with the line of what is wrong.
    """
    return read_yaml(path, OccupationRecord, closed=True)


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
