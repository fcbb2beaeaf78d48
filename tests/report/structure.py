"""The tree of a tagged PDF, and what is wrong with it.

Checkers of PDF/A and PDF/UA miss content that nothing refers to, swapped entries of the ParentTree, words
that run together and lists that are plain paragraphs. These functions do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pikepdf

from tests.report.marked import Drawn, drawn

HEADINGS: Final = ("H1", "H2", "H3", "H4", "H5", "H6")
_INLINE: Final = ("Span", "Link", "Reference", "Quote", "Code", "Em", "Strong")
_MAY_BE_EMPTY: Final = ("TD", "TH", "Figure")
_KIDS: Final = {  # what may stand in what; other elements hold what they like
    "L": ("LI", "Caption"),
    "LI": ("Lbl", "LBody"),
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TR": ("TH", "TD"),
    "TOC": ("TOCI", "TOC", "Caption"),
}
_PARENTS: Final = {
    "LI": ("L",),
    "LBody": ("LI",),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "TOCI": ("TOC",),
}
_KNOWN: Final = {
    *HEADINGS, *_INLINE, *_KIDS, *_PARENTS, "Document", "Part", "Sect", "Div", "Art", "NonStruct",
    "P", "Figure", "Formula", "Caption", "Lbl", "Note", "TFoot", "BlockQuote", "Index",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A marked sequence: the page, from 0, and its MCID there."""

    page: int
    mcid: int


