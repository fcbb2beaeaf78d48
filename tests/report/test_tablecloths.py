"""The pictures of tablecloths in the summary: in order, upright, in RGB, told in words, never in public."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from facilitator.clock import Moment
from facilitator.event import ZERO
from facilitator.photos import Photo as Kept
from facilitator.report import What, export
from facilitator.report.content import summary
from facilitator.report.outline import Photo, Remark, Section
from facilitator.report.pictures import photo_of
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Chapter, Edition, Part
from tests.builders import an_instant
from tests.report.documents import a_picture
from tests.report.structure import Tagged

NOW = Moment(utc=an_instant("15:00"), boot=ZERO, boot_id="boot")
TURNED = Image.Exif()
TURNED[0x0112] = 6  # lies on its side
TURNED[0x010E] = "Kari Nordmann"


def kept(
    id: str, item_id: str = "cafe", round_id: str | None = "r2", table: str = "table-07", **given: object
) -> Kept:
    values = {"image": a_picture("JPEG", "RGB"), "at": NOW.utc, **given}
    return Kept(id=id, item_id=item_id, round_id=round_id, table_id=table, **values)  # type: ignore[arg-type]


def a_day(*photos: Kept) -> Snapshot:
    return replace(sample_snapshot(with_notes=True), photos={photo.id: photo for photo in photos})


def the_part(snapshot: Snapshot) -> Section:
    (found,) = (one for one in summary(snapshot, NOW).sections if one.part is Part.PHOTOS)
    return found


@pytest.fixture
def cafe() -> tuple[str, list[str]]:
    """The id of the sample day's café, and of its rounds."""
    (item,) = (one for one in sample_snapshot().event.items if one.rounds)
    return item.id, [one.id for one in item.rounds]


def test_they_stand_by_round_and_table_with_what_they_show(cafe: tuple[str, list[str]]) -> None:
    item, (first, second, *_rest) = cafe
    day = a_day(
        kept("a", item, second, "table-01"),
        kept("b", item, first, "table-07", words="En vekt"),
        kept("c", item, first, "table-03"),
        kept("d", item, first, "table-03", taken_back=True),
    )
    photos = [block for block in the_part(day).blocks if isinstance(block, Photo)]
    assert [photo.place for photo in photos] == ["Bord 3, runde 1", "Bord 7, runde 1", "Bord 1, runde 2"]
    assert [photo.alt for photo in photos] == [
        "Bilde av duken: Bord 3, runde 1",
        "En vekt",
        "Bilde av duken: Bord 1, runde 2",
    ]


def test_those_of_several_items_stand_under_their_titles(cafe: tuple[str, list[str]]) -> None:
    item, (first, *_rest) = cafe
    opening = sample_snapshot().event.items[0]
    blocks = the_part(a_day(kept("a", item, first), kept("b", opening.id, None), kept("c", "gone"))).blocks
    titles = [block.title if isinstance(block, Section) else "" for block in blocks]
    assert titles[0] == opening.title
    assert len(titles) == 3
    assert titles[2] == ""


def test_what_is_no_picture_is_said(cafe: tuple[str, list[str]]) -> None:
    blocks = the_part(a_day(kept("a", cafe[0], cafe[1][0], image=b"no picture at all"))).blocks
    assert blocks == (Remark("Bord 7, runde 1: bildet kan ikke vises."),)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photo_is_upright_in_rgb_and_tells_nothing_else(mode: str) -> None:
    found = photo_of(a_picture("JPEG", mode, exif=TURNED.tobytes()))
    assert found is not None
    assert (found.wide, found.tall) == (80, 120)
    assert b"Nordmann" not in found.data
    with Image.open(BytesIO(found.data)) as picture:
        assert (picture.mode, picture.size) == ("RGB", (80, 120))
        assert not picture.getexif()


def test_a_large_photo_is_scaled_down() -> None:
    file = BytesIO()
    Image.new("RGB", (4000, 3000)).save(file, "JPEG")
    found = photo_of(file.getvalue())
    assert found is not None
    assert (found.wide, found.tall) == (1400, 1050)


@pytest.mark.parametrize("image", [b"", b"none", a_picture("PNG", "RGB"), a_picture("JPEG", "RGB")[:40]])
def test_no_picture_is_none(image: bytes) -> None:
    assert photo_of(image) is None


def test_in_the_pdf_each_is_a_figure_with_its_words(cafe: tuple[str, list[str]], tmp_path: Path) -> None:
    item, (first, *_rest) = cafe
    day = a_day(kept("a", item, first, words="En vekt"), kept("b", item, first, "table-09"))
    export(day, tmp_path / "out.pdf", NOW, "nb", What.SUMMARY)
    file = Tagged(tmp_path / "out.pdf")
    told = [str(one.given.Alt) for one in file.elements("Figure")]
    assert {"En vekt", "Bilde av duken: Bord 9, runde 1"} <= set(told)
    assert file.faults() == []


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".md"])
def test_the_open_edition_holds_none(cafe: tuple[str, list[str]], tmp_path: Path, ending: str) -> None:
    item, (first, *_rest) = cafe
    day = a_day(kept("a", item, first, words="Kjennemerke"))
    full, public = tmp_path / f"full{ending}", tmp_path / f"open{ending}"
    export(day, full, NOW, "nb", What.SUMMARY)
    export(day, public, NOW, "nb", What.SUMMARY, edition=Edition.OPEN)
    bare = tmp_path / f"bare{ending}"
    export(a_day(), bare, NOW, "nb", What.SUMMARY, edition=Edition.OPEN)
    assert public.read_bytes() == bare.read_bytes()
    assert full.stat().st_size > public.stat().st_size


def test_the_part_can_be_left_out(cafe: tuple[str, list[str]]) -> None:
    day = a_day(kept("a", cafe[0], cafe[1][0]))
    event = replace(day.event, chapters=(Chapter(part=Part.PHOTOS, left_out=True),))
    left = replace(day, plan=replace(day.plan, event=event))
    assert Part.PHOTOS not in [one.part for one in summary(left, NOW).sections]
