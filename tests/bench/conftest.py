"""Benches that need scikit-learn, an extra of its own, are not collected without it."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = [] if find_spec("sklearn") else ["coding_baselines.py", "group_measuring.py"]
