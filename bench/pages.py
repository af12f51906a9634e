"""Server time and requests a second: home, search, listing beside a constant page of the same server in the same run.

`python -m bench.pages --database sqlite --listings 5000` prints a table and one JSON line. The server is the one that
`make run` starts (granian, one worker), asked over loopback; first with no page kept (`MOSTY_PAGES_KEPT=0`), every
request different, then as it ships with the same page asked for again. "machine" is one fixed calculation, done between
the pages: how far its p95 stands from its p50 is the machine's own swing, not the pages'. `--index DIR` keeps the search
index between runs: the listings are the same for every database.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.database import own_database

ROOT = Path(__file__).resolve().parent.parent
PORT = 8123
THREADS = 4
CONSTANT = "/health/live"
LANGUAGES = ("cs", "en", "uk", "ru", "vi", "bg", "ar")


@contextmanager
def served(kept_seconds: int) -> Iterator[None]:
    """The server on the bench's database until the end of the block."""
    granian = str(Path(sys.executable).parent / "granian")
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "1"]
    command += ["--blocking-threads", "2", "--no-log", "config.wsgi:application"]
    environment = os.environ | {"MOSTY_PAGES_KEPT": str(kept_seconds)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        for _ in range(300):
            try:
                if ask(connection(), CONSTANT) == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def connection() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)


def ask(line: http.client.HTTPConnection, path: str) -> int:
    line.request("GET", path, headers={"Host": "localhost"})
    answer = line.getresponse()
    answer.read()
    return answer.status


def one_after_another(paths: list[str]) -> list[float]:
    """Milliseconds of each request on one kept-alive connection; a status other than 200 ends the measurement."""
    line = connection()
    found = []
    for path in paths:
        started = time.perf_counter()
        status = ask(line, path)
        found.append((time.perf_counter() - started) * 1000)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return found


def at_once(paths: list[str]) -> float:
    """Requests a second with four connections."""

    def work(mine: list[str]) -> None:
        line = connection()
        for path in mine:
            ask(line, path)

    threads = [threading.Thread(target=work, args=(paths[number::THREADS],)) for number in range(THREADS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(paths) / (time.perf_counter() - started)


def calculation() -> float:
    """Milliseconds of the same work each time."""
    started = time.perf_counter()
    kept: dict[int, str] = {}
    for number in range(200_000):
        kept[number % 5_000] = str(number)
    return (time.perf_counter() - started) * 1000


def part(values: list[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * share))], 2)


def asked_pages(titles: list[str], keys: list[str]) -> dict[str, Callable[[random.Random], str]]:
    """A page of each kind, drawn anew for each request."""
    words = [word for title in titles for word in title.split() if len(word) > 3 and word.isalpha()]

    def query(draw: random.Random) -> str:
        return "+".join(quote(word) for word in draw.sample(words, k=draw.choice((1, 2, 2, 3))))

    def filters(draw: random.Random) -> str:
        day = draw.choice(("Monday", "Tuesday", "Saturday")) + draw.choice(("Morning", "Afternoon", "Evening"))
        return f"district=praha-{draw.randrange(1, 11)}&level=a2&day_part={day}"

    def language(draw: random.Random) -> str:
        return draw.choice(LANGUAGES)

    def listing(draw: random.Random) -> str:
        return f"/cs/opportunities/{quote(draw.choice(keys))}/"

    return {
        "constant": lambda draw: CONSTANT,
        "home": lambda draw: f"/{language(draw)}/",
        "search, open": lambda draw: f"/{language(draw)}/opportunities/",
        "search, words": lambda draw: f"/{language(draw)}/opportunities/?q={query(draw)}",
        "search, filters": lambda draw: f"/{language(draw)}/opportunities/?{filters(draw)}",
        "search, both": lambda draw: f"/{language(draw)}/opportunities/?q={query(draw)}&{filters(draw)}",
        "search, both, JSON": lambda draw: f"/api/v1/opportunities/?q={query(draw)}&{filters(draw)}",
        "listing": listing,
    }


