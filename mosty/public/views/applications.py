"""Applying without an account, and the applicant's own page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.applications import actions, queries, rules
from mosty.applications.forms import ApplyForm, MessageForm
from mosty.applications.models import Application
from mosty.base.errors import Refused
from mosty.opportunities.models import Session
from mosty.opportunities.queries import Listing, listing
from mosty.public.views.opportunities import get_listing_or_404

CHANNELS_OF_ORIGIN = ("web", "embed", "feed", "facebook", "vk", "telegram", "poster", "desk")


def apply(request: HttpRequest, key: str) -> HttpResponse:
    """The form and its sending. A refusal or a mistake shows the form again with everything that was typed."""
    found = get_listing_or_404(key)
    sessions = _sessions(found)
    refusal = rules.refusal_to_apply(found.opportunity, None)
    form = ApplyForm(request.POST or None, sessions=sessions, initial={"session": request.GET.get("session")})
    _word_the_dates(form)
    if request.method == "POST" and refusal is None and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("public:opportunity", found.address_key)
        try:
            application, _is_new = _send(request, found, form)
        except Refused as no:
            refusal = no.reason
        else:
            return redirect("public:my", rules.access_code(application.public_id))
    page = {
        "listing": found,
        "form": form,
        "refusal": refusal,
        "can_apply": refusal is None or request.method == "POST",
    }
    return render(request, "public/apply.html", page, status=422 if request.method == "POST" else 200)


def _send(request: HttpRequest, found: Listing, form: ApplyForm) -> tuple[Application, bool]:
    origin = request.GET.get("from", "web")
    data = form.cleaned_data
    return actions.apply(
        opportunity=found.opportunity,
        session=data.get("session"),
        given_name=data["given_name"].strip(),
        preferred_channel=data["preferred_channel"],
        contact=data["contact"],
        preferred_language=translation.get_language() or "",
        words=data["words"].strip(),
        form_key=data["form_key"],
        source_channel=origin if origin in CHANNELS_OF_ORIGIN else "web",
    )


def _sessions(found: Listing):  # type: ignore[no-untyped-def]
    if found.opportunity.schedule_type != found.opportunity.Schedule.SET_SHIFT:
        return Session.objects.none()
    coming = [session.pk for session in found.coming_sessions[:12]]
    return Session.objects.filter(pk__in=coming).order_by("start_date")


def _word_the_dates(form: ApplyForm) -> None:
    from mosty.ui.templatetags.ui import clock, day  # noqa: PLC0415

    if "session" in form.fields:
        form.fields["session"].label_from_instance = lambda row: f"{day(row.start_date)}, {clock(row.start_date)}"  # type: ignore[attr-defined]
        form.fields["session"].empty_label = _("Choose a date")  # type: ignore[attr-defined]


def get_application_or_404(code: str) -> Application:
    """The secret code is the permission."""
    application = queries.by_code(code)
    if application is None:
        raise Http404
    return application


def my(request: HttpRequest, code: str, form: MessageForm | None = None) -> HttpResponse:
    """State, messages, withdraw, delete. `form`: a message that could not be sent, as it was typed."""
    application = get_application_or_404(code)
    language = translation.get_language() or ""
    page = {
        "application": application,
        "code": code,
        "listing": listing(application.opportunity, language),
        "talk": queries.talk(application, language),
        "form": form or MessageForm(),
        "waiting_position": queries.waiting_position(application) if application.status == "waitlisted" else None,
        "is_open": application.status in Application.OPEN and not application.is_anonymized,
    }
    return render(request, "public/my.html", page, status=422 if form else 200)


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Send a message to the host."""
    application = get_application_or_404(code)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            actions.write_back(application=application, **form.cleaned_data)
        except Refused as no:
            form.add_error("words", str(no.reason))
        else:
            messages.success(request, _("Your message is on its way to the host."))
            return redirect("public:my", code)
    return my(request, code, form)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Give the place back."""
    try:
        actions.withdraw(application=get_application_or_404(code))
        messages.success(request, _("Your application is withdrawn. The host knows."))
    except Refused as no:
        messages.error(request, str(no.reason))
    return redirect("public:my", code)


@require_POST
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Wipe name, contact and words."""
    actions.delete(application=get_application_or_404(code))
    messages.success(request, _("Your name, your contact and your messages are deleted."))
    return redirect("public:my", code)
