"""Sealing what lets us into a network: Fernet (AES-128-CBC with HMAC) under a key made from SECRET_KEY."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"mosty.channels.secret"


def _box(key: str) -> Fernet:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(made))


def _boxes() -> MultiFernet:
    """Seals with SECRET_KEY, opens with it and with every key of SECRET_KEY_FALLBACKS."""
    return MultiFernet([_box(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """The text as it may stand in the database."""
    return _boxes().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The text again; None when none of our keys opens it."""
    try:
        return _boxes().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeDecodeError):
        return None


def reseal(sealed: str) -> str | None:
    """The same text under the present SECRET_KEY; None when none of our keys opens it."""
    try:
        return _boxes().rotate(sealed.encode()).decode()
    except InvalidToken:
        return None
