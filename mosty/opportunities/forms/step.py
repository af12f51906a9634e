"""What every step has in common."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mosty.opportunities.models import Opportunity

NO_CHOICE = ("", _("– choose –"))


class StepForm(forms.Form):
    """One step of writing a listing. `folded` names fields most hosts leave alone; `write` stores what was typed.

    `may_wait`: fields that must be filled in before a listing is sent, not before a draft is put aside (`relax`).
    """

    folded: tuple[str, ...] = ()
    may_wait: tuple[str, ...] = ()

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        self.opportunity = opportunity
        kwargs["initial"] = {**self.initial_of(opportunity), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.language = translation.get_language() or settings.LANGUAGE_CODE

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        """What is stored now, as the fields show it."""
        raise NotImplementedError

    def write(self, by: object | None) -> None:
        """Store a valid form through the room's actions; the status of the listing stays."""
        raise NotImplementedError

    def relax(self) -> None:
        """Somebody goes on later: what is still empty is asked for on sending."""
        if self.opportunity.status in (Opportunity.Status.DRAFT, Opportunity.Status.CHANGES_REQUESTED):
            for name in self.may_wait:
                self.fields[name].required = False

    def choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Give a field its choices (they depend on the reader's language)."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.folded]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Open where something is filled in or wrong."""
        return any(field.errors or field.value() not in (None, "", [], False) for field in self.folded_fields)


def plain(words: str) -> str:
    """Words as they are stored: one kind of line ending, nothing empty around them."""
    return words.replace("\r\n", "\n").strip()


def language_choices(also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The city's languages by their own names, then codes that are already in use."""
    known = dict(settings.LANGUAGES)
    return [
        *settings.LANGUAGES,
        *((code, settings.LANGUAGE_NAMES.get(code, code)) for code in also if code not in known),
    ]
