"""Share pictures and posters: the same few lines as on a card, set with typst, Arabic from the right.

Pure: words in, bytes out; no table is read and nothing is fetched. Only the packaged Noto letters are used.
"""

import io
import json
import unicodedata
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import segno
import typst
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mosty.channels.rules.words import END_ISOLATE, ISOLATE, RIGHT_TO_LEFT, cut

DATA = Path(__file__).resolve().parent.parent / "data"
FONT_DIRS = [Path(package.__file__).parent / "files" for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic)]
PICTURE_SIZE = (1200, 630)
# How many of the arch's six stones are filled. "" = nobody has said, drawn as a dashed outline.
STEPS = {"": None, "none": 0, "pre_a1": 0, "a1": 1, "a2": 2, "b1": 3, "b2": 4, "c1": 5, "c2": 6}
KINDS = {"help": _("Volunteering"), "meet": _("Come and meet")}
NAMES = ("title", "where", "host", "city", "papers", "when", "summary")
# The warm colour of the city file; both have at least 7 : 1 on the ground of the picture.
ACCENTS = {"brick": "#8f3013", "gold": "#6b4e00"}


@dataclass(frozen=True)
class ListingFacts:
    """What a picture shows, every line already in `language` and plain text.

    `kind` is the listing's kind (`help` or `meet`). `level` is the local language one needs: a CEFR code, "none", or
    "" where nobody has said. `accent` is a name of ACCENTS. `url` is scanned and read on posters; `site` is the name
    shown on pictures.
    """

    language: str
    kind: str
    title: str
    level: str
    need: str
    papers: str
    when: str
    where: str
    host: str
    city: str
    site: str
    accent: str = "brick"
    summary: str = ""
    url: str = ""
    call: str = ""


def share_picture(facts: ListingFacts) -> bytes:
    """A PNG of 1200 × 630 pixels."""
    short = replace(
        facts,
        title=cut(facts.title, 120),
        need=cut(facts.need, 62),
        papers=cut(facts.papers, 64),
        when=cut(facts.when, 64),
        where=cut(facts.where, 64),
        host=cut(facts.host, 48),
    )
    return _compile("share.typ", _data(short), "png")


def poster(facts: ListingFacts) -> bytes:
    """A tagged PDF (PDF/UA-1), one page A4, with `url` as a QR code and in letters."""
    short = replace(
        facts,
        title=cut(facts.title, 120),
        summary=cut(facts.summary, 200),
        need=cut(facts.need, 110),
        papers=cut(facts.papers, 110),
        when=cut(facts.when, 110),
        where=cut(facts.where, 110),
        host=cut(facts.host, 90),
    )
    drawn = io.BytesIO()
    segno.make(facts.url, error="m", micro=False).save(drawn, kind="svg", border=2, scale=4, xmldecl=False)
    data = {**_data(short), "qr": drawn.getvalue().decode(), "url-shown": facts.url.split("://", 1)[-1]}
    return _compile("poster.typ", data, "pdf")


def _data(facts: ListingFacts) -> dict[str, object]:
    words = asdict(facts)
    with translation.override(facts.language):
        words["kind"] = str(KINDS[facts.kind])
    if facts.language in RIGHT_TO_LEFT:
        # Names and numbers from the other direction keep their own order.
        words.update({name: f"{ISOLATE}{words[name]}{END_ISOLATE}" for name in NAMES if words[name]})
    return {
        **words,
        "language": facts.language.split("-")[0],  # typst knows no longer tags
        "steps": STEPS[facts.level],
        "accent": ACCENTS.get(facts.accent, ACCENTS["brick"]),
        "rtl": facts.language in RIGHT_TO_LEFT,
    }


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=FONT_DIRS)


def _compile(template: str, data: dict[str, object], kind: Literal["png", "pdf"]) -> bytes:
    shown = {name: _showable(words) if isinstance(words, str) else words for name, words in data.items()}
    path, root, inputs = str(DATA / template), str(DATA), {"facts": json.dumps(shown)}
    if kind == "png":
        return typst.compile(path, None, root, _fonts(), format="png", ppi=72, sys_inputs=inputs)
    try:
        return typst.compile(path, None, root, _fonts(), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        # The standard forbids letters without a drawn form. Words in a script we have no letters for get a poster too.
        return typst.compile(path, None, root, _fonts(), format="pdf", sys_inputs=inputs)


def _showable(words: str) -> str:
    """Words without signs that no packaged font draws: control characters, emoji, private use."""
    return "".join(sign for sign in words if sign == "\n" or not _is_undrawn(sign))


def _is_undrawn(sign: str) -> bool:
    kind = unicodedata.category(sign)
    is_emoji = kind in ("So", "Sk") and ord(sign) > 0x2190
    return is_emoji or kind in ("Cc", "Cs", "Co", "Cn") or sign in "\u200d\ufe0e\ufe0f\u20e3"
