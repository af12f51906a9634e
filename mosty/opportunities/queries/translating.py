"""Which listings still need a translator, and what one sees who checks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from mosty.opportunities.models import SUBJECT, TEXT_FIELDS, Opportunity
from mosty.opportunities.queries.listings import for_reading, listings
from mosty.translations.models import Text, Wanted
from mosty.translations.queries import Texts, kept_words, texts_of, wanted_for
from mosty.translations.rules import VOUCHED, BestText
from mosty.translations.rules.difference import Part, difference
from mosty.translations.rules.exchange.units import Bundle, Unit
from mosty.translations.rules.protect import Kept, new_figures, with_glossary

State = Text.State
MOST = 2000  # a queue nobody will reach the end of


@dataclass(frozen=True)
class Work:
    """One listing in one language that waits for a person. `state`: missing, unchecked, stale, returned or partly.

    `reach`: visits that links and posters brought to it lately; `machine`: what holds the machine up, if anything does.
    """

    public_id: str
    title: BestText
    source_language: str
    language: str
    state: str
    reach: int
    machine: Wanted | None


@dataclass(frozen=True)
class FieldToCheck:
    """One field side by side. `before`: the original a stale translation was made from, else ""."""

    name: str
    original: str
    fingerprint: str
    words: str
    state: str
    translator: str
    note: str
    before: str
    glossary: list[Kept]
    strange_figures: list[str]

    @cached_property
    def changes(self) -> list[Part]:
        """How the original changed since the translation; only who looks at it waits for the comparison."""
        return difference(self.before, self.original) if self.before else []


def unfinished(language: str) -> QuerySet[Opportunity]:
    """Shown listings in other languages with a text that nobody has vouched for in this one."""
    theirs = Text.objects.filter(
        subject=SUBJECT, subject_id=OuterRef("subject_id"), field=OuterRef("field"), language=language
    )
    good = theirs.filter(state__in=VOUCHED, note="")
    open_fields = Text.objects.filter(
        ~Exists(good), subject=SUBJECT, subject_id=OuterRef("pk"), state=State.ORIGINAL, field__in=TEXT_FIELDS
    ).exclude(words="")
    return Opportunity.objects.shown().filter(Exists(open_fields)).exclude(source_language=language)


def counts_unfinished(languages: Collection[str]) -> dict[str, int]:
    """How many listings wait in each language."""
    return {language: unfinished(language).count() for language in languages}


def queue(language: str, reach: Mapping[int, int]) -> list[tuple[int, bool]]:
    """(key, was sent back) of what waits, in the order of work: sent back first, then what most people see, then the newest."""
    returned = Text.objects.filter(subject=SUBJECT, subject_id=OuterRef("pk"), language=language).exclude(note="")
    rows = unfinished(language).annotate(is_returned=Exists(returned)).order_by("-id")
    found = list(rows.values_list("pk", "is_returned")[:MOST])
    return sorted(found, key=lambda row: (not row[1], -reach.get(row[0], 0)))


def works(pks: Collection[int], language: str, reader: str, reach: Mapping[int, int]) -> list[Work]:
    """The rows of one page of the queue, in the given order."""
    wanted = wanted_for(SUBJECT, pks)
    found = {row.opportunity.pk: row for row in listings(for_reading(Opportunity.objects.filter(pk__in=pks)), reader)}
    return [
        Work(
            found[pk].public_id,
            found[pk].title,
            found[pk].opportunity.source_language,
            language,
            state_in(found[pk].texts, language),
            reach.get(pk, 0),
            wanted.get(pk, {}).get(language),
        )
        for pk in pks
        if pk in found
    ]


def state_in(texts: Texts, language: str) -> str:
    """How far a listing is in one language: done, or missing, partly, unchecked, stale, returned."""
    fields = [field for field in TEXT_FIELDS if texts.original(field).strip()]
    rows = [texts.in_language(field, language) for field in fields]
    there = [row for row in rows if row is not None]
    if any(row.note for row in there):
        return "returned"
    if any(row.state == State.STALE for row in there):
        return "stale"
    if not there:
        return "missing"
    if any(row.state == State.MT_UNREVIEWED for row in there):
        return "unchecked"
    return "done" if len(there) == len(fields) else "partly"


def fields_to_check(texts: Texts, source: str, language: str, kept: Sequence[Kept] | None = None) -> list[FieldToCheck]:
    """Every field that has an original, side by side, with hints. `kept`: the glossary, where it has been read already."""
    kept = kept_words(source, language) if kept is None else kept
    found = []
    for name in TEXT_FIELDS:
        original = next((row for row in texts.rows(name) if row.state == State.ORIGINAL), None)
        if original is None or not original.words.strip():
            continue
        row = texts.in_language(name, language)
        found.append(
            FieldToCheck(
                name=name,
                original=original.words,
                fingerprint=original.source_fingerprint,
                words=row.words if row else "",
                state=row.state if row else "",
                translator=row.translator if row else "",
                note=row.note if row else "",
                before=row.source_words if row is not None and row.state == State.STALE else "",
                glossary=with_glossary(original.words, kept),
                strange_figures=new_figures(original.words, row.words) if row else [],
            )
        )
    return found


def held_back() -> QuerySet[Opportunity]:
    """Shown listings that no machine translates because their original is hard to read."""
    held = Wanted.objects.filter(subject=SUBJECT, state=Wanted.State.HELD).values("subject_id")
    return Opportunity.objects.shown().filter(pk__in=held).order_by("-id")


def sources_of(language: str) -> list[str]:
    """Languages that shown listings are written in, other than this one."""
    rows = Opportunity.objects.shown().exclude(source_language=language).order_by()
    return sorted(rows.values_list("source_language", flat=True).distinct())


def bundle(source: str, language: str, *, is_everything: bool) -> Bundle:
    """Texts of shown listings written in `source` for a file: those that wait, or every one. Keys: "opportunity/<id>/<field>"."""
    rows = (Opportunity.objects.shown() if is_everything else unfinished(language)).filter(source_language=source)
    ids = dict(rows.order_by("-id").values_list("pk", "public_id")[:MOST])
    units = []
    for pk, texts in texts_of(SUBJECT, ids).items():
        for field in fields_to_check(texts, source, language, ()):
            row = texts.in_language(field.name, language)
            unit = Unit(
                key=f"{SUBJECT}/{ids[pk]}/{field.name}",
                source=field.original,
                target=field.words,
                state=field.state,
                fingerprint=row.source_fingerprint if row else "",
                translator=field.translator,
                note=field.note,
            )
            units.append(unit)
    return Bundle(source, language, tuple(units))
