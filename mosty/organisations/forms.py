"""What a host types about itself."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mosty.base.words import Words, validate_plain_address
from mosty.organisations.models import Organisation

ADDRESS = re.compile(r"://|www\.|\w\.\w{2,}(?:/|\b)", re.IGNORECASE)


class JoinForm(forms.Form):
    """A new host: who it is and how to reach it. `website_check` must stay empty (only robots fill it)."""

    name = forms.CharField(max_length=160, label=_("Name of your organisation or group"))
    organisation_type = forms.ChoiceField(choices=Organisation.Type.choices, label=_("What is it?"))
    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail"),
        help_text=_("We send the link for signing in here."),
        validators=[validate_plain_address],
    )
    contact_name = forms.CharField(max_length=120, label=_("Your name"))
    website = forms.URLField(max_length=300, required=False, label=_("Website"), assume_scheme="https")
    website_check = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        """The name stands in the letter to whoever's address was written: it is no place for an invitation elsewhere."""
        name = str(self.cleaned_data["name"])
        if ADDRESS.search(name):
            raise forms.ValidationError(_("Write the name without a web address. There is a field for it."))
        return name


class OrganisationForm(forms.ModelForm):
    """What a host may change about itself; the description is a text with a language."""

    description = Words(max_length=2000, required=False, label=_("What do you do?"))
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
