"""Letters about hosts."""

from django.utils.translation import gettext as _

from mosty.base.addresses import absolute
from mosty.notices.actions import send_later
from mosty.organisations.models import Organisation


def invite_member(organisation: Organisation, email: str, language: str, code: str) -> None:
    """An invitation to act for this host."""

    def compose() -> tuple[str, str]:
        return (
            _("Invitation: %(name)s on the city's volunteering website") % {"name": organisation.name},
            _(
                "Hello,\n\nyou are invited to look after the listings of %(name)s. Open this link and sign in with this e-mail:\n"
                "%(address)s\n\nThe link is valid for 14 days.\n"
            )
            % {"name": organisation.name, "address": absolute("public:invitation", code, language=language)},
        )

    send_later(to_address=email, language=language, compose=compose, about=f"organisation:{organisation.public_id}")


def tell_verified(organisation: Organisation) -> None:
    """The city has checked the host; templates now go live at once."""

    def compose() -> tuple[str, str]:
        return (
            _("The city has checked your organisation: %(name)s") % {"name": organisation.name},
            _(
                "Hello,\n\n%(name)s is checked now. Listings from a template go live at once, other listings after a short check.\n"
                "Your listings:\n%(address)s\n"
            )
            % {"name": organisation.name, "address": absolute("host:home")},
        )

    send_later(
        to_address=organisation.contact_email,
        language=organisation.contact_language,
        compose=compose,
        once_key=f"verified:{organisation.pk}",
    )
