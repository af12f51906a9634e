# ruff: noqa: E501
"""Taking tables in: every row accounted for, repeated runs, bad rows, duplicates, the guard."""

import pytest
import time_machine

from mosty.base.errors import Refused
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.organisations.models import Organisation
from mosty.partners import actions
from mosty.partners.models import Provenance, Row, Run, Source
from mosty.translations.queries import texts_of
from tests.partners.tables import HEAD, ROWS, csv_bytes, messy, sheet_bytes, table, workbook

pytestmark = pytest.mark.usefixtures("prague")


def run(rows, name="list.csv", **options):
    source = actions.keep_source(name=name, format="csv", by=None)
    return actions.take_in(source=source, table=rows if not isinstance(rows, list) else table(rows), by=None, **options)


def many(count, start=0):
    return [
        [number, f"Spolek číslo {number}", "", f"Úklid parku {number}", "Sbíráte odpadky v parku a povídáte si se sousedy.", "", "P3", "so", "", "A1", "", "", "", ""]
        for number in range(start, start + count)
    ]  # fmt: skip


def title_of(opportunity):
    return texts_of(SUBJECT, [opportunity.pk])[opportunity.pk].original("title")


def test_every_row_is_taken_and_waits_for_checking():
    result = run(ROWS)
    assert result.closing_line == "taken 4, updated 0, merged 0, refused 0, withdrawn 0"
    assert set(Opportunity.objects.values_list("status", flat=True)) == {"submitted"}
    lipa = Opportunity.objects.get(organisation__name="Spolek Lípa, z.s.")
    assert lipa.schedule_type == "set_shift"
    assert lipa.series.get().rrule == "FREQ=WEEKLY;BYDAY=TU"
    assert lipa.place.district.slug == "praha-7"
    assert lipa.minimum_age == 15
    need = lipa.language_requirements.get()
    assert (need.languages, need.requirement_type, need.minimum_level) == (["cs"], "required", "a2")
    assert [paper.code for paper in lipa.paper_requirements.all()] == ["criminal_record_extract"]
    assert lipa.organisation.verification_status == "submitted"


def test_unstated_language_is_not_guessed_and_can_be_published():
    run(ROWS, publish=True)
    shelter = Opportunity.objects.get(organisation__name="Útulek Tlapka")
    assert shelter.language_requirements.count() == 0
    assert shelter.status == "published"
    assert {flag["code"] for flag in shelter.flags} >= {"language_not_stated", "record_unclear"}
    assert not shelter.are_papers_stated


def test_second_run_changes_nothing():
    run(workbook(ROWS, change=messy))
    before = list(Opportunity.objects.order_by("pk").values("pk", "modified", "flags", "status"))
    result = run(workbook(ROWS, change=messy))
    assert (result.run.taken, result.run.updated, result.run.merged, result.run.withdrawn) == (0, 0, 0, 0)
    assert list(Opportunity.objects.order_by("pk").values("pk", "modified", "flags", "status")) == before


def test_column_order_and_heading_language_do_not_matter():
    run(ROWS)
    names = {"Organizace ": "Organisation", "Název\npříležitosti": "Title", "Co se dělá": "What you will do", "Pro koho": "For whom",
             "Kde": "Where", "Kdy ": "When", "Věk": "Age", "Čeština": "Czech level", "Výpis z RT": "Criminal record", "Co nabízí": "We offer",
             "Kontakt": "Contact", "Pozn.": "Notes", "web": "Website", "Č.": "No."}  # fmt: skip
    order = list(range(len(HEAD)))[::-1]
    turned = table([[row[index] for index in order] for row in ROWS], [names[HEAD[index]] for index in order])
    result = run(turned)
    assert result.run.taken == result.run.merged == 0
    assert Opportunity.objects.count() == 4


def test_rows_that_are_no_offers_are_refused_with_reason_and_cell():
    result = run(workbook(ROWS, change=messy))
    assert [(row.code, row.cell) for row in result.refused] == [
        ("heading", "A8"), ("total", "A10"), ("legend", "A12"),
    ]  # fmt: skip
    assert result.run.taken == 5
    hospital = Opportunity.objects.get(organisation__name="Nemocnice Na Kopci")
    assert "title_from_description" in {flag["code"] for flag in hospital.flags}


def test_red_row_is_not_published_when_the_legend_says_closed():
    run(workbook(ROWS, change=messy), publish=True)
    library = Opportunity.objects.get(organisation__name="Knihovna U Mostu")
    assert library.status == "submitted"
    assert "no_longer_looking" in {flag["code"] for flag in library.flags}
    other = Opportunity.objects.get(organisation__name="Domov Javor")
    assert other.status == "published"


