"""The outgoing door: hostile addresses, name servers that lie, redirects, answers that are too much or too slow."""

import contextlib
import gzip
import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mosty.base import http
from mosty.base.http import OutgoingError, fetch

SETTING = "FACEBOOK_GRAPH_URL"
# Address by address, as a name server may answer them or somebody may write them.
HOSTILE = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.254", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.9"),
    *("168.63.129.16", "169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192"),
    *("192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "192.31.196.1", "192.52.193.1", "192.175.48.1"),
    *("::", "::1", "::127.0.0.1", "::7f00:1", "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1"),
    *("2001:db8::1", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "2620:4f:8000::1", "3fff::1", "5f00::1", "4000::1"),
    *("fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff05::2", "8000::1"),
]
ODD_SPELLINGS = [
    *(
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://127.0.1/",
    ),
    *("http://localhost/", "http://LOCALHOST./", "http://[::ffff:7f00:1]/", "http://[::ffff:127.0.0.1]:80/"),
    *("http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://%31%32%37.0.0.1/", "http://017700000001/"),
]
BAD_ADDRESSES = [
    *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "//example.org/", ""),
    *("http://", "http:///path", "http://user@example.org/", "http://user:secret@example.org/", "http://@example.org/"),
    *(
        "http://example.org\\@127.0.0.1/",
        "http://exam ple.org/",
        "http://example.org/\r\nX: y",
        "http://[fe80::1%25eth0]/",
    ),
    *("http://[::1/", "http://example.org:99999/", "http://example.org:0/", "http://example.org/" + "a" * 3000),
    *(
        "http://127.0.0.1%00.example.org/",
        "unix:///var/run/docker.sock",
        "HTTP+UNIX://%2Fvar/",
        "http://example.org\t/",
    ),
]


@pytest.fixture
def connections(monkeypatch):
    """Every connection that would have been opened; none is."""
    seen = []

    def refuse(address, *args, **kwargs):
        seen.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "create_connection", refuse)
    return seen


@pytest.fixture
def name_server(monkeypatch):
    """A name server that answers what it is told, one list of addresses after the other; the last one stays."""
    answers: list[list[str]] = []
    asked: list[str] = []

    def getaddrinfo(host, port, *args, **kwargs):
        asked.append(host)
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        family = {4: socket.AF_INET, 6: socket.AF_INET6}
        rows = [(family[ipaddress.ip_address(a.split("%")[0]).version], a) for a in found]
        return [(kind, socket.SOCK_STREAM, 6, "", (address, port)) for kind, address in rows]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers, asked


class Site:
    """A web server on loopback that answers by a function of the request."""

    def __init__(self):
        self.paths = []
        self.headers = []
        self.answer = lambda handler: handler.say(200, b"fine")
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.paths.append(self.path)
                site.headers.append(dict(self.headers))
                with contextlib.suppress(OSError):
                    site.answer(self)

            do_POST = do_GET

            def say(self, status, body=b"", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def site(settings):
    """A site whose address the operator has set, so that asking it is allowed."""
    site = Site()
    settings.FACEBOOK_GRAPH_URL = site.url
    yield site
    site.server.shutdown()
    site.server.server_close()


def ask(site, path="/", **options):
    return fetch(options.pop("method", "GET"), site.url + path, operator_setting=SETTING, **options)


def written(address):
    return f"http://[{address}]/" if ":" in address else f"http://{address}/"


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", HOSTILE)
def test_fetch_hostile_literal_opens_no_connection(address, connections):
    with pytest.raises(OutgoingError) as refusal:
        fetch("GET", written(address))
    assert (refusal.value.code, refusal.value.may_have_arrived, connections) == ("address_not_allowed", False, [])


@pytest.mark.parametrize("address", HOSTILE)
def test_fetch_name_with_hostile_address_opens_no_connection(address, connections, name_server):
    name_server[0].append([address])
    with pytest.raises(OutgoingError, match="address_not_allowed"):
        fetch("GET", "https://feed.example.org/offers.ics")
    assert connections == []


@pytest.mark.parametrize("url", ODD_SPELLINGS)
def test_fetch_odd_spelling_of_loopback_opens_no_connection(url, connections):
    with pytest.raises(OutgoingError) as refusal:
        fetch("GET", url)
    assert refusal.value.code in ("address_not_allowed", "bad_address", "no_such_host")
    assert connections == []


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_fetch_bad_address_is_refused_before_any_name_is_asked(url, connections, name_server):
    name_server[0].append(["93.184.215.14"])
    with pytest.raises(OutgoingError, match="bad_address"):
        fetch("GET", url)
    assert (connections, name_server[1]) == ([], [])


def test_fetch_mixed_answer_of_the_name_server_opens_no_connection(connections, name_server):
    name_server[0].append(["93.184.215.14", "127.0.0.1"])
    with pytest.raises(OutgoingError, match="address_not_allowed"):
        fetch("GET", "http://mixed.example.org/")
    assert connections == []


def test_fetch_rebinding_name_connects_to_the_checked_address_only(connections, name_server):
    name_server[0].extend([["93.184.215.14"], ["127.0.0.1"]])
    with pytest.raises(OutgoingError, match="connect_failed"):
        fetch("GET", "http://rebind.example.org/")
    assert connections == [("93.184.215.14", 80)]
    assert name_server[1] == ["rebind.example.org"]


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2a00:1450:4014:80c::200e", "172.32.0.1", "100.128.0.1"]
)
def test_is_refused_public_address_is_allowed(address):
    assert not http.is_refused(ipaddress.ip_address(address))


