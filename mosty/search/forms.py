"""The search parameters of the outside contract, read from an address."""

import re

from babel import Locale
from django.utils.datastructures import MultiValueDict

from mosty.city.queries import districts_by_slug, topics_by_code
from mosty.opportunities.models import Opportunity
from mosty.opportunities.rules.times import DAY_PARTS
from mosty.organisations.models import Organisation
from mosty.search.rules.documents import LEVELS
from mosty.search.rules.wish import Wish

LONGEST = 200
MOST_VALUES = 60
MOST_PAGES = 10_000
SORTS = ("relevance", "date", "distance")
SUITS = ("individuals", "groups", "families", "teenagers")
LISTS = (
    "kind", "cause", "activity", "audience", "district", "level", "language", "day_part", "commitment", "mode",
    "paper", "reward", "suits",
    "organisation",
)  # fmt: skip
POINT = re.compile(r"^\s*(-?\d{1,2}(?:\.\d{1,12})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*$")
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def parse(query: "MultiValueDict[str, str]") -> Wish:
    """Every parameter of the search; several values by repeating the key, empty ones left out.

    What is not known is collected in `unknown`, never silently dropped; parameters that are not the search's are
    left alone.
    """
    unknown: list[tuple[str, str]] = []
    filters: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        values = [value.strip() for value in query.getlist(name) if value.strip()][:MOST_VALUES]
        values = [value.casefold() if name == "level" else value for value in values]
        known = _known(name, values)
        unknown += [(name, value[:LONGEST]) for value in dict.fromkeys(values) if value not in known]
        chosen = tuple(value for value in dict.fromkeys(values) if value in known)
        if chosen:
            filters[name] = chosen
    if len(filters.get("level", ())) > 1:
        filters["level"] = (max(filters["level"], key=LEVELS.index),)
    return Wish(
        q=" ".join(CONTROL.sub(" ", query.get("q", "")).split())[:LONGEST],
        filters=filters,
        age=_whole(query, "age", 0, 120, unknown),
        near=_near(query, unknown),
        sort=_one_of(query, "sort", SORTS, unknown),
        page=_whole(query, "page", 1, MOST_PAGES, unknown) or 1,
        unknown=tuple(unknown),
    )


def _known(name: str, values: list[str]) -> set[str]:
    """Those of the values that mean something."""
    fixed = {
        "kind": Opportunity.Kind.values,
        "level": LEVELS,
        "day_part": DAY_PARTS,
        "commitment": Opportunity.Period.values,
        "mode": ("offline", "online"),
        "paper": ("none",),
        "suits": SUITS,
    }
    if not values:
        return set()
    if name in fixed:
        return set(fixed[name]) & set(values)
    if name == "district":
        return set(districts_by_slug()) & set(values)
    if name == "language":
        return {value for value in values if value.split("-")[0] in Locale("en").languages}
    if name == "organisation":
        ids = [value for value in values if value.isalnum()]  # PostgreSQL refuses some signs
        return set(Organisation.objects.shown().filter(public_id__in=ids).values_list("public_id", flat=True))
    return set(topics_by_code(name)) & set(values)


def _whole(
    query: "MultiValueDict[str, str]", name: str, low: int, high: int, unknown: list[tuple[str, str]]
) -> int | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 6 and low <= int(text) <= high:
        return int(text)
    unknown.append((name, text[:LONGEST]))
    return None


def _near(query: "MultiValueDict[str, str]", unknown: list[tuple[str, str]]) -> tuple[float, float] | None:
    text = query.get("near", "").strip()
    if not text:
        return None
    found = POINT.match(text)
    if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        return float(found[1]), float(found[2])
    unknown.append(("near", text[:LONGEST]))
    return None


def _one_of(
    query: "MultiValueDict[str, str]", name: str, choices: tuple[str, ...], unknown: list[tuple[str, str]]
) -> str:
    text = query.get(name, "").strip()
    if text and text not in choices:
        unknown.append((name, text[:LONGEST]))
        return ""
    return text
