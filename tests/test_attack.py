"""The attacks that `make attack` runs by the hundred, once each: all end at a limit, and leave the server as it was."""

from __future__ import annotations

from collections import Counter

from graph.reading.release import Release
from tests.bench.attack import attack, look
from tests.bench.servers import serving
from tests.runaways import RUNAWAYS

LIMITS = {"503 query_seconds", "503 query_memory"}


def test_every_attack_ends_at_a_limit_and_leaves_the_server_as_it_was(bundled: Release) -> None:
    with serving(bundled.folder.parent, query_seconds=0.3) as server:
        attack(server, "to warm up", RUNAWAYS["a cartesian count"], 2)
        before = look(server)

        got: Counter[str] = Counter()
        for name, text in RUNAWAYS.items():
            got += attack(server, name, text, 1).got
        after = look(server)

    assert set(got) <= LIMITS
    assert got.total() == len(RUNAWAYS)
    assert after.processes == before.processes
    assert after.memory < before.memory + (40 << 20)
