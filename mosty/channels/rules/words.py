"""What a post says: title, one line, what to do, the tracked link. No hashtags."""

import unicodedata

# Facebook folds a post at about 480 characters; what is behind "See more" nobody reads.
POST_LENGTH = 470
TITLE_LENGTH = 90
ELLIPSIS = "…"
JOINER = "\u200d"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur")
END_SIGNS = " \t\n,;:–—-(/«„“"


def _continues(text: str, at: int) -> bool:
    """Whether the sign at `at` belongs to the one before it, as readers see it (UAX #29 without its rarest scripts)."""
    sign, before = text[at], text[at - 1]
    if unicodedata.category(sign) in ("Mn", "Mc", "Me") or sign == JOINER or before == JOINER:
        return True
    code = ord(sign)
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F or 0x1160 <= code <= 0x11FF:
        return True
    if before == "\r" and sign == "\n":
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:
        flags = 0
        while flags < at and 0x1F1E6 <= ord(text[at - 1 - flags]) <= 0x1F1FF:
            flags += 1
        return flags % 2 == 1
    return False


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters: cut between words, inside one only where it is longer than half of that.

    Never inside what readers see as one sign.
    """
    text = text.strip()
    if len(text) <= length:
        return text
    if length < 1:
        return ""
    end = length - 1
    spaces = [at for at in range(end + 1) if text[at].isspace()]
    if spaces and spaces[-1] >= end // 2:
        end = spaces[-1]
    while end > 0 and _continues(text, end):
        end -= 1
    kept = text[:end].rstrip(END_SIGNS)
    return kept + ELLIPSIS if kept else ""


def isolated(text: str, text_language: str, around: str) -> str:
    """Text of the other direction wrapped so that it does not turn its surroundings around."""
    differs = (text_language in RIGHT_TO_LEFT) != (around in RIGHT_TO_LEFT)
    return f"{ISOLATE}{text}{END_ISOLATE}" if differs and text else text


def post_text(*, title: str, line: str, call: str, length: int = POST_LENGTH) -> str:
    """The words of a post without its link in at most `length` characters; the line gives way first, the call never."""
    title = cut(title, min(TITLE_LENGTH, length))
    room = length - len(title) - len(call) - 4
    parts = [title, cut(line, room) if room >= 20 else "", call]
    return "\n\n".join(part for part in parts if part)


def whole_text(words: str, link: str) -> str:
    """The words with their link below, as the network gets them."""
    return f"{words.strip()}\n{link}"
