"""Letters about applications: to the host in the host's language, to the applicant in the applicant's."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mosty.applications.models import Application, Message
from mosty.applications.rules import access_code, goes_to_a_machine, language_of_host, phrase_sentences
from mosty.base.addresses import absolute, sign
from mosty.base.clock import date_words, today
from mosty.city.queries import city
from mosty.notices.actions import send_later
from mosty.opportunities.models import SUBJECT
from mosty.opportunities.queries import listing
from mosty.translations.queries import texts_of

ANSWER = "answer"


def title_of(application: Application, language: str) -> str:
    """The listing's title as this reader would see it."""
    pk = application.opportunity_id
    return texts_of(SUBJECT, [pk])[pk].best("title", language).words


def host_link(application: Application) -> str:
    """The link that lets whoever holds the letter answer this one application."""
    return absolute("host:answer", sign(ANSWER, application.public_id))


def my_link(application: Application) -> str:
    """The applicant's own page."""
    return absolute("public:my", access_code(application.public_id), language=application.preferred_language)


def about(application: Application) -> str:
    """What a letter's row says it is about."""
    return f"application:{application.public_id}"


def _to_host(application: Application) -> dict[str, Any]:
    opportunity = application.opportunity
    host = opportunity.organisation
    return {
        "to_address": opportunity.contact_email or host.contact_email,
        "language": language_of_host(opportunity),
        "about": about(application),
    }


def _to_applicant(application: Application) -> dict[str, Any]:
    by_mail = application.preferred_channel == Application.Channel.EMAIL
    return {
        "to_address": application.contact if by_mail else "",
        "language": application.preferred_language,
        "about": about(application),
    }


def tell_host_applied(application: Application) -> None:
    """Somebody wants to help. The letter carries no words of the person, only the link to them."""
    to = _to_host(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("Somebody wants to help: %(title)s") % {"title": title},
            _(
                "Hello,\n\na person has applied for “%(title)s”.\n\nRead the application and answer here, without signing in:\n"
                "%(address)s\n\nA short answer within three days is best. A kind “no” is an answer too.\n"
            )
            % {"title": title, "address": host_link(application)},
        )

    send_later(**to, compose=compose, once_key=f"applied:{application.public_id}")


def tell_applicant_received(application: Application) -> None:
    """We have your application; here is your own page."""
    to = _to_applicant(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("We have your application: %(title)s") % {"title": title},
            _(
                "Hello,\n\nthank you. Your application for “%(title)s” is with the host now.\n\n"
                "Your own page, where you see the answer and can write, withdraw or delete everything:\n%(address)s\n"
            )
            % {"title": title, "address": my_link(application)},
        )

    send_later(**to, compose=compose, once_key=f"received:{application.public_id}")


def tell_applicant_again(application: Application) -> None:
    """The same application came a second time: the address of the own page once more, at most once a day."""
    to = _to_applicant(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("We have your application: %(title)s") % {"title": title},
            _("Your own page:\n%(address)s") % {"address": my_link(application)} + "\n",
        )

    send_later(**to, compose=compose, once_key=f"again:{application.public_id}:{today(city().time_zone)}")


def tell_applicant_answered(application: Application, message: Message | None) -> None:
    """The host has answered: the state in the subject, ready sentences and, after a yes, when and where in the reader's language,
    then the host's own words as they were written."""
    to = _to_applicant(application)
    status = application.status

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        subjects = {
            Application.Status.ACCEPTED: _("Yes, come: %(title)s"),
            Application.Status.DECLINED: _("This time it did not work out: %(title)s"),
            Application.Status.WAITLISTED: _("You are on the waiting list: %(title)s"),
        }
        subject = subjects.get(Application.Status(status), _("The host has written to you: %(title)s")) % {
            "title": title
        }
        parts = [subject]
        if status == Application.Status.DECLINED and application.decline_reason:
            parts.append(str(application.get_decline_reason_display()))
        if status == Application.Status.ACCEPTED:
            parts.append("\n".join(_arrangements(application, to["language"])))
        if message is not None:
            parts += phrase_sentences(message.phrases)
        if message is not None and message.words:
            parts.append(_("The host writes:\n%(words)s") % {"words": message.words})
        if message is not None and goes_to_a_machine(message, to["language"]):
            words = _("Your own page, with a translation of these words:\n%(address)s")
        else:
            words = _("Your own page:\n%(address)s")
        parts.append(words % {"address": my_link(application)})
        return subject, "\n\n".join(parts) + "\n"

    send_later(**to, compose=compose)


def _arrangements(application: Application, language: str) -> list[str]:
    """What was agreed, from the fields alone: date, place, papers; the address only where it may be told."""
    found = listing(application.opportunity, language)
    place, session = application.opportunity.place, application.session
    when = date_words(session.start_date, session.end_date, language, city().time_zone) if session else found.when
    address = ", ".join(part for part in (place.name, place.street_address) if part) if place else ""
    return [when, ": ".join(part for part in (found.where, address) if part), found.papers]


def tell_applicant_date_cancelled(application: Application) -> None:
    """The date this person applied for does not take place."""
    to = _to_applicant(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("Do not come this time, the date is cancelled: %(title)s") % {"title": title},
            _(
                "Hello,\n\nthe date you applied for does not take place: “%(title)s”, %(date)s.\n\n"
                "Your own page, where you can write to the host or withdraw:\n%(address)s\n"
            )
            % {"title": title, "date": _date_of(application), "address": my_link(application)},
        )

    send_later(**to, compose=compose, once_key=f"cancelled:{application.public_id}:{application.session_id}")


def _date_of(application: Application) -> str:
    """The date in the language the letter is being written in."""
    session = application.session
    if session is None:
        return ""
    return date_words(session.start_date, session.end_date, get_language() or "", city().time_zone)


def tell_host_message(application: Application) -> None:
    """The applicant has written."""
    to = _to_host(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("New message: %(title)s") % {"title": title},
            _(
                "Hello,\n\nthe person who applied for “%(title)s” has written to you. Read and answer here:\n%(address)s\n"
            )
            % {"title": title, "address": host_link(application)},
        )

    send_later(**to, compose=compose)


def tell_host_withdrawn(application: Application) -> None:
    """The person does not come."""
    to = _to_host(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("An application was withdrawn: %(title)s") % {"title": title},
            _("Hello,\n\na person has withdrawn the application for “%(title)s”. The place is free again.\n")
            % {"title": title},
        )

    send_later(**to, compose=compose, once_key=f"withdrawn:{application.public_id}")


def remind_host(application: Application, number: int) -> None:
    """Day 3 and day 7: somebody still waits."""
    to = _to_host(application)

    def compose() -> tuple[str, str]:
        title = title_of(application, to["language"])
        return (
            _("Somebody is waiting for your answer: %(title)s") % {"title": title},
            _(
                "Hello,\n\na person has applied for “%(title)s” and is still waiting. Answer here, without signing in:\n"
                "%(address)s\n\nAfter 14 days the coordinator of the city takes over.\n"
            )
            % {"title": title, "address": host_link(application)},
        )

    send_later(**to, compose=compose, once_key=f"remind:{application.public_id}:{number}")
