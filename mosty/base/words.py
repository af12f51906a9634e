"""What people write into a field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Words(forms.CharField):
    """Words of several lines. A browser sends each line's end as two signs and counts it as one: so does this, otherwise
    words that fit the page would be refused as too long."""

    def __init__(self, *, rows: int = 4, **more: Any) -> None:
        more.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(**more)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or "")


def validate_plain_address(value: str) -> None:
    """Refuses what an e-mail address may hold by the letter of the standard and nobody has: quotes and control signs."""
    if '"' in value or not value.isprintable():
        raise ValidationError(_("This does not look like an e-mail address. Example: name@example.com"))


def whole(text: str | None) -> int:
    """A row's number from an address or a form; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def searchable(text: str) -> str:
    """Words to look for in a table, without signs that PostgreSQL refuses."""
    return "".join(sign for sign in text if sign.isprintable())[:200]
