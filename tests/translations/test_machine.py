"""Machine translation against doubles that behave as badly as the real services: no text is damaged, none is lost."""

import datetime as dt

import pytest
import time_machine

from mosty.base.errors import Refused
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import SUBJECT
from mosty.opportunities.tasks import ask_for_translations
from mosty.organisations import actions as organisations
from mosty.translations import actions
from mosty.translations.actions import machine
from mosty.translations.models import Spending, Text, Wanted
from mosty.translations.queries import texts_of
from mosty.translations.rules import protect
from mosty.translations.rules.machine import WAITS
from tests import factories
from tests.fakes import translators
from tests.fakes.translators import ALL, Fault, redirect, slow, status, untranslated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
TITLE = "Doučování dětí v klubu Práh & spol."
DESCRIPTION = (
    "Každé úterý od 16:00 do 18:00 sedíte vedle dítěte a pomáháte mu s úkoly v knihovně.\n\n"
    "- Přijďte do klubu Café Práh, ulice Nová 12/3, nebo zavolejte na 601 234 567.\n"
    "- Pište na klub@example.org, více na https://example.org/klub?x=1&y=2.\n"
    "Děti jsou mladší <než 10 let> & veselé, stačí trpělivost a dobrá nálada.  "
)
FAULTS = [
    *(Fault(name) for name in ALL if name not in ("slow", "hang", "status", "redirect", "merged_lines")),
    slow(1.5), Fault("hang", seconds=1.5), status(429, retry_after=7), status(429), status(456), status(503), status(500),
    redirect("http://127.0.0.1:9/elsewhere"),
]  # fmt: skip


@pytest.fixture(params=["libretranslate", "deepl"])
def service(request, settings, monkeypatch):
    monkeypatch.setattr(machine, "DEADLINE_S", 0.6)
    with getattr(translators, request.param)() as made:
        settings.TRANSLATOR, settings.TRANSLATOR_URL, settings.TRANSLATOR_KEY = request.param, made.url, made.key
        yield made


def a_listing(**fields):
    return factories.an_opportunity(title=TITLE, description=DESCRIPTION, **fields)


def only(language):
    """Leave just this language to the machine."""
    Wanted.objects.exclude(language=language).delete()


def words_in(made, language):
    texts = texts_of(SUBJECT, [made.pk])[made.pk]
    return {field: row.words for field in ("title", "description") if (row := texts.in_language(field, language))}


def originals(made):
    return list(Text.objects.filter(subject_id=made.pk, state="original").order_by("id").values_list("field", "words"))


def work(hours=0):
    """The worker's look at what is due, so many hours from now."""
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours), tick=True):
        return actions.translate_due(limit=50)


# --- what goes well -----------------------------------------------------------------------------------------------------------
def test_published_listing_is_translated_into_every_language_and_marked(service):
    made = a_listing()
    assert work() == 6
    for language in ("en", "uk", "ru", "vi", "bg", "ar"):
        found = words_in(made, language)
        assert {field: untranslated(words, language) for field, words in found.items()} == {
            "title": TITLE,
            "description": DESCRIPTION,
        }
    row = Text.objects.get(subject_id=made.pk, field="title", language="vi")
    assert (row.state, row.translator) == (
        "mt_unreviewed",
        "DeepL" if service.key.endswith("deepl") else row.translator,
    )
    assert not Wanted.objects.exists()


def test_listings_from_before_the_machine_are_asked_for_once(service):
    a_listing()
    Wanted.objects.all().delete()
    assert ask_for_translations() == 1
    assert Wanted.objects.count() == 6
    assert ask_for_translations() == 0


def test_draft_never_leaves_the_house(service):
    a_listing(published=False)
    assert work() == 0
    assert not service.requests


def test_what_was_hidden_again_leaves_the_house_no_more(service):
    made = a_listing()
    opportunities.pause(opportunity=made, by=None)
    assert not Wanted.objects.exists()
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Tajné"}, by=None)
    work()
    assert not service.requests
    suspended = a_listing()
    organisations.suspend(organisation=suspended.organisation, by=None)
    assert not Wanted.objects.exists()


