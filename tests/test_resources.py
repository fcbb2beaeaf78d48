from __future__ import annotations

from xml.etree import ElementTree

import pytest

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
