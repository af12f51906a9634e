"""What a query asks for beside its subject: that no local language is needed, an age, and words that every listing shares."""

import re
from collections.abc import Mapping, Sequence

from mosty.search.rules import fold
from mosty.search.rules.analyse import Token, keys

# Words that every listing of a volunteering site shares; alone they mean "show me everything".
GENERIC = {
    "cs": "dobrovolník dobrovolnice dobrovolnictví dobrovolnický dobrovolníctví dobrovolničit pomoc pomáhat pomoci pomáháme hledám chci "
    "práce činnost aktivita nabídka příležitost možnost zapojit zapojení blízko někde něco podpora lidé lidem lidi lidmi člověk osoba",
    "en": "volunteer volunteering volunteers voluntary help helping helper helpers support opportunity opportunities want work activity looking "
    "find give somewhere something near nearby wanted needed people person persons",
    "uk": "волонтер волонтерка волонтерство волонтерський волонтерити волонтером допомога допомагати допомогти допоможіть робота праця шукаю хочу "
    "підтримка можливість діяльність люди людям людей людина",
    "ru": "волонтёр волонтер волонтёрство волонтёрский доброволец добровольцы помощь помогать помочь помогаю работа ищу хочу поддержка "
    "возможность деятельность помощник волонтёром люди людям людей человек",
    "vi": "tình nguyện, tình nguyện viên, thiện nguyện, giúp đỡ, giúp, hỗ trợ, công việc, việc, làm việc, muốn, tìm, cơ hội, hoạt động, người, mọi người",
    "bg": "доброволец доброволци доброволчество доброволен помощ помагам помагане помогна работа търся искам подкрепа възможност дейност помощник хора хората човек",
    "ar": "متطوع متطوعين تطوع التطوع تطوعي مساعدة مساعده المساعدة نساعد دعم عمل أريد ابحث فرصة فرص نشاط ناس الناس شخص أشخاص",
}
TYPED_GENERIC = "volonter volontiory volontyor volonterstvo dopomoha dopomogty pomosch pomosht pomoshch dobrovolec dobrovolci robota rabota tinh nguyen musaada"
# "not", "without", "no need", "I do not speak" in every language and as people type them.
NEGATION = frozenset(
    """bez nemusim nemusi nemusis nepotrebuji nepotrebuju neumim nemluvim neznam neni netreba nevyzaduje nevyzadujeme nepovinna nepovinny
    without no not dont doesnt cannot cant none zero little
    без не немає нема нет нету непотрібна непотрібно непотрібен необов'язково необовязково ненужен ненужно ненужный
    няма безъ khong không chua chưa chẳng
    بدون دون لا غير ليس بلا لست نا
    bez nie ne nema net nyama niama biz""".split()
)
KNOWING = frozenset(
    """umet umim umi mluvit mluvim znat znalost znalosti jazyk jazyka potreba treba nutna nutny podminkou vyzadovana povinna rozumet cesky
    speak speaking spoken know knowledge language needed required need skills necessary understand
    знання знати знаю мова мови мову говорити володіння потрібна потрібно треба розмовляти розумію
    знание знания знать язык языка говорить владение нужен нужно требуется понимать говорю
    знаене знам език езика езици нужен нужно изисква необходим говоря познания владея
    biet biết tieng tiếng noi nói can cần yeu cầu cau yêu
    معرفة اتكلم التحدث اللغة لغة حاجة اعرف اتحدث اتقن تحدث إتقان اشتراط تشترط
    znannya znania znannia movy mova yazyka yazyk jazika jazyka ezik znanie govorit""".split()
)
AGE = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:\+|-?\s*(?:let\w*|rok\w*|roc\w*|years?(?:\s+old)?|yo|yr?s?|рок\w*|річн\w*|лет\w*|год\w*|tuoi|سنه|سنوات|عام\w*|godin\w*)(?!\w))"
)


def _generic() -> tuple[frozenset[str], frozenset[str]]:
    single: set[str] = set()
    for language, text in GENERIC.items():
        if language != "vi":
            single.update(key for word in fold.words(text) for key in keys(word, language))
    single.update(key for word in TYPED_GENERIC.split() for key in keys(word)[:1])
    syllables = {syllable for part in GENERIC["vi"].split(",") for syllable in fold.words(part)}
    return frozenset(single), frozenset(syllables)


GENERIC_KEYS, GENERIC_SYLLABLES = _generic()
GENERIC_BONES = frozenset(fold.consonants(word) for word in fold.words(GENERIC["ar"])) - {""}
CHAT_ARTICLES = frozenset({"al", "el", "fi", "fe", "ma3", "min", "3ala", "ila"})


def chat_positions(tokens: Sequence[Token]) -> set[int]:
    """Positions without meaning of their own in a query typed in Arabic chat letters."""
    return {
        spot for spot, token in enumerate(tokens)
        if token.plain in CHAT_ARTICLES or (token.script == "latin" and fold.consonants(token.plain) in GENERIC_BONES)
    }  # fmt: skip


def generic_positions(tokens: Sequence[Token], language: str = "") -> set[int]:
    """Positions of words that every listing shares."""
    if language == "vi":
        phrases = [tuple(fold.words(part)) for part in GENERIC["vi"].split(",")]
        plain = [token.plain for token in tokens]
        return {
            spot + step
            for phrase in phrases
            for spot in range(len(plain) - len(phrase) + 1)
            if tuple(plain[spot : spot + len(phrase)]) == phrase
            for step in range(len(phrase))
        }
    return {spot for spot, token in enumerate(tokens) if GENERIC_KEYS & set(token.keys)}


def no_local_language(tokens: Sequence[Token], local_names: frozenset[str], within: int = 4) -> set[int]:
    """Positions of a "no Czech needed", in any of the languages and scripts; empty when the query does not say so.

    `local_names`: keys of the words for the local language. A negation and the language's name have to stand `within` so many words.
    """
    named = {spot for spot, token in enumerate(tokens) if local_names & set(token.keys)}
    negated = {spot for spot, token in enumerate(tokens) if token.plain in NEGATION or token.toned in NEGATION}
    if not any(abs(one - other) <= within and one != other for one in named for other in negated):
        return set()
    knowing = {spot for spot, token in enumerate(tokens) if token.plain in KNOWING or token.toned in KNOWING}
    return named | negated | knowing


def age(text: str) -> int | None:
    """The age in years that a query names ("od 15 let", "from 15 years", "15+"), or None."""
    found = AGE.search(fold.plain(text))
    return int(found.group(1)) if found and 5 <= int(found.group(1)) <= 99 else None


def age_positions(tokens: Sequence[Token], years: int | None) -> set[int]:
    """Positions of the words that state the age."""
    if years is None:
        return set()
    spots = {spot for spot, token in enumerate(tokens) if token.plain == str(years)}
    units = {spot + 1 for spot in spots if spot + 1 < len(tokens) and AGE.search(f"{years} {tokens[spot + 1].plain}")}
    return spots | units


def facets_of_concepts(concepts: Mapping[str, float]) -> dict[str, float]:
    """Not every word is a subject: which of these concepts describe when or how (kept as a mild preference)."""
    return {concept: weight for concept, weight in concepts.items() if concept.removeprefix("word:") in CIRCUMSTANCES}


CIRCUMSTANCES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday weekend morning afternoon evening once short long group""".split()
)
