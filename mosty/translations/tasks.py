"""Background work of this room."""

from mosty.translations.actions import translate_due

__all__ = ["translate_due"]
