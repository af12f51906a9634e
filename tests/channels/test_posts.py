"""Posts from scheduling to their end, with a real network conversation in between."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mosty.base.clock import now
from mosty.base.errors import Refused
from mosty.channels import actions, queries
from mosty.channels.actions import parcels, sending
from mosty.channels.models import Channel, Post
from mosty.journal.models import Entry
from mosty.notices.models import Notice
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from tests.factories import a_coordinator, an_opportunity
from tests.fakes.graph import AFTER

State = Post.State
pytestmark = pytest.mark.django_db


def reason_of(refusal):
    return refusal.value.reason.code


def work(pace, seconds=3.0, until=lambda: False):
    """What the worker does, for at most so long."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not until():
        actions.send_due(pace=pace)
        actions.read_back_due(pace=pace)
        time.sleep(0.02)


def settled(post):
    post.refresh_from_db()
    return post.state in (State.CONFIRMED, State.REFUSED) or post.is_for_person


def letters():
    """Those about channels."""
    return Notice.objects.filter(about__startswith="channel:")


def steps(post):
    return [event.state for event in post.events.all()]


# --- scheduling -----------------------------------------------------------------------------------------------------


def test_schedule_makes_a_waiting_post_with_its_own_link(channel, settings):
    person = a_coordinator()
    opportunity = an_opportunity()
    post = actions.schedule(opportunity=opportunity, channel=channel, words=" Pojďte s námi \n", by=person)
    assert (post.state, post.occasion, post.language, post.scheduled_by) == (State.WAITING, "new", "cs", person)
    assert post.text == f"Pojďte s námi\n{settings.SITE_URL}/go/{post.link.code}"
    assert post.link.target_path == f"/cs/opportunities/{opportunity.public_id}/"
    assert steps(post) == [State.WAITING]
    assert Entry.objects.filter(noun="post", noun_id=post.public_id, verb="schedule", actor_id=person.pk).exists()


def test_schedule_twice_for_one_occasion_is_refused(channel, post):
    again = {"opportunity": post.opportunity, "channel": channel, "words": "x", "by": None}
    with pytest.raises(Refused) as refusal:
        actions.schedule(**again)
    assert reason_of(refusal) == "already_posted"
    assert actions.schedule(**again, occasion="reminder").state == State.WAITING
    actions.cancel(post=post, by=None)
    assert actions.schedule(**again).state == State.WAITING


def test_schedule_twice_at_once_is_refused_by_the_database(channel, post, monkeypatch):
    monkeypatch.setattr("mosty.channels.actions.posts.refusal_to_schedule", lambda *facts: None)
    with pytest.raises(Refused) as refusal:
        actions.schedule(opportunity=post.opportunity, channel=channel, words="x", by=None)
    assert reason_of(refusal) == "already_posted"
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"words": "  "}, "text_missing"),
        ({"words": "x" * 5001}, "text_long"),
        ({"due_at": dt.timedelta(hours=-2)}, "due_past"),
        ({"due_at": dt.timedelta(days=200)}, "due_far"),
    ],
)
def test_schedule_what_cannot_be_posted_is_refused(channel, change, code):
    if "due_at" in change:
        change = {"due_at": now() + change["due_at"]}
    with pytest.raises(Refused) as refusal:
        actions.schedule(**{"opportunity": an_opportunity(), "channel": channel, "words": "x", "by": None, **change})
    assert reason_of(refusal) == code
    assert not Post.objects.exists()


def test_schedule_unpublished_listing_or_unconnected_channel_is_refused(channel):
    with pytest.raises(Refused) as refusal:
        actions.schedule(opportunity=an_opportunity(published=False), channel=channel, words="x", by=None)
    assert reason_of(refusal) == "not_shown"
    new = actions.add_channel(kind="facebook", name="Nová", language="vi", by=None)
    with pytest.raises(Refused) as refusal:
        actions.schedule(opportunity=an_opportunity(), channel=new, words="x", by=None)
    assert reason_of(refusal) == "channel_not_connected"


def test_draft_speaks_the_channels_language_and_no_unchecked_words(channel):
    made = an_opportunity(title="Doučování dětí")
    opportunities.set_texts(opportunity=made, language="vi", texts={"title": "Dạy kèm"}, state="mt_unreviewed", by=None)
    channel.language = "vi"
    draft = queries.draft(made, channel)
    assert "Dạy kèm" not in draft.words and draft.words.startswith("Doučování dětí")
    assert [warning.code for warning in draft.warnings] == ["title_foreign"]
    opportunities.set_texts(opportunity=made, language="vi", texts={"title": "Dạy kèm"}, state="human", by=None)
    draft = queries.draft(made, channel)
    assert draft.words.startswith("Dạy kèm\n\n") and draft.warnings == []
    assert len(draft.words) <= 470


