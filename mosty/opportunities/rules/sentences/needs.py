"""Which language: the card line and the full sentences about language, team and interpretation."""

from collections.abc import Callable, Iterable, Sequence

from mosty.opportunities.rules.sentences.facts import LEVELS, Facts, LanguageNeed
from mosty.opportunities.rules.sentences.grammar import Grammar, capitalised

NOT_ASKED = "none"
A_FEW_WORDS = "pre_a1"


def need(grammar: Grammar, facts: Facts) -> str:
    """One line: what is required; without any requirement what is not needed, helpful or practised."""
    required = _of_type(facts, "required")
    if required:
        return _required(grammar, facts, required)
    texts = [_not_needed(grammar, facts), _practised(grammar, facts), _helpful(grammar, facts)]
    return grammar.comma.join(text for text in texts if text) or grammar.line("not_stated")


def need_full(grammar: Grammar, facts: Facts) -> str:
    """Every language need as a sentence of its own, with what the language is for."""
    texts: list[str] = []
    required = _of_type(facts, "required")
    if required and not any(row.purposes for row in required):
        texts.append(_required(grammar, facts, required))
    else:
        texts += [_with_purposes(grammar, _required(grammar, facts, [row]), row.purposes) for row in required]
    texts.append("" if required else _not_needed(grammar, facts))
    texts += [_with_purposes(grammar, _helpful_one(grammar, facts, row), row.purposes) for row in _helpers(facts)]
    sentences = [f"{capitalised(text)}." for text in dict.fromkeys(texts) if text]
    if not sentences and not _practises(facts):
        sentences = [grammar.line("not_stated_full")]
    return " ".join(sentences)


def practice_full(grammar: Grammar, facts: Facts) -> str:
    """ "You can practise Czech here."; empty if practice is not offered."""
    if not (facts.language_practice or _practises(facts)):
        return ""
    return grammar.line("practice_full", **_named(grammar, _practised_codes(facts)))


def need_words(grammar: Grammar, level: str, local_language: str) -> str:
    """A level in plain words; for a level nobody knows, that it is not stated."""
    if level not in LEVELS:
        return capitalised(grammar.line("not_stated"))
    forms = {form: grammar.language_name(local_language, form) for form in ("name", "acc", "in")}
    return capitalised(grammar.level_words[level].format(**forms))


def team(grammar: Grammar, facts: Facts) -> str:
    """ "the team also speaks English and Ukrainian"; empty if nothing is known about the team.

    Without "also" where one of these languages was just named as needed.
    """
    others = [code for code in facts.team_languages if code != facts.local_language]
    named = {code for row in _of_type(facts, "required") for code in _codes(facts, row)}
    if others and not named.intersection(others):
        return grammar.line("team_also", **_named(grammar, others))
    spoken = others or facts.team_languages
    return grammar.line("team", **_named(grammar, spoken)) if spoken else ""


def interpretation(grammar: Grammar, facts: Facts) -> str:
    name = f"interpretation_{facts.interpretation_available}"
    return grammar.line(name) if name in grammar.lines else ""


def level_code(level: str) -> str:
    """The mark people meet on course papers: "A2"."""
    return level.upper()


def _of_type(facts: Facts, requirement_type: str) -> list[LanguageNeed]:
    """Needs of one type; a required level of "none" asks for nothing and counts as not needed."""
    rows = []
    for row in facts.language_needs:
        asks_nothing = row.requirement_type in {"required", "helpful"} and row.level == NOT_ASKED
        if ("not_needed" if asks_nothing else row.requirement_type) == requirement_type:
            rows.append(row)
    return rows


def _codes(facts: Facts, row: LanguageNeed) -> tuple[str, ...]:
    return row.languages or (facts.local_language,)


def _phrase(grammar: Grammar, facts: Facts, row: LanguageNeed, *, needed: bool) -> str:
    """ "simple Czech or English (A2)", as the object of the need or as a name."""
    codes = _codes(facts, row)
    if row.level == A_FEW_WORDS:
        return grammar.line("few_words", **_named(grammar, codes, grammar.any_of))
    named = grammar.any_of(grammar.languages(codes, "acc" if needed else "name"))
    if row.level not in grammar.levels:
        return grammar.line("no_level", languages=named)
    levels = grammar.levels_needed if needed and grammar.levels_needed else grammar.levels
    phrase = grammar.line("level", adjective=levels[row.level], languages=named)
    return grammar.line("coded", phrase=phrase, code=grammar.ltr(level_code(row.level)))


def _required(grammar: Grammar, facts: Facts, rows: Sequence[LanguageNeed]) -> str:
    case = {"needed": grammar.levels_needed is not None}
    phrases = list(dict.fromkeys(_phrase(grammar, facts, row, **case) for row in rows))
    name = "need_many"
    if len(phrases) == 1:
        name = "need_words" if rows[0].level == A_FEW_WORDS else "need_one"
    return grammar.line(name, phrase=grammar.all_of(phrases))


def _not_needed(grammar: Grammar, facts: Facts) -> str:
    codes = list(dict.fromkeys(code for row in _of_type(facts, "not_needed") for code in _codes(facts, row)))
    if not codes:
        return ""
    name = "not_needed_one" if len(codes) == 1 else "not_needed_many"
    return grammar.line(name, languages=grammar.none_of(grammar.languages(codes)))


def _practises(facts: Facts) -> bool:
    return bool(_of_type(facts, "practised_here"))


def _practised_codes(facts: Facts) -> list[str]:
    rows = _of_type(facts, "practised_here")
    codes = [code for row in rows for code in _codes(facts, row)]
    return list(dict.fromkeys(codes)) or [facts.local_language]


def _practised(grammar: Grammar, facts: Facts) -> str:
    """On the card only where nothing is required: there it is the reason to come."""
    if not _practises(facts) and not (facts.language_practice and _of_type(facts, "not_needed")):
        return ""
    return grammar.line("practise", **_named(grammar, _practised_codes(facts)))


def _helpers(facts: Facts) -> list[LanguageNeed]:
    return _of_type(facts, "helpful")


def _helpful_one(grammar: Grammar, facts: Facts, row: LanguageNeed) -> str:
    return grammar.line("helpful", phrase=_phrase(grammar, facts, row, needed=False))


def _helpful(grammar: Grammar, facts: Facts) -> str:
    phrases = [_phrase(grammar, facts, row, needed=False) for row in _helpers(facts)]
    return grammar.line("helpful", phrase=grammar.all_of(phrases)) if phrases else ""


def _with_purposes(grammar: Grammar, text: str, purposes: Sequence[str]) -> str:
    known = [grammar.purposes[purpose] for purpose in purposes if purpose in grammar.purposes]
    return grammar.line("for", need=text, purposes=grammar.all_of(known)) if known else text


def _named(
    grammar: Grammar, codes: Sequence[str], join: Callable[[Iterable[str]], str] | None = None
) -> dict[str, str]:
    """The languages in every form a line may ask for."""
    join = join or grammar.all_of
    return {
        "languages": join(grammar.languages(codes)),
        "languages_acc": join(grammar.languages(codes, "acc")),
        "languages_in": join(grammar.languages(codes, "in")),
    }
