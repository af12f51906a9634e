"""Posting under faults and SIGKILL: every post ends confirmed, refused or uncertain; none is doubled, none is lost.

    python -m bench.posting                            500 posts, 50 kills, 30 % faults, SQLite
    python -m bench.posting --database postgresql      the same on PostgreSQL

A stand-in of the Graph API runs in this process, the worker in others that are killed at random moments. The
stand-in finds no duplicates for us (its 506 is switched off). Controls: a worker that repeats whatever was not answered
must post twice; a worker without read-back must leave posts behind. Prints one JSON line; exit 1 unless all holds.
"""

import argparse
import json
import multiprocessing
import os
import platform
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from bench.database import own_database
from tests.fakes.graph import Graph

DOUBLE: dict[str, Any] = {"window": 1.0, "late": 0.7, "hang": 4.0, "retry_after": 1.0, "duplicate_window": 0.0}
GIVE_UP_SECONDS = 420
VARIANTS = ("real", "retry_always", "never_read")


def fast_pace() -> Any:
    """The real waits in seconds; the window is longer than the stand-in needs to show a late post."""
    import datetime as dt  # noqa: PLC0415  Django must not be touched before the environment stands

    from mosty.channels.rules import Pace  # noqa: PLC0415

    def seconds(*numbers: float) -> tuple[dt.timedelta, ...]:
        return tuple(dt.timedelta(seconds=number) for number in numbers)

    return Pace(
        deadline=0.5,
        lease=dt.timedelta(seconds=1.5),
        consistency=dt.timedelta(seconds=1.8),
        delays=seconds(0.2, 0.5, 1, 2, 4, 8),
        reading_waits=seconds(0.3, 0.8, 1.0),
        block_hold=dt.timedelta(seconds=0.2),
        trouble_hold=seconds(0.05)[0],
        most_attempts=8,
        most_readings=60,
    )


def worker(variant: str) -> None:
    """Sends and reads back until it is killed."""
    import django  # noqa: PLC0415  a process of its own
    from django.db.models import Q  # noqa: PLC0415

    django.setup()
    from mosty.channels import actions  # noqa: PLC0415
    from mosty.channels.actions import sending  # noqa: PLC0415

    def repeat(post: Any, allowed: Q, reason: str, pace: Any) -> bool:
        return sending.move(post, allowed, state="waiting", reason=reason)

    if variant == "retry_always":
        sending._make_uncertain = repeat
    pace = fast_pace()
    while True:
        actions.send_due(pace=pace, limit=10)
        if variant != "never_read":
            actions.read_back_due(pace=pace, limit=10)
        time.sleep(0.01)


def prepare(graph: Graph, posts: int) -> Any:
    """A connected channel and so many posts that are due; every tenth with a picture."""
    from mosty.accounts.models import Person, Role  # noqa: PLC0415
    from mosty.base.clock import now  # noqa: PLC0415
    from mosty.channels import actions  # noqa: PLC0415
    from mosty.channels.models import Channel, Link, Post  # noqa: PLC0415
    from mosty.opportunities.models import Opportunity  # noqa: PLC0415
    from mosty.organisations.models import Organisation  # noqa: PLC0415
    from mosty.translations.actions import write_original  # noqa: PLC0415

    for table in (Post, Link, Channel):
        table.objects.all().delete()
    coordinator, _new = Person.objects.get_or_create(email="coordinator@example.org")
    Role.objects.get_or_create(person=coordinator, kind="coordinator")
    host, _new = Organisation.objects.get_or_create(name="Spolek", source_language="cs", verification_status="verified")
    rows = [
        Opportunity(organisation=host, status="published", source_language="cs", modified=now()) for _ in range(posts)
    ]
    channel = actions.add_channel(kind="facebook", name="Praha", language="cs", by=None)
    actions.connect_channel(channel=channel, external_id=graph.page_id, secret=graph.token, by=None)
    for number, row in enumerate(Opportunity.objects.bulk_create(rows)):
        write_original(subject="opportunity", subject_id=row.pk, language="cs", fields={"title": f"Pomoc {number}"})
        actions.schedule(
            opportunity=row, channel=channel, words=f"Pomoc {number}", has_picture=number % 10 == 0, by=coordinator
        )
    return channel


def unsettled(variant: str) -> int:
    """How many posts the worker still has to do something about."""
    from mosty.channels.models import Post  # noqa: PLC0415

    open_states = ["waiting", "sending"] if variant == "never_read" else ["waiting", "sending", "uncertain"]
    return Post.objects.filter(state__in=open_states, is_for_person=False).count()