# --- sending --------------------------------------------------------------------------------------------------------


def test_send_due_post_is_confirmed_with_its_place_on_the_network(post, graph, pace):
    assert actions.send_due(pace=pace) == 1
    post.refresh_from_db()
    taken = graph.store.posts[0]
    assert (post.state, post.external_id, post.attempts) == (State.CONFIRMED, taken.id, 1)
    assert taken.message == post.text and post.link.code in taken.link
    assert steps(post) == [State.WAITING, State.SENDING, State.CONFIRMED]
    assert actions.send_due(pace=pace) == 0 and len(graph.store.posts) == 1


def test_send_picture_post_carries_a_png_of_the_right_size(channel, graph, pace):
    actions.schedule(opportunity=an_opportunity(), channel=channel, words="x", by=None)
    actions.send_due(pace=replace(pace, deadline=1.5))
    picture = graph.store.posts[0].picture
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
    assert "Doučování dětí" in graph.store.posts[0].alternative


def test_send_before_its_time_does_not_happen(channel, graph, pace):
    later = now() + dt.timedelta(hours=1)
    actions.schedule(opportunity=an_opportunity(), channel=channel, words="x", due_at=later, has_picture=False, by=None)
    assert actions.send_due(pace=pace) == 0
    assert graph.store.calls == []


def test_send_listing_that_closed_meanwhile_is_refused_without_a_call(post, graph, pace):
    Opportunity.objects.update(status="paused")
    actions.send_due(pace=pace)
    post.refresh_from_db()
    assert (post.state, post.reason) == (State.REFUSED, "not_shown")
    assert graph.store.calls == []


def test_listing_taken_back_cancels_its_waiting_posts(post):
    opportunities.pause(opportunity=post.opportunity, by=None)
    post.refresh_from_db()
    assert (post.state, post.reason) == (State.CANCELLED, "withdrawn")


@pytest.mark.parametrize("fault", AFTER)
def test_taken_without_an_answer_ends_confirmed_and_single(post, graph, pace, fault):
    graph.store.options.late = 0.1
    graph.script(fault)
    work(pace, until=lambda: settled(post))
    assert (post.state, len(graph.store.posts)) == (State.CONFIRMED, 1)
    assert post.external_id == graph.store.posts[0].id
    assert State.UNCERTAIN in steps(post)


@pytest.mark.parametrize(
    "fault", ["before_500", "before_close", "before_reset", "before_hang", "service_2", "unknown_1"]
)
def test_not_taken_without_an_answer_goes_out_again_after_the_window(post, graph, pace, fault):
    graph.script(fault)
    work(pace, until=lambda: settled(post))
    assert (post.state, len(graph.store.posts)) == (State.CONFIRMED, 1)
    writes = [call.at for call in graph.store.calls if call.method == "POST"]
    assert len(writes) == 2 and writes[1] - writes[0] >= pace.consistency.total_seconds()


def test_post_shown_late_is_not_sent_again(post, graph, pace):
    """The network takes the post and shows it only just before the window ends."""
    graph.store.options.window = 0.35
    graph.script("after_close")
    graph.store.luck.random = lambda: 1.0
    graph.store.options.faults = 0.0
    work(pace, until=lambda: settled(post))
    assert (post.state, len(graph.store.posts)) == (State.CONFIRMED, 1)


def test_sending_again_at_once_would_make_two_of_it(post, graph, pace, monkeypatch):
    """The control: whoever treats silence as "not taken" posts twice, even though the network looks for duplicates."""
    graph.store.options.duplicate_window = 0.0
    monkeypatch.setattr(
        sending, "_make_uncertain", lambda post, allowed, reason, pace: sending.move(post, allowed, state=State.WAITING)
    )
    graph.script("after_close")
    work(pace, until=lambda: settled(post))
    assert len(graph.store.posts) == 2


def test_duplicate_that_is_not_there_ends_refused(post, graph, pace):
    graph.script("duplicate_506")
    work(pace, until=lambda: settled(post))
    assert (post.state, post.reason, graph.store.posts) == (State.REFUSED, "duplicate", [])


def test_uncertain_for_too_long_waits_for_a_person(post, graph, pace):
    graph.script("before_close", *["before_500"] * 20)
    work(pace, until=lambda: settled(post))
    assert (post.state, post.is_for_person) == (State.UNCERTAIN, True)
    calls = len(graph.store.calls)
    work(pace, seconds=0.3)
    assert len(graph.store.calls) == calls
    assert queries.counts()["for_person"] == 1


