"""The demonstration's translators, glossary, and what invented people searched for."""

from mosty.accounts import actions as accounts
from mosty.accounts.models import Person
from mosty.city.queries import city
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.search.actions import note_search
from mosty.search.rules.wish import Wish
from mosty.translations.actions import keep_term

TRANSLATORS = {
    "prague": ("Vzorka Překladatelová", "vi", ["vi", "uk"]),
    "sofia": ("Примера Преводачева", "bg", ["uk", "ar"]),
}
CAFE = {
    "cs": "jazyková kavárna", "en": "language café", "uk": "мовне кафе", "ru": "языковое кафе", "vi": "cà phê ngôn ngữ",
    "bg": "езиково кафене", "ar": "مقهى اللغات",
}  # fmt: skip
HOME = {
    "cs": "domov pro seniory", "en": "care home", "uk": "будинок для літніх людей", "ru": "дом для пожилых людей",
    "vi": "viện dưỡng lão", "bg": "дом за възрастни хора", "ar": "دار رعاية المسنين",
}  # fmt: skip
NAMES = {"prague": "Zelená lávka", "sofia": "Зеленият мост"}
NOTES = {"prague": "V názvu chybí, že jde o děti.", "sofia": "В заглавието липсва, че става дума за деца."}
MISSED = (("паркур", "ru", 5), ("nhảy dù", "vi", 4), ("parkour", "en", 3), ("глина", "uk", 3))
LEVELS = (("none", 18), ("a1", 14), ("a2", 22), ("b1", 9), ("b2", 3))


def add_translator() -> Person:
    """A community translator one can sign in as; sees nothing but translations."""
    name, language, reads = TRANSLATORS[city().slug]
    person = accounts.add_person(
        email="translator@example.org",
        name=name,
        language=language,
        roles=("translator",),
        is_demonstration=True,
        by=None,
    )
    accounts.set_languages(person=person, preferred=language, reads=reads)
    return person


def load(translator: Person) -> None:
    """Words of the glossary, one translation sent back, searches in vain and levels that were asked for."""
    local = city().local_language
    for names in (CAFE, HOME):
        others = {code: name for code, name in names.items() if code != local}
        keep_term(term=None, source_language=local, source=names[local], words=others, is_kept=False)
    keep_term(term=None, source_language=local, source=NAMES[city().slug], words={}, is_kept=True)
    for opportunity in Opportunity.objects.shown().filter(source_language=local).order_by("id"):
        language = "vi" if city().slug == "prague" else "uk"
        if opportunities.send_back_texts(
            opportunity=opportunity, language=language, note=NOTES[city().slug], by=translator
        ):
            break
    for words, language, times in MISSED:
        for _time in range(times):
            note_search(wish=Wish(q=words), language=language, total=0)
    for level, times in LEVELS:
        for _time in range(times):
            note_search(wish=Wish(filters={"level": (level,)}), language=local, total=1)
