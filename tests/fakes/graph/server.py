"""The HTTP side: the addresses of the Graph API, the control addresses for tests, a page for people."""

import json
import re
import secrets
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.fakes.graph import bodies
from tests.fakes.graph.faults import AFTER, ERRORS, HTML_PAGE, RATES, Envelope
from tests.fakes.graph.page import page_for_people
from tests.fakes.graph.store import Call, Options, Post, Store

VERSION = re.compile(r"^/v\d+\.\d+(?=/)")
SCHEDULE_FROM, SCHEDULE_TO = 600, 30 * 86400


class Stop(Exception):
    """The answer has been given, or will never be."""


class Graph:
    """A running stand-in. `url` is what FACEBOOK_GRAPH_URL becomes; `store` is its memory."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1", **options: Any) -> None:
        self.store = Store("1" + f"{secrets.randbelow(10**14):014d}", "EAA" + secrets.token_hex(20), Options(**options))
        self.server = _Server((host, port), self.store)
        self.root = f"http://{host}:{self.server.server_address[1]}"
        self.url = f"{self.root}/v25.0"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> "Graph":
        self.thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.server.is_closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def page_id(self) -> str:
        return self.store.page_id

    @property
    def token(self) -> str:
        return self.store.token

    def script(self, *faults: str) -> None:
        """What happens to the next calls, one name each; "ok" is a call that goes well, "write:x" waits for a POST."""
        with self.store.lock:
            self.store.script.extend(faults)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], store: Store) -> None:
        super().__init__(address, _Handler)
        self.store = store
        self.is_closing = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "proxygen"

    @property
    def store(self) -> Store:
        return cast(_Server, self.server).store

    def log_message(self, format: str, *args: object) -> None:
        """Silent; `/control/calls` has the log."""

    def do_GET(self) -> None:
        self._answer(writes=False)

    def do_POST(self) -> None:
        self._answer(writes=True)

    def _answer(self, writes: bool) -> None:
        self.close_connection = True
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            if parts.path == "/" or parts.path.startswith("/control/"):
                self._people(parts.path, body)
            else:
                self._graph(VERSION.sub("", parts.path), dict(parse_qsl(parts.query)), body, writes)
        except (Stop, BrokenPipeError, ConnectionResetError):
            pass

    # --- people and tests ---------------------------------------------------------------------------------------

    def _people(self, path: str, body: bytes) -> None:
        given = json.loads(body) if body.startswith(b"{") else {}
        if path == "/":
            self._send(200, page_for_people(self.store), "text/html; charset=utf-8")
        elif path.startswith("/control/pictures/"):
            wanted = path.rsplit("/", 1)[1].removesuffix(".png")
            found = next((post for post in self.store.posts if post.id == wanted and post.picture), None)
            self._send(200 if found else 404, found.picture if found else b"", "image/png")
        controls: dict[str, Callable[[], object]] = {
            "/control/state": self.store.state,
            "/control/calls": lambda: [vars(call) for call in self.store.calls],
            "/control/reset": lambda: self.store.reset(**given),
            "/control/script": lambda: self.store.script.extend(given["faults"]),
            "/control/expire": lambda: setattr(self.store, "expired", given.get("as", "expired_463")),
            "/control/renew": lambda: {"token": self.store.renew()},
        }
        if path in controls:
            self._json(200, controls[path]() or {"success": True})
        self._send(404, b"", "text/plain")

    # --- the Graph API ------------------------------------------------------------------------------------------

    def _graph(self, path: str, query: dict[str, str], body: bytes, writes: bool) -> None:
        fields, picture = bodies.parse(self.headers.get("content-type", ""), body)
        fields = {**query, **fields}
        call = Call(time.time(), self.command, path)
        with self.store.lock:
            self.store.calls.append(call)
        self.call = call
        self._check_limit()
        self._check_token(fields)
        fault = call.fault = self.store.next_fault(writes)
        if fault and fault not in AFTER:
            self._fail(fault)
        steps = [step for step in path.split("/") if step]
        if writes:
            self._write(steps, fields, picture, fault)
        self._read(steps, fields, fault)

    def _check_limit(self) -> None:
        if time.time() < self.store.limited_until:
            with self.store.lock:
                self.store.calls_while_limited += 1
            self._error(ERRORS[self.store.limit], self._usage(self.store.limit))

    def _check_token(self, fields: dict[str, str]) -> None:
        header = self.headers.get("authorization", "")
        token = fields.get("access_token") or header.removeprefix("Bearer ").removeprefix("OAuth ").strip()
        if not token:
            self._error(ERRORS["no_token"])
        if self.store.expired or token != self.store.token:
            with self.store.lock:
                self.store.calls_after_expiry += 1
            self._error(ERRORS[self.store.expired or "invalid_467"])

    def _write(self, steps: list[str], fields: dict[str, str], picture: bytes, fault: str) -> None:
        if len(steps) != 2 or steps[0] not in (self.store.page_id, "me") or steps[1] not in ("feed", "photos"):
            self._error(ERRORS["not_found"])
        message = fields.get("message") or fields.get("caption") or ""
        scheduled = self._schedule(fields)
        if steps[1] == "photos":
            if not bodies.is_picture(picture):
                self._error(ERRORS["bad_100"])
        elif not message and not fields.get("link"):
            self._error(ERRORS["bad_100"])
        if message and self.store.is_duplicate(message):
            self.call.fault = f"{fault}+duplicate" if fault else "duplicate_506"
            self._error(ERRORS["duplicate_506"])
        is_published = fields.get("published", "true").lower() not in ("false", "0")
        post = self.store.make(message, fields.get("link", ""), is_published=is_published, scheduled_for=scheduled)
        post.picture, post.alternative = picture, fields.get("alt_text_custom", "")
        if steps[1] == "photos":
            post.photo_id = str(secrets.randbelow(10**15))
            if not is_published:
                with self.store.lock:
                    self.store.photos[post.photo_id] = post
                self._finish(fault, {"id": post.photo_id})
        for key, value in fields.items():
            if key.startswith("attached_media") and (kept := self.store.photos.get(_media_id(value))):
                post.picture, post.alternative = kept.picture, kept.alternative
        if fault == "late":
            threading.Timer(self.store.options.late, self.store.take, [post]).start()
            self._hang(self.store.options.late / 2)
        self.store.take(post)
        answer = {"id": post.photo_id, "post_id": post.id} if post.photo_id else {"id": post.id}
        self._finish(fault, answer)

    def _schedule(self, fields: dict[str, str]) -> float:
        given = fields.get("scheduled_publish_time", "")
        if not given:
            return 0.0
        try:
            moment = float(given)
        except ValueError:
            self._error(ERRORS["bad_100"])
        if not SCHEDULE_FROM <= moment - time.time() <= SCHEDULE_TO or fields.get("published", "true") == "true":
            self._error(ERRORS["bad_100"])
        return moment

    def _read(self, steps: list[str], fields: dict[str, str], fault: str) -> None:
        if steps == ["debug_token"]:
            data = {"is_valid": True, "type": "PAGE", "profile_id": self.store.page_id, "expires_at": 0}
            self._finish(fault, {"data": {**data, "scopes": ["pages_manage_posts", "pages_read_engagement"]}})
        if steps in (["me"], [self.store.page_id]):
            self._finish(fault, {"name": self.store.name, "id": self.store.page_id})
        if (
            len(steps) == 2
            and steps[0] in ("me", self.store.page_id)
            and steps[1] in ("feed", "posts", "published_posts")
        ):
            since = float(fields.get("since") or 0)
            self._list(self.store.shown(since=since), steps, fields, fault)
        if len(steps) == 2 and steps[1] == "scheduled_posts":
            self._list(self.store.scheduled(), steps, fields, fault)
        found = next((post for post in self.store.shown() if steps == [post.id]), None)
        if found:
            self._finish(fault, self._node(found, fields.get("fields", "")))
        self._error(ERRORS["not_found"])

    def _list(self, posts: list[Post], steps: list[str], fields: dict[str, str], fault: str) -> None:
        size = min(int(fields.get("limit") or 25), self.store.options.page_size, 100)
        after = fields.get("after", "")
        start = next((number + 1 for number, post in enumerate(posts) if post.id == after), 0) if after else 0
        part = posts[start : start + size]
        answer: dict[str, object] = {"data": [self._node(post, fields.get("fields", "")) for post in part]}
        if part:
            paging: dict[str, object] = {"cursors": {"before": part[0].id, "after": part[-1].id}}
            if start + size < len(posts):
                asked = {**fields, "access_token": self.store.token, "after": part[-1].id}
                paging["next"] = f"http://{self.headers['host']}/v25.0/{'/'.join(steps)}?{urlencode(asked)}"
            answer["paging"] = paging
        self._finish(fault, answer)

    def _node(self, post: Post, fields: str) -> dict[str, object]:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime(post.at))
        everything: dict[str, object] = {
            "id": post.id,
            "message": post.message,
            "created_time": stamp,
            "permalink_url": f"https://www.facebook.com/{post.id.replace('_', '/posts/')}",
            "attachments": {"data": [{"unshimmed_url": post.link, "type": "share"}]} if post.link else {"data": []},
        }
        names = re.sub(r"\{[^}]*\}", "", fields).split(",") if fields else ["id", "message", "created_time"]
        return {name: everything[name] for name in {"id", *names} if name in everything}

    # --- how an answer leaves, or does not -----------------------------------------------------------------------

    def _finish(self, fault: str, answer: object) -> None:
        """The call was good; tell the caller, unless a fault of the kind "after" stands between."""
        kind = fault.removeprefix("after_")
        if not fault:
            self._json(200, answer)
        if kind == "broken_json":
            self._send(200, json.dumps(answer).encode()[:-4], "application/json")
        if kind == "no_id":
            self._json(200, {"success": True})
        if kind == "drip":
            self._drip(json.dumps(answer).encode())
        self._fail(fault)

    def _fail(self, fault: str) -> None:
        if fault in ERRORS:
            if fault in RATES:
                self.store.begin_limit(fault)
            self._error(ERRORS[fault], self._usage(fault) if fault in RATES else {})
        kind = fault.split("_", 1)[-1]
        if kind in ("500", "502", "503"):
            self._send(int(kind), HTML_PAGE if kind == "502" else b"", "text/html")
        if kind == "html":
            self._send(200, HTML_PAGE, "text/html; charset=utf-8")
        if kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        if kind == "hang":
            self._hang(self.store.options.hang)
        if kind == "drip":
            self._drip(HTML_PAGE)
        raise Stop

    def _hang(self, seconds: float) -> None:
        cast(_Server, self.server).is_closing.wait(seconds)
        raise Stop

    def _drip(self, body: bytes) -> None:
        """A promise of an answer, one byte at a time, longer than anybody waits."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
        ends = time.monotonic() + self.store.options.hang
        for byte in body * 100:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if time.monotonic() > ends or cast(_Server, self.server).is_closing.wait(0.05):
                break
        raise Stop

    def _usage(self, fault: str) -> dict[str, str]:
        share = {"call_count": 100, "total_cputime": 25, "total_time": 25}
        headers = {"X-App-Usage": json.dumps(share)}
        if fault in ("rate_32", "rate_613"):
            row = {
                "type": "pages",
                **share,
                "estimated_time_to_regain_access": self.store.options.regain_minutes,
            }
            headers = {"X-Business-Use-Case-Usage": json.dumps({self.store.page_id: [row]})}
        if self.store.options.retry_after:
            left = max(0.0, self.store.limited_until - time.time())
            headers["Retry-After"] = str(max(1, -int(-left // 1)))
        return headers

    def _error(self, envelope: Envelope, headers: dict[str, str] | None = None) -> None:
        error: dict[str, object] = {"message": envelope.message, "type": envelope.kind, "code": envelope.code}
        if envelope.subcode is not None:
            error["error_subcode"] = envelope.subcode
        if envelope.is_transient:
            error["is_transient"] = True
        error["fbtrace_id"] = secrets.token_urlsafe(8)
        self._json(envelope.status, {"error": error}, headers)

    def _json(self, status: int, answer: object, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(answer, ensure_ascii=True).encode(), "application/json; charset=UTF-8", headers)

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        if hasattr(self, "call"):
            self.call.status = status
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        raise Stop


def _media_id(value: str) -> str:
    try:
        return str(json.loads(value).get("media_fbid", ""))
    except ValueError:
        return ""
