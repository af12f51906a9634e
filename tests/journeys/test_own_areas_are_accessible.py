"""axe in the host area, on the desk and on the way in, on a phone and on a wide screen, in Czech, Vietnamese, Arabic."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mosty.applications.notices import host_link
from mosty.channels import actions as channels
from mosty.notices.models import Notice
from mosty.opportunities import actions as opportunities
from mosty.opportunities.forms import STEPS
from mosty.partners.models import Run
from mosty.search.actions import add_synonym, note_search
from mosty.search.rules.wish import Wish
from mosty.translations import actions as translations
from tests import factories

pytestmark = pytest.mark.journey
WIDTHS = [360, 1280]
TABLE = (
    "Organizace;Název;Popis;Kde\nSpolek Modrá lavička;Doučování dětí;Sednete si vedle dítěte.;Praha 7\n;;poznámka;\n"
)


@pytest.fixture(params=["cs", "vi", "ar"])
def language(request):
    return request.param


@pytest.fixture
def look(page, live_server, axe, language):
    """Open each path at both widths; returns what axe found by path."""

    def run(paths):
        found = {}
        for path in paths:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                answer = page.goto(live_server.url + path)
                assert answer.status == 200, path
                assert page.locator("h1").count() == 1, path
                assert page.locator("html").get_attribute("lang") == language, path
                wider = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
                problems = axe() + (["wider than the screen"] if wider else [])
                if problems:
                    found[f"{path} at {width}"] = problems
        return found

    return run


@pytest.fixture
def enter(page, client, live_server, language):
    """Sign a person in who reads the language."""

    def run(person):
        person.preferred_language = language
        person.save(update_fields=["preferred_language"])
        client.force_login(person)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return run


def test_host_area(enter, look, homework, language):
    member = factories.a_person()
    host = homework.organisation
    host.contact_language = language
    host.save()
    host.memberships.create(person=member, is_lead=True)
    application = factories.an_application(homework, words="Xin chào, tôi rảnh chiều thứ Ba.")
    enter(member)
    mine = f"/host/listings/{homework.public_id}/"
    paths = ["/host/", "/host/listings/new/", *(f"{mine}?step={step}" for step in STEPS), f"{mine}preview/"]
    paths += [f"{mine}dates/", "/host/applications/", f"/host/applications/{application.public_id}/", "/host/settings/"]
    paths += [f"/host/organisations/{host.public_id}/", f"/host/organisations/{host.public_id}/people/"]
    paths += [re.sub(r"^https?://[^/]+", "", host_link(application))]
    assert look(paths) == {}


def test_desk(enter, look, homework, client):
    coordinator = factories.a_coordinator()
    application = factories.an_application(homework)
    enter(coordinator)
    file = SimpleUploadedFile("nabídky.csv", TABLE.encode(), content_type="text/csv")
    client.post("/desk/imports/new/", {"table": file, "partner": "Modrá lavička"})
    run = Run.objects.get()
    channel = channels.add_channel(kind="facebook", name="Praha pro všechny", language="cs", by=None)
    before = [f"/desk/imports/{run.pk}/"]
    host, listing = homework.organisation.public_id, homework.public_id
    paths = ["/desk/", "/desk/listings/", f"/desk/listings/{listing}/", "/desk/hosts/", f"/desk/hosts/{host}/"]
    paths += ["/desk/applications/", f"/desk/applications/{application.public_id}/", "/desk/imports/"]
    paths += ["/desk/imports/new/", "/desk/channels/", "/desk/channels/new/", f"/desk/channels/{channel.public_id}/"]
    paths += ["/desk/posts/"]
    found = look(before + paths)
    client.post(f"/desk/imports/{run.pk}/take-in/")
    assert found | look(before) == {}


def test_way_in(enter, look, page, live_server, city, language):
    person = factories.a_person()
    assert look([f"/{language}/sign-in/"]) == {}
    page.fill("input[name=email]", person.email)
    page.click("main form button[type=submit] >> nth=0")
    assert Notice.objects.filter(to_address=person.email).exists()
    confirm = re.sub(r"^https?://[^/]+", "", page.url)
    assert "confirm" in confirm
    assert look([confirm]) == {}
    enter(person)
    two = f"/{language}/sign-in/2fa/"
    assert look([two, f"{two}totp/activate/", f"{two}webauthn/"]) == {}


def test_translations_glossary_and_searches(enter, look, homework):
    """The pages of translators and of words, with something to show on each."""
    enter(factories.a_coordinator())
    translations.keep_term(term=None, source_language="cs", source="klub", words={"vi": "câu lạc bộ"}, is_kept=False)
    opportunities.set_texts(opportunity=homework, language="cs", texts={"title": "Úkoly v 17:00"}, by=None)
    opportunities.send_back_texts(opportunity=homework, language="vi", note="Chybí čas.", by=None)
    for _time in range(3):
        note_search(wish=Wish(q="паркур"), language="ru", total=0)
    add_synonym(words="kamínek", language="cs", concept="word:child", by=None)
    paths = [
        "/desk/translations/?language=vi",
        "/desk/translations/?language=cs",
        "/desk/glossary/",
        "/desk/translators/",
    ]
    paths += [f"/desk/translations/{homework.public_id}/{code}/" for code in ("vi", "ar")] + ["/desk/searches/"]
    assert look(paths) == {}
