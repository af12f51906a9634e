"""A coordinator takes in a table, publishes a row, the Page has exactly one post with picture and link, a visit is counted."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mosty.base.clock import now
from mosty.channels import actions as channels
from mosty.channels.models import LinkDay, Post
from mosty.channels.tasks import send_due_posts
from mosty.opportunities import actions as opportunities
from mosty.opportunities import queries as opportunity_queries
from mosty.opportunities.models import Opportunity
from mosty.partners.models import Run
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = (
    "Organizace;Název;Popis;Kde;Kdy;Čeština\n"
    "Spolek Modrá lavička;Doučování dětí;Jednou týdně si sednete vedle dítěte a projdete s ním úkoly do školy.;"
    "Praha 7;každé úterý 16-18;nemusí umět česky\n"
    ";;jen poznámka;;;\n"
)


def link_of_the_one_post(graph) -> str:
    """Send twice; the Page then has exactly one post, with a picture; returns the path of its counted link."""
    send_due_posts()
    send_due_posts()
    assert [post.state for post in Post.objects.all()] == ["confirmed"]
    assert len(graph.store.posts) == 1
    shown = graph.store.posts[0]
    assert shown.picture.startswith(b"\x89PNG")
    return re.search(r"/go/[0-9a-z]+", shown.message).group(0)


def test_table_becomes_one_post_with_picture_and_counted_link(client, transactional_db, graph):
    from mosty.city.actions import load_city  # noqa: PLC0415

    load_city()
    client.force_login(factories.a_coordinator())
    page = channels.add_channel(kind="facebook", name="Praha pro všechny", language="cs", by=None)
    channels.connect_channel(channel=page, external_id=graph.page_id, secret=graph.token, by=None)

    file = SimpleUploadedFile("nabídky.csv", TABLE.encode("cp1250"), content_type="text/csv")
    answer = client.post("/desk/imports/new/", {"table": file, "partner": "Modrá lavička"})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert not Opportunity.objects.exists()
    run = Run.objects.get()
    client.post(f"/desk/imports/{run.pk}/take-in/")
    report = client.get(f"/desk/imports/{run.pk}/").content.decode()
    run.refresh_from_db()
    assert (run.taken, run.refused) == (1, 1)
    made = Opportunity.objects.get()
    assert made.public_id in report
    assert client.get(f"/desk/listings/{made.public_id}/").status_code == 200

    for _twice in range(2):
        client.post(f"/desk/listings/{made.public_id}/publish/", {"channel": page.public_id})
    made.refresh_from_db()
    assert made.status == "published"
    link = link_of_the_one_post(graph)
    client.logout()
    visit = client.get(link, headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/130"})
    assert visit.status_code == 302 and not visit.cookies
    assert LinkDay.objects.get().count == 1
    assert client.get(visit["Location"], follow=True).status_code == 200


def test_desk_refuses_strangers_and_hosts(client, city):
    from mosty.desk.urls import urlpatterns  # noqa: PLC0415

    host = factories.a_person()
    factories.a_host(member=host)
    for pattern in urlpatterns:
        path = "/desk/" + re.sub(r"<int:\w+>", "1", re.sub(r"<slug:\w+>", "abcdefghjk", str(pattern.pattern)))
        client.logout()
        assert client.get(path)["Location"].startswith("/"), path
        assert "sign-in" in client.get(path)["Location"], path
        client.force_login(host)
        assert client.get(path).status_code == 403, path


def test_own_words_at_a_later_time(client, transactional_db, graph):
    from mosty.city.actions import load_city  # noqa: PLC0415

    load_city()
    client.force_login(factories.a_coordinator())
    page = channels.add_channel(kind="facebook", name="Praha pro všechny", language="cs", by=None)
    channels.connect_channel(channel=page, external_id=graph.page_id, secret=graph.token, by=None)
    made = factories.an_opportunity(published=False, papers=[])
    opportunities.submit(opportunity=made, by=None)
    typed = {
        "channel": page.public_id,
        f"{page.public_id}-words": "Přijďte v úterý!",
        f"{page.public_id}-has_picture": "on",
    }

    over = client.post(
        f"/desk/listings/{made.public_id}/publish/", typed | {f"{page.public_id}-due_at": "2020-01-01T10:00"}
    )
    made.refresh_from_db()
    assert over.status_code == 422 and made.status == "submitted" and not Post.objects.exists()
    assert "Přijďte v úterý!" in over.content.decode() and "2020-01-01T10:00" in over.content.decode()

    empty = client.post(f"/desk/listings/{made.public_id}/publish/", typed | {f"{page.public_id}-words": " "})
    html = empty.content.decode()
    assert empty.status_code == 422 and "Něco chybí. Váš text tu zůstal." in html
    assert re.search(r"<textarea[^>]* lang=.cs.", html)

    tomorrow = now() + dt.timedelta(days=1)
    local = tomorrow.astimezone(ZoneInfo("Europe/Prague")).strftime("%Y-%m-%dT%H:%M")
    answer = client.post(f"/desk/listings/{made.public_id}/publish/", typed | {f"{page.public_id}-due_at": local})
    assert answer.status_code == 302
    post = Post.objects.get()
    assert post.text.startswith("Přijďte v úterý!") and "/go/" in post.text
    assert abs(post.due_at - tomorrow) < dt.timedelta(minutes=1)
    send_due_posts()
    assert graph.store.posts == []


@pytest.fixture
def waiting(client, city):
    """A listing that waits for the check, a coordinator, and what the page would send unchanged."""
    client.force_login(factories.a_coordinator())
    made = factories.an_opportunity(published=False, papers=[])
    opportunities.submit(opportunity=made, by=None)
    page = client.get(f"/desk/listings/{made.public_id}/")
    typed = {}
    for form in (page.context["facts_form"], page.context["texts_form"]):
        typed |= {field.name: field.value() for field in form if field.value() not in (None, "")}
    return made, typed


def test_publishing_takes_along_what_was_changed_on_the_page(client, waiting):
    made, typed = waiting
    typed |= {"level": "b1", "title": "Nový název"}
    response = client.post(f"/desk/listings/{made.public_id}/publish/", typed)
    assert response.status_code == 302
    made.refresh_from_db()
    assert made.status == "published"
    assert [need.minimum_level for need in made.language_requirements.all()] == ["b1"]
    assert opportunity_queries.listing(made, "cs").title.words == "Nový název"


def test_what_is_wrong_on_the_page_stops_publishing_and_stays(client, waiting):
    made, typed = waiting
    typed |= {"level": "b1", "title": "x" * 200}
    response = client.post(f"/desk/listings/{made.public_id}/publish/", typed)
    assert response.status_code == 422
    made.refresh_from_db()
    assert (made.status, made.language_requirements.count()) == ("submitted", 0)
    html = response.content.decode()
    assert "x" * 200 in html
    assert response.context["facts_form"]["level"].value() == "b1"


def test_saving_without_publishing_and_the_way_to_the_next(client, waiting):
    made, typed = waiting
    other = factories.an_opportunity(published=False)
    opportunities.submit(opportunity=other, by=None)
    typed |= {"title": "Nový název"}
    client.post(f"/desk/listings/{made.public_id}/save/", typed)
    made.refresh_from_db()
    assert made.status == "submitted"
    assert opportunity_queries.listing(made, "cs").title.words == "Nový název"
    page = client.post(f"/desk/listings/{made.public_id}/publish/", typed, follow=True).content.decode()
    assert f'class="button" href="/desk/listings/{other.public_id}/"' in page
    assert "zveřejněno" in page and "<code" not in page.split("<main")[1].split("set_papers")[0][-200:]
    assert "set_papers" not in page


def test_a_channel_is_renamed_and_a_refused_connection_keeps_the_number(client, city, graph):
    client.force_login(factories.a_coordinator())
    page = channels.add_channel(kind="facebook", name="FB", language="cs", by=None)
    client.post(f"/desk/channels/{page.public_id}/change/", {"name": "FB Việt", "language": "vi"})
    page.refresh_from_db()
    assert (page.name, page.language) == ("FB Việt", "vi")
    response = client.post(f"/desk/channels/{page.public_id}/connect/", {"external_id": "12345678", "secret": "wrong"})
    assert response.status_code == 422 and "12345678" in response.content.decode()


def test_columns_are_read_again_without_a_key_in_the_address(client, city):
    client.force_login(factories.a_coordinator())
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    file = SimpleUploadedFile("t.csv", TABLE.encode())
    shown = client.post("/desk/imports/new/", {"table": file, "partner": "Modrá lavička"})["Location"]
    page = client.get(shown).content.decode()
    assert 'formmethod="get"' not in page
    again = client.post(f"{shown}read-again/")
    assert again.status_code == 200 and not Opportunity.objects.exists()
