"""May a person apply, may a host answer, how long may it take."""

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from mosty.applications.models import Application, Message
from mosty.base.clock import now, today
from mosty.base.errors import Reason
from mosty.base.ids import ALPHABET, SECRET_CODE_LENGTH
from mosty.base.words import validate_plain_address
from mosty.city.queries import city
from mosty.opportunities.models import Opportunity, Session

Status = Application.Status
Channel = Application.Channel
REMIND_HOST_AFTER = (dt.timedelta(days=3), dt.timedelta(days=7))
COORDINATOR_AFTER = dt.timedelta(days=14)


def refusal_to_apply(opportunity: Opportunity, session: Session | None) -> Reason | None:
    """Why nobody can apply now; None when one can (perhaps for the waiting list)."""
    if not opportunity.is_shown:
        return Reason("closed", _("This activity does not take applications now."))
    if opportunity.apply_mode == Opportunity.ApplyMode.EXTERNAL:
        return Reason("external", _("You apply on the host's own page."))
    if opportunity.application_deadline and opportunity.application_deadline < today(city().time_zone):
        return Reason("deadline", _("The last day to apply has passed."))
    if session is not None:
        if session.opportunity_id != opportunity.pk or session.event_status != Session.EventStatus.SCHEDULED:
            return Reason("session_gone", _("This date does not take place. Choose another one."), "session")
        if session.start_date < now():
            return Reason("session_past", _("This date has passed. Choose another one."), "session")
    return None


def goes_to_a_machine(message: Message, reader: str) -> bool:
    """Whether a machine puts somebody's own words into the reader's language."""
    return bool(message.words) and message.language != reader and settings.TRANSLATOR != "none"


def contact_refusal(channel: str, contact: str) -> Reason | None:
    """Whether the way to reach somebody can work; lenient, because a refused person does not come back."""
    if channel == Channel.IN_PERSON:
        return None
    if not contact:
        return Reason("contact_missing", _("Write how we can reach you."), "contact")
    if channel == Channel.EMAIL:
        try:
            validate_email(contact)
            validate_plain_address(contact)
        except ValidationError:
            return Reason(
                "email_odd", _("This does not look like an e-mail address. Example: name@example.com"), "contact"
            )
    elif channel in (Channel.PHONE, Channel.WHATSAPP, Channel.VIBER) and len(re.sub(r"\D", "", contact)) < 7:
        return Reason("phone_odd", _("This does not look like a phone number. Example: +420 601 234 567"), "contact")
    return None


def refusal_to_answer(application: Application) -> Reason | None:
    """A host can answer as long as the person has not gone and the words are still there."""
    if application.is_anonymized:
        return Reason("forgotten", _("This application has been deleted."))
    if application.status == Status.WITHDRAWN:
        return Reason("withdrawn", _("The person has withdrawn the application."))
    return None


def refusal_to_accept(application: Application) -> Reason | None:
    """`refusal_to_answer`, and nobody is accepted twice."""
    if application.status == Status.ACCEPTED:
        return Reason("accepted_already", _("This person is already accepted."))
    return refusal_to_answer(application)


def refusal_to_withdraw(application: Application) -> Reason | None:
    if application.status == Status.WITHDRAWN or application.is_anonymized:
        return Reason("withdrawn_already", _("The application is already withdrawn."))
    return None


def access_code(public_id: str) -> str:
    """The secret code of an application's own page: 26 characters from HMAC-SHA-256 of its id under the installation's key.

    Derived, so that a letter can repeat the link while the table holds only the code's hash.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), f"application:{public_id}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _position in range(SECRET_CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)


def words_after_answer(application: Application) -> str:
    """What whoever answered is told: whether the person learns of it by a letter, or has to be called."""
    if application.preferred_channel == Channel.EMAIL:
        return str(_("Your answer is on its way."))
    if application.preferred_channel == Channel.IN_PERSON:
        return str(_("Your answer stands on the person's own page. We have no way to tell the person."))
    sentence = _("Your answer stands on the person's own page. Tell the person too: %(channel)s, %(contact)s.")
    return str(sentence) % {"channel": application.get_preferred_channel_display(), "contact": application.contact}


def is_overdue(application: Application) -> bool:
    """Unanswered for so long that the coordinator takes over."""
    waits = application.status in Application.WAITING and application.first_response_at is None
    return waits and application.submitted_at <= now() - COORDINATOR_AFTER


def language_of_host(opportunity: Opportunity) -> str:
    """The language in which the host's letters are written and its people read."""
    return opportunity.organisation.contact_language or opportunity.source_language


HOST_PHRASES = {
    "look_forward": _("We look forward to you."),
    "come_early": _("Come ten minutes early. Somebody waits for you."),
    "bring_papers": _("Bring the papers named in the offer."),
    "clothes": _("Wear comfortable clothes and shoes."),
    "slowly": _("We speak slowly and use simple words."),
    "when": _("When do you have time?"),
    "languages": _("Which languages do you understand?"),
    "may_call": _("May we call you?"),
    "later": _("Write to us again in a few weeks."),
}
APPLICANT_PHRASES = {
    "i_come": _("Yes, I will come."),
    "not_that_day": _("I cannot come on that day."),
    "other_day": _("Is another day possible?"),
    "find_you": _("How do I find you?"),
    "with_friend": _("May I bring a friend?"),
    "simple_words": _("I understand only simple words."),
    "in_writing": _("It is easier for me in writing."),
}
PHRASES = HOST_PHRASES | APPLICANT_PHRASES


def phrase_sentences(codes: Iterable[str]) -> list[str]:
    """Ready sentences in the language that is active now; codes that are no longer known are left out."""
    return [str(PHRASES[code]) for code in codes if code in PHRASES]