def test_network_out_of_reach_ends_refused_after_the_last_wait(post, pace, settings):
    settings.FACEBOOK_GRAPH_URL = "http://127.0.0.1:1/v25.0"
    work(pace, until=lambda: settled(post))
    assert (post.state, post.reason, post.attempts) == (State.REFUSED, "gave_up", 0)


@pytest.mark.parametrize("fault", ["rate_4", "rate_17", "rate_32", "rate_613"])
def test_rate_limit_holds_the_whole_channel_until_the_named_moment(channel, post, graph, pace, fault):
    other = actions.schedule(opportunity=an_opportunity(), channel=channel, words="y", has_picture=False, by=None)
    graph.store.options.retry_after = 1.0
    graph.script(fault)
    work(pace, until=lambda: settled(post) and settled(other))
    assert (post.state, other.state, len(graph.store.posts)) == (State.CONFIRMED, State.CONFIRMED, 2)
    assert graph.store.calls_while_limited == 0


def test_network_in_trouble_rests_so_that_not_every_post_becomes_uncertain(channel, post, graph, pace):
    other = actions.schedule(opportunity=an_opportunity(), channel=channel, words="y", has_picture=False, by=None)
    graph.script("before_close", "before_close")
    actions.send_due(pace=replace(pace, trouble_hold=dt.timedelta(seconds=30)))
    assert sorted(Post.objects.values_list("state", flat=True)) == [State.UNCERTAIN, State.WAITING]
    assert len(graph.store.calls) == 1
    other.refresh_from_db()
    assert Channel.objects.get().held_until > now() + dt.timedelta(seconds=25)


def test_run_begins_no_call_after_its_time(channel, post, graph, pace):
    actions.schedule(opportunity=an_opportunity(), channel=channel, words="y", has_picture=False, by=None)
    assert actions.send_due(pace=replace(pace, run=0.001)) <= 1
    assert actions.send_due(pace=replace(pace, run=-1.0)) == 0


def test_block_refuses_the_post_and_rests_the_channel(channel, post, graph, pace):
    graph.script("blocked_368")
    actions.send_due(pace=pace)
    post.refresh_from_db()
    channel.refresh_from_db()
    assert (post.state, post.reason) == (State.REFUSED, "blocked")
    assert channel.held_until > now()
    actions.send_again(post=post, words="Jinak", by=None)
    assert actions.send_due(pace=pace) == 0
    work(pace, until=lambda: settled(post))
    assert post.state == State.CONFIRMED and graph.store.posts[0].message.startswith("Jinak\n")


# --- the token ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["expired_463", "invalid_467"])
def test_expired_token_stops_tells_once_and_resumes(channel, post, graph, pace, fault):
    person = a_coordinator()
    others = [
        actions.schedule(opportunity=an_opportunity(), channel=channel, words="y", has_picture=False, by=None)
        for _ in range(3)
    ]
    graph.store.expired = fault
    work(pace, seconds=0.5)
    channel.refresh_from_db()
    assert (channel.state, channel.told_at is not None) == (Channel.State.STOPPED, True)
    assert graph.store.calls_after_expiry == 1
    assert list(letters().values_list("to_address", flat=True)) == [person.email]
    assert {row.state for row in Post.objects.all()} == {State.WAITING}
    actions.reconnect(channel=channel, secret=graph.store.renew(), by=person)
    work(pace, until=lambda: all(settled(row) for row in [post, *others]))
    assert {row.state for row in Post.objects.all()} == {State.CONFIRMED}
    assert (len(graph.store.posts), letters().count()) == (4, 1)


def test_second_stop_tells_again(channel, post, graph, pace):
    a_coordinator()
    for _stop in range(2):
        graph.store.expired = "expired_463"
        work(pace, seconds=0.2)
        channel.refresh_from_db()
        assert channel.state == Channel.State.STOPPED
        actions.reconnect(channel=channel, secret=graph.store.renew(), by=None)
    assert letters().count() == 2


def test_answer_to_an_old_token_does_not_stop_the_new_connection(channel, graph):
    old = Channel.objects.get(pk=channel.pk)
    actions.reconnect(channel=channel, secret=graph.store.renew(), by=None)
    assert not actions.channels.stop(channel=old, reason="token_expired")
    assert Channel.objects.get(pk=channel.pk).state == Channel.State.CONNECTED


def test_unreadable_secret_stops_without_a_call(channel, post, graph, pace):
    Channel.objects.update(secret="sealed with a key that nobody has")
    actions.send_due(pace=pace)
    channel.refresh_from_db()
    assert (channel.state, channel.reason, graph.store.calls) == (Channel.State.STOPPED, "secret_unreadable", [])


