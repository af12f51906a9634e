"""Translations of a listing: what a machine is asked for, what a person checks, sends back or brings in a file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from mosty.accounts import actions as accounts
from mosty.accounts.models import Role
from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.city.queries import city
from mosty.guidance.rules import refusal_to_translate
from mosty.journal import actions as journal
from mosty.opportunities import notices, signals
from mosty.opportunities.models import SUBJECT, TEXT_FIELDS, Opportunity
from mosty.opportunities.rules import refusal_to_hide
from mosty.opportunities.rules.publishing import TRANSLATION_MAX
from mosty.organisations.models import Organisation
from mosty.translations import actions as translations
from mosty.translations.models import Text, Wanted
from mosty.translations.queries import texts_of
from mosty.translations.rules.exchange.units import Unit


def want_translations(opportunity: Opportunity) -> None:
    """Ask the machine for every language of the city that lacks a text; a hard original is held back (`guidance.rules`).

    Only for what the public sees, so that no draft leaves the house; what is hidden is no longer asked for. Does nothing where
    the city works without a machine.
    """
    if settings.TRANSLATOR == "none":
        return
    if not Opportunity.objects.shown().filter(pk=opportunity.pk).exists():
        translations.stop_wanting(subject=SUBJECT, subject_id=opportunity.pk)
        return
    words = texts_of(SUBJECT, [opportunity.pk], ("description",))[opportunity.pk].original("description")
    languages = [code for code in city().languages if code != opportunity.source_language]
    is_hard = refusal_to_translate(words, opportunity.source_language) is not None
    translations.want(subject=SUBJECT, subject_id=opportunity.pk, languages=languages, is_hard=is_hard)


def want_missing(*, limit: int = 200) -> int:
    """Ask for what no machine has been asked for yet, as after a city has got one; returns for how many listings."""
    if settings.TRANSLATOR == "none":
        return 0
    found: dict[int, Opportunity] = {}
    for language in city().languages:
        there = Text.objects.filter(subject=SUBJECT, subject_id=OuterRef("pk"), field="title", language=language)
        asked = Wanted.objects.filter(subject=SUBJECT, subject_id=OuterRef("pk"), language=language)
        rows = Opportunity.objects.shown().exclude(source_language=language).filter(~Exists(there), ~Exists(asked))
        found |= {row.pk: row for row in rows.order_by("-id")[:limit]}
    for opportunity in found.values():
        want_translations(opportunity)
    return len(found)


@transaction.atomic
def review_texts(
    *,
    opportunity: Opportunity,
    language: str,
    words: Mapping[str, str],
    seen: Mapping[str, translations.Seen],
    by: object,
) -> bool:
    """A person vouches for these words in this language; returns whether anything changed. Readers see it at once.

    `seen`, refusals: see `translations.review`. The journal keeps who, not what.
    """
    has_changed = translations.review(
        subject=SUBJECT, subject_id=opportunity.pk, language=language, words=words, seen=seen, by=by
    )
    if has_changed:
        _tell(opportunity, "check_translation", language, by)
    return has_changed


@transaction.atomic
def send_back_texts(*, opportunity: Opportunity, language: str, note: str, by: object) -> bool:
    """Say what is wrong with a translation; it comes first in the queue. Refused without a note."""
    has_changed = translations.send_back(subject=SUBJECT, subject_id=opportunity.pk, language=language, note=note)
    if has_changed:
        _tell(opportunity, "send_translation_back", language, by)
    return has_changed


def bring_back_texts(*, units: Iterable[Unit], language: str, by: object) -> dict[str, list[str]]:
    """Store the texts of a translated file for what the public sees, whose keys are "opportunity/<public id>/<field>".

    Returns the keys by what became of them (see `translations.bring_back`). Readers see what was taken at once.
    """
    found: dict[str, list[str]] = defaultdict(list)
    by_listing: dict[str, list[tuple[str, Unit]]] = defaultdict(list)
    for unit in units:
        subject, public_id, field = (*unit.key.split("/"), "", "", "")[:3]
        is_ours = subject == SUBJECT and public_id.isalnum() and field in TEXT_FIELDS
        by_listing[public_id if is_ours else ""].append((field, unit))
    rows = {row.public_id: row for row in Opportunity.objects.shown().filter(public_id__in=list(by_listing))}
    for public_id, texts in by_listing.items():
        if public_id not in rows:
            found["unknown"] += [unit.key for _field, unit in texts]
            continue
        for became, key in _bring_back_one(rows[public_id], texts, language, by):
            found[became].append(key)
    return dict(found)


@transaction.atomic
def _bring_back_one(
    opportunity: Opportunity, texts: Iterable[tuple[str, Unit]], language: str, by: object
) -> list[tuple[str, str]]:
    """(what became of it, key) of each text of one listing, which is locked for no longer than this."""
    found = []
    for field, unit in texts:
        became = translations.bring_back(
            subject=SUBJECT,
            subject_id=opportunity.pk,
            field=field,
            language=language,
            unit=unit,
            longest=TRANSLATION_MAX[field],
            by=by,
        )
        found.append((became, unit.key))
    if any(became in ("taken", "older") for became, _key in found):
        _tell(opportunity, "import_translations", language, by)
    return found


@transaction.atomic
def translate_anyway(*, opportunity: Opportunity, reason: str, by: object) -> int:
    """Let the machine translate a text that is hard to read; the journal keeps the reason. Returns for how many languages.
    Refused without a reason and for what the public does not see."""
    refuse_if(refusal_to_hide(opportunity))
    count = translations.overrule_gate(subject=SUBJECT, subject_id=opportunity.pk, reason=reason)
    why = reason.strip()[:300]
    journal.record(by=by, verb="translate_anyway", noun="opportunity", noun_id=opportunity.public_id, reason=why)
    return count


@transaction.atomic
def translate_again(*, opportunity: Opportunity, by: object) -> int:
    """Ask the machine once more where it gave up; returns for how many languages. Refused for what the public does not see."""
    refuse_if(refusal_to_hide(opportunity))
    count = translations.try_again(subject=SUBJECT, subject_id=opportunity.pk)
    if count:
        journal.record(by=by, verb="translate_again", noun="opportunity", noun_id=opportunity.public_id)
    return count


def stop_for_host(*, organisation: Organisation) -> None:
    """A host was changed: of one that is refused or suspended nothing goes to a machine any more."""
    if settings.TRANSLATOR != "none" and not organisation.may_act:
        for opportunity in Opportunity.objects.filter(organisation=organisation, status__in=Opportunity.SHOWN):
            want_translations(opportunity)


@transaction.atomic
def invite_translator(*, email: str, language: str, reads: Sequence[str], by: object) -> None:
    """Send a letter whose link lets this person check translations into the languages `reads`. Refused without one."""
    if not reads:
        raise Refused(Reason("language_missing", _("Choose at least one language."), "reads"))
    purpose = f"{accounts.READS}{' '.join(reads)}"
    code = accounts.invite(email=email, language=language, by=by, role=Role.Kind.TRANSLATOR, purpose=purpose)
    notices.invite_translator(email, language, code)


def note_machine_words(*, subject_id: int, language: str) -> None:
    """A machine has written words of a listing: cards and index follow."""
    opportunity = Opportunity.objects.filter(pk=subject_id).first()
    if opportunity is not None:
        _tell(opportunity, "machine_translation", language, None)


def touch(opportunity: Opportunity) -> None:
    """Something that belongs to the listing has changed: cards and feeds know it by its time."""
    opportunity.modified = now()
    Opportunity.objects.filter(pk=opportunity.pk).update(modified=opportunity.modified)


def _tell(opportunity: Opportunity, verb: str, language: str, by: object | None) -> None:
    touch(opportunity)
    journal.record(by=by, verb=verb, noun="opportunity", noun_id=opportunity.public_id, language=language)
    signals.changed.send(Opportunity, opportunity=opportunity)
