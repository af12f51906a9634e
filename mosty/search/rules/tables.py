"""The small tables of the languages, from `data/tables.toml`."""

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
TABLES: dict[str, Any] = tomllib.loads((DATA / "tables.toml").read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """One table as a set of words."""
    return frozenset(TABLES[name].split())
