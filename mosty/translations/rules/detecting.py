"""Which language a text is written in."""

from collections.abc import Collection
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

FEWEST_LETTERS = 20  # below, a guess is no better than the page it was written on
SURE = 0.75


def language_of(words: str, page_language: str, languages: Collection[str]) -> str:
    """One of `languages`: that of the words where it can be told, else that of the page."""
    if sum(sign.isalpha() for sign in words) < FEWEST_LETTERS:
        return page_language
    detector = _detector(tuple(sorted(languages)))
    if detector is None:
        return page_language
    best = detector.compute_language_confidence_values(words)[0]
    found = best.language.iso_code_639_1.name.lower()
    return (
        next((code for code in languages if code.split("-")[0] == found), page_language)
        if best.value >= SURE
        else page_language
    )


@lru_cache(maxsize=4)
def _detector(languages: tuple[str, ...]) -> LanguageDetector | None:
    """Low accuracy: 28 MB instead of 240, and as good on a few sentences."""
    known = {language.iso_code_639_1.name.lower(): language for language in Language.all()}
    asked = [known[code.split("-")[0]] for code in languages if code.split("-")[0] in known]
    if len(asked) < 2:
        return None
    return LanguageDetectorBuilder.from_languages(*asked).with_low_accuracy_mode().build()
