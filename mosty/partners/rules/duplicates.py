"""Are two hosts the same, are two listings the same? Near-same is merged; what only looks alike is flagged for a
person.
"""

from dataclasses import dataclass, field

from mosty.partners.rules.draft import organisation_words
from mosty.partners.rules.text import stem, words
from mosty.partners.rules.words_people import domain

GENERIC = {
    "centrum",
    "center",
    "centre",
    "central",
    "dobrovolnicke",
    "dobrovolnictvi",
    "volunteer",
    "volunteers",
    "nemocnice",
    "nem",
    "fakultni",
    "hospital",
    "organizace",
    "organisation",
    "organization",
    "asociace",
    "association",
    "spolecnost",
    "society",
    "skola",
    "school",
    "knihovna",
    "library",
    "klub",
    "club",
    "dum",
    "domov",
    "praha",
    "praze",
    "prahy",
    "prague",
    "sofia",
    "sofie",
    "mc",
    "mestska",
    "cast",
    "dc",
    "program",
    "projekt",
    "project",
    "fond",
    "fund",
    "foundation",
    "komunitni",
    "community",
    "mestske",
    "the",
    "of",
    "for",
    "pro",
    "v",
    "na",
    "a",
    "i",
    "z",
    "s",
    "при",
    "за",
    "на",
    "в",
    "и",
    "центр",
    "център",
    "прага",
    "софия",
    "столична",
    "община",
    "район",
    "организация",
    "організація",
    "фонд",
    "клуб",
    "сдружение",
    "асоциация",
}
SHARED_SITES = {
    "facebook.com", "instagram.com", "google.com", "docs.google.com", "sites.google.com", "forms.gle",
    "wordpress.com", "linktr.ee",
    "dobrovolnik.cz", "youtube.com", "t.me", "vk.com", "eventbrite.com", "meetup.com", "timeheroes.org",
    "darujme.cz", "hejbel.cz",
}  # fmt: skip
LITTLE = {
    "a",
    "v",
    "ve",
    "na",
    "s",
    "se",
    "z",
    "ze",
    "u",
    "k",
    "pro",
    "do",
    "i",
    "o",
    "od",
    "po",
    "za",
    "the",
    "of",
    "in",
    "for",
    "to",
    "with",
    "and",
    "at",
    "на",
    "в",
    "с",
    "за",
    "и",
    "по",
    "от",
    "для",
    "при",
    "або",
    "или",
    "та",
}
SAME_TITLE = 0.8
SAME_WORDS = 0.5


@dataclass
class Known:
    """A listing as far as comparing needs it. `key` finds it again (a primary key, or a row number while reading a
    table).
    """

    key: int
    organisation: str
    website: str = ""
    title: str = ""
    description: str = ""
    language: str = ""
    activities: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    is_outside: bool = False
    has_own_id: bool = False
    source: int = 0
    _title_stems: set[str] = field(default_factory=set)


def is_same_organisation(first: str, first_site: str, second: str, second_site: str) -> bool:
    """Names apart from legal forms, spelling, brackets and additions; the website decides where names only resemble
    each other.
    """
    one, two = organisation_words(first), organisation_words(second)
    if not one or not two:
        return False
    if one == two or "".join(one) == "".join(two):
        return True
    sites = domain(first_site), domain(second_site)
    same_site = sites[0] == sites[1] and bool(sites[0]) and sites[0] not in SHARED_SITES
    other_site = bool(sites[0] and sites[1]) and sites[0] != sites[1]
    if _holds(one, two) or _holds(two, one):
        return not other_site
    if same_site:
        return _share_a_word(one, two) or _is_acronym(one, two) or _is_acronym(two, one)
    return False


def _telling(parts: list[str]) -> list[str]:
    return [part for part in parts if part not in GENERIC and part not in LITTLE]


