"""Tables from partners: upload, look at the guesses, take in, see what became of every row."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mosty.base.errors import Refused
from mosty.desk.forms import UploadForm
from mosty.partners import actions
from mosty.partners.models import Row, Run
from mosty.partners.queries import Preview, flag_sentences, preview, row_sentence, rows_of, runs
from mosty.partners.rules.columns import ALL_FIELDS

PER_PAGE = 25
FIELD_NAMES = {
    "id": gettext_lazy("the row's own number or code"),
    "number": gettext_lazy("running number (not kept)"),
    "organisation": gettext_lazy("host"),
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "activity": gettext_lazy("activity"),
    "cause": gettext_lazy("field"),
    "audience": gettext_lazy("whom people help"),
    "city": gettext_lazy("city"),
    "place": gettext_lazy("district or place"),
    "address": gettext_lazy("street"),
    "when": gettext_lazy("when"),
    "schedule_kind": gettext_lazy("once or regularly"),
    "start": gettext_lazy("first day"),
    "end": gettext_lazy("last day"),
    "commitment": gettext_lazy("how long people stay"),
    "age": gettext_lazy("age"),
    "minimum_age": gettext_lazy("lowest age"),
    "maximum_age": gettext_lazy("highest age"),
    "languages": gettext_lazy("languages needed"),
    "language_note": gettext_lazy("language in words"),
    "level": gettext_lazy("level of the local language"),
    "requirements": gettext_lazy("conditions"),
    "record": gettext_lazy("criminal record"),
    "rewards": gettext_lazy("what people get"),
    "contact": gettext_lazy("contact"),
    "apply": gettext_lazy("how to apply"),
    "website": gettext_lazy("website"),
    "source_url": gettext_lazy("address of the source"),
    "text_language": gettext_lazy("language of the text"),
    "capacity": gettext_lazy("number of places"),
    "kind": gettext_lazy("help or meet"),
    "modified": gettext_lazy("last change"),
    "license": gettext_lazy("licence"),
    "note": gettext_lazy("note"),
    "state": gettext_lazy("state"),
    "ignore": gettext_lazy("leave out"),
}


def all_imports(request: HttpRequest) -> HttpResponse:
    """Every run, newest first."""
    page = Paginator(runs(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/imports.html", {"page": page, "here": "imports"})


def upload(request: HttpRequest) -> HttpResponse:
    """A file and whose it is."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["table"]
        try:
            run = actions.upload(
                data=given.read(), file_name=given.name, by=request.user, partner=form.cleaned_data["partner"].strip()
            )
        except Refused as no:
            form.add_error("table", str(no.reason))
        else:
            return redirect("desk:import", run.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/upload.html", {"form": form, "here": "imports"}, status=status)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Before taking in: guessed columns and a preview. Afterwards: the report, row by row."""
    run = get_object_or_404(runs(), pk=pk)
    if run.state == Run.State.WAITING:
        return _mapping_page(request, run)
    outcome = request.GET.get("outcome", "")
    rows = rows_of(run)
    if outcome in Row.Outcome.values:
        rows = rows.filter(outcome=outcome)
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    found = {
        "run": run,
        "page": page,
        "rows": [(row, row_sentence(row), flag_sentences(row.flags)) for row in page.object_list],
        "counts": [(code, name, getattr(run, code)) for code, name in Row.Outcome.choices],
        "outcome": outcome,
        "here": "imports",
    }
    return render(request, "desk/import_report.html", found)


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview with the columns as the person has said; nothing is stored."""
    return _mapping_page(request, get_object_or_404(runs(), pk=pk))


def _mapping_page(request: HttpRequest, run: Run) -> HttpResponse:
    full = Run.objects.select_related("source").get(pk=run.pk)
    try:
        table = actions.table_of(full)
    except Refused as no:
        messages.error(request, str(no.reason))
        return redirect("desk:imports")
    chosen = chosen_mapping(request.POST) or run.source.mapping or None
    made = preview(table, chosen)
    flags = flag_sentences({"code": code, "count": str(count)} for code, count in made.flag_counts)
    page = {
        "run": run,
        "preview": made,
        "columns": column_rows(made),
        "taken": made.taken[:12],
        "refused": [(row, row_sentence(row)) for row in made.refused],
        "left_out": [(row, row_sentence(row)) for row in made.left_out],
        "flags": flags,
        "here": "imports",
    }
    return render(request, "desk/import_mapping.html", page)


def column_rows(made: Preview) -> list[dict[str, Any]]:
    """Each column with the fields one can choose."""
    return [
        {"column": column, "choices": [(code, field_name(code), code == column.field) for code in fields()]}
        for column in made.columns
        if column.filled
    ]


def fields() -> Iterable[str]:
    """What a column can be taken for; "ignore" first."""
    return ("ignore", *(code for code in ALL_FIELDS if code != "ignore"))


def field_name(code: str) -> str:
    """A field in plain words."""
    if code.startswith("level:"):
        return _("language needed: %(language)s") % {"language": code.partition(":")[2]}
    return str(FIELD_NAMES[code])


def chosen_mapping(data: Any) -> dict[str, str]:
    """What the person said about the columns: form fields `column:<heading or letter>`."""
    return {
        name.removeprefix("column:"): str(data[name])
        for name in data
        if name.startswith("column:") and data[name] in fields()
    }


@require_POST
def answer_guard(request: HttpRequest, pk: int) -> HttpResponse:
    """The word on withdrawals that were held back: yes, the table is right; or no, leave the listings."""
    run = get_object_or_404(Run.objects.select_related("source"), pk=pk)
    try:
        actions.answer_guard(run=run, withdraw=request.POST.get("answer") == "withdraw", by=request.user)
        messages.success(request, _("Saved."))
    except Refused as no:
        messages.error(request, str(no.reason))
    return redirect("desk:import", pk)


@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the mapping and take the table in."""
    run = get_object_or_404(Run.objects.select_related("source"), pk=pk)
    mapping = chosen_mapping(request.POST)
    try:
        if mapping:
            actions.keep_mapping(source=run.source, mapping=mapping, by=request.user)
        result = actions.take_in_upload(
            run=run,
            by=request.user,
            mapping=mapping or None,
            publish=bool(request.POST.get("publish")),
            force=bool(request.POST.get("force")),
        )
    except Refused as no:
        messages.error(request, str(no.reason))
    else:
        counts = result.run
        messages.success(
            request,
            _(
                "Taken in: %(taken)s new, %(updated)s changed, %(merged)s merged, %(refused)s not taken, %(withdrawn)s withdrawn."
            )
            % {name: getattr(counts, name) for name in ("taken", "updated", "merged", "refused", "withdrawn")},
        )
    return redirect("desk:import", pk)
