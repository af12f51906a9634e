"""The fields of the tantivy index. Changing anything here or in the keys means raising VERSION: the index is then
rebuilt."""

import datetime as dt

import tantivy

from mosty.search.rules.documents import FACETS, NOT_STATED, Document

VERSION = 4
EPOCH = dt.date(2020, 1, 1)
OLDEST, YOUNGEST = 200, 0
UNDATED = 1 << 50
NAME_BITS, DAY_BITS = 50, 13
ALPHABET = {letter: number for number, letter in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    for name in ("title", "body", "title_concepts", "body_concepts"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("minimum_age", "maximum_age"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("by_posted", "by_start"):
        builder.add_integer_field(name, fast=True)
    for name in ("latitude", "longitude"):
        builder.add_float_field(name, indexed=True, fast=True)
    builder.add_float_field("freshness", fast=True)
    return builder.build()


SCHEMA = _schema()


def to_tantivy(document: Document) -> tantivy.Document:
    """The document as the engine stores it."""
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_bytes("card", document.card.encode())
    made.add_text("title", " ".join(dict.fromkeys(document.title_keys)))
    made.add_text("body", " ".join(dict.fromkeys(document.body_keys)))
    made.add_text("title_concepts", " ".join(sorted(document.title_concepts)))
    made.add_text("body_concepts", " ".join(sorted(document.body_concepts)))
    for name in FACETS:
        for value in dict.fromkeys(document.facets.get(name, ())):
            made.add_text(name, value)
    made.add_text("level", document.level or NOT_STATED)
    made.add_integer("minimum_age", YOUNGEST if document.minimum_age is None else document.minimum_age)
    made.add_integer("maximum_age", OLDEST if document.maximum_age is None else document.maximum_age)
    days = max(0, (document.posted_on - EPOCH).days) if document.posted_on else 0
    made.add_integer("by_posted", by_posted(days, document.id))
    made.add_integer("by_start", by_start(document.starts_at, days))
    made.add_float("freshness", 1.0 + days * 1e-6)
    if document.latitude is not None and document.longitude is not None:
        made.add_float("latitude", document.latitude)
        made.add_float("longitude", document.longitude)
    return made


def by_posted(days: int, public_id: str) -> int:
    """A number that orders by date, newest first, then by id, when read from the largest down."""
    value = 0
    for letter in public_id[:10].ljust(10, "0"):
        value = value * 32 + ALPHABET.get(letter, ord(letter) % 32)
    return (min(days, (1 << DAY_BITS) - 1) << NAME_BITS) | ((1 << NAME_BITS) - 1 - value)


def by_start(starts_at: dt.datetime | None, days: int) -> int:
    """A number that orders by the next date, soonest first; listings without dates follow, newest first."""
    return int(starts_at.timestamp()) if starts_at else UNDATED - days