def test_hostile_vectors_pass_a_guard_that_trusts_is_private(connections, monkeypatch):
    """The control: with the library's own idea of private the same vectors must get out."""
    monkeypatch.setattr(http, "is_refused", lambda address: address.is_private)
    for address in HOSTILE:
        with pytest.raises(OutgoingError):
            fetch("GET", written(address))
    assert len(HOSTILE) >= 40
    assert len({address for address, _ in connections}) >= 8


def test_fetch_operator_address_may_be_inside_and_only_below_its_path(site, settings):
    settings.FACEBOOK_GRAPH_URL = site.url + "/v25.0"
    assert ask(site, "/v25.0/me").status == 200
    for path in ("/control/state", "/v25.0/../control", "/v25.00", "/v25.0/%2e%2e/control/"):
        with pytest.raises(OutgoingError, match="address_not_allowed"):
            ask(site, path)
    with pytest.raises(OutgoingError, match="address_not_allowed"):
        fetch("GET", site.url + "/v25.0/me")
    assert site.paths == ["/v25.0/me"]


def test_fetch_operator_setting_without_value_allows_nothing(site, settings):
    settings.FACEBOOK_GRAPH_URL = ""
    with pytest.raises(OutgoingError, match="address_not_allowed"):
        ask(site)


def test_fetch_proxy_from_the_environment_is_not_used(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert ask(site).status == 200


# --- redirects ------------------------------------------------------------------------------------------------------


def redirect_to(site, target, status=302):
    site.answer = lambda handler: handler.say(status, b"", Location=target)


def test_fetch_redirect_is_not_followed_unless_asked(site):
    redirect_to(site, "/other")
    assert (ask(site).status, site.paths) == (302, ["/"])


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "file:///etc/passwd",
     "//localhost/", "http://user:pw@example.org/", "gopher://127.0.0.1/", "http://[64:ff9b::7f00:1]/"],
)  # fmt: skip
def test_fetch_redirect_to_hostile_address_opens_no_connection(site, target, monkeypatch):
    redirect_to(site, target)
    real, seen = socket.create_connection, []
    monkeypatch.setattr(socket, "create_connection", lambda a, *r, **k: (seen.append(a), real(a, *r, **k))[1])
    with pytest.raises(OutgoingError) as refusal:
        ask(site, follow=3)
    assert refusal.value.code in ("address_not_allowed", "bad_address")
    assert [f"http://{host}:{port}" for host, port in seen] == [site.url]


def test_fetch_redirect_from_operator_address_loses_the_exemption(site):
    redirect_to(site, site.url + "/inside")
    with pytest.raises(OutgoingError, match="address_not_allowed"):
        ask(site, follow=1)
    assert site.paths == ["/"]


def test_fetch_endless_redirects_end_after_three(site, monkeypatch):
    monkeypatch.setattr(http, "is_refused", lambda address: False)
    redirect_to(site, "/again")
    with pytest.raises(OutgoingError, match="too_many_redirects"):
        ask(site, follow=50)
    assert len(site.paths) == 4


def test_fetch_redirect_to_another_host_drops_the_token(site, monkeypatch):
    monkeypatch.setattr(http, "is_refused", lambda address: False)
    other = Site()
    redirect_to(site, other.url)
    assert ask(site, follow=1, headers={"Authorization": "Bearer secret", "Accept": "text/calendar"}).body == b"fine"
    assert "Authorization" in site.headers[0] and "Authorization" not in other.headers[0]
    assert other.headers[0]["Accept"] == "text/calendar"
    other.server.shutdown()


def test_fetch_post_is_never_redirected(site):
    redirect_to(site, "/other", status=307)
    assert ask(site, method="POST", form={"a": "b"}, follow=3).status == 307
    assert site.paths == ["/"]


# --- size and time --------------------------------------------------------------------------------------------------


def test_fetch_answer_over_the_limit_is_refused(site):
    site.answer = lambda handler: handler.say(200, b"x" * 2_000_001)
    with pytest.raises(OutgoingError) as refusal:
        ask(site)
    assert (refusal.value.code, refusal.value.may_have_arrived) == ("too_big", True)


