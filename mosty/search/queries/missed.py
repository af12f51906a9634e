"""What staff see of searches that found nothing, and of the levels people name."""

import datetime as dt

from django.db.models import QuerySet, Sum

from mosty.base.clock import today
from mosty.city.queries import city
from mosty.search.models import LevelAsked, Missed, Synonym
from mosty.search.queries.index import vocabulary
from mosty.search.queries.labels import topic_label
from mosty.search.rules.documents import LEVELS
from mosty.search.rules.missed import FEWEST

MONTHS = 3
FEWEST_LEVELS = 30  # searches; a share of fewer says nothing


def missed_searches() -> QuerySet[Missed]:
    """Words that several searches did not find, the most frequent first."""
    return Missed.objects.filter(count__gte=FEWEST, is_settled=False).order_by("-count", "words", "id")


def synonyms() -> QuerySet[Synonym]:
    """What staff added, newest first."""
    return Synonym.objects.order_by("-id")


def concept_choices(language: str) -> list[tuple[str, str]]:
    """(code, name) of every concept of the vocabulary for a reader, by name; what two concepts share is told apart."""
    named = sorted((topic_label(names, language), code) for code, names in vocabulary().names.items())
    counts: dict[str, int] = {}
    for name, _code in named:
        counts[name] = counts.get(name, 0) + 1
    return [(code, name if counts[name] == 1 else f"{name} ({code.split(':')[0]})") for name, code in named if name]


def left_out_by(level: str) -> tuple[int, int] | None:
    """(people whose search named a lower level, all who named one) in the last months; None below `FEWEST_LEVELS`.

    Searches, not people: one person may search twice. What the page says must say so.
    """
    date: dt.date = today(city().time_zone)
    since = (date.replace(day=1) - dt.timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    rows = LevelAsked.objects.filter(month__gte=since).order_by().values_list("level").annotate(total=Sum("count"))
    counts = dict(rows)
    total = sum(counts.values())
    if total < FEWEST_LEVELS or level not in LEVELS:
        return None
    below = sum(count for asked, count in counts.items() if asked in LEVELS[: LEVELS.index(level)])
    return below, total
