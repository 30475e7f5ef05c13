"""Plain data as JSON text, for routes and commands alike."""

from __future__ import annotations

import json

import msgspec


def write_ascii_json(data: object) -> str:
    r"""
    Return *data* as JSON on one line of ASCII, for a header of HTTP; raises as ``write_json``.

    >>> write_ascii_json({"q0": "sjåfør"})
    '{"q0": "sj\\u00e5f\\u00f8r"}'
    """
    return json.dumps(data, allow_nan=False)


def write_json(data: object) -> str:
    r"""
    Return *data* as JSON, indented by one blank, with non-ASCII letters as they are and a final line end.

    Raises ``ValueError`` for a number that JSON does not have, ``TypeError`` for any other object it does not have.

    >>> write_json({"name": "sjåfør", "codes": ["0110"]})
    '{\n "name": "sjåfør",\n "codes": [\n  "0110"\n ]\n}\n'
    """
    # json.dumps with an indent runs in Python, not C: ten times as long as the two steps here.
    return msgspec.json.format(json.dumps(data, ensure_ascii=False, allow_nan=False), indent=1) + "\n"
