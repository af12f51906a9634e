"""Reading less for one reader never changes which words that reader gets."""

import itertools

import pytest

from mosty.base.clock import now
from mosty.translations.models import Text
from mosty.translations.queries import texts_for, texts_of

pytestmark = pytest.mark.django_db
LANGUAGES = ("cs", "en", "uk", "ru", "vi", "bg", "ar")
OTHERS = [Text.State.HUMAN, Text.State.MT_REVIEWED, Text.State.MT_UNREVIEWED, Text.State.STALE]


def test_the_choice_is_the_same(db):
    """Every original language, with all others in one state and with each single other one."""
    rows, number = [], itertools.count(1)
    for original in LANGUAGES:
        for state in OTHERS:
            rest = [language for language in LANGUAGES if language != original]
            for present in [rest, *([language] for language in rest), []]:
                pk = next(number)
                rows.append(Text(subject="x", subject_id=pk, field="title", language=original, state="original"))
                rows += [
                    Text(subject="x", subject_id=pk, field="title", language=language, state=state)
                    for language in present
                ]
    for row in rows:
        row.words, row.changed_at = f"{row.language} {row.state}", now()
    Text.objects.bulk_create(rows)
    ids = range(1, next(number))
    whole = texts_of("x", ids)
    for reader in LANGUAGES:
        part = texts_for(reader, {"x": (ids, ("title",)), "y": ([1], ("title",))})
        assert [part["x"][pk].best("title", reader) for pk in ids] == [whole[pk].best("title", reader) for pk in ids]
        assert not part["y"][1].best("title", reader)


def test_what_was_not_read_is_an_error_and_not_an_empty_text(db):
    row = {"subject": "x", "subject_id": 1, "field": "title", "state": "original", "changed_at": now()}
    Text.objects.create(language="cs", words="Doučování", **row)
    texts = texts_for("vi", {"x": ([1], ("title",))})["x"][1]
    assert texts.best("title", "vi").words == "Doučování"
    with pytest.raises(LookupError):
        texts.best("summary", "vi")
    with pytest.raises(LookupError):
        texts.best("title", "uk")
    for ask in (texts.all_rows, texts.languages, lambda: texts.rows("title"), lambda: texts.original("title")):
        with pytest.raises(LookupError):
            ask()


def test_one_query_for_things_of_two_kinds(db, django_assert_num_queries):
    for number in (1, 3):
        with django_assert_num_queries(1):
            texts_for("vi", {"x": (range(number), ("title",)), "y": (range(number), ("name",))})
