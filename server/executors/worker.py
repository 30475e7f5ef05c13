"""
The executor process: one query at a time on a read-only store, in a sandbox, until its pipe closes.

The fork server starts it. It ignores the signals to stop, which are for the web process, so that a stop lets its query
finish. It ends with the web process, even within a query, and an alarm with the default action ends it where nobody is
left to kill it.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import msgspec

from graph.errors import QueryFault, YrkesgrafError
from graph.reading.engine import Engine
from graph.reading.store import GraphStore

from .named_graphs import may_name_graphs
from .part_sink import PartSink
from .pipe_protocol import Gone, Pipe, Reply, Request
from .sandbox import end_before_others, leave_network, limit_memory

_GRACE = 5
_DECODER = msgspec.json.Decoder(Request)


@dataclass(frozen=True)
class Held:
    """The default graph of a release in memory, for queries on the store at the path *store*."""

    store: str
    triples: GraphStore


class Stores:
    """The store of the last request, opened on first use, beside the *held* one."""

    def __init__(self, held: Held | None) -> None:
        self._held = held
        self._path = ""
        self._opened: GraphStore | None = None
        self._is_limited = False

    def open(self, request: Request) -> GraphStore:
        """Return the store for *request*, with memory limited to that of the open stores and the query."""
        if self._held and self._held.store == request.store and not _needs_graphs(request):
            if not self._is_limited:
                limit_memory(request.memory)
            self._is_limited = True
            return self._held.triples
        if self._opened is None or self._path != request.store:
            # The old release is closed first: both at once would count against the query.
            self._opened, self._is_limited = None, False
            limit_memory(None)  # the limit of the last query would not suffice for opening a store
            self._opened = GraphStore(Path(request.store), request.base)
            limit_memory(request.memory)
            self._path, self._is_limited = request.store, True
        return self._opened


def main(held: Held | None) -> NoReturn:
    """Enter the sandbox, report its network cuts, then answer requests; raises ``Gone`` when the pipe is closed."""
    for left_to_the_web_process in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(left_to_the_web_process, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    Path("/proc/self/comm").write_bytes(b"yg-executor")
    end_before_others()
    pipe = Pipe(sys.stdin.fileno(), sys.stdout.fileno())
    pipe.send(leave_network().encode())
    threading.Thread(target=end_with_parent, args=(pipe.read_from,), daemon=True).start()
    stores = Stores(held)
    while True:
        request = _DECODER.decode(pipe.receive())
        signal.alarm(int(request.seconds) + _GRACE)
        try:
            store = stores.open(request)
            if not request.only_open:
                respond(pipe, store, request)
        except YrkesgrafError as error:
            if not request.only_open:
                pipe.send(msgspec.json.encode(Reply("error", message=str(error))), b"")
        signal.alarm(0)


def _needs_graphs(request: Request) -> bool:
    """Return whether named graphs can matter to *request*; True is always safe."""
    if request.default_graphs is not None or request.named_graphs is not None:
        return True
    return may_name_graphs(request.query)


def respond(pipe: Pipe, store: GraphStore, request: Request) -> None:
    """Send the reply to *request*, in parts where it allows them."""
    if request.in_parts:
        sink = PartSink(pipe, request.answer_bytes)
        sink.end(write_answer(store, request, sink))
    else:
        reply, body = answer(store, request)
        pipe.send(msgspec.json.encode(reply), body)


def end_with_parent(handle: int) -> None:
    """End this process as soon as the other end of the pipe *handle* is closed."""
    poll = select.poll()
    poll.register(handle, 0)
    poll.poll()
    os._exit(0)


class Clocks:
    """The wall clock and the processor clock of this process, from now on."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._used = time.process_time()

    def stop(self, reply: Reply) -> Reply:
        """Return *reply* with the times until now."""
        seconds, processor = time.perf_counter() - self._started, time.process_time() - self._used
        return msgspec.structs.replace(reply, seconds=seconds, processor=processor)


def answer(store: Engine, request: Request) -> tuple[Reply, bytes]:
    """Return the reply to *request* and its body; faults of the query become replies, others end the process."""
    started = Clocks()
    try:
        found = store.answer(
            request.query,
            results=request.results,
            graphs=request.graphs,
            default_graphs=request.default_graphs,
            named_graphs=request.named_graphs,
        )
    except QueryFault as fault:
        return started.stop(Reply("fault", message=str(fault), line=fault.line, column=fault.column)), b""
    except (RuntimeError, OSError) as error:
        return started.stop(Reply("error", message=str(error))), b""
    if len(found.body) > request.answer_bytes:
        return started.stop(Reply("too_large", message=str(len(found.body)))), b""
    return started.stop(Reply("answer", media_type=found.media_type)), found.body


def write_answer(store: GraphStore, request: Request, sink: PartSink) -> Reply:
    """Write the answer to *request* into *sink* and return the reply for its end; faults as ``answer`` does."""
    started = Clocks()
    try:
        store.write(
            request.query,
            sink.begin,
            results=request.results,
            graphs=request.graphs,
            dataset=(request.default_graphs, request.named_graphs),
        )
    except QueryFault as fault:
        return started.stop(Reply("fault", message=str(fault), line=fault.line, column=fault.column))
    except (RuntimeError, OSError) as error:
        if sink.total > request.answer_bytes:
            return started.stop(Reply("too_large", message=str(sink.total)))
        return started.stop(Reply("error", message=str(error)))
    return started.stop(Reply("answer"))


def run(held: Held | None = None) -> NoReturn:
    """Run an executor in this process, a fork of the fork server, and exit."""
    try:
        main(held)
    except Gone:
        pass  # the web process has ended, or has discarded this executor
    except MemoryError:
        # Ends like an allocation failure of the engine, so that the pool names the right limit to the client.
        signal.raise_signal(signal.SIGABRT)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)
