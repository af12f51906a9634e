"""Which language one needs there: the question nobody else asks."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.city.queries import city
from mosty.opportunities import actions
from mosty.opportunities.forms.step import StepForm, language_choices
from mosty.opportunities.models import LanguageRequirement, Opportunity
from mosty.opportunities.rules.publishing import HIGH_LEVELS
from mosty.opportunities.rules.sentences import need_words

Type, Level = LanguageRequirement.Type, LanguageRequirement.Level
COLUMNS = ("languages", "requirement_type", "minimum_level", "purpose", "reason_for_b2_plus")
NEEDS = 2
TYPES = [
    (Type.NOT_NEEDED, _("Not needed: you can come without it")),
    (Type.PRACTISED_HERE, _("Practised here: people come to learn it")),
    (Type.HELPFUL, _("Helpful, but not needed")),
    (Type.REQUIRED, _("Needed")),
]


class LanguageForm(StepForm):
    """Two language needs ("one of these languages is enough"), the team's languages, interpretation, practice."""

    folded = (
        "languages_2", "requirement_type_2", "minimum_level_2", "purpose_2", "reason_for_b2_plus_2",
        "interpretation_available", "has_language_practice",
    )  # fmt: skip
    team_languages = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("Which languages does your team speak?")
    )
    interpretation_available = forms.ChoiceField(
        choices=Opportunity.Interpretation.choices, label=_("Can somebody interpret?")
    )
    has_language_practice = forms.BooleanField(required=False, label=_("People can practise the local language here"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = list(self.opportunity.language_requirements.all())
        used = [code for need in needs for code in need.languages] + list(self.opportunity.team_languages)
        options = language_choices(used)
        self.choose("team_languages", options)
        levels: list[tuple[str, Any]] = [
            (
                code,
                f"{label} – {need_words(code, city().local_language, self.language)}"
                if code not in ("none", "pre_a1")
                else label,
            )
            for code, label in Level.choices
            if code != Level.NONE
        ]
        for number in range(1, NEEDS + 1):
            for name, field in _need_fields(number, options, levels).items():
                self.fields[name] = field
        first = [_name(column, 1) for column in COLUMNS]
        self.order_fields([*first, "team_languages"])

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        found: dict[str, Any] = {
            "team_languages": opportunity.team_languages,
            "interpretation_available": opportunity.interpretation_available,
            "has_language_practice": opportunity.has_language_practice,
            "languages": [city().local_language],
        }
        for number, need in enumerate(list(opportunity.language_requirements.all())[:NEEDS], start=1):
            found.update({_name(column, number): getattr(need, column) for column in COLUMNS})
        return found

    @property
    def is_unfolded(self) -> bool:
        opportunity = self.opportunity
        has_more = len(opportunity.language_requirements.all()) > 1 or opportunity.has_language_practice
        return bool(self.errors) or has_more or opportunity.interpretation_available != Opportunity.Interpretation.NO

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(1, NEEDS + 1):
            self._check_need(data, number)
        return data

    def _check_need(self, data: dict[str, Any], number: int) -> None:
        kind, level = data.get(_name("requirement_type", number)), data.get(_name("minimum_level", number))
        if not kind:
            return
        if not data.get(_name("languages", number)):
            self.add_error(_name("languages", number), _("Choose at least one language."))
        if kind == Type.REQUIRED and not level:
            self.add_error(_name("minimum_level", number), _("Choose how much of it is needed."))
        if (
            kind == Type.REQUIRED
            and level in HIGH_LEVELS
            and not (data.get(_name("reason_for_b2_plus", number)) or "").strip()
        ):
            sentence = _(
                "Most newcomers do not reach level %(level)s here soon. Write why it is needed, or choose less."
            )
            self.add_error(_name("reason_for_b2_plus", number), sentence % {"level": level.upper()})

    @transaction.atomic
    def write(self, by: object | None) -> None:
        data = self.cleaned_data
        needs = [self._need(number) for number in range(1, NEEDS + 1) if data[_name("requirement_type", number)]]
        further = list(self.opportunity.language_requirements.all())[NEEDS:]
        needs += [{column: getattr(need, column) for column in COLUMNS} for need in further]
        actions.change(
            opportunity=self.opportunity,
            by=by,
            team_languages=data["team_languages"],
            interpretation_available=data["interpretation_available"],
            has_language_practice=data["has_language_practice"],
        )
        actions.set_languages(opportunity=self.opportunity, needs=needs, by=by)

    def _need(self, number: int) -> dict[str, Any]:
        need = {column: self.cleaned_data[_name(column, number)] for column in COLUMNS}
        need["reason_for_b2_plus"] = need["reason_for_b2_plus"].strip()
        if need["requirement_type"] == Type.NOT_NEEDED or not need["minimum_level"]:
            need.update(minimum_level=Level.NONE)
        if need["requirement_type"] == Type.NOT_NEEDED:
            need.update(purpose=[], reason_for_b2_plus="")
        return need


def _name(column: str, number: int) -> str:
    return column if number == 1 else f"{column}_{number}"


def _need_fields(number: int, options: list[tuple[str, str]], levels: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    first = number == 1
    boxes = forms.CheckboxSelectMultiple
    return {
        _name("languages", number): forms.MultipleChoiceField(
            choices=options,
            required=first,
            widget=boxes,
            label=_("Language") if first else _("Another language"),
            help_text=_("Tick several when one of them is enough."),
        ),
        _name("requirement_type", number): forms.ChoiceField(
            choices=TYPES if first else [("", _("no other language")), *TYPES],
            required=first,
            widget=forms.RadioSelect if first else forms.Select,
            label=_("Do people need it?") if first else _("Do people need this one?"),
        ),
        _name("minimum_level", number): forms.ChoiceField(
            choices=[("", _("no level")), *levels], required=False, label=_("If yes: how much of it?")
        ),
        _name("purpose", number): forms.MultipleChoiceField(
            choices=LanguageRequirement.Purpose.choices, required=False, widget=boxes, label=_("What is it needed for?")
        ),
        _name("reason_for_b2_plus", number): forms.CharField(
            max_length=300,
            required=False,
            label=_("Why B2 or more?"),
            help_text=_("Only for B2, C1, C2. These levels leave most newcomers out."),
        ),
    }
