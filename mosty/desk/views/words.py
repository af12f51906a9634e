"""The city's own words: the glossary, and the people who translate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.accounts.actions import take_role
from mosty.accounts.models import Person, Role
from mosty.accounts.queries import with_role
from mosty.base.errors import Refused
from mosty.base.words import whole
from mosty.city.queries import city
from mosty.desk.forms import TermForm, TranslatorForm
from mosty.opportunities.actions import invite_translator
from mosty.translations.actions import drop_term, keep_term
from mosty.translations.models import Term


def glossary(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Every word of the glossary, and one to add or change."""
    term = get_object_or_404(Term, pk=pk) if pk else None
    asked = request.GET.get("from", "")
    source_language = term.source_language if term else asked if asked in city().languages else city().local_language
    initial = {"source": term.source, "is_kept": term.is_kept} if term else {}
    initial |= {f"word_{code}": word for code, word in term.words.items()} if term else {}
    form = TermForm(request.POST or None, source_language=source_language, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            keep_term(
                term=term,
                source_language=source_language,
                source=form.cleaned_data["source"],
                words=form.words(),
                is_kept=form.cleaned_data["is_kept"],
            )
        except Refused as no:
            form.add_error(no.reason.field or None, str(no.reason))
        else:
            messages.success(request, _("Saved. New translations use it."))
            return redirect("desk:glossary")
    page = {
        "terms": Term.objects.all(),
        "term": term,
        "form": form,
        "source_language": source_language,
        "languages": city().languages,
        "here": "translations",
    }
    return render(request, "desk/glossary.html", page, status=422 if request.method == "POST" else 200)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a word out."""
    drop_term(term=get_object_or_404(Term, pk=pk))
    messages.success(request, _("Taken out of the glossary."))
    return redirect("desk:glossary")


def translators(request: HttpRequest) -> HttpResponse:
    """Who checks translations; inviting and letting go."""
    form = TranslatorForm(request.POST if "email" in request.POST else None)
    if "remove" in request.POST:
        person = get_object_or_404(Person, pk=whole(request.POST["remove"]))
        take_role(person=person, role=Role.Kind.TRANSLATOR, by=request.user)
        messages.success(request, _("No longer a translator here."))
        return redirect("desk:translators")
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        language = translation.get_language() or city().default_language
        invite_translator(email=email, language=language, reads=form.cleaned_data["reads"], by=request.user)
        messages.success(request, _("A letter with a link is on its way to %(email)s.") % {"email": email})
        return redirect("desk:translators")
    people = with_role(Role.Kind.TRANSLATOR).prefetch_related("read_languages")
    page = {"people": people, "form": form, "here": "translations"}
    return render(request, "desk/translators.html", page, status=422 if request.method == "POST" else 200)
