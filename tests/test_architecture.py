"""Imports go down the house only: domain <- shared <- adapters <- ui <- commands."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import facilitator

DOMAIN = {
    "event",
    "record",
    "notes",
    "names",
    "timetable",
    "presses",
    "cafe",
    "rotation",
    "clock",
    "snapshot",
    "people",
    "likeness",
    "checks",
    "signals",
    "seating",
    "replanning",
    "typed",
    "planning",
    "actual",
    "beside",
    "catch_up",
    "corrections",
    "floor",
    "privacy",
    "kinds",
    "turns",
    "eaten",
    "access",
    "photos",
    "summary_plan",
    "polls",
    "noting",
    "board",
    "harvest",
    "batch",
}
SHARED = {"errors", "i18n", "resources", "settings", "codec", "words", "qr", "sample", "system_clock"}
SHARED |= {"item_table", "templates", "municipalities", "alike", "day_json", "progress", "apart", "lp"}
ADAPTERS = {"models", "report", "exchange", "hosts"}
COMMANDS = {"cli", "rotate", "__main__"}

MAY_IMPORT = {
    **dict.fromkeys(DOMAIN, DOMAIN),
    **dict.fromkeys(SHARED, DOMAIN | SHARED),
    **{adapter: DOMAIN | SHARED | {adapter} for adapter in ADAPTERS},
    "ui": DOMAIN | SHARED | ADAPTERS | {"ui"},
    **dict.fromkeys(COMMANDS, DOMAIN | SHARED | ADAPTERS | {"ui"} | COMMANDS),
}

HOME_OF_LIBRARY = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "sqlalchemy": "models",
    "alembic": "models",
    "sqlite3": "models",
    "reportlab": "report",
    "pikepdf": "report",
    "qrcode": "qr",
    "openpyxl": "exchange report",
    "docx": "report",
    "defusedxml": "exchange",
    "icalendar": "report",
    "cattrs": "codec settings",
    "numpy": "rotation",
    "platformdirs": "settings",
    "starlette": "hosts",
    "uvicorn": "hosts",
    "h11": "hosts",
    "ifaddr": "hosts",
    "rapidfuzz": "alike",
}

# The domain takes time, randomness and text as parameters.
OUTSIDE_THE_DOMAIN = {"io", "locale", "logging", "os", "pathlib", "shutil", "socket", "subprocess"}
OUTSIDE_THE_DOMAIN |= {"tempfile", "threading", "sqlite3"}


def test_every_import_goes_down() -> None:
    assert violations(Path(facilitator.__file__).parent) == []


@pytest.mark.parametrize(
    ("file", "source", "told"),
    [
        ("timetable.py", "from facilitator.models import Store", "timetable imports models"),
        ("timetable.py", "import facilitator.ui.tokens", "timetable imports ui"),
        ("timetable.py", "from facilitator import settings", "timetable imports settings"),
        ("timetable.py", "from .ui import tokens", "timetable imports ui"),
        ("rotation/deep.py", "from ..report import pdf", "rotation imports report"),
        ("seating.py", "import numpy as np", "seating imports numpy"),
        ("report/pdf.py", "import numpy as np", "report imports numpy"),
        ("rotation/deep.py", "def f():\n    from facilitator import i18n", "rotation imports i18n"),
        ("report/pdf.py", "from facilitator.models import Store", "report imports models"),
        ("models/store.py", "from facilitator.ui import app", "models imports ui"),
        ("i18n.py", "import PySide6.QtCore", "i18n imports PySide6"),
        ("ui/window.py", "from sqlalchemy import select", "ui imports sqlalchemy"),
        ("ui/window.py", "from facilitator import cli", "ui imports cli"),
        ("event.py", "import os.path", "event imports os"),
        ("event.py", "import attrs", "event imports attrs"),
        ("misc.py", "", "misc has no room in the house"),
    ],
)
def test_a_wrong_import_is_found(file: str, source: str, told: str, tmp_path: Path) -> None:
    module = tmp_path / file
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(source)
    assert violations(tmp_path) == [told]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("ui/window.py", "from PySide6 import QtWidgets\nfrom facilitator.models import Store"),
        ("models/store.py", "import sqlalchemy\nfrom . import rows\nfrom .rows import Row"),
        ("rotation/__init__.py", "from .rules import breaks\nfrom facilitator.event import Plan"),
        ("rotation/board.py", "import numpy as np"),
        ("report/pdf.py", "from facilitator import i18n, __version__"),
    ],
)
def test_a_right_import_is_let_through(file: str, source: str, tmp_path: Path) -> None:
    module = tmp_path / file
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(source)
    assert violations(tmp_path) == []


def violations(package: Path) -> list[str]:
    """Return a sentence for every import below `package` that the house doesn't allow."""
    found: dict[str, None] = {}
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package).with_suffix("").parts
        if place == ("__init__",):
            continue
        room = place[0]
        if room not in MAY_IMPORT:
            found[f"{room} has no room in the house"] = None
            continue
        for imported in _imports(file, ("facilitator", *place)):
            if not _allowed(room, imported.split(".")):
                found[f"{room} imports {_short(imported)}"] = None
    return list(found)


def _imports(file: Path, place: tuple[str, ...]) -> Iterator[str]:
    """Yield the full dotted name of whatever `file` imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = place[: len(place) - node.level] if node.level else ()
            origin = ".".join([*parents, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def _allowed(room: str, imported: list[str]) -> bool:
    top = imported[0]
    if top == "facilitator":
        return imported[1] in MAY_IMPORT[room] or imported[1] == "__version__"
    if room in DOMAIN:
        at_home = HOME_OF_LIBRARY.get(top) == room
        return at_home or (top in sys.stdlib_module_names and top not in OUTSIDE_THE_DOMAIN)
    return room in HOME_OF_LIBRARY.get(top, room).split()


def _short(imported: str) -> str:
    parts = imported.split(".")
    return parts[1] if parts[0] == "facilitator" else parts[0]
