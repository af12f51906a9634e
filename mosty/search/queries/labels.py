"""Names of filters and their values in the reader's language, and the order they stand in."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mosty.base.pages import generation
from mosty.city.queries import city, districts_by_slug, topics_by_code
from mosty.opportunities.rules.sentences import day_part_name, language_name, need_words
from mosty.opportunities.rules.times import DAY_PARTS
from mosty.organisations.models import SUBJECT, Organisation
from mosty.search.rules.documents import LEVELS
from mosty.translations.queries import texts_of

TITLES = {
    "kind": gettext_lazy("Help or meet"),
    "cause": gettext_lazy("What for"),
    "activity": gettext_lazy("What you do"),
    "audience": gettext_lazy("For whom"),
    "district": gettext_lazy("District"),
    "level": gettext_lazy("Your level of the local language"),
    "language": gettext_lazy("The team speaks"),
    "day_part": gettext_lazy("When"),
    "commitment": gettext_lazy("How often"),
    "mode": gettext_lazy("On site or online"),
    "paper": gettext_lazy("Papers"),
    "reward": gettext_lazy("What you get"),
    "suits": gettext_lazy("Who can come"),
    "organisation": gettext_lazy("Organisation"),
}
TOPIC_FACETS = ("cause", "activity", "audience", "reward")
ORDERS = {
    "kind": ("help", "meet"),
    "level": LEVELS,
    "day_part": DAY_PARTS,
    "commitment": ("once", "day", "week", "month", "year"),
    "mode": ("offline", "online"),
    "suits": ("individuals", "groups", "families", "teenagers"),
}


def title_of(name: str) -> str:
    """The name of a filter."""
    return str(TITLES[name])


def value_label(name: str, value: str, language: str) -> str:
    """A value as the reader reads it; the bare value where nothing is known by it."""
    if name in TOPIC_FACETS:
        topic = topics_by_code(name).get(value)
        return topic.label(language) if topic else value
    if name == "district":
        return district_label(value, language)
    if name in ("level", "language", "day_part"):
        return _spoken(name, value, language, city().local_language)
    return _fixed(name, language).get(value, value)


@lru_cache(maxsize=1000)
def _spoken(name: str, value: str, language: str, local_language: str) -> str:
    if name == "level":
        return need_words(value, local_language, language)
    if name == "day_part":
        return day_part_name(value, language)
    label = language_name(value, language)
    return label[:1].upper() + label[1:]


@lru_cache(maxsize=200)
def _fixed(name: str, language: str) -> dict[str, str]:
    with translation.override(language):
        return _fixed_names().get(name, {})


def _fixed_names() -> dict[str, dict[str, str]]:
    return {
        "kind": {"help": _("Help"), "meet": _("Meet people")},
        "commitment": {
            "once": _("Once"), "day": _("Every day"), "week": _("Every week"), "month": _("Every month"),
            "year": _("A few times a year"),
        },
        "mode": {"offline": _("On site"), "online": _("Online")},
        "paper": {"none": _("No papers asked")},
        "suits": {
            "individuals": _("One person"), "groups": _("A group"), "families": _("A family"),
            "teenagers": _("Teenagers"),
        },
    }  # fmt: skip


def order_of(name: str) -> Callable[[str], tuple[int, str]]:
    """The key that sorts a filter's values: the city's order of topics and districts, weekdays from Monday, levels
    from none.
    """
    codes: Iterable[str]
    if name in TOPIC_FACETS:
        codes = topics_by_code(name)
    elif name == "district":
        codes = districts_by_slug()
    elif name == "language":
        codes = city().languages
    else:
        codes = ORDERS.get(name, ())
    order = {code: number for number, code in enumerate(codes)}
    return lambda value: (order.get(value, len(order)), value)


def district_label(slug: str, language: str) -> str:
    district = districts_by_slug().get(slug)
    return district.name(language) if district else slug


def topic_label(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or ""


def years_label(age: int) -> str:
    return ngettext("%(age)d year old", "%(age)d years old", age) % {"age": age}


def no_need_label(language: str) -> str:
    return need_words("none", city().local_language, language)


# Every search page names some thirty hosts beside its filters. Kept in one piece: (generation, {id: {language: name}}).
_kept_names: list[tuple[str, dict[str, dict[str, str]]]] = [("", {})]


def host_names(public_ids: Iterable[str], language: str) -> dict[str, str]:
    """Names of hosts for a reader, in two queries at most; kept by the process as long as finished pages are kept."""
    wanted, now = list(public_ids), generation()
    if not wanted:
        return {}
    if _kept_names[0][0] != now:
        _kept_names[0] = (now, {})
    known = _kept_names[0][1]
    if missing := [public_id for public_id in wanted if public_id not in known]:
        known = known | _read_names(missing)
        _kept_names[0] = (now, known)
    return {public_id: known[public_id][language] for public_id in wanted if public_id in known}


def _read_names(public_ids: list[str]) -> dict[str, dict[str, str]]:
    rows = list(Organisation.objects.filter(public_id__in=public_ids).only("public_id", "name").order_by("pk"))
    texts = texts_of(SUBJECT, [row.pk for row in rows], ("name",))
    return {
        row.public_id: {code: texts[row.pk].best("name", code).words or row.name for code, _name in settings.LANGUAGES}
        for row in rows
    }
