"""For hosts: what it is, joining, accepting an invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.accounts import queries as accounts
from mosty.base.errors import Refused
from mosty.opportunities.queries import template_titles
from mosty.organisations import actions
from mosty.organisations.forms import JoinForm


def about(request: HttpRequest) -> HttpResponse:
    """What hosts get, and which templates they can start from."""
    language = translation.get_language() or ""
    return render(request, "public/hosts.html", {"titles": template_titles(language), "here": "hosts"})


def join(request: HttpRequest) -> HttpResponse:
    """A new host introduces itself; a letter with a link lets it in, whether or not it was known before."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data.pop("website_check"):
            actions.introduce(language=translation.get_language() or "", **form.cleaned_data)
        return render(request, "public/join_done.html", {"email": form.cleaned_data["email"], "here": "hosts"})
    status = 422 if request.method == "POST" else 200
    return render(request, "public/join.html", {"form": form, "here": "hosts"}, status=status)


def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Accepting on a button, so that a mail program that opens links accepts nothing."""
    if request.method == "POST":
        try:
            actions.accept_invitation(code=code)
        except Refused as no:
            messages.error(request, str(no.reason))
            return redirect("public:invitation", code)
        messages.success(request, _("Welcome. Sign in with the e-mail that got the letter: we send you a code."))
        return redirect("public:sign_in")
    return render(request, "public/invitation.html", {"invitation": accounts.open_invitation(code)})
