"""What the sentence builder is told about an opportunity: plain values, nothing from the database.

Codes (kind, level, purpose, paper, day part …) are those of the field list; texts are mappings by language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils.html import format_html

Texts = Mapping[str, str]
Topic = Mapping[str, Any]

LEVELS = (
    "none",
    "pre_a1",
    "a1",
    "a2",
    "b1",
    "b2",
    "c1",
    "c2",
)  # CEFR, from the least on; the order of every list of levels
PURPOSES = ("with_team", "with_clients", "safety", "phone", "paperwork")
PERIODS = ("once", "day", "week", "month", "year")
SUITS = ("individuals", "groups", "families", "teenagers")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("Morning", "Afternoon", "Evening")
DAY_PARTS = tuple(f"{weekday}{part}" for weekday in WEEKDAYS for part in PARTS)


class Borrowed(str):
    """Words in English for a reader whose language has no grammar; a page shows in which language they stand."""

    __slots__ = ()
    language = "en"

    def __html__(self) -> str:
        return format_html('<span lang="{}" dir="ltr">{}</span>', self.language, str(self))


@dataclass(frozen=True)
class LanguageNeed:
    """One language need: any of `languages` at `level`; no languages means the local language."""

    languages: tuple[str, ...]
    requirement_type: str
    level: str
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One paper the host asks for; `label` is the topic's label in every language."""

    code: str
    paid_by: str = ""
    foreign_record_accepted: bool | None = None
    label: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Slot:
    """A repeated or single time. `weekdays`: 0 is Monday.

    `monthly_nth`: 1 to 4, or -1 for the last such weekday of the month; 0 means once a month, week not fixed.
    """

    weekdays: tuple[int, ...] = ()
    start: time | None = None
    end: time | None = None
    every_weeks: int = 1
    monthly_nth: int | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The structured fields of one opportunity.

    `papers` is None when the host has not said; an empty tuple says that no papers are asked.
    `minimum_duration` is an ISO 8601 duration in years, months, weeks and days (`P3M`).
    """

    kind: str
    local_language: str
    city_where: Texts
    activities: tuple[Topic, ...] = ()
    audiences: tuple[Topic, ...] = ()
    causes: tuple[Topic, ...] = ()
    district_where: Texts | None = None
    district_name: Texts | None = None
    attendance_mode: str = "offline"
    schedule_type: str = "open_ended"
    slots: tuple[Slot, ...] = ()
    day_parts: tuple[str, ...] = ()
    commitment_hours: Decimal | None = None
    commitment_period: str = ""
    minimum_duration: str = ""
    language_needs: tuple[LanguageNeed, ...] = ()
    team_languages: tuple[str, ...] = ()
    interpretation_available: str = "no"
    language_practice: bool = False
    papers: tuple[Paper, ...] | None = None
    rewards: tuple[Topic, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    places_left: int | None = None
    maximum_capacity: int | None = None
    suits: tuple[str, ...] = ()
