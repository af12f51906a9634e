"""/api/v1/: the search as JSON, hosts, districts, topics."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from mosty.api import shapes
from mosty.city.models import Topic
from mosty.city.queries import city, districts, topics
from mosty.opportunities.queries import counts_by_district, listings_by_ids, shown_hosts
from mosty.organisations.queries import texts_of_organisations
from mosty.search.forms import LONGEST, MOST_PAGES, parse
from mosty.search.queries import find

PER_PAGE_MAX = 100
PROBLEM_TYPE = "application/problem+json"


class Api(NinjaAPI):
    def create_response(self, request: HttpRequest, *words: Any, **more: Any) -> HttpResponse:
        """Scripts on other websites may read everything here: it is public and no cookie changes it."""
        response = super().create_response(request, *words, **more)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def get_openapi_schema(self, **more: Any) -> Any:
        """The document with problems under the media type they really have."""
        document = super().get_openapi_schema(**more)
        for methods in document["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {PROBLEM_TYPE: answer["content"].pop(self.renderer.media_type)}
        return document


api = Api(
    title="Mosty",
    version="1",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url="/docs/",
    description="Volunteering opportunities and events for people from everywhere. Read only, no key, no cookie.",
)
PROBLEMS = {404: shapes.Problem, 422: shapes.Problem}


class Problems(Exception):
    """Ends a request with an RFC 9457 document."""

    def __init__(self, status: int, kind: str, title: str, detail: str) -> None:
        super().__init__(kind)
        self.status, self.kind, self.title, self.detail = status, kind, title, detail


@api.exception_handler(Problems)
def _problem(request: HttpRequest, problem: Problems) -> HttpResponse:
    body = {
        "type": f"/problems/{problem.kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    response = api.create_response(request, body, status=problem.status)
    response["Content-Type"] = PROBLEM_TYPE
    return response


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, trouble: ValidationError) -> HttpResponse:
    asked = request.GET.get("lang", "")
    if asked in city().languages:
        translation.activate(asked)
    names = dict.fromkeys(str(error["loc"][1]) for error in trouble.errors)
    pairs = [(name, request.GET.get(name, "")) for name in names]
    return _problem(request, Problems(422, "invalid-parameter", "Invalid parameter", not_known(pairs)))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, trouble: HttpError) -> HttpResponse:
    return _problem(request, Problems(trouble.status_code, "error", "Error", str(trouble)))


def not_known(pairs: Iterable[tuple[str, str]]) -> str:
    """The sentence, in the reader's language, about values that mean nothing here."""
    return _("Nothing is known by this value: %s") % "; ".join(f"{name}={value[:LONGEST]}" for name, value in pairs)


def reader_language(request: HttpRequest) -> str:
    """`lang`, or what the browser asks for; a language the city does not have is a problem 422."""
    asked = request.GET.get("lang", "")
    if asked and asked not in city().languages:
        raise Problems(422, "unknown-language", "Unknown language", not_known([("lang", asked)]))
    language = asked or translation.get_language_from_request(request)
    translation.activate(language)
    return language


