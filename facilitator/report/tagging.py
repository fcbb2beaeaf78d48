"""The logical structure of a PDF, for screen readers and archives: what each drawn text is, in reading order.

reportlab knows nothing of tags. The tree is made together with the flowables, so that reading order never
depends on layout and splitting; the canvas marks each text with the element that it belongs to, and takes all
else for an artefact. ISO 32000-1, 14.6–14.8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

Rectangle: TypeAlias = tuple[float, float, float, float]  # left, lower, right and upper edge, in points


class Marked(NamedTuple):
    """A marked sequence of a page, pages from 1."""

    page: int
    mcid: int


class Annotated(NamedTuple):
    """An annotation of a page, by its place among them."""

    page: int
    place: int


@dataclass(eq=False, slots=True)
class Element:
    """A structure element, by its standard type («P», «H1» …).

    ``language``: an ISO 639 code where it is not the document's; ``alt`` is said instead of a figure, or of a
    link's address; ``scope``: what a heading cell is the heading of; ``box``: the figure's place on its page.
    """

    tag: str
    language: str = ""
    alt: str = ""
    scope: str = ""
    box: Rectangle | None = None
    kids: list[Element | Marked | Annotated] = field(default_factory=list)

    def add(self, tag: str, *, language: str = "", alt: str = "", scope: str = "") -> Element:
        """A further element inside this one, after what is there."""
        made = Element(tag, language, alt, scope)
        self.kids.append(made)
        return made


@dataclass(eq=False, slots=True)
class Structure:
    """The tree, and for each page what was marked and annotated there, in order."""

    root: Element
    marked: dict[int, list[Element]] = field(default_factory=lambda: defaultdict(list))
    annotated: dict[int, list[Element | None]] = field(default_factory=lambda: defaultdict(list))
    plain: set[Element] = field(default_factory=set)  # whose text could not be set with its form

    def mark(self, element: Element, page: int) -> int:
        """The number of a new marked sequence of the page, which belongs to the element."""
        mcid = len(self.marked[page])
        self.marked[page].append(element)
        element.kids.append(Marked(page, mcid))
        return mcid

    def annotate(self, element: Element | None, page: int) -> None:
        if element is not None:
            element.kids.append(Annotated(page, len(self.annotated[page])))
        self.annotated[page].append(element)


_ARTEFACT = "/Artifact BMC"
_END = "EMC"


class _Codes(dict[int, int]):
    """The codes of characters in the first subset of a font, where most are; beyond all codes for another's.

    One by one, as reportlab finds them, takes a tenth of the time of a long document.
    """

    _BEYOND = 0x100

    def __init__(self, font: Any, document: Any) -> None:
        super().__init__()
        self._font, self._document = font, document

    def __missing__(self, char: int) -> int:
        [(subset, codes)] = self._font.splitString(chr(char), self._document)
        self[char] = self._BEYOND if subset else codes[0]
        return self[char]


class TaggedCanvas(Canvas):
    """A canvas whose pages are artefacts from edge to edge, but for what is told."""

    _code: list[str]  # what the page draws so far

    def __init__(self, *arguments: Any, structure: Structure, **values: Any) -> None:
        self._structure = structure
        self._told: Element | None = None
        self._label: Element | None = None
        self.parent: Element | None = None
        self._in_figure = False
        self._codes: dict[str, _Codes] = {}
        super().__init__(*arguments, **values)

    @contextmanager
    def telling(self, element: Element | None, label: Element | None = None) -> Iterator[None]:
        """What is written meanwhile belongs to the element, the first text to the ``label``.

        None: it is an artefact.
        """
        before = self._told, self._label
        self._told, self._label = element, label
        yield
        self._told, self._label = before

    def tell_plainly(self, element: Element) -> None:
        """The element's text is set without its form."""
        self._structure.plain.add(element)

    @contextmanager
    def figure(self, element: Element, box: Rectangle) -> Iterator[None]:
        """All that is drawn meanwhile is that figure; ``box`` in the coordinates that hold now."""
        left, lower, right, upper = box
        element.box = (*self.absolutePosition(left, lower), *self.absolutePosition(right, upper))
        self._begin(element)
        self._in_figure = True
        yield
        self._in_figure = False
        self._finish()

    @contextmanager
    def within(self, parent: Element | None) -> Iterator[None]:
        """Each ``block`` meanwhile is part of that element; None: an artefact."""
        before, self.parent = self.parent, parent
        yield
        self.parent = before

    @contextmanager
    def block(self, tag: str) -> Iterator[None]:
        """What is written meanwhile is such an element of what it is drawn within."""
        with self.telling(self.parent.add(tag) if self.parent else None):
            yield

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803 - reportlab's names
        element, label, self._label = self._told, self._label, None
        if label is not None:
            aTextObject.textOut(" ")  # else readers join it with what it is the label of
        if self._in_figure or element is None:
            super().drawText(aTextObject)
            return
        self._begin(label or element)
        super().drawText(aTextObject)
        self._finish()

    def tell(self, element: Element | None, code: str) -> None:
        """Draws text by those operators of PDF; it belongs to the element. None: it is an artefact."""
        if self._in_figure or element is None:
            self._code.append(code)
            return
        self._begin(element)
        self._code.append(code)
        self._finish()

    def shown(self, text: str, font_name: str, size: float) -> str:
        """The operators that show the text in that font, to be told."""
        font: Any = getFont(font_name)
        if font_name not in self._codes:
            self._codes[font_name] = _Codes(font, self.document)
        try:
            parts = [(0, text.translate(self._codes[font_name]).encode("latin-1"))]
        except UnicodeEncodeError:
            parts = font.splitString(text, self.document)
        return " ".join(
            f"{font.getSubsetInternalName(subset, self.document)} {size:g} Tf <{codes.hex()}> Tj"
            for subset, codes in parts
        )

    @property
    def document(self) -> Any:
        """Reportlab's document, which the subsets of its fonts belong to."""
        return self._doc  # type: ignore[attr-defined]  # the types leave it out

    def showPage(self) -> None:  # noqa: N802
        self._code.insert(0, _ARTEFACT)
        self._code.append(_END)
        super().showPage()

    def _annotatePage(self, name: str) -> None:  # noqa: N802
        self._structure.annotate(self._told, self.getPageNumber())
        super()._annotatePage(name)  # type: ignore[misc]  # the types leave it out

    def _begin(self, element: Element) -> None:
        if self._code and self._code[-1] == _ARTEFACT:
            self._code.pop()  # it would be empty
        else:
            self._code.append(_END)
        mcid = self._structure.mark(element, self.getPageNumber())
        self._code.append(f"/{element.tag} <</MCID {mcid}>> BDC")

    def _finish(self) -> None:
        self._code += [_END, _ARTEFACT]
