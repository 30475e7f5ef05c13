"""A stand-in for the official services on the loopback: it answers by a script and remembers its requests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """An answer; ``cut`` sends that many bytes and hangs up, ``dribble`` waits so many seconds between bytes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    dribble: float = 0.0


@dataclass
class Service:
    """The answers at each path, in turn, the last for ever; ``asked`` holds (path, headers, time)."""

    url: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def answer(self, path: str, headers: dict[str, str]) -> Reply:
        self.asked.append((path, headers, time.monotonic()))
        script = self.replies.get(path, [Reply(404)])
        reply = script.pop(0) if len(script) > 1 else script[0]
        known = headers.get("if-none-match")
        return Reply(304) if known and known == reply.headers.get("ETag") else reply


@contextmanager
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = made.answer(self.path, {key.lower(): value for key, value in self.headers.items()})
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                if reply.dribble:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(reply.dribble)
                else:
                    self.wfile.write(reply.body[: reply.cut])
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server has it
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Service(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
