from __future__ import annotations

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest

import facilitator
from facilitator.resources import resource

FONT_FAMILIES = {"Inter", "NotoEmoji", "DejaVuSans", "DroidSansFallback"}


def test_an_unknown_name_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        resource("fonts/Comic.ttf")


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = resource("fonts")
    assert {font.stem.split("-")[0] for font in fonts.glob("*.ttf")} == FONT_FAMILIES
    assert {file.stem.split("-")[1] for file in fonts.glob("LICENSE-*.txt")} == FONT_FAMILIES


def test_every_icon_takes_the_colour_it_is_given() -> None:
    icons = list(resource("icons").glob("*.svg"))
    assert icons
    for icon in icons:
        assert ElementTree.parse(icon).getroot().get("stroke") == "currentColor", icon.name


def test_every_icon_that_ships_is_named_and_every_one_named_ships() -> None:
    window = Path(facilitator.__file__).parent / "ui"
    nodes = [node for file in window.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    asked_for = {name for node in nodes if isinstance(node, ast.Call) for name in _icons_of(node)}
    shipped = {icon.stem for icon in resource("icons").glob("*.svg")}
    assert asked_for
    assert asked_for - shipped == set()
    assert shipped - texts == set()


def _icons_of(call: ast.Call) -> list[str]:
    """The icons that a call asks for by name: icon("pin"), pixmap("pin", …), button(…, icon_name="pin")."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "icon_name"]
    if isinstance(call.func, ast.Name) and call.func.id in ("icon", "pixmap"):
        named += call.args[:1]
    return [
        value.value for value in named if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]