def test_wait_and_give_up_are_not_forgotten_when_another_language_is_written(service):
    made = a_listing()
    Wanted.objects.filter(language="vi").update(state="given_up", trouble="machine_failed", attempts=6)
    opportunities.set_texts(opportunity=made, language="uk", texts={"title": "Уроки з дітьми"}, by=None)
    assert Wanted.objects.get(language="vi").state == "given_up"


def test_names_and_words_of_the_glossary_are_protected(service):
    actions.keep_term(term=None, source_language="cs", source="Café Práh", words={}, is_kept=True)
    actions.keep_term(term=None, source_language="cs", source="úkoly", words={"vi": "bài tập"}, is_kept=False)
    made = a_listing()
    only("vi")
    work()
    words = words_in(made, "vi")["description"]
    assert "Café Práh" in words and "Café·vi" not in words
    assert "bài tập" in words and "úkoly" not in words


def test_text_of_a_person_is_never_written_over(service):
    texts = {"vi": {"title": "Dạy kèm trẻ em", "summary": "Giúp các em.", "description": "Mỗi thứ ba, 16:00."}}
    made = a_listing(texts=texts)
    work()
    assert words_in(made, "vi") == {"title": "Dạy kèm trẻ em", "description": "Mỗi thứ ba, 16:00."}
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Jiný titulek"}, by=None)
    work()
    assert words_in(made, "vi")["title"] == "Dạy kèm trẻ em"


def test_only_the_changed_field_is_sent_again(service):
    made = a_listing()
    work()
    before = len(service.requests)
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Úkoly po škole"}, by=None)
    only("vi")
    work()
    assert untranslated(words_in(made, "vi")["title"], "vi") == "Úkoly po škole"
    sent = str([request.body for request in service.requests[before:]])
    assert "Úkoly po škole" in sent and "trpělivost" not in sent


# --- what goes wrong ----------------------------------------------------------------------------------------------------------
@pytest.mark.once
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.name}{fault.code or ''}{fault.retry_after}")
def test_no_text_is_damaged_or_lost(service, fault):
    made = a_listing()
    only("vi")
    before = originals(made)
    service.plan(fault, times=2)
    work()
    assert originals(made) == before
    for field, words in words_in(made, "vi").items():
        assert untranslated(words, "vi") == {"title": TITLE, "description": DESCRIPTION}[field]
    for step in range(1, 4):
        work(hours=24 * step)
    found = {field: untranslated(words, "vi") for field, words in words_in(made, "vi").items()}
    if fault.name == "redirect" or fault.code in (400, 403):
        assert not Wanted.objects.filter(state="sending").exists()
    assert found == {"title": TITLE, "description": DESCRIPTION}
    assert not Wanted.objects.exists()


# Those that hand over something which looks like an answer.
BELIEVABLE = ("unclosed_tag", "half_entity", "lost_element", "doubled_tag", "script",
              "swapped_placeholders", "changed_placeholders", "truncated", "repeated", "echo", "added_line", "bidi",
              "empty_text")  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("name", BELIEVABLE)
def test_without_the_guards_the_same_answers_do_damage(service, name, monkeypatch):
    """The control: what is taken on trust is damaged, so the test above can fail."""
    monkeypatch.setattr(
        machine, "restored", lambda line, answer: line.lead + protect.MARK.sub(r"\2", answer) + line.tail
    )
    monkeypatch.setattr(machine, "check_likeness", lambda *_args: None)
    made = a_listing()
    only("vi")
    service.plan(Fault(name), times=2)
    work()
    found = {field: untranslated(words, "vi") for field, words in words_in(made, "vi").items()}
    assert (
        found != {"title": TITLE, "description": DESCRIPTION}
        or name == "echo"
        and words_in(made, "vi")["title"] == TITLE
    )


