"""Writing a listing step by step, sending it, pausing it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from mosty.opportunities import actions
from mosty.opportunities.actions import load_templates
from mosty.opportunities.forms import STEPS
from mosty.opportunities.forms.when import parts_of_rule, rule_of
from mosty.opportunities.models import SUBJECT, Opportunity, Template
from mosty.translations.queries import texts_of
from tests.factories import DESCRIPTION, a_host, an_application, an_opportunity, tuesdays

Status = Opportunity.Status
TYPED = {
    "what": {
        "kind": "help",
        "activity": "homework_help",
        "activity_2": "gardening",
        "cause": "education",
        "audience": "children",
    },
    "where": {
        "attendance_mode": "offline",
        "district": "praha-7",
        "name": "Klub",
        "street_address": "Ulice 5",
        "exactness": "exact",
    },
    "when": {
        "schedule_type": "set_shift",
        "days_1": ["TU", "TH"],
        "start_1": "16:00",
        "end_1": "18:00",
        "rhythm_1": "2",
        "date_1": "2030-05-04",
        "date_start_1": "10:00",
        "date_end_1": "12:00",
        "commitment_hours": "2",
        "commitment_period": "week",
    },
    "language": {
        "languages": ["cs", "en"],
        "requirement_type": "required",
        "minimum_level": "a2",
        "purpose": ["with_clients"],
        "team_languages": ["cs", "uk"],
        "interpretation_available": "on_request",
    },
    "papers": {
        "criminal_record_extract-asked": "on",
        "criminal_record_extract-why": "We work with children.",
        "criminal_record_extract-paid_by": "host",
        "criminal_record_extract-foreign": "yes",
        "criminal_record_extract-alternative": "An affidavit.",
        "rewards": ["insurance"],
        "minimum_age": "18",
    },
    "words": {
        "source_language": "en",
        "title": "Help children",
        "summary": "Sit with a child.",
        "description": DESCRIPTION,
    },
    "contact": {
        "maximum_capacity": "4",
        "waiting_list_capacity": "2",
        "apply_mode": "approval",
        "contact_email": "club@example.org",
    },
}


def step_of(opportunity, step):
    return f"{reverse('host:edit', args=[opportunity.public_id])}?step={step}"


def start(client, host, template=""):
    data = {"organisation": host.public_id, "source_language": "en", "template": template}
    client.post(reverse("host:new"), data)
    return Opportunity.objects.latest("id")


def original(opportunity, field):
    return texts_of(SUBJECT, [opportunity.pk])[opportunity.pk].original(field)


def test_seven_steps_make_a_listing_that_waits_for_a_coordinator(signed_in, host):
    made = start(signed_in, host)
    names = list(STEPS)
    for position, step in enumerate(names):
        response = signed_in.post(step_of(made, step), TYPED[step])
        is_last = position + 1 == len(names)
        expected = reverse("host:preview", args=[made.public_id]) if is_last else step_of(made, names[position + 1])
        assert (step, response.status_code, response["Location"]) == (step, 302, expected)
        made.refresh_from_db()
        assert made.status == Status.DRAFT
    assert sorted(topic.code for topic in made.topics.all()) == [
        "children",
        "education",
        "gardening",
        "homework_help",
        "insurance",
    ]
    need = made.language_requirements.get()
    assert (need.languages, need.minimum_level, need.purpose) == (["cs", "en"], "a2", ["with_clients"])
    paper = made.paper_requirements.get()
    assert (paper.code, paper.why, paper.paid_by) == (
        "criminal_record_extract",
        {"en": "We work with children."},
        "host",
    )
    assert paper.is_foreign_record_accepted is True
    assert made.series.get().rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"
    single = made.sessions.get(series=None)
    assert single.start_date == dt.datetime(2030, 5, 4, 8, tzinfo=dt.UTC), "ten o'clock in Prague in summer"
    assert (made.place.district.slug, made.maximum_capacity, made.team_languages) == ("praha-7", 4, ["cs", "uk"])
    page = signed_in.get(reverse("host:preview", args=[made.public_id])).content.decode()
    assert "a coordinator reads them first" in page
    signed_in.post(reverse("host:submit", args=[made.public_id]))
    made.refresh_from_db()
    assert made.status == Status.SUBMITTED


def test_saving_every_step_as_it_is_shown_changes_nothing(signed_in, host):
    made = start(signed_in, host)
    for step in STEPS:
        signed_in.post(step_of(made, step), TYPED[step])
    sessions = sorted(made.sessions.values_list("pk", flat=True))

    def stored():
        fresh = Opportunity.objects.get(pk=made.pk)
        columns = {f.name: getattr(fresh, f.attname) for f in Opportunity._meta.concrete_fields if f.name != "modified"}
        needs = list(fresh.language_requirements.values("languages", "requirement_type", "minimum_level", "purpose"))
        papers = list(
            fresh.paper_requirements.values("code", "why", "alternative", "paid_by", "is_foreign_record_accepted")
        )
        return (
            columns,
            needs,
            papers,
            sorted(fresh.topics.values_list("code", flat=True)),
            original(fresh, "description"),
        )

    before = stored()
    for step in STEPS:
        form = signed_in.get(step_of(made, step)).context["form"]
        typed = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
        typed = {
            name: value.strftime("%H:%M") if isinstance(value, dt.time) else value for name, value in typed.items()
        }
        assert signed_in.post(step_of(made, step), typed).status_code == 302, step
    assert stored() == before
    assert sorted(made.sessions.values_list("pk", flat=True)) == sessions


@pytest.mark.parametrize(
    ("step", "wrong", "field"),
    [
        ("what", {"activity": ""}, "activity"),
        ("when", {"start_1": ""}, "start_1"),
        ("language", {"minimum_level": "c1"}, "reason_for_b2_plus"),
        ("papers", {"maximum_age": "12"}, "maximum_age"),
        ("words", {"title": "x" * 81}, "title"),
        ("contact", {"contact_email": "no address"}, "contact_email"),
    ],
)
def test_a_mistake_loses_nothing_that_was_typed(signed_in, host, step, wrong, field):
    made = start(signed_in, host)
    typed = {**TYPED[step], **wrong}
    response = signed_in.post(step_of(made, step), typed)
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    for name, value in typed.items():
        shown = form[name].value()
        assert shown == value or (value == "on" and shown is True), name
    assert made.language_requirements.count() == 0 and original(made, "title") == ""


@pytest.mark.parametrize("step", ["what", "words"])
def test_a_draft_is_put_aside_half_written_and_sent_only_whole(signed_in, host, step):
    made = start(signed_in, host)
    typed = {"kind": "help", "source_language": "cs", "title": "Jen název"}
    assert signed_in.post(step_of(made, step), typed).status_code == 422
    assert signed_in.post(step_of(made, step), typed | {"then": "home"}).status_code == 302
    signed_in.post(reverse("host:submit", args=[made.public_id]))
    made.refresh_from_db()
    assert made.status == Status.DRAFT
    Opportunity.objects.filter(pk=made.pk).update(status=Status.PUBLISHED)
    assert signed_in.post(step_of(made, step), typed | {"then": "home"}).status_code == 422


def test_level_b2_needs_a_reason_and_says_whom_it_leaves_out(signed_in, host):
    made = start(signed_in, host)
    page = signed_in.post(step_of(made, "language"), {**TYPED["language"], "minimum_level": "b2"}).content.decode()
    assert "Most newcomers do not reach level B2" in page
    reason = {"minimum_level": "b2", "reason_for_b2_plus": "Phone calls in an emergency."}
    assert signed_in.post(step_of(made, "language"), {**TYPED["language"], **reason}).status_code == 302
    assert made.language_requirements.get().reason_for_b2_plus == "Phone calls in an emergency."


@pytest.fixture
def from_template(signed_in, host):
    load_templates()
    made = start(signed_in, host, "homework_at_club")
    for step in ("when", "where"):
        signed_in.post(step_of(made, step), TYPED[step])
    return made


def test_a_template_of_a_verified_host_is_live_at_once(signed_in, from_template):
    page = signed_in.get(step_of(from_template, "words"))
    typed = {field.html_name: field.value().replace("\n", "\r\n") for field in page.context["form"]}
    signed_in.post(step_of(from_template, "words"), {**typed, "specifics": "Ring at the blue door."})
    assert (
        "it is published at once"
        in signed_in.get(reverse("host:preview", args=[from_template.public_id])).content.decode()
    )
    signed_in.post(reverse("host:submit", args=[from_template.public_id]))
    from_template.refresh_from_db()
    assert from_template.status == Status.PUBLISHED


def test_a_template_with_another_title_waits(signed_in, from_template):
    page = signed_in.get(step_of(from_template, "words"))
    typed = {field.html_name: field.value() for field in page.context["form"]}
    signed_in.post(step_of(from_template, "words"), {**typed, "title": "Something else"})
    response = signed_in.post(reverse("host:submit", args=[from_template.public_id]), follow=True)
    from_template.refresh_from_db()
    assert from_template.status == Status.SUBMITTED
    assert "A coordinator reads the new words first" in response.content.decode()


def test_a_template_of_an_unchecked_host_waits(client, member):
    load_templates()
    unchecked = a_host(member=member, verified=False)
    client.force_login(member)
    made = start(client, unchecked, "homework_at_club")
    client.post(step_of(made, "when"), TYPED["when"])
    client.post(reverse("host:submit", args=[made.public_id]))
    made.refresh_from_db()
    assert made.status == Status.SUBMITTED


def test_the_preview_speaks_the_visitors_language(signed_in, host):
    made = an_opportunity(organisation=host, needs=[{"languages": ["cs"], "minimum_level": "a2"}])
    response = signed_in.get(reverse("host:preview", args=[made.public_id]) + "?lang=vi")
    assert response.context["listing"].language == "vi"
    assert response.context["listing"].need in response.content.decode()
    assert '<div lang="vi" dir="ltr">' in response.content.decode()


def test_pausing_can_be_undone_and_what_the_city_holds_back_cannot_be_moved_on(signed_in, host):
    made = an_opportunity(organisation=host)

    def press(verb):
        response = signed_in.post(reverse(f"host:{verb}", args=[made.public_id]), follow=True)
        made.refresh_from_db()
        return response.content.decode()

    assert reverse("host:reopen", args=[made.public_id]) in press("pause")
    assert made.status == Status.PAUSED
    press("reopen")
    assert made.status == Status.PUBLISHED
    press("close")
    press("reopen")
    assert made.status == Status.PUBLISHED
    actions.reject(opportunity=made, note="Not for our city.", by=None)
    for verb in ("pause", "close", "reopen", "submit"):
        press(verb)
        assert (verb, made.status) == (verb, Status.REJECTED)


def test_a_cancelled_date_is_told_and_stays_cancelled(signed_in, host, django_capture_on_commit_callbacks):
    made = an_opportunity(organisation=host)
    tuesdays(made)
    session = made.sessions.filter(start_date__gt=now()).order_by("start_date").first()
    an_application(made, session=session)
    page = signed_in.post(
        reverse("host:dates", args=[made.public_id]), {"session": session.pk}, follow=True
    ).content.decode()
    assert "1 person is told" in page
    signed_in.post(step_of(made, "when"), {**TYPED["when"], "days_1": ["TU"], "rhythm_1": "1", "first_1": "2026-01-06"})
    session.refresh_from_db()
    assert session.event_status == "cancelled"


@pytest.mark.parametrize("rhythm", ["1", "2", "m1", "m-1"])
def test_rules_of_repeating_are_read_as_they_were_written(rhythm):
    assert parts_of_rule(rule_of(["TU", "SA"], rhythm)) == (["TU", "SA"], rhythm)


def test_a_rule_from_elsewhere_is_not_guessed():
    assert parts_of_rule("FREQ=WEEKLY;BYDAY=TU;COUNT=3") is None
    assert parts_of_rule("FREQ=DAILY") is None


def test_the_new_page_lists_templates_and_home_invites(signed_in, host):
    load_templates()
    page = signed_in.get(reverse("host:new"))
    assert len(page.context["templates"]) == Template.objects.count() > 10
    assert "Write your first listing" in signed_in.get(reverse("host:home")).content.decode()


@pytest.mark.parametrize(
    ("start", "end", "is_fine"),
    [
        ("16:00", "18:00", True),
        ("08:00", "22:00", True),
        ("20:00", "02:00", True),
        ("16:00", "15:00", False),
        ("16:00", "16:00", False),
    ],
)
def test_an_end_before_the_start_is_a_slip_unless_it_is_a_night(signed_in, host, start, end, is_fine):
    made = an_opportunity(organisation=host, published=False)
    typed = {**TYPED["when"], "start_1": start, "end_1": end}
    response = signed_in.post(reverse("host:edit", args=[made.public_id]) + "?step=when", typed)
    assert (response.status_code == 302) == is_fine
    if not is_fine:
        assert response.context["form"].errors["end_1"]


def test_going_to_another_step_keeps_what_was_typed(signed_in, host):
    made = an_opportunity(organisation=host, published=False)
    address = reverse("host:edit", args=[made.public_id])
    typed = {**TYPED["words"], "title": "Half a title", "description": "", "then": "where"}
    response = signed_in.post(address + "?step=words", typed)
    assert response["Location"] == f"{address}?step=where"
    assert texts_of(SUBJECT, [made.pk])[made.pk].original("title") == "Half a title"
    page = signed_in.get(address + "?step=words").content.decode()
    assert 'name="then" value="where"' in page and "?step=where" not in page


@pytest.mark.parametrize(("hours", "shown"), [("3", "3"), ("10", "10"), ("1.50", "1.5")])
def test_hours_are_shown_without_needless_zeros(signed_in, host, hours, shown):
    made = an_opportunity(organisation=host, published=False, commitment_hours=hours, commitment_period="week")
    page = signed_in.get(reverse("host:edit", args=[made.public_id]) + "?step=when").content.decode()
    assert f'name="commitment_hours" value="{shown}"' in page
