"""The Facebook kind against the stand-in, over real HTTP: what each fault means for the post."""

import datetime as dt
import time

import pytest

from mosty.channels.kinds import Absent, Account, Later, Outgoing, Refused, Sent, Stopped, Uncertain
from mosty.channels.kinds.facebook import Facebook
from tests.fakes.graph import AFTER

LINK = "https://mosty.example/go/ab3k9x2m4p"
PARCEL = Outgoing(f"Doučování dětí\n{LINK}", LINK, "/go/ab3k9x2m4p")
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 200
LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DEADLINE = 0.6


def send(graph, parcel=PARCEL):
    return Facebook().send(Account(graph.page_id, graph.token), parcel, DEADLINE)


def read(graph, parcel=PARCEL, since=LONG_AGO):
    return Facebook().read_back(Account(graph.page_id, graph.token), parcel, since, DEADLINE)


def test_send_link_post_is_taken_with_words_and_link(graph):
    outcome = send(graph)
    taken = graph.store.posts[0]
    assert outcome == Sent(taken.id, f"https://www.facebook.com/{taken.id}")
    assert (taken.message, taken.link, taken.picture) == (PARCEL.text, LINK, b"")


def test_send_photo_post_is_taken_with_picture_and_alternative(graph):
    outcome = send(graph, Outgoing(PARCEL.text, LINK, PARCEL.mark, PNG, "Doučování dětí, čeština B1"))
    taken = graph.store.posts[0]
    assert outcome == Sent(taken.id, f"https://www.facebook.com/{taken.id}")
    assert (taken.message, taken.picture, taken.alternative) == (PARCEL.text, PNG, "Doučování dětí, čeština B1")


def test_send_keeps_the_token_out_of_every_address(graph, caplog):
    with caplog.at_level("DEBUG"):
        send(graph)
        read(graph)
    assert graph.token not in caplog.text
    assert not any(graph.token in call.path for call in graph.store.calls)


@pytest.mark.parametrize("fault", AFTER)
def test_send_taken_without_an_answer_is_uncertain_and_found(graph, fault):
    """Whatever stands between: never called refused, never called absent."""
    graph.store.options.late = 0.1
    graph.script(fault)
    assert isinstance(send(graph), Uncertain)
    ends = time.monotonic() + 2
    while not isinstance(found := read(graph), Sent) and time.monotonic() < ends:
        time.sleep(0.02)
    assert [found.external_id] == [taken.id for taken in graph.store.posts]
    assert found.url.startswith(f"https://www.facebook.com/{graph.page_id}/posts/")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("before_500", Uncertain("network_failed")),
        ("before_502", Uncertain("network_failed")),
        ("before_503", Uncertain("network_failed")),
        ("before_html", Uncertain("unreadable_answer")),
        ("before_close", Uncertain("connection_lost")),
        ("before_reset", Uncertain("connection_lost")),
        ("before_hang", Uncertain("timed_out")),
        ("before_drip", Uncertain("timed_out")),
        ("unknown_1", Uncertain("network_failed")),
        ("service_2", Uncertain("network_failed")),
        ("blocked_368", Refused("blocked", is_block=True)),
        ("bad_100", Refused("rejected")),
        ("bad_link", Refused("rejected")),
        ("expired_463", Stopped("token_expired")),
        ("invalid_467", Stopped("token_invalid")),
        ("no_permission_200", Stopped("permission_missing")),
        ("duplicate_506", Uncertain("duplicate", is_taken=True)),
    ],
)
def test_send_fault_before_taking_ends_as_decided(graph, fault, outcome):
    graph.script(fault)
    assert send(graph) == outcome
    assert graph.store.posts == []


@pytest.mark.parametrize("fault", ["rate_4", "rate_17", "rate_32", "rate_613"])
def test_send_rate_limit_waits_as_long_as_the_header_says(graph, fault):
    graph.store.options.retry_after = 7.0
    graph.script(fault)
    started = dt.datetime.now(dt.UTC)
    outcome = send(graph)
    assert isinstance(outcome, Later) and outcome.reason == "rate_limited"
    assert dt.timedelta(seconds=6) < outcome.until - started <= dt.timedelta(seconds=9)


@pytest.mark.parametrize(("fault", "minutes"), [("rate_32", 11), ("rate_613", 11), ("rate_4", 60), ("rate_17", 60)])
def test_send_rate_limit_without_the_header_waits_metas_minutes_else_an_hour(graph, fault, minutes):
    graph.store.options.retry_after, graph.store.options.regain_minutes = 0.0, 11
    graph.script(fault)
    wait = send(graph).until - dt.datetime.now(dt.UTC)
    assert abs(wait - dt.timedelta(minutes=minutes)) < dt.timedelta(seconds=5)


def test_send_to_a_closed_port_comes_back_later(graph, settings):
    settings.FACEBOOK_GRAPH_URL = "http://127.0.0.1:1/v25.0"
    assert send(graph) == Later("connect_failed")


def test_send_same_words_again_is_a_duplicate(graph):
    assert isinstance(send(graph), Sent)
    assert send(graph) == Uncertain("duplicate", is_taken=True)


def test_read_back_unknown_post_is_absent(graph):
    send(graph)
    assert read(graph, Outgoing("x", "y", "/go/zzzzzzzzzz")) == Absent()


def test_read_back_reads_every_page(graph):
    graph.store.options.page_size = 3
    assert isinstance(send(graph), Sent)
    for number in range(10):
        graph.store.take(graph.store.make(f"other {number}", ""))
    assert isinstance(read(graph), Sent)
    assert len([call for call in graph.store.calls if call.method == "GET"]) == 4


def test_read_back_finds_the_link_of_an_attachment(graph):
    graph.store.take(graph.store.make("words that somebody has edited", LINK))
    assert isinstance(read(graph), Sent)


def test_read_back_without_whole_answer_proves_nothing(graph):
    faults = [
        "before_500",
        "before_503",
        "before_html",
        "before_close",
        "before_hang",
        "after_broken_json",
        "service_2",
    ]
    graph.script(*faults)
    for _fault in faults:
        assert isinstance(read(graph), Later)


def test_read_back_fault_on_the_second_page_proves_nothing(graph):
    graph.store.options.page_size = 3
    for number in range(5):
        graph.store.take(graph.store.make(f"other {number}", ""))
    graph.script("ok", "before_500")
    assert isinstance(read(graph), Later)


def test_read_back_with_an_expired_token_stops(graph):
    graph.store.expired = "expired_463"
    assert read(graph) == Stopped("token_expired")


def test_read_back_foreign_address_is_not_kept(graph, monkeypatch):
    send(graph)
    monkeypatch.setattr(
        graph.server.RequestHandlerClass,
        "_node",
        lambda self, post, fields: {"id": post.id, "message": post.message, "permalink_url": "javascript:alert(1)"},
    )
    assert read(graph).url == f"https://www.facebook.com/{graph.store.posts[0].id}"


def test_check_says_which_page_the_token_opens(graph):
    account = Account(graph.page_id, graph.token)
    assert Facebook().check(account, DEADLINE) == Sent(graph.page_id, "Demonstration page")
    assert Facebook().check(Account(graph.page_id, "EAAwrong"), DEADLINE) == Stopped("token_invalid")
    graph.script("before_500")
    assert isinstance(Facebook().check(account, DEADLINE), Later)
