"""Tags of the furniture: icons, the arch, texts with their language, dates and numbers by locale."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time, get_timezone
from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
AFTER_WEEKDAY = {"cs": " ", "en": " ", "ar": "، "}
RANGE = re.compile(r"(?<=\d)–(?=\d)")
STEPS = {"none": 0, "pre_a1": 0, "a1": 1, "a2": 2, "b1": 3, "b2": 4, "c1": 5, "c2": 6}


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


def _locale() -> Locale:
    """How the reader's language writes dates and numbers and names languages; English where CLDR does not know it."""
    try:
        return Locale.parse(_language(), sep="-")
    except UnknownLocaleError:
        return Locale("en")


def direction_of(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A decorative icon from the sprite; words always stand beside it."""
    return _drawn("icon", extra, name)


@register.simple_tag
def arch(level: str, extra: str = "") -> SafeString:
    """The bridge of language: an arch of six stones, as many filled as the level needs; "" (not stated) is dashed."""
    symbol = f"arch-{STEPS[level]}" if level in STEPS else "arch-unknown"
    return _drawn("arch", extra, symbol)


@lru_cache(maxsize=500)
def _drawn(kind: str, extra: str, symbol: str) -> SafeString:
    return format_html(
        '<svg class="{} {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        kind,
        extra,
        static("ui/icons.svg"),
        symbol,
    )


@register.simple_tag
def choices(facet: Any) -> SafeString:
    """The tick boxes of one filter, each with its number of results: rows of `value`, `label`, `count`, `is_selected`.

    A page has some two hundred of them, and as a loop in the template they took as long as everything else on it.
    """
    rows = []
    for row in facet.values:
        start, end = _choice(facet.name, row.value, row.label)
        rows.append(f"{start}{' checked' if row.is_selected else ''}{end}{int(row.count)}</span></label>")
    return mark_safe("".join(rows))  # noqa: S308  every part is escaped in _choice


@lru_cache(maxsize=8000)
def _choice(name: str, value: str, label: str) -> tuple[SafeString, SafeString]:
    return (
        format_html('<label class="choice"><input type="checkbox" name="{}" value="{}"', name, value),
        format_html('> <span>{}</span> <span class="count">', label),
    )


@register.simple_tag
def words(text: Any, tag: str = "span", extra: str = "") -> SafeString:
    """A stored text (`BestText` or plain words) in its own language and direction, isolated from what stands around it."""
    language = getattr(text, "language", "") or ""
    content = getattr(text, "words", None)
    content = str(text) if content is None else content
    if not language or language == _language():
        return (
            format_html('<{} class="{}" dir="auto">{}</{}>', tag, extra, content, tag)
            if extra
            else format_html('<{} dir="auto">{}</{}>', tag, content, tag)
        )
    return format_html(
        '<{} class="{}" lang="{}" dir="{}">{}</{}>', tag, extra, language, direction_of(language), content, tag
    )


@register.simple_tag
def paragraphs(text: Any) -> SafeString:
    """A stored text as paragraphs, in its own language and direction."""
    language = getattr(text, "language", "") or _language()
    content = str(getattr(text, "words", text) or "").replace("\r\n", "\n")
    parts = [part.strip() for part in content.split("\n\n") if part.strip()]
    old = tuple(getattr(text, "old_figures", ()))
    inner = format_html_join("", "<p>{}</p>", ((_lines(part, old),) for part in parts))
    return format_html('<div class="prose" lang="{}" dir="{}">{}</div>', language, direction_of(language), inner)


def _lines(part: str, old_figures: tuple[str, ...] = ()) -> SafeString:
    lines = ((struck(line, old_figures) if old_figures else line,) for line in part.split("\n"))
    return format_html_join(mark_safe("<br>"), "{}", lines)


@register.simple_tag
def struck(line: str, old_figures: tuple[str, ...]) -> SafeString:
    """A line of a translation with the times and numbers crossed out that the original does not have any more."""
    if not old_figures:
        return format_html("{}", line)
    pattern = "|".join(sorted(map(re.escape, old_figures), key=len, reverse=True))
    parts = re.split(rf"(?<!\d)({pattern})(?!\d)", line)
    return format_html_join(
        "", "{}", ((format_html("<del>{}</del>", part) if number % 2 else part,) for number, part in enumerate(parts))
    )


@register.filter
def day(moment: dt.datetime | dt.date | None) -> str:
    """ "Tuesday 24 November", in the city's zone and the reader's language; the weekday is never cut short."""
    if moment is None:
        return ""
    if isinstance(moment, dt.datetime):
        moment = moment.astimezone(get_timezone(settings.CITY_TABLE["time_zone"])).date()
    language = _language()
    locale = _locale()
    weekday = format_date(moment, "EEEE", locale=locale)
    date = (
        format_date(moment, "d MMMM", locale=locale)
        if locale.language == "en"
        else format_skeleton("MMMMd", moment, locale=locale)
    )
    return f"{weekday}{AFTER_WEEKDAY.get(language, ', ')}{date}"


@register.filter
def date_only(moment: dt.datetime | dt.date | None) -> str:
    """ "24 November 2026"."""
    return format_date(moment, "long", locale=_locale()) if moment else ""


@register.filter
def clock(moment: dt.datetime | None) -> str:
    """ "16:00", 24 hours, in the city's zone."""
    if moment is None:
        return ""
    return format_time(moment, "HH:mm", tzinfo=get_timezone(settings.CITY_TABLE["time_zone"]), locale=_locale())


@register.simple_tag
def span_of_time(start: dt.datetime | None, end: dt.datetime | None = None) -> SafeString:
    """ "Tuesday 24 November, 16:00–18:00" in the city's zone; the hours read from the left in every script and stay together."""
    if start is None:
        return SafeString("")
    comma = "، " if _language() == "ar" else ", "
    hours = f"{clock(start)}\u2060–\u2060{clock(end)}" if end else clock(start)
    return format_html('{}{}<bdi dir="ltr">{}</bdi>', day(start), comma, hours)


@register.filter
def unbroken(text: str) -> str:
    """Times and numbers with a dash between them stay on one line."""
    return type(text)(RANGE.sub("\u2060–\u2060", text))


@register.filter
def moment(value: dt.datetime | None) -> str:
    """ "24 Nov 2026, 16:00", in the city's zone."""
    if value is None:
        return ""
    zone = get_timezone(settings.CITY_TABLE["time_zone"])
    return format_datetime(
        value, "d. M. y HH:mm" if _language() == "cs" else "d MMM y, HH:mm", tzinfo=zone, locale=_locale()
    )


@register.filter
def ago_days(value: dt.datetime | None) -> int:
    """Whole days since the moment."""
    return max(0, (timezone.now() - value).days) if value else 0


@register.filter
def number(value: Any) -> str:
    """A number with the reader's separators; digits are the European ones everywhere."""
    return format_decimal(value, locale="en" if _language() == "ar" else _locale())


@register.filter
def language_label(code: str) -> str:
    """The language's own name, as in the language bridge."""
    return settings.LANGUAGE_NAMES.get(code, code)


@register.filter
def language_here(code: str) -> str:
    """The language's name in the language of the page, as a sentence about it says it."""
    return _locale().languages.get(code) or language_label(code)


@register.filter
def direction(code: str) -> str:
    return direction_of(code)


@register.filter
def lookup(table: Any, key: Any) -> Any:
    """`table[key]`, or nothing; of words by language the English ones where there are none in this language."""
    return table.get(key, table.get("en")) if hasattr(table, "get") else None


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """This address with some parameters changed; an empty value removes one, and the page number always goes."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return "?" + query.urlencode() if query else request.path


@register.simple_tag(takes_context=True)
def without(context: dict[str, Any], name: str, value: str) -> str:
    """This address with one value of one parameter removed."""
    request: HttpRequest = context["request"]
    pairs = [
        (key, kept)
        for key, values in request.GET.lists()
        for kept in values
        if (key, kept) != (name, value) and key != "page"
    ]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


FACT_ICONS = {
    "what": "hand",
    "where": "place",
    "when": "clock",
    "commitment": "clock",
    "need": "speech",
    "team": "language",
    "practice": "language",
    "interpretation": "language",
    "papers": "paper",
    "rewards": "gift",
    "age": "people",
    "places": "people",
    "suits": "people",
}


@register.filter
def fact_icon(code: str) -> str:
    """The icon of one sentence of “In short”."""
    return FACT_ICONS.get(code, "info")


@register.simple_tag(takes_context=True)
def paged(context: dict[str, Any], number: int) -> str:
    """This address with another page number."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query["page"] = str(number)
    return "?" + query.urlencode()
