"""What helps a reader along: why a listing is here, and where to go when there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mosty.city.queries import districts_by_slug
from mosty.opportunities.queries import Face
from mosty.search.queries.index import engine, vocabulary
from mosty.search.queries.labels import district_label, value_label, years_label
from mosty.search.rules import fold
from mosty.search.rules.analyse import tokens
from mosty.search.rules.asking import query_for
from mosty.search.rules.documents import Bridge, kilometres
from mosty.search.rules.understand import Understanding
from mosty.search.rules.vocabulary import Vocabulary
from mosty.search.rules.wish import Wish

MOST_REASONS = 2
MOST_TRIED = 12
NEAR_DISTRICTS = 3
NEAR_KM = 8.0


@dataclass(frozen=True)
class Reason:
    """What somebody typed is the same as these words in the listing's language, or (not `is_same`: a topic, a word that is only typed)
    belongs to what they say."""

    typed: str
    meant: str
    language: str
    is_same: bool = True


@dataclass(frozen=True)
class WayOn:
    """A search with results. `kind`: without (a filter taken away), instead (another value), everywhere (no filter at all)."""

    kind: str
    name: str
    value: str
    label: str
    count: int


def reasons(faces: Sequence[Face], read: Understanding, language: str) -> dict[str, list[Reason]]:
    """By public id, where none of the words typed stands in the listing; nothing when it speaks the reader's language."""
    foreign = [face for face in faces if face.title.language != language or face.title.is_translation]
    if not foreign or not read.groups:
        return {}
    found = engine().bridges([face.public_id for face in foreign], read.groups)
    words = vocabulary()
    return {
        face.public_id: made for face in foreign if (made := _reasons_of(face, found.get(face.public_id, ()), words))
    }


def _reasons_of(face: Face, bridges: Iterable[Bridge], words: Vocabulary) -> list[Reason]:
    typed: dict[str, list[str]] = {}
    title = fold.plain(face.title.words)
    for bridge in bridges:
        concept = next((one for one in bridge.concepts if one.startswith("word:")), bridge.concepts[0])
        if fold.plain(bridge.typed) not in title:  # words of a phrase that count for nothing are not in the index
            typed.setdefault(concept, []).append(bridge.typed)
    spoken = face.title.original_language or face.title.language
    found = []
    for concept, said in typed.items():
        meant = _in_title(face, concept, words) or words.names.get(concept, {}).get(spoken, "")
        if meant:
            says = {match.concept for match in words.find(tokens(" ".join(said)), with_typed=False)}
            found.append(Reason(" ".join(said), meant, spoken, is_same=concept in says and concept.startswith("word:")))
    return found[:MOST_REASONS]


def _in_title(face: Face, concept: str, words: Vocabulary) -> str:
    """The concept as the title says it, where the title is the original."""
    if face.title.is_translation:
        return ""
    found = tokens(face.title.words, face.title.language)
    for match in words.find(found, face.title.language, with_typed=False):
        if match.concept == concept:
            return " ".join(found[spot].toned for spot in sorted(match.positions))
    return ""


def ways_on(wish: Wish, read: Understanding, language: str) -> list[WayOn]:
    """Where nothing was found: filters whose absence would find something, districts nearby, everything without filters."""
    if wish.unknown or not (wish.filters or wish.age is not None):
        return []
    chosen = [(name, value) for name, values in wish.filters.items() for value in values][:MOST_TRIED]
    found = [_without(wish, read, name, value, language) for name, value in chosen]
    if wish.age is not None:
        count = _count(replace(wish, age=None), read)
        found.append(WayOn("without", "age", str(wish.age), years_label(wish.age), count))
    found = [way for way in found if way.count]
    near = _districts_nearby(wish, read, language)
    everywhere = replace(wish, filters={}, age=None)
    if not found and not near and (count := _count(everywhere, read)):
        return [WayOn("everywhere", "", "", "", count)]
    return sorted(found, key=lambda way: -way.count)[:4] + near


def _without(wish: Wish, read: Understanding, name: str, value: str, language: str) -> WayOn:
    left = {key: tuple(one for one in values if (key, one) != (name, value)) for key, values in wish.filters.items()}
    changed = replace(wish, filters={key: values for key, values in left.items() if values})
    return WayOn("without", name, value, value_label(name, value, language), _count(changed, read))


def _count(wish: Wish, read: Understanding) -> int:
    return engine().search(replace(query_for(wish, read, 1), limit=0, offset=0, facets=())).total


def _districts_nearby(wish: Wish, read: Understanding, language: str) -> list[WayOn]:
    """The nearest districts where the same search finds something."""
    chosen = [districts_by_slug()[slug] for slug in wish.filters.get("district", ()) if slug in districts_by_slug()]
    if not chosen:
        return []
    query = replace(query_for(wish, read, 1), limit=1, offset=0, facets=("district",))
    counts = engine().search(query).facets.get("district", {})
    rows = []
    for slug, count in counts.items():
        district = districts_by_slug().get(slug)
        if district is None or not count or slug in wish.filters["district"]:
            continue
        here = (district.latitude, district.longitude)
        far = min(kilometres(here, (one.latitude, one.longitude)) for one in chosen)
        if far <= NEAR_KM:
            rows.append((far, slug, count))
    return [
        WayOn("instead", "district", slug, district_label(slug, language), count)
        for _far, slug, count in sorted(rows)[:NEAR_DISTRICTS]
    ]
