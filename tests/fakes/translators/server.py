"""The HTTP side: one thread per call, a record of every call, faults in the order planned."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast
from urllib.parse import parse_qs, urlsplit

from tests.fakes.translators.faults import BODIES, CALLS, HTML_PAGE, Fault, damaged
from tests.fakes.translators.words import Translated

LONGEST_HANG = 60.0
JSON = "application/json; charset=utf-8"
UNREADABLE = "neither JSON nor form"


class Refusal(Exception):
    """The service's own no: a status and a JSON body, None for an empty one."""

    def __init__(self, code: int, body: object) -> None:
        super().__init__(code)
        self.code = code
        self.body = body


@dataclass
class Request:
    """One call as it arrived. `body` is the parsed JSON or form, `status` what was answered, 0 for nothing."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: dict[str, Any]
    size: int
    at: float
    fault: str = ""
    status: int = 0

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Done:
    """A good translation, and how this service wraps a list of texts."""

    texts: Sequence[Translated]
    wrap: Callable[[list[object]], object]


@dataclass
class _Plan:
    queue: list[Fault | None] = field(default_factory=list)
    at: dict[int, Fault | None] = field(default_factory=dict)
    calls: int = 0


class Translator:
    """A running stand-in; use as a context manager. `url` has no path: callers add /translate or /v2/translate.

    Leaving the context is an AssertionError when a planned fault came and changed nothing: such a test proves nothing.
    `characters` counts what was translated, as the services bill it; `peak` is the most calls at once.
    """

    def __init__(self, key: str = "") -> None:
        self.key = key
        self.requests: list[Request] = []
        self.characters = self.peak = 0
        self.lock = threading.RLock()
        self.is_closing = threading.Event()
        self._plans: dict[str, _Plan] = {}
        self._idle: list[str] = []
        self._now = 0
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: object, *trouble: object) -> None:
        self.is_closing.set()
        self._server.shutdown()
        self._server.server_close()
        if kind is None and self._idle:
            raise AssertionError(f"planned, but nothing to break: {', '.join(self._idle)}")

    def plan(self, *faults: Fault | str, times: int = 1, at: int = 0, on: str = "translate") -> None:
        """What happens to the next calls of `/…/on`, one fault each, each `times` times; "ok" is a call that goes well.

        `at` counts calls of `on` from 1: the first fault is for that call, the next for the one after it.
        """
        made = [None if fault == "ok" else Fault(fault) if isinstance(fault, str) else fault for fault in faults]
        row = [fault for fault in made for _time in range(times)]
        with self.lock:
            plan = self._plans.setdefault(on, _Plan())
            if at:
                plan.at.update(enumerate(row, at))
            else:
                plan.queue.extend(row)

    def took(self, request: Request) -> Fault | None:
        """Keeps the record and says what is planned for this call."""
        with self.lock:
            self.requests.append(request)
            plan = self._plans.setdefault(request.name, _Plan())
            plan.calls += 1
            fault = plan.at.pop(plan.calls) if plan.calls in plan.at else plan.queue.pop(0) if plan.queue else None
            request.fault = fault.name if fault else ""
            return fault

    def enter(self, step: int) -> None:
        with self.lock:
            self._now += step
            self.peak = max(self.peak, self._now)

    def body_for(self, request: Request, fault: Fault | None) -> bytes:
        """The good answer, or what the fault makes of it; Refusal when the service says no."""
        is_of_body = fault is not None and fault.name not in CALLS
        try:
            found = self.answer(request)
        except Refusal:
            self._note_idle(fault, is_idle=is_of_body)
            raise
        good = found.wrap([given.text for given in found.texts]) if isinstance(found, Done) else found
        answer = found.wrap(damaged(fault, found.texts)) if fault and isinstance(found, Done) else good
        self._note_idle(fault, is_idle=is_of_body and answer == good and request.fault not in BODIES)
        if fault and fault.name in BODIES:
            return BODIES[fault.name](good)
        return json.dumps(answer, ensure_ascii=request.fault == "lone_surrogate").encode()

    def _note_idle(self, fault: Fault | None, is_idle: bool) -> None:
        with self.lock:
            self._idle += [fault.name] if fault and is_idle else []

    def answer(self, request: Request) -> Done | object:
        """What the service says to a call without a fault; the services fill it in."""
        raise NotImplementedError

    def error(self, code: int) -> object:
        """The body of a refusal in this service's shape, None for an empty one."""
        raise NotImplementedError


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, double: Translator) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.double = double

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def double(self) -> Translator:
        return cast(_Server, self.server).double

    def log_message(self, format: str, *args: object) -> None:
        """Silent; `requests` is the log."""

    def do_GET(self) -> None:
        self._take(b"")

    def do_POST(self) -> None:
        self._take(self.rfile.read(int(self.headers.get("content-length") or 0)))

    def _take(self, body: bytes) -> None:
        self.close_connection = True
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        parsed = _parsed(headers.get("content-type", ""), body)
        self.request_seen = Request(self.command, parts.path, headers, query, parsed, len(body), time.monotonic())
        self.double.enter(1)
        try:
            with suppress(BrokenPipeError, ConnectionResetError):
                self._reply(self.double.took(self.request_seen))
        finally:
            self.double.enter(-1)

    def _reply(self, fault: Fault | None) -> None:
        name = fault.name if fault else ""
        if fault and name in ("slow", "hang"):
            self.double.is_closing.wait(fault.seconds if name == "slow" else LONGEST_HANG)
        if name == "cut_early":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault and name == "redirect":
            self._send(fault.code, b"", headers={"Location": fault.to})
        elif fault and name == "status":
            wait = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            body = HTML_PAGE if fault.is_html else _json(self.double.error(fault.code))
            self._send(fault.code, body, "text/html" if fault.is_html else JSON, wait)
        elif name != "hang":
            self._send_good(fault)

    def _send_good(self, fault: Fault | None) -> None:
        try:
            body = self.double.body_for(self.request_seen, fault)
        except Refusal as refusal:
            self._send(refusal.code, _json(refusal.body))
        else:
            self._send(200, body, is_cut=self.request_seen.fault == "cut")

    def _send(
        self,
        code: int,
        body: bytes,
        kind: str = JSON,
        headers: Mapping[str, str] | None = None,
        *,
        is_cut: bool = False,
    ) -> None:
        self.request_seen.status = code
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if is_cut else body)


def _parsed(content_type: str, body: bytes) -> dict[str, Any]:
    """JSON, or form fields each with a list; {"": UNREADABLE} when it is neither."""
    try:
        if content_type.startswith("application/x-www-form-urlencoded"):
            return dict(parse_qs(body.decode(), keep_blank_values=True))
        found = json.loads(body) if body else {}
        return found if isinstance(found, dict) else {"": UNREADABLE}
    except ValueError:
        return {"": UNREADABLE}


def _json(answer: object) -> bytes:
    return b"" if answer is None else json.dumps(answer, ensure_ascii=False).encode()
