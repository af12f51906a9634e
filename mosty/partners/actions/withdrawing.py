"""What a later table no longer holds."""

from collections.abc import Iterable

from mosty.base.clock import now
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.partners.models import Provenance, Row, Source
from mosty.partners.rules.draft import organisation_words
from mosty.partners.rules.guard import is_in_grace, must_ask
from mosty.partners.rules.reading_table import Reading
from mosty.partners.rules.text import words

GONE = (Opportunity.Status.CLOSED, Opportunity.Status.REJECTED)


def withdraw_missing(
    source: Source, reading: Reading, seen: set[str], rows: list[Row], *, by: object | None, force: bool
) -> int:
    """Withdraw listings whose row is gone; adds a row for each. Returns how many wait for a person's word instead.

    Nothing is withdrawn because its row was bad this time, nor in the first seven days that a source comes empty. A
    listing that another row, source or the host still stands behind stays.
    """
    live = list(
        Provenance.objects.filter(source=source, withdrawn_at__isnull=True)
        .select_related("opportunity__organisation")
        .order_by("id")
    )
    missing = [row for row in live if row.item_id not in seen and not _is_protected(row, reading)]
    moment = now()
    if not any(row.draft is not None for row in reading.rows):
        if is_in_grace(source.empty_since, moment) and not force:
            source.empty_since = source.empty_since or moment
            return 0
    else:
        source.empty_since = None
    listings = [row for row in missing if not row.is_merged]
    if must_ask(len(listings), sum(not row.is_merged for row in live)) and not force:
        return len(listings)
    for row in missing:
        row.withdrawn_at = moment
        row.save(update_fields=["withdrawn_at"])
    for row in listings:
        if _next_of_kin(row, live):
            continue
        opportunity = row.opportunity
        if opportunity.status not in GONE:
            opportunities.withdraw(opportunity=opportunity, by=by)
        shown = f"{row.organisation_words} | {row.title_words}"[:300]
        rows.append(Row(outcome=Row.Outcome.WITHDRAWN, words=shown, opportunity_public_id=opportunity.public_id))
    return 0


def _is_protected(row: Provenance, reading: Reading) -> bool:
    """Whether a row that was refused this time may be this one: same title, or same host where the title is missing."""
    for read in reading.rows:
        draft = read.draft
        if draft is None or not read.code:
            continue
        title = " ".join(words(draft.title))[:300]
        host = " ".join(organisation_words(draft.organisation))[:200]
        if (title and title == row.title_words) or (not title and host and host == row.organisation_words):
            return True
    return False


def _next_of_kin(gone: Provenance, live: Iterable[Provenance]) -> bool:
    """Whether another row stands behind the listing; it then takes the place of the one that began it."""
    others = Provenance.objects.filter(opportunity_id=gone.opportunity_id, withdrawn_at__isnull=True).exclude(
        pk=gone.pk
    )
    heir = others.order_by("id").first()
    if heir is None:
        return False
    gone.is_merged, heir.is_merged = True, False
    gone.save(update_fields=["is_merged"])
    heir.save(update_fields=["is_merged"])
    return True
