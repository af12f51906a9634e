"""What a coordinator types while checking."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mosty.base.words import Words, validate_plain_address
from mosty.city.queries import city, districts, districts_by_slug, topics
from mosty.opportunities import actions
from mosty.opportunities.models import TEXT_FIELDS, LanguageRequirement, Opportunity
from mosty.opportunities.queries import FieldToCheck
from mosty.opportunities.rules.publishing import SUMMARY_MAX, TEXT_MAX, TITLE_MAX, TRANSLATION_MAX
from mosty.opportunities.rules.sentences import language_name
from mosty.translations.actions import Seen
from mosty.translations.rules import fingerprint

UNKNOWN = ""
NOT_NEEDED = "none"
FIELD_NAMES = {
    "title": _("Title"),
    "summary": _("Summary"),
    "description": _("Description"),
    "easy_language_text": _("The same in easy language"),
    "responsibilities": _("What people will do, one line each"),
    "specifics": _("Good to know about this place"),
}


class NoteForm(forms.Form):
    """A note to the host."""

    note = Words(max_length=2000, rows=3, label=_("Your note to the host"))


class TextsForm(forms.Form):
    """The words of a listing in one language."""

    FIELDS = TEXT_FIELDS
    language = forms.CharField(max_length=12, widget=forms.HiddenInput)
    title = forms.CharField(max_length=TITLE_MAX, label=_("Title"))
    summary = Words(max_length=SUMMARY_MAX, required=False, rows=2, label=_("Summary"))
    description = Words(max_length=TEXT_MAX["description"], required=False, rows=8, label=_("Description"))
    easy_language_text = Words(
        max_length=TEXT_MAX["easy_language_text"], required=False, label=FIELD_NAMES["easy_language_text"]
    )
    responsibilities = Words(
        max_length=TEXT_MAX["responsibilities"], required=False, label=FIELD_NAMES["responsibilities"]
    )
    specifics = Words(max_length=TEXT_MAX["specifics"], required=False, label=FIELD_NAMES["specifics"])

    def clean_language(self) -> str:
        language = str(self.cleaned_data["language"])
        if language not in city().languages:
            raise forms.ValidationError(_("This language is not one of the city's."))
        return language


class FactsForm(forms.Form):
    """Language need, papers, topics, district: what the four lines of the card say."""

    level = forms.ChoiceField(required=False, label=_("Local language needed"))
    reason = forms.CharField(max_length=300, required=False, label=_("Why B2 or more is needed"))
    district = forms.ChoiceField(required=False, label=_("District"))
    activities = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("Activities"))
    causes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("Fields"))
    papers_state = forms.ChoiceField(
        choices=[("unknown", _("not stated, ask the host")), ("none", _("no papers")), ("some", _("these papers:"))],
        widget=forms.RadioSelect,
        label=_("Papers"),
    )
    papers = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("Which papers"))

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _facts_of(opportunity))
        super().__init__(*args, **kwargs)
        language = translation.get_language() or ""
        levels = [(code, label) for code, label in LanguageRequirement.Level.choices if code != "none"]
        choices: dict[str, list[Any]] = {
            "level": [(UNKNOWN, _("not stated, ask the host")), (NOT_NEEDED, _("not needed")), *levels],
            "district": [("", _("the whole city or online")), *((row.slug, row.name(language)) for row in districts())],
            "activities": [(row.code, row.label(language)) for row in topics("activity")],
            "causes": [(row.code, row.label(language)) for row in topics("cause")],
            "papers": [(row.code, row.label(language)) for row in topics("paper")],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def apply(self, opportunity: Opportunity, by: object) -> None:
        """Write what was chosen through the room's actions; needs that concern other languages stay."""
        data = self.cleaned_data
        actions.change(
            opportunity=opportunity,
            by=by,
            topics={"activity": data["activities"], "cause": data["causes"]},
            place={"district": districts_by_slug().get(data["district"])} if data["district"] else None,
        )
        actions.set_languages(opportunity=opportunity, needs=self._needs(opportunity), by=by)
        if data["papers_state"] == "unknown":
            papers = None
        else:
            old = {row.code: row for row in opportunity.paper_requirements.all()}
            chosen = data["papers"] if data["papers_state"] == "some" else []
            papers = [_paper(code, old) for code in chosen]
        actions.set_papers(opportunity=opportunity, papers=papers, by=by)

    def _needs(self, opportunity: Opportunity) -> list[dict[str, Any]]:
        local = city().local_language
        columns = ("languages", "requirement_type", "minimum_level", "purpose", "reason_for_b2_plus")
        kept = [
            {name: getattr(row, name) for name in columns}
            for row in opportunity.language_requirements.all()
            if row.languages != [local]
        ]
        level = self.cleaned_data["level"]
        if level == UNKNOWN:
            return kept
        kind = LanguageRequirement.Type.NOT_NEEDED if level == NOT_NEEDED else LanguageRequirement.Type.REQUIRED
        own = {"languages": [local], "requirement_type": kind, "minimum_level": level}
        return [{**own, "reason_for_b2_plus": self.cleaned_data["reason"]}, *kept]


