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
from mosty.base.errors import Reason, Refused
from mosty.city.queries import city
from mosty.guidance.rules import refusal_to_translate
from mosty.journal import actions as journal
from mosty.opportunities import notices, signals
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.translations import actions as translations
from mosty.translations.models import Text, Wanted
from mosty.translations.queries import texts_of
from mosty.translations.rules.exchange.units import Unit


def want_translations(opportunity: Opportunity) -> None:
    """Ask the machine for every language of the city that lacks a text; a hard original is held back (`guidance.rules`).

    Only for what the public sees, so that no draft leaves the house. Does nothing where the city works without a machine.
    """
    if settings.TRANSLATOR == "none" or not opportunity.is_shown:
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
    *, opportunity: Opportunity, language: str, words: Mapping[str, str], made_from: Mapping[str, str], by: object
) -> bool:
    """A person vouches for these words in this language; returns whether anything changed. Readers see it at once.

    `made_from`, refusals: see `translations.review`. The journal keeps who, not what.
    """
    has_changed = translations.review(
        subject=SUBJECT, subject_id=opportunity.pk, language=language, words=words, made_from=made_from, by=by
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


@transaction.atomic
def bring_back_texts(*, units: Iterable[Unit], language: str, by: object) -> dict[str, list[str]]:
    """Store the texts of a translated file, whose keys are "opportunity/<public id>/<field>"; returns the keys by what became
    of them (see `translations.bring_back`). Readers see what was taken at once."""
    found: dict[str, list[str]] = defaultdict(list)
    changed: dict[str, Opportunity] = {}
    parts = {unit.key: unit.key.split("/") for unit in units}
    ids = {part[1] for part in parts.values() if len(part) == 3 and part[1].isalnum()}
    rows = {row.public_id: row for row in Opportunity.objects.filter(public_id__in=ids)}
    for unit in units:
        subject, public_id, field = (*parts[unit.key], "", "", "")[:3]
        opportunity = rows.get(public_id)
        became = "unknown"
        if subject == SUBJECT and opportunity is not None:
            became = translations.bring_back(
                subject=SUBJECT, subject_id=opportunity.pk, field=field, language=language, unit=unit, by=by
            )
        if became in ("taken", "older") and opportunity is not None:
            changed[public_id] = opportunity
        found[became].append(unit.key)
    for opportunity in changed.values():
        _tell(opportunity, "import_translations", language, by)
    return dict(found)


@transaction.atomic
def translate_anyway(*, opportunity: Opportunity, reason: str, by: object) -> int:
    """Let the machine translate a text that is hard to read; the reason is kept. Returns for how many languages."""
    count = translations.overrule_gate(subject=SUBJECT, subject_id=opportunity.pk, reason=reason)
    journal.record(by=by, verb="translate_anyway", noun="opportunity", noun_id=opportunity.public_id)
    return count


def translate_again(*, opportunity: Opportunity, by: object) -> int:
    """Ask the machine once more where it gave up; returns for how many languages."""
    count = translations.try_again(subject=SUBJECT, subject_id=opportunity.pk)
    journal.record(by=by, verb="translate_again", noun="opportunity", noun_id=opportunity.public_id)
    return count


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


def _tell(opportunity: Opportunity, verb: str, language: str, by: object | None) -> None:
    opportunity.modified = now()
    Opportunity.objects.filter(pk=opportunity.pk).update(modified=opportunity.modified)
    journal.record(by=by, verb=verb, noun="opportunity", noun_id=opportunity.public_id, language=language)
    signals.changed.send(Opportunity, opportunity=opportunity)
