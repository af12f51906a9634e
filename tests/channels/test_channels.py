"""Channels, their secrets, tracked links, forms."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from mosty.base.errors import Refused
from mosty.channels import actions, queries
from mosty.channels.forms import ConnectForm, PostForm
from mosty.channels.models import Channel, Link, LinkDay
from mosty.channels.rules.secrets import reseal, seal, unseal
from mosty.city.models import District
from tests.factories import an_opportunity
from tests.fakes.graph import Graph

pytestmark = pytest.mark.django_db


def connect(channel, graph, **change):
    given = {"channel": channel, "external_id": graph.page_id, "secret": graph.token, "by": None, **change}
    actions.connect_channel(**given)


@pytest.fixture
def new(city):
    return actions.add_channel(kind="facebook", name="Nová", language="vi", by=None)


# --- secrets --------------------------------------------------------------------------------------------------------


def test_seal_hides_and_opens_again():
    sealed = seal("EAAsecret")
    assert "EAA" not in sealed and unseal(sealed) == "EAAsecret"
    assert seal("EAAsecret") != sealed


def test_unseal_under_another_key_is_nothing(settings):
    sealed = seal("EAAsecret")
    settings.SECRET_KEY = "another one"
    assert unseal(sealed) is None and reseal(sealed) is None and unseal("rubbish") is None


def test_reseal_secrets_after_a_key_change_lets_the_old_key_go(channel, graph, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new one", [old]
    assert queries_secret(channel) == graph.token
    assert actions.reseal_secrets() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    assert queries_secret(channel) == graph.token
    settings.SECRET_KEY = "one that nobody has told us"
    assert actions.reseal_secrets() == (0, 1)


def queries_secret(channel):
    return unseal(Channel.objects.get(pk=channel.pk).secret)


def test_secret_is_nowhere_in_the_database(channel, graph):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert graph.token not in str(cursor.fetchall())


# --- connecting -----------------------------------------------------------------------------------------------------


def test_connect_asks_the_network_and_keeps_the_answer(new, graph):
    connect(new, graph, external_id=f" {graph.page_id} ", secret=f"{graph.token}\n")
    new.refresh_from_db()
    assert (new.state, new.external_id, queries_secret(new)) == ("connected", graph.page_id, graph.token)
    assert [call.path for call in graph.store.calls] == ["/me"]


@pytest.mark.parametrize(
    ("change", "fault", "code"),
    [
        ({"secret": "EAAwrong"}, "", "token_invalid"),
        ({}, "expired_463", "token_expired"),
        ({}, "no_permission_200", "permission_missing"),
        ({}, "before_500", "not_reached"),
        ({}, "before_close", "not_reached"),
        ({"external_id": "123456"}, "", "wrong_page"),
    ],
)
def test_connect_refusals_leave_the_channel_unconnected(new, graph, change, fault, code):
    if fault:
        graph.script(fault)
    with pytest.raises(Refused) as refusal:
        connect(new, graph, **change)
    new.refresh_from_db()
    assert (refusal.value.reason.code, new.state, new.secret) == (code, "not_connected", "")
    assert graph.token not in str(refusal.value.reason.sentence)


def test_connect_one_page_as_two_channels_is_refused(channel, new, graph):
    with pytest.raises(Refused) as refusal:
        connect(new, graph)
    assert refusal.value.reason.code == "page_taken"


def test_disconnect_forgets_the_secret_and_keeps_the_posts(channel, post, graph, pace):
    actions.disconnect(channel=channel, by=None)
    assert (channel.state, channel.secret) == ("not_connected", "")
    actions.send_due(pace=pace)
    post.refresh_from_db()
    assert (post.state, graph.store.calls) == ("waiting", [])
    connect(channel, graph)
    assert actions.send_due(pace=pace) == 1


def test_two_pages_have_their_own_posts(channel, city, settings, graph, pace):
    """A channel that is held or stopped does not hold another."""
    Channel.objects.filter(pk=channel.pk).update(state="stopped", reason="token_expired")
    other = actions.add_channel(kind="facebook", name="Druhá", language="cs", by=None)
    with Graph(window=0.0) as second:
        settings.FACEBOOK_GRAPH_URL = second.url
        connect(other, second)
        made = an_opportunity()
        for target in (Channel.objects.get(pk=channel.pk), other):
            actions.schedule(opportunity=made, channel=target, words="x", has_picture=False, by=None)
        assert actions.send_due(pace=pace) == 1
        assert len(second.store.posts) == 1 and graph.store.calls == []


def test_channels_for_listing_are_those_of_its_district_or_the_whole_city(channel, new):
    made = an_opportunity(district="praha-7")
    near, far = District.objects.filter(slug="praha-7"), District.objects.exclude(slug="praha-7")[:1]
    actions.change_channel(channel=new, name="Nová", language="vi", districts=near, by=None)
    assert queries.channels_for(made) == [channel, new]
    actions.change_channel(channel=new, name="Nová", language="vi", districts=far, by=None)
    assert queries.channels_for(made) == ([channel] if far else [channel, new])


def test_channels_for_desk_count_their_posts(channel, post):
    (row,) = queries.channels_for_desk()
    assert (row.waiting, row.confirmed, row.uncertain, row.refused) == (1, 0, 0, 0)


# --- tracked links --------------------------------------------------------------------------------------------------


def test_count_click_leads_inside_and_counts_people_by_day(post):
    code, phone = post.link.code, "Mozilla/5.0 (Linux; Android 9) Chrome/139.0 Mobile Safari/537.36"
    with time_machine.travel(dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC), tick=False):
        for agent in (phone, phone, "facebookexternalhit/1.1", None):
            assert (
                actions.count_click(code=code, user_agent=agent) == f"/cs/opportunities/{post.opportunity.public_id}/"
            )
    with time_machine.travel(dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC), tick=False):
        actions.count_click(code=code.upper(), user_agent=phone)
    assert queries.visits_by_day(post.link) == [(dt.date(2026, 11, 23), 3), (dt.date(2026, 11, 24), 1)]
    assert queries.posts_for_desk().get().visits == 4


def test_count_click_unknown_code_is_nothing(db):
    assert actions.count_click(code="zzzzzzzzzz") is None


def test_link_day_holds_nothing_about_the_visitor():
    assert {field.name for field in LinkDay._meta.get_fields()} == {"id", "link", "day_on", "count"}


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "/\\evil.example", "", "evil"])
def test_link_out_of_the_house_is_refused_by_the_database(db, path):
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(purpose="promoter", target_path=path, language="cs")


def test_poster_link_is_the_same_every_time(city):
    made = an_opportunity()
    first = actions.poster_link(opportunity=made, language="vi")
    assert actions.poster_link(opportunity=made, language="vi") == first
    assert first.target_path == f"/vi/opportunities/{made.public_id}/"
    assert actions.poster_link(opportunity=made, language="cs") != first


# --- forms ----------------------------------------------------------------------------------------------------------


def test_post_form_takes_the_citys_time():
    data = {"words": "x", "due_at": "2026-07-01T16:00"}
    form = PostForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_at"] == dt.datetime(2026, 7, 1, 14, 0, tzinfo=dt.UTC)
    assert PostForm({**data, "due_at": ""}).is_valid()
    assert not PostForm({**data, "words": " "}).is_valid()


def test_connect_form_never_shows_the_token():
    form = ConnectForm({"external_id": "x", "secret": "EAAsecret"})
    assert not form.is_valid()
    assert "EAAsecret" not in form.as_p()
