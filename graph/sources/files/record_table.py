"""
Records as a table of comma-separated values, one column per field: the form in which facts are bundled.

A cell holds a tuple as ``a|b``, a mapping as ``key=value|key=value`` and a record or a pair within either as its fields
joined by ``=``. An empty cell is the field's default. ``esco:`` begins the IRIs of ESCO. A value within a tuple or a
mapping contains neither sign, so reading returns the records that were written.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from ...model import Record
from ...table_writer import TableFormat, write_table
from .separated_values import read_table

R = TypeVar("R", bound=Record)
_ITEM, _PART = "|", "="
_ESCO, _SHORT = "http://data.europa.eu/esco/", "esco:"


def is_record_table(path: Path, kind: type[Record]) -> bool:
    """Return whether the file at *path* begins with a header of fields of *kind*, the required ones among them."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.readline(1 << 16).decode("utf-8", "replace").strip().split(",")
    needed = {field.name for field in msgspec.structs.fields(kind) if field.required}
    return needed <= set(header) <= set(kind.__struct_fields__)


# Tables of the project have the line ends of its other files.
_LINES = TableFormat(",", "\n")


def write_records(kind: type[R], records: Iterable[R]) -> str:
    """
    Return *records* as CSV with a header, in their order; a column that is empty throughout is left out.

    Raises ``ValueError`` for a value that holds one of the signs between values.
    """
    rows = [[_cell(getattr(record, name)) for name in kind.__struct_fields__] for record in records]
    required = {field.name for field in msgspec.structs.fields(kind) if field.required}
    kept = [
        at for at, name in enumerate(kind.__struct_fields__) if name in required or any(row[at] != "" for row in rows)
    ]
    columns = [kind.__struct_fields__[at] for at in kept]
    return write_table(columns, ([row[at] for at in kept] for row in rows), _LINES, is_guarded=False)


def read_records(path: Path, kind: type[R]) -> list[R]:
    """Return the records of *kind* in the table at *path*, in its order; raises ``SourceFault`` with the line."""
    shapes = _shapes(kind)
    required = [field.name for field in msgspec.structs.fields(kind) if field.required]
    found = []
    for row in read_table(path, required, kind.__struct_fields__):
        values = {
            name: _value(cell, shapes[name]) for name, cell in row.cells.items() if cell != "" or name in required
        }
        try:
            found.append(msgspec.convert(values, kind, strict=False))
        except msgspec.ValidationError as error:
            raise row.fault(str(error)) from None
    return found


@cache
def _shapes(kind: type[Record]) -> Mapping[str, Any]:
    return {name: _plain(hint) for name, hint in get_type_hints(kind).items()}


def _plain(hint: Any) -> Any:  # noqa: ANN401
    """Return *hint* without ``None``."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def _is_record(hint: Any) -> bool:  # noqa: ANN401
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return _ITEM.join(_PART.join((_scalar(key), *_parts(item))) for key, item in value.items())
    if isinstance(value, tuple):
        return _ITEM.join(_PART.join(_parts(item)) for item in value)
    return _text(value)


def _parts(value: object) -> list[str]:
    if isinstance(value, msgspec.Struct):
        return [_scalar(getattr(value, name)) for name in value.__struct_fields__]
    return [_scalar(one) for one in value] if isinstance(value, tuple) else [_scalar(value)]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date):
        return value.isoformat()
    words = str(value)
    return _SHORT + words.removeprefix(_ESCO) if words.startswith(_ESCO) else words


def _spell_out(words: str) -> str:
    return _ESCO + words.removeprefix(_SHORT) if words.startswith(_SHORT) else words


def _scalar(value: object) -> str:
    words = _text(value)
    if _ITEM in words or _PART in words:
        raise ValueError(f"a value within a cell has neither {_ITEM} nor {_PART}, got {words!r}")
    return words


def _value(cell: str, shape: Any) -> object:  # noqa: ANN401
    origin = get_origin(shape)
    items = cell.split(_ITEM) if cell else []
    if origin is tuple:
        return [_item([_spell_out(part) for part in item.split(_PART)], get_args(shape)[0]) for item in items]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        parts = [item.split(_PART) for item in items]
        return {key: _item(rest, get_args(shape)[1]) for key, *rest in parts}
    return _spell_out(cell)


def _item(parts: list[str], shape: Any) -> object:  # noqa: ANN401
    if _is_record(shape):
        fields = zip(shape.__struct_fields__, parts, strict=False)
        return {name: part for name, part in fields if part != ""}
    return parts if get_origin(shape) is tuple else _PART.join(parts)
