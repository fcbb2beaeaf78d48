"""A document without a layout: what a summary or a print-out says, for whichever format sets it.

All texts are as people typed them, or sentences of the program in the language of the outline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from facilitator.access import Invitation
from facilitator.i18n import Language, _
from facilitator.summary_plan import Part


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text that somebody typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that the program says about what stands here."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, line by line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Things said one after the other, numbered from 1."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: the number, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Figures:
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What a table said, what kind of thing it is, and where it was said."""

    text: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Points:
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; ``figures``: its cells are times or counts.

    ``room`` is how many digits it is wide, whatever stands in it; 0: as its cells need it.
    """

    title: str
    figures: bool = False
    room: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, and what is said beneath it, line by line; ``language``: see ``Section``."""

    text: str
    details: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; where no column has a title, there is no row of headings.

    ``roomy``: each row is tall enough to write in by hand; ``even``: all columns are equally wide.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    roomy: bool = False
    even: bool = False

    @property
    def headed(self) -> bool:
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, stacked where there are several series; the numbers are part of it, as text.

    ``rows``: (label, the value of each of ``series``), values 0 or more.
    """

    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def table(self) -> Table:
        """The same in figures alone; the sum of several series stands last."""
        several = len(self.series) > 1
        heads = (*self.series, _("In all")) if several else self.series
        columns = (Column(self.title), *(Column(name, figures=True) for name in heads))
        rows = []
        for label, values in self.rows:
            counted = (*values, sum(values)) if several else values
            rows.append((Cell(label), *(Cell(str(one)) for one in counted)))
        return Table(columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Break:
    """What follows does not belong under the heading above."""


@dataclass(frozen=True, slots=True)
class Document:
    """A background document; its address is a link, and a QR code where one fits.

    ``language`` is a word; ``code``: that of the title and description, see ``Section``.
    """

    title: str
    language: str = ""
    description: str = ""
    address: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a tablecloth, and where it was taken.

    ``image``: a JPEG in RGB, ``wide`` × ``tall`` pixels. ``words``: what it shows, where somebody said so;
    ``language``: theirs, see ``Section``.
    """

    place: str
    image: bytes
    wide: int
    tall: int
    words: str = ""
    language: str = ""

    @property
    def alt(self) -> str:
        """What it shows, for those who can't see it."""
        return self.words or _("Picture of the tablecloth: {place}").format(place=self.place)


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """A theme's letter, and its place among the themes (from 0), which decides its colour."""

    letter: str
    index: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, further sections included.

    ``label`` is said before the title, as «Runde 2» before its question; ``apart``: on a page of its own.
    ``language``: the ISO 639 code of the title where it is not the outline's own; ``part``: of a summary.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    label: str = ""
    theme: ThemeMark | None = None
    apart: bool = False
    part: Part | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where somebody sits in one round, in words: «Runde 2», «bord 11»; ``was``: where it was before."""

    round: str
    table: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """Somebody's way through a café; ``title`` only where there are several cafés to tell apart."""

    title: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A name badge. ``mark``: what the person is here; ``host``: the mark says that they host a table.

    ``sheet``: of which labels it is one (see ``label_sheets``); "": a card to cut.
    """

    name: str
    home: str = ""
    number: str = ""
    mark: str = ""
    host: bool = False
    sheet: str = ""
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A person's new way through a café, for those whose way was changed."""

    heading: str
    name: str
    home: str = ""
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCard:
    """What stands on a table. ``questions``: (when it is asked, or "", and the question)."""

    word: str
    number: str
    theme: ThemeMark | None = None
    title: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    people: str = ""
    document: Document | None = None  # has an address for a QR code
    invitation: Invitation | None = None  # to the hosts' page


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """A page to write on by hand: what it is about, and a heading with lines for each kind of note.

    ``event`` and ``code`` stand at its foot, so that a loose sheet is known: what day, which table and round.
    """

    place: str
    round: str
    theme: ThemeMark | None = None
    title: str = ""
    question: str = ""
    kinds: tuple[str, ...]
    event: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names with a value for each of ``columns``, in columns on as few pages as can be read well.

    ``rows``: (letter that the name is sorted under, name, values).
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """A page for the wall that leads to a background document: by a QR code, where one fits."""

    heading: str
    document: Document


Card: TypeAlias = Badge | Slip | TableCard | NoteForm | Poster

Leaf: TypeAlias = (
    Paragraph | Remark | Facts | Listing | Figures | Points | Table | Chart | Break | Document | Photo
)
Block: TypeAlias = Leaf | Section


class Form(StrEnum):
    """What is made of the document in print."""

    BOOK = "book"  # a cover, contents, and the sections
    SHEET = "sheet"  # a head and the sections, to be read from a table in a dim room
    POSTER = "poster"  # a sheet for the door, in the largest type that one page has room for
    CARDS = "cards"  # cards of one kind to be cut apart, and nothing else on the page
    NAMES = "names"  # names in columns, under the letters of each page


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole document.

    ``genre`` says what it is («Oppsummering»), ``status`` how far it may be trusted.
    """

    title: str
    genre: str
    status: str
    when: str
    author: str
    language: Language
    made_at: datetime  # aware
    form: Form = Form.BOOK
    example: str = ""  # the word that marks an invented event
    logo: bytes = b""  # a PNG
    facts: Facts = Facts(())
    purposes: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()  # before the sections, under no heading of their own
    sections: tuple[Section, ...] = ()
    cards: tuple[Card, ...] = ()
    names: tuple[Names, ...] = ()
