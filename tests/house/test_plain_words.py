"""Every sentence of the interface is short, in every language, and the same thing has the same name everywhere."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LONGEST, AVERAGE = 18, 10
LANGUAGES = ("en", "cs", "uk", "ru", "vi", "bg", "ar")
SENTENCE = re.compile(r"(?<=[.!?…؟])[»”\")]*\s+|\n+|(?<=:)\s")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
WORD = re.compile(r"[^\W_][\w'’-]*")
# A term of the glossary and how its translations begin; several where a language has several forms.
TERMS = {
    "coordinator": {"cs": ("koordin",), "uk": ("координатор",), "ru": ("координатор",), "vi": ("điều phối",),
                    "bg": ("координатор",), "ar": ("منسق", "المنسق", "لمنسق")},
    "waiting list": {"cs": ("náhradník", "čekací"), "uk": ("очікуван", "черг"), "ru": ("ожидан", "очеред"),
                     "vi": ("chờ",), "bg": ("чака", "без списък"), "ar": ("انتظار",)},
    "district": {"cs": ("čtvr", "část", "do okolí"), "uk": ("район",), "ru": ("район",), "vi": ("quận", "phường"),
                 "bg": ("район",),
                 "ar": ("حي", "منطقة", "أحياء", "الأحياء", "الحي", "مناطق")},
    "poster": {"cs": ("plakát",), "uk": ("плакат", "афіш"), "ru": ("плакат", "афиш"), "vi": ("áp phích",), "bg": ("плакат",),
               "ar": ("ملصق",)},
    "glossary": {"cs": ("slovníč", "slovník"), "uk": ("словник", "глосар"), "ru": ("словар", "глоссар"), "vi": ("thuật ngữ",),
                 "bg": ("речник",), "ar": ("قاموس",)},
}  # fmt: skip


def texts(language):
    """Every sentence-bearing text of the interface; English is what stands in the code."""
    folder = "cs" if language == "en" else language
    with (ROOT / "locale" / folder / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file):
            found = message.id if language == "en" else message.string
            if message.id:
                yield from found if isinstance(found, tuple) else (found,)


def lengths(language):
    for text in texts(language):
        for sentence in SENTENCE.split(PLACEHOLDER.sub("X", text)):
            if count := len(WORD.findall(sentence)):
                yield count, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_interface_sentence_is_short(language):
    """In Vietnamese every syllable counts as a word, which is stricter."""
    found = list(lengths(language))
    assert len(found) > 1000
    assert [row for row in found if row[0] > LONGEST] == []
    assert sum(count for count, _sentence in found) / len(found) <= AVERAGE


def test_long_sentence_is_counted():
    """The control: one sentence of nineteen words is found."""
    words = " ".join(f"word{number}" for number in range(19)) + "."
    assert max(len(WORD.findall(part)) for part in SENTENCE.split(f"Short one. {words}")) == 19


@pytest.mark.parametrize("term", TERMS)
def test_term_of_the_glossary_is_translated_the_same_way_everywhere(term):
    wrong = []
    for language, beginnings in TERMS[term].items():
        with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
            for message in read_po(file):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                # What stands before a comma is the name of a parameter.
                if not re.search(rf"\b{term}s?\b(?!,)", ids[0], re.I):
                    continue
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                wrong += [(language, form) for form in forms if not any(part in form.lower() for part in beginnings)]
    assert wrong == []
