# ruff: noqa: E501
"""Which language and how much of it: words of hosts into language requirements.

Decisions: of two levels ("B1/B2", "B2–C1") the lower one is the least that is asked for. A cell that says nothing about a
language never becomes "not needed". "jedno" (it is all the same) is "not needed", but flagged.
"""

import re
from dataclasses import dataclass

from mosty.opportunities.rules.sentences.facts import LEVELS
from mosty.partners.rules.text import fold
from mosty.partners.rules.understood import LIKELY, SURE, UNSURE, Understood

CEFR = re.compile(r"(?<![^\W_])(pre[- ]?a1|[abc][12])(?![^\W_])\+?")
# Cyrillic А, В, С look like Latin letters and are typed for them.
LOOKALIKE = str.maketrans({"а": "a", "в": "b", "с": "c"})
NOT_STATED = {
    "",
    "x",
    "-",
    "--",
    "?",
    "??",
    "???",
    "n/a",
    "na",
    "none stated",
    "neuvedeno",
    "nevim",
    "zeptat se",
    "tbd",
    "x?",
    "/",
    "не указано",
    "не вказано",
    "не е посочено",
    "khong ro",
    "neni uvedeno",
    "nezname",
    "not stated",
    "unknown",
}

LANGUAGE_WORDS = {
    "cs": r"cj|ces(?:ky|tin\w*|stin\w*|ka jazyk\w*)|czech|cz|чес(?:ьк|к|ки)\w*|чешск\w*|чешки\w*|tieng sec|tieng czech|sec",
    "en": r"aj|en|ang(?:l|lick\w*|lictin\w*|licky)\.?|english|eng|англ\.|англійськ\w*|английск\w*|tieng anh",
    "uk": r"uj|ukr\.?|uk|ukrajins\w*|ukrainian|украинск\w*|українськ\w*|tieng ukraina",
    "ru": r"rj|ru|russian|rus(?:ky|tin\w*)?\.?|русск\w*|руски\w*|російськ\w*|рос\.|tieng nga",
    "vi": r"vj|vi|viet(?:namsk\w*|namstin\w*|namese)?|вьетнам\w*|в'єтнам\w*|виетнам\w*|tieng viet",
    "bg": r"bg|bulhar\w*|bulgarian|българск\w*|болгарськ\w*|болгарск\w*|tieng bulgari\w*",
    "ar": r"ar|arab\w*|араб\w*|tieng a rap",
    "fr": r"fj|fr|francouz\w*|french|французск\w*|французьк\w*|френск\w*|tieng phap",
    "es": r"sj|es|spanels\w*|spanish|испанск\w*|іспанськ\w*|tieng tay ban nha",
    "de": r"nj|de|nemcin\w*|nemeck\w*|german|немецк\w*|німецьк\w*|немски\w*|tieng duc",
    "zh": r"zh|cinst\w*|chinese|китайск\w*|китайськ\w*|tieng trung",
    "sk": r"sk|slovensk\w*|slovencin\w*|slovak",
    "pl": r"pl|polst\w*|polsk\w*|polish",
}  # fmt: skip
LANGUAGE = {code: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])") for code, words in LANGUAGE_WORDS.items()}
# Two letters in small type are too common as words; they count as languages only in a list such as cs|en.
CODES_ONLY = {"en", "uk", "ru", "vi", "bg", "ar", "fr", "es", "de", "zh", "sk", "pl", "cz", "cs"}