# --- senders that die -----------------------------------------------------------------------------------------------


def test_sender_that_died_before_the_call_sends_again(post, graph, pace):
    sending._claim(post.pk)
    work(replace(pace, lease=dt.timedelta(seconds=0.7)), until=lambda: settled(post))
    assert (post.state, len(graph.store.posts), post.attempts) == (State.CONFIRMED, 1, 2)
    assert steps(post)[2] == State.UNCERTAIN


def test_sender_that_died_after_the_call_finds_its_post(post, graph, pace):
    claimed = sending._claim(post.pk)
    parcel = parcels.outgoing(claimed)
    assert sending.kind_of("facebook").send(parcels.account(claimed.channel), parcel, 1.0)
    work(replace(pace, lease=dt.timedelta(seconds=0.2)), until=lambda: settled(post))
    assert (post.state, len(graph.store.posts), post.attempts) == (State.CONFIRMED, 1, 1)


def test_two_workers_claim_a_post_once(post):
    assert sending._claim(post.pk) is not None
    assert sending._claim(post.pk) is None


def test_slow_sender_whose_lease_ended_still_confirms(post, graph, pace):
    claimed = sending._claim(post.pk)
    sent = sending.kind_of("facebook").send(parcels.account(claimed.channel), parcels.outgoing(claimed), 1.0)
    Post.objects.update(claimed_at=now() - dt.timedelta(hours=1))
    sending.bury_dead_senders(pace)
    sending.settle(claimed, sent, pace)
    post.refresh_from_db()
    assert post.state == State.CONFIRMED


def test_sender_without_time_left_does_not_call(post, graph, pace):
    actions.send_due(pace=replace(pace, lease=dt.timedelta(seconds=0.3)))
    post.refresh_from_db()
    assert (post.state, graph.store.calls, post.attempts) == (State.WAITING, [], 0)


# --- what a person decides ------------------------------------------------------------------------------------------


def make_uncertain(post, graph, pace):
    graph.script("before_close")
    actions.send_due(pace=pace)
    post.refresh_from_db()
    assert post.state == State.UNCERTAIN


def test_person_confirms_or_denies_an_uncertain_post(channel, post, graph, pace):
    person = a_coordinator()
    make_uncertain(post, graph, pace)
    actions.mark_absent(post=post, by=person)
    assert (post.state, post.is_for_person) == (State.WAITING, False)
    make_uncertain(post, graph, pace)
    actions.mark_absent(post=post, is_sent_again=False, by=person)
    assert (post.state, post.reason) == (State.REFUSED, "by_person")
    actions.send_again(post=post, by=person)
    make_uncertain(post, graph, pace)
    with pytest.raises(Refused) as refusal:
        actions.mark_confirmed(post=post, external_url="javascript:alert(1)", by=person)
    assert reason_of(refusal) == "bad_url"
    actions.mark_confirmed(post=post, external_url="https://www.facebook.com/1", by=person)
    assert post.state == State.CONFIRMED
    assert post.events.filter(by=person).count() == 4


def test_person_decides_only_where_there_is_something_to_decide(post):
    for act in (actions.mark_confirmed, actions.mark_absent, actions.send_again):
        with pytest.raises(Refused):
            act(post=post, by=None)
    actions.cancel(post=post, by=None)
    with pytest.raises(Refused) as refusal:
        actions.cancel(post=post, by=None)
    assert reason_of(refusal) == "not_waiting"


def test_decision_on_a_stale_page_is_refused(post, graph, pace):
    make_uncertain(post, graph, pace)
    seen = Post.objects.get(pk=post.pk)
    actions.mark_confirmed(post=post, by=None)
    with pytest.raises(Refused) as refusal:
        actions.mark_absent(post=seen, by=None)
    assert reason_of(refusal) == "changed_meanwhile"


def test_database_refuses_states_that_mean_nothing(post):
    for change in ({"state": "lost"}, {"state": "refused", "reason": ""}, {"state": "sending", "claimed_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(**change)


@pytest.mark.parametrize("number", [1, 3])
def test_posts_for_desk_takes_a_fixed_number_of_queries(channel, number):
    for _row in range(number):
        actions.schedule(opportunity=an_opportunity(), channel=channel, words="x", by=None)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        rows = [(row.channel.name, row.opportunity.organisation.name, row.visits, len(row.events.all()))
                for row in queries.posts_for_desk()]  # fmt: skip
    assert len(rows) == number
    assert len(captured) == 2