def measure(kind: str, count: int, index: Path | None, requests: int = 200) -> dict[str, Any]:
    """The table for one database and size; times in milliseconds, `ratio` and `ratio_p95` to the constant page's."""
    with own_database(kind):
        started = time.perf_counter()
        titles, keys = _fill(count, index)
        built = time.perf_counter() - started
        pages = asked_pages(titles, keys)
        rows: dict[str, dict[str, float]] = {}
        swings: list[float] = []
        with served(0):
            for name, make in pages.items():
                draw = random.Random(5)
                one_after_another([make(draw) for _ in range(20)])
                times = one_after_another([make(draw) for _ in range(requests)])
                rate = at_once([make(draw) for _ in range(requests)])
                swings += [calculation() for _ in range(requests // 8)]
                rows[name] = {"p50_ms": part(times, 0.5), "p95_ms": part(times, 0.95), "requests_s": round(rate, 1)}
        with served(60):
            draw = random.Random(6)
            for name in ("home", "search, both", "listing"):
                path = pages[name](draw)
                one_after_another([CONSTANT, path, path])
                constant, again = at_once([CONSTANT] * 1000), at_once([path] * 1000)
                rows[name]["again_requests_s"] = round(again, 1)
                rows[name]["again_to_constant"] = round(again / constant, 2)
        rows["machine"] = {
            "p50_ms": part(swings, 0.5),
            "p95_ms": part(swings, 0.95),
            "requests_s": round(1000 * len(swings) / sum(swings), 1),
        }
        for row in rows.values():
            row["ratio"] = round(row["p50_ms"] / rows["constant"]["p50_ms"], 1)
            row["ratio_p95"] = round(row["p95_ms"] / rows["constant"]["p95_ms"], 1)
        return {"database": kind, "listings": count, "built_s": round(built), "pages": rows}


def _fill(count: int, index: Path | None) -> tuple[list[str], list[str]]:
    """Listings and index; returns titles to make queries of, and how listings stand in addresses."""
    from django.conf import settings  # noqa: PLC0415  after the database is set up
    from django.db import connection  # noqa: PLC0415

    from bench.city import fill  # noqa: PLC0415
    from mosty.base.upkeep import refresh_statistics  # noqa: PLC0415
    from mosty.opportunities.queries import listings_by_ids  # noqa: PLC0415
    from mosty.search.actions import reindex  # noqa: PLC0415
    from mosty.translations.models import Text  # noqa: PLC0415

    fill(count)
    refresh_statistics()  # as the worker does
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself within minutes
    if index is not None and index.is_dir():
        shutil.copytree(index, settings.INDEX_DIR)
    else:
        reindex()
        if index is not None:
            shutil.copytree(settings.INDEX_DIR, index)
    draw = random.Random(4)
    shown = listings_by_ids([f"b{draw.randrange(count):09d}" for _ in range(600)], "cs")
    titles = Text.objects.filter(subject="opportunity", field="title").values_list("words", flat=True)[:2000]
    return list(titles), [listing.address_key for listing in shown]


def show(result: dict[str, Any]) -> None:
    """The table for people."""
    print(f"\n{result['database']}, {result['listings']} listings (filled and indexed in {result['built_s']} s)")
    print(f"{'page':20} {'p50 ms':>8} {'p95 ms':>8} {'req/s':>8} {'x const':>8} {'again/s':>8} {'to const':>8}")
    for name, row in result["pages"].items():
        again = f"{row['again_requests_s']:8.1f} {row['again_to_constant']:8.2f}" if "again_requests_s" in row else ""
        figures = f"{row['p50_ms']:8.2f} {row['p95_ms']:8.2f} {row['requests_s']:8.1f} {row['ratio']:8.1f}"
        print(f"{name:20} {figures} {again}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--listings", type=int, default=5_000)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--requests", type=int, default=200, help="how many of each kind of page")
    options = parser.parse_args()
    made = measure(options.database, options.listings, options.index, options.requests)
    show(made)
    print(json.dumps(made, ensure_ascii=False))
