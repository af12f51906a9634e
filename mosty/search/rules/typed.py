"""Habits of typing: Arabic in chat letters, small words in a foreign alphabet, phrases made of small words."""

from collections.abc import Sequence
from dataclasses import replace

from mosty.search.rules import fold, intents
from mosty.search.rules.analyse import Token, is_stop, is_typed_stop
from mosty.search.rules.reading import Reader
from mosty.search.rules.vocabulary import Match


def in_chat_letters(token: Token, reader: Reader, *, is_sure: bool) -> Token:
    """A Latin word that nothing knows may be Arabic in chat letters; `is_sure`: figures among the letters say so."""
    if token.script != "latin" or (any(reader.known(key) for key in token.keys) and not is_chat(token)):
        return token
    bones = [one for one in fold.chat_consonants(token.plain) if len(one) >= (2 if is_sure else 3)]
    return replace(token, keys=(*token.keys, *("a:" + one for one in bones)))


def is_chat(token: Token) -> bool:
    """Figures that stand for Arabic letters, among three letters or more and with a letter right after each but the last: mosa3ada,
    2era2a, kahraba2; no "5km", "2018", "covid19"."""
    word = token.plain
    letters = sum("a" <= sign <= "z" for sign in word)
    figures = [place for place, sign in enumerate(word) if sign in "23579"]
    is_mixed = letters >= 3 and len(figures) > 0 and letters + len(figures) == len(word)
    return is_mixed and all(place + 1 not in figures for place in figures)


def is_small_word(token: Token, reader: Reader) -> bool:
    """A small word in Latin letters that nothing else is known by: "dlia ditei", "tarjama lel nas"."""
    is_small = is_typed_stop(token) or token.plain in intents.CHAT_ARTICLES
    return is_small and not (any(map(reader.known, token.keys)) or token.is_name or reader.vocabulary.find([token]))


def said_only_together(found: Sequence[Token], matches: Sequence[Match], generic: set[int]) -> set[int]:
    """Words that every listing shares and that mean something as a phrase: "it support"."""
    return {
        spot
        for match in matches
        for spot in match.positions & generic
        if len(match.positions) > 1
        and all(other in generic or is_stop(found[other], match.language) for other in match.positions)
    }
