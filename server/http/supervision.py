"""
Supervisor process: starts the workers, replaces dead ones, and stops them.

Granian stops the whole server when a worker dies twice within 5.5 seconds. Here only the replacement waits, longer each
time, and the other workers go on answering.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from granian import Granian

from .stopping import Stopping

_LOOK_SECONDS = 0.05
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
# A worker that lived this long is replaced at once.
_SOUND_SECONDS = 60.0


class Pauses:
    """Seconds to wait before a worker is replaced: zero after a long life, else twice the last pause."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[int, tuple[float, float]] = {}

    def next(self, worker: int) -> float:
        """Return the seconds to wait, at most 15, before replacing *worker*, a number."""
        now = self._clock()
        replaced, pause = self._last.get(worker, (-_SOUND_SECONDS, 0.0))
        is_sound = now - replaced >= _SOUND_SECONDS
        pause = 0.0 if is_sound else min(max(2 * pause, _FIRST_PAUSE), _LONGEST_PAUSE)
        self._last[worker] = now + pause, pause
        return pause


class Server(Granian):  # type: ignore[misc, valid-type]  # granian chooses the class by the system
    """
    Granian, with ``stopping`` set before it signals its workers, and ``started`` called once they run.

    Dead workers are always replaced.
    """

    stopping: Stopping
    started: Callable[[], object]

    def startup(self, *arguments: object) -> None:
        """Start the workers."""
        self._pauses = Pauses()
        super().startup(*arguments)
        self.started()

    def shutdown(self, exit_code: int = 0) -> None:
        """Set the flag and stop the workers; a worker that died as the stop was asked for is no failure."""
        self.stopping.begin()
        try:
            super().shutdown(exit_code)
        except SystemExit:
            if exit_code or not self.interrupt_signal:
                raise

    def _respawn_workers(self, workers: Sequence[int], *arguments: object, **named: object) -> None:
        """Replace the numbered *workers* after a pause, which a stop signal ends."""
        until = time.monotonic() + max(map(self._pauses.next, workers))
        while time.monotonic() < until:
            if self.interrupt_signal:
                break
            time.sleep(_LOOK_SECONDS)
        if not self.interrupt_signal:
            super()._respawn_workers(workers, *arguments, **named)
        # Granian looks here for a crash loop.
        self.respawned_wrks.clear()
        # Granian clears this event just before it replaces a worker, and may so clear a stop signal's.
        if self.interrupt_signal:
            self.main_loop_interrupt.set()
