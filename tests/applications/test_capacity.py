"""Exact capacity with real processes on a database of their own; the naive variant is the control."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def measured(kind: str, trials: int, *options: str) -> dict:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "MOSTY_VAR", "MOSTY_TEST_DATABASE")
    }
    command = [sys.executable, "-m", "bench.capacity", "--database", kind, "--trials", str(trials), *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


# Which database the suite itself uses does not matter here, so each kind runs once, with its half of the suite.
KIND = "postgresql" if os.environ.get("MOSTY_TEST_DATABASE") == "postgresql" else "sqlite"


def test_places_are_never_oversold_and_nobody_sees_an_error():
    found = measured(KIND, 12)
    assert (found["exact"], found["oversold"], found["errors"]) == (12, 0, 0), found
    assert found["answers_equal_stored"]


def test_naive_variant_oversells():
    """Looking for a free place before the transaction that takes it oversells on both databases."""
    assert measured(KIND, 6, "--naive")["oversold"] > 0
