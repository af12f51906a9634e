"""Both write their own language: ready sentences arrive in the reader's, free words with a labelled translation."""

import datetime as dt

import pytest
from django.urls import reverse

from mosty.applications import actions
from mosty.applications.models import MESSAGE, Message
from mosty.applications.queries import talk
from mosty.applications.rules import access_code
from mosty.base.clock import now
from mosty.notices.models import Notice
from mosty.translations import actions as translations
from mosty.translations.models import Spending, Text, Wanted
from tests import factories
from tests.fakes import translators

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
WORDS = "Xin chào, tôi là Linh Nguyễn, xin gọi 601 234 567 sau 17:00. Tôi muốn giúp các em học bài ở câu lạc bộ."
ANSWER = "Dobrý den, Linh Nguyễn, těšíme se na vás v úterý v 16:00 v klubu u řeky."


@pytest.fixture
def machine(settings):
    with translators.libretranslate() as made:
        settings.TRANSLATOR, settings.TRANSLATOR_URL, settings.TRANSLATOR_KEY = "libretranslate", made.url, made.key
        yield made


def an_application(**fields):
    listing = factories.an_opportunity()
    Wanted.objects.all().delete()  # the listing itself is not what is looked at here
    return factories.an_application(listing, given_name="Linh Nguyễn", **fields)


def test_without_a_machine_ready_sentences_date_place_and_papers_arrive_in_the_readers_language(client, settings):
    assert settings.TRANSLATOR == "none"
    listing = factories.an_opportunity(papers=[{"code": "id_check"}])
    factories.tuesdays(listing)
    mine = factories.an_application(listing, session=listing.sessions.order_by("start_date").first())
    actions.accept(application=mine, words=ANSWER, language="cs", by=None, phrases=["look_forward", "come_early"])
    letter = Notice.objects.filter(to_address=mine.contact).order_by("-id").first().body
    assert "Thứ Ba" in letter and "16:00–18:00" in letter
    assert "Praha 7" in letter and "giấy tờ" in letter
    assert ANSWER in letter
    page = client.get(reverse("public:my", args=[access_code(mine.public_id)]).replace("/cs/", "/vi/")).content.decode()
    assert "We look forward to you." not in page and "Těšíme se na vás." not in page
    phrases = talk(mine, "vi")
    assert Message.objects.filter(phrases=["look_forward", "come_early"]).count() == 1
    assert phrases[-1].translation is None and not phrases[-1].is_coming


def test_ready_sentence_is_read_in_each_language(client):
    mine = an_application()
    actions.write_back(application=mine, words="", phrases=["i_come"])
    vietnamese = client.get(f"/vi/my/{access_code(mine.public_id)}/").content.decode()
    arabic = client.get(f"/ar/my/{access_code(mine.public_id)}/").content.decode()
    assert "Vâng" in vietnamese or "tôi sẽ đến" in vietnamese
    assert "نعم" in arabic


def test_host_sees_the_original_and_a_labelled_translation(machine, client):
    member = factories.a_person()
    listing = factories.an_opportunity(organisation=factories.a_host(member=member))
    Wanted.objects.all().delete()
    mine = factories.an_application(listing, given_name="Linh Nguyễn", words=WORDS)
    assert translations.translate_due() == 1
    client.force_login(member)
    page = client.get(reverse("host:application", args=[mine.public_id])).content.decode()
    assert "Tôi muốn giúp các em" in page
    assert "Tôi·cs muốn·cs giúp·cs" in page
    assert "Linh Nguyễn" in page and "601 234 567" in page
    assert 'class="mark"' in page


def test_letter_says_that_a_translation_stands_on_the_own_page_where_a_machine_makes_one(machine, settings):
    mine = an_application(preferred_language="vi")
    for kind, is_promised in (("libretranslate", True), ("none", False)):
        settings.TRANSLATOR = kind
        actions.ask_back(application=mine, words=ANSWER, language="cs", by=None)
        letter = Notice.objects.filter(to_address=mine.contact).order_by("-id").first().body
        assert ANSWER in letter and ("bản dịch" in letter) is is_promised


def test_names_numbers_and_times_do_not_leave_the_house(machine):
    an_application(words=WORDS)
    translations.translate_due()
    sent = str([request.body for request in machine.requests])
    assert "muốn giúp" in sent
    for hidden in ("Linh", "Nguyễn", "601", "17:00"):
        assert hidden not in sent


def test_language_that_somebody_really_writes_in_counts_not_that_of_the_page(machine):
    mine = an_application(preferred_language="en", words="Я хочу допомогти дітям з домашніми завданнями після школи.")
    assert mine.messages.get().language == "uk"


def test_deleting_everything_deletes_the_translations_too(machine):
    mine = an_application(words=WORDS)
    translations.translate_due()
    assert Text.objects.filter(subject=MESSAGE).count() == 2
    actions.delete(application=mine)
    assert not Text.objects.filter(subject=MESSAGE).exists()
    assert not Wanted.objects.filter(subject=MESSAGE).exists()


def test_messages_that_anybody_can_write_do_not_use_up_the_characters_of_the_listings(machine, settings):
    settings.TRANSLATOR_MONTHLY_CHARACTERS = 60 * 4000
    offered = factories.an_opportunity()
    Wanted.objects.all().delete()
    for _person in range(4):
        factories.an_application(offered, words=("Tôi muốn giúp các em học bài ở câu lạc bộ. " * 30)[:1200])
    for _look in range(5):
        translations.translate_due()
    spent = Spending.objects.get()
    assert 0 < spent.messages <= 4000 and spent.characters == spent.messages
    late = Wanted.objects.filter(trouble="messages_of_the_day")
    assert late.count() == 4 - Text.objects.filter(subject=MESSAGE, language="cs").count() >= 1
    assert all(row.due_at > now() and not row.attempts for row in late)
    listing = factories.an_opportunity()
    Wanted.objects.filter(subject="opportunity", subject_id=listing.pk).exclude(language="vi").delete()
    translations.translate_due()
    assert Text.objects.filter(subject="opportunity", subject_id=listing.pk, language="vi").exists()
    Wanted.objects.update(due_at=now())
    Spending.objects.update(messages_on=now().date() - dt.timedelta(days=1))
    assert translations.translate_due() == 1  # a new day


def test_message_of_nothing_is_refused(client):
    mine = an_application()
    answer = client.post(reverse("public:my_write", args=[access_code(mine.public_id)]), {"words": " "})
    assert answer.status_code == 422


def test_unknown_ready_sentence_is_refused_and_what_was_typed_stays(client):
    mine = an_application()
    address = reverse("public:my_write", args=[access_code(mine.public_id)])
    answer = client.post(address, {"words": "Dobrý den", "phrases": ["nothing"]})
    assert answer.status_code == 422 and "Dobrý den" in answer.content.decode()
