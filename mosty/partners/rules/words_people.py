# ruff: noqa: E501
"""Ages, yes and no, ways to be reached: small cells about people. Personal addresses are not told from role addresses here."""

import re
from dataclasses import dataclass

from mosty.partners.rules.text import fold
from mosty.partners.rules.understood import LIKELY, SURE, UNSURE, Understood

YES = re.compile(
    r"(?<!\w)(?:ano|a|yes|y|true|ok|nutn\w*|povinn\w*|vyzadov\w*|pozad\w*|required|needed|да|так|д|задължит\w*|изисква\w*|потрібн\w*|нужн\w*|обязат\w*|co|bat buoc|1|✓|✔)(?!\w)"
)
NO = re.compile(
    r"(?<!\w)(?:ne|n|no|false|nen\w*|netreba|nevyzad\w*|nepotreb\w*|not|none|zadny|нет|ні|не|н|khong|0)(?!\w)"
)
UNKNOWN = {"", "x", "-", "?", "??", "???", "/", "--", "nevim", "neuvedeno", "zeptat se", "n/a", "na"}
RECORD = re.compile(
    r"rejstrik|vypis|trestn|bezuhonn|criminal|police|background check|судим|несудим|свидетелство за съдимост|справка о несуд|ly lich tu phap|tu phap"
)
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"';,]+", re.IGNORECASE)
BARE_SITE = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}(?:/\S*)?$", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.])\+?\d[\d ()/-]{7,18}\d(?![\w.])")


@dataclass(frozen=True)
class Ages:
    """Ages of the volunteer in years; None = not stated."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Contact:
    """Ways to reach a host found in cells."""

    email: str = ""
    telephone: str = ""
    link: str = ""


def understand_age(text: str) -> Understood[Ages] | None:
    """ "15+", "18 (resp. 15)", "od 15 let", "15-26": the first number is the rule, a second in brackets is left as words."""
    folded = fold(text).strip()
    if folded in UNKNOWN:
        return None
    numbers = [int(number) for number in re.findall(r"(?<![\d.,])\d{1,2}(?![\d.,]\d|\d)", folded)]
    numbers = [number for number in numbers if 3 <= number <= 99]
    if not numbers:
        full_age = re.search(r"plnolet|dospel|adults?|совершеннолет|повноліт|пълнолет|nguoi lon|du 18", folded)
        return Understood(Ages(18), LIKELY, text) if full_age else None
    span = re.search(r"(\d{1,2})\s*(?:-|az|do|to|до|den)\s*(\d{1,2})", folded)
    if span and int(span.group(1)) < int(span.group(2)):
        return Understood(Ages(int(span.group(1)), int(span.group(2))), SURE, text)
    if re.match(r"(?:do|max\.?|maximalne|up to|under|до|toi da|duoi)\s*\d", folded):
        return Understood(Ages(None, numbers[0]), SURE, text)
    doubt = len(numbers) > 1 or "?" in folded
    return Understood(Ages(numbers[0]), UNSURE if doubt else SURE, text, text if doubt else "")


def understand_record(text: str) -> Understood[bool] | None:
    """Whether an extract from the criminal record is asked for. A lone x, dash or question mark says nothing."""
    folded = fold(text).strip(" .!")
    if folded in UNKNOWN:
        return None
    says_no, says_yes = NO.search(folded), YES.search(folded)
    if says_no and not (says_yes and says_yes.start() < says_no.start()):
        return Understood(False, SURE if len(folded) < 12 else LIKELY, text)
    if says_yes or RECORD.search(folded):
        return Understood(True, UNSURE if "?" in folded else SURE if says_yes else LIKELY, text)
    return None


def asks_for_record(text: str) -> bool:
    """Whether free words about conditions name the criminal record."""
    folded = fold(text)
    return bool(
        re.search(
            r"trestn\w* rejstrik|rejstrik\w* trest|vypis\w* z (?:rt|rejstrik)|bez zaznamu|criminal record|police check|съдимост|судимост|ly lich tu phap",
            folded,
        )
    )


def find_contact(text: str) -> Contact:
    """The first e-mail, telephone and address of a page in a cell."""
    email = EMAIL.search(text)
    rest = EMAIL.sub(" ", text)
    link = find_link(rest)
    phone = PHONE.search(URL.sub(" ", rest))
    return Contact(email.group() if email else "", phone.group().strip() if phone else "", link)


def find_link(text: str) -> str:
    """A web address in a cell, completed with https:// where it was left out; "" if there is none or it is not http."""
    text = text.strip()
    found = URL.search(text)
    if found:
        address = found.group().rstrip(".)")
        return address if address.lower().startswith("http") else f"https://{address}"
    if BARE_SITE.match(text) and "@" not in text and not re.fullmatch(r"[\d.]+", text):
        return f"https://{text}"
    return ""


def domain(address: str) -> str:
    """ "https://www.Example.org/x" → "example.org"; "" for none."""
    found = re.match(r"(?:https?://)?(?:www\.)?([^/\s:?#]+)", address.strip().lower())
    return found.group(1) if found and "." in found.group(1) else ""
