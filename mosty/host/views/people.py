"""The host's own data, its people, and one's own languages."""

from django.conf import settings as django_settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.accounts.actions import set_languages
from mosty.accounts.models import Person
from mosty.base.words import whole
from mosty.host.forms import InviteForm, SettingsForm
from mosty.organisations import actions
from mosty.organisations.forms import OrganisationForm
from mosty.organisations.models import Membership, Organisation
from mosty.organisations.queries import texts_of_organisations


def get_host_or_404(request: HttpRequest, public_id: str) -> Organisation:
    """A host this person acts for; every other one is absent."""
    found = Organisation.objects.of_member(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name, kind, contact, description in the host's own language."""
    host = get_host_or_404(request, public_id)
    description = texts_of_organisations([host])[host.pk].original("description")
    form = OrganisationForm(request.POST or None, instance=host, initial={"description": description})
    if request.method == "POST" and form.is_valid():
        actions.change(organisation=host, by=request.user, **form.cleaned_data)
        if "send" in request.POST and host.verification_status == Organisation.Verification.DRAFT:
            actions.submit(organisation=host, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("host:organisation", public_id)
    page = {"host": host, "form": form, "here": "organisation"}
    return render(request, "host/organisation.html", page, status=422 if request.method == "POST" else 200)


def members(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who acts for this host. Whoever leads it invites and removes; everybody may leave, the last one may not."""
    host = get_host_or_404(request, public_id)
    rows = list(Membership.objects.filter(organisation=host).select_related("person").order_by("joined_at", "id"))
    is_lead = any(row.is_lead and row.person_id == request.user.pk for row in rows)
    form = InviteForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _remove(request, host, is_lead)
        if not is_lead:
            raise PermissionDenied
        form = InviteForm(request.POST)
        if form.is_valid():
            language = translation.get_language() or django_settings.LANGUAGE_CODE
            email = form.cleaned_data["email"]
            actions.invite_member(organisation=host, email=email, language=language, by=request.user)
            messages.success(request, _("A letter with a link is on its way to %(email)s.") % {"email": email})
            return redirect("host:people", public_id)
    page = {
        "host": host,
        "rows": rows,
        "is_lead": is_lead,
        "form": form,
        "can_remove": len(rows) > 1,
        "here": "organisation",
    }
    return render(request, "host/people.html", page, status=422 if request.method == "POST" else 200)


def _remove(request: HttpRequest, host: Organisation, is_lead: bool) -> HttpResponse:
    number = request.POST["remove"]
    everybody = Membership.objects.filter(organisation=host)
    row = get_object_or_404(everybody.select_related("person"), pk=whole(number))
    is_me = row.person_id == request.user.pk
    if not (is_lead or is_me):
        raise PermissionDenied
    if row.is_lead and not everybody.filter(is_lead=True).exclude(pk=row.pk).exists():
        messages.error(
            request, _("Somebody must lead the organisation here. Write to the city's coordinator to change who.")
        )
        return redirect("host:people", host.public_id)
    actions.leave(organisation=host, person=row.person, by=request.user)
    messages.success(request, _("%(name)s no longer acts for the organisation.") % {"name": row.person})
    return redirect("host:home") if is_me else redirect("host:people", host.public_id)


def settings(request: HttpRequest) -> HttpResponse:
    """Languages of pages and letters."""
    person = request.user
    assert isinstance(person, Person)
    form = SettingsForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reads = data.get("reads", form.initial["reads"])
        set_languages(person=person, preferred=data["preferred_language"], reads=reads)
        with translation.override(data["preferred_language"]):
            messages.success(request, _("Saved."))
        return redirect("host:settings")
    page = {"form": form, "here": "settings"}
    return render(request, "host/settings.html", page, status=422 if request.method == "POST" else 200)
