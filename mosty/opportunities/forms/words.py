"""The words of a listing, and places and contact."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.base.words import Words
from mosty.opportunities import actions
from mosty.opportunities.forms.step import StepForm, language_choices, plain
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.opportunities.rules.publishing import DESCRIPTION_GOOD, SUMMARY_MAX, TEXT_MAX, TITLE_MAX
from mosty.translations.queries import texts_of


class WordsForm(StepForm):
    """Title, summary, description, the same in easy language, tasks, specifics in the language the host writes in."""

    FIELDS = ("title", "summary", "description", "easy_language_text", "responsibilities", "specifics")
    source_language = forms.ChoiceField(label=_("I write in"))
    title = forms.CharField(
        max_length=TITLE_MAX, label=_("Title: what will people do?"), help_text=_("At most 80 letters.")
    )
    summary = Words(
        max_length=SUMMARY_MAX,
        required=False,
        rows=2,
        label=_("In one or two sentences"),
        help_text=_("At most 200 letters."),
    )
    description = Words(max_length=TEXT_MAX["description"], rows=7, label=_("Description"))
    responsibilities = Words(
        max_length=TEXT_MAX["responsibilities"], required=False, rows=3, label=_("What people will do, one line each")
    )
    specifics = Words(
        max_length=TEXT_MAX["specifics"],
        required=False,
        rows=3,
        label=_("What is special with you"),
        help_text=_("For example: the bell says Club, bring flat shoes, there is a dog."),
    )
    easy_language_text = Words(
        max_length=TEXT_MAX["easy_language_text"],
        required=False,
        rows=4,
        label=_("The same in easy language"),
        help_text=_("Five short sentences: who, what, where, when, what to bring."),
    )
    folded = ("easy_language_text", "responsibilities", "specifics")
    may_wait = ("title", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("source_language", language_choices([self.opportunity.source_language]))
        self.fields["description"].help_text = _(
            "Short sentences, plain words. %(count)s letters or more bring more answers."
        ) % {"count": DESCRIPTION_GOOD}

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        texts = texts_of(SUBJECT, [opportunity.pk])[opportunity.pk]
        return {
            "source_language": opportunity.source_language,
            **{field: texts.original(field) for field in self.FIELDS},
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {name: plain(value) if name in self.FIELDS else value for name, value in data.items()}

    @transaction.atomic
    def write(self, by: object | None) -> None:
        data = self.cleaned_data
        if data["source_language"] != self.opportunity.source_language:
            actions.change(opportunity=self.opportunity, by=by, source_language=data["source_language"])
        words = {field: data[field] for field in self.FIELDS}
        actions.set_texts(opportunity=self.opportunity, language=data["source_language"], texts=words, by=by)


# As a host reads them; the model's own words speak to the volunteer.
APPLY_MODES = [
    (Opportunity.ApplyMode.DIRECT, _("the place is theirs at once")),
    (Opportunity.ApplyMode.APPROVAL, _("you answer each application")),
    (Opportunity.ApplyMode.INTEREST_ONLY, _("they only say that they are interested")),
    (Opportunity.ApplyMode.EXTERNAL, _("they apply on your own page")),
]


class ContactForm(StepForm):
    """How many people, how they apply, who answers them."""

    COLUMNS = (
        "maximum_capacity",
        "waiting_list_capacity",
        "apply_mode",
        "apply_link",
        "application_deadline",
        "valid_through",
        "contact_name",
        "contact_email",
        "contact_telephone",
    )
    maximum_capacity = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100_000,
        label=_("How many people at one time?"),
        help_text=_("Empty: as many as come."),
    )
    apply_mode = forms.ChoiceField(choices=APPLY_MODES, widget=forms.RadioSelect, label=_("When somebody applies"))
    contact_name = forms.CharField(max_length=120, required=False, label=_("Who answers people?"))
    contact_email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("E-mail for applications"),
        help_text=_("Empty: the e-mail of your organisation."),
    )
    contact_telephone = forms.CharField(max_length=40, required=False, label=_("Phone"))
    waiting_list_capacity = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10_000,
        label=_("Places on the waiting list"),
        help_text=_("Empty: no waiting list."),
    )
    apply_link = forms.URLField(
        max_length=500, required=False, assume_scheme="https", label=_("Address of your own page for applying")
    )
    application_deadline = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=_("Last day to apply")
    )
    valid_through = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("Last day on the website"),
    )
    folded = ("waiting_list_capacity", "apply_link", "application_deadline", "valid_through")

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        found = {column: getattr(opportunity, column) for column in self.COLUMNS}
        return {**found, "waiting_list_capacity": opportunity.waiting_list_capacity or None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        taken, places = self.opportunity.taken_capacity, data.get("maximum_capacity")
        if places is not None and places < taken:
            sentence = _("%(count)s people are accepted already. Choose at least this number.") % {"count": taken}
            self.add_error("maximum_capacity", sentence)
        if data.get("apply_mode") == Opportunity.ApplyMode.EXTERNAL and not data.get("apply_link"):
            self.add_error("apply_link", _("Write the address of the page where people apply."))
        return data

    @transaction.atomic
    def write(self, by: object | None) -> None:
        data = {column: self.cleaned_data[column] for column in self.COLUMNS}
        data["waiting_list_capacity"] = data["waiting_list_capacity"] or 0
        actions.change(opportunity=self.opportunity, by=by, **data)