def test_machine_that_never_recovers_leaves_it_to_a_person_and_keeps_what_was_good(service):
    made = a_listing()
    only("vi")
    service.plan(Fault("swapped_placeholders"), times=200)
    service._idle = []
    for step in range(len(WAITS) + 2):
        work(hours=24 * step)
    row = Wanted.objects.get()
    assert (row.state, row.trouble) == ("given_up", "marks_changed")
    assert "description" not in words_in(made, "vi")
    service._plans.clear()
    assert opportunities.translate_again(opportunity=made, by=None) == 1
    work(hours=24 * 30)
    assert untranslated(words_in(made, "vi")["description"], "vi") == DESCRIPTION
    service._idle = []


def test_answer_for_an_older_original_is_not_stored(service, monkeypatch):
    made = a_listing()
    only("vi")
    real = machine._translated

    def changed_meanwhile(*args):
        found = real(*args)
        opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Mezitím změněno"}, by=None)
        return found

    monkeypatch.setattr(machine, "_translated", changed_meanwhile)
    work()
    assert "title" not in words_in(made, "vi")
    monkeypatch.setattr(machine, "_translated", real)
    work(hours=1)
    assert untranslated(words_in(made, "vi")["title"], "vi") == "Mezitím změněno"


def test_wait_that_the_machine_asked_for_is_kept(service):
    a_listing()
    only("vi")
    service.plan(status(429, retry_after=3600), times=1)
    work()
    row = Wanted.objects.get()
    assert row.trouble == "too_many"
    assert row.due_at - dt.datetime.now(dt.UTC) > dt.timedelta(minutes=55)


# --- what it costs ------------------------------------------------------------------------------------------------------------
def test_characters_are_counted_and_never_pass_the_months_limit(service, settings):
    a_listing()
    only("vi")
    work()
    spent = Spending.objects.get().characters
    assert spent >= len(TITLE) + len(DESCRIPTION)
    settings.TRANSLATOR_MONTHLY_CHARACTERS = spent + 10
    a_listing()
    only("ar")
    before = len(service.requests)
    work()
    assert len(service.requests) == before
    row = Wanted.objects.get()
    assert row.trouble == "monthly_characters"
    assert row.due_at.day == 1
    assert Spending.objects.get().characters == spent


def test_call_that_was_refused_is_not_charged(service):
    a_listing()
    only("vi")
    service.plan(status(429))
    work()
    assert Spending.objects.get().characters == 0


# --- the gate -----------------------------------------------------------------------------------------------------------------
HARD = (
    "V rámci realizace projektu zaměřeného na poskytování podpory osobám ohroženým sociálním vyloučením je nutno zajistit "
    "provedení veškerých úkonů souvisejících se zprostředkováním volnočasových aktivit prostřednictvím kvalifikovaných "
    "dobrovolníků v souladu s příslušnými ustanoveními metodického pokynu č. 12/2024 ve znění pozdějších předpisů. "
) * 2


def test_hard_text_is_held_back_until_somebody_says_why(service):
    made = factories.an_opportunity(title=TITLE, description=HARD)
    assert set(Wanted.objects.values_list("state", flat=True)) == {"held"}
    assert work() == 0
    assert not service.requests
    with pytest.raises(Refused):
        opportunities.translate_anyway(opportunity=made, reason=" ", by=None)
    assert opportunities.translate_anyway(opportunity=made, reason="Text předepsal úřad.", by=None) == 6
    work()
    assert words_in(made, "vi")
    changed = HARD.replace("12/2024", "13/2025")
    opportunities.set_texts(opportunity=made, language="cs", texts={"description": changed}, by=None)
    assert set(Wanted.objects.values_list("state", flat=True)) == {"held"}


def test_without_a_machine_nothing_is_noted(settings):
    settings.TRANSLATOR = "none"
    a_listing()
    assert not Wanted.objects.exists()
    assert actions.translate_due() == 0
