"""What a language brings so that one algorithm can speak it: tables, templates, a few small functions.

A language file fills a `Grammar`; the words are data, the order of thought is in `rhythm`, `needs`, `lines`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError

Seven = tuple[str, str, str, str, str, str, str]
Forms = Mapping[str, str]

# Stands before a word filled into a phrase, while a grammar fits the seam (cs "s" + "seniory": "se seniory").
SEAM = "\x00"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True)
class Days:
    """How weekdays are said in one role (every week, on that day, as a name).

    `alone` for a single day, `first(day, how_many)` and `more` for the first and the later ones of a list,
    `span` with {first} and {last} for three or more neighbours. No `weekend`: Saturday and Sunday are named.
    """

    alone: Seven
    first: Callable[[int, int], str]
    more: Seven
    span: str
    span_first: Seven
    span_last: Seven
    every: str
    weekend: str = ""
    tail: str = ""


@dataclass(frozen=True)
class Grammar:
    """One language. `lines`: whole phrases with placeholders; `counts`: phrases by plural category.

    `also` joins phrases that have an "and" of their own. `names_agreed`: agreed times are a list of day names ("Friday
    afternoon"), not an answer to "when?" ("on Friday afternoon"). `before_time`: what stands before the hours, after days
    of the week and after days of the month.
    """

    code: str
    and_: str
    also: str
    or_: str
    nor: str
    each_week: Days
    on_days: Days
    day_names: Days
    parts: tuple[str, str, str]
    parts_of_many: tuple[str, str, str]
    parts_of_slot: tuple[str, str, str]
    months: tuple[str, ...]
    nth_weekday: Callable[[int, int], str]
    language_forms: Callable[[str], Forms]
    language_names: Mapping[str, str]
    levels: Mapping[str, str]
    level_words: Mapping[str, str]
    purposes: Mapping[str, str]
    suits: Mapping[str, str]
    lines: Mapping[str, str]
    counts: Mapping[str, Forms]
    every_second: Seven | None = None
    levels_needed: Mapping[str, str] | None = None
    half_hours: Forms | None = None
    names_agreed: bool = True
    before_time: tuple[str, str] = (" ", ", ")
    comma: str = ", "
    list_comma: str = ", "
    semicolon: str = "; "
    decimal_mark: str = ","
    isolates: bool = False
    seams: tuple[tuple[str, str], ...] = ()
    euphony: tuple[tuple[str, str], ...] = ()

    def line(self, name: str, /, **words: str) -> str:
        """The phrase `name` with its placeholders filled."""
        return self.lines[name].format(**words)

    def count(self, name: str, number: int | Decimal, /, **words: str) -> str:
        """The phrase `name` in the plural form that `number` asks for (CLDR plural rules)."""
        return self._counted(self.counts[name], number, **words)

    def hours_and_half(self, whole: int) -> str:
        """ "three and a half hours"; empty where a decimal number is just as well."""
        return self._counted(self.half_hours, whole) if self.half_hours else ""

    def _counted(self, forms: Forms, number: int | Decimal, /, **words: str) -> str:
        category = _locale(self.code).plural_form(number)
        return forms.get(category, forms["other"]).format(n=self.number(number), **words)

    def number(self, value: int | Decimal) -> str:
        """Western digits, the language's decimal mark, no needless zeros."""
        text = format(value, "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", self.decimal_mark)

    def ltr(self, text: str) -> str:
        """Digits and Latin letters as one unit that right-to-left text does not turn round."""
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if self.isolates else text

    def all_of(self, items: Iterable[str]) -> str:
        """a, b and c"""
        return self._join(items, self.and_)

    def phrases(self, items: Iterable[str]) -> str:
        """a, b and c, where each may be a list itself: "feed, wash and walk dogs, and also teach children"."""
        rows = list(dict.fromkeys(item for item in items if item))
        is_list = any(mark in row for row in rows for mark in (self.and_, ", ", "، "))
        if not is_list or len(rows) < 2:
            return self.all_of(rows)
        comma = self.comma.strip() + self.and_ if self.list_comma == self.and_ else self.list_comma
        return comma.join(rows[:-1]) + self.also + rows[-1]

    def any_of(self, items: Iterable[str]) -> str:
        """a, b or c"""
        return self._join(items, self.or_)

    def none_of(self, items: Iterable[str]) -> str:
        """a, b nor c, after or before a negation"""
        return self._join(items, self.nor)

    def _join(self, items: Iterable[str], conjunction: str) -> str:
        rows = list(dict.fromkeys(item for item in items if item))
        if len(rows) < 2:
            return "".join(rows)
        comma = conjunction if self.list_comma == self.and_ else self.list_comma
        return comma.join(rows[:-1]) + conjunction + rows[-1]

    def fill(self, template: str, forms: Forms) -> str | None:
        """`template` with each {form} taken from `forms`, prepositions fitted; None if a form is missing."""
        if any(not forms.get(name) for name in _PLACEHOLDER.findall(template)):
            return None
        text = _PLACEHOLDER.sub(lambda found: SEAM + forms[found[1]], template)
        for pattern, fitted in self.seams:
            text = re.sub(pattern, fitted, text)
        return text.replace(SEAM, "")

    def polished(self, text: str) -> str:
        """The finished text: sounds fitted to their neighbours, no needless spaces."""
        for pattern, fitted in self.euphony:
            text = re.sub(pattern, fitted, text)
        return tidy(text)

    def language_name(self, code: str, form: str = "name") -> str:
        """A language as it stands inside a sentence. Forms: name, acc (object), in (“in Czech”)."""
        base = code.replace("_", "-").split("-")[0].lower()
        name = self.language_names.get(base) or _name_from_cldr(self.code, base) or code
        forms = self.language_forms(name)
        return forms.get(form, forms["name"])

    def languages(self, codes: Sequence[str], form: str = "name") -> list[str]:
        return [self.language_name(code, form) for code in codes]


def first_by_table(table: Seven) -> Callable[[int, int], str]:
    """For the languages where the number of days in the list does not matter."""
    return lambda day, _how_many: table[day]


def capitalised(text: str) -> str:
    """Only the first letter changes: the rest may hold names."""
    return text[:1].upper() + text[1:]


def inside(label: str) -> str:
    """A label as it stands inside a sentence; abbreviations such as “ID” keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def tidy(text: str) -> str:
    """No doubled, leading or trailing spaces, whatever an empty placeholder left behind."""
    return re.sub(r" {2,}", " ", text).strip()


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


@cache
def _name_from_cldr(code: str, language: str) -> str:
    try:
        name = _locale(code).languages.get(language, "")
    except UnknownLocaleError:
        return ""
    return name if code in {"en", "ar"} else inside(name)
