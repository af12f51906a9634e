"""The law of the house, asked about this house."""

from pathlib import Path

import pytest
from django.template import engines

from mosty.desk.urls import urlpatterns as desk
from mosty.host.urls import urlpatterns as host
from tests.conftest import UndefinedVariable
from tests.house import law

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "mosty"


@pytest.mark.parametrize(
    "question",
    [
        law.undeclared_packages,
        law.strange_files,
        law.rooms_without_sign,
        law.inline_code,
        law.sided_styles,
        law.things_from_elsewhere,
        law.http_in_rooms,
        law.writes_outside_actions,
    ],
)
def test_house_keeps_the_law(question):
    assert not question(HOUSE)


def test_files_functions_and_templates_keep_the_caps():
    assert law.too_long(HOUSE, ROOT / "tests") == []
    assert law.lines_of_base(HOUSE) <= law.BASE_LINES


def test_foreign_keys_point_down():
    assert law.keys_that_point_up(law.FLOORS) == []


def test_dependencies_say_what_for():
    assert law.unexplained_dependencies(ROOT / "requirements") == []


def test_every_address_behind_the_doors_has_a_guard():
    assert law.open_addresses({"desk": desk, "host": host}) == []


def test_a_variable_that_nothing_defines_fails_the_test_that_shows_it():
    with pytest.raises(UndefinedVariable, match="nothing"):
        engines["django"].from_string("{{ nothing }}").render({})