def test_notes_and_comments_never_reach_the_public_words():
    run(workbook(ROWS, change=messy))
    home = Opportunity.objects.get(organisation__name="Domov Javor")
    words = "\n".join(row.words for row in texts_of(SUBJECT, [home.pk])[home.pk].all_rows())
    assert "zeptat se" not in words
    kept = Row.objects.get(opportunity_public_id=home.public_id)
    assert {"ref": "N5", "words": "zeptat se!!"} in kept.notes


def test_one_bad_row_between_good_ones_harms_nobody(monkeypatch):
    bad = [
        "",
        "",
        "",
        "",
        "Popis bez organizace a názvu, tedy nic, s čím by se dalo začít.",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ]
    result = run([ROWS[0], bad, ROWS[1]])
    assert (result.run.taken, result.run.refused) == (2, 1)
    assert result.refused[0].code == "no_organisation"
    assert result.refused[0].cell == "B3"


def test_row_that_cannot_be_stored_is_refused_and_leaves_nothing(monkeypatch):
    original = opportunities.set_texts

    def breaks(**kwargs):
        if "Návštěvy seniorů" in kwargs["texts"].values():
            raise RuntimeError("disk")
        return original(**kwargs)

    monkeypatch.setattr(opportunities, "set_texts", breaks)
    result = run(ROWS)
    assert (result.run.taken, result.run.refused) == (3, 1)
    assert result.refused[0].code == "row_failed"
    assert not Organisation.objects.filter(name="Domov Javor").exists()


def test_dry_run_counts_and_keeps_nothing():
    result = run(ROWS, dry_run=True)
    assert result.closing_line.startswith("taken 4")
    assert (
        Opportunity.objects.count()
        == Organisation.objects.count()
        == Provenance.objects.count()
        == Run.objects.count()
        == 0
    )


def test_near_same_row_is_merged_and_adds_what_was_missing():
    twin = [
        7,
        "Spolek Lípa",
        "",
        "Doučování dětí, klub",
        LONG_TWIN,
        "děti",
        "Praha 7",
        "úterý 16:00-18:00",
        "",
        "B1",
        "",
        "oběd",
        "",
        "",
    ]
    shelter = [
        8,
        "Domácí útulek Tlapka",
        "",
        "Venčení pejsků",
        "viz výše",
        "psi",
        "Praha 8 – Libeň",
        "1x týdně",
        "",
        "A2",
        "",
        "",
        "",
        "",
    ]
    result = run([*ROWS, twin, shelter])
    assert (result.run.taken, result.run.merged) == (4, 2)
    dogs = Opportunity.objects.get(organisation__name="Útulek Tlapka")
    assert dogs.language_requirements.get().minimum_level == "a2"
    lipa = Opportunity.objects.get(organisation__name="Spolek Lípa, z.s.")
    assert lipa.language_requirements.get().minimum_level == "a2"
    assert ("contradiction", "J6") in {(flag["code"], flag["ref"]) for flag in lipa.flags}
    assert "meals" in set(lipa.topics.values_list("code", flat=True))
    assert run([*ROWS, twin, shelter]).closing_line == "taken 0, updated 0, merged 0, refused 0, withdrawn 0"


LONG_TWIN = "Sedíte vedle dítěte v klubu a pomáháte mu s úkoly do školy, jednou týdně."


def test_other_offers_of_the_same_host_are_not_merged():
    second = [9, "Spolek Lípa", "", "Jednorázové akce pro děti", "Pomáháte s přípravou dětského dne na hřišti u klubu.", "děti", "P7", "", "", "", "", "", "", ""]  # fmt: skip
    elsewhere = [
        10,
        "Spolek Lípa",
        "",
        "Doučování dětí v klubu",
        LONG_TWIN,
        "děti",
        "P3",
        "čt 15-17",
        "",
        "",
        "",
        "",
        "",
        "",
    ]
    result = run([*ROWS, second, elsewhere])
    assert (result.run.taken, result.run.merged) == (6, 0)


def test_changed_cell_updates_that_part_and_keeps_edits_made_here():
    run(ROWS)
    home = Opportunity.objects.get(organisation__name="Domov Javor")
    opportunities.set_texts(opportunity=home, language="cs", texts={"title": "Návštěvy u seniorů doma"}, by=None)
    changed = [ROWS[0], [*ROWS[1][:8], "21", *ROWS[1][9:]], *ROWS[2:]]
    result = run(changed)
    assert result.closing_line == "taken 0, updated 1, merged 0, refused 0, withdrawn 0"
    home.refresh_from_db()
    assert home.minimum_age == 21
    assert title_of(home) == "Návštěvy u seniorů doma"


