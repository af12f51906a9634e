"""Makes `data/lemmas.txt` from simplemma's dictionaries: `python -m mosty.search.rules.lemmas >
mosty/search/data/lemmas.txt`.

Only forms of words that the vocabulary knows, and only where no ending explains the form (children, lidé, psů):
the rest is
the stem's work. So the product needs none of the dictionaries (some 600 MB in memory) when it runs.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from mosty.search.rules import fold
from mosty.search.rules.analyse import stem
from mosty.search.rules.vocabulary import read_words

LANGUAGES = ("cs", "en", "uk", "ru", "bg")
ROOMS = Path(__file__).resolve().parents[2]
MOST_FORMS_PER_LEMMA = 40


def vocabulary_words(language: str) -> set[str]:
    """Every word that the vocabulary files use in a language, `plain`."""
    found: set[str] = set()
    everyday, _wider = read_words((ROOMS / "search/data/words.toml").read_text(encoding="utf-8"))
    for table in everyday.values():
        found.update(fold.words(table[language]))
    for path in (ROOMS / "city/data/topics").glob("*.toml"):
        for topic in tomllib.loads(path.read_text(encoding="utf-8"))["topic"]:
            for text in (topic["labels"][language], *topic.get("synonyms", {}).get(language, ())):
                found.update(fold.words(text))
    return {word for word in found if len(word) > 2}


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """(skeleton of a form, skeleton of its lemma) for the irregular forms of the vocabulary's words."""
    known = vocabulary_words(language)
    seen: dict[str, int] = {}
    for form, lemma in sorted(DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language).items()):
        plain_form, plain_lemma = fold.plain(str(form)), fold.plain(str(lemma))
        if plain_form[:1] != plain_lemma[:1] and language != "cs" or not (plain_lemma in known or plain_form in known):
            continue
        if not plain_form.isalpha() or not plain_lemma.isalpha() or len(plain_form) < 3 or len(plain_lemma) < 3:
            continue
        (one, family), (other, _same) = fold.sounds(plain_form, language)[0], fold.sounds(plain_lemma, language)[0]
        if stem(one, family) != stem(other, family) and seen.get(other, 0) < MOST_FORMS_PER_LEMMA:
            seen[other] = seen.get(other, 0) + 1
            yield one, other


def main() -> None:
    """Print the table."""
    sys.stdout.write(
        "# language, form, lemma (skeletons); made from simplemma's dictionaries (MIT) by mosty.search.rules.lemmas\n"
    )
    for language in LANGUAGES:
        for one, other in sorted(set(pairs(language))):
            sys.stdout.write(f"{language} {one} {other}\n")


if __name__ == "__main__":
    main()
