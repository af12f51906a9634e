# ruff: noqa: E501
"""Where: districts, quarters, "all over the city", online, outside.

Decision: a place outside the city is kept as *outside* (no district, its words shown) and flagged: hosts around the city do
look for people from it. Nothing is refused because of its place.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from mosty.partners.rules.text import fold, has_phrase, is_form, spaced, words
from mosty.partners.rules.understood import LIKELY, SURE, UNSURE, Understood

ONLINE = re.compile(
    r"online|on-line|distancn\w*|na dalku|remote\w*|z domova|from home|онлайн|дистанц\w*|от вкъщи|truc tuyen|tu xa|web(?:ex)?$"
)
ANYWHERE = re.compile(r"kdekoli\w*|anywhere|где угодно|будь-де|навсякъде|bat cu dau")
VARIOUS = re.compile(
    r"cel[aeou]\w* (?:praha|praze|mest\w*|sofi\w*)|ruzn\w*|po cele|whole (?:city|of)|all over|various|citywide|вся (?:прага|софия)|по всей|весь город|по вс(?:ій|ьому)|цял\w* (?:софия|град)|различн\w*|toan thanh pho|khap"
)
OUTSIDE = re.compile(
    r"mimo (?:prahu|mesto|sofii)|outside|okoli \w+|kraj\w*|region|вне |за пределами|поза |извън|област|ngoai thanh pho|vung"
)
NATIONWIDE = re.compile(
    r"(?<!\w)cr(?!\w)|celorepublikov\w*|cele? (?:cesk\w*|republik\w*)|nationwide|all over the country|вся страна|по всей стране|по всій країні|цялата страна|национал\w*|toan quoc"
)
AROUND = re.compile(r"mimo |okoli |outside|near |around |вне |возле |около |извън|край |gan |ngoai ")
NOT_PLACES = {"", "?", "-", "x", "viz web", "bude upresneno"}


@dataclass(frozen=True)
class District:
    """What the city knows of a district, for recognising it: `names` fold whole, `quarters` by their stems."""

    slug: str
    names: tuple[str, ...]
    quarters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """The districts of the city and the names of the city itself."""

    districts: tuple[District, ...]
    city_names: tuple[str, ...] = ()


@dataclass
class Where:
    """`districts` as slugs in order; `words` is the cell; online, everywhere in the city, outside of it."""

    districts: list[str] = field(default_factory=list)
    is_online: bool = False
    is_citywide: bool = False
    is_outside: bool = False
    words: str = ""


def understand_place(text: str, gazetteer: Gazetteer) -> Understood[Where] | None:
    """Where something happens. None when the cell names no place at all."""
    folded = fold(text)
    if folded.strip(" .?!") in NOT_PLACES:
        return None
    where = Where(words=text.strip())
    where.is_online = bool(ONLINE.search(folded))
    where.is_citywide = bool(VARIOUS.search(folded) or NATIONWIDE.search(folded))
    where.districts, sure = _districts(folded, gazetteer)
    if where.is_online and ANYWHERE.search(folded):
        where.is_citywide = True
    where.is_outside = bool(OUTSIDE.search(folded)) and not where.districts
    if where.is_outside and _names_city(folded, gazetteer) and not AROUND.search(folded):
        # "the city and its region": the city is part of it.
        where.is_outside, where.is_citywide = False, True
        return Understood(where, UNSURE, text)
    if where.districts or where.is_online or where.is_citywide or where.is_outside:
        doubtful = "?" in folded or (where.is_outside and _names_city(folded, gazetteer))
        return Understood(where, UNSURE if doubtful else sure if where.districts else LIKELY, text)
    if _names_city(folded, gazetteer):
        where.is_citywide = True
        return Understood(where, LIKELY, text)
    return Understood(where, UNSURE, text)


def _names_city(folded: str, gazetteer: Gazetteer) -> bool:
    return any(has_phrase(folded, fold(name)) or folded.startswith(fold(name)[:4]) for name in gazetteer.city_names)


def _districts(folded: str, gazetteer: Gazetteer) -> tuple[list[str], float]:
    """Slugs of districts named, by their own names first (all of them), else by quarters."""
    found: dict[str, int] = {}
    said = spaced(folded)
    for slug, name in _names(gazetteer):
        place = said.find(name)
        if place >= 0:
            found.setdefault(slug, place)
    if found:
        return sorted(found, key=lambda slug: found[slug]), SURE
    quarters = _by_quarter(folded, gazetteer)
    return quarters, LIKELY if quarters else UNSURE


@lru_cache(maxsize=4)
def _names(gazetteer: Gazetteer) -> list[tuple[str, str]]:
    names = [(district.slug, spaced(fold(name))) for district in gazetteer.districts for name in district.names]
    return [(slug, name) for slug, name in dict.fromkeys(names) if len(name) > 3]


@lru_cache(maxsize=4)
def _quarters(gazetteer: Gazetteer) -> list[tuple[str, list[str]]]:
    return [
        (district.slug, words(quarter))
        for district in gazetteer.districts
        for quarter in district.quarters
        if words(quarter)
    ]


def _by_quarter(folded: str, gazetteer: Gazetteer) -> list[str]:
    """Quarters in any case form, all their words one after another."""
    said = words(folded)
    found: dict[str, int] = {}
    for slug, wanted in _quarters(gazetteer):
        for index in range(len(said) - len(wanted) + 1):
            if all(is_form(said[index + offset], word) for offset, word in enumerate(wanted)):
                found.setdefault(slug, index)
    return sorted(found, key=lambda slug: found[slug])
