"""The API answers as its own OpenAPI document says, to every question it can be asked."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from mosty.opportunities.rules.times import DAY_PARTS
from tests.api.reading import TITLES
from tests.reading import LANGUAGES

pytestmark = pytest.mark.django_db
SEARCH, LISTING = "/api/v1/opportunities/", "/api/v1/opportunities/{public_id}/"
HOSTS = "/api/v1/organisations/"
OPERATIONS = (SEARCH, LISTING, HOSTS, "/api/v1/districts/", "/api/v1/topics/")
NOT_KNOWN = "Nothing is known by this value: %s"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
QUICK = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
UNKNOWN = {
    "kind": "job", "cause": "nothing", "activity": "nothing", "audience": "nothing", "district": "atlantis",
    "level": "z9", "language": "klingon9", "day_part": "Noon", "commitment": "ever", "mode": "air", "paper": "passport",
    "reward": "money", "age": "old", "near": "here", "sort": "best", "suits": "dogs", "organisation": "nobody",
}  # fmt: skip
KNOWN = {
    "q": ["", "doučování", "no Czech needed", "trẻ em", "\x00 ' \" * ( [ :", "x" * 300],
    "kind": ["help", "meet"],
    "cause": ["education", "animals"],
    "activity": ["homework_help", "dog_walking"],
    "audience": ["children"],
    "district": ["praha-7", "praha-14"],
    "level": ["none", "a1", "a2", "B1", "c2"],
    "language": ["vi", "cs"],
    "day_part": list(DAY_PARTS[:5]),
    "commitment": ["week", "month"],
    "mode": ["online", "offline"],
    "paper": ["none"],
    "reward": ["meals"],
    "age": ["0", "17", "120"],
    "near": ["50.1,14.4", "-90,180", " 0 , 0 "],
    "sort": ["relevance", "date", "distance"],
    "page": ["1", "2", "10000"],
    "per_page": ["1", "100"],
    "lang": LANGUAGES,
}


@pytest.fixture(autouse=True)
def _connection_stays():
    """A request that ends closes its connection to the database: here that would be the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def document(db, _connection_stays):
    """The product's own document, asked in this process: nothing goes over a network."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def checked(case):
    """The answer to a question, after the checks; unpacked, as the client of the checks does not unpack."""
    return case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize("path", OPERATIONS)
def test_whatever_is_asked_the_answer_is_as_described(document, few, path):
    operation = document[path]["GET"]
    for mode in GenerationMode:  # what the document allows, and what it does not

        @QUICK
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            checked(case)

        ask()


def test_every_operation_of_the_contract_is_described(document):
    assert {operation.ok().path for operation in document.get_all_operations()} == set(OPERATIONS)


@QUICK
@given(query=st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in KNOWN.items()}))
def test_known_filters_together_are_always_answered(document, few, query):
    assert checked(document[SEARCH]["GET"].Case(query=query)).status_code == 200


def test_listing_is_given_as_described_in_the_asked_language(document, few):
    listing = few["dated"].public_id
    for language in LANGUAGES:
        case = document[LISTING]["GET"].Case(path_parameters={"public_id": listing}, query={"lang": language})
        body = checked(case).json()
        assert body["title"] == {"text": TITLES[language], "language": language, "state": body["title"]["state"]}
        assert f"/{language}/opportunities/{listing}-" in body["url"]
        assert body["session"]


# --- problems -----------------------------------------------------------------------------------------------------------
def expect_problem(response, status, kind, sentence, language):
    """This is the problem document with this sentence in this language."""
    with translation.override(language):
        expected = gettext(sentence[0]) % sentence[1:]
    body = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert (body["type"], body["status"], body["detail"]) == (f"/problems/{kind}", status, expected)
    assert response.headers["Content-Language"] == language


def test_unknown_filter_value_is_a_problem_in_the_asked_language(client, few):
    for language in LANGUAGES:
        for name, value in UNKNOWN.items():
            response = client.get(SEARCH, {name: value, "lang": language})
            expect_problem(response, 422, "unknown-value", (NOT_KNOWN, f"{name}={value}"), language)


def test_number_out_of_bounds_is_a_problem_in_the_asked_language(client, few):
    odd = [("per_page", "0"), ("per_page", "101"), ("per_page", "x"), ("page", "0"), ("page", "9" * 30)]
    for path in (SEARCH, HOSTS):
        for language in LANGUAGES:
            for name, value in odd:
                response = client.get(path, {name: value, "lang": language})
                expect_problem(response, 422, "invalid-parameter", (NOT_KNOWN, f"{name}={value}"), language)
        assert client.get(path, {"per_page": 100}).status_code == 200


def test_other_problems_speak_the_asked_language_too(client, few):
    for language in LANGUAGES:
        asked = {"lang": language}
        gone = ("This activity is not here, or no longer.",)
        expect_problem(client.get(f"{SEARCH}nobody/", asked), 404, "not-found", gone, language)
        expect_problem(client.get("/api/v1/nothing/", asked), 404, "not-found", ("This page is not here",), language)
        response = client.get("/api/v1/topics/", {"group": "weather", **asked})
        expect_problem(response, 422, "unknown-value", (NOT_KNOWN, "group=weather"), language)
        for path in (SEARCH, HOSTS, "/api/v1/districts/", "/api/v1/topics/"):
            response = client.get(path, {"lang": "xx"}, headers={"accept-language": language})
            expect_problem(response, 422, "unknown-language", (NOT_KNOWN, "lang=xx"), language)


def test_sign_that_a_database_refuses_is_a_problem_like_any_other(client, few):
    is_unknown = (NOT_KNOWN, "organisation=a\x00b")
    expect_problem(client.get(SEARCH, {"organisation": "a\x00b", "lang": "vi"}), 422, "unknown-value", is_unknown, "vi")
    assert client.get(f"{SEARCH}a%00b/").status_code == 404


def test_sentences_of_problems_differ_between_languages(client, few):
    """The control for the tests above: they compare with the catalogue, which could be missing."""
    answers = [client.get(SEARCH, {"kind": "job", "lang": language}).json()["detail"] for language in LANGUAGES]
    assert len(set(answers)) == len(LANGUAGES)


# --- facets, pages --------------------------------------------------------------------------------------------------------
def test_choosing_a_facet_value_gives_as_many_as_it_says(client, few):
    facets = client.get(SEARCH, {"lang": "cs"}).json()["facets"]
    assert {"kind", "cause", "activity", "district", "level", "mode", "paper", "organisation"} <= facets.keys()
    assert {row["value"] for row in facets["district"]} == {"praha-7", "praha-14"}
    for name, rows in facets.items():
        for row in rows:
            assert client.get(SEARCH, {name: row["value"]}).json()["count"] == row["count"], (name, row)


def test_facets_are_labelled_in_the_asked_language(client, few):
    labels = set()
    for language in LANGUAGES:
        rows = client.get(SEARCH, {"lang": language}).json()["facets"]["activity"]
        labels |= {row["label"] for row in rows}
    assert len(labels) == len(LANGUAGES)


@pytest.mark.parametrize("path", [f"{SEARCH}?lang=ar&cause=education&cause=animals", f"{HOSTS}?lang=ar"])
def test_next_walks_through_everything_once_and_previous_back(client, few, path):
    everything = [row["id"] for row in client.get(path).json()["results"]]
    assert len(everything) >= 3
    there, back, address = [], [], f"{path}&per_page=1"
    while address:
        last = client.get(address).json()
        there += [row["id"] for row in last["results"]]
        assert (last["count"], len(last["results"])) == (len(everything), 1)
        address = last["next"]
    while last["previous"]:
        last = client.get(last["previous"]).json()
        back += [row["id"] for row in last["results"]]
    assert there == everything
    assert [*reversed(back), there[-1]] == everything


def test_page_beyond_the_last_is_empty(client, few):
    for path in (SEARCH, HOSTS):
        body = client.get(path, {"page": 9}).json()
        assert (body["results"], body["next"]) == ([], None)


def test_what_is_not_published_is_nowhere(client, few):
    found = {row["id"] for row in client.get(SEARCH).json()["results"]}
    assert found == {few[name].public_id for name in ("dated", "online", "meet")}
    assert client.get(f"{SEARCH}{few['draft'].public_id}/").status_code == 404


def test_api_needs_and_sets_no_cookie(client, few):
    for path in (SEARCH, HOSTS, "/api/v1/districts/", "/api/v1/topics/", "/api/v1/openapi.json", "/api/v1/docs/"):
        response = client.get(path)
        assert (response.status_code, dict(response.cookies)) == (200, {}), path
