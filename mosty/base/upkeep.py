"""Upkeep of the database that no row asks for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


def has_open_migrations() -> bool:
    """Whether the database is older than the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refresh_statistics() -> None:
    """Tell SQLite how its values are spread, from a sample: without it a search page read a hundred thousand rows.

    PostgreSQL does this by itself. Takes milliseconds whatever the size (`analysis_limit`).
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


PATIENCE_MS, USUAL_PATIENCE_MS = 100, 30_000


@contextmanager
def without_waiting() -> Iterator[None]:
    """A transaction that gives up (`DatabaseError`) rather than wait for somebody else's lock."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            with transaction.atomic():
                yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {USUAL_PATIENCE_MS}")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
        yield
