"""What goes wrong, each under a name: between the machines, with the answer as a whole, with its list, with one text."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.fakes.translators.words import KEPT, Translated, marked

TAGS = re.compile(r"<[^<>]*>")
CLOSING = re.compile(r"</[^<>]*>")
ELEMENT = re.compile(r"<([\w:.-]+)[^<>]*/>|<([\w:.-]+)[^<>]*>(.*?)</\2\s*>", re.S)
VALUE = re.compile(r"(<[\w:.-]+[^<>]*?=[\"'])([^\"'<>]*)")
HTML_PAGE = b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>"
HUGE = 5_000_000


@dataclass(frozen=True)
class Fault:
    """One call that goes wrong. `item`: which text of the call, from 0, None for all; the rest belongs to one kind each."""

    name: str
    item: int | None = None
    seconds: float = 3.0
    code: int = 0
    retry_after: str = ""
    is_html: bool = False
    to: str = ""

    def __post_init__(self) -> None:
        if self.name not in ALL:
            raise ValueError(f"no such fault: {self.name}")
        if self.name in ("status", "redirect") and not self.code:
            raise ValueError(f"use {self.name}(…), which says what is answered")


def slow(seconds: float) -> Fault:
    """A good answer, later than the caller waits."""
    return Fault("slow", seconds=seconds)


def status(code: int, *, retry_after: float | str = "", is_html: bool | None = None) -> Fault:
    """A refusal. Its body is the service's own JSON; an HTML page for 500, 502 and 504 unless `is_html` is False."""
    html = code in (500, 502, 504) if is_html is None else is_html
    return Fault("status", code=code, retry_after=str(retry_after), is_html=html)


def redirect(to: str, code: int = 307) -> Fault:
    """Sent elsewhere: whoever follows takes texts and key along."""
    return Fault("redirect", to=to, code=code)


def _truncated(given: Translated) -> str:
    return given.text[: len(given.text) // 3]


def _unclosed(given: Translated) -> str:
    once = CLOSING.sub("", given.text, count=1)
    return once if once != given.text else given.text.replace("/>", ">", 1)


def _half_entity(given: Translated) -> str:
    return given.text.replace("&amp;", "&am", 1) if "&amp;" in given.text else f"{given.text} &am"


def _changed_id(given: Translated) -> str:
    return VALUE.sub(lambda found: f"{found[1]}{found[2]}7", given.text, count=1)


def _swapped(given: Translated) -> str:
    pieces = list(given.pieces)
    spots = [number for number, (kind, _words) in enumerate(pieces) if kind == KEPT][:2]
    if len(spots) == 2:
        first, second = spots
        pieces[first], pieces[second] = pieces[second], pieces[first]
    return "".join(words for _kind, words in pieces)


def _changed(given: Translated) -> str:
    """Words in protected elements are translated, figures get one more digit."""
    return "".join(
        (marked(words, given.language) if any(sign.isalpha() for sign in words) else f"{words}0")
        if kind == KEPT
        else words
        for kind, words in given.pieces
    )


def _repeated(given: Translated) -> str:
    return f"{given.text} " + " ".join(TAGS.sub(" ", given.text).split()[-3:] * 50)


def _control(given: Translated) -> str:
    return f"{given.text[:1]}\x00\x07{given.text[1:]}\x1b"


TEXTS: Mapping[str, Callable[[Translated], object]] = {
    "null_text": lambda given: None,
    "empty_text": lambda given: "",
    "wrong_type": lambda given: 42,
    "echo": lambda given: given.source,
    "truncated": _truncated,
    "repeated": _repeated,
    "merged_lines": lambda given: given.text.replace("\n", " "),
    "added_line": lambda given: f"{given.text}\n{marked('Poznámka', given.language)}.",
    "unclosed_tag": _unclosed,
    "half_entity": _half_entity,
    "lost_tag": lambda given: ELEMENT.sub(lambda found: found[3] or "", given.text, count=1),
    "lost_element": lambda given: ELEMENT.sub("", given.text, count=1),
    "doubled_tag": lambda given: ELEMENT.sub(lambda found: f"{found[0]} {found[0]}", given.text, count=1),
    "changed_id": _changed_id,
    "lost_spaces": lambda given: re.sub(r"\s+(?=<)", "", given.text),  # DeepL/deepl-node, issue 48
    "script": lambda given: f"{given.text}<script>alert(1)</script>",
    "swapped_placeholders": _swapped,
    "changed_placeholders": _changed,
    "control": _control,
    "bidi": lambda given: f"\u202e{given.text}",
    "lone_surrogate": lambda given: f"{given.text} \ud83d",
    "huge": lambda given: f"{given.text} " * (HUGE // (len(given.text) + 1) + 1),
}
LISTS: Mapping[str, Callable[[list[object]], list[object]]] = {
    "empty_list": lambda texts: [],
    "fewer_items": lambda texts: texts[:-1],
    "more_items": lambda texts: [*texts, *texts[-1:]],
}
BODIES: Mapping[str, Callable[[object], bytes]] = {
    "not_json": lambda answer: HTML_PAGE,
    "missing_key": lambda answer: b'{"success": true}',
    "wrong_shape": lambda answer: json.dumps([answer]).encode(),
    "wrong_charset": lambda answer: json.dumps(answer, ensure_ascii=False).encode("latin-1", "replace"),
    "nested": lambda answer: b"[" * 200_000,
}
# What happens to the call itself; `cut` is the right length promised and half of it sent.
CALLS = ("slow", "hang", "cut", "cut_early", "status", "redirect")
ALL = (*CALLS, *BODIES, *LISTS, *TEXTS)


def damaged(fault: Fault, texts: Sequence[Translated]) -> list[object]:
    """The texts of an answer as this fault leaves them."""
    whole: list[object] = [given.text for given in texts]
    if fault.name in TEXTS:
        change = TEXTS[fault.name]
        return [change(given) if fault.item in (None, spot) else given.text for spot, given in enumerate(texts)]
    return LISTS[fault.name](whole) if fault.name in LISTS else whole
