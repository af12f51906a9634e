"""Reading applications."""

import datetime as dt
import statistics
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from mosty.applications.models import MESSAGE, Application, Message
from mosty.applications.rules import COORDINATOR_AFTER, phrase_sentences
from mosty.base.clock import now
from mosty.base.ids import code_hash
from mosty.translations.models import Text, Wanted
from mosty.translations.queries import texts_of, wanted_for

SOON = dt.timedelta(hours=1)
FULL = ("opportunity", "opportunity__organisation", "session")


def by_code(code: str) -> Application | None:
    """The application that this secret code opens; None for a wrong code."""
    found = Application.objects.filter(access_code_hash=code_hash(code)).select_related(*FULL)
    return found.prefetch_related("messages").first()


def for_member(person: object) -> QuerySet[Application]:
    """Applications to the hosts of this person, newest first."""
    return Application.objects.of_member(person).select_related(*FULL).prefetch_related("messages")


def by_public_id(public_id: str) -> Application | None:
    """For a host's letter link, whose token has already been checked."""
    found = Application.objects.filter(public_id=public_id).select_related(*FULL)
    return found.prefetch_related("messages").first()


def overdue() -> QuerySet[Application]:
    """Unanswered for 14 days: the coordinators' list, longest waiting first."""
    waiting = Application.objects.waiting_for_answer().filter(submitted_at__lte=now() - COORDINATOR_AFTER)
    return waiting.select_related(*FULL).order_by("submitted_at")


def waiting_position(application: Application) -> int:
    """1 for the first on the waiting list."""
    before = Application.objects.filter(
        opportunity_id=application.opportunity_id,
        session=application.session,
        status=Application.Status.WAITLISTED,
        pk__lt=application.pk,
    )
    return before.count() + 1


def response_figures(organisation_id: int) -> tuple[int | None, int | None]:
    """Median hours to the first answer and the answered share in percent over 90 days; (None, None) below three applications."""
    since = now() - COORDINATOR_AFTER * 90 / 14
    rows = Application.objects.filter(opportunity__organisation_id=organisation_id, submitted_at__gte=since).exclude(
        status=Application.Status.WITHDRAWN, first_response_at__isnull=True
    )
    times = list(rows.values_list("submitted_at", "first_response_at"))
    if len(times) < 3:
        return None, None
    hours = [(answered - sent).total_seconds() / 3600 for sent, answered in times if answered]
    median = round(statistics.median(hours)) if hours else None
    return median, round(100 * len(hours) / len(times))


@dataclass(frozen=True)
class Spoken:
    """A message as one reader sees it: the ready sentences in their language, the words as written, a translation if there is
    one (`is_coming`: the machine has not brought it yet)."""

    message: Message
    phrases: list[str]
    translation: Text | None
    is_coming: bool


def _comes_soon(row: Wanted | None) -> bool:
    if row is None or settings.TRANSLATOR == "none":
        return False
    return row.state in (Wanted.State.WAITING, Wanted.State.SENDING) and row.due_at < now() + SOON


def talk(application: Application, reader: str) -> list[Spoken]:
    """The messages of an application for a reader of this language, oldest first; two queries beside the messages."""
    messages = list(application.messages.all())
    texts = texts_of(MESSAGE, [message.pk for message in messages])
    wanted = wanted_for(MESSAGE, [message.pk for message in messages])
    return [
        Spoken(
            message,
            phrase_sentences(message.phrases),
            texts[message.pk].in_language("words", reader) if message.language != reader else None,
            _comes_soon(wanted.get(message.pk, {}).get(reader)),
        )
        for message in messages
    ]
