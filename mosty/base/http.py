"""The one door for requests that leave the house.

Every name is resolved once, every address it has is checked, and the connection goes to the checked address, so
that a second answer of the name server changes nothing. TLS and the Host header keep the name. Nothing here repeats
a request: whoever asks learns with `OutgoingError.may_have_arrived` whether the other side can have seen it.
"""

import ipaddress
import json
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from django.conf import settings

DEADLINE_SECONDS = 10.0
MAX_BYTES = 2_000_000
MAX_REDIRECTS = 3
MAX_URL = 2_000
CHUNK = 65_536
SAFE_METHODS = ("GET", "HEAD")
REDIRECTS = (301, 302, 303, 307, 308)
SECRET_HEADERS = ("authorization", "cookie", "proxy-authorization")

# Not reachable from here, whatever `ipaddress` thinks of them. Sources: the IANA special-purpose registries for IPv4
# and IPv6; 168.63.129.16 is the inside address of one large cloud, public by number only.
REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16"),
        *(
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
        ),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        # IPv6: all but 2000::/3, and inside it the tunnels, the documentation and the test ranges. The first line
        # holds loopback, IPv4-compatible and -mapped, NAT64, discard, unique and site local, link-local, multicast.
        *("::/3", "4000::/2", "8000::/1"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutgoingError(Exception):
    """A request failed or was not made. `code` is stable; the text never holds a word of the other side.

    `may_have_arrived` is False when not one byte of the request has left, so that repeating it is safe.
    """

    def __init__(self, code: str, may_have_arrived: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.may_have_arrived = may_have_arrived


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in small letters, the unpacked body, the address that answered in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def json(self) -> Any:
        """The body as JSON; OutgoingError `unreadable_answer` if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise OutgoingError("unreadable_answer", may_have_arrived=True) from None


def is_refused(address: Address) -> bool:
    """Whether nothing may be fetched from this address."""
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        return True
    return any(address in network for network in REFUSED_NETWORKS if network.version == address.version)


def fetch(
    method: str,
    url: str,
    *,
    operator_setting: str = "",
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
    payload: object = None,
    follow: int = 0,
    deadline: float = DEADLINE_SECONDS,
    max_bytes: int = MAX_BYTES,
) -> Answer:
    """One request with a total time of `deadline` seconds, redirects included.

    `operator_setting` names a setting that holds a base address; only addresses below its value are asked, and these
    may be inside the house (a translator in the next container, a test double). Everything else must be public.
    `follow` redirects (GET and HEAD only, at most 3) are checked like first addresses. `files` maps a field to
    name, bytes, media type; `payload` is sent as JSON. Raises OutgoingError; its codes are the words after
    `OutgoingError(` in this file.
    """
    ends_at = time.monotonic() + deadline
    hops = min(follow, MAX_REDIRECTS) if method in SAFE_METHODS else 0
    sent_headers = {
        "accept-encoding": "gzip",
        "user-agent": f"Mosty (+{settings.SITE_URL})",
        **(headers or {}),
    }
    content = {"data": dict(form) if form else None, "files": files, "json": payload}
    for hop in range(hops + 1):
        parts = checked_url(url)
        is_trusted = hop == 0 and bool(operator_setting)
        if is_trusted and not is_below(url, getattr(settings, operator_setting, "")):
            raise OutgoingError("address_not_allowed")
        answer = _ask(method, url, sent_headers, content, Wire(ends_at, is_trusted), max_bytes)
        if not hops or answer.status not in REDIRECTS:
            return answer
        target = urljoin(url, answer.headers.get("location", ""))
        to = checked_url(target)
        if parts.scheme == "https" and to.scheme != "https":
            raise OutgoingError("bad_redirect", may_have_arrived=True)
        if (to.scheme, to.netloc) != (parts.scheme, parts.netloc):
            sent_headers = {name: value for name, value in sent_headers.items() if name.lower() not in SECRET_HEADERS}
        url = target
    raise OutgoingError("too_many_redirects", may_have_arrived=True)


def checked_url(url: str) -> httpx.URL:
    """The address taken apart; OutgoingError `bad_address` unless it is http or https without sign-in."""
    if len(url) > MAX_URL or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url) or "\\" in url:
        raise OutgoingError("bad_address")
    try:
        parts = httpx.URL(url)
        port = parts.port
    except (httpx.InvalidURL, ValueError, TypeError):
        raise OutgoingError("bad_address") from None
    if parts.scheme not in ("http", "https") or not parts.host or parts.userinfo or "@" in urlsplit(url).netloc:
        raise OutgoingError("bad_address")
    if "%" in parts.host or not 0 < (80 if port is None else port) < 65536:
        raise OutgoingError("bad_address")
    return parts


def is_below(url: str, base: str) -> bool:
    """Whether an address has the scheme, host and port of `base` and a path below its path, without steps upwards."""
    if not base:
        return False
    asked, given = httpx.URL(url), httpx.URL(base)
    same = (asked.scheme, asked.host, asked.port) == (given.scheme, given.host, given.port)
    climbs = any(step in ("..", ".") for step in asked.path.split("/"))
    return same and not climbs and (asked.path + "/").startswith(given.path.rstrip("/") + "/")


def _ask(
    method: str,
    url: str,
    headers: Mapping[str, str],
    content: Mapping[str, Any],
    wire: "Wire",
    max_bytes: int,
) -> Answer:
    timeouts = httpx.Timeout(max(0.001, wire.left()))
    with (
        _plain_errors(wire),
        httpx.Client(transport=_Transport(wire), trust_env=False, timeout=timeouts) as client,
        client.stream(method, url, headers=dict(headers), **content) as answer,
    ):
        body = b"".join(_unpacked(answer, max_bytes)) if method != "HEAD" else b""
        return Answer(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body, url)


def _unpacked(answer: httpx.Response, max_bytes: int) -> Iterator[bytes]:
    """The body in pieces; never more than `max_bytes`, neither as it comes nor unpacked."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "deflate"):
        raise OutgoingError("unreadable_answer", may_have_arrived=True)
    unpacker = zlib.decompressobj(wbits=47) if packing in ("gzip", "deflate") else None
    arrived = unpacked = 0
    for piece in answer.iter_raw(CHUNK):
        arrived += len(piece)
        if unpacker is not None:
            piece = unpacker.decompress(piece, max_bytes - unpacked + 1)
        unpacked += len(piece)
        if arrived > max_bytes or unpacked > max_bytes:
            raise OutgoingError("too_big", may_have_arrived=True)
        yield piece
    if unpacker is not None and arrived and not unpacker.eof:
        raise OutgoingError("unreadable_answer", may_have_arrived=True)


@contextmanager
def _plain_errors(wire: "Wire") -> Iterator[None]:
    """Every kind of failure below becomes an OutgoingError without the words of whoever caused it."""
    try:
        yield
    except OutgoingError:
        raise
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise OutgoingError("timed_out", wire.has_written) from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, UnicodeError):
        raise OutgoingError("bad_address", wire.has_written) from None
    except zlib.error:
        raise OutgoingError("unreadable_answer", wire.has_written) from None
    except ssl.SSLError:
        raise OutgoingError("tls_failed", wire.has_written) from None
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError):
        code = "connection_lost" if wire.has_written else "tls_failed" if wire.is_connected else "connect_failed"
        raise OutgoingError(code, wire.has_written) from None


