"""Stand-ins for two translation services over real HTTP: LibreTranslate and DeepL. Nothing leaves the machine.

`with deepl() as machine:` gives `machine.url`, `.key`, `.requests`, `.characters` and `.plan(...)`, which says what goes
wrong with the next calls. Every word comes back as the word, a dot and the language without its variant ("Dům·vi", for
EN-GB "Dům·en"); `untranslated` takes it off.
"""

from tests.fakes.translators.faults import ALL, CALLS, Fault, redirect, slow, status
from tests.fakes.translators.server import Request, Translator
from tests.fakes.translators.services import deepl, libretranslate
from tests.fakes.translators.words import marked, untranslated

__all__ = [
    "ALL",
    "CALLS",
    "Fault",
    "Request",
    "Translator",
    "deepl",
    "libretranslate",
    "marked",
    "redirect",
    "slow",
    "status",
    "untranslated",
]
