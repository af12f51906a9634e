"""Loading the templates."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from mosty.opportunities.models import TEMPLATE_SUBJECT, Template
from mosty.translations import actions as translations

TEMPLATE_FILE = Path(__file__).parent.parent / "data" / "templates.toml"
ORIGINAL_LANGUAGE = "en"


@transaction.atomic
def load_templates() -> int:
    """Bring the templates to what the file says; returns how many. Running it again changes nothing."""
    tables = tomllib.loads(TEMPLATE_FILE.read_text(encoding="utf-8"))["template"]
    for position, table in enumerate(tables, start=1):
        template, _new = Template.objects.update_or_create(
            code=table["code"],
            defaults={"kind": table["kind"], "position": position, "defaults": _defaults(table)},
        )
        texts = {language: _fields(words) for language, words in table["text"].items()}
        where: dict[str, Any] = {"subject": TEMPLATE_SUBJECT, "subject_id": template.pk}
        translations.write_original(**where, language=ORIGINAL_LANGUAGE, fields=texts.pop(ORIGINAL_LANGUAGE))
        for language, fields in texts.items():
            translations.write_translation(**where, language=language, fields=fields)
    return len(tables)


def _fields(words: dict[str, object]) -> dict[str, str]:
    return {name: "\n".join(value) if isinstance(value, list) else str(value).strip() for name, value in words.items()}


def _defaults(table: dict[str, object]) -> dict[str, object]:
    return {
        "cause": table.get("causes", []),
        "activity": table.get("activities", []),
        "audience": table.get("audiences", []),
        "reward": table.get("rewards", []),
        "paper": table.get("papers", []),
        "schedule_type": table.get("schedule_type", ""),
        "commitment_hours": table.get("commitment_hours"),
        "commitment_period": table.get("commitment_period", ""),
        "language": {
            "requirement_type": table["language_type"],
            "minimum_level": table["language_level"],
            "purpose": table.get("language_purpose", []),
        },
    }
