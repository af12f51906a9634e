"""The queue, checking side by side, the glossary, translators, files there and back, through the desk's own pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mosty.accounts.actions import set_languages
from mosty.channels.actions import poster_link
from mosty.channels.models import LinkDay
from mosty.notices.models import Notice
from mosty.opportunities import actions as opportunities
from mosty.translations.models import Term, Text
from mosty.translations.rules import fingerprint
from mosty.translations.rules.exchange.units import PROGRAM, Unit
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
VIETNAMESE = {
    "title": "Dạy kèm trẻ em",
    "summary": "Giúp các em làm bài.",
    "description": "Mỗi tuần một lần bạn ngồi cạnh em nhỏ.",
}


@pytest.fixture
def translator():
    person = factories.a_person("translator")
    set_languages(person=person, preferred="vi", reads=["vi"])
    return person


def form_of(answer):
    """The boxes of the review page as a browser would send them."""
    html = answer.content.decode()
    hidden = dict(re.findall(r'type="hidden" name="((?:made_from|stood)-\w+)" value="(\w+)"', html))
    names = re.findall(r'<textarea name="(\w+)"', html)
    return {**hidden, **dict.fromkeys(names, "")}


def rows(made, language="vi"):
    return {row.field: row for row in Text.objects.filter(subject_id=made.pk, language=language)}


def test_queue_puts_what_most_people_see_first_and_what_was_sent_back_before_it(client, translator):
    plain, seen, returned = (factories.an_opportunity(title=title) for title in ("Obyčejná", "Čtená", "Vrácená"))
    link = poster_link(opportunity=seen, language="cs")
    LinkDay.objects.create(link=link, day_on="2099-01-01", count=7)
    opportunities.set_texts(opportunity=returned, language="vi", texts=VIETNAMESE, by=None)
    client.force_login(translator)
    page = client.get(reverse("desk:translations"))
    order = [page.content.decode().index(title) for title in ("Čtená", "Obyčejná")]
    assert order == sorted(order)
    assert "Vrácená" not in page.content.decode()
    opportunities.send_back_texts(opportunity=returned, language="vi", note="Chybí slovo.", by=translator)
    html = client.get(reverse("desk:translations")).content.decode()
    order = [html.index(word) for word in (VIETNAMESE["title"], "Čtená", "Obyčejná")]
    assert order == sorted(order)


def test_translator_sees_translations_only_and_only_own_languages(client, translator):
    made = factories.an_opportunity()
    client.force_login(translator)
    assert client.get(reverse("desk:translations")).status_code == 200
    assert client.get(reverse("desk:review", args=[made.public_id, "vi"])).status_code == 200
    assert client.get(reverse("desk:review", args=[made.public_id, "ar"])).status_code == 403
    assert client.post(reverse("desk:save_review", args=[made.public_id, "ar"])).status_code == 403
    for name in ("home", "listings", "glossary", "translators", "searches"):
        assert client.get(reverse(f"desk:{name}")).status_code == 403
    draft = factories.an_opportunity(published=False)
    assert client.get(reverse("desk:review", args=[draft.public_id, "vi"])).status_code == 404


def test_accepting_and_mending_machine_words_marks_them_as_checked(client, translator):
    made = factories.an_opportunity()
    opportunities.set_texts(
        opportunity=made, language="vi", texts=VIETNAMESE, by=None, state="mt_unreviewed", translator="DeepL"
    )
    client.force_login(translator)
    address = reverse("desk:review", args=[made.public_id, "vi"])
    sent = {**form_of(client.get(address)), **VIETNAMESE, "title": "Kèm trẻ em học bài"}
    client.post(reverse("desk:save_review", args=[made.public_id, "vi"]), sent)
    found = rows(made)
    assert {row.state for row in found.values()} == {"mt_reviewed"}
    assert (found["title"].words, found["title"].translator) == ("Kèm trẻ em học bài", "DeepL")
    assert found["title"].reviewed_by_id == translator.pk


def test_original_changed_meanwhile_is_said_and_nothing_typed_is_lost(client, translator):
    made = factories.an_opportunity()
    client.force_login(translator)
    sent = {**form_of(client.get(reverse("desk:review", args=[made.public_id, "vi"]))), **VIETNAMESE}
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Nový titulek"}, by=None)
    answer = client.post(reverse("desk:save_review", args=[made.public_id, "vi"]), sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert VIETNAMESE["title"] in html and "Nový titulek" in html
    assert not rows(made)
    again = {**form_of(answer), **VIETNAMESE}
    client.post(reverse("desk:save_review", args=[made.public_id, "vi"]), again)
    assert rows(made)["title"].words == VIETNAMESE["title"]


def test_stale_text_shows_what_changed_and_recovers_when_it_is_checked(client, translator):
    made = factories.an_opportunity(title="Schůzka v 16:00", texts={"vi": {"title": "Gặp lúc 16:00"}})
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Schůzka v 17:00"}, by=None)
    assert rows(made)["title"].state == "stale"
    client.force_login(translator)
    page = client.get(reverse("desk:review", args=[made.public_id, "vi"]))
    html = page.content.decode()
    assert "<del>16</del>" in html and "<ins>17</ins>" in html
    assert "16:00" in html.split("hint-warn")[1][:200]
    client.post(reverse("desk:save_review", args=[made.public_id, "vi"]), {**form_of(page), "title": "Gặp lúc 17:00"})
    assert (rows(made)["title"].state, rows(made)["title"].source_words) == ("human", "")


def test_sending_back_needs_a_reason_and_is_seen(client, translator):
    made = factories.an_opportunity(texts={"vi": VIETNAMESE})
    client.force_login(translator)
    address = reverse("desk:send_back", args=[made.public_id, "vi"])
    client.post(address, {"note": " "})
    assert rows(made)["title"].note == ""
    client.post(address, {"note": "Nejasné."})
    assert "Nejasné." in client.get(reverse("desk:review", args=[made.public_id, "vi"])).content.decode()


def test_queue_reads_the_same_number_of_times_with_one_row_and_with_three(
    client, translator, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(translator)
    factories.an_opportunity()
    with django_assert_max_num_queries(60) as first:
        client.get(reverse("desk:translations"))
    for _number in range(2):
        factories.an_opportunity()
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(reverse("desk:translations"))


# --- files --------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["xliff", "po"])
def test_file_goes_out_and_comes_back_translated(client, translator, kind):
    made = factories.an_opportunity(title="Doučování & hry")
    client.force_login(translator)
    file = client.get(reverse("desk:export_translations"), {"language": "vi", "format": kind}).content.decode()
    if kind == "po":
        done = re.sub(r'(msgid "Doučování & hry"\nmsgstr) ""', r'\1 "Dạy kèm & chơi"', file)
    else:
        done = re.sub(
            r"(<source[^>]*>Doučování &amp; hry</source>)(\s*<target[^>]*/?>(?:</target>)?)?",
            r"\1<target>Dạy kèm &amp; chơi</target>",
            file,
        )
    assert done != file
    upload = SimpleUploadedFile(f"texts.{kind}", done.encode())
    answer = client.post(reverse("desk:import_translations"), {"file": upload})
    assert answer.status_code == 200
    assert (rows(made)["title"].words, rows(made)["title"].state) == ("Dạy kèm & chơi", "human")


def test_file_older_than_the_original_is_kept_but_not_shown_as_current(client, translator):
    made = factories.an_opportunity(title="Sraz v 16:00")
    client.force_login(translator)
    file = client.get(reverse("desk:export_translations"), {"language": "vi", "format": "po"}).content.decode()
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Sraz v 17:00"}, by=None)
    done = re.sub(r'(msgid "Sraz v 16:00"\nmsgstr) ""', r'\1 "Gặp lúc 16:00"', file)
    client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", done.encode())})
    row = rows(made)["title"]
    assert (row.words, row.state, row.source_words) == ("Gặp lúc 16:00", "stale", "Sraz v 16:00")


def test_file_that_nobody_touched_overwrites_nothing(client, translator):
    made = factories.an_opportunity()
    opportunities.set_texts(
        opportunity=made, language="vi", texts=VIETNAMESE, by=None, state="mt_unreviewed", translator="DeepL"
    )
    client.force_login(translator)
    file = client.get(reverse("desk:export_translations"), {"language": "vi", "format": "po"}).content
    page = client.get(reverse("desk:review", args=[made.public_id, "vi"]))
    client.post(
        reverse("desk:save_review", args=[made.public_id, "vi"]), {**form_of(page), **VIETNAMESE, "title": "Kèm các em"}
    )
    client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", file)})
    assert (rows(made)["title"].words, rows(made)["title"].state) == ("Kèm các em", "mt_reviewed")


def test_old_words_of_a_person_are_not_lost_to_a_file(client, translator):
    made = factories.an_opportunity(title="Sraz v 16:00", texts={"vi": {"title": "Gặp lúc 16:00"}})
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Sraz v 17:00"}, by=None)
    client.force_login(translator)
    file = client.get(reverse("desk:export_translations"), {"language": "vi", "format": "po"}).content.decode()
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Sraz v 18:00"}, by=None)
    done = file.replace("Gặp lúc 16:00", "Gặp lúc 17:00")
    client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", done.encode())})
    assert (rows(made)["title"].words, rows(made)["title"].state) == ("Gặp lúc 16:00", "stale")


@pytest.mark.parametrize(("state", "named"), [("human", ""), ("mt_reviewed", PROGRAM), ("stale", PROGRAM)])
def test_file_cannot_name_just_anybody_as_the_translator(translator, state, named):
    made = factories.an_opportunity(title="Doučování")
    print_of = fingerprint("Doučování")
    key = f"opportunity/{made.public_id}/title"
    for name, told in (("The mayor", named), ("DeepL", "DeepL")):
        unit = Unit(key, "Doučování", f"Dạy kèm {name}", state, print_of, translator=name, is_touched=True)
        opportunities.bring_back_texts(units=[unit], language="vi", by=translator)
        assert (rows(made)["title"].words, rows(made)["title"].translator) == (f"Dạy kèm {name}", told)


def test_file_reaches_no_hidden_listing_and_takes_no_endless_words(client, translator):
    made = factories.an_opportunity(title="Doučování")
    client.force_login(translator)
    file = client.get(reverse("desk:export_translations"), {"language": "vi", "format": "po"}).content.decode()
    long = re.sub(r'(msgid "Doučování"\nmsgstr) ""', rf'\1 "{"a" * 200}"', file)
    client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", long.encode())})
    opportunities.pause(opportunity=made, by=None)
    done = re.sub(r'(msgid "Doučování"\nmsgstr) ""', r'\1 "Dạy kèm"', file)
    client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", done.encode())})
    assert "title" not in rows(made)


def test_what_came_while_somebody_was_writing_stays(client, translator):
    made = factories.an_opportunity()
    client.force_login(translator)
    page = client.get(reverse("desk:review", args=[made.public_id, "vi"]))
    machine = {"summary": "Giúp các em.", "description": "Ngồi cạnh em nhỏ."}
    opportunities.set_texts(
        opportunity=made, language="vi", texts=machine, by=None, state="mt_unreviewed", translator="DeepL"
    )
    address = reverse("desk:save_review", args=[made.public_id, "vi"])
    client.post(address, {**form_of(page), "title": "Dạy kèm"})
    assert {name: row.words for name, row in rows(made).items()} == {"title": "Dạy kèm", **machine}
    answer = client.post(address, {**form_of(page), "title": "Dạy kèm", "summary": "Của tôi"})
    html = answer.content.decode()
    assert answer.status_code == 409 and "Của tôi" in html and "Giúp các em." in html
    assert rows(made)["summary"].words == "Giúp các em."


def test_coordinator_who_mends_one_field_vouches_for_that_field_only(client):
    made = factories.an_opportunity()
    opportunities.set_texts(
        opportunity=made, language="vi", texts=VIETNAMESE, by=None, state="mt_unreviewed", translator="DeepL"
    )
    client.force_login(factories.a_coordinator())
    sent = {"language": "vi", **VIETNAMESE, "title": "Kèm các em"}
    client.post(reverse("desk:save", args=[made.public_id]), sent)
    found = rows(made)
    assert (found["title"].state, found["description"].state) == ("human", "mt_unreviewed")


def test_longest_title_of_a_named_machine_comes_back(client, translator):
    made = factories.an_opportunity()
    words = {**VIETNAMESE, "title": "a" * 79 + "b"}
    opportunities.set_texts(
        opportunity=made, language="vi", texts=words, by=None, state="mt_unreviewed", translator="DeepL"
    )
    client.force_login(translator)
    file = client.get(reverse("desk:export_translations"), {"language": "vi", "format": "po"}).content.decode()
    checked = file.replace("#, fuzzy\n", "")
    assert checked != file
    client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", checked.encode())})
    assert (rows(made)["title"].state, rows(made)["title"].translator) == ("mt_reviewed", "DeepL")


def test_foreign_file_is_refused_with_words(client, translator):
    client.force_login(translator)
    answer = client.post(reverse("desk:import_translations"), {"file": SimpleUploadedFile("x.po", b"\x00\x01 nothing")})
    assert answer.status_code == 422


# --- glossary and people ------------------------------------------------------------------------------------------------------
def test_glossary_word_is_added_changed_and_taken_out(client):
    client.force_login(factories.a_coordinator())
    address = reverse("desk:glossary")
    client.post(address, {"source": "Integrační centrum", "word_vi": "Trung tâm hội nhập"})
    term = Term.objects.get()
    assert (term.source, term.words) == ("Integrační centrum", {"vi": "Trung tâm hội nhập"})
    again = client.post(address, {"source": "integrační  centrum"})
    assert again.status_code == 422 and "integrační" in again.content.decode()
    client.post(reverse("desk:term", args=[term.pk]), {"source": "Integrační centrum", "is_kept": "on"})
    term.refresh_from_db()
    assert (term.is_kept, term.words) == (True, {})
    client.post(reverse("desk:drop_term", args=[term.pk]))
    assert not Term.objects.exists()


def test_invited_translator_gets_role_and_languages(client):
    client.force_login(factories.a_coordinator())
    client.post(reverse("desk:translators"), {"email": "linh@example.org", "reads": ["vi", "en"]})
    link = re.search(r"/invitation/[^\s]+|/[^\s]*invitation[^\s]*", Notice.objects.get().body)
    client.logout()
    client.post(link.group(0)[link.group(0).index("/") :])
    from mosty.accounts.models import Person  # noqa: PLC0415

    person = Person.objects.get(email="linh@example.org")
    assert list(person.roles.values_list("kind", flat=True)) == ["translator"]
    assert set(person.read_languages.values_list("language", flat=True)) == {"vi", "en"}
    client.force_login(factories.a_coordinator())
    client.post(reverse("desk:translators"), {"remove": person.pk})
    assert not person.roles.exists()
