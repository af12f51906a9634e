"""The law of the house as questions about a tree of files: each answers with what breaks it, nothing when it is kept.

The questions know no fixed place, so that `test_law_is_held` can ask them about a house broken on purpose.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.apps import apps

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
CODE_LINES, FUNCTION_LINES, TEST_LINES, TEMPLATE_LINES, BASE_LINES = 400, 50, 600, 200, 1000
WRITING = re.compile(r"\.(?:save|delete|create|bulk_create|update_or_create|get_or_create|bulk_update)\(")


def python(house: Path) -> Iterator[Path]:
    return (path for path in sorted(house.rglob("*.py")) if "migrations" not in path.parts)


def templates(house: Path) -> list[Path]:
    return sorted(house.rglob("*.html"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def undeclared_packages(house: Path) -> set[str]:
    found = {path.name for path in house.iterdir() if path.is_dir() and path.name != "__pycache__"}
    return found ^ {*ROOMS, *DOORS, "ui"}


def strange_files(house: Path) -> list[str]:
    """Files in rooms that are none of the ten."""
    return [
        f"{room}/{path.name}"
        for room in ROOMS
        if room != "base"
        for path in sorted((house / room).iterdir())
        if (path.stem if path.is_file() else path.name) not in PLUMBING | FRAMEWORK.get(room, set()) | set(ORDER)
    ]


def rooms_without_sign(house: Path) -> list[str]:
    """Rooms and doors whose docstring is no sentence; rooms must also say what they do not know and who calls them."""
    wrong = []
    for room in [*ROOMS, *DOORS, "ui"]:
        sign = ast.get_docstring(ast.parse(read(house / room / "__init__.py"))) or ""
        is_told = re.search(r"[Dd]oes not know|Knows no room", sign) and re.search(r"call", sign, re.I)
        if not sign.endswith(".") or (room in ROOMS and not is_told):
            wrong.append(room)
    return wrong


def lines_of_base(house: Path) -> int:
    return sum(len(read(path).splitlines()) for path in python(house) if path.parent.name == "base")


def too_long(house: Path, tests: Path) -> list[str]:
    """Code files, functions, templates and test files over their caps."""
    wrong = []
    for path in python(house):
        text = read(path)
        if len(text.splitlines()) > CODE_LINES:
            wrong.append(str(path.relative_to(house)))
        for node in ast.walk(ast.parse(text)):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and node.end_lineno - node.lineno + 1 > FUNCTION_LINES:
                wrong.append(f"{path.relative_to(house)}: {node.name}")
    wrong += [path.name for path in templates(house) if len(read(path).splitlines()) > TEMPLATE_LINES]
    return wrong + [path.name for path in sorted(tests.rglob("*.py")) if len(read(path).splitlines()) > TEST_LINES]


def keys_that_point_up(floors: list[list[str]]) -> list[str]:
    """Foreign keys from a room to one on its own floor or above."""
    height = {f"mosty.{room}": number for number, floor in enumerate(floors) for room in floor}
    wrong = []
    for model in apps.get_models():
        mine = height.get(model._meta.app_config.name)
        for field in model._meta.get_fields():
            if mine is None or not field.is_relation or field.auto_created or field.related_model is None:
                continue
            other = height.get(field.related_model._meta.app_config.name)
            is_own = field.related_model._meta.app_config is model._meta.app_config
            if other is not None and not is_own and other >= mine:
                wrong.append(f"{model.__name__}.{field.name}")
    return wrong


def inline_code(house: Path) -> list[str]:
    """Templates with script or style of their own."""
    wrong = []
    for path in templates(house):
        text = re.sub(r"\{#.*?#\}", "", read(path))
        script = re.search(r"<script(?![^>]*\bsrc=)(?![^>]*(?:ld\+json|application/json))", text)
        if script or re.search(r"<style|\sstyle=|\son[a-z]+=[\"']", text):
            wrong.append(str(path.relative_to(house)))
    return wrong


def sided_styles(house: Path) -> list[str]:
    """Left and right where a page may be mirrored."""
    text = "".join(read(path) for path in house.rglob("static/**/*.css"))
    return re.findall(r"(?:margin|padding|border|inset)-(?:left|right)|text-align:\s*(?:left|right)|float:", text)


def things_from_elsewhere(house: Path) -> list[str]:
    """What a browser would load from another server."""
    pattern = re.compile(r"""(?:src|href)=["']https?://(?!www\.w3\.org)|@import|url\(["']?https?:""")
    files = [*templates(house), *house.rglob("static/**/*.*")]
    return [
        path.name for path in files if path.suffix in {".html", ".css", ".js", ".svg"} and pattern.search(read(path))
    ]


def http_in_rooms(house: Path) -> list[str]:
    """Rooms that know of requests and answers; HTTP clients outside base and kinds."""
    wrong = []
    for path in python(house):
        room = path.relative_to(house).parts[0]
        text = read(path)
        is_room = room in ROOMS and path.stem not in FRAMEWORK.get(room, set())
        if is_room and re.search(r"^from django\.(http|shortcuts|views)", text, re.M):
            wrong.append(f"{path.relative_to(house)}: request")
        is_network = "kinds" in path.parts or path.parent.name == "base"
        if not is_network and re.search(r"^(?:import|from) (?:httpx|requests|urllib3|aiohttp)", text, re.M):
            wrong.append(f"{path.relative_to(house)}: client")
    return wrong


def writes_outside_actions(house: Path) -> list[str]:
    """Doors, rules and queries change nothing: the words that write appear in actions, tasks and receivers only."""
    wrong = []
    for path in python(house):
        parts = path.relative_to(house).with_suffix("").parts
        if parts[0] in ("base", "ui") or {"actions", "receivers", "tasks"} & set(parts) or parts[-1] == "adapter":
            continue
        lines = [line.strip() for line in read(path).splitlines() if WRITING.search(line) and "objects" in line]
        wrong += [f"{'/'.join(parts)}: {line}" for line in lines]
    return wrong


def unexplained_dependencies(folder: Path) -> list[str]:
    names = ("run.in", "test.in", "installer.in")
    lines = [line for name in names for line in read(folder / name).splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-r")) and "# " not in line]


def open_addresses(patterns: Mapping[str, Iterable[object]]) -> list[str]:
    """Addresses of the host area and the desk whose view no guard stands before."""
    guards = ("is_guarded", "is_opened_by_letter")
    return [
        f"{door}:{pattern.name}"
        for door, rows in patterns.items()
        for pattern in rows
        if not any(getattr(pattern.callback, guard, False) for guard in guards)
    ]
