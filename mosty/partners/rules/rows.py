# ruff: noqa: E501
"""What a row of a table is: an offer, or a heading, a total, a legend, a repeated head."""

import re

from mosty.partners.rules.columns import Layout
from mosty.partners.rules.tables import Cell, SheetRow
from mosty.partners.rules.text import fold

TOTAL = re.compile(r"^\W*(?:celkem|soucet|total|sum|suma|count|всього|разом|итого|всего|общо|сума|tong(?: cong)?)\b")
LEGEND = re.compile(
    r"^\W*(?:legenda|legend|vysvetliv\w*|pozn(?:amka)?\b|note:|naposledy|posledni uprava|aktualizov\w*|updated|last (?:updated|edited)|"
    r"zlut\w*|cerven\w*|легенд\w*|примітк\w*|примечани\w*|обновлен\w*|последн\w*|забележк\w*|chu thich|cap nhat)|!{2,}|\w+\s*=\s*\w+"
)
COLOURS = {
    "yellow": r"zlut\w*|yellow|жовт\w*|желт\w*|жълт\w*|vang",
    "red": r"cerven[aeyo]u?|red|червон\w*|красн\w*|червен\w*|do",
    "green": r"zelen\w*|green|зелен\w*|xanh la\w*",
    "blue": r"modr\w*|blue|син\w*|xanh duong",
    "orange": r"oranzov\w*|orange|помаранч\w*|оранжев\w*|cam",
    "grey": r"sed\w*|grey|gray|сір\w*|сер\w*|сив\w*|xam",
}
OVER = re.compile(
    r"uz ne(?:hled\w*|bero\w*|plati)|nehledaj\w*|neaktual\w*|obsazen\w*|zrusen\w*|skoncil\w*|ukoncen\w*|uzavren\w*|plno|no longer|closed|cancelled|full\b|"
    r"filled|ended|inactive|больше не|закрыт\w*|не ищут|неактуальн\w*|більше не|закрит\w*|вже не|приключил\w*|затворен\w*|вече не|неактивн\w*|het cho|da dong|da ket thuc"
)


def kind_of_row(row: SheetRow, layout: Layout, last_offer: int) -> str:
    """ "" for an offer, else a reason code. `last_offer`: the last row with several filled cells, a legend stands below it."""
    filled = row.filled
    first = filled[min(filled)]
    folded = fold(first.text)
    if TOTAL.match(folded) and (len(filled) <= 4 or not row.text(next(iter(layout.indexes("title")), None))):
        return "total"
    headings = {fold(column.heading) for column in layout.columns if column.heading}
    if layout.header_number and sum(fold(cell.text) in headings for cell in filled.values()) >= max(
        2, len(filled) // 2
    ):
        return "repeated_header"
    if len(filled) == 1:
        if LEGEND.search(folded) and len(folded) < 200 or row.number > last_offer:
            return "legend"
        # Alone in the column of titles or descriptions it is an offer that lacks the rest, and is refused as such.
        named = {*layout.indexes("title"), *layout.indexes("description")}
        leftmost = min((column.index for column in layout.columns), default=0)
        return "heading" if min(filled) == leftmost or min(filled) not in named else ""
    if len(filled) == 2 and LEGEND.search(folded) and not _has_offer(row, layout):
        return "legend"
    return ""


def _has_offer(row: SheetRow, layout: Layout) -> bool:
    return any(row.text(index) for name in ("title", "description") for index in layout.indexes(name))


def last_offer_number(layout: Layout) -> int:
    return max((row.number for row in layout.data_rows if len(row.filled) >= 3 and _has_offer(row, layout)), default=0)


def colour_name(rgb: str) -> str:
    """A colour word for RRGGBB, "" for white, black and what is hard to call."""
    if len(rgb) != 6:
        return ""
    red, green, blue = (int(rgb[place : place + 2], 16) for place in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 30:
        return "grey" if 60 < red < 235 else ""
    if red > 180 and green > 180 and blue < 200:
        return "yellow"
    if red > 180 and 120 <= green <= 200 and blue < 110:
        return "orange"
    if red >= max(green, blue):
        return "red"
    return "green" if green >= blue else "blue"


def legend_of(rows: list[SheetRow]) -> dict[str, str]:
    """Colour → its meaning, where the table explains its colours ("červená = už nehledají")."""
    meanings: dict[str, str] = {}
    for row in rows:
        for cell in row.filled.values():
            pairs = re.findall(r"([^\W\d_]+)\s*=\s*([^,;=\n]{3,60})", cell.text)
            for word, meaning in pairs or re.findall(r"([^\W\d_]+)\s*:\s*([^,;:\n]{3,60})", cell.text):
                for colour, pattern in COLOURS.items():
                    if re.fullmatch(pattern, fold(word)):
                        meanings[colour] = meaning.strip()
    return meanings


def is_over(text: str) -> bool:
    """Whether words of a state, a note or a legend say that nobody is looked for any more."""
    return bool(OVER.search(fold(text)))


def row_colour(cells: list[Cell]) -> str:
    """The colour of a row: that of most of its cells, at least three or half."""
    colours = [cell.colour for cell in cells if cell.colour]
    if not colours:
        return ""
    usual = max(set(colours), key=colours.count)
    return colour_name(usual) if colours.count(usual) >= min(3, (len(cells) + 1) // 2) else ""
