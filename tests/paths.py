"""Folders that tests read: the checkout, the test data, and the real data beside the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
SMALL = DATA / "small" / "sources.toml"
HAND_KEPT = ROOT / "graph" / "data"
SHARED = ROOT.parent / "shared"