def test_fetch_answer_of_exactly_the_limit_is_taken_packed_or_not(site):
    whole = b"x" * 2_000_000
    site.answer = lambda handler: handler.say(200, whole)
    assert ask(site).body == whole
    site.answer = lambda handler: handler.say(200, gzip.compress(whole), Content_Encoding="gzip")
    assert ask(site).body == whole


def test_fetch_bomb_is_refused_without_being_unpacked(site):
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 250_000
    site.answer = lambda handler: handler.say(200, bomb, Content_Encoding="gzip")
    started = time.monotonic()
    with pytest.raises(OutgoingError, match="too_big"):
        ask(site)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "zstd", "compress"])
def test_fetch_unknown_packing_is_refused(site, packing):
    site.answer = lambda handler: handler.say(200, b"x", Content_Encoding=packing)
    with pytest.raises(OutgoingError, match="unreadable_answer"):
        ask(site)


def test_fetch_cut_packing_is_refused(site):
    site.answer = lambda handler: handler.say(200, gzip.compress(b"hello" * 1000)[:-9], Content_Encoding="gzip")
    with pytest.raises(OutgoingError, match="unreadable_answer"):
        ask(site)


def drip(handler, data, pause=0.05):
    for byte in data:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(pause)


@pytest.mark.parametrize(
    "data",
    [b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 200, b"HTTP/1.1 100 Continue\r\n\r\n" * 20, b""],
    ids=["headers", "informational", "silence"],
)
def test_fetch_slow_answer_ends_at_the_deadline(site, data):
    site.answer = lambda handler: (drip(handler, data), time.sleep(2))
    started = time.monotonic()
    with pytest.raises(OutgoingError) as refusal:
        ask(site, deadline=0.4)
    assert (refusal.value.code, refusal.value.may_have_arrived) == ("timed_out", True)
    assert time.monotonic() - started < 1


def test_fetch_slow_body_ends_at_the_deadline(site):
    site.answer = lambda handler: (handler.say(200, b"", Content_Length="1000"), drip(handler, b"a" * 1000))
    started = time.monotonic()
    with pytest.raises(OutgoingError, match="timed_out"):
        ask(site, deadline=0.4)
    assert time.monotonic() - started < 1


def test_fetch_slow_name_server_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: time.sleep(2) or [])
    started = time.monotonic()
    with pytest.raises(OutgoingError) as refusal:
        fetch("GET", "http://slow.example.org/", deadline=0.3)
    assert (refusal.value.code, refusal.value.may_have_arrived) == ("timed_out", False)
    assert time.monotonic() - started < 1


# --- what the caller learns -----------------------------------------------------------------------------------------


def test_fetch_closed_port_says_that_nothing_arrived(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.FACEBOOK_GRAPH_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(OutgoingError) as refusal:
            fetch("POST", settings.FACEBOOK_GRAPH_URL, operator_setting=SETTING, form={"a": "b"})
    assert (refusal.value.code, refusal.value.may_have_arrived) == ("connect_failed", False)


def test_fetch_https_to_a_plain_server_says_that_nothing_arrived(site, settings):
    settings.FACEBOOK_GRAPH_URL = site.url.replace("http:", "https:")
    with pytest.raises(OutgoingError) as refusal:
        fetch("POST", settings.FACEBOOK_GRAPH_URL, operator_setting=SETTING, form={"a": "b"})
    assert (refusal.value.code, refusal.value.may_have_arrived) == ("tls_failed", False)


def test_fetch_connection_closed_after_the_request_says_that_it_may_have_arrived(site):
    site.answer = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)
    with pytest.raises(OutgoingError) as refusal:
        ask(site, method="POST", form={"a": "b"})
    assert (refusal.value.code, refusal.value.may_have_arrived) == ("connection_lost", True)


def test_fetch_error_never_holds_the_words_of_the_other_side(site):
    site.answer = lambda handler: handler.wfile.write(b"SECRET-OF-AN-INSIDE-SERVER 1\r\n\r\n")
    with pytest.raises(OutgoingError) as refusal:
        ask(site)
    assert "SECRET" not in repr(refusal.value) + str(refusal.value.__cause__)


def test_answer_json_of_no_json_is_refused(site):
    for body in (b"<html>", b"[" * 100_000, b"\xff\xfe"):
        site.answer = lambda handler, body=body: handler.say(200, body)
        with pytest.raises(OutgoingError, match="unreadable_answer"):
            ask(site).json()


def test_fetch_host_header_keeps_the_name(site, settings, monkeypatch):
    port = site.url.rsplit(":", 1)[1]
    settings.FACEBOOK_GRAPH_URL = f"http://graph.example.org:{port}"
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda h, *a, **k: real("127.0.0.1" if h == "graph.example.org" else h, *a, **k)
    )
    assert fetch("GET", settings.FACEBOOK_GRAPH_URL + "/x", operator_setting=SETTING).status == 200
    assert site.headers[0]["Host"] == f"graph.example.org:{port}"
