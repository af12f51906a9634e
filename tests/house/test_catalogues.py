"""Interface words exist in every language, with the right plurals and the same placeholders."""

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PLURALS = {"cs": 4, "uk": 4, "ru": 4, "vi": 1, "bg": 2, "ar": 6}
# No city lists these: they need not be complete, but what they have must be right.
PARTIAL = {"zh_Hans": 1}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def messages(language):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


@pytest.mark.parametrize("language", PLURALS)
def test_every_message_is_translated(language):
    missing = [
        message.id for message in messages(language) if message.fuzzy or not message.string or "" in _forms(message)
    ]
    assert missing == []


@pytest.mark.parametrize("language", [*PLURALS, *PARTIAL])
def test_placeholders_and_plurals_match(language):
    wrong = []
    for message in messages(language):
        wanted = {found.group(0) for text in _ids(message) for found in PLACEHOLDER.finditer(text)}
        for form in _forms(message):
            used = {found.group(0) for found in PLACEHOLDER.finditer(form)}
            # A plural form may leave out the number ("one day"), never add a placeholder.
            if used - wanted or (not message.pluralizable and used != wanted):
                wrong.append((message.id, form))
        if message.pluralizable and len(_forms(message)) != (PLURALS | PARTIAL)[language]:
            wrong.append((message.id, "number of plural forms"))
    assert wrong == []


def _ids(message):
    return message.id if isinstance(message.id, tuple) else [message.id]


def _forms(message):
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def test_every_language_of_a_city_has_a_whole_catalogue():
    cities = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "config/cities").glob("*.toml")]
    assert {tag.replace("-", "_") for city in cities for tag in city["languages"]} - {"en"} == set(PLURALS)


def test_catalogues_have_the_same_messages():
    ids = {language: {message.id for message in messages(language)} for language in PLURALS}
    assert len({frozenset(found) for found in ids.values()}) == 1


@pytest.mark.parametrize("language", ["uk", "ru", "bg", "ar"])
def test_script_is_the_language_s_own(language):
    """A message with letters, but none of the language's own script, was forgotten (names of techniques aside)."""
    own = re.compile("[\u0600-\u06ff]" if language == "ar" else "[\u0400-\u04ff]")
    allowed = re.compile(
        r"^[\W\d_]*(?:Mosty|[Ee]-mail|RSS|JSON Feed|OpenAPI|Telegram|Viber|WhatsApp|API|PDF|ICS|[ABC][12])?[\W\d_]*$"
    )
    wrong = [
        form
        for message in messages(language)
        for form in _forms(message)
        if form and not own.search(form) and not allowed.match(PLACEHOLDER.sub("", form))
    ]
    assert wrong == []


def test_no_word_stands_twice_in_a_row():
    """A correction that was applied twice leaves such a trace. Vietnamese doubles words on purpose."""
    doubled = re.compile(r"(?<!\w)(\w{3,}) \1(?!\w)")
    paths = [
        *sorted((ROOT / "mosty/city/data/topics").glob("*.toml")),
        ROOT / "mosty/opportunities/data/templates.toml",
    ]
    words = [(str(path), line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    words = [(path, line) for path, line in words if not line.startswith("vi =") and "vi = " not in line]
    words += [
        (language, form) for language in PLURALS if language != "vi" for m in messages(language) for form in _forms(m)
    ]
    found = {(where, hit) for where, text in words for hit in doubled.findall(text)}
    assert {row for row in found if row[1] != "dần"} == set()