class Shift:
    """Workers one after the other: each is killed after a while and replaced at once."""

    def __init__(self, variant: str, seed: int) -> None:
        self.spawn = multiprocessing.get_context("forkserver")
        self.spawn.set_forkserver_preload(["bench.ready"])
        self.variant = variant
        self.luck = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.begin()

    def begin(self) -> None:
        self.process = self.spawn.Process(target=worker, args=(self.variant,), daemon=True)
        self.process.start()

    def kill(self, graph: Graph) -> None:
        """SIGKILL, and where it struck: no post in hand, one in hand that the network has or has not taken."""
        from mosty.channels.models import Post  # noqa: PLC0415

        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()
        held = list(Post.objects.filter(state="sending").select_related("link").order_by("-claimed_at")[:1])
        if not held:
            self.kills["between posts"] += 1
        else:
            is_taken = any(held[0].link.code in post.message for post in list(graph.store.posts))
            self.kills["in hand, taken" if is_taken else "in hand, not taken"] += 1

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def run(graph: Graph, variant: str, posts: int, kills: int, seed: int, faults: float, expire: bool) -> dict[str, Any]:
    """One run; returns what was seen."""
    graph.store.reset(faults=0.0, seed=seed, **DOUBLE)
    channel = prepare(graph, posts)
    graph.store.options.faults = faults
    graph.store.calls.clear()
    shift = Shift(variant, seed)
    started = time.monotonic()
    expiry: dict[str, Any] = {}
    ends = started + (GIVE_UP_SECONDS if variant == "real" else 60)
    try:
        next_kill = started + 0.5
        while time.monotonic() < ends and (left := unsettled(variant)):
            if expire and not expiry and left < posts * 0.6:
                expiry = expire_token(graph, channel)
            if kills > sum(shift.kills.values()) and time.monotonic() >= next_kill:
                shift.kill(graph)
                shift.begin()
                # Over the time that the rest should take, never so fast that no work is done between two kills.
                next_kill = time.monotonic() + shift.luck.uniform(0.15, 1.6)
            time.sleep(0.02)
    finally:
        shift.end()
    return {**judge(graph), "seconds": round(time.monotonic() - started, 1), "kills": dict(shift.kills), **expiry}


def expire_token(graph: Graph, channel: Any) -> dict[str, Any]:
    """The token ends: calls after that, letters, and whether everything goes on after reconnecting."""
    from mosty.channels import actions  # noqa: PLC0415
    from mosty.channels.models import Channel  # noqa: PLC0415
    from mosty.notices.models import Notice  # noqa: PLC0415

    before = Notice.objects.filter(about__startswith="channel:").count()
    graph.store.expired = "expired_463"
    ends = time.monotonic() + 20
    while Channel.objects.get(pk=channel.pk).state != "stopped" and time.monotonic() < ends:
        time.sleep(0.02)
    time.sleep(1.5)
    seen = {
        "calls_after_expiry": graph.store.calls_after_expiry,
        "letters": Notice.objects.filter(about__startswith="channel:").count() - before,
    }
    token, faults = graph.store.renew(), graph.store.options.faults
    graph.store.options.faults = 0.0
    time.sleep(max(0.0, graph.store.limited_until - time.time()))
    actions.reconnect(channel=channel, secret=token, by=None)
    graph.store.options.faults = faults
    return seen


def judge(graph: Graph) -> dict[str, Any]:
    """Compares what the rows say with what the network has."""
    from mosty.channels.models import Post  # noqa: PLC0415

    time.sleep(DOUBLE["late"] + 0.2)
    on_network: Counter[str] = Counter()
    for taken in list(graph.store.posts):
        on_network[taken.message.rsplit("/go/", 1)[-1]] += 1
    states: Counter[str] = Counter()
    lost = wrong = 0
    for post in Post.objects.select_related("link").order_by("pk"):
        states[post.state] += 1
        there = on_network[post.link.code]
        lost += post.state in ("waiting", "sending") or (post.state == "uncertain" and not post.is_for_person)
        wrong += (post.state == "confirmed" and there != 1) or (post.state == "refused" and there != 0)
    return {
        "states": dict(sorted(states.items())),
        "duplicates": sum(number > 1 for number in on_network.values()),
        "lost": lost,
        "wrong": wrong,
        "calls": len(graph.store.calls),
        "faults": sum(bool(call.fault) for call in graph.store.calls),
        "calls_while_limited": graph.store.calls_while_limited,
    }


def commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip() or "none"


def measure(kind: str, posts: int, kills: int, control: int, seed: int, faults: float) -> dict[str, Any]:
    """The real worker and its two controls; `ok` if the one holds and the others fail."""
    with Graph(**DOUBLE) as graph:
        os.environ["FACEBOOK_GRAPH_URL"] = graph.url
        with own_database(kind):
            real = run(graph, "real", posts, kills, seed, faults, expire=True)
            controls = {name: run(graph, name, control, 0, seed, 0.6, expire=False) for name in VARIANTS[1:]}
    killed = sum(real["kills"].values())
    holds = {
        "duplicates": real["duplicates"] == 0,
        "lost": real["lost"] == 0,
        "wrong": real["wrong"] == 0,
        "killed": killed >= kills,
        "one letter": real.get("letters") == 1,
        "one call with the expired token": real.get("calls_after_expiry") == 1,
        # A worker killed between the answer "wait" and its own row cannot know of it.
        "no call while limited": real["calls_while_limited"] <= killed,
        "control repeats": controls["retry_always"]["duplicates"] > 0,
        "control leaves behind": controls["never_read"]["lost"] > 0,
    }
    return {
        "goal": "R6",
        "n": posts,
        "database": kind,
        "observed": real,
        "expected": {"duplicates": 0, "lost": 0, "wrong": 0},
        "control_n": control,
        "control_failures": {
            name: {key: seen[key] for key in ("duplicates", "lost")} for name, seen in controls.items()
        },
        "holds": holds,
        "ok": all(holds.values()),
        "seed": seed,
        "commit": commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--posts", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--faults", type=float, default=0.3)
    parser.add_argument("--control", type=int, default=60, help="posts of each control run")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    result = measure(given.database, given.posts, given.kills, given.control, given.seed, given.faults)
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