def _alike(one: str, two: str) -> bool:
    if one == two:
        return True
    if one.isdigit() or two.isdigit():
        return False
    same = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        same += 1
    return same >= 6 or (same >= 4 and same >= min(len(one), len(two)) - 2 and abs(len(one) - len(two)) <= 3)


def _holds(larger: list[str], smaller: list[str]) -> bool:
    telling = _telling(smaller)
    numbers = {part for part in _telling(larger) if part.isdigit()} ^ {part for part in telling if part.isdigit()}
    return bool(telling) and not numbers and all(any(_alike(part, other) for other in larger) for part in telling)


def _share_a_word(one: list[str], two: list[str]) -> bool:
    return any(_alike(left, right) for left in _telling(one) for right in _telling(two))


def _is_acronym(short: list[str], long: list[str]) -> bool:
    initials = "".join(part[0] for part in long)
    telling = "".join(part[0] for part in long if part not in LITTLE)
    return any(part in (initials[: len(part)], telling[: len(part)]) for part in short if len(part) >= 2)


def title_words(known: Known) -> set[str]:
    """Stems of the title without little words and without the host's own name."""
    if not known._title_stems:
        host = {stem(word) for word in organisation_words(known.organisation)}
        own = {stem(word) for word in words(known.title) if word not in LITTLE and len(word) > 1}
        known._title_stems = {part for part in own if not any(_alike(part, other) for other in host)} or own
    return known._title_stems


def likeness(one: set[str], two: set[str]) -> float:
    """Shared part of two sets of stems, related forms counting as the same (Dice)."""
    if not one or not two:
        return 0.0
    shared = sum(1 for left in one if any(left == right or _alike(left, right) for right in two))
    return min(1.0, 2 * shared / (len(one) + len(two)))


def is_same_listing(one: Known, two: Known) -> bool:
    """Near-same title, or the same doing for the same people in the same place by the same host."""
    if not is_same_organisation(one.organisation, one.website, two.organisation, two.website) or _places_differ(
        one, two
    ):
        return False
    if one.language and two.language and one.language != two.language:
        return False
    left, right = title_words(one), title_words(two)
    same_title = likeness(left, right)
    described = likeness(
        {stem(word) for word in words(one.description)}, {stem(word) for word in words(two.description)}
    )
    if one.has_own_id and two.has_own_id and one.source == two.source:
        # The table itself says that these are two; only a copy of the whole row says otherwise.
        return same_title >= 1 and described >= 0.9
    if same_title >= SAME_TITLE:
        return True
    held = min(len(left), len(right)) >= 2 and (
        left <= right or right <= left or likeness(left, right) >= 0.66 and described >= SAME_WORDS
    )
    overlap = bool(one.activities & two.activities)
    if held and (overlap or described >= SAME_WORDS):
        return True
    same_doing = overlap and (one.activities <= two.activities or two.activities <= one.activities)
    same_people = bool(one.audiences & two.audiences) or (not one.audiences and not two.audiences)
    same_place = bool(one.districts & two.districts)
    both_told = min(len(one.description), len(two.description)) >= 80
    return same_doing and same_people and same_place and same_title > 0.3 and (not both_told or described >= 0.3)


def may_be_same_listing(one: Known, two: Known) -> bool:
    """Not sure enough to merge: the same doing for the same people by the same host, perhaps in another language."""
    if not is_same_organisation(one.organisation, one.website, two.organisation, two.website) or _places_differ(
        one, two
    ):
        return False
    if likeness(title_words(one), title_words(two)) >= SAME_TITLE:
        return True
    is_other_language = bool(one.language and two.language and one.language != two.language)
    return (
        is_other_language
        and bool(one.activities)
        and one.activities == two.activities
        and bool(one.audiences & two.audiences)
    )


def _places_differ(one: Known, two: Known) -> bool:
    if one.districts and two.districts:
        return not (one.districts & two.districts)
    return (one.is_outside and bool(two.districts)) or (two.is_outside and bool(one.districts))
