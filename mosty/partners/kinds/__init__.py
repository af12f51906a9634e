"""Formats a listing can arrive in, and fetching from an address. A kind turns bytes into a `Table`; it never
interprets cells.

To add a format: a module with `FORMAT`, `ENDINGS` and `read(data) -> Table`, and its name in `KINDS`.
"""

from types import ModuleType

from mosty.partners.kinds import csv, xlsx
from mosty.partners.rules.tables import Table, Unreadable

KINDS: dict[str, ModuleType] = {kind.FORMAT: kind for kind in (csv, xlsx)}
MAX_BYTES = max(kind.MAX_BYTES for kind in KINDS.values())
FETCH_SECONDS = 30.0


def guess_format(data: bytes, name: str = "") -> str:
    """The format by the first bytes; the name's ending only where they do not tell."""
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    ending = name.lower().rpartition(".")[2]
    return next((kind for kind, module in KINDS.items() if f".{ending}" in module.ENDINGS and kind != "xlsx"), "csv")


def read(data: bytes, *, name: str = "", format: str = "") -> Table:
    """Bytes as a table. Raises Unreadable with a code of `rules.reasons`."""
    chosen = format or guess_format(data, name)
    if chosen not in KINDS:
        raise Unreadable("no_such_format", formats=", ".join(KINDS))
    table: Table = KINDS[chosen].read(data)
    return table


def download(address: str) -> bytes:
    """What an address answers with, through the outgoing guard. Raises Unreadable `not_fetched` with the `problem`
    as a code, never its words.
    """
    from mosty.base.http import OutgoingError, fetch  # noqa: PLC0415  heavy, and only an import by address needs it

    try:
        answer = fetch("GET", address, follow=3, deadline=FETCH_SECONDS, max_bytes=MAX_BYTES)
    except OutgoingError as trouble:
        raise Unreadable("not_fetched", problem=trouble.code) from None
    if answer.status != 200:
        raise Unreadable("not_fetched", problem=answer.status)
    return answer.body
