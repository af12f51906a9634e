"""What a person types when applying or answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.applications import actions
from mosty.applications.models import Application
from mosty.applications.rules import APPLICANT_PHRASES, HOST_PHRASES, contact_refusal
from mosty.base.errors import Refused
from mosty.base.ids import secret_code
from mosty.base.words import Words
from mosty.opportunities.models import Session

WORDS_MAX = 2000


class ApplyForm(forms.Form):
    """At most five things to fill in. `form_key` makes a repeated send harmless; `website` must stay empty (only robots fill it)."""

    session = forms.ModelChoiceField(queryset=Session.objects.none(), required=False, label=_("Which date?"))
    given_name = forms.CharField(
        max_length=80, widget=forms.TextInput(attrs={"autocomplete": "nickname"}), label=_("Your name or nickname")
    )
    preferred_channel = forms.ChoiceField(
        choices=Application.Channel.choices,
        initial=Application.Channel.EMAIL,
        label=_("How should the host reach you?"),
    )
    contact = forms.CharField(max_length=254, required=False, label=_("Your e-mail, phone number or user name"))
    words = Words(max_length=WORDS_MAX, required=False, label=_("A few words about you, in your own language"))
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    conditional = ("contact",)  # compulsory or not, as the field above says

    def __init__(self, *args: Any, sessions: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = secret_code()
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)
        if sessions is None or not sessions.exists():
            del self.fields["session"]
        else:
            field.queryset = sessions
            field.required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        contact = (data.get("contact") or "").strip()
        refusal = contact_refusal(data.get("preferred_channel", ""), contact)
        if refusal is not None and "preferred_channel" in data:
            self.add_error("contact", str(refusal))
        data["contact"] = contact
        return data


class AnswerForm(forms.Form):
    """A host's answer: what, why, and a few words."""

    ANSWERS = [
        ("accept", _("Yes, I accept")),
        ("ask", _("I have a question")),
        ("waitlist", _("Put on the waiting list")),
        ("decline", _("No, not this time")),
    ]
    answer = forms.ChoiceField(choices=ANSWERS, widget=forms.RadioSelect, label=_("Your answer"))
    reason = forms.ChoiceField(
        choices=[("", _("Choose a reason")), *Application.DeclineReason.choices],
        required=False,
        label=_("Reason, if no"),
    )
    phrases = forms.MultipleChoiceField(
        choices=list(HOST_PHRASES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Ready sentences"),
        help_text=_("The person reads them in their own language."),
    )
    words = Words(max_length=WORDS_MAX, required=False, label=_("Your words to the person"))
    conditional = ("reason",)

    def send(self, *, application: Application, language: str, by: object | None) -> bool:
        """Carry a valid answer, written in `language`, to its action; a refusal becomes an error of its field, and False."""
        data = self.cleaned_data
        common: dict[str, Any] = {"application": application, "words": data["words"], "language": language, "by": by}
        common["phrases"] = data["phrases"]
        try:
            match data["answer"]:
                case "accept":
                    actions.accept(**common)
                case "ask":
                    actions.ask_back(**common)
                case "waitlist":
                    actions.put_on_waiting_list(**common)
                case _other:
                    actions.decline(reason=data["reason"], **common)
        except Refused as no:
            self.add_error(no.reason.field if no.reason.field in self.fields else None, str(no.reason))
            return False
        return True


class MessageForm(forms.Form):
    """What the applicant writes on the own page."""

    phrases = forms.MultipleChoiceField(
        choices=list(APPLICANT_PHRASES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Ready sentences"),
        help_text=_("The host reads them in its own language."),
    )
    words = Words(max_length=WORDS_MAX, required=False, rows=3, label=_("Your own words, in your language"))
