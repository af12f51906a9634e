"""A whole table understood: every row that is not empty gets exactly one result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mosty.partners.rules.columns import Layout, layout_of
from mosty.partners.rules.draft import Draft, identity
from mosty.partners.rules.reading import Knowledge, read_row, refusal_to_take
from mosty.partners.rules.rows import kind_of_row, last_offer_number, legend_of
from mosty.partners.rules.tables import SheetRow, Table
from mosty.partners.rules.words_people import domain

MOST_WORDS = 300


@dataclass
class ReadRow:
    """One row: a draft, or a reason `code` with the `cell` why there is none; `words` shows which row is meant."""

    sheet: str
    number: int
    draft: Draft | None = None
    code: str = ""
    cell: str = ""
    words: str = ""


@dataclass
class Reading:
    """A table read: the layout of each sheet, the rows in order, and the sheets left out (as rows of number 0)."""

    layouts: list[Layout]
    rows: list[ReadRow] = field(default_factory=list)
    left_out: list[ReadRow] = field(default_factory=list)

    @property
    def drafts(self) -> list[Draft]:
        return [row.draft for row in self.rows if row.draft is not None and not row.code]

    @property
    def has_offers_sheet(self) -> bool:
        return any(not layout.left_out for layout in self.layouts)


def read_table(table: Table, knowledge: Knowledge, mapping: Mapping[str, str] | None = None) -> Reading:
    """Read every sheet that looks like offers. `mapping`: see `columns.layout_of`."""
    layouts = [layout_of(sheet, mapping) for sheet in table.sheets]
    if mapping and all(layout.left_out for layout in layouts):
        # Archives and hidden sheets stay out beside a sheet of offers; alone, they are wanted by whoever names columns.
        layouts = [layout_of(sheet, mapping, is_wanted=True) for sheet in table.sheets]
    reading = Reading(layouts)
    for layout in layouts:
        name = layout.sheet.name
        if layout.left_out:
            reading.left_out.append(ReadRow(name, 0, code=layout.left_out, words=name))
            continue
        reading.rows += list(_rows(layout, knowledge))
    _complete_organisations(reading)
    _unrefuse(reading)
    _distinct_ids(reading)
    return reading


def _rows(layout: Layout, knowledge: Knowledge) -> Iterator[ReadRow]:
    last = last_offer_number(layout)
    kinds = {row.number: kind_of_row(row, layout, last) for row in layout.data_rows}
    above = [row for row in layout.sheet.rows if row.number < layout.header_number]
    legend = legend_of([*above, *(row for row in layout.data_rows if kinds[row.number] == "legend")])
    for row in layout.data_rows:
        shown = _shown(row)
        first = row.filled[min(row.filled)].ref
        if kinds[row.number]:
            yield ReadRow(layout.sheet.name, row.number, None, kinds[row.number], first, shown)
            continue
        draft = read_row(row, layout, knowledge, legend)
        code, cell = refusal_to_take(draft, row, layout)
        yield ReadRow(layout.sheet.name, row.number, draft, code, cell, shown)


def _shown(row: SheetRow) -> str:
    return " | ".join(" ".join(cell.text.split())[:60] for _, cell in sorted(row.filled.items()))[:MOST_WORDS]


def _complete_organisations(reading: Reading) -> None:
    """An empty host: the one with the same website elsewhere in the table; else, in a table grouped by host, the
    one above.
    """
    by_site: dict[str, set[str]] = {}
    drafts = [row.draft for row in reading.rows if row.draft is not None]
    for draft in drafts:
        if draft.organisation and domain(draft.website):
            by_site.setdefault(domain(draft.website), set()).add(draft.organisation)
    empty = sum(not draft.organisation for draft in drafts)
    is_grouped = empty >= 2 and empty * 3 >= len(drafts) and bool(drafts[0].organisation)
    above, sheet = "", ""
    for draft in drafts:
        if draft.sheet != sheet:
            above, sheet = "", draft.sheet
        if draft.organisation:
            above = draft.organisation
            continue
        names = by_site.get(domain(draft.website), set())
        ref = draft.refs.get("organisation", "")
        if len(names) == 1:
            draft.organisation = next(iter(names))
            draft.flag("organisation_from_website", ref, draft.organisation)
        elif is_grouped and above:
            draft.organisation = above
            draft.flag("organisation_from_above", ref, above)
        else:
            continue
        if draft.source_id.startswith("row-"):
            draft.source_id = identity(draft.organisation, draft.title)


def _unrefuse(reading: Reading) -> None:
    for row in reading.rows:
        if row.draft is not None and row.code == "no_organisation" and row.draft.organisation:
            row.code = row.cell = ""
            if not row.draft.title:
                row.code, row.cell = "no_title", row.draft.refs.get("title", str(row.number))


def _distinct_ids(reading: Reading) -> None:
    """Own ids must be used once; ids made of host and title get the place, then a number, where two rows share them."""
    seen: dict[str, Draft] = {}
    for row in reading.rows:
        draft = row.draft
        if draft is None or row.code:
            continue
        if draft.source_id in seen and not draft.source_id.startswith("row-"):
            row.code, row.cell = "id_used_twice", draft.refs.get("id", str(row.number))
            continue
        place = draft.where.words if draft.where else draft.address
        if draft.source_id in seen and place:
            draft.source_id = identity(draft.organisation, draft.title, place)
        count = 2
        plain = draft.source_id
        while draft.source_id in seen:
            draft.source_id, count = f"{plain}-{count}", count + 1
        seen[draft.source_id] = draft