def test_rewritten_title_is_the_same_offer():
    run(ROWS)
    renamed = [ROWS[0], [*ROWS[1][:3], "Návštěvy osamělých seniorů", *ROWS[1][4:]], *ROWS[2:]]
    result = run(renamed)
    assert result.closing_line == "taken 0, updated 1, merged 0, refused 0, withdrawn 0"
    assert run(renamed).closing_line == "taken 0, updated 0, merged 0, refused 0, withdrawn 0"
    assert title_of(Opportunity.objects.get(organisation__name="Domov Javor")) == "Návštěvy osamělých seniorů"


def test_own_id_becomes_source_id_and_survives_a_new_title():
    head = ["id", "organisation", "title", "description"]
    run(table([["x-1", "Spolek Lípa", "Doučování", LONG_TWIN]], head))
    assert Opportunity.objects.get().source_id == "x-1"
    result = run(table([["x-1", "Spolek Lípa", "Něco úplně jiného", LONG_TWIN]], head))
    assert result.run.updated == 1
    assert title_of(Opportunity.objects.get()) == "Něco úplně jiného"


def test_same_id_twice_refuses_the_second():
    head = ["id", "organisation", "title"]
    result = run(table([["x-1", "Spolek Lípa", "Doučování"], ["x-1", "Domov Javor", "Návštěvy"]], head))
    assert (result.run.taken, result.run.refused) == (1, 1)
    assert (result.refused[0].code, result.refused[0].cell) == ("id_used_twice", "A3")


def test_few_missing_rows_are_withdrawn_and_come_back():
    run(many(10), publish=True)
    result = run(many(8))
    assert result.closing_line == "taken 0, updated 0, merged 0, refused 0, withdrawn 2"
    assert Opportunity.objects.filter(status="closed").count() == 2
    again = run(many(10))
    assert again.closing_line == "taken 0, updated 2, merged 0, refused 0, withdrawn 0"
    assert Opportunity.objects.filter(status="published").count() == 10


def test_guard_stops_many_withdrawals_until_forced():
    run(many(20))
    result = run(many(10))
    assert result.closing_line.endswith("withdrawn 0")
    assert result.run.held == 10
    assert result.run.state == "asks"
    assert Source.objects.get().held_count == 10
    assert not Opportunity.objects.filter(status="closed").exists()
    forced = run(many(10), force=True)
    assert forced.closing_line.endswith("withdrawn 10")
    assert Source.objects.get().held_count == 0


@pytest.mark.parametrize(
    ("before", "after", "is_held"), [(30, 24, False), (29, 23, True), (6, 1, False), (100, 80, False), (100, 79, True)]
)
def test_guard_is_more_than_five_and_more_than_a_fifth(before, after, is_held):
    run(many(before))
    assert bool(run(many(after)).run.held) is is_held


def test_empty_table_gets_seven_days():
    with time_machine.travel("2026-03-01 10:00Z") as clock:
        run(many(3))
        assert run([]).closing_line.endswith("withdrawn 0")
        clock.move_to("2026-03-07 10:00Z")
        assert run([]).closing_line.endswith("withdrawn 0")
        clock.move_to("2026-03-08 10:01Z")
        assert run([]).closing_line.endswith("withdrawn 3")


def test_row_that_became_bad_keeps_its_listing():
    run(ROWS)
    spoiled = [ROWS[0], [2, "", *ROWS[1][2:]], *ROWS[2:]]
    spoiled[1][2] = ""
    result = run(spoiled)
    assert result.closing_line == "taken 0, updated 0, merged 0, refused 1, withdrawn 0"


def test_listing_behind_which_another_source_stands_is_not_withdrawn():
    run(ROWS, name="first.csv")
    run([ROWS[0]], name="second.csv")
    assert Opportunity.objects.count() == 4
    assert run(ROWS[1:], name="first.csv").closing_line.endswith("withdrawn 0")
    assert run([ROWS[0][:3] + ["Jiná věc zcela"] + ROWS[0][4:]], name="second.csv").run.withdrawn in (0, 1)


