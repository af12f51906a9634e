"""What a host types in its own area."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mosty.accounts.models import Person
from mosty.accounts.queries import read_languages
from mosty.accounts.rules import may_choose_languages
from mosty.opportunities.models import Template
from mosty.organisations.models import Organisation


class NewForm(forms.Form):
    """For which host, from which template, in which language."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        label=_("For which organisation?"),
    )
    source_language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("I write in"))
    template = forms.ModelChoiceField(queryset=Template.objects.all(), to_field_name="code", required=False)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class InviteForm(forms.Form):
    """An e-mail that may act for the host."""

    email = forms.EmailField(max_length=254, label=_("E-mail of your colleague"))


class SettingsForm(forms.Form):
    """The language of pages and letters, and languages one can read, where one says so oneself."""

    preferred_language = forms.ChoiceField(
        choices=settings.LANGUAGES, label=_("Language of these pages and of our letters")
    )
    reads = forms.MultipleChoiceField(
        choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple, label=_("Languages I read")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"preferred_language": person.preferred_language, "reads": read_languages(person)}
        super().__init__(*args, **kwargs)
        if not may_choose_languages(person):
            del self.fields["reads"]
