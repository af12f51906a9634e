"""Everything that changes the index or what waits for it."""

import datetime as dt
import logging
import time

from django.db import DatabaseError, transaction
from django.db.models import Count, F, Max
from django.utils.translation import gettext_lazy as _

from mosty.base import pages
from mosty.base.clock import now, today
from mosty.base.errors import Reason, Refused
from mosty.base.upkeep import without_waiting
from mosty.city.queries import city
from mosty.journal import actions as journal
from mosty.opportunities.models import Opportunity, Session
from mosty.organisations.models import Organisation
from mosty.search.models import IndexState, LevelAsked, Missed, Synonym, Waiting
from mosty.search.queries.documents import all_documents, documents_of, passages_of
from mosty.search.queries.index import engine, forget_added, meanings, vocabulary
from mosty.search.rules.documents import Busy, IndexBroken, IndexUnwritable
from mosty.search.rules.missed import (
    FEWEST,
    FORGOTTEN_AFTER_DAYS,
    MOST_NEW_A_DAY,
    RARE_FORGOTTEN_AFTER_DAYS,
    words_missed,
)
from mosty.search.rules.wish import Wish

log = logging.getLogger("mosty.search")
BATCH = 500
LEARNT_AT_ONCE = 4
FOLLOW_EVERY = dt.timedelta(minutes=10)
STATE = 1


def enqueue(*, public_id: str) -> None:
    """Note in the caller's transaction that this listing has to be indexed anew (or taken out)."""
    Waiting.objects.create(public_id=public_id)


def enqueue_host(*, organisation: Organisation) -> None:
    """Note every listing of a host: its name and whether the host is shown belong to the index."""
    ids = Opportunity.objects.filter(organisation=organisation).values_list("public_id", flat=True)
    Waiting.objects.bulk_create([Waiting(public_id=public_id) for public_id in ids])


def drain(*, at_most: int = 20) -> int:
    """Index what waits, `BATCH` rows and one commit at a time; returns how many listings were looked at.

    What it indexes ends the life of kept pages, whoever drains. Returns 0 while another process does it. A row is
    deleted after the commit that holds it, so what a killed process did not finish is done again. A missing or damaged
    index is rebuilt instead.
    """
    looked_at = 0
    for _batch in range(at_most):
        rows = list(Waiting.objects.order_by("id")[:BATCH])
        if not rows:
            break
        public_ids = list(dict.fromkeys(row.public_id for row in rows))
        try:
            # The listings are read while the writer is held: read before, an older state could be written over a newer.
            engine().apply(documents_of(public_ids), public_ids)
        except Busy:
            break
        except IndexBroken as trouble:
            reindex(only_if_broken=not isinstance(trouble, IndexUnwritable))
            continue
        Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
        looked_at += len(public_ids)
    if looked_at:
        pages.changed()
        IndexState.objects.update_or_create(pk=STATE, defaults={"fed_at": now(), "listing_count": engine().size()})
    return looked_at


def reindex(*, only_if_broken: bool = False) -> int:
    """Build the index from the database and put it in the old one's place; returns how many listings it holds.

    Readers see the old index until the new one stands. What waited before is in the new one and is forgotten.
    """
    forget_added()
    waiting = list(Waiting.objects.values_list("pk", flat=True))  # not "up to the last": a lower number may come later
    count = engine().rebuild(all_documents(), only_if_broken=only_if_broken)
    if not only_if_broken:
        for start in range(0, len(waiting), BATCH):
            Waiting.objects.filter(pk__in=waiting[start : start + BATCH]).delete()
    moment = now()
    IndexState.objects.update_or_create(
        pk=STATE, defaults={"built_at": moment, "fed_at": moment, "followed_until": moment, "listing_count": count}
    )
    pages.changed()
    return count


def catch_up(*, is_broken: bool) -> None:
    """What a reader asks for who finds the index behind: mend it, then index what waits."""
    if is_broken:
        log.warning("the search index is missing or damaged and is built again")
        reindex(only_if_broken=True)
    drain(at_most=2)


def learn_meanings(*, within_s: float = 1.0) -> int:
    """Make the vectors of listings that were changed since theirs was made, newest first, for about a second, and forget those of
    listings that are gone; returns how many. Searches need none of them."""
    near = meanings()
    if near is None:
        return 0
    stamp = Opportunity.objects.shown().aggregate(count=Count("pk"), newest=Max("modified"))
    if near.is_settled(stamp):
        return 0
    shown = {row[0]: row[1].isoformat() for row in Opportunity.objects.shown().values_list("public_id", "modified")}
    known = near.known()
    wanted = sorted(
        (one for one, state in shown.items() if known.get(one) != state), key=shown.__getitem__, reverse=True
    )
    count = near.learn({}, {}, gone=known.keys() - shown.keys()) if known.keys() - shown.keys() else 0
    until = time.monotonic() + within_s
    for start in range(0, len(wanted), LEARNT_AT_ONCE):
        some = wanted[start : start + LEARNT_AT_ONCE]
        count += near.learn(passages_of(some), shown)
        if time.monotonic() > until:
            break
    else:
        near.settle(stamp)
    if count:
        pages.changed()
    return count


