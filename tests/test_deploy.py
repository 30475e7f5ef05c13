"""The files of a deployment are right: unit and container start existing commands, as nobody in particular."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from graph.commands.application import app
from server.settings import PREFIX, Settings
from tests.paths import ROOT

DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "yrkesgraf.service").read_text("utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


def options_of(command: str) -> set[str]:
    """Return the options of a command of ours."""
    (found,) = [one for one in app.registered_commands if (one.name or one.callback.__name__) == command]  # type: ignore[union-attr]
    assert found.callback
    return {f"--{name.replace('_', '-')}" for name in found.callback.__annotations__}


def test_the_balancer_understands_its_configuration() -> None:
    if shutil.which("haproxy") is None:
        pytest.skip("needs Debian's haproxy")

    checked = subprocess.run(
        ["haproxy", "-c", "-f", str(DEPLOY / "haproxy.cfg")], capture_output=True, text=True, check=False
    )

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("text", [UNIT, CONTAINER], ids=["unit", "container"])
@pytest.mark.parametrize("command", ["serve", "build"])
def test_every_option_given_is_one_there_is(text: str, command: str) -> None:
    given = {
        option
        for line in re.findall(rf'yrkesgraf"?,? "?{command}\b(.*)', text)
        for option in re.findall(r"--[a-z][a-z-]*", line)
    }

    assert given
    assert given <= options_of(command)


def test_every_setting_named_is_one_there_is() -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+[A-Z])", UNIT + CONTAINER))

    assert {name.lower() for name in named} <= set(Settings.__dataclass_fields__)


def test_the_unit_stops_no_sooner_than_the_server_does() -> None:
    (seconds,) = re.findall(r"TimeoutStopSec=(\d+)", UNIT)

    assert int(seconds) > Settings().stop_seconds


def test_the_container_copies_what_the_wheel_needs_and_runs_as_nobody() -> None:
    copied = set(re.findall(r"^COPY ([a-z]+) ", CONTAINER, re.MULTILINE))

    assert copied == {"ontology", "graph", "queries", "server"}
    assert re.search(r"^USER \d+:\d+$", CONTAINER, re.MULTILINE)


def test_systemd_understands_the_unit() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")

    done = subprocess.run(
        ["systemd-analyze", "verify", str(DEPLOY / "yrkesgraf.service")], check=False, capture_output=True, text=True
    )

    faults = [line for line in done.stderr.splitlines() if "yrkesgraf.service" in line]
    assert [line for line in faults if "is not executable" not in line] == []
