"""What a host types about itself."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mosty.organisations.models import Organisation


class JoinForm(forms.Form):
    """A new host: who it is and how to reach it. `website_check` must stay empty (only robots fill it)."""

    name = forms.CharField(max_length=160, label=_("Name of your organisation or group"))
    organisation_type = forms.ChoiceField(choices=Organisation.Type.choices, label=_("What is it?"))
    email = forms.EmailField(
        max_length=254, label=_("Your e-mail"), help_text=_("We send the link for signing in here.")
    )
    contact_name = forms.CharField(max_length=120, label=_("Your name"))
    website = forms.URLField(max_length=300, required=False, label=_("Website"), assume_scheme="https")
    website_check = forms.CharField(required=False, widget=forms.HiddenInput)


class OrganisationForm(forms.ModelForm):
    """What a host may change about itself; the description is a text with a language."""

    description = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}), label=_("What do you do?")
    )
    website = forms.URLField(max_length=300, required=False, label=_("Website"), assume_scheme="https")
    contact_language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language of our letters to you"))

    class Meta:
        model = Organisation
        fields = [
            "name",
            "organisation_type",
            "district",
            "website",
            "contact_name",
            "contact_email",
            "contact_telephone",
            "contact_language",
        ]
        labels = {
            "name": _("Name"),
            "organisation_type": _("What is it?"),
            "district": _("District of your office"),
            "contact_name": _("Who answers applicants"),
            "contact_email": _("E-mail for applications"),
            "contact_telephone": _("Phone"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = translation.get_language() or settings.LANGUAGE_CODE
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label_from_instance = lambda district: district.name(language)  # type: ignore[method-assign, assignment]
        field.empty_label = _("the whole city")
