"""Loaded before the settings: where tests keep their files, and a PostgreSQL of their own when asked for.

`MOSTY_TEST_DATABASE=postgresql` starts the system's PostgreSQL from its binaries, as a user that is not root, in a folder of
its own, reachable by socket only, and ends it with the run.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

os.environ.setdefault("STATIC_HASHED", "0")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ["DEMO"] = "0"
os.environ["MOSTY_PAGES_KEPT"] = "0"  # a page is made anew for each look; tests of the kept pages turn it on


def bin_dir() -> Path | None:
    """Where the system keeps PostgreSQL's server programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _as_user() -> dict[str, object]:
    """PostgreSQL refuses to run as root: use the `postgres` or `nobody` user then."""
    if os.getuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return {}


def start_postgresql() -> str:
    """Start a server; returns its address. It ends with this process."""
    programs = bin_dir()
    if programs is None:
        raise SystemExit("PostgreSQL's server programs are not installed (Debian package: postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="mosty-pg-"))
    who = _as_user()
    if who:
        os.chown(folder, who["user"], who["group"])  # type: ignore[arg-type]
    data = folder / "data"
    run = {**who, "cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "mosty", "--auth=trust", "-E", "UTF8"],
        check=True, stdout=subprocess.DEVNULL, **run,
    )  # fmt: skip
    options = ["-c", "fsync=off", "-c", "max_connections=200", "-c", "listen_addresses="]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", folder, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **run
    )  # fmt: skip

    def stop() -> None:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    for _attempt in range(100):
        ready = subprocess.run(
            [programs / "psql", "-h", folder, "-U", "mosty", "-d", "postgres", "-c", "select 1"],
            capture_output=True,
            **run,
        )
        if ready.returncode == 0:
            return f"postgres://mosty@/postgres?host={folder}"
        time.sleep(0.1)
    raise SystemExit("PostgreSQL did not start.")


if "MOSTY_VAR" not in os.environ:
    os.environ["MOSTY_VAR"] = tempfile.mkdtemp(prefix="mosty-test-")
    atexit.register(shutil.rmtree, os.environ["MOSTY_VAR"], ignore_errors=True)
if os.environ.get("MOSTY_TEST_DATABASE") == "postgresql" and "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = start_postgresql()
