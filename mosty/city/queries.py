"""What the city file and the city's tables say."""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

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


@dataclass(frozen=True, eq=False)
class Reference:
    """Districts and topics as this process read them together; read only."""

    districts: Sequence[District]
    topics: Sequence[Topic]

    @cached_property
    def districts_by_slug(self) -> Mapping[str, District]:
        return {district.slug: district for district in self.districts}

    @cached_property
    def districts_by_pk(self) -> Mapping[int, District]:
        return {district.pk: district for district in self.districts}

    @cached_property
    def topics_by_pk(self) -> Mapping[int, Topic]:
        return {topic.pk: topic for topic in self.topics}

    @cached_property
    def topics_by_group(self) -> Mapping[str, Sequence[Topic]]:
        found: dict[str, list[Topic]] = {}
        for topic in self.topics:
            found.setdefault(topic.group, []).append(topic)
        return found

    @cached_property
    def topics_by_code(self) -> Mapping[str, Mapping[str, Topic]]:
        return {group: {topic.code: topic for topic in rows} for group, rows in self.topics_by_group.items()}

    @cached_property
    def fingerprint(self) -> int:
        """Another number when a word of a topic or a district has changed."""
        topics = [(row.group, row.code, repr((row.labels, row.synonyms))) for row in self.topics]
        districts = [
            (row.slug, repr((row.names, row.aliases, row.quarters, row.where, row.genitive, row.locative)))
            for row in self.districts
        ]
        return hash((tuple(topics), tuple(districts)))


# They change only when the city is loaded. Kept as objects: unpickling them from a cache took most of a search page.
REFERENCE_AGE_S = 300.0
_kept: list[tuple[float, Reference]] = []


def reference() -> Reference:
    """Districts and topics, at most five minutes old; `forget_reference_data` follows a load."""
    if _kept and time.monotonic() - _kept[0][0] < REFERENCE_AGE_S:
        return _kept[0][1]
    made = Reference(tuple(District.objects.all()), tuple(Topic.objects.all()))
    _kept[:] = [(time.monotonic(), made)]
    return made


def districts() -> Sequence[District]:
    """All districts in the city's order."""
    return reference().districts


def districts_by_slug() -> Mapping[str, District]:
    return reference().districts_by_slug


def topics(group: str | None = None) -> Sequence[Topic]:
    """All topics, or those of one group, in order."""
    return reference().topics if group is None else reference().topics_by_group.get(group, ())


def topics_by_code(group: str) -> Mapping[str, Topic]:
    return reference().topics_by_code.get(group, {})


def forget_reference_data() -> None:
    """Called after a load: the next read comes from the database."""
    _kept.clear()
