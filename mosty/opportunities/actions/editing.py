"""Writing a listing: its columns, words, languages, papers, times."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from mosty.base.clock import now
from mosty.city.actions import keep_place
from mosty.city.queries import city, topics_by_code
from mosty.journal import actions as journal
from mosty.opportunities import signals
from mosty.opportunities.actions.times import keep_day_parts, make_sessions
from mosty.opportunities.actions.translating import touch, want_translations
from mosty.opportunities.models import SUBJECT, TEMPLATE_SUBJECT, Opportunity, Series, Session, Template
from mosty.organisations.models import Organisation
from mosty.translations import actions as translations
from mosty.translations.models import Text
from mosty.translations.queries import texts_of

TOPIC_GROUPS = ("cause", "activity", "audience", "reward")


@transaction.atomic
def add(
    *,
    organisation: Organisation,
    source_language: str,
    by: object | None,
    topics: Mapping[str, Iterable[str]] | None = None,
    place: Mapping[str, object] | None = None,
    **fields: Any,
) -> Opportunity:
    """Create a draft of this host. `topics` by group and code, `place` columns of a place, `fields` columns of the listing.

    Nobody is told; the journal gets one entry.
    """
    opportunity = Opportunity.objects.create(
        organisation=organisation, source_language=source_language, modified=now(), **fields
    )
    _set_topics(opportunity, topics)
    if place is not None:
        opportunity.place = keep_place(place=None, **place)
        opportunity.save(update_fields=["place"])
    journal.record(by=by, verb="add", noun="opportunity", noun_id=opportunity.public_id)
    signals.changed.send(Opportunity, opportunity=opportunity)
    return opportunity


@transaction.atomic
def change(
    *,
    opportunity: Opportunity,
    by: object | None,
    topics: Mapping[str, Iterable[str]] | None = None,
    place: Mapping[str, object] | None = None,
    **fields: Any,
) -> None:
    """Change columns, topics of the named groups, the place. The status stays; readers see the change at once."""
    for column, value in fields.items():
        setattr(opportunity, column, value)
    if place is not None:
        opportunity.place = keep_place(place=opportunity.place, **place)
    opportunity.modified = now()
    opportunity.save()
    _set_topics(opportunity, topics)
    journal.record(by=by, verb="change", noun="opportunity", noun_id=opportunity.public_id, fields=sorted(fields))
    signals.changed.send(Opportunity, opportunity=opportunity)


def _set_topics(opportunity: Opportunity, topics: Mapping[str, Iterable[str]] | None) -> None:
    for group, codes in (topics or {}).items():
        known = topics_by_code(group)
        kept = [known[code].pk for code in dict.fromkeys(codes) if code in known]
        stale = opportunity.topics.filter(group=group).exclude(pk__in=kept)
        opportunity.topics.remove(*stale)
        opportunity.topics.add(*kept)


@transaction.atomic
def set_texts(
    *,
    opportunity: Opportunity,
    language: str,
    texts: Mapping[str, str],
    by: object | None,
    state: str = Text.State.HUMAN,
    translator: str = "",
) -> bool:
    """Store words of the listing; returns whether anything changed.

    In the source language they are the original (translations of changed words become stale), else a translation in `state`.
    """
    if language == opportunity.source_language:
        has_changed = translations.write_original(
            subject=SUBJECT, subject_id=opportunity.pk, language=language, fields=texts
        )
    else:
        has_changed = translations.write_translation(
            subject=SUBJECT,
            subject_id=opportunity.pk,
            language=language,
            fields=texts,
            state=state,
            translator=translator,
            by=by,
        )
    if has_changed:
        touch(opportunity)
        want_translations(opportunity)
        journal.record(by=by, verb="write", noun="opportunity", noun_id=opportunity.public_id, language=language)
        signals.changed.send(Opportunity, opportunity=opportunity)
    return has_changed


@transaction.atomic
def set_languages(*, opportunity: Opportunity, needs: Iterable[Mapping[str, Any]], by: object | None) -> None:
    """Replace the language needs (columns of `LanguageRequirement`). None at all means *not stated*."""
    opportunity.language_requirements.all().delete()
    for need in needs:
        opportunity.language_requirements.create(**need)
    _forget_prefetched(opportunity)
    touch(opportunity)
    journal.record(by=by, verb="set_languages", noun="opportunity", noun_id=opportunity.public_id)
    signals.changed.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def set_papers(*, opportunity: Opportunity, papers: Iterable[Mapping[str, Any]] | None, by: object | None) -> None:
    """Replace the papers asked for (columns of `PaperRequirement`); an empty list means none, None means not stated."""
    opportunity.paper_requirements.all().delete()
    opportunity.are_papers_stated = papers is not None
    for paper in papers or ():
        opportunity.paper_requirements.create(**paper)
    _forget_prefetched(opportunity)
    opportunity.save(update_fields=["are_papers_stated"])
    touch(opportunity)
    journal.record(by=by, verb="set_papers", noun="opportunity", noun_id=opportunity.public_id)
    signals.changed.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def set_times(
    *,
    opportunity: Opportunity,
    by: object | None,
    series: Iterable[Mapping[str, Any]] = (),
    dates: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Replace future dates by these series and single dates (columns of `Series`, `Session`).

    A future date that somebody already holds a place for stays as it is, a cancelled one stays cancelled; past dates stay as
    history.
    """
    moment = now()
    scheduled = opportunity.sessions.filter(event_status=Session.EventStatus.SCHEDULED)
    scheduled.filter(start_date__gt=moment, taken_capacity=0).delete()
    opportunity.series.all().delete()
    for row in series:
        Series.objects.create(opportunity=opportunity, **row)
    for row in dates:
        start = row["start_date"]
        rest = {key: value for key, value in row.items() if key != "start_date"}
        Session.objects.get_or_create(opportunity=opportunity, start_date=start, defaults=rest)
    _forget_prefetched(opportunity)
    make_sessions(opportunity=opportunity)
    keep_day_parts(opportunity=opportunity)
    touch(opportunity)
    journal.record(by=by, verb="set_times", noun="opportunity", noun_id=opportunity.public_id)
    signals.changed.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def use_template(*, opportunity: Opportunity, template: Template, by: object | None) -> None:
    """Start a draft from a template: its words in every language, its topics, papers, schedule and language need."""
    texts = texts_of(TEMPLATE_SUBJECT, [template.pk])[template.pk]
    opportunity.template = template
    defaults = template.defaults
    for column in ("schedule_type", "commitment_hours", "commitment_period"):
        if defaults.get(column):
            setattr(opportunity, column, defaults[column])
    opportunity.kind = template.kind
    opportunity.save()
    _set_topics(opportunity, {group: defaults.get(group, []) for group in TOPIC_GROUPS})
    own = {row.field: row.words for row in texts.all_rows() if row.language == opportunity.source_language}
    set_texts(opportunity=opportunity, language=opportunity.source_language, texts=own, by=by)
    for language in {row.language for row in texts.all_rows()} - {opportunity.source_language}:
        words = {row.field: row.words for row in texts.all_rows() if row.language == language}
        set_texts(opportunity=opportunity, language=language, texts=words, by=by)
    set_papers(opportunity=opportunity, papers=[{"code": code} for code in defaults.get("paper", [])], by=by)
    if defaults.get("language"):
        need = {"languages": [city().local_language], **defaults["language"]}
        set_languages(opportunity=opportunity, needs=[need], by=by)


def _forget_prefetched(opportunity: Opportunity) -> None:
    getattr(opportunity, "_prefetched_objects_cache", {}).clear()


def original_rows(opportunity: Opportunity) -> list[Text]:
    """The texts in the source language as they stand now."""
    rows = texts_of(SUBJECT, [opportunity.pk])[opportunity.pk].all_rows()
    return [row for row in rows if row.state == Text.State.ORIGINAL]


@transaction.atomic
def forget_contact(*, contact: str) -> int:
    """Blank name, e-mail and phone wherever this contact answers for a listing; the host's own contact then stands. Returns
    how many."""
    mine = Opportunity.objects.filter(Q(contact_email__iexact=contact) | Q(contact_telephone=contact))
    found = list(mine)
    for opportunity in found:
        change(opportunity=opportunity, by=None, contact_name="", contact_email="", contact_telephone="")
    return len(found)
