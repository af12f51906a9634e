"""The one place that asks what time it is, so that tests can travel."""

import datetime as dt

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware, UTC."""
    return timezone.now()


def today(zone: dt.tzinfo) -> dt.date:
    """The present date in `zone`."""
    return now().astimezone(zone).date()


def locale_of(language: str) -> Locale:
    """How a language writes dates and numbers; English where CLDR does not know it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


AFTER_WEEKDAY = {"cs": " ", "en": " ", "ar": "، "}


def date_words(start: dt.datetime, end: dt.datetime | None, language: str, zone: dt.tzinfo) -> str:
    """ "Tuesday 24 November, 16:00–18:00" in a city's zone, for letters; pages have a tag of their own for it."""
    begins, ends, locale = start.astimezone(zone), end.astimezone(zone) if end else None, locale_of(language)
    weekday = format_date(begins.date(), "EEEE", locale=locale)
    is_english = locale.language == "en"
    date = (
        format_date(begins, "d MMMM", locale=locale) if is_english else format_skeleton("MMMMd", begins, locale=locale)
    )
    hours = f"{begins:%H:%M}–{ends:%H:%M}" if ends else f"{begins:%H:%M}"
    return (
        f"{weekday}{AFTER_WEEKDAY.get(locale.language, ', ')}{date}{'، ' if locale.language == 'ar' else ', '}{hours}"
    )