def test_formulas_are_never_kept():
    hostile = [11, "=cmd|' /C calc'!A0", '=HYPERLINK("https://ok.example.org/x","Odkaz")', "@SUM(1+1)*cmd", "+420 je začátek popisu, který je dost dlouhý na to, aby prošel.", "", "P3", "-", "", "", "", "", "", "- supervize; @ověřit"]  # fmt: skip
    result = run(workbook([hostile, ROWS[0]]))
    kept = [row.words for row in result.rows]
    assert result.run.taken + result.run.refused == 2
    assert not any("HYPERLINK" in words for words in kept)
    assert not any(value.startswith("=") for value in Organisation.objects.values_list("name", flat=True))
    text = run(table([hostile], HEAD), name="plain.csv")
    assert text.run.taken == 1
    assert Organisation.objects.filter(name=hostile[1]).exists(), "in a text table it is text, and stays text"


def test_refused_host_is_not_brought_back():
    run(ROWS)
    Organisation.objects.filter(name="Domov Javor").update(verification_status="rejected")
    other = [2, "Domov Javor", "", "Procházky se seniory", "Vezmete staršího člověka na hodinu do parku a zpátky.", "senioři", "P7", "", "", "", "", "", "", ""]  # fmt: skip
    result = run([other], name="other.csv")
    assert (result.run.refused, result.refused[0].code) == (1, "host_refused")


def test_table_without_offers_is_refused_as_a_whole():
    with pytest.raises(Refused) as refused:
        run(table([["1", "2"]], ["abc", "def"]))
    assert refused.value.reason.code == "no_offers"


def test_upload_mapping_and_end_date():
    head = ["Alfa", "Beta", "Gama"]
    data = csv_bytes([["Spolek Lípa", "Doučování", "út 16-18"]], head)
    with time_machine.travel("2026-03-01 10:00Z") as clock:
        waiting = actions.upload(data=data, file_name="x.csv", by=None)
        mapping = {"alfa": "organisation", "beta": "title", "gama": "when"}
        result = actions.take_in_upload(run=waiting, by=None, mapping=mapping)
        assert result.run.taken == 1
        assert Source.objects.get().mapping == mapping
        assert actions.forget_old_tables() == 0
        clock.move_to("2026-04-15 10:00Z")
        assert actions.forget_old_tables() == 1
    waiting.refresh_from_db()
    with pytest.raises(Refused):
        actions.table_of(waiting)
    assert sheet_bytes(ROWS)


def test_archive_stays_out_although_its_columns_are_named():
    def change(sheet):
        sheet.parent.copy_worksheet(sheet).title = "archiv 2022"

    mapping = {"organizace": "organisation", "kde": "place"}
    result = run(workbook(ROWS, change=change), mapping=mapping)
    assert (result.run.taken, result.run.left_out) == (4, 1)
    assert [row.code for row in result.rows if row.outcome == "left_out"] == ["sheet_archive"]


def test_person_answers_the_guard():
    waiting = actions.upload(data=csv_bytes(many(20)), file_name="x.csv", by=None)
    actions.take_in_upload(run=waiting, by=None)
    fewer = actions.upload(data=csv_bytes(many(10)), file_name="x.csv", by=None)
    assert actions.take_in_upload(run=fewer, by=None).run.held == 10
    assert actions.answer_guard(run=fewer, withdraw=True, by=None) == 10
    fewer.refresh_from_db()
    assert (fewer.state, fewer.withdrawn, fewer.held) == ("done", 10, 0)
    assert Opportunity.objects.filter(status="closed").count() == 10


def test_row_shifted_by_an_unquoted_separator_waits_for_a_person():
    shifted = csv_bytes(ROWS).replace("kniha je připravená.".encode(), "kniha; je připravená.".encode())
    from_csv = actions.read_table(data=shifted, name="x.csv")
    result = run(from_csv, publish=True)
    assert result.run.taken == 4
    library = Opportunity.objects.get(organisation__name="Knihovna U Mostu")
    assert library.status == "submitted"
    assert "row_shifted" in {flag["code"] for flag in library.flags}


def test_shifted_row_never_changes_a_listing_that_is_there():
    run(ROWS, name="x.csv", publish=True)
    shifted = csv_bytes(ROWS).replace("kniha je připravená.".encode(), "kniha; je připravená.".encode())
    result = run(actions.read_table(data=shifted, name="x.csv"), name="x.csv")
    assert result.closing_line == "taken 0, updated 0, merged 0, refused 1, withdrawn 0"
    assert [row.code for row in result.refused] == ["row_shifted"]
    assert Opportunity.objects.filter(status="published").count() == 4
