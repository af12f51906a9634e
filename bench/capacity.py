"""Exact capacity: many processes apply for few places at the same moment.

`python -m bench.capacity --database postgresql --trials 1000` prints one JSON line. `--naive` runs the control: the same
test as it is often written, looking for a free place before the transaction that takes it; it must oversell. (Looking
inside the transaction oversells on PostgreSQL only: SQLite lets one writer in at a time.)
"""

import argparse
import json
import multiprocessing
import time
from multiprocessing.synchronize import Barrier
from typing import Any

from bench.database import own_database

PLACES = 3
APPLICANTS = 24
PROCESSES = 8


def _applicant(number: int, ids: list[int], barrier: Barrier, naive: bool, results: Any) -> None:
    """One process: in each trial, wait for the others, then send this process's share of applications."""
    import django  # noqa: PLC0415  a fresh process

    django.setup()
    from mosty.applications import actions  # noqa: PLC0415
    from mosty.applications.actions import applying  # noqa: PLC0415
    from mosty.applications.models import Application  # noqa: PLC0415
    from mosty.opportunities.models import Opportunity  # noqa: PLC0415

    def look_first(pk: int) -> None:
        is_free = Application.objects.filter(opportunity=pk, holds_place=True).count() < PLACES
        applying.take_place = lambda **_words: is_free

    errors: list[str] = []
    shown: dict[str, str] = {}
    for trial, pk in enumerate(ids):
        barrier.wait(timeout=120)
        for turn in range(APPLICANTS // PROCESSES):
            name = f"{trial}-{number}-{turn}"
            try:
                if naive:
                    look_first(pk)
                application, _new = actions.apply(
                    opportunity=Opportunity.objects.get(pk=pk),
                    session=None,
                    given_name=name,
                    preferred_channel="in_person",
                    contact="",
                    preferred_language="vi",
                    words="",
                    form_key=name,
                )
                shown[application.public_id] = application.status
            except Exception as trouble:  # every kind counts
                errors.append(f"{type(trouble).__name__}: {trouble}"[:200])
    results.put((errors, shown))


def run(kind: str, trials: int, naive: bool = False) -> dict[str, Any]:
    """`trials` rounds on a fresh database; returns the goal's figures."""
    with own_database(kind):
        from mosty.applications.models import Application  # noqa: PLC0415
        from mosty.base.clock import now  # noqa: PLC0415
        from mosty.opportunities.models import Opportunity  # noqa: PLC0415
        from mosty.organisations.actions import add  # noqa: PLC0415

        host = add(name="Host", source_language="cs", by=None, contact_email="host@example.org")
        ids = [
            Opportunity.objects.create(
                organisation=host,
                source_language="cs",
                status="published",
                apply_mode="direct",
                maximum_capacity=PLACES,
                waiting_list_capacity=APPLICANTS,
                modified=now(),
            ).pk
            for _trial in range(trials)
        ]
        context = multiprocessing.get_context("spawn")
        barrier, results = context.Barrier(PROCESSES), context.Queue()
        workers = [
            context.Process(target=_applicant, args=(number, ids, barrier, naive, results))
            for number in range(PROCESSES)
        ]
        started = time.monotonic()
        for worker in workers:
            worker.start()
        answers = [results.get(timeout=3600) for _worker in workers]
        for worker in workers:
            worker.join()
        seconds = round(time.monotonic() - started, 1)
        errors = [error for found, _shown in answers for error in found]
        shown = {key: status for _errors, found in answers for key, status in found.items()}
        stored = dict(Application.objects.values_list("public_id", "status"))
        accepted = {pk: Application.objects.filter(opportunity_id=pk, status="accepted").count() for pk in ids}
        return {
            "goal": "R1",
            "database": kind,
            "variant": "naive" if naive else "real",
            "n": trials,
            "exact": sum(count == PLACES for count in accepted.values()),
            "oversold": sum(count > PLACES for count in accepted.values()),
            "errors": len(errors),
            "first_error": errors[0] if errors else "",
            "answers_equal_stored": all(stored.get(key) == status for key, status in shown.items()),
            "seconds": seconds,
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--naive", action="store_true")
    options = parser.parse_args()
    print(json.dumps(run(options.database, options.trials, options.naive)))


if __name__ == "__main__":
    main()