LEVEL_WORDS = (
    ("c2", SURE, r"rodil\w* mluvc\w*|native|mother tongue|mateřsk\w*|matersk\w*|носи\w*|носител\w*|рідна|родной|роден|майчин\w*|ban ngu|tieng me de"),
    ("c1", SURE, r"plynn\w*|plyne|fluent\w*|proficient|advanced|свободно|вільно|свободен|свободно владеене|отлично|відмінно|thanh thao|luu loat|vyborn\w*|perfektn\w*"),
    ("b2", LIKELY, r"upper[- ]intermediate|velmi dobr\w*|velmi dobře|very good|(?<!mirne )(?<!stredne )(?<!mirna )pokrocil\w*|vyssi stredne pokrocil\w*|напреднал\w*|выше среднего|добре напреднал\w*|просунут\w*"),
    ("b1", SURE, r"komunikativn\w*|komunikacni uroven|domluv\w* se|stredne pokrocil\w*|conversational|intermediate|communicative|разговорн\w*|розмовн\w*|комуникативн\w*|средно ниво|средне ниво|средний уровень|середн\w* рівень|giao tiep|trung cap"),
    ("b1", UNSURE, r"dobre|dobra|dobrou|good|хорошо|хороший|добре|добро|kha|tot"),
    ("a2", SURE, r"mirne pokrocil\w*|lower[- ]intermediate|pre[- ]intermediate|elementary|so cap|базов\w* рівень a2"),
    ("a1", SURE, r"zaklad\w*|trochu|zacatecni\w*|basics?|beginners?|a little|some(?= czech| bulgarian| english)|основ\w*|базов\w*|начальн\w*|початк\w*|немного|трохи|начинаещ\w*|малко|co ban|mot chut"),
)  # fmt: skip
LEVEL = [(level, sure, re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")) for level, sure, pattern in LEVEL_WORDS]

NOT_NEEDED = re.compile(
    r"nemus\w*|ne(?:ni|jsou) (?:potreba|nutn\w*|treba|podmink\w*|vyzadov\w*)|netreba|nepotreb\w*|bez (?:cestin\w*|znalost\w* cestin\w*|jazyka)|nevyzaduj\w*|"
    r"not (?:needed|required|necessary)|no (?:czech|bulgarian|language)|without (?:czech|bulgarian)|isn't needed|"
    r"не (?:нужен|нужна|нужно|обязател\w*|требуется|потрібн\w*|обов'язков\w*|е нужен|е необходим\w*|е нужно|се изисква|е задължител\w*)|"
    r"без (?:чешск\w*|чеськ\w*|български|знан\w*|език)|необязател\w*|khong can|khong bat buoc|khong yeu cau|(?<![^\W_])0(?![^\W_])|zadna|zadny"
)  # fmt: skip
NEGATED_NEED = re.compile(
    r"(?<![^\W_])(?:nutn\w*|podmink\w*|vyzadov\w*|required|compulsory|must|needed|обязат\w*|обов'язк\w*|необходим\w*|задължит\w*|bat buoc)(?![^\W_])"
)
HELPFUL = re.compile(
    r"vitan\w*|vyhod\w*|hodi se|plus(?! )|an advantage|advantage|helpful|welcome|nice to have|useful|преимущ\w*|перевага|бажан\w*|желател\w*|предимство|плюс|loi the|uu tien|nejlepe"
)
ENOUGH = re.compile(
    r"staci|enough|sufficient|suffices|ok(?![^\W_])|достаточно|достатньо|хватит|достатъч\w*|стига|la du|du(?![^\W_])"
)
EITHER = re.compile(r"(?<![^\W_])(?:nebo|anebo|or|ci|или|або|чи|hoac|one of|jeden z|jedno z)(?![^\W_])|[|/]")
ALL_THE_SAME = {
    "jedno",
    "je to jedno",
    "to je jedno",
    "any",
    "doesn't matter",
    "все равно",
    "все едно",
    "байдуже",
    "sao cung duoc",
}
QUESTION = re.compile(r"\?")


@dataclass(frozen=True)
class LanguageNeed:
    """One requirement: languages of which one is enough, what is asked, at what level ('' = the level is not stated)."""

    languages: tuple[str, ...]
    requirement_type: str
    level: str = ""


def level_of(text: str) -> Understood[str] | None:
    """The CEFR level in a text, the lowest if it names several."""
    folded = fold(text)
    codes = [
        found.replace(" ", "_").replace("-", "_")
        for found in CEFR.findall(folded.translate(LOOKALIKE) if len(folded) < 12 else folded)
    ]
    codes = ["pre_a1" if code.startswith("pre") else code for code in codes]
    named = [(level, sure) for level, sure, pattern in LEVEL if pattern.search(folded)]
    if not codes and not named:
        return None
    found = [(code, SURE) for code in codes] + named
    level, sure = min(found, key=lambda pair: LEVELS.index(pair[0]))
    if len({code for code, _ in found}) > 1:
        sure = min(sure, LIKELY)
    if QUESTION.search(folded):
        sure = UNSURE
    return Understood(level, sure, text)


def languages_in(text: str, *, codes: bool = False) -> list[str]:
    """Languages named in a text, in order of appearance. `codes`: two-letter codes count as names."""
    folded = fold(text)
    found = []
    for language, pattern in LANGUAGE.items():
        for match in pattern.finditer(folded):
            if codes or match.group().strip(".") not in CODES_ONLY or _is_abbreviation(text, match.group()):
                found.append((match.start(), language))
                break
    return [language for _, language in sorted(found)]


def _is_abbreviation(text: str, word: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(word.upper())}(?![^\W_])", text) is not None


def understand_languages(
    text: str, *, column_language: str = "", local: str = "cs"
) -> Understood[list[LanguageNeed]] | None:
    """Requirements in a cell. `column_language`: the language its heading names ("Čeština"), so that a bare level means it.

    None when nothing in it speaks of a language or a level: then the need is not stated and the words are kept.
    """
    folded = fold(text).strip(" .!")
    if folded in NOT_STATED:
        return None
    if folded in ALL_THE_SAME:
        return Understood([LanguageNeed((column_language or local,), "not_needed", "none")], UNSURE, text)
    coded = _coded(text)
    if coded:
        return Understood(coded, SURE, text)
    needs: list[LanguageNeed] = []
    sure, rest = SURE, []
    for clause in _clauses(text):
        read = _clause(clause.strip(), column_language, local, is_first=not needs)
        if read is None:
            rest.append(clause.strip())
        else:
            needs += [need for need in read.value if need.languages not in {kept.languages for kept in needs}]
            sure = min(sure, read.sure)
    if not needs:
        return None
    left = "; ".join(part for part in rest if part)
    return Understood(needs, min(sure, LIKELY if left else SURE), text, left)


def _clauses(text: str) -> list[str]:
    """Parts that speak for themselves; a part that is only the next language of a list stays with the one before."""
    parts: list[str] = []
    for part in re.split(r"[;\n]|\bjinak\b|\bbut\b|\bale\b|\bно\b|\bале\b|\bnhưng\b|(?<=\w{4})\. ", text):
        for number, piece in enumerate(part.split(",")):
            named = languages_in(piece)
            if number and named and parts and _is_only_languages(fold(piece), named):
                parts[-1] += "," + piece
            else:
                parts.append(piece)
    return parts


def _coded(text: str) -> list[LanguageNeed]:
    """`cs|en (one of)`, `cs + (uk|ru)`, `en`: the notation of exchange tables."""
    plain = re.sub(r"\((?:one of|any of|any)\)", "", text).strip().lower()
    if not re.fullmatch(r"[a-z]{2}(?:-[a-z]{2,4})?(?:[\s|+/,;&()]+[a-z]{2}(?:-[a-z]{2,4})?)*[\s)]*", plain):
        return []
    needs = []
    for part in re.split(r"[+;,&]", plain):
        codes = tuple(code for code in re.findall(r"[a-z]{2}", part) if code in LANGUAGE or code in ("cz", "ua"))
        codes = tuple({"cz": "cs", "ua": "uk"}.get(code, code) for code in codes)
        if not codes:
            return []
        needs.append(LanguageNeed(codes, "required"))
    return needs


def _clause(clause: str, column_language: str, local: str, *, is_first: bool) -> Understood[list[LanguageNeed]] | None:
    """One clause of a language cell; None when it says nothing about a language."""
    folded = fold(clause)
    if not folded:
        return None
    named = languages_in(clause)
    level = level_of(clause)
    helpful, enough, not_needed = HELPFUL.search(folded), ENOUGH.search(folded), NOT_NEEDED.search(folded)
    needed = NEGATED_NEED.search(folded)
    languages = named or ([column_language] if column_language else [])
    doubt = UNSURE if QUESTION.search(folded) else SURE
    if not_needed and re.search(r"cizi jazyk|foreign language|иностранн\w* язык|іноземн\w* мов|чужд\w* език", folded):
        return None
    if not_needed and (named or column_language):
        return Understood([LanguageNeed((language,), "not_needed", "none") for language in languages], doubt, clause)
    if helpful and languages:
        return Understood(
            [LanguageNeed((language,), "helpful", level.value if level else "") for language in languages],
            min(doubt, LIKELY),
            clause,
        )
    if enough and named and local not in named and not level:
        others = tuple(named)
        return Understood(
            [LanguageNeed((local,), "not_needed", "none"), LanguageNeed(others, "required")], min(doubt, LIKELY), clause
        )
    if level is not None and (named or column_language or is_first):
        first = languages[:1] or [local]
        if len(named) > 1 and not EITHER.search(folded):
            return Understood(
                [LanguageNeed((language,), "required", level.value) for language in named], UNSURE, clause
            )
        needs = [LanguageNeed(tuple(first), "required", level.value)]
        if len(named) > 1:
            needs = _first_and_others(folded, named, level.value)
        sure = min(level.sure, doubt, SURE if named or column_language else LIKELY)
        # "native speaker or a passed exam": the other way in is not a level, so a person looks at it.
        return Understood(
            needs, min(sure, UNSURE) if re.search(r"zkousk|exam|экзамен|екзамен|изпит", folded) else sure, clause
        )
    if len(named) > 1 and EITHER.search(folded):
        return Understood([LanguageNeed(tuple(named), "required")], LIKELY, clause)
    if named and (needed or _is_only_languages(folded, named)):
        return Understood([LanguageNeed((language,), "required") for language in named], min(doubt, LIKELY), clause)
    return None


def _first_and_others(folded: str, named: list[str], level: str) -> list[LanguageNeed]:
    """ "basic Czech plus Russian or Ukrainian": the level belongs to the first; "B1 Czech or English" is one choice."""
    if re.search(r"(?<![^\W_])(?:plus|and|a|i|и|та|và|va|\+)(?![^\W_])", folded):
        return [LanguageNeed((named[0],), "required", level), LanguageNeed(tuple(named[1:]), "required")]
    return [LanguageNeed(tuple(named), "required", level)]


def _is_only_languages(folded: str, named: list[str]) -> bool:
    left = folded
    for language in named:
        left = LANGUAGE[language].sub("", left)
    return not re.search(r"[^\W\d_]{3,}", EITHER.sub("", left))
