"""Many workers reach for the same posts at the same moment: each post is claimed once. PostgreSQL is the instrument."""

import threading

import pytest
from django.db import connection
from django.db.models import Q

from mosty.channels import actions
from mosty.channels.actions import reading, sending
from mosty.channels.models import Post
from tests.factories import an_opportunity

WORKERS = 6
POSTS = 12
pytestmark = pytest.mark.django_db(transaction=True)


def race(work):
    """Every worker does `work(pk)` for every post, post by post, all at once; returns who won and what there was.

    The test database of SQLite lives in memory and lets no second connection wait: there the same is tried in turn.
    """
    won: list[int] = []
    pks = sorted(Post.objects.values_list("pk", flat=True))
    if connection.vendor != "postgresql":
        return sorted(pk for pk in pks for _turn in range(WORKERS) if work(pk)), pks
    barrier = threading.Barrier(WORKERS)

    def one():
        for pk in pks:
            barrier.wait(timeout=20)
            if work(pk):
                won.append(pk)
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(won), pks


@pytest.fixture
def posts(channel):
    for _ in range(POSTS):
        actions.schedule(opportunity=an_opportunity(), channel=channel, words="x", has_picture=False, by=None)


def test_claim_by_many_workers_is_won_once(posts):
    won, pks = race(sending._claim)
    assert won == pks
    assert set(Post.objects.values_list("attempts", flat=True)) == {1}


def test_claim_by_join_would_be_won_more_than_once_on_postgresql(posts, monkeypatch):
    """The control, and why the database matters: SQLite lets one writer in at a time and hides the fault."""
    monkeypatch.setattr(sending, "open_channels", lambda moment: Q(channel__state="connected"))
    won, pks = race(sending._claim)
    assert (len(won) > len(pks)) == (connection.vendor == "postgresql")


def test_reading_by_many_workers_is_claimed_once(posts, pace):
    Post.objects.update(state="uncertain", read_at="2026-01-01T00:00Z", uncertain_at="2026-01-01T00:00Z")
    seen = dict(Post.objects.values_list("pk", "read_at"))
    won, pks = race(lambda pk: reading.claim_reading(pk, seen[pk], pace))
    assert won == pks
