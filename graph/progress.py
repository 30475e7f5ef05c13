"""Progress of a long job: a bar on a terminal, and one plain line a stage and a part everywhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

from rich import progress as bars
from rich.console import Console
from rich.text import Text

_Item = TypeVar("_Item")
_TOLD_EVERY = 5.0
_LOOK_AT_CLOCK = 500


class Progress:
    """A reporter of progress on *stream*; it writes nothing when *quiet*."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._console = Console(file=stream or sys.stderr, quiet=quiet, highlight=False, soft_wrap=True)
        self._bar: bars.Progress | None = None

    def say(self, words: str) -> None:
        """Write one line."""
        self._console.print(Text(words))

    @contextmanager
    def stage(self, name: str, parts: int | None = None) -> Iterator[None]:
        """Show *name* while the body runs, with a bar over its *parts* if any, and its duration at the end."""
        started = time.perf_counter()
        if self._console.is_terminal:
            columns = (
                bars.SpinnerColumn(),
                bars.TextColumn("{task.description}", markup=False),
                bars.BarColumn(),
                bars.MofNCompleteColumn(),
                bars.TimeElapsedColumn(),
            )
            shown = columns if parts else (*columns[:2], columns[-1])
            with bars.Progress(*shown, console=self._console, transient=True) as bar:
                bar.add_task(name, total=parts)
                self._bar = bar
                try:
                    yield
                finally:
                    self._bar = None
        else:
            yield
        self.say(f"{name}: {time.perf_counter() - started:.1f} s")

    @contextmanager
    def part(self, name: str) -> Iterator[Callable[[str], None]]:
        """Show the part *name* of a stage while the body runs; the body may add a remark to its line."""
        started = time.perf_counter()
        told: list[str] = []
        if self._bar:
            self._bar.update(self._bar.task_ids[0], description=name)
        yield told.append
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])
        self.say(f"  {name}: {', '.join([*told, f'{time.perf_counter() - started:.1f} s'])}")

    def steps(self, items: Sequence[_Item], noun: str) -> Iterator[_Item]:
        """Yield *items* and show the number done: in a bar on a terminal, in a line now and then elsewhere."""
        bar = self._bar
        task = bar.add_task(noun, total=len(items)) if bar else None
        started = told = time.perf_counter()
        for number, item in enumerate(items, start=1):
            yield item
            if bar and task is not None:
                bar.update(task, completed=number)
            elif (now := time.perf_counter()) - told > _TOLD_EVERY:
                told = now
                self.say(f"  {number:,} of {len(items):,} {noun}, {number / (now - started):,.1f} a second")
        if bar and task is not None:
            bar.remove_task(task)

    def count(self, items: Iterable[_Item], noun: str) -> Iterator[_Item]:
        """Yield *items* and show their number and rate: live on a terminal, in a line now and then elsewhere."""
        started = told = time.perf_counter()
        with bars.Progress(
            bars.SpinnerColumn(),
            bars.TextColumn("{task.description}", markup=False),
            bars.TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        ) as bar:
            task = bar.add_task(noun)
            for number, item in enumerate(items, start=1):
                yield item
                if number % _LOOK_AT_CLOCK:
                    continue
                now = time.perf_counter()
                words = f"{number:,} {noun}, {number / (now - started):,.0f} a second"
                bar.update(task, description=words)
                if not self._console.is_terminal and now - told > _TOLD_EVERY:
                    told = now
                    self.say(words)
