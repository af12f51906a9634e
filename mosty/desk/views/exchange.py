"""Files for translators who work elsewhere."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.city.queries import city
from mosty.desk.views.translations import language_or_403, languages_of
from mosty.opportunities import actions
from mosty.opportunities.queries import bundle
from mosty.translations.rules.exchange import po, xliff
from mosty.translations.rules.exchange.units import Bundle, Read, too_large

OUTCOMES = ("taken", "same", "empty", "older", "unknown")
WRITERS: dict[str, tuple[Callable[[Bundle], bytes], str, str]] = {
    "xliff": (xliff.write, "application/xliff+xml", "xlf"),
    "po": (po.write, "text/x-gettext-translation; charset=utf-8", "po"),
}


def export(request: HttpRequest) -> HttpResponse:
    """The texts of one pair of languages as a file."""
    language = language_or_403(request, request.GET.get("language", ""))
    source = request.GET.get("source") or city().local_language
    write, media_type, ending = WRITERS.get(request.GET.get("format", ""), WRITERS["xliff"])
    found = bundle(source, language, is_everything=request.GET.get("which") == "all")
    if not found.units:
        messages.info(request, _("No text waits between these two languages."))
        return redirect("desk:translations")
    name = f"mosty-{source}-{language}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(found), content_type=media_type, headers=headers)


@require_POST
def bring_back(request: HttpRequest) -> HttpResponse:
    """Take the translated texts in; everything that was not taken is listed with its reason."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return redirect("desk:translations")
    read = too_large(file.size or 0) or _read(file.read())
    if read.bundle is None or read.bundle.target_language.lower() not in languages_of(request):
        reason = (
            _("You do not check texts in the language of this file.") if read.bundle else _("This file cannot be read.")
        )
        page = {
            "reason": reason,
            "troubles": read.troubles,
            "found": dict.fromkeys(OUTCOMES, ()),
            "here": "translations",
        }
        return render(request, "desk/brought_back.html", page, status=422)
    language = read.bundle.target_language.lower()
    found = dict.fromkeys(OUTCOMES, ()) | actions.bring_back_texts(
        units=read.bundle.units, language=language, by=request.user
    )
    page = {"reason": "", "troubles": read.troubles, "found": found, "language": language, "here": "translations"}
    return render(request, "desk/brought_back.html", page)


def _read(data: bytes) -> Read:
    """Which format it is the file says itself."""
    is_xml = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    return xliff.read(data) if is_xml else po.read(data)
