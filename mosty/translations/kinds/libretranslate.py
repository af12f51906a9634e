"""LibreTranslate: POST /translate with {q: [...], source, target, format}; {translatedText: [...]} comes back.

Elements with translate="no" stay as they are (its HTML reader, translate-html, pull request 3).
"""

import re
from collections.abc import Sequence

from mosty.translations.kinds import Limits
from mosty.translations.kinds.calling import as_list, ask

OWN = re.compile(r'<x id="(\d+)">([^<]*)</x>')
THEIRS = re.compile(r"<span(?=[^<>]{0,200}\bid=[\"']m(\d{1,6})[\"'])[^<>]{0,200}>([^<]*|<)</span>", re.I)
CODES = {"zh-hans": "zh", "zh-hant": "zt", "pt-br": "pb"}


class LibreTranslate:
    """A machine that a city can run itself; nothing leaves the house then."""

    name = "LibreTranslate"
    limits = Limits(lines=25, characters=1800)  # the public set-up refuses more than 2,000 characters

    def __init__(self, url: str, key: str) -> None:
        self._url = url
        self._key = key

    def translate(self, lines: Sequence[str], source: str, target: str, deadline: float) -> list[object]:
        payload: dict[str, object] = {
            "q": [OWN.sub(r'<span id="m\1" translate="no">\2</span>', line) for line in lines],
            "source": CODES.get(source.lower(), source.split("-")[0]),
            "target": CODES.get(target.lower(), target.split("-")[0]),
            "format": "html",
        }
        if self._key:
            payload["api_key"] = self._key
        found = ask(f"{self._url}/translate", payload, {}, deadline)
        texts = as_list(found.get("translatedText") if isinstance(found, dict) else None, len(lines))
        return [THEIRS.sub(r'<x id="\1">\2</x>', text) if isinstance(text, str) else text for text in texts]
