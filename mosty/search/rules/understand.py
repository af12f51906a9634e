"""From the words a person typed to what the index is asked: one group per meaning, each with every way it may be
written."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from mosty.search.rules import intents
from mosty.search.rules.analyse import (
    VIETNAMESE_SYLLABLE,
    Token,
    is_stop,
    keys,
    looks_vietnamese,
    pair,
    tokens,
)
from mosty.search.rules.places import Found
from mosty.search.rules.reading import Group, Reader, Understanding, Way
from mosty.search.rules.spelling import distance
from mosty.search.rules.typed import in_chat_letters, is_chat, is_small_word, said_only_together
from mosty.search.rules.vocabulary import Match

MOST_WORDS = 14
NEEDED = 0.42  # a listing has to answer this share of the query's meaning
UNKNOWN, UNKNOWN_NAME, DETAIL = 0.5, 1.5, 0.35  # how telling a word is that nothing knows
WORD, OTHER_READING, SYLLABLE, TOPIC, EVERYDAY, CORRECTED = 1.0, 0.95, 0.45, 0.9, 0.8, 0.7
MILD = 0.35
WIDER = 0.4
LONG_PHRASE = 0.8


def understand(text: str, reader: Reader) -> Understanding:
    """Read a query in any language and script. Pure: asks `reader` only."""
    found = tokens(text)[:MOST_WORDS]
    language = "vi" if looks_vietnamese(found, reader.vocabulary.syllables) else ""
    if language:
        found = tokens(text, "vi")[:MOST_WORDS]
    years = intents.age(text)
    refused = intents.no_local_language(found, reader.local_names)
    silent = refused | intents.age_positions(found, years)
    matches = [match for match in _matches(found, language, reader) if not match.positions & silent]
    meant = frozenset(spot for match in matches for spot in match.positions)
    places = [place for place in _places_named(found, meant, language, reader) if not place.positions & silent]
    silent |= {spot for place in places if not place.is_elsewhere for spot in place.positions}
    shared, stops = _without_meaning(found, matches, language, reader)
    silent |= shared | stops
    matches = [match for match in matches if not match.positions <= silent]
    mended = _phrases_with_a_slip(found, matches, silent, language, reader)
    slips = {spot for match in mended for spot in match.positions} - {s for match in matches for s in match.positions}
    matches += mended
    elsewhere = {spot for place in places if place.is_elsewhere for spot in place.positions}
    corrected: list[tuple[str, str]] = []
    if language:
        groups = _vietnamese(found, matches, silent, elsewhere, reader)
    else:
        groups, corrected = _words(found, matches, silent, stops, elsewhere, slips, reader)
    districts = frozenset(slug for place in places for slug in place.districts)
    groups += _place(found, places, districts, reader, is_alone=not groups and not years and not refused)
    unknown = tuple(group.text for group in groups if group.is_needed and not group.ways)
    return Understanding(
        groups=tuple(group for group in groups if group.ways),
        needed=_needed(groups),
        districts=districts,
        age=years,
        wants_no_local_language=bool(refused),
        unknown=unknown,
        corrected=tuple(corrected),
        concepts=tuple(sorted({match.concept for match in matches})),
        wider=_wider({match.concept for match in matches}, reader),
    )


def _places_named(found: Sequence[Token], meant: frozenset[int], language: str, reader: Reader) -> list[Found]:
    """Places; in Vietnamese none that is written with marks as a syllable is: "kể" and "trời" are no Czech names."""
    places = reader.gazetteer.find(found, meant)
    if not language:
        return places
    marked = {
        spot
        for spot, token in enumerate(found)
        if token.toned != token.plain and VIETNAMESE_SYLLABLE.match(token.plain)
    }
    return [place for place in places if place.is_elsewhere or not place.positions & marked]


def _without_meaning(
    found: Sequence[Token], matches: Sequence[Match], language: str, reader: Reader
) -> tuple[set[int], set[int]]:
    """Positions of words that every listing shares, and of small words. A small or shared word of one language is a word of
    another: Bulgarian "друг" is a Russian friend."""
    generic = intents.generic_positions(found, language)
    stops = {spot for spot, token in enumerate(found) if is_stop(token, language)}
    if language:
        phrases = {spot for match in matches if len(match.positions) > 1 for spot in match.positions}
        return generic - phrases, stops - phrases
    means_something = {spot for spot in generic | stops if _means_something(found[spot], reader)}
    generic -= means_something
    small = {spot for spot, token in enumerate(found) if is_small_word(token, reader)}
    chat = intents.chat_positions(found) if any(is_chat(token) for token in found) else set()
    return (generic - said_only_together(found, matches, generic)) | chat, (stops - means_something) | small


def _matches(found: Sequence[Token], language: str, reader: Reader) -> list[Match]:
    """Concepts: in the script it is typed in first; then, for words still unknown, in every script and in chat
    letters."""
    if language:
        foreign = {spot for spot, token in enumerate(found) if not VIETNAMESE_SYLLABLE.match(token.plain)}
        loans = [
            token if spot not in foreign else replace(token, keys=keys(token.plain)) for spot, token in enumerate(found)
        ]
        return reader.vocabulary.find(found, language) + [
            match for match in reader.vocabulary.find(loans) if match.positions <= foreign and match.language != "vi"
        ]
    matches = reader.vocabulary.find(found, scripts=frozenset(token.script for token in found))
    covered = {spot for match in matches for spot in match.positions}
    covered -= {spot for spot, token in enumerate(found) if reader.vocabulary.is_typed_cyrillic(token)}
    if len(covered) < len(found):
        is_sure = any(map(is_chat, found))
        chat = [
            token if spot in covered else in_chat_letters(token, reader, is_sure=is_sure)
            for spot, token in enumerate(found)
        ]
        more = reader.vocabulary.find(chat)
        matches += [match for match in more if not match.positions <= covered and match not in matches]
    return matches


def _means_something(token: Token, reader: Reader) -> bool:
    """Whether this very word is one of the vocabulary in a language where it is neither small nor shared by every listing."""
    languages = reader.vocabulary.languages_of(token) - {"vi"}
    return any(not is_stop(token, language) and not intents.is_generic(token, language) for language in languages)


def _phrases_with_a_slip(
    found: Sequence[Token], matches: Sequence[Match], silent: set[int], language: str, reader: Reader
) -> list[Match]:
    """Phrases of which one word is mistyped: "viện dưỡnh lão". Only for words that nothing covers, and only where the rest of
    the phrase stands there as it should."""
    covered = silent | {spot for match in matches for spot in match.positions}
    spelling = reader.vocabulary.syllable_spelling if language else reader.spelling
    mended: list[Match] = []
    for spot, token in enumerate(found):
        if spot in covered or (language and _is_pair_known(found, spot, reader)):
            continue
        near = tuple(key for key, _slips in spelling.near((token.plain,) if language else _long_keys(token), limit=6))
        if not near:
            continue
        trial = [*found[:spot], replace(token, keys=near), *found[spot + 1 :]]
        tried = reader.vocabulary.find(trial, language, with_typed=False)
        mended += [match for match in tried if spot in match.positions and len(match.positions) > 1]
    return mended


def _is_pair_known(found: Sequence[Token], spot: int, reader: Reader) -> bool:
    """Whether listings hold this syllable beside its neighbour, so that it is no slip."""
    around = [(a, b) for a, b in ((spot - 1, spot), (spot, spot + 1)) if a >= 0 and b < len(found)]
    return any(reader.known(pair(found[a].plain, found[b].plain)) for a, b in around)


def _long_keys(token: Token) -> list[str]:
    """Keys worth comparing: of a short stem nearly every short word is one slip away."""
    return [key for key in token.keys if len(key) >= 4]


def _words(
    found: Sequence[Token],
    matches: Sequence[Match],
    silent: set[int],
    stops: set[int],
    elsewhere: set[int],
    mended: set[int],
    reader: Reader,
) -> tuple[list[Group], list[tuple[str, str]]]:
    groups: list[Group] = []
    corrected: list[tuple[str, str]] = []
    in_figures = any(map(is_chat, found))
    for spot, token in enumerate(found):
        if spot in silent:
            continue
        read = in_chat_letters(token, reader, is_sure=True) if in_figures else token
        ways = [
            Way("words", key, WORD if number == 0 else OTHER_READING)
            for number, key in enumerate(read.keys)
            if reader.known(key)
        ]
        if spot in elsewhere:
            groups.append(_group(token.toned, ways, reader, is_place=True))
            continue
        concepts = {match.concept for match in matches if spot in match.positions}
        set_phrases = {
            match.concept
            for match in matches
            if spot in match.positions
            and match.positions - {spot}
            and all(other in stops and is_stop(found[other], match.language) for other in match.positions - {spot})
        }
        if set_phrases:  # "bez domova": the word alone is not what is meant
            ways = [replace(way, weight=way.weight * SYLLABLE) for way in ways]
            concepts = set_phrases
        is_literal = bool(ways)
        ways += _concept_ways(concepts, reader)
        if not is_literal and (spot in mended or not (ways or concepts)):
            more, instead = _respelled(token, reader)
            ways = list(dict.fromkeys([*more, *ways]))
            if instead:
                corrected.append((token.toned, instead))
                if instead in intents.GENERIC_KEYS:
                    continue
        group = _group(token.toned, ways, reader, concepts=concepts)
        groups.append(replace(group, weight=UNKNOWN_NAME) if token.is_name and not ways else group)
    return groups, corrected


def _vietnamese(
    found: Sequence[Token], matches: Sequence[Match], silent: set[int], elsewhere: set[int], reader: Reader
) -> list[Group]:
    """Syllables belong together: the longest known phrases first, then what is left as pairs with its neighbours."""
    groups: list[Group] = []
    generic = intents.generic_positions(found, "vi")
    free = {spot for spot in range(len(found)) if spot not in silent and spot not in elsewhere}
    for match in sorted(matches, key=lambda match: -len(match.positions)):
        if not match.positions <= free:
            continue
        spots = sorted(match.positions)
        free -= match.positions
        within = [other for other in matches if other.positions <= match.positions]
        # a syllable of a longer word is not that syllable: no form (đơn) in "neo đơn"
        concepts = {other.concept for other in within if len(other.positions) > 1 or len(spots) == 1}
        inside = list(zip(spots, spots[1:], strict=False))
        ways = [Way("words", pair(found[a].plain, found[b].plain), WORD) for a, b in inside]
        if len(spots) == 1:
            ways = [Way("words", found[spots[0]].plain, SYLLABLE)]
        ways = [way for way in ways if reader.known(way.key)] + _concept_ways(concepts, reader)
        group = _group(" ".join(found[spot].toned for spot in spots), ways, reader, concepts=concepts)
        # most Vietnamese words have two syllables: a longer phrase says as much as several words
        longer = min(LONG_PHRASE, group.weight * len(match.positions - generic) / 2)
        groups.append(replace(group, weight=max(group.weight, longer)))
    for spot in sorted(free):
        token = found[spot]
        around = [
            pair(found[a].plain, found[b].plain)
            for a, b in ((spot - 1, spot), (spot, spot + 1))
            if a >= 0 and b < len(found)
        ]
        ways = [Way("words", key, WORD) for key in around if reader.known(key)]
        if reader.known(token.plain):
            ways.append(Way("words", token.plain, SYLLABLE))
        group = _group(token.toned, ways, reader)
        groups.append(replace(group, weight=group.weight * SYLLABLE))
    return groups


def _concept_ways(concepts: Iterable[str], reader: Reader) -> list[Way]:
    ways = []
    for concept in sorted(concepts):
        if reader.frequency("concepts", concept):
            ways.append(Way("concepts", concept, EVERYDAY if concept.startswith("word:") else TOPIC))
    return ways


def _wider(concepts: set[str], reader: Reader) -> tuple[Way, ...]:
    more = {other for concept in concepts for other in reader.vocabulary.wider.get(concept, ())} - concepts
    return tuple(replace(way, weight=way.weight * WIDER) for way in _concept_ways(more, reader))


def _respelled(token: Token, reader: Reader) -> tuple[list[Way], str]:
    """Ways of the nearest known spellings and the best of them; nothing for short words and figures.

    Words of the listings are compared by their stems, those of the vocabulary as they are written: where one is as near, what
    the stems mean is left aside.
    """
    stems = reader.spelling.near(_long_keys(token))
    written = reader.vocabulary.near(token)
    if stems and written and stems[0][1] < written[0][1]:
        written = []
    ways = [Way("words", key, CORRECTED) for key, _slips in stems if reader.known(key)]
    meant = [keys for keys, _slips in written] or [frozenset((key,)) for key, _slips in stems]
    for own in meant:
        concepts = {match.concept for match in reader.vocabulary.find([replace(token, keys=tuple(sorted(own)))])}
        ways += [replace(way, weight=way.weight * CORRECTED) for way in _concept_ways(concepts, reader)]
    return list(dict.fromkeys(ways)), _usual_key(meant[0], token) if meant else ""


def _usual_key(own: frozenset[str], token: Token) -> str:
    """Of the keys of one spelling the one most like the word typed; never the bones of an Arabic word, which many share."""
    keys = sorted(key for key in own if not key.startswith("a:"))
    return min(keys, key=lambda key: min(distance(key, mine, 9) for mine in token.keys), default="")


def _group(
    text: str, ways: Sequence[Way], reader: Reader, *, concepts: Iterable[str] = (), is_place: bool = False
) -> Group:
    """A meaning and how telling it is: rare ones weigh more, times of day and the like only move up."""
    common = max((reader.frequency(way.field, way.key) for way in ways), default=0)
    weight = max(0.2, math.log(1 + reader.size / (common + 1)) / math.log(2 + reader.size)) if ways else UNKNOWN
    circumstance = bool(intents.facets_of_concepts(dict.fromkeys(concepts, 1.0)))
    if is_place:
        weight = 9.0
    return Group(text, tuple(ways), MILD if circumstance else weight, is_needed=not circumstance)


def _place(
    found: Sequence[Token], places: Sequence[Found], districts: frozenset[str], reader: Reader, *, is_alone: bool
) -> list[Group]:
    """A named district or quarter moves its listings up; where the query names nothing else, only they are wanted."""
    ways = [Way("district", slug, WORD) for slug in sorted(districts)]
    if not ways:
        return []
    named = sorted(spot for place in places if place.districts for spot in place.positions)
    ways += [
        Way("words", found[spot].keys[0], SYLLABLE)
        for spot in named
        if not found[spot].plain.isdigit() and len(named) == 1 and reader.known(found[spot].keys[0])
    ]
    has_some = any(reader.frequency("district", slug) for slug in districts)
    return [Group(" ".join(found[spot].toned for spot in named), tuple(ways), 1.0, is_needed=is_alone and has_some)]


def _counted(group: Group, names_a_subject: bool) -> float:
    return min(DETAIL, group.weight) if names_a_subject and not group.ways and group.weight <= UNKNOWN else group.weight


def _needed(groups: Sequence[Group]) -> tuple[frozenset[int], ...] | None:
    """The smallest sets of groups that answer enough of the query; numbers count groups that have a way.

    Unknown words count as unanswered: where they outweigh the rest, nothing answers the query (None). Beside a subject that
    the vocabulary knows, an unknown word is more likely a detail of it.
    """
    names_a_subject = any(way.field == "concepts" for group in groups for way in group.ways)
    weights = [_counted(group, names_a_subject) for group in groups if group.is_needed]
    wanted = sum(weights) * NEEDED
    usable = [(number, group.weight) for number, group in enumerate(g for g in groups if g.ways) if group.is_needed]
    if not weights:
        return ()
    sets: list[frozenset[int]] = []
    for size in range(1, min(len(usable), 6) + 1):
        for chosen in combinations(usable, size):
            numbers = frozenset(number for number, _weight in chosen)
            if sum(weight for _number, weight in chosen) >= wanted - 1e-9 and not any(
                known <= numbers for known in sets
            ):
                sets.append(numbers)
    return tuple(sets[:40]) or None
