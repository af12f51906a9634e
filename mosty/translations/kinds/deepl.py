"""DeepL: POST /v2/translate with {text: [...], source_lang, target_lang, tag_handling: xml, ignore_tags: [x]}; what stands
between ignored tags stays as it is (developers.deepl.com, "XML handling")."""

from collections.abc import Sequence

from mosty.translations.kinds import Limits
from mosty.translations.kinds.calling import as_list, ask

TARGETS = {"en": "EN-GB", "pt": "PT-PT", "zh-hans": "ZH-HANS", "zh-hant": "ZH-HANT", "pt-br": "PT-BR"}


class DeepL:
    """A machine outside the house, paid by the character."""

    name = "DeepL"
    limits = Limits(lines=50, characters=20_000)

    def __init__(self, url: str, key: str) -> None:
        self._url = url
        self._key = key

    def translate(self, lines: Sequence[str], source: str, target: str, deadline: float) -> list[object]:
        payload = {
            "text": list(lines),
            "source_lang": source.split("-")[0].upper(),
            "target_lang": TARGETS.get(target.lower(), target.split("-")[0].upper()),
            "tag_handling": "xml",
            "ignore_tags": ["x"],
            "preserve_formatting": True,
            "split_sentences": "1",
        }
        headers = {"authorization": f"DeepL-Auth-Key {self._key}"}
        found = ask(f"{self._url}/v2/translate", payload, headers, deadline)
        rows = as_list(found.get("translations") if isinstance(found, dict) else None, len(lines))
        return [row.get("text") if isinstance(row, dict) else None for row in rows]
