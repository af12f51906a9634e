"""How allauth fits the house: accounts come from invitations, its letters are plain text in the reader's language."""

import base64
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.accounts import signals
from mosty.accounts.models import Person, Role
from mosty.accounts.rules import has_role

WRONG_CODE = gettext_lazy("This code is not right. Look at it again, or ask for a new one.")
TOO_MANY = gettext_lazy("Too many tries. Wait a few minutes and start again.")


class Adapter(DefaultAccountAdapter):
    """Nobody signs up alone: hosts and staff are invited, applicants need no account."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def get_login_redirect_url(self, request: Any) -> str:
        """Coordinators to the desk, translators to the translations, everybody else to the host area, which says what to do next."""
        if has_role(request.user, Role.Kind.COORDINATOR):
            return reverse("desk:home")
        return reverse("desk:translations" if has_role(request.user, Role.Kind.TRANSLATOR) else "host:home")

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The sign-in code, in the language the person reads; other letters of the library are not used.

        It goes out in the background: how long a mail server takes would tell whose address is known.
        """
        if "code" not in context:
            return
        person = Person.objects.filter(email__iexact=email).first()
        language = (person and person.preferred_language) or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            signals.code_asked_for.send(
                Person,
                to_address=email,
                language=language,
                subject=_("Your sign-in code: %(code)s") % {"code": context["code"]},
                body=_(
                    "Hello,\n\nyour code is %(code)s. Write it on the page where you asked for it. It is valid for 15 minutes.\n\n"
                    "If you did not ask for a code, do nothing: nobody can sign in without it.\n"
                )
                % {"code": context["code"]},
            )


class SecondStep(DefaultMFAAdapter):
    """The second step of signing in: secrets are kept sealed, the QR code is a drawing in the page."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def build_totp_svg(self, url: str) -> str:
        """An SVG element of its own light ground, so that a camera reads it in dark mode too."""
        return segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff")

    def encrypt(self, text: str) -> str:
        return _boxes().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _boxes().decrypt(encrypted_text.encode()).decode()


def _boxes() -> MultiFernet:
    """Seals with SECRET_KEY, opens with it and with every key of SECRET_KEY_FALLBACKS."""
    made = []
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"mosty.accounts.second_step").derive(
            key.encode()
        )
        made.append(Fernet(base64.urlsafe_b64encode(derived)))
    return MultiFernet(made)
