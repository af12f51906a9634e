"""Sources and the tables people upload."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from mosty.base.clock import now, today
from mosty.base.errors import Refused
from mosty.city.queries import city
from mosty.journal import actions as journal
from mosty.partners import kinds
from mosty.partners.models import Run, Source
from mosty.partners.rules.columns import ALL_FIELDS
from mosty.partners.rules.reasons import reason
from mosty.partners.rules.tables import Table, Unreadable

NAME_MAX = 60
TABLE_DAYS = 30


def read_table(*, data: bytes = b"", address: str = "", name: str = "", format: str = "") -> Table:
    """Bytes, or what an address answers, as a table. Writes nothing. Refused when it cannot be read."""
    try:
        return kinds.read(data or kinds.download(address) if address else data, name=name or address, format=format)
    except Unreadable as trouble:
        raise Refused(reason(trouble.code, **trouble.details)) from None


@transaction.atomic
def keep_source(*, name: str, format: str, by: object | None) -> Source:
    """The source of this name, made when it is new."""
    source, is_new = Source.objects.get_or_create(
        name=" ".join(name.split())[:NAME_MAX] or "table", defaults={"format": format}
    )
    if is_new:
        journal.record(by=by, verb="add", noun="source", noun_id=source.public_id)
    return source


@transaction.atomic
def keep_mapping(*, source: Source, mapping: Mapping[str, str], by: object | None) -> None:
    """Remember what a person said about the columns; unknown fields are left out."""
    source.mapping = {str(key)[:200]: field for key, field in mapping.items() if field in ALL_FIELDS or not field}
    source.save(update_fields=["mapping"])
    journal.record(by=by, verb="map", noun="source", noun_id=source.public_id, columns=len(source.mapping))


@transaction.atomic
def upload(*, data: bytes, file_name: str, by: object | None, partner: str = "", format: str = "") -> Run:
    """Keep an uploaded table for the mapping page, for as many days as the city keeps import tables. Refused when
    unreadable.
    """
    table = read_table(data=data, name=file_name, format=format)
    source = keep_source(name=partner or file_name, format=table.format, by=by)
    days = city().retention.get("import_table", TABLE_DAYS)
    run = Run.objects.create(
        source=source,
        format=table.format,
        file_name=file_name[:200],
        table=data,
        table_until=today(city().time_zone) + dt.timedelta(days=days),
        started_at=now(),
        by_id=getattr(by, "pk", None),
    )
    journal.record(by=by, verb="upload", noun="run", noun_id=run.public_id)
    return run


def table_of(run: Run) -> Table:
    """The uploaded table of a run. Refused when it is no longer kept."""
    if not run.table:
        raise Refused(reason("table_gone"))
    return read_table(data=bytes(run.table), name=run.file_name, format=run.format)


def forget_old_tables() -> int:
    """Empty uploaded tables whose days are over; returns how many. The counts and reasons stay."""
    old = Run.objects.filter(table__isnull=False, table_until__lt=today(city().time_zone))
    return old.update(table=None)
