"""Letters about listings, to the host in the host's language."""

from typing import Any

from django.utils.translation import gettext as _

from mosty.base.addresses import absolute, sign
from mosty.notices.actions import send_later
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.translations.queries import texts_of

ASSURE = "assure"


def _title(opportunity: Opportunity) -> str:
    return texts_of(SUBJECT, [opportunity.pk])[opportunity.pk].original("title")


def _to(opportunity: Opportunity) -> dict[str, Any]:
    host = opportunity.organisation
    return {
        "to_address": opportunity.contact_email or host.contact_email,
        "language": host.contact_language or opportunity.source_language,
        "about": f"opportunity:{opportunity.public_id}",
    }


def tell_host_published(opportunity: Opportunity) -> None:
    """Once per listing: it is on the city's website now."""

    def compose() -> tuple[str, str]:
        address = absolute("public:opportunity_short", opportunity.public_id, language=_to(opportunity)["language"])
        return (
            _("Your listing is published: %(title)s") % {"title": _title(opportunity)},
            _(
                "Hello,\n\nyour listing “%(title)s” is on the city's website now, in every language of the site:\n"
                "%(address)s\n\nWhen somebody applies, you get a letter with a link. You can answer from that link.\n"
            )
            % {"title": _title(opportunity), "address": address},
        )

    send_later(**_to(opportunity), compose=compose, once_key=f"published:{opportunity.pk}")


def tell_host_changes(opportunity: Opportunity) -> None:
    """A coordinator asks for changes; the note stands in the letter."""

    def compose() -> tuple[str, str]:
        return (
            _("A question about your listing: %(title)s") % {"title": _title(opportunity)},
            _(
                "Hello,\n\nbefore we publish your listing “%(title)s”, one thing is missing or not clear:\n\n%(note)s\n\n"
                "You can change the listing here:\n%(address)s\n"
            )
            % {
                "title": _title(opportunity),
                "note": opportunity.review_note,
                "address": absolute("host:edit", opportunity.public_id),
            },
        )

    send_later(**_to(opportunity), compose=compose)


def tell_host_rejected(opportunity: Opportunity) -> None:
    """The city does not publish the listing; the reason stands in the letter."""

    def compose() -> tuple[str, str]:
        return (
            _("We cannot publish your listing: %(title)s") % {"title": _title(opportunity)},
            _("Hello,\n\nwe cannot publish your listing “%(title)s”. The reason:\n\n%(note)s\n")
            % {"title": _title(opportunity), "note": opportunity.review_note},
        )

    send_later(**_to(opportunity), compose=compose)


def ask_host_to_assure(opportunity: Opportunity) -> int:
    """Once per confirmation period: does the listing still hold? One link answers. Returns 1 when a letter was queued."""

    def compose() -> tuple[str, str]:
        return (
            _("Is this still true? %(title)s") % {"title": _title(opportunity)},
            _(
                "Hello,\n\nis your listing “%(title)s” still true?\n\nYes, it is: open this link and press the button.\n"
                "%(address)s\n\nIf we do not hear from you in two weeks, we hide the listing. Nothing is deleted.\n"
            )
            % {"title": _title(opportunity), "address": absolute("host:assure", sign(ASSURE, opportunity.public_id))},
        )

    key = f"assure:{opportunity.pk}:{opportunity.assured_date}"
    return int(send_later(**_to(opportunity), compose=compose, once_key=key) is not None)


def invite_translator(email: str, language: str, code: str) -> None:
    """An invitation to check translations of listings."""

    def compose() -> tuple[str, str]:
        return (
            _("Invitation: help others read the city's offers"),
            _(
                "Hello,\n\nyou are invited to check translations for the city's volunteering website. You work when you like.\n"
                "Open this link and sign in with this e-mail:\n%(address)s\n\nThe link is valid for 14 days.\n"
            )
            % {"address": absolute("public:invitation", code, language=language)},
        )

    send_later(to_address=email, language=language, compose=compose, about="translator")
