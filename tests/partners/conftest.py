"""A city to read tables in: real districts, every topic that our shorthand names."""

import tomllib

import pytest
from django.conf import settings

from mosty.city.actions import read_districts
from mosty.city.models import District, Topic
from mosty.city.queries import forget_reference_data
from mosty.partners.queries import WORDS_FILE, knowledge


def make_city():
    for number, table in enumerate(read_districts(settings.CITY_DATA_DIR)):
        District.objects.create(
            slug=table["slug"], code=table["code"], names=table["names"], where=table["where"], latitude=table["lat"],
            longitude=table["lon"], genitive=table.get("genitive", ""), locative=table.get("locative", ""),
            aliases=table.get("aliases", []), quarters=table.get("quarters", []), tile_row=number, tile_column=0,
            position=number,
        )  # fmt: skip
    words = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
    causes = dict.fromkeys(words.pop("cause_of").values(), ())
    for group, codes in {**words, "cause": causes}.items():
        for code in codes:
            Topic.objects.create(group=group, code=code, labels={"en": code.replace("_", " ")})
    forget_reference_data()


@pytest.fixture
def prague(db):
    make_city()


@pytest.fixture
def known(prague):
    return knowledge()
