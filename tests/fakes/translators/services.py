"""What the two services answer when nothing goes wrong.

Sources: LibreTranslate 1.9.6, libretranslate/app.py and language.py; DeepL: developers.deepl.com ("Translate text",
"XML handling", "Tag handling v2", "HTML handling", "Usage and limits", "Error handling") and its own mock, DeepLcom/deepl-mock.
"""

from functools import partial
from html import unescape
from typing import Any
from xml.etree import ElementTree

from tests.fakes.translators.server import Done, Refusal, Request, Translator
from tests.fakes.translators.words import SoupTokens, Translated, plain_tokens, translated, xml_tokens

NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "fr": "French",
    "pl": "Polish",
    "ru": "Russian",
    "sk": "Slovak",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
VARIANTS = {"en-gb": "English (British)", "en-us": "English (American)", "zh-hans": "Chinese (simplified)"}
DEEPL_TEXTS, DEEPL_BYTES = 50, 128 * 1024


def libretranslate(key: str = "", *, text_limit: int = -1, batch_limit: int = -1) -> Translator:
    """`key` empty: nobody is asked for one. Limits as --char-limit (of each text) and --batch-limit; -1: none."""
    return _LibreTranslate(key, text_limit, batch_limit)


def deepl(key: str = "test-key:fx", *, limit: int = 500_000) -> Translator:
    """`limit`: characters in the billing period."""
    return _DeepL(key, limit)


class _LibreTranslate(Translator):
    def __init__(self, key: str, text_limit: int, batch_limit: int) -> None:
        super().__init__(key)
        self.text_limit = text_limit
        self.batch_limit = batch_limit

    def error(self, code: int) -> object:
        return {"error": {429: "Slowdown: 30 per 1 minute", 403: "Invalid API key"}.get(code, f"Error {code}")}

    def answer(self, request: Request) -> Done | object:
        if (request.method, request.path) == ("GET", "/languages"):
            codes = sorted("zh-Hans" if code == "zh" else code for code in NAMES)
            return [{"code": code, "name": NAMES[code[:2]], "targets": codes} for code in codes]
        if (request.method, request.path) != ("POST", "/translate"):
            raise Refusal(404, None)
        return self._translation(request)

    def _translation(self, request: Request) -> Done:
        is_form = "form-urlencoded" in request.headers.get("content-type", "")
        given = {name: values[0] for name, values in request.body.items()} if is_form else request.body
        self._check_key(given)
        for name in ("q", "source", "target"):
            if not given.get(name):
                raise Refusal(400, {"error": f"Invalid request: missing {name} parameter"})
        asked = "\n".join(given["q"].splitlines()) if is_form else given["q"]
        texts: list[str] = asked if isinstance(asked, list) else [asked]
        source, target = _code(given["source"]), _code(given["target"])
        style = given.get("format") or "text"
        self._check(texts, isinstance(asked, list), source, target, style)
        done = [_from_soup(text, target) if style == "html" else _from_lines(text, target) for text in texts]
        with self.lock:
            self.characters += sum(map(len, texts))
        return Done(done, partial(_libre_answer, is_batch=isinstance(asked, list), is_detected=source == "auto"))

    def _check_key(self, given: dict[str, Any]) -> None:
        if self.key and not given.get("api_key"):
            raise Refusal(400, {"error": "Please contact the server operator to get an API key"})
        if self.key and given["api_key"] != self.key:
            raise Refusal(403, {"error": "Invalid API key"})

    def _check(self, texts: list[str], is_batch: bool, source: str, target: str, style: str) -> None:
        if not all(isinstance(text, str) for text in texts):
            raise Refusal(500, {"error": "Internal Server Error"})
        sizes = [len(texts)] if is_batch and -1 < self.batch_limit < len(texts) else []
        limit = self.batch_limit if sizes else self.text_limit
        sizes += [len(text) for text in texts if -1 < self.text_limit < len(text)]
        if sizes:
            raise Refusal(400, {"error": f"Invalid request: request ({sizes[0]}) exceeds text limit ({limit})"})
        for code, known in ((source, {*NAMES, "auto"}), (target, NAMES)):
            if code not in known:
                raise Refusal(400, {"error": f"{code} is not supported"})
        if style not in ("text", "html"):
            raise Refusal(400, {"error": f"{style} format is not supported"})


