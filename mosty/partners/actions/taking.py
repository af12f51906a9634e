"""Taking a table in: each row by itself, so that a bad one never harms another; then what is missing, within the
guard.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.journal import actions as journal
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.organisations.models import Organisation
from mosty.partners.actions import storing
from mosty.partners.actions.sources import keep_mapping, keep_source, table_of
from mosty.partners.actions.withdrawing import withdraw_missing
from mosty.partners.models import Provenance, Row, Run, Source
from mosty.partners.queries import Hosts, Listings, knowledge
from mosty.partners.rules.draft import Draft, organisation_words, parse_day
from mosty.partners.rules.duplicates import Known, is_same_listing, may_be_same_listing
from mosty.partners.rules.reading_table import Reading, ReadRow, read_table
from mosty.partners.rules.reasons import reason
from mosty.partners.rules.tables import Table
from mosty.partners.rules.text import words

log = logging.getLogger(__name__)
Outcome = Row.Outcome
NOT_OURS = (Organisation.Verification.REJECTED, Organisation.Verification.SUSPENDED)


@dataclass
class Result:
    """What became of a table: counts on `run`, one entry per row in `rows`. After a dry run neither is stored."""

    run: Run
    rows: list[Row] = field(default_factory=list)

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.outcome == Outcome.REFUSED]

    @property
    def closing_line(self) -> str:
        """Fixed words: programs read this line."""
        counts = ("taken", "updated", "merged", "refused", "withdrawn")
        return ", ".join(f"{name} {getattr(self.run, name)}" for name in counts)


def take_in(
    *,
    source: Source,
    table: Table,
    by: object | None,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    publish: bool = False,
    force: bool = False,
    run: Run | None = None,
) -> Result:
    """Take a table of a source in. `mapping` None: the one kept with the source. Refused `no_offers` when no sheet
    has any.

    Each row is taken, updated, merged, refused with a reason, or unchanged; new listings wait for checking unless
    `publish`.
    What the table no longer holds is withdrawn within the deletion guard unless `force`. A dry run does everything and
    keeps nothing. The journal gets an entry; hosts are told only of published listings.
    """
    reading = read_table(table, knowledge(), source.mapping if mapping is None else mapping)
    refuse_if(None if reading.has_offers_sheet else reason("no_offers"))
    run = run or Run(source=source, format=table.format, started_at=now(), by_id=getattr(by, "pk", None))
    taking = _Taking(source, reading, by, publish=publish)
    if dry_run:
        with transaction.atomic():
            taking.all_rows()
            held = withdraw_missing(source, reading, taking.seen, taking.rows, by=by, force=force)
            transaction.set_rollback(True)
        _count(run, taking.rows, held)
        return Result(run, taking.rows)
    taking.all_rows()
    with transaction.atomic():
        held = withdraw_missing(source, reading, taking.seen, taking.rows, by=by, force=force)
        _count(run, taking.rows, held)
        run.state = Run.State.ASKS if held else Run.State.DONE
        run.save()
        for row in taking.rows:
            row.run = run
        Row.objects.bulk_create(taking.rows)
        source.last_run_at, source.held_count = run.started_at, held
        source.save(update_fields=["last_run_at", "held_count", "empty_since"])
        if mapping is not None and dict(mapping) != source.mapping:
            keep_mapping(source=source, mapping=mapping, by=by)
        journal.record(
            by=by, verb="take_in", noun="run", noun_id=run.public_id, taken=run.taken, withdrawn=run.withdrawn
        )
    return Result(run, taking.rows)


def import_table(
    *, name: str, table: Table, by: object | None, dry_run: bool = False, publish: bool = False, force: bool = False
) -> Result:
    """`take_in` for the source of this name, which is made when it is new (and is not kept after a dry run)."""
    options: dict[str, Any] = {"table": table, "by": by, "publish": publish, "force": force}
    if not dry_run:
        return take_in(source=keep_source(name=name, format=table.format, by=by), **options)
    with transaction.atomic():
        source = keep_source(name=name, format=table.format, by=by)
        result = take_in(source=source, dry_run=True, **options)
        transaction.set_rollback(True)
    return result


@transaction.atomic
def answer_guard(*, run: Run, withdraw: bool, by: object | None) -> int:
    """A person's word about withdrawals that wait: carry them out, or leave everything. Returns how many were
    withdrawn.

    Refused `table_gone` when the uploaded table is no longer kept (then the table must be taken in again, with force).
    """
    source = run.source
    rows: list[Row] = []
    if withdraw:
        reading = read_table(table_of(run), knowledge(), source.mapping)
        seen = {row.draft.source_id for row in reading.rows if row.draft is not None}
        withdraw_missing(source, reading, seen, rows, by=by, force=True)
    for row in rows:
        row.run = run
    Row.objects.bulk_create(rows)
    run.state, run.held, run.withdrawn = Run.State.DONE, 0, run.withdrawn + len(rows)
    run.save(update_fields=["state", "held", "withdrawn"])
    source.held_count = 0
    source.save(update_fields=["held_count"])
    journal.record(by=by, verb="answer_guard", noun="run", noun_id=run.public_id, withdrawn=len(rows))
    return len(rows)


def take_in_upload(
    *, run: Run, by: object | None, mapping: Mapping[str, str] | None = None, publish: bool = False, force: bool = False
) -> Result:
    """Take in the table that was uploaded for this run; its earlier rows are replaced. Refused when it is no longer
    kept.
    """
    table = table_of(run)
    run.rows.all().delete()
    run.started_at, run.by_id = now(), getattr(by, "pk", None)
    return take_in(source=run.source, table=table, by=by, mapping=mapping, publish=publish, force=force, run=run)


def _count(run: Run, rows: list[Row], held: int) -> None:
    for outcome in Outcome.values:
        setattr(run, outcome, sum(row.outcome == outcome for row in rows))
    run.held = held


class _Taking:
    """One run over the rows. `seen` collects the ids the table still holds."""

    def __init__(self, source: Source, reading: Reading, by: object | None, *, publish: bool) -> None:
        self.source, self.reading, self.by, self.publish = source, reading, by, publish
        self.hosts, self.listings = Hosts(), Listings()
        self.rows: list[Row] = []
        self.seen = {row.draft.source_id for row in reading.rows if row.draft is not None}
        self.known = {
            row.item_id: row for row in Provenance.objects.filter(source=source).select_related("opportunity")
        }

    def all_rows(self) -> None:
        for left in self.reading.left_out:
            self.rows.append(
                Row(sheet=left.sheet[:120], outcome=Outcome.LEFT_OUT, code=left.code, words=left.words[:300])
            )
        for read in self.reading.rows:
            self.rows.append(self._row(read))

    def _row(self, read: ReadRow) -> Row:
        row = Row(
            sheet=read.sheet[:120], number=read.number, cell=read.cell[:12], words=read.words[:300], code=read.code
        )
        row.outcome = Outcome.REFUSED
        if read.draft is None or read.code:
            return row
        draft = read.draft
        try:
            with transaction.atomic():
                outcome, opportunity, host = self._take(draft)
        except Refused as refused:
            row.code = refused.reason.code[:40]
            row.cell = draft.refs.get("organisation" if row.code == "host_refused" else "title", str(read.number))[:12]
        except Exception as trouble:  # a row we cannot store must not stop the table; its words stay out of the log
            log.error("import row %s of source %s: %s", read.number, self.source.pk, type(trouble).__name__)
            row.code, row.cell = "row_failed", str(read.number)
            self.listings, self.hosts = Listings(), Hosts()
        else:
            row.outcome, row.opportunity_public_id = outcome, opportunity.public_id
            if outcome != Outcome.UNCHANGED:
                self.listings.forget(host)
            if all(known.pk != host.pk for known in self.hosts.all):
                self.hosts.all.append(host)
        row.flags = [flag.as_json() for flag in draft.flags]
        row.notes = draft.notes
        return row

    def _take(self, draft: Draft) -> tuple[str, Opportunity, Organisation]:
        kept = self.known.get(draft.source_id)
        if kept is not None:
            return self._again(kept, draft)
        host = storing.host_for(draft, self.hosts, self.source, self.by)
        if host.verification_status in NOT_OURS:
            raise Refused(reason("host_refused"))
        mine = _as_known(draft, host, self.source)
        candidates = self.listings.of(host)
        same = next((known for known in candidates if is_same_listing(mine, known)), None)
        if same is not None:
            opportunity = Opportunity.objects.select_related("organisation", "place").get(pk=same.key)
            renamed = self._renamed(opportunity, draft)
            if renamed is not None:
                return self._again(renamed, draft)
            refuse_if(_refusal_to_mix(draft))
            storing.merge(opportunity, draft, self.by)
            self._keep(draft, opportunity, is_merged=True)
            return Outcome.MERGED, opportunity, host
        alike = next((known for known in candidates if may_be_same_listing(mine, known)), None)
        if alike is not None:
            draft.flag("possible_duplicate", draft.refs.get("title", str(draft.row)), alike.title)
        opportunity = storing.make(draft, host, self.source, self.by, publish=self.publish)
        self._keep(draft, opportunity, is_merged=False)
        return Outcome.TAKEN, opportunity, host

    def _renamed(self, opportunity: Opportunity, draft: Draft) -> Provenance | None:
        """The row this one was before somebody rewrote its title: same source, no own id, no longer in the table."""
        if not draft.source_id.startswith("row-"):
            return None
        mine = [row for row in self.known.values() if row.opportunity_id == opportunity.pk and not row.is_merged]
        gone = [row for row in mine if row.item_id not in self.seen and row.item_id.startswith("row-")]
        return gone[0] if gone else None

    def _again(self, kept: Provenance, draft: Draft) -> tuple[str, Opportunity, Organisation]:
        """A row that was here before."""
        opportunity = kept.opportunity
        host = opportunity.organisation
        is_back = kept.withdrawn_at is not None
        is_same = kept.fingerprint == draft.fingerprint and kept.item_id == draft.source_id
        refuse_if(None if is_same else _refusal_to_mix(draft))
        if is_same and not is_back:
            published = self.publish and not kept.is_merged and storing.try_to_publish(opportunity, draft, self.by)
            return (Outcome.UPDATED if published else Outcome.UNCHANGED), opportunity, host
        if kept.is_merged:
            storing.merge(opportunity, draft, self.by)
        else:
            if is_back:
                self._bring_back(opportunity)
            storing.update(opportunity, draft, kept.payload, self.by)
            if self.publish:
                storing.try_to_publish(opportunity, draft, self.by)
            if opportunity.source == self.source.name and opportunity.source_id != draft.source_id:
                opportunities.change(opportunity=opportunity, by=self.by, source_id=draft.source_id)
        self.known.pop(kept.item_id, None)
        self._keep(draft, opportunity, is_merged=kept.is_merged, kept=kept)
        return (Outcome.MERGED if kept.is_merged else Outcome.UPDATED), opportunity, host

    def _bring_back(self, opportunity: Opportunity) -> None:
        if opportunity.status != Opportunity.Status.CLOSED:
            return
        try:
            with transaction.atomic():
                opportunities.reopen(opportunity=opportunity, by=self.by)
        except Refused:
            opportunity.refresh_from_db()
        if not opportunity.is_shown:
            opportunities.send_for_checking(opportunity=opportunity, by=self.by)

    def _keep(self, draft: Draft, opportunity: Opportunity, *, is_merged: bool, kept: Provenance | None = None) -> None:
        row = kept or Provenance(source=self.source, opportunity=opportunity, is_merged=is_merged)
        row.item_id, row.fingerprint, row.payload = draft.source_id, draft.fingerprint, draft.payload()
        row.organisation_words = " ".join(organisation_words(draft.organisation))[:200]
        row.title_words = " ".join(words(draft.title))[:300]
        row.source_url, row.license = draft.source_url, draft.license
        row.source_modified_on = parse_day(draft.modified_on) if draft.modified_on else None
        row.modified_at, row.withdrawn_at = now(), None
        row.save()
        self.known[row.item_id] = row


def _refusal_to_mix(draft: Draft) -> Reason | None:
    """A row whose cells moved may wait as a new listing, but never changes one that is there."""
    return reason("row_shifted") if any(flag.code == "row_shifted" for flag in draft.flags) else None


def _as_known(draft: Draft, host: Organisation, source: Source) -> Known:
    return Known(
        key=-draft.row,
        organisation=host.name,
        website=host.website,
        title=draft.title,
        description=draft.description,
        language=draft.language or host.source_language,
        activities=frozenset(draft.topics.get("activity", ())),
        audiences=frozenset(draft.topics.get("audience", ())),
        districts=frozenset(draft.where.districts[:1] if draft.where else ()),
        is_outside=bool(draft.where and draft.where.is_outside),
        has_own_id=not draft.source_id.startswith("row-"),
        source=source.pk,
    )
