"""How allauth fits the house: accounts come from invitations, its letters are plain text in the reader's language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.accounts.models import Person


class Adapter(DefaultAccountAdapter):
    """Nobody signs up alone: hosts and staff are invited, applicants need no account."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The sign-in code, in the language the person reads; other letters of the library are not used."""
        if "code" not in context:
            return
        person = Person.objects.filter(email__iexact=email).first()
        language = (person and person.preferred_language) or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            EmailMessage(
                subject=_("Your sign-in code: %(code)s") % {"code": context["code"]},
                body=_(
                    "Hello,\n\nyour code is %(code)s. Write it on the page where you asked for it. It is valid for 15 minutes.\n\n"
                    "If you did not ask for a code, do nothing: nobody can sign in without it.\n"
                )
                % {"code": context["code"]},
                to=[email],
                headers={"Content-Language": language, "Auto-Submitted": "auto-generated"},
            ).send()