def _libre_answer(texts: list[object], *, is_batch: bool, is_detected: bool) -> object:
    found = {"confidence": 90.0, "language": "cs"}
    detected = {"detectedLanguage": [found] * len(texts) if is_batch else found} if is_detected else {}
    # One text comes back alone; a fault that makes it none or two shows as a list.
    return {"translatedText": texts if is_batch or len(texts) != 1 else texts[0], **detected}


def _code(given: object) -> str:
    """zh-Hans and zh are the same to LibreTranslate (language.py, iso2model)."""
    code = str(given).lower()
    return "zh" if code == "zh-hans" else code


def _from_soup(text: str, target: str) -> Translated:
    return translated(text, SoupTokens(text).tokens, target)


def _from_lines(text: str, target: str) -> Translated:
    """Plain text comes back with its entities undone too, by the same `unescape`."""
    return translated(text, plain_tokens(unescape(text)), target)


class _DeepL(Translator):
    def __init__(self, key: str, limit: int) -> None:
        super().__init__(key)
        self.limit = limit

    def error(self, code: int) -> object:
        """deepl-mock sends no body with 403 and 429."""
        words = {413: "Request Entity Too Large", 456: "Quota for this billing period has been exceeded."}
        return None if code in (403, 429) else {"message": words.get(code, f"Error {code}")}

    def answer(self, request: Request) -> Done | object:
        if request.headers.get("authorization") != f"DeepL-Auth-Key {self.key}":
            raise Refusal(403, self.error(403))
        if request.path == "/v2/usage":
            return {"character_count": self.characters, "character_limit": self.limit}
        if request.path == "/v2/languages":
            is_target = request.query.get("type") == "target"
            rows = sorted((NAMES | VARIANTS if is_target else NAMES).items())
            more = {"supports_formality": False} if is_target else {}
            return [{"language": code.upper(), "name": name, **more} for code, name in rows]
        if (request.method, request.path) != ("POST", "/v2/translate"):
            raise Refusal(404, None)
        return self._translation(request)

    def _translation(self, request: Request) -> Done:
        is_form = "form-urlencoded" in request.headers.get("content-type", "")
        plural = ("text", "ignore_tags") if is_form else ()
        given = {name: values if name in plural or not is_form else values[-1] for name, values in request.body.items()}
        texts = given.get("text")
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise Refusal(400, {"message": "Parameter 'text' not specified"})
        # 413 for more than 50 texts: the message of RequestEntityTooLarge in DeepLcom/deepl-rb.
        if len(texts) > DEEPL_TEXTS or request.size > DEEPL_BYTES:
            raise Refusal(413, self.error(413))
        source, target = str(given.get("source_lang", "cs")).lower(), str(given.get("target_lang", "")).lower()
        for name, code, known in (("source", source, NAMES), ("target", target, NAMES | VARIANTS)):
            if code not in known:
                raise Refusal(400, {"message": f"Value for '{name}_lang' not supported."})
        done = [_from_markup(text, target.split("-")[0], given) for text in texts]
        with self.lock:
            if self.characters + sum(map(len, texts)) > self.limit:
                raise Refusal(456, self.error(456))
            self.characters += sum(map(len, texts))
        return Done(done, partial(_deepl_answer, source=source.upper()))


def _deepl_answer(texts: list[object], *, source: str) -> object:
    return {"translations": [{"detected_source_language": source, "text": text} for text in texts]}


def _from_markup(text: str, language: str, given: dict[str, Any]) -> Translated:
    """Tags are words unless `tag_handling` says xml or html. XML must be well formed unless version v1 is asked for.

    ignore_tags as list or "a,b"; a blank after the comma is part of the name (wikiti/deepl-rb, pull request 25).
    translate="no" and class="notranslate" count in HTML only.
    """
    handling = given.get("tag_handling", "")
    if handling not in ("", "xml", "html"):
        raise Refusal(400, {"message": "Value for 'tag_handling' not supported."})
    if not handling:
        return translated(text, plain_tokens(text), language)
    if handling == "xml" and given.get("tag_handling_version") != "v1":
        try:
            ElementTree.fromstring(f"<all>{text}</all>")
        except ElementTree.ParseError:
            raise Refusal(400, {"message": "Tag handling parsing failed, please check input."}) from None
    tags = given.get("ignore_tags") or []
    ignored = {name for given_tag in ([tags] if isinstance(tags, str) else tags) for name in given_tag.split(",")}
    kept_words = ('translate="no"', "notranslate") if handling == "html" else ()
    return translated(
        text,
        xml_tokens(text, lambda name, attributes: name in ignored or any(word in attributes for word in kept_words)),
        language,
    )