@transaction.atomic
def follow_calendar() -> int:
    """Note the listings whose next date has passed since the last look, at most every ten minutes; returns how
    many."""
    moment = now()
    state, _is_new = IndexState.objects.get_or_create(pk=STATE, defaults={"followed_until": moment})
    since = state.followed_until
    if since is not None and moment - since < FOLLOW_EVERY:
        return 0
    passed = Session.objects.filter(start_date__lt=moment)
    if since is not None:
        passed = passed.filter(start_date__gte=since)
    ids = set(passed.values_list("opportunity__public_id", flat=True))
    Waiting.objects.bulk_create([Waiting(public_id=public_id) for public_id in sorted(ids)])
    IndexState.objects.filter(pk=STATE).update(followed_until=moment)
    return len(ids)


# --- what people search for -----------------------------------------------------------------------
def note_search(*, wish: Wish, language: str, total: int) -> None:
    """Count the level of the local language that a search named, and the words of one without filters that found nothing, if
    they do not look personal (`rules.missed`).

    Nobody waits for it: where the database cannot be written to at once, the search is not counted.
    """
    words = words_missed(wish, total)
    if wish.page != 1 or wish.unknown or not (wish.level or words):
        return
    try:
        with without_waiting():
            _count_search(words, language, wish.level)
    except DatabaseError as trouble:
        log.info("a search was not counted: %s", type(trouble).__name__)


@transaction.atomic
def _count_search(words: str, language: str, level: str) -> None:
    date = today(city().time_zone)
    if level:
        month = date.replace(day=1)
        LevelAsked.objects.get_or_create(month=month, level=level)
        LevelAsked.objects.filter(month=month, level=level).update(count=F("count") + 1)
    if not words or Missed.objects.filter(words=words, language=language).update(count=F("count") + 1, last_on=date):
        return
    if Missed.objects.filter(first_on=date).count() < MOST_NEW_A_DAY:
        start = {"first_on": date, "last_on": date, "count": 1}
        Missed.objects.get_or_create(words=words, language=language, defaults=start)


@transaction.atomic
def add_synonym(*, words: str, language: str, concept: str, by: object) -> Synonym:
    """Tie a word to a concept. Queries understand it at once; listings that contain it are found after the worker has built
    the index anew, in seconds. Refused: an empty word, an unknown concept (`concept_unknown`)."""
    text = " ".join(words.split())[:60]
    if not text:
        raise Refused(Reason("words_missing", _("Write the word."), "words"))
    if concept not in vocabulary().names:
        raise Refused(Reason("concept_unknown", _("Choose a meaning from the list."), "concept"))
    row, _is_new = Synonym.objects.get_or_create(concept=concept, words=text, defaults={"language": language})
    Missed.objects.filter(words=text.casefold()).update(is_settled=True)
    journal.record(by=by, verb="add_synonym", noun="vocabulary", noun_id=concept, words=text)
    _vocabulary_changed()
    return row


@transaction.atomic
def drop_synonym(*, synonym: Synonym, by: object) -> None:
    """Undo: the word means nothing special any more."""
    journal.record(by=by, verb="drop_synonym", noun="vocabulary", noun_id=synonym.concept, words=synonym.words)
    Missed.objects.filter(words=synonym.words.casefold()).update(is_settled=False)
    synonym.delete()
    _vocabulary_changed()


def _vocabulary_changed() -> None:
    IndexState.objects.update_or_create(pk=STATE, defaults={"rebuild_wanted_at": now()})
    transaction.on_commit(pages.changed)


def rebuild_if_wanted() -> int:
    """Build the index anew after the vocabulary has changed; returns how many listings it holds, 0 when nobody asked."""
    wanted_at = IndexState.objects.filter(pk=STATE).values_list("rebuild_wanted_at", flat=True).first()
    if wanted_at is None:
        return 0
    count = reindex()
    IndexState.objects.filter(pk=STATE, rebuild_wanted_at=wanted_at).update(rebuild_wanted_at=None)
    return count


def settle_missed(*, missed: Missed) -> None:
    """Nothing to do about these words: they leave the list."""
    Missed.objects.filter(pk=missed.pk).update(is_settled=True)


def forget_missed() -> int:
    """Delete words nobody has searched for lately, rare ones sooner; returns how many."""
    date = today(city().time_zone)
    old = Missed.objects.filter(last_on__lt=date - dt.timedelta(days=FORGOTTEN_AFTER_DAYS))
    rare = Missed.objects.filter(count__lt=FEWEST, last_on__lt=date - dt.timedelta(days=RARE_FORGOTTEN_AFTER_DAYS))
    return int(old.delete()[0]) + int(rare.delete()[0])
