"""Upkeep of the database that no row asks for."""

from django.db import connection
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
