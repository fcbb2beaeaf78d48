"""A block of every kind that an outline knows."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from facilitator.report.outline import (
    Block,
    Break,
    Cell,
    Chart,
    Column,
    Document,
    Figure,
    Figures,
    Listing,
    Paragraph,
    Photo,
    Remark,
    Section,
    Table,
    ThemeMark,
)
from facilitator.report.pictures import as_png
from tests.report.reading import some_points


def a_photo() -> bytes:
    """A small picture as the outline takes it."""
    file = BytesIO()
    Image.new("RGB", (30, 20), "#FFF4D6").save(file, "JPEG")
    return file.getvalue()


A_LOGO = as_png(Image.new("RGB", (300, 100), "#0B4F8A"))
A_PHOTO = a_photo()
ADDRESS = "https://example.org/kart?side=1&vis=alt"
MAP = Document("Kart", "norsk", "Regionen", ADDRESS)
A_TABLE = Table(
    (Column("Når", figures=True), Column("Hva")),
    ((Cell("09:30"), Cell("Start", ("Kari", "Ola"))), (Cell("10:00"), Cell("Pause"))),
)
EVERYTHING: tuple[Block, ...] = (
    Paragraph("Avsnitt"),
    Remark("Merknad"),
    Listing(("én", "to")),
    Figures((Figure("3", "bord"),)),
    some_points(["Flere busser"]),
    A_TABLE,
    Break(),
    Chart("Stemmer", ("Prikker",), (("Buss", (4,)),)),
    MAP,
    Photo("Bord 1, runde 2", A_PHOTO, 30, 20, "Vekt og balanse"),
    Section("Under", (Section("Innerst"),), label="Runde 1", theme=ThemeMark("A", 0)),
)
