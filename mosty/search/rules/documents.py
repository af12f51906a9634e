"""What goes into an index and what comes out, whatever the engine."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mosty.search.rules.understand import Group

LEVELS = ("none", "pre_a1", "a1", "a2", "b1", "b2", "c1", "c2")
NOT_STATED = "not_stated"
FACETS = (
    "kind", "cause", "activity", "audience", "district", "level", "language", "day_part", "commitment", "mode",
    "paper", "reward",
    "suits", "organisation",
)  # fmt: skip
EARTH_KM = 6371.0088


class IndexBroken(Exception):
    """There is no index that can be read here: none yet, one of another version, or a damaged one."""


class IndexUnwritable(IndexBroken):
    """The index can be read, but a change could not be written to it; only building it anew helps."""


class Busy(Exception):
    """Another process holds the writer."""


class Index(Protocol):
    """What the room asks of an engine; see `kinds`."""

    def search(self, query: "Query") -> "Result": ...
    def bridges(self, ids: "Sequence[str]", groups: "Sequence[Group]") -> "dict[str, list[Bridge]]": ...
    def frequency(self, field: str, key: str) -> int: ...
    def size(self) -> int: ...
    def terms(self, limit: int) -> dict[str, int]: ...
    def generation(self) -> str: ...
    def apply(self, upserts: "Iterable[Document]", deletes: Iterable[str]) -> None: ...
    def rebuild(self, documents: "Iterable[Document]", *, only_if_broken: bool = False) -> int: ...


class Meanings(Protocol):
    """What the room asks of nearness in meaning, where the city has it; see `kinds.nearness`."""

    def near(self, text: str, most: int) -> "list[tuple[str, float]]": ...
    def known(self) -> dict[str, str]: ...
    def is_settled(self, stamp: object) -> bool: ...
    def settle(self, stamp: object) -> None: ...
    def learn(
        self, texts: "Mapping[str, tuple[str, str]]", made_from: Mapping[str, str], gone: Iterable[str] = ()
    ) -> int: ...


@dataclass(frozen=True)
class Document:
    """One published listing with its keys prepared (see `rules.analyse`). `facets`: name → values.

    `card`: what its card says, kept as it is and given back with each hit.

    `level`: the least level of the local language, or "" where nobody has said. Ages in years.
    """

    id: str
    title_keys: tuple[str, ...] = ()
    body_keys: tuple[str, ...] = ()
    title_concepts: frozenset[str] = frozenset()
    body_concepts: frozenset[str] = frozenset()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    posted_on: dt.date | None = None
    starts_at: dt.datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    card: str = ""


@dataclass(frozen=True)
class Query:
    """What the engine is asked. `filters`: facet name → values, any of which will do; `needed`: see `Understanding`.

    `near`: (latitude, longitude), compulsory for sort "distance". `sort`: relevance, date or distance.
    """

    groups: tuple[Group, ...] = ()
    needed: tuple[frozenset[int], ...] | None = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    prefers_age: int | None = None
    prefers_no_local_language: bool = False
    near: tuple[float, float] | None = None
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = FACETS


@dataclass(frozen=True)
class Hit:
    """A found listing with what the index keeps of its card; `distance_km` where the query said near what and the
    listing has a place."""

    id: str
    score: float = 0.0
    distance_km: float | None = None
    card: str = ""


@dataclass(frozen=True)
class Bridge:
    """Words of a query that a listing answers in other words: `typed` stands for one of these concepts, which it holds."""

    typed: str
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """`facets`: name → value → count, each counted as if nothing were chosen in that facet itself."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    generation: str = ""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points in degrees (haversine formula)."""
    (a, b), (c, d) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
