"""Bytes into tables."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosty.partners import kinds
from mosty.partners.kinds import csv, xlsx
from mosty.partners.rules.tables import Unreadable
from tests.partners.tables import ROWS, sheet_bytes

CZECH = "Organizace;Název;Čeština\nČlověk;Příští úterý – „žluťoučký kůň“;mírně pokročilý\n"
CYRILLIC = "Организация;Название;Когда\nДом;Уроки для детей;по вторникам и четвергам\n"


def texts(table, sheet=0):
    return [[cell.text for cell in row.cells.values()] for row in table.sheets[sheet].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16", "utf-16-le", "utf-16-be"])
def test_czech_in_any_encoding(encoding):
    assert texts(csv.read(CZECH.encode(encoding)))[1] == ["Člověk", "Příští úterý – „žluťoučký kůň“", "mírně pokročilý"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_cyrillic_in_any_encoding(encoding):
    assert texts(csv.read(CYRILLIC.encode(encoding)))[1] == ["Дом", "Уроки для детей", "по вторникам и четвергам"]


def test_one_spoiled_byte_does_not_turn_utf8_into_something_else():
    data = (CZECH * 30).encode()[:-10] + b"\xff rest\n"
    assert csv.read(data).notes["encoding"] == "utf-8"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found(separator):
    data = (
        separator.join(["a", "b", "c"]) + "\n" + separator.join(["x, y" if separator != "," else "x", "2", "3"]) + "\n"
    )
    assert csv.read(data.encode()).notes["separator"] == separator


def test_quoted_line_breaks_and_empty_lines_keep_row_numbers():
    table = csv.read(b'a;b\r\n"one\r\ntwo";x\r\n;\r\nthree;y\r\n')
    assert [(row.number, row.text(0)) for row in table.sheets[0].rows] == [(1, "a"), (2, "one\ntwo"), (4, "three")]


def test_unclosed_quote_harms_its_own_row_only():
    table = csv.read(b'a;b\n"open;x\nsecond;y\n"third";z\n')
    assert texts(table)[1:] == [['"open', "x"], ["second", "y"], ["third", "z"]]


def test_invisible_signs_are_dropped():
    assert texts(csv.read("a;b\n\u200bx\u00a0y;\ufeffz\n".encode()))[1] == ["x y", "z"]


def test_workbook_cells():
    def change(sheet):
        sheet["C4"] = '=HYPERLINK("https://ok.example.org/x","Odkaz")'
        sheet["B5"], sheet["B6"] = "Domov Javor", None
        sheet.merge_cells("B5:B6")
        sheet["I4"] = 18.0

    table = xlsx.read(sheet_bytes(ROWS, change=change))
    rows = {row.number: row for row in table.sheets[0].rows}
    assert (rows[4].cells[2].text, rows[4].cells[2].link) == ("Odkaz", "https://ok.example.org/x")
    assert rows[6].text(1) == "Domov Javor"
    assert rows[6].cells[1].marks == ("merged",)
    assert rows[4].text(8) == "18"


def test_bombs_are_refused_before_they_unpack():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0" * (xlsx.MAX_UNPACKED + 1))
    with pytest.raises(Unreadable) as refused:
        kinds.read(packed.getvalue())
    assert refused.value.code == "too_big_unpacked"
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as file:
        file.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>')
    with pytest.raises(Unreadable):
        kinds.read(entity.getvalue())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_refusal(data):
    try:
        table = kinds.read(data)
    except Unreadable:
        return
    assert all(cell.text for sheet in table.sheets for row in sheet.rows for cell in row.cells.values())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=2, max_size=4), min_size=1, max_size=6
    )
)
def test_what_python_writes_is_read_back(rows):
    import csv as standard  # noqa: PLC0415

    from mosty.partners.rules.tables import clean  # noqa: PLC0415

    kept = io.StringIO(newline="")
    standard.writer(kept, delimiter=";", quoting=standard.QUOTE_ALL).writerows(rows)
    read = list(csv.records(kept.getvalue(), ";"))
    expected = [[clean(value) for value in row] for row in rows]
    assert [[clean(value) for value in row] for row in read] == expected
