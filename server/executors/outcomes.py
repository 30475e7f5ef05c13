"""The outcomes of queries in executors: answers, and the exceptions for queries that were ended or ended themselves."""

from __future__ import annotations

import signal

from graph.errors import QueryFault, YrkesgrafError
from graph.reading.store import Answer

from ..refusals import ResourceLimit
from ..settings import Settings
from .pipe_protocol import Gone, Overdue, Reply
from .slots import Displaced, Overtime


class ExecutorFault(YrkesgrafError):
    """An executor that failed by a fault of the server."""


def explain_end(fault: BaseException, status: int | None, settings: Settings) -> BaseException:
    """Return the exception for a query whose executor was ended for *fault*, or ended with *status*."""
    if isinstance(fault, Overdue):
        return ResourceLimit("executors", str(fault), 5)
    if isinstance(fault, Overtime):
        words = f"The query ran longer than {settings.query_seconds:g} seconds and was stopped."
        return ResourceLimit("query_seconds", words)
    if isinstance(fault, Displaced):
        words = (
            f"The query ran longer than {settings.quick_seconds:g} seconds while all slots for long queries were "
            "taken and others waited; retry when fewer long queries run."
        )
        return ResourceLimit("long_executors", words, max(1, round(settings.query_seconds)))
    return _explain_status(status, settings) if isinstance(fault, Gone) else fault


def _explain_status(status: int | None, settings: Settings) -> BaseException:
    """Return the exception for a query whose executor ended by itself with *status*, negative for a signal."""
    if status == -signal.SIGSEGV:
        # The engine recurses into chains of operators, which have no brackets to count, until its stack overflows.
        return QueryFault("The query is nested too deeply for the engine, in brackets or in a chain of operators.")
    if status == -signal.SIGABRT:
        megabytes = settings.query_memory >> 20
        words = f"The query needed more than {megabytes} MB of memory and was stopped."
        return ResourceLimit("query_memory", words)
    if status == -signal.SIGKILL:
        return ExecutorFault("The process that ran the query was killed from outside; try again.")
    return ExecutorFault(f"The executor ended unexpectedly (status {status}).")


def read_reply(reply: Reply, body: bytes, settings: Settings) -> Answer:
    """Return the answer in *reply*; raises ``QueryFault``, ``ResourceLimit`` or ``ExecutorFault`` for any other."""
    if reply.kind == "answer":
        return Answer(body, reply.media_type)
    if reply.kind == "fault":
        raise QueryFault(reply.message, reply.line, reply.column)
    if reply.kind == "too_large":
        words = (
            f"The answer has {reply.message} bytes, more than the {settings.answer_bytes} a single answer may have; "
            "ask for fewer rows, or download a dump of the release."
        )
        raise ResourceLimit("answer_bytes", words)
    raise ExecutorFault(reply.message)
