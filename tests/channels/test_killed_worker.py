"""The posting measurement with few posts: faults, killed workers, an expired token, and the controls that must fail."""

import json
import os
import subprocess
import sys

from django.conf import settings


def test_posting_with_killed_workers_doubles_and_loses_nothing():
    kind = "postgresql" if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else "sqlite"
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MOSTY_VAR")}
    command = [sys.executable, "-m", "bench.posting", "--database", kind]
    command += ["--posts", "16", "--kills", "4", "--control", "8", "--faults", "0.25"]
    run = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.stdout, run.stderr[-2000:]
    result = json.loads(run.stdout.splitlines()[-1])
    assert result["ok"], result
    assert sum(result["observed"]["kills"].values()) >= 4
    assert result["observed"]["faults"] > 0
