"""Every write of this room: sources, uploaded tables, taking a table in."""

from mosty.partners.actions.sources import (
    forget_old_tables,
    keep_mapping,
    keep_source,
    read_table,
    table_of,
    upload,
)
from mosty.partners.actions.taking import Result, answer_guard, import_table, take_in, take_in_upload

__all__ = [
    "Result",
    "answer_guard",
    "forget_old_tables",
    "import_table",
    "keep_mapping",
    "keep_source",
    "read_table",
    "table_of",
    "take_in",
    "take_in_upload",
    "upload",
]
