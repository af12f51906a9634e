"""What the city file and the city's tables say."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache

from mosty.city.models import District, Topic


@dataclass(frozen=True)
class City:
    """The city file as an object. `languages` in the order the city shows them; retention in days."""

    slug: str
    names: dict[str, str]
    where: dict[str, str]
    country: str
    time_zone: dt.tzinfo
    time_zone_name: str
    local_language: str
    default_language: str
    languages: tuple[str, ...]
    accent: str
    latitude: float
    longitude: float
    publish_as_jobposting: bool
    minimum_age: int
    reconfirm_after_days: int
    emergency_number: str
    operator_names: dict[str, str]
    operator_email: str
    retention: dict[str, int]

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]


@lru_cache(maxsize=1)
def city() -> City:
    """This installation's city."""
    table = settings.CITY_TABLE
    return City(
        slug=settings.CITY,
        names=table["name"],
        where=table["where"],
        country=table["country"],
        time_zone=ZoneInfo(table["time_zone"]),
        time_zone_name=table["time_zone"],
        local_language=table["local_language"],
        default_language=table["default_language"],
        languages=tuple(table["languages"]),
        accent=table["accent"],
        latitude=table["latitude"],
        longitude=table["longitude"],
        publish_as_jobposting=table["publish_as_jobposting"],
        minimum_age=table["minimum_age"],
        reconfirm_after_days=table["reconfirm_after_days"],
        emergency_number=table["emergency_number"],
        operator_names=table["operator"]["name"],
        operator_email=table["operator"]["email"],
        retention=table["retention"],
    )


# Districts and topics change only when the city is loaded, so every process keeps them; `forget_reference_data` follows a load.
CACHE_KEYS = ("city-districts", "city-topics")


def districts() -> list[District]:
    """All districts in the city's order."""
    found: list[District] = cache.get_or_set(CACHE_KEYS[0], lambda: list(District.objects.all()), 300) or []
    return found


def districts_by_slug() -> dict[str, District]:
    return {district.slug: district for district in districts()}


def topics(group: str | None = None) -> list[Topic]:
    """All topics, or those of one group, in order."""
    found: list[Topic] = cache.get_or_set(CACHE_KEYS[1], lambda: list(Topic.objects.all()), 300) or []
    return [topic for topic in found if group is None or topic.group == group]


def topics_by_code(group: str) -> dict[str, Topic]:
    return {topic.code: topic for topic in topics(group)}


def forget_reference_data() -> None:
    """Called after a load: the next read comes from the database."""
    cache.delete_many(CACHE_KEYS)