def _facts_of(opportunity: Opportunity) -> dict[str, Any]:
    local = [row for row in opportunity.language_requirements.all() if row.languages == [city().local_language]]
    by_group = {
        group: [row.code for row in opportunity.topics.all() if row.group == group] for group in ("activity", "cause")
    }
    papers = [row.code for row in opportunity.paper_requirements.all()]
    place = opportunity.place
    return {
        "level": local[0].minimum_level if local else UNKNOWN,
        "reason": local[0].reason_for_b2_plus if local else "",
        "district": place.district.slug if place and place.district else "",
        "activities": by_group["activity"],
        "causes": by_group["cause"],
        "papers_state": "some" if papers else "none" if opportunity.are_papers_stated else "unknown",
        "papers": papers,
    }


def _paper(code: str, old: dict[str, Any]) -> dict[str, Any]:
    row = old.get(code)
    if row is None:
        return {"code": code}
    columns = ("code", "why", "alternative", "is_foreign_record_accepted", "paid_by")
    return {name: getattr(row, name) for name in columns}


class InviteForm(forms.Form):
    """An e-mail that may act for a host."""

    email = forms.EmailField(max_length=254, label=_("E-mail"))


class UploadForm(forms.Form):
    """A table and whose it is."""

    table = forms.FileField(
        label=_("Table (XLSX or CSV)"),
        help_text=_("Columns in any order, any language of headings. Nothing is stored before you agree."),
    )
    partner = forms.CharField(
        max_length=60,
        required=False,
        label=_("Whose list is it?"),
        help_text=_("Use the same name every time: then changes are recognised."),
    )


MADE_FROM, STOOD = "made_from-", "stood-"


class ReviewForm(forms.Form):
    """One box per field that has an original, and which original and which translation stood there."""

    def __init__(self, *args: Any, fields: Sequence[FieldToCheck], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._on_screen = fields
        for field in fields:
            self.fields[field.name] = Words(
                max_length=TRANSLATION_MAX[field.name],
                required=False,
                initial=field.words,
                label=FIELD_NAMES[field.name],
            )
            marks = {MADE_FROM: field.fingerprint, STOOD: fingerprint(field.words)}
            for prefix, mark in marks.items():
                self.fields[prefix + field.name] = forms.CharField(
                    max_length=64, required=False, initial=mark, widget=forms.HiddenInput
                )

    def words(self) -> dict[str, str]:
        """Field → what was typed."""
        return {field.name: self.cleaned_data[field.name] for field in self._on_screen}

    def seen(self) -> dict[str, Seen]:
        """Field → what stood beside and in the box."""
        data = self.cleaned_data
        return {field.name: Seen(data[MADE_FROM + field.name], data[STOOD + field.name]) for field in self._on_screen}

    def on_newer_original(self) -> "ReviewForm":
        """The same words beside the original as it is now."""
        typed = dict(self.data.items())
        for field in self._on_screen:
            typed[MADE_FROM + field.name] = field.fingerprint
            typed[STOOD + field.name] = fingerprint(field.words)
        return ReviewForm(typed, fields=self._on_screen)


class TermForm(forms.Form):
    """A word of the glossary."""

    source = forms.CharField(max_length=80, label=_("The word, as hosts write it"))
    is_kept = forms.BooleanField(required=False, label=_("A name: it stays the same in every language"))

    def __init__(self, *args: Any, source_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in city().languages:
            if code != source_language:
                self.fields[f"word_{code}"] = forms.CharField(
                    max_length=120, required=False, label=language_name(code, translation.get_language() or "")
                )

    def words(self) -> dict[str, str]:
        """Language → the word to use."""
        return {
            name.removeprefix("word_"): text for name, text in self.cleaned_data.items() if name.startswith("word_")
        }


class TranslatorForm(forms.Form):
    """Somebody who will check translations."""

    email = forms.EmailField(max_length=254, validators=[validate_plain_address], label=_("E-mail"))
    reads = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Checks texts in"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = translation.get_language() or ""
        field = self.fields["reads"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, language_name(code, reader)) for code in city().languages]
