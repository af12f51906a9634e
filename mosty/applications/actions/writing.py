"""A few words from one side to the other, and their translation for the reader."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mosty.applications.models import MESSAGE, Application, Message
from mosty.applications.rules import goes_to_a_machine, language_of_host
from mosty.base.clock import now
from mosty.city.queries import city
from mosty.translations import actions as translations
from mosty.translations.rules.detecting import language_of

SUBJECT = MESSAGE


class Said(NamedTuple):
    """What somebody says: free words, the language of the page they were written on, ready sentences by their codes."""

    words: str
    language: str
    phrases: Sequence[str] = ()


def write(application: Application, author: str, said: Said) -> Message | None:
    """Store a message in the language it is really written in and ask the machine, where there is one, for the reader's.

    The machine gets no names, numbers and addresses that can be known as such. Returns None where nothing is said.
    """
    words, phrases = said.words.strip(), list(said.phrases)
    if not words and not phrases:
        return None
    language = language_of(words, said.language, city().languages) if words else said.language
    message = Message.objects.create(
        application=application, author=author, language=language, words=words, phrases=phrases, written_at=now()
    )
    host_reads = language_of_host(application.opportunity)
    reader = host_reads if author == Message.Author.APPLICANT else application.preferred_language
    if goes_to_a_machine(message, reader):
        contact = application.opportunity.contact_name
        names = [name for name in (application.given_name, application.contact, contact) if name.strip()]
        translations.write_original(subject=SUBJECT, subject_id=message.pk, language=language, fields={"words": words})
        translations.want(subject=SUBJECT, subject_id=message.pk, languages=[reader], is_private=True, hidden=names)
    return message


def locked(application: Application) -> Application:
    """The row as it is now, held until the end of the transaction."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("opportunity__organisation", "session")
    return rows.get(pk=application.pk)


def wipe_date() -> dt.datetime:
    """When name, contact and words of a decided application are forgotten."""
    return now() + dt.timedelta(days=city().retention["application_after_decision"])