def neighbours(request: HttpRequest, page: int, pages: int) -> tuple[str | None, str | None]:
    """Addresses of the next and the previous page."""

    def at(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        query = request.GET.copy()
        query["page"] = str(number)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return at(page + 1), at(page - 1)


@api.get(
    "/opportunities/",
    response={200: shapes.OpportunityPage, **PROBLEMS},
    operation_id="opportunities",
    summary="Search",
)
def search(
    request: HttpRequest,
    q: str = "",
    kind: list[str] = Query([]),  # noqa: B008  the framework's way to declare
    cause: list[str] = Query([]),  # noqa: B008
    activity: list[str] = Query([]),  # noqa: B008
    audience: list[str] = Query([]),  # noqa: B008
    district: list[str] = Query([]),  # noqa: B008
    level: str = "",
    language: list[str] = Query([]),  # noqa: B008
    day_part: list[str] = Query([]),  # noqa: B008
    commitment: list[str] = Query([]),  # noqa: B008
    mode: list[str] = Query([]),  # noqa: B008
    paper: str = "",
    reward: list[str] = Query([]),  # noqa: B008
    age: str = "",
    near: str = "",
    sort: str = "",
    page: int = Query(1, ge=1, le=MOST_PAGES),
    per_page: int = Query(20, ge=1, le=PER_PAGE_MAX),
    lang: str = "",
) -> Any:
    """The search of the website: same parameters, several values by repeating the key. Unknown values are 422."""
    reader = reader_language(request)
    query: QueryDict = request.GET.copy()
    for own in ("lang", "per_page"):
        query.pop(own, None)
    wish = parse(query)
    if wish.unknown:
        raise Problems(422, "unknown-value", "Unknown filter value", not_known(wish.unknown))
    found = find(wish, reader, per_page=per_page, fields=shapes.TEXTS)
    following, previous = neighbours(request, found.number, found.pages)
    return {
        "count": found.total,
        "next": following,
        "previous": previous,
        "facets": {
            facet.name: [{"value": row.value, "label": row.label, "count": row.count} for row in facet.values]
            for facet in found.facets
        },
        "results": [shapes.opportunity(listing) for listing in found.listings],
    }


@api.get(
    "/opportunities/{public_id}/",
    response={200: shapes.OpportunityShape, **PROBLEMS},
    operation_id="opportunity",
    summary="One listing",
)
def opportunity(request: HttpRequest, public_id: str, lang: str = "") -> Any:
    """One listing in the asked language; 404 when it is not shown (any more)."""
    reader = reader_language(request)
    found = listings_by_ids([public_id], reader, shapes.TEXTS)
    if not found:
        raise Problems(404, "not-found", "Not found", _("This activity is not here, or no longer."))
    return shapes.opportunity(found[0])


@api.get(
    "/organisations/",
    response={200: shapes.OrganisationPage, **PROBLEMS},
    operation_id="organisations",
    summary="Hosts",
)
def organisations(
    request: HttpRequest,
    page: int = Query(1, ge=1, le=MOST_PAGES),
    per_page: int = Query(20, ge=1, le=PER_PAGE_MAX),
    lang: str = "",
) -> Any:
    """Hosts whose page the public may see, by name."""
    reader = reader_language(request)
    rows = shown_hosts().order_by("name", "id")
    total = rows.count()
    part = list(rows[(page - 1) * per_page : page * per_page])
    texts = texts_of_organisations(part)
    following, previous = neighbours(request, page, -(-total // per_page))
    results = [shapes.organisation(host, texts[host.pk].best("name", reader), reader) for host in part]
    return {"count": total, "next": following, "previous": previous, "results": results}


@api.get(
    "/districts/", response={200: list[shapes.DistrictShape], **PROBLEMS}, operation_id="districts", summary="Districts"
)
def all_districts(request: HttpRequest, lang: str = "") -> Any:
    """The districts with the number of listings in each."""
    reader = reader_language(request)
    counts = counts_by_district()
    return [shapes.district(row, reader, counts.get(row.pk, 0)) for row in districts()]


@api.get("/topics/", response={200: list[shapes.TopicShape], **PROBLEMS}, operation_id="topics", summary="Topics")
def all_topics(request: HttpRequest, group: str = "", lang: str = "") -> Any:
    """Causes, activities, audiences, papers, rewards with labels in every language."""
    reader = reader_language(request)
    if group and group not in Topic.Group.values:
        raise Problems(422, "unknown-value", "Unknown filter value", not_known([("group", group)]))
    return [shapes.topic(row, reader) for row in topics(group or None)]


@api.get("/{path:rest}/", include_in_schema=False)
def elsewhere(request: HttpRequest, rest: str) -> Any:
    """Any other address here is a problem document too; the last one, so that every other comes first."""
    reader_language(request)
    raise Problems(404, "not-found", "Not found", _("This page is not here"))
