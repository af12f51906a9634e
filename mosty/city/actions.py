"""Loading the city."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from mosty.city.models import District, Place, Topic
from mosty.city.queries import forget_reference_data
from mosty.journal import actions as journal

TOPIC_DIR = Path(__file__).parent / "data" / "topics"
GRAMMAR_KEYS = ("phrase", "phrase_alone", "forms", "explain", "short")


def read_topics() -> list[dict[str, Any]]:
    """Every topic table of the data folder, in order, with the labels of `labels-<tag>.toml` in its own."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TOPIC_DIR.glob("*.toml"))]
    tables: list[dict[str, Any]] = [table for file in files for table in file["topic"]]
    for file in files:
        for table in tables if "labels" in file else ():
            label = file["labels"][table["group"]].get(table["code"])
            table["labels"].update({file["language"]: label} if label else {})
    return tables


def read_districts(folder: Path) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads((folder / "districts.toml").read_text(encoding="utf-8"))["district"]
    return tables


def _by_tag(words: dict[str, str]) -> dict[str, str]:
    """Words by language, the tags in lower case as the rest of the house has them."""
    return {tag.lower(): word for tag, word in words.items()}


@transaction.atomic
def load_city() -> tuple[int, int]:
    """Bring districts and topics to what the files say; returns how many of each. Running it again changes nothing.

    A topic that has left the files stays in the database while something uses it; a district never leaves by itself.
    """
    district_count = _load_districts(read_districts(settings.CITY_DATA_DIR))
    topic_count = _load_topics(read_topics())
    forget_reference_data()
    journal.record(by=None, verb="load", noun="city", noun_id=settings.CITY)
    return district_count, topic_count


def _load_districts(tables: Iterable[dict[str, Any]]) -> int:
    count = 0
    for count, table in enumerate(tables, start=1):
        District.objects.update_or_create(
            slug=table["slug"],
            defaults={
                "code": table["code"],
                "names": _by_tag(table["names"]),
                "where": _by_tag(table["where"]),
                "genitive": table.get("genitive", ""),
                "locative": table.get("locative", ""),
                "group": table.get("group", ""),
                "aliases": table.get("aliases", []),
                "quarters": table.get("quarters", []),
                "latitude": table["lat"],
                "longitude": table["lon"],
                "tile_row": table["tile_row"],
                "tile_column": table["tile_col"],
                "position": count,
            },
        )
    return count


def _load_topics(tables: Iterable[dict[str, Any]]) -> int:
    count = 0
    for count, table in enumerate(tables, start=1):
        Topic.objects.update_or_create(
            group=table["group"],
            code=table["code"],
            defaults={
                "kind": table.get("kind", ""),
                "labels": _by_tag(table["labels"]),
                "synonyms": table.get("synonyms", {}),
                "grammar": {key: table[key] for key in GRAMMAR_KEYS if key in table},
                "position": count,
            },
        )
    return count


def keep_place(*, place: Place | None, **fields: object) -> Place:
    """Create or change a place with these fields and store it."""
    place = place or Place()
    for name, value in fields.items():
        setattr(place, name, value)
    place.save()
    return place
