"""`make bench`: every measurement in a process of its own, a table on the screen, `bench/results.json`.

`--quick` takes a tenth of the trials. Each measurement of safety runs with its control, which must fail.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def measured(module: str, *options: str) -> dict[str, Any]:
    """Run `python -m bench.<module>` and read the JSON on its last line; a failure is a result too."""
    left_out = ("DATABASE_URL", "MOSTY_VAR", "DJANGO_SETTINGS_MODULE", "MOSTY_TEST_DATABASE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    command = [sys.executable, "-m", f"bench.{module}", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    lines = done.stdout.strip().splitlines()
    try:
        return dict(json.loads(lines[-1]))
    except (IndexError, ValueError):
        return {"failed": done.stderr.strip().splitlines()[-1:]}


def capacity(kind: str, trials: int) -> None:
    for options in ([], ["--naive"]):
        row = measured(
            "capacity", "--database", kind, "--trials", str(trials if not options else min(trials, 50)), *options
        )
        RESULTS.append({"measurement": "capacity", **row})
        print(f"capacity {kind} {row.get('variant', '?')}: {row}", flush=True)


def pages(kind: str, listings: int, folder: Path) -> None:
    index = folder / f"index-{listings}"  # the same listings for both databases
    row = measured("pages", "--database", kind, "--listings", str(listings), "--index", str(index))
    RESULTS.append({"measurement": "pages", "database": kind, "listings": listings, **row})
    print(f"pages {kind} {listings}:", flush=True)
    for name, figures in row.get("pages", {}).items():
        print(f"  {name:20} {figures}", flush=True)


RESULTS: list[dict[str, Any]] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    part = 10 if parser.parse_args().quick else 1
    from bench.search import measure  # noqa: PLC0415  loads the engine only when asked

    RESULTS.append({"measurement": "search", **measure()})
    from bench.everyday import report  # noqa: PLC0415

    RESULTS.append({"measurement": "everyday", **report()})
    capacity("postgresql", 1000 // part)
    capacity("sqlite", 300 // part)
    for kind in ("postgresql", "sqlite"):
        row = measured("posting", "--database", kind, "--posts", str(500 // part), "--kills", str(50 // part))
        RESULTS.append({"measurement": "posting", "database": kind, **row})
        print(f"posting {kind}: {row}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("sqlite", "postgresql"):
            for listings in (5_000, 100_000 // part):
                pages(kind, listings, Path(folder))
    row = measured("weight")
    RESULTS.append({"measurement": "weight", **row})
    print(f"first view: {row}", flush=True)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    machine = {"python": platform.python_version(), "cores": os.cpu_count()}
    body = {"commit": commit, "machine": machine, "results": RESULTS}
    (ROOT / "bench" / "results.json").write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
