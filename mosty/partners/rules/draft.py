"""A row understood: what an opportunity could be made of, where each piece stands, and what a person should look at."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from mosty.partners.rules.text import fold, words
from mosty.partners.rules.understood import Flag
from mosty.partners.rules.words_levels import LanguageNeed
from mosty.partners.rules.words_people import Contact
from mosty.partners.rules.words_places import Where


@dataclass
class Times:
    """What goes into the times of a listing; `slots` weekly (weekday, "16:00", "18:00" or ""), `days` ISO (start,
    end).
    """

    schedule_type: str = "flexible_timeframe"
    slots: list[tuple[int, str, str]] = field(default_factory=list)
    start: str = ""
    end: str = ""
    dates: list[tuple[str, str]] = field(default_factory=list)
    start_on: str = ""
    valid_through: str = ""
    day_parts: list[str] = field(default_factory=list)
    commitment_hours: float | None = None
    commitment_period: str = ""
    minimum_duration: str = ""


@dataclass
class Draft:
    """One row. `notes` are for the desk only (remarks, states, comments); `specifics` the source's words for everybody.

    `must_wait`: not published by itself (nobody is looked for any more, or cells moved).
    """

    row: int
    sheet: str = ""
    source_id: str = ""
    organisation: str = ""
    title: str = ""
    description: str = ""
    specifics: str = ""
    language: str = ""
    kind: str = "help"
    website: str = ""
    source_url: str = ""
    contact: Contact = field(default_factory=Contact)
    where: Where | None = None
    address: str = ""
    town: str = ""
    times: Times = field(default_factory=Times)
    needs: list[LanguageNeed] = field(default_factory=list)
    papers: list[str] | None = None
    topics: dict[str, list[str]] = field(default_factory=dict)
    minimum_age: int | None = None
    maximum_age: int | None = None
    capacity: int | None = None
    modified_on: str = ""
    license: str = ""
    must_wait: bool = False
    notes: list[dict[str, str]] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    refs: dict[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    def flag(self, code: str, ref: str = "", said: str = "") -> None:
        new = Flag(code, ref, said)
        if new not in self.flags:
            self.flags.append(new)

    def payload(self) -> dict[str, Any]:
        """The values the source states, in parts that are compared one by one at the next import (see
        actions.update).
        """
        times = asdict(self.times)
        columns: dict[str, Any] = {
            "kind": self.kind,
            "schedule_type": times.pop("schedule_type"),
            "day_parts": times.pop("day_parts"),
            "commitment_hours": times.pop("commitment_hours"),
            "commitment_period": times.pop("commitment_period"),
            "minimum_duration": times.pop("minimum_duration"),
            "valid_through": times.pop("valid_through"),
            "minimum_age": self.minimum_age,
            "maximum_age": self.maximum_age,
            "maximum_capacity": self.capacity,
            "contact_email": self.contact.email,
            "contact_telephone": self.contact.telephone,
            "apply_link": self.contact.link,
            "attendance_mode": self.attendance_mode,
        }
        made = {
            "texts": {"title": self.title, "description": self.description, "specifics": self.specifics},
            "columns": columns,
            "topics": self.topics,
            "needs": [asdict(need) for need in self.needs],
            "papers": self.papers,
            "place": self.place(),
            "times": times,
        }
        return json.loads(json.dumps(made))  # type: ignore[no-any-return]

    @property
    def attendance_mode(self) -> str:
        if self.where is None or not self.where.is_online:
            return "offline"
        return "mixed" if self.where.districts or self.where.is_citywide or self.address else "online"

    def place(self) -> dict[str, str] | None:
        """Name, street, district slug ("" outside or all over the city), town; None when no place is stated."""
        if self.where is None and not self.address and not self.town:
            return None
        if self.attendance_mode == "online":
            return None
        slug = self.where.districts[0] if self.where and self.where.districts else ""
        name = self.where.words if self.where else ""
        return {
            "name": name[:120],
            "street_address": self.address[:160],
            "address_locality": self.town[:80],
            "district": slug,
        }


LEGAL = (
    "o p s|ops|z s|zs|z u|zu|o s|s r o|a s|n f|spolek|nadace|nadacni fond|zapsany spolek|obecne prospesna spolecnost|"
    "sdruzeni|обф|сдружение|фондация|снц|ооо|нко|го|ngo|ltd|inc|e v"
)


def organisation_words(name: str) -> list[str]:
    """Folded words of a name without legal forms."""
    text = f" {' '.join(words(name))} "
    for form in LEGAL.split("|"):
        text = text.replace(f" {form} ", " ")
    return text.split()


def identity(organisation: str, title: str, place: str = "") -> str:
    """A stable id for a row that has none: of the host's and the title's words, so that spelling does not change it."""
    key = (
        " ".join(organisation_words(organisation)) + "|" + " ".join(words(title)) + ("|" + fold(place) if place else "")
    )
    return "row-" + hashlib.sha256(key.encode()).hexdigest()[:24]


def cells_fingerprint(texts: dict[str, str]) -> str:
    """SHA-256 of what a row says by field, so that moved columns and new headings are no change."""
    said = json.dumps({key: texts[key] for key in sorted(texts) if texts[key]}, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def parse_day(text: str) -> dt.date | None:
    """A day from ISO text or from the first dated piece of `rules.words_times`."""
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
