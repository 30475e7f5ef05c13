"""Answers are logged once each and in order."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from http import HTTPStatus

import pytest

from server.http.access_log import AccessLog, LogEntry, access
from server.request_record import Trace
from server.settings import Settings
from tests.paths import ROOT


def entry(path: str, status: HTTPStatus = HTTPStatus.OK) -> LogEntry:
    return LogEntry(1.0625, "GET", path, "curl/8", status, 12, Trace(address="192.0.2.77", seconds=0.0012345678))


def test_an_answer_is_logged_at_once_where_nothing_else_is_arranged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, access.name)
    access_log = AccessLog(Settings())

    access_log.write(entry("/one"))
    access_log.write(entry("/two"))

    assert [json.loads(record.message)["path"] for record in caplog.records] == ["/one", "/two"]


def test_a_line_has_what_there_is_to_say_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, access.name)
    access_log = AccessLog(Settings())

    # PEP 3333: the bytes of a path decoded as Latin-1.
    access_log.write(entry("/doc/occupation/sjÃ¸mann"))
    access_log.write(entry("/nowhere", HTTPStatus.BAD_GATEWAY))

    usual, failed = (json.loads(record.message) for record in caplog.records)
    assert usual == {
        "time": "1970-01-01T00:00:01.062+00:00",
        "client": "192.0.2.0/24",
        "method": "GET",
        "path": "/doc/occupation/sjømann",
        "status": 200,
        "bytes": 12,
        "lane": "page",
        "seconds": 0.001235,
    }
    assert failed == usual | {"path": "/nowhere", "status": 502, "agent": "curl/8"}


def test_answers_that_came_together_are_logged_together_and_the_last_at_the_end() -> None:
    code = (
        "import logging, sys; from server.http.access_log import AccessLog, LogEntry\n"
        "from server.settings import Settings; from server.request_record import Trace\n"
        "logging.basicConfig(level=logging.INFO, format='%(message)s', stream=sys.stdout)\n"
        "access_log = AccessLog(Settings()); access_log.start(lambda: None)\n"
        "for number in range(500): access_log.write(LogEntry(0.0, 'GET', f'/{number}', '', 200, 0, Trace()))\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [f"/{number}" for number in range(500)]


def test_lines_are_written_whatever_the_work_beside_them_raises() -> None:
    code = (
        "import logging, sys, time; from server.http.access_log import AccessLog, LogEntry\n"
        "from server.settings import Settings; from server.request_record import Trace\n"
        "logging.basicConfig(level=logging.INFO, format='%(message)s', stream=sys.stdout)\n"
        "calls = []\n"
        "def fail(): calls.append(1); raise OSError('no space')\n"
        "access_log = AccessLog(Settings()); access_log.start(fail)\n"
        "while len(calls) < 2 and access_log._thread.is_alive(): time.sleep(0.01)\n"
        "access_log.write(LogEntry(1.0, 'GET', '/late', '', 200, 1, Trace()))\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert '"path":"/late"' in done.stdout
    assert done.stdout.count("the work beside the log failed: no space") == 1
