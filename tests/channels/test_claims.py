"""Many workers reach for the same posts at the same moment: each post is claimed once. PostgreSQL is the instrument."""

import threading

import pytest
from django.db import connection

from mosty.channels import actions
from mosty.channels.actions import reading, sending
from mosty.channels.models import Post
from tests.factories import an_opportunity

WORKERS = 6
POSTS = 12
pytestmark = pytest.mark.django_db(transaction=True)


def race(work):
    """Every worker does `work(pk)` for every post, post by post, all at once; returns the answers that were not None."""
    barrier, won = threading.Barrier(WORKERS), []
    pks = sorted(Post.objects.values_list("pk", flat=True))

    def one():
        for pk in pks:
            barrier.wait()
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
    assert list(Post.objects.values_list("attempts", flat=True).distinct()) == [1]


def test_reading_by_many_workers_is_claimed_once(posts, pace):
    Post.objects.update(state="uncertain", read_at="2026-01-01T00:00Z", uncertain_at="2026-01-01T00:00Z")
    seen = {pk: read_at for pk, read_at in Post.objects.values_list("pk", "read_at")}
    won, pks = race(lambda pk: reading.claim_reading(pk, seen[pk], pace))
    assert won == pks
