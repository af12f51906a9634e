"""The furniture writes what it is given as text, never as markup."""

from dataclasses import dataclass

from mosty.ui.templatetags.ui import choices, icon


@dataclass
class Row:
    value: str
    label: str
    count: int
    is_selected: bool = False


@dataclass
class Facet:
    name: str
    values: list[Row]


def test_tick_boxes_escape_names_of_hosts():
    drawn = choices(Facet("organisation", [Row('"x"', "<b>Spolek</b>", 3, is_selected=True), Row("y", "Y & Z", 1)]))
    assert "<b>" not in drawn and "&lt;b&gt;Spolek&lt;/b&gt;" in drawn
    assert 'value="&quot;x&quot;" checked>' in drawn and "Y &amp; Z" in drawn
    assert drawn.count("checked") == 1


def test_an_icon_is_hidden_from_those_who_listen():
    assert 'aria-hidden="true"' in icon("clock")