@dataclass(eq=False, slots=True)
class Element:
    """An element of the tree, its tag as the standard calls it, with all that stands in it, in order."""

    tag: str
    given: Any  # the PDF's own dictionary
    kids: list[Element | Place] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def within(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def attribute(self, name: str) -> Any:
        """The value of an attribute (/A), whoever owns it; None where it is not given."""
        given = self.given.get("/A", pikepdf.Array())
        owners = given if isinstance(given, pikepdf.Array) else [given]
        return next(
            (one[name] for one in owners if isinstance(one, pikepdf.Dictionary) and name in one), None
        )


class Tagged:
    """A PDF with its tree; ``root`` is None where it has none."""

    def __init__(self, file: Path) -> None:
        self.pdf = pikepdf.open(file)
        self.drawn: list[Drawn] = drawn(self.pdf)
        self._pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        tree = self.pdf.Root.get("/StructTreeRoot")
        self._roles = {} if tree is None else {str(k): str(v) for k, v in tree.get("/RoleMap", {}).items()}
        self.root = None if tree is None else Element("StructTreeRoot", tree)
        if self.root:
            self._grow(self.root, None)

    def elements(self, *tags: str) -> list[Element]:
        """All elements with these tags, in reading order; without tags, all."""
        every = list(self.root.walk())[1:] if self.root else []
        return [one for one in every if not tags or one.tag in tags]

    def text(self, element: Element) -> str:
        """What is read aloud for the element: blocks on lines of their own, white space as one space."""
        said = "".join(self._pieces(element)).split("\n")
        return "\n".join(line for line in (" ".join(one.split()) for one in said) if line)

    def said(self) -> str:
        """All that is read aloud, in reading order, on one line."""
        return " ".join(self.text(self.root).split()) if self.root else ""

    def artefacts(self) -> list[str]:
        """The text of each page that is not read aloud."""
        return ["".join(page.artefacts) for page in self.drawn]

    def faults(self) -> list[str]:
        """All that is wrong, each as a sentence."""
        if self.root is None:
            return ["the file is not tagged: it has no structure tree"]
        checks = (_marks, _places, _parent_tree, _parents, _kids, _headings, _figures, _links, _tables)
        return [fault for check in (_catalogue, *checks) for fault in check(self)]

    def _pieces(self, element: Element) -> Iterator[str]:
        block = element.tag not in _INLINE
        instead = element.given.get("/ActualText")
        yield "\n" if block else ""
        if instead is not None:
            yield str(instead)
        else:
            if element.tag == "Figure":
                yield str(element.given.get("/Alt", ""))
            for kid in element.kids:
                yield from self._pieces(kid) if isinstance(kid, Element) else [self._drawn_at(kid)]
        yield "\n" if block else ""

    def _drawn_at(self, place: Place) -> str:
        return self.drawn[place.page].sequences.get(place.mcid, "")

    def _grow(self, element: Element, page: int | None) -> None:
        if "/Pg" in element.given:
            page = self._pages[element.given.Pg.objgen]
        kids = element.given.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                element.kids.append(Place(-1 if page is None else page, int(kid)))
            elif kid.get("/Type") == "/MCR":
                on = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
                element.kids.append(Place(-1 if on is None else on, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.annotations.append(kid)
            else:
                tag = str(kid.S)
                below = Element(self._roles.get(tag, tag)[1:], kid)
                element.kids.append(below)
                self._grow(below, page)


def _catalogue(file: Tagged) -> Iterator[str]:
    root = file.pdf.Root
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked"):
        yield "the file does not say that it is marked"
    if not str(root.get("/Lang", "")):
        yield "the file does not say its language"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle"):
        yield "a reader shows the file's name instead of its title"
    for number, page in enumerate(file.pdf.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"page {number}: Tab does not follow the structure"


def _marks(file: Tagged) -> Iterator[str]:
    for number, page in enumerate(file.drawn, 1):
        for fault in Counter(page.faults):
            yield f"page {number}: {fault}"
        if page.unmarked:
            yield f"page {number}: text is not marked: {' '.join(page.unmarked)[:80]!r}"
        for mcid, text in page.sequences.items():
            if "\ufffd" in text:
                yield f"page {number}, MCID {mcid}: characters that cannot be read back: {text[:80]!r}"


def _places(file: Tagged) -> Iterator[str]:
    """Each sequence belongs to one element, and each element's sequences are drawn."""
    used = Counter(kid for one in file.elements() for kid in one.kids if isinstance(kid, Place))
    there = {Place(number, mcid) for number, page in enumerate(file.drawn) for mcid in page.sequences}
    for place in sorted(there - used.keys(), key=str):
        yield f"{place} is in no element: {file._drawn_at(place)[:80]!r}"
    for place in sorted(used.keys() - there, key=str):
        yield f"{place} is in an element, but is never drawn"
    for place, times in used.items():
        if times > 1:
            yield f"{place} is in {times} elements"


def _parent_tree(file: Tagged) -> Iterator[str]:
    """What a page's sequence or an annotation points back to is the element that holds it."""
    assert file.root
    tree = pikepdf.NumberTree(file.root.given.ParentTree) if "/ParentTree" in file.root.given else {}
    for element in file.elements():
        for kid in element.kids:
            if isinstance(kid, Place) and kid.page >= 0 and not _leads_back(file, tree, kid, element):
                yield f"{kid} does not point back to its {element.tag}: {file.text(element)[:60]!r}"
        for kid in element.annotations:
            key = kid.Obj.get("/StructParent")
            if key is None or int(key) not in tree or tree[int(key)].objgen != element.given.objgen:
                yield f"a link does not point back to its {element.tag}: {file.text(element)[:60]!r}"


def _leads_back(file: Tagged, tree: Any, place: Place, element: Element) -> bool:
    key = file.pdf.pages[place.page].get("/StructParents")
    if key is None or int(key) not in tree or not 0 <= place.mcid < len(tree[int(key)]):
        return False
    back = tree[int(key)][place.mcid]
    return isinstance(back, pikepdf.Dictionary) and bool(back.objgen == element.given.objgen)


def _parents(file: Tagged) -> Iterator[str]:
    assert file.root
    for element in file.root.walk():
        for kid in element.within():
            if not kid.given.is_indirect:
                yield f"a {kid.tag} in a {element.tag} is no object of its own"
            if "/P" not in kid.given or kid.given.P.objgen != element.given.objgen:
                yield f"a {kid.tag} in a {element.tag} names another parent"


def _kids(file: Tagged) -> Iterator[str]:
    assert file.root
    for element in file.root.walk():
        for kid in element.within():
            if kid.tag not in _KNOWN:
                yield f"“{kid.tag}” is no tag of the standard"
            elif kid.tag not in _KIDS.get(element.tag, (kid.tag,)):
                yield f"a {kid.tag} stands in a {element.tag}"
            elif element.tag not in _PARENTS.get(kid.tag, (element.tag,)):
                yield f"a {kid.tag} stands outside of its place, in a {element.tag}"
            if not kid.kids and not kid.annotations and kid.tag not in _MAY_BE_EMPTY:
                yield f"a {kid.tag} in a {element.tag} is empty"


def _headings(file: Tagged) -> Iterator[str]:
    before = 0
    for element in file.elements(*HEADINGS):
        level, text = int(element.tag[1:]), file.text(element)
        if level > before + 1:
            yield f"{element.tag} follows {f'H{before}' if before else 'nothing'}: {text[:80]!r}"
        if not text:
            yield f"an {element.tag} has no text"
        before = level
    if not before:
        yield "there is no heading"


def _figures(file: Tagged) -> Iterator[str]:
    for element in file.elements("Figure"):
        if not str(element.given.get("/Alt", "")).strip():
            yield "a Figure says nothing to those who do not see it"
        box = element.attribute("/BBox")
        if box is None or len(box) != 4 or not (box[0] < box[2] and box[1] < box[3]):
            yield f"a Figure has no place on its page: {element.given.get('/Alt', '')}"
        if not element.kids:
            yield f"a Figure draws nothing: {element.given.get('/Alt', '')}"


def _links(file: Tagged) -> Iterator[str]:
    held = Counter(kid.Obj.objgen for one in file.elements("Link") for kid in one.annotations)
    for number, page in enumerate(file.pdf.pages, 1):
        for annotation in page.get("/Annots", pikepdf.Array()):
            if annotation.get("/Subtype") != "/Link":
                continue
            if held[annotation.objgen] != 1:
                yield f"page {number}: a link is in {held[annotation.objgen]} elements"
            if not str(annotation.get("/Contents", "")).strip():
                yield f"page {number}: a link does not say where it leads"
            if int(annotation.get("/F", 0)) != 4:
                yield f"page {number}: a link is not printed"
    for element in file.elements("Link"):
        if not element.annotations:
            yield f"a Link leads nowhere: {file.text(element)[:80]!r}"
        if not file.text(element):
            yield "a Link has no text"


def _tables(file: Tagged) -> Iterator[str]:
    for table in file.elements("Table"):
        rows = [one for one in table.walk() if one.tag == "TR"]
        widths = {sum(int(cell.attribute("/ColSpan") or 1) for cell in row.within()) for row in rows}
        if len(widths) != 1:
            yield f"the rows of a table have {sorted(widths)} cells: {file.text(table)[:60]!r}"
        for cell in (one for one in table.walk() if one.tag == "TH"):
            if cell.attribute("/Scope") is None:
                yield f"a heading of a table does not say for what: {file.text(cell)[:60]!r}"
