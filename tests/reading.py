"""Reads a page as a person would: its texts with the language each one stands in."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["cs", "en", "uk", "ru", "vi", "bg", "ar"]
VOID = {"meta", "link", "input", "br", "img", "hr", "base", "use", "path", "source"}


@dataclass
class Page(HTMLParser):
    """`texts` is a list of (language, text); `attributes` the readable attributes likewise."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    html: dict[str, str] = field(default_factory=dict)
    stack: list[tuple[str, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        language = values.get("lang") or (self.stack[-1][1] if self.stack else "")
        if tag == "html":
            self.html = values
        if tag not in VOID:
            self.stack.append((tag, language))
        for name in ("aria-label", "title", "placeholder", "alt"):
            if values.get(name):
                self.texts.append((language, values[name].strip()))

    def handle_startendtag(self, tag, attrs):
        """Nothing stands inside such an element."""

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.stack:
            name, _language = self.stack.pop()
            if name == tag:
                return

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and self.stack and self.stack[-1][0] not in ("script", "style"):
            self.texts.append((self.stack[-1][1], text))
            if any(tag == "h1" for tag, _language in self.stack):
                self.headings.append(text)


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


@cache
def catalogue(language: str) -> dict[str, str]:
    """English message → its translation, only messages without placeholders; English itself maps to itself."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    if language == "en":
        return {english: english for english in catalogue("cs")}
    with path.open("rb") as file:
        found = {}
        for message in read_po(file):
            if message.id and isinstance(message.id, str) and "%(" not in message.id and not message.fuzzy:
                found[" ".join(message.id.split())] = " ".join(message.string.split())
        return found


def foreign_sentences(page: Page, language: str) -> list[str]:
    """Texts of the page that stand in the page's language but are, word for word, another language's message."""
    mine = set(catalogue(language).values())
    foreign = {}
    for other in LANGUAGES:
        if other != language:
            for text in catalogue(other).values():
                # Single short words may be a name or the same word in two languages; a sentence is not.
                if text not in mine and (" " in text or len(text) > 8) and any(sign.isalpha() for sign in text):
                    foreign[text] = other
    return [f"{text} ({foreign[text]})" for spoken, text in page.texts if spoken == language and text in foreign]
