"""Forms of the desk: a channel, its connection, a post."""

import datetime as dt

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mosty.channels.rules.posting import LONGEST_TEXT
from mosty.city.models import District
from mosty.city.queries import city


class Districts(forms.ModelMultipleChoiceField):
    """Tick boxes with the districts' names in the reader's language."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: District) -> str:
        return row.name(translation.get_language() or "")


class ChannelForm(forms.Form):
    """Name, language and districts of a channel."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As you call it on the desk."))
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    districts = Districts(
        label=_("Districts"),
        queryset=District.objects.all(),
        required=False,
        help_text=_("Leave empty when the channel is for the whole city."),
    )


class ConnectForm(forms.Form):
    """What connects a Facebook Page. The token is never shown again."""

    external_id = forms.RegexField(
        label=_("Page id"),
        regex=r"^\s*[0-9]{5,32}\s*$",
        help_text=_("A long number; see “About” of your page."),
    )
    secret = forms.CharField(
        label=_("Page access token"),
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("It needs the rights pages_manage_posts and pages_read_engagement. We store it encrypted."),
    )


class PostForm(forms.Form):
    """One post on one channel. `due_at` is in the city's time and empty for at once; `cleaned_data` has it in UTC."""

    words = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("The link is added below the text by itself."),
    )
    due_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leave empty to post at once."),
    )
    has_picture = forms.BooleanField(label=_("With a picture of the listing"), required=False, initial=True)

    def clean_due_at(self) -> dt.datetime | None:
        given = self.cleaned_data["due_at"]
        if given is None:
            return None
        return given.replace(tzinfo=city().time_zone).astimezone(dt.UTC)
