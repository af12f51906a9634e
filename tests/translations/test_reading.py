"""Reading less for one reader never changes which words that reader gets."""

import itertools

import pytest

from mosty.base.clock import now
from mosty.translations.models import Text
from mosty.translations.queries import texts_of

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
        part = texts_of("x", ids, ("title",), reader)
        assert [part[pk].best("title", reader) for pk in ids] == [whole[pk].best("title", reader) for pk in ids]
        assert sum(len(texts.all_rows()) for texts in part.values()) < len(rows)
