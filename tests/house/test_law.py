"""The law of the house: files, sizes, signs, directions."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "mosty"
FLOORS = [
    ["base"], ["journal"], ["accounts"], ["translations"], ["city", "notices"], ["organisations", "guidance"],
    ["opportunities"], ["applications"], ["search", "channels", "partners"],
]  # fmt: skip
ROOMS = [room for floor in FLOORS for room in floor]
DOORS = ["public", "host", "desk", "api", "terminal"]
ORDER = ["models", "signals", "rules", "queries", "kinds", "notices", "actions", "forms", "tasks", "receivers"]
PLUMBING = {"__init__", "apps", "migrations", "data", "__pycache__"}
# What Django or allauth asks for by a name of its own.
FRAMEWORK = {"accounts": {"adapter", "middleware"}, "base": {"middleware"}}
PYTHON = [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = list(HOUSE.rglob("*.html"))


def test_packages_are_declared():
    found = {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert found == {*ROOMS, *DOORS, "ui"}


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "base"])
def test_room_has_only_the_ten_names(room):
    names = {path.stem if path.is_file() else path.name for path in (HOUSE / room).iterdir()}
    assert names - PLUMBING - FRAMEWORK.get(room, set()) - set(ORDER) == set()


@pytest.mark.parametrize("room", [*ROOMS, *DOORS, "ui"])
def test_room_has_its_sign(room):
    sign = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert sign.endswith(".")
    if room in ROOMS:
        assert re.search(r"[Dd]oes not know|Knows no room", sign), room
        assert re.search(r"call", sign, re.I), room


def test_base_stays_small():
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON if path.parent.name == "base")
    assert lines <= 1000


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(HOUSE)))
def test_code_file_keeps_the_caps(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno + 1 <= 50, node.name


def test_templates_and_tests_keep_the_caps():
    assert [path for path in TEMPLATES if len(path.read_text(encoding="utf-8").splitlines()) > 200] == []
    long = [path for path in (ROOT / "tests").rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 600]
    assert long == []


def test_foreign_keys_point_down():
    height = {f"mosty.{room}": number for number, floor in enumerate(FLOORS) for room in floor}
    wrong = []
    for model in apps.get_models():
        mine = height.get(model._meta.app_config.name)
        if mine is None:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model is not None:
                other = height.get(field.related_model._meta.app_config.name)
                same = field.related_model._meta.app_config is model._meta.app_config
                if other is not None and not same and other >= mine:
                    wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_no_inline_script_or_style():
    wrong = []
    for path in TEMPLATES:
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))
        inline = re.search(r"<script(?![^>]*\bsrc=)(?![^>]*(?:ld\+json|application/json))", text)
        if inline or re.search(r"<style|\sstyle=|\son[a-z]+=[\"']", text):
            wrong.append(str(path.relative_to(HOUSE)))
    assert wrong == []


def test_styles_know_no_left_or_right():
    text = "".join(path.read_text(encoding="utf-8") for path in HOUSE.rglob("static/**/*.css"))
    assert re.findall(r"(?:margin|padding|border|inset)-(?:left|right)|text-align:\s*(?:left|right)|float:", text) == []


def test_nothing_comes_from_elsewhere():
    for path in [*TEMPLATES, *HOUSE.rglob("static/**/*.*")]:
        if path.suffix in {".html", ".css", ".js", ".svg"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"""(?:src|href)=["']https?://(?!www\.w3\.org)|@import|url\(["']?https?:""", text), (
                path
            )


def test_django_http_stays_in_doors():
    for path in PYTHON:
        room = path.relative_to(HOUSE).parts[0]
        is_framework = path.stem in FRAMEWORK.get(room, set())
        if room in ROOMS and not is_framework:
            assert not re.search(r"^from django\.(http|shortcuts|views)", path.read_text(encoding="utf-8"), re.M), path


def test_http_clients_stay_in_base_and_kinds():
    for path in PYTHON:
        if "kinds" not in path.parts and path.parent.name != "base":
            assert not re.search(
                r"^(?:import|from) (?:httpx|requests|urllib3|aiohttp)", path.read_text(encoding="utf-8"), re.M
            )


def test_writes_stay_in_actions():
    """Doors, rules and queries change nothing: the words that write appear in actions, tasks and migrations only."""
    verbs = re.compile(r"\.(?:save|delete|create|bulk_create|update_or_create|get_or_create|bulk_update)\(")
    allowed = {"actions", "receivers", "tasks"}
    wrong = []
    for path in PYTHON:
        parts = path.relative_to(HOUSE).with_suffix("").parts
        if parts[0] in ("base", "ui") or allowed & set(parts) or parts[-1] in ("adapter",):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if verbs.search(line) and "objects" in line:
                wrong.append(f"{'/'.join(parts)}: {line.strip()}")
    assert wrong == []


def test_dependencies_say_what_for():
    for name in ("run.in", "test.in", "installer.in"):
        for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
            assert not line or line.startswith(("#", "-r")) or "# " in line, line
