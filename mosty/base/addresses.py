"""Absolute addresses for letters, posts and feeds, and tokens that open one thing from a letter."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation


def absolute(name: str, *args: object, language: str | None = None, **kwargs: object) -> str:
    """The full address of a URL name; with `language` that of the page in this language."""
    if language is None:
        return settings.SITE_URL + reverse(name, args=args or None, kwargs=kwargs or None)
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args or None, kwargs=kwargs or None)


def sign(purpose: str, value: str) -> str:
    """A token for a link in a letter: proves that we made it, for this purpose, for this value."""
    return signing.dumps(value, salt=f"mosty.{purpose}", compress=False)


def unsign(purpose: str, token: str, max_days: int = 90) -> str | None:
    """The value of a token that is ours, of this purpose and not older than `max_days`; else None."""
    try:
        value: str = signing.loads(token, salt=f"mosty.{purpose}", max_age=max_days * 86400)
    except signing.BadSignature:
        return None
    return value
