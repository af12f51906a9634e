"""The real tables beside the checkout: every row that is not empty is accounted for, a second run changes nothing."""

from pathlib import Path

import pytest
from django.conf import settings

from mosty.opportunities.models import Opportunity
from mosty.partners import actions, kinds
from mosty.partners.models import Row, Source
from mosty.partners.queries import preview
from tests.partners.conftest import make_city

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
SHEET, OLD_CSV, LIST = "coordinator_sheet.xlsx", "coordinator_sheet_cp1250.csv", "opportunities_prague.csv"
pytestmark = pytest.mark.shared


@pytest.fixture(autouse=True)
def _city(db):
    make_city()


def table(name):
    return kinds.read((DATA / name).read_bytes(), name=name)


def take(name, **options):
    return actions.import_table(name=name, table=table(name), by=None, **options)


def filled_rows(name):
    """Numbers of the rows below the heading that hold anything."""
    read = preview(table(name)).reading
    return {
        (layout.sheet.name, row.number) for layout in read.layouts if not layout.left_out for row in layout.data_rows
    }


@pytest.mark.parametrize(
    ("name", "closing"),
    [
        (SHEET, "taken 43, updated 0, merged 3, refused 5, withdrawn 0"),
        (OLD_CSV, "taken 43, updated 0, merged 3, refused 5, withdrawn 0"),
        (LIST, "taken 96, updated 0, merged 0, refused 0, withdrawn 0"),
    ],
)
def test_every_row_is_accounted_for_and_a_second_run_changes_nothing(name, closing):
    first = take(name)
    assert first.closing_line == closing
    accounted = [(row.sheet, row.number) for row in first.rows if row.outcome != Row.Outcome.LEFT_OUT]
    assert len(accounted) == len(set(accounted))
    assert set(accounted) == filled_rows(name)
    assert all(row.code and row.cell for row in first.refused)
    stamps = list(Opportunity.objects.order_by("pk").values_list("pk", "modified"))
    second = take(name)
    refused = closing.split(", ")[3]
    assert second.closing_line == f"taken 0, updated 0, merged 0, {refused}, withdrawn 0"
    assert list(Opportunity.objects.order_by("pk").values_list("pk", "modified")) == stamps


def test_the_three_near_duplicates_are_merged_into_the_earlier_rows():
    result = take(SHEET)
    merged = {row.number: row.opportunity_public_id for row in result.rows if row.outcome == Row.Outcome.MERGED}
    taken = {row.opportunity_public_id: row.number for row in result.rows if row.outcome == Row.Outcome.TAKEN}
    assert {number: taken[public_id] for number, public_id in merged.items()} == {49: 7, 50: 17, 51: 27}
    assert {row.words for row in result.rows if row.outcome == Row.Outcome.LEFT_OUT} == {"archiv 2022", "číselník"}


def test_the_old_csv_holds_the_same_offers_as_the_sheet():
    take(SHEET)
    result = take(OLD_CSV)
    assert result.closing_line == "taken 0, updated 0, merged 46, refused 5, withdrawn 0"
    assert Source.objects.count() == 2


def test_doubtful_cells_are_flagged_where_they_stand():
    result = take(SHEET)
    flags = {(flag["code"], flag["ref"]) for row in result.rows for flag in row.flags}
    assert {
        ("language_unclear", "K45"), ("language_unsure", "K51"), ("age_unsure", "J17"), ("place_outside", "G48"),
        ("dates_over", "H30"), ("no_longer_looking", "30"), ("text_very_long", "E31"), ("merged_cell", "B41"),
        ("cell_comment", "H15"), ("hidden_column", "P12"),
    } <= flags  # fmt: skip


def test_rows_keep_their_own_ids_and_nothing_is_guessed_about_language():
    take(LIST)
    assert set(Opportunity.objects.values_list("source_id", flat=True)) == {f"cz-{n:03d}" for n in range(1, 97)}
    assert Opportunity.objects.filter(language_requirements__isnull=True).count() >= 85
    foreign = Opportunity.objects.get(source_id="cz-026")
    assert not foreign.language_requirements.filter(requirement_type="not_needed").exists()
    native = Opportunity.objects.get(source_id="cz-058").language_requirements.get()
    assert (native.languages, native.requirement_type, native.minimum_level) == (["cs"], "required", "c2")


def test_the_same_offer_in_another_language_is_flagged_not_merged():
    result = take(LIST)
    flagged = [
        row.cell or row.number for row in result.rows if any(f["code"] == "possible_duplicate" for f in row.flags)
    ]
    assert flagged == [81, 82]
