"""What one does, and where."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.city.models import Place, Topic
from mosty.city.queries import districts, districts_by_slug, topics
from mosty.opportunities import actions
from mosty.opportunities.forms.step import NO_CHOICE, StepForm
from mosty.opportunities.models import Opportunity

EXACTNESS = [
    (Place.Exactness.EXACT, _("Everybody sees the whole address")),
    (Place.Exactness.AREA, _("Everybody sees only the district")),
    (Place.Exactness.HIDDEN, _("Only people you accept see the address")),
]
SLOTS = {"activity": 3, "cause": 2, "audience": 2}


def _names(group: str) -> list[str]:
    return [group, *(f"{group}_{number}" for number in range(2, SLOTS[group] + 1))]


class WhatForm(StepForm):
    """Kind, up to three activities, two fields, two groups of people; further ones that are stored already stay."""

    kind = forms.ChoiceField(
        choices=[("help", _("People help: they give their time")), ("meet", _("People meet: everybody is invited"))],
        widget=forms.RadioSelect,
        label=_("What is it?"),
    )
    activity = forms.ChoiceField(label=_("What will people do?"))
    cause = forms.ChoiceField(required=False, label=_("Field"))
    audience = forms.ChoiceField(required=False, label=_("Whom is it good for?"))
    activity_2 = forms.ChoiceField(required=False, label=_("What else will people do?"))
    activity_3 = forms.ChoiceField(required=False, label=_("And what else?"))
    cause_2 = forms.ChoiceField(required=False, label=_("Another field"))
    audience_2 = forms.ChoiceField(required=False, label=_("Who else is it good for?"))
    folded = ("activity_2", "activity_3", "cause_2", "audience_2")
    may_wait = ("activity",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in SLOTS:
            options = [(row.code, row.label(self.language)) for row in topics(group)]
            for name in _names(group):
                self.choose(name, [NO_CHOICE, *options])

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        found: dict[str, Any] = {"kind": opportunity.kind}
        for group in SLOTS:
            found.update(zip(_names(group), _codes(opportunity, group), strict=False))
        return found

    @transaction.atomic
    def write(self, by: object | None) -> None:
        chosen = {}
        for group, slots in SLOTS.items():
            shown = [self.cleaned_data[name] for name in _names(group)]
            chosen[group] = [code for code in shown if code] + _codes(self.opportunity, group)[slots:]
        actions.change(opportunity=self.opportunity, by=by, topics=chosen, kind=self.cleaned_data["kind"])


def _codes(opportunity: Opportunity, group: str) -> list[str]:
    rows: list[Topic] = sorted(opportunity.topics.all(), key=lambda topic: topic.position)
    return [topic.code for topic in rows if topic.group == group]


class WhereForm(StepForm):
    """On site or online; district and address, and how much of the address everybody may see."""

    attendance_mode = forms.ChoiceField(
        choices=Opportunity.Mode.choices, widget=forms.RadioSelect, label=_("Where is it done?")
    )
    district = forms.ChoiceField(required=False, label=_("District"))
    name = forms.CharField(
        max_length=120, required=False, label=_("Name of the place"), help_text=_("For example: Library, entrance B")
    )
    street_address = forms.CharField(max_length=160, required=False, label=_("Street and number"))
    postal_code = forms.CharField(max_length=12, required=False, label=_("Postal code"))
    transportation = forms.CharField(
        max_length=160,
        required=False,
        label=_("How to get there"),
        help_text=_("Stop and line, for example: tram 12, stop Palmovka"),
    )
    exactness = forms.ChoiceField(
        choices=EXACTNESS,
        label=_("Who sees the address?"),
    )
    folded = ("postal_code", "transportation", "exactness")
    PLACE = ("name", "street_address", "postal_code", "transportation", "exactness")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose(
            "district", [("", _("the whole city")), *((row.slug, row.name(self.language)) for row in districts())]
        )
        if self["exactness"].value() == Place.Exactness.STREET:
            self.choose("exactness", [*EXACTNESS, (Place.Exactness.STREET, _("Everybody sees the street"))])

    @property
    def is_unfolded(self) -> bool:
        return bool(self["exactness"].value() != Place.Exactness.EXACT or self["transportation"].value() or self.errors)

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        place = opportunity.place or Place()
        return {
            "attendance_mode": opportunity.attendance_mode,
            "district": place.district.slug if place.district else "",
            **{column: getattr(place, column) for column in self.PLACE},
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        online = data.get("attendance_mode") == Opportunity.Mode.ONLINE
        if not online and data.get("street_address") and not data.get("district"):
            self.add_error("district", _("Choose the district of this address."))
        return data

    @transaction.atomic
    def write(self, by: object | None) -> None:
        data = self.cleaned_data
        place = {column: data[column] for column in self.PLACE}
        place["district"] = districts_by_slug().get(data["district"])
        actions.change(opportunity=self.opportunity, by=by, place=place, attendance_mode=data["attendance_mode"])
