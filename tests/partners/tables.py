# ruff: noqa: E501
"""Synthetic tables, messy in the ways of real ones."""

import io

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from mosty.partners.kinds import csv, xlsx

HEAD = [
    "Č.",
    "Organizace ",
    "web",
    "Název\npříležitosti",
    "Co se dělá",
    "Pro koho",
    "Kde",
    "Kdy ",
    "Věk",
    "Čeština",
    "Výpis z RT",
    "Co nabízí",
    "Kontakt",
    "Pozn.",
]
LONG = "Jednou týdně sedíte vedle dítěte v klubu a pomáháte mu s úkoly do školy."
ROWS = [
    [1, "Spolek Lípa, z.s.", "https://lipa.example.org", "Doučování dětí v klubu", LONG, "děti", "P7", "každé út 16-18", "15+", "mírně pokročilý", "ano", "školení; pojištění", "lipa@example.org", ""],
    [2, "Domov Javor", "https://javor.example.org", "Návštěvy seniorů", "Jednou týdně navštívíte staršího člověka a povídáte si s ním.", "senioři", "Holešovice", "1x týdně 2h", "18 (resp. 15)", "nemusí umět česky", "ne", "", "", "zeptat se!!"],
    [3, "Útulek Tlapka", "", "Venčení psů z útulku", "Pravidelné procházky s menšími psy z domácího útulku na kraji města.", "psi", "Praha 8", "víkendy", "18", "", "x", "", "tel. 601 000 000", ""],
    [4, "Knihovna U Mostu", "", "Předčítání pohádek", "Čtete dětem pohádky v dětském oddělení knihovny, kniha je připravená.", "děti", "celá Praha", "23.11.2099 8-18", "", "B1/B2", "", "oběd", "", ""],
]  # fmt: skip


def sheet_bytes(rows, *, title=True, head=HEAD, change=None):
    """A workbook: a merged title, group headings, the heading row, the rows. `change(sheet)` may spoil it further."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Nabídky"
    if title:
        sheet.append(["PŘEHLED NABÍDEK – pracovní verze!!"])
        sheet.append(["", "Organizace", "", "Činnost"])
        sheet.merge_cells("A1:N1")
    if head:
        sheet.append(head)
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def messy(sheet):
    """Sub-heading, totals, legend, colours, a comment, a hidden column."""
    last = sheet.max_row
    sheet.append(["ZDRAVOTNICTVÍ ?"])
    sheet.append(
        [
            99,
            "Nemocnice Na Kopci",
            "",
            "=1+1",
            "Povídáte si s pacienty na oddělení následné péče, čtete jim.",
            "pacienti",
            "P5",
        ]
    )
    sheet.append(["CELKEM", "", "", "=COUNTA(D4:D99)"])
    sheet.append([])
    sheet.append(["Legenda: červená = už nehledají"])
    for cell in sheet[last]:
        cell.fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["H4"].comment = Comment("čas se možná změní", "k")
    sheet.column_dimensions["N"].hidden = True


def csv_bytes(rows, head=HEAD, separator=";", encoding="utf-8"):
    def quoted(value):
        text = str(value)
        return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (separator, "\n", '"')) else text

    lines = [separator.join(quoted(value) for value in row) for row in [head, *rows]]
    return "\r\n".join(lines).encode(encoding)


def table(rows, head=HEAD):
    return csv.read(csv_bytes(rows, head))


def workbook(rows, **kwargs):
    return xlsx.read(sheet_bytes(rows, **kwargs))