class Wire(httpcore.NetworkBackend):
    """Connections of one request: checked addresses, one end of time, and whether anything was written."""

    def __init__(self, ends_at: float, is_trusted: bool) -> None:
        self.ends_at = ends_at
        self.is_trusted = is_trusted
        self.is_connected = False
        self.has_written = False
        self._sockets = httpcore.SyncBackend()

    def left(self) -> float:
        return self.ends_at - time.monotonic()

    def seconds(self) -> float:
        """What is left of the time; raises when nothing is."""
        left = self.left()
        if left <= 0:
            raise OutgoingError("timed_out", self.has_written)
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port, self.seconds())
        if not self.is_trusted and any(is_refused(address) for address in addresses):
            raise OutgoingError("address_not_allowed")
        last: Exception = OutgoingError("connect_failed")
        for address in addresses[:4]:
            try:
                stream = self._sockets.connect_tcp(str(address), port, self.seconds(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as trouble:
                last = trouble
                continue
            self.is_connected = True
            return _TimedStream(stream, self)
        raise last


class _TimedStream(httpcore.NetworkStream):
    """A connection that never waits beyond the end of its request's time, however slowly the other side is."""

    def __init__(self, inner: httpcore.NetworkStream, wire: Wire) -> None:
        self._inner = inner
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._wire.seconds())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), CHUNK):
            seconds = self._wire.seconds()
            self._wire.has_written = True
            self._inner.write(buffer[start : start + CHUNK], seconds)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._wire.seconds()), self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Transport(httpx.BaseTransport):
    """httpx on a connection pool of our own that knows nothing but `Wire`."""

    def __init__(self, wire: Wire) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_tls(), network_backend=wire, max_connections=1, retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def resolve(host: str, port: int, seconds: float) -> list[Address]:
    """Every address of a name, asked once, in the system's order; OutgoingError if there is none in time."""
    found: queue.SimpleQueue[list[Address]] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put([ipaddress.ip_address(row[4][0]) for row in rows])
        except (OSError, ValueError, UnicodeError):
            found.put([])

    # The system's resolver knows no time limit, so it works aside; a thread that hangs there holds nothing of ours.
    threading.Thread(target=look_up, daemon=True).start()
    try:
        addresses = list(dict.fromkeys(found.get(timeout=max(0.001, seconds))))
    except queue.Empty:
        raise OutgoingError("timed_out") from None
    if not addresses:
        raise OutgoingError("no_such_host")
    return addresses
