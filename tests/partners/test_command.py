"""`mosty import_offers`: lines, closing line, exits."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mosty.opportunities.models import Opportunity
from mosty.partners import kinds
from mosty.partners.models import Source
from mosty.partners.rules.tables import Unreadable
from tests.partners.tables import ROWS, csv_bytes, messy, sheet_bytes

pytestmark = pytest.mark.usefixtures("prague")


def lines(capsys, *args, **options):
    call_command("import_offers", *args, **options)
    return capsys.readouterr().out.strip().splitlines()


def test_one_line_per_refused_row_and_the_closing_line(tmp_path, capsys):
    file = tmp_path / "list.xlsx"
    file.write_bytes(sheet_bytes(ROWS, change=messy))
    printed = lines(capsys, str(file))
    assert printed[-1] == "taken 5, updated 0, merged 0, refused 3, withdrawn 0"
    assert [line.split(":")[0] for line in printed[:-1]] == ["Nabídky!A8", "Nabídky!A10", "Nabídky!A12"]
    assert lines(capsys, str(file))[-1] == "taken 0, updated 0, merged 0, refused 3, withdrawn 0"


def test_dry_run_leaves_no_source(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(csv_bytes(ROWS, encoding="cp1250"))
    assert lines(capsys, str(file), "--dry-run")[-1].startswith("taken 4,")
    assert not Source.objects.exists() and not Opportunity.objects.exists()


def test_publish_publishes_what_may_be_published(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(csv_bytes(ROWS))
    lines(capsys, str(file), "--publish", "--partner", "Centrum")
    assert Source.objects.get().name == "Centrum"
    assert Opportunity.objects.filter(status="published").count() == 4


def test_publish_later_publishes_what_waits(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(csv_bytes(ROWS))
    lines(capsys, str(file))
    assert lines(capsys, str(file), "--publish")[-1].startswith("taken 0, updated 4,")
    assert lines(capsys, str(file), "--publish")[-1].startswith("taken 0, updated 0,")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04 broken", b"abc\ndef\n"])
def test_what_cannot_be_read_is_an_error(tmp_path, content):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_offers", str(file))


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_offers", str(tmp_path / "nothing.csv"))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.csv", "http://169.254.169.254/latest", "https://[::1]/x.csv"]
)
def test_addresses_inside_the_house_are_not_asked(address):
    with pytest.raises(CommandError):
        call_command("import_offers", address)
    with pytest.raises(Unreadable) as refused:
        kinds.download(address)
    assert refused.value.details["problem"] == "address_not_allowed"
