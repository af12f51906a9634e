"""A database of its own for a measurement: SQLite in a file or PostgreSQL from the system's binaries."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_database(kind: str) -> Iterator[str]:
    """Set the environment to a fresh, migrated database of this kind ("sqlite", "postgresql") and yield its address."""
    folder = tempfile.mkdtemp(prefix="mosty-bench-")
    os.environ.update(
        MOSTY_VAR=folder,
        STATIC_HASHED="0",
        SECRET_KEY="only for measuring",
        EMAIL_URL="memorymail://",
        DJANGO_SETTINGS_MODULE="config.settings",
        DEMO="0",
    )
    if kind == "postgresql":
        from tests.early import start_postgresql  # noqa: PLC0415  sets the environment when imported

        os.environ["DATABASE_URL"] = start_postgresql()
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    import django  # noqa: PLC0415  after the environment is set
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    try:
        yield os.environ["DATABASE_URL"]
    finally:
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)
