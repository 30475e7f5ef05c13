"""
The pieces of patterns for queries of a known shape.

They are narrower than the grammar of SPARQL, which is safe for shortcuts: names without dots and escapes, no literals.
No piece gives back what it has taken, so that a search takes linear time.
"""

from __future__ import annotations

GAP = r"(?:[ \t\r\n]|\#[^\r\n]*+[\r\n])"
IRI = r"<[^<>\"{}|^`\\\x00-\x20]*+>"
_PREFIX = r"(?:[A-Za-z][A-Za-z0-9_-]*+)?+:"
NAME = rf"{_PREFIX}[A-Za-z0-9_-]++"
A_KEYWORD = rf"a(?={GAP}|[<?$])"
VARIABLE = r"[?$][A-Za-z0-9_]++"
PROLOGUE = rf"{GAP}*+(?:(?:(?i:BASE)|(?i:PREFIX){GAP}++{_PREFIX}){GAP}*+{IRI}{GAP}*+)*+"
LIMIT = rf"(?:(?i:LIMIT){GAP}++[0-9]++{GAP}*+)?+"
# Longer queries are not looked at.
LONGEST = 2000
