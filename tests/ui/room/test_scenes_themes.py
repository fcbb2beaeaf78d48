"""The three looks of the room screen, its flash, and the organiser's logo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from facilitator.event import RoomTheme
from facilitator.record import Audience, MessageShown, Started
from facilitator.snapshot import Snapshot
from facilitator.ui import tokens
from facilitator.ui.room.elements import Bar, Code, Logo, Plate
from facilitator.ui.room.scenes import SceneName, picture
from facilitator.ui.room.sheet import Picture
from facilitator.ui.tokens import Ink, RoomColours
from tests.ui.room.days import a_hostile_day, a_logo, a_plain_day, at, hostile_moments, themed
from tests.ui.room.reading import contrast, draw, squeezed

LOOKS = [*tokens.ROOM.values(), *(colours.inverted for colours in tokens.ROOM.values())]
FLASHING = [(SceneName.SPEAKER, Audience.SPEAKER), (SceneName.MESSAGE, Audience.ROOM)]


@pytest.mark.parametrize("look", LOOKS)
def test_every_ink_has_contrast_with_all_that_it_is_seen_on(look: RoomColours) -> None:
    for ink in Ink:
        if ink is not Ink.LINE:
            assert contrast(look.of(ink), look.ground) >= 7
            assert contrast(look.of(ink), look.of(Ink.LINE)) >= 3  # a bar that fills


def test_a_theme_changes_the_colours_to_its_own_and_nothing_else() -> None:
    of_themes = [hostile_moments(themed(a_hostile_day(), theme)) for theme in tokens.ROOM]
    for moments in zip(*of_themes, strict=True):
        for name in SceneName:
            drawn = [draw(name, moment) for moment in moments]
            assert shapes_of(drawn[0]) == shapes_of(drawn[1]) == shapes_of(drawn[2])
            assert all(map(coloured_by, drawn, tokens.ROOM.values()))


def shapes_of(drawn: Picture) -> list[object]:
    """The elements without what a theme may change."""
    fixed = (one for one in drawn.elements if isinstance(one, Code))
    cards = (replace(one, card="") for one in drawn.elements if isinstance(one, Logo))
    plates = (replace(one, colour="", edge_colour="") for one in drawn.elements if isinstance(one, Plate))
    inked = (replace(one, colour="") for one in drawn.elements if not isinstance(one, Code | Logo | Plate))
    return [*fixed, *cards, *plates, *inked]


def coloured_by(drawn: Picture, look: RoomColours) -> bool:
    """Whether the picture has that look's colours, or those of its flash, only."""
    if drawn.ground == "black":
        return drawn.elements == ()
    used = {one.colour for one in drawn.elements if not isinstance(one, Code | Logo)}
    used |= {one.edge_colour for one in drawn.elements if isinstance(one, Plate)}
    return any(
        drawn.ground == one.ground and used <= {one.ground, *one.themes, *map(one.of, Ink)}
        for one in (look, look.inverted)
    )


@pytest.mark.parametrize(("name", "audience"), FLASHING)
def test_a_flashing_message_inverts_the_ground_every_other_second(
    name: SceneName, audience: Audience
) -> None:
    told = ("09:33", MessageShown(audience, "Use the microphone", flash=True))
    times = ("09:35:00", "09:35:01", "09:35:02", "09:35:02.9")  # ticks are not on the whole second
    drawn = [draw(name, at(a_plain_day(), now, ("09:30", Started("welcome")), told)) for now in times]
    look = tokens.ROOM[RoomTheme.DARK]
    assert [one.ground for one in drawn] == [look.text, look.ground, look.text, look.text]
    assert all("Usethemicrophone" in squeezed(one.text) for one in drawn)
    assert drawn[1].changed(drawn[0]) == (QRectF(0, 0, 1920, 1080),)


@pytest.mark.parametrize(("name", "audience"), FLASHING)
def test_a_message_without_flash_and_other_scenes_keep_their_ground(
    name: SceneName, audience: Audience
) -> None:
    look = tokens.ROOM[RoomTheme.DARK]
    calm = at(a_plain_day(), "09:35:00", ("09:33", MessageShown(audience, "Use the microphone")))
    assert draw(name, calm).ground == look.ground
    flashed = at(a_plain_day(), "09:35:00", ("09:33", MessageShown(audience, "Hurry", flash=True)))
    others = [draw(one, flashed) for one in SceneName if one not in (name, SceneName.BLACK)]
    assert {one.ground for one in others} == {look.ground}


@pytest.mark.parametrize("size", [(900, 300), (300, 300), (200, 600), (4000, 100)])
@pytest.mark.parametrize("name", [SceneName.WELCOME, SceneName.PROGRAMME, SceneName.DOCUMENTS])
def test_the_logo_keeps_its_proportions_and_its_place(name: SceneName, size: tuple[int, int]) -> None:
    day = with_logo(a_hostile_day(), a_logo(*size))
    for width, height in ((1280, 720), (1024, 768)):
        (logo,) = logos(picture(name, *at(day, "09:00"), width, height))
        margins = 2 * (logo.inner.left() - logo.x)
        assert margins > 0
        ratio = (logo.width - margins) / (logo.height - margins)
        assert ratio == pytest.approx(size[0] / size[1], rel=0.01)
        assert logo.width <= 0.3 * width
        assert logo.height <= 0.13 * height


@pytest.mark.parametrize("png", [b"", b"\x89PNG\0\xff", b"GIF89a"])
def test_a_day_without_a_logo_that_can_be_read_shows_none(png: bytes) -> None:
    day = with_logo(a_plain_day(), png)
    drawn = draw(SceneName.WELCOME, at(day, "09:00"))
    assert logos(drawn) == []
    assert drawn.elements == draw(SceneName.WELCOME, at(a_plain_day(), "09:00")).elements


def test_the_logo_is_painted_on_its_card() -> None:
    day = with_logo(a_plain_day(), a_logo(900, 300))
    drawn = draw(SceneName.WELCOME, at(day, "09:00"))
    (logo,) = logos(drawn)
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawn.paint(painter, QRectF(0, 0, 1920, 1080))
    painter.end()
    middle = round(logo.y + logo.height / 2)
    assert image.pixelColor(round(logo.x + logo.width / 2), middle).name() == "#000080"
    assert image.pixelColor(round(logo.x) + 3, middle).name() == tokens.ROOM[RoomTheme.DARK].card.lower()


def test_a_rule_is_a_bar_of_the_quiet_ink() -> None:
    drawn = draw(SceneName.NOW_NEXT, at(a_plain_day(), "09:00"))
    bars = [one for one in drawn.elements if isinstance(one, Bar)]
    assert {bar.colour for bar in bars} == {tokens.ROOM[RoomTheme.DARK].line}


def with_logo(day: Snapshot, png: bytes) -> Snapshot:
    return replace(day, plan=replace(day.plan, event=replace(day.event, logo=png)))


def logos(drawn: Picture) -> list[Logo]:
    return [one for one in drawn.elements if isinstance(one, Logo)]
