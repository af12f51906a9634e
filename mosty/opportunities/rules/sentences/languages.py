"""The languages the sentence builder speaks, in the order of the interface."""

from mosty.opportunities.rules.sentences import ar, bg, cs, en, ru, uk, vi
from mosty.opportunities.rules.sentences.facts import Texts
from mosty.opportunities.rules.sentences.grammar import Grammar

GRAMMARS: dict[str, Grammar] = {
    grammar.code: grammar
    for grammar in (
        cs.GRAMMAR,
        en.GRAMMAR,
        uk.GRAMMAR,
        ru.GRAMMAR,
        vi.GRAMMAR,
        bg.GRAMMAR,
        ar.GRAMMAR,
    )
}


def grammar_of(language: str) -> Grammar:
    """The grammar of a language tag (`uk`, `uk-UA`); English where there is none."""
    return GRAMMARS.get(language.replace("_", "-").split("-")[0].lower(), GRAMMARS["en"])


def text_in(grammar: Grammar, texts: Texts | None) -> str:
    """The text in this language, else in English, else in any language; empty if there is none at all."""
    if not texts:
        return ""
    return texts.get(grammar.code) or texts.get("en") or next((text for text in texts.values() if text), "")
