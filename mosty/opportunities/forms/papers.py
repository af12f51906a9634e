"""Who can come and what people get: papers from the closed list, age, rewards."""

from typing import Any, NamedTuple

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.city.queries import topics
from mosty.opportunities import actions
from mosty.opportunities.forms.step import NO_CHOICE, StepForm, plain
from mosty.opportunities.models import Opportunity, PaperRequirement

SUITS = [
    ("individuals", _("single people")),
    ("groups", _("groups")),
    ("families", _("families")),
    ("teenagers", _("teenagers")),
]
# As a host reads them; the model's own words speak to the volunteer.
PAID_BY = [
    (PaperRequirement.PaidBy.HOST, _("your organisation")),
    (PaperRequirement.PaidBy.CITY, _("the city")),
    (PaperRequirement.PaidBy.VOLUNTEER, _("the volunteer")),
    (PaperRequirement.PaidBy.FREE, _("it costs nothing")),
]
FOREIGN = [("", _("not decided")), ("yes", _("yes, from any country")), ("no", _("no, only a local one"))]
FOREIGN_VALUES = {"": None, "yes": True, "no": False}


class PaperRow(NamedTuple):
    """One paper of the list as the page shows it."""

    label: str
    explain: str
    asked: forms.BoundField
    details: list[forms.BoundField]


class PapersForm(StepForm):
    """For each paper: is it asked for, why, who pays, does a foreign record do, what can stand for it."""

    rewards = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("What do people get?")
    )
    minimum_age = forms.IntegerField(required=False, min_value=0, max_value=120, label=_("Youngest age"))
    maximum_age = forms.IntegerField(required=False, min_value=0, max_value=120, label=_("Oldest age"))
    suits = forms.MultipleChoiceField(
        choices=SUITS, required=False, widget=forms.CheckboxSelectMultiple, label=_("It suits")
    )
    folded = ("minimum_age", "maximum_age", "suits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("rewards", [(row.code, row.label(self.language)) for row in topics("reward")])
        for topic in topics("paper"):
            code = topic.code
            self.fields[f"{code}-asked"] = forms.BooleanField(required=False, label=topic.label(self.language))
            self.fields[f"{code}-why"] = forms.CharField(max_length=300, required=False, label=_("Why do you need it?"))
            self.fields[f"{code}-paid_by"] = forms.ChoiceField(
                choices=[NO_CHOICE, *PAID_BY], required=False, label=_("Who pays for it?")
            )
            self.fields[f"{code}-foreign"] = forms.ChoiceField(
                choices=FOREIGN, required=False, label=_("Is one from another country enough?")
            )
            self.fields[f"{code}-alternative"] = forms.CharField(
                max_length=300,
                required=False,
                label=_("What can somebody bring instead?"),
                help_text=_("For people who have lived here only a short time."),
            )

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self["rewards"]]

    @property
    def paper_rows(self) -> list[PaperRow]:
        parts = ("why", "paid_by", "foreign", "alternative")
        return [
            PaperRow(
                topic.label(self.language),
                topic.grammar.get("explain", {}).get(self.language, ""),
                self[f"{topic.code}-asked"],
                [self[f"{topic.code}-{part}"] for part in parts],
            )
            for topic in topics("paper")
        ]

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        source = opportunity.source_language
        found: dict[str, Any] = {
            "rewards": [topic.code for topic in opportunity.topics.all() if topic.group == "reward"],
            "minimum_age": opportunity.minimum_age,
            "maximum_age": opportunity.maximum_age,
            "suits": opportunity.suits,
        }
        for paper in opportunity.paper_requirements.all():
            foreign = {True: "yes", False: "no", None: ""}[paper.is_foreign_record_accepted]
            found[f"{paper.code}-asked"] = True
            found[f"{paper.code}-why"] = paper.why.get(source, "")
            found[f"{paper.code}-alternative"] = paper.alternative.get(source, "")
            found[f"{paper.code}-paid_by"] = paper.paid_by
            found[f"{paper.code}-foreign"] = foreign
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        least, most = data.get("minimum_age"), data.get("maximum_age")
        if least is not None and most is not None and most < least:
            self.add_error("maximum_age", _("The oldest age is lower than the youngest."))
        return data

    @transaction.atomic
    def write(self, by: object | None) -> None:
        data = self.cleaned_data
        actions.change(
            opportunity=self.opportunity,
            by=by,
            topics={"reward": data["rewards"]},
            minimum_age=data["minimum_age"],
            maximum_age=data["maximum_age"],
            suits=data["suits"],
        )
        old = {paper.code: paper for paper in self.opportunity.paper_requirements.all()}
        papers = [
            self._paper(topic.code, old.get(topic.code)) for topic in topics("paper") if data[f"{topic.code}-asked"]
        ]
        actions.set_papers(opportunity=self.opportunity, papers=papers, by=by)

    def _paper(self, code: str, old: PaperRequirement | None) -> dict[str, Any]:
        data, source = self.cleaned_data, self.opportunity.source_language
        words = {}
        for column in ("why", "alternative"):
            before = dict(getattr(old, column)) if old else {}
            typed = plain(data[f"{code}-{column}"])
            # Words in other languages translate the old sentence; a new one starts alone.
            kept = before if before.get(source, "") == typed else {}
            words[column] = {**kept, source: typed} if typed else {}
        return {
            "code": code,
            "paid_by": data[f"{code}-paid_by"],
            "is_foreign_record_accepted": FOREIGN_VALUES[data[f"{code}-foreign"]],
            **words,
        }
