"""Each law fails when it is broken on purpose: otherwise a kept law would prove nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.house import law

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(tmp_path) -> Path:
    """A copy to break."""
    made = tmp_path / "mosty"
    shutil.copytree(ROOT / "mosty", made, ignore=shutil.ignore_patterns("__pycache__"))
    return made


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{old}\n{text}\n", encoding="utf-8")


BREAKS = [
    ("an undeclared room", law.undeclared_packages, "weather/__init__.py", '"""Weather."""'),
    ("a file of another name", law.strange_files, "city/utils.py", "x = 1"),
    ("script in a page", law.inline_code, "public/templates/public/x.html", "<script>alert(1)</script>"),
    ("style in a page", law.inline_code, "public/templates/public/x.html", '<p style="color:red">'),
    ("a handler in a page", law.inline_code, "public/templates/public/x.html", '<p onclick="go()">'),
    ("left in a style", law.sided_styles, "ui/static/ui/x.css", "p{margin-left:1px}"),
    ("a picture from elsewhere", law.things_from_elsewhere, "public/templates/public/x.html", '<img src="https://e.org/a">'),
    ("a font from elsewhere", law.things_from_elsewhere, "ui/static/ui/x.css", '@import "https://e.org/a.css";'),
    ("a request in a room", law.http_in_rooms, "city/rules.py", "from django.http import HttpRequest"),
    ("a client in a door", law.http_in_rooms, "public/structured.py", "import httpx"),
    ("a write in a view", law.writes_outside_actions, "desk/views/home.py", "Post.objects.create(x=1)"),
    ("a write in a query", law.writes_outside_actions, "city/queries.py", "Topic.objects.filter(x=1).delete()"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "name", "text"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_broken_file_is_found(house, question, name, text):
    assert not question(house)
    put(house / name, text)
    assert question(house)


def test_room_without_its_sign_is_found(house):
    (house / "city" / "__init__.py").write_text('"""Places."""', encoding="utf-8")
    assert law.rooms_without_sign(house) == ["city"]


def test_what_is_too_long_is_found(house, tmp_path):
    put(house / "city" / "queries.py", "\n" * 400)
    put(house / "city" / "rules.py", "def long():\n" + "    x = 1\n" * 51)
    put(house / "public" / "templates" / "public" / "x.html", "\n" * 201)
    put(tmp_path / "tests" / "test_x.py", "\n" * 601)
    assert law.too_long(house, tmp_path / "tests") == ["city/queries.py", "city/rules.py: long", "x.html", "test_x.py"]
    put(house / "base" / "clock.py", "\n" * 1000)
    assert law.lines_of_base(house) > law.BASE_LINES


def test_key_that_points_up_is_found():
    assert "Opportunity.organisation" in law.keys_that_point_up(law.FLOORS[::-1])


def test_dependency_without_a_reason_is_found(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    put(tmp_path / "requirements" / "run.in", "leftpad==1.0")
    assert law.unexplained_dependencies(tmp_path / "requirements") == ["leftpad==1.0"]


def test_address_without_a_guard_is_found():
    bare = SimpleNamespace(name="secrets", callback=lambda request: None)
    assert law.open_addresses({"desk": [bare]}) == ["desk:secrets"]


# --- import contracts -----------------------------------------------------------------------------
CONTRACTS = {
    "Floors: calls go down": ("city/queries.py", "from mosty.search import actions as up"),
    "Doors do not open into one another": ("public/structured.py", "from mosty.desk import forms as other"),
    "The furniture knows no room": ("ui/context.py", "from mosty.city import queries as room"),
    "Nothing imports the roof": ("city/queries.py", "from config import settings as roof"),
    "One order of files in a room": ("city/models.py", "from mosty.city import actions as above"),
}


def contracts(root: Path) -> dict[str, bool]:
    """Name of each import contract and whether it is kept in this tree."""
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--no-cache",
        "--config",
        str(root / "pyproject.toml"),
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
    rows = re.findall(r"^(.+?) (KEPT|BROKEN)", done.stdout, re.M)
    return {name: state == "KEPT" for name, state in rows} or {done.stdout[-300:] + done.stderr[-300:]: False}


@pytest.fixture
def root(house) -> Path:
    shutil.copy(ROOT / "pyproject.toml", house.parent)
    shutil.copytree(ROOT / "config", house.parent / "config", ignore=shutil.ignore_patterns("__pycache__", "cities"))
    return house.parent


def test_every_contract_has_a_break_and_all_are_kept(root):
    assert contracts(root) == dict.fromkeys(CONTRACTS, True)


@pytest.mark.parametrize("name", CONTRACTS)
def test_broken_contract_is_found(root, name):
    path, line = CONTRACTS[name]
    put(root / "mosty" / path, line)
    assert contracts(root)[name] is False


def test_undeclared_room_breaks_the_contract(root):
    put(root / "mosty" / "weather" / "__init__.py", '"""Weather."""')
    assert not all(contracts(root).values())
