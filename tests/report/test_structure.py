"""The structure test itself: it passes a file that is right, and finds each fault that is put into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.report.structure import Tagged

_CMAP = b"""begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <21> <D83DDE00> endbfchar
2 beginbfrange <22> <7E> <0022> <20> <20> [<0020>] endbfrange endcmap"""
_CONTENT = b"""/Artifact BMC BT /F 10 Tf (Side 1 EMC av 1) Tj ET EMC
/H1 <</MCID 0>> BDC BT /F 20 Tf (Stormote) Tj ET EMC
/P <</MCID 1>> BDC BT /F 10 Tf (Et avsnitt som sier EMC ) Tj T* (og BDC /P <</MCID 0>>, se ) Tj ET EMC
/Link <</MCID 2>> BDC q BT [(ond) -20 (.example)] TJ ET Q EMC
/Artifact BMC 0 0 10 10 re f EMC
/Lbl <</MCID 3>> BDC BT (1.) Tj ET EMC
/LBody <</MCID 4>> BDC BT (Forste) Tj ET EMC
/Span <</MCID 5>> BDC /Span <</ActualText (shalom)>> BDC BT (molahs) Tj ET EMC EMC
/TH <</MCID 6>> BDC BT (Hva) Tj ET EMC
/TD <</MCID 7>> BDC BT (Buss !) Tj ET EMC
/Figure <</MCID 8>> BDC 0 0 10 10 re f EMC
"""

Change = Callable[[pikepdf.Pdf, dict[str, Any]], object]


class _Maker:
    """Makes a small tagged file, element by element, and keeps the elements by their tags."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.made: dict[str, Any] = {}
        self.back: dict[int, Any] = {}
        page = self.pdf.add_blank_page()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        font.ToUnicode = self.pdf.make_stream(_CMAP)
        page.obj.Resources = Dictionary(Font=Dictionary(F=self.pdf.make_indirect(font)))
        page.obj.Contents = self.pdf.make_stream(_CONTENT)
        page.obj.StructParents = 0
        page.obj.Tabs = Name.S
        self.page = page.obj

    def element(self, tag: str, *kids: Any, **values: Any) -> Any:
        given = Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), Pg=self.page, **values)
        made = self.pdf.make_indirect(given)
        for kid in kids:
            if isinstance(kid, int):
                self.back[kid] = made
            elif "/S" in kid:
                kid.P = made
        made.K = Array(kids)
        self.made[tag] = made
        return made

    def link(self) -> Any:
        annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], F=4, StructParent=1)
        annotation.Contents = "ond.example"
        annotation = self.pdf.make_indirect(annotation)
        self.page.Annots = Array([annotation])
        reference = self.pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.page))
        return self.element("Link", 2, reference)

    def finish(self) -> None:
        head = self.element("TH", 6, A=Dictionary(O=Name.Table, Scope=Name.Column))
        table = self.element("Table", self.element("TR", head), self.element("TR", self.element("TD", 7)))
        listing = self.element("L", self.element("LI", self.element("Lbl", 3), self.element("LBody", 4, 5)))
        box = Dictionary(O=Name.Layout, BBox=[0, 0, 10, 10])
        figure = self.element("Figure", 8, Alt="QR-kode", A=box)
        parts = (self.element("H1", 0), self.element("P", 1, self.link()), listing, table, figure)
        document = self.element("Document", *parts)
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=document))
        document.P = tree
        back = Array([self.back[mcid] for mcid in range(len(self.back))])
        tree.ParentTree = Dictionary(Nums=Array([0, back, 1, self.made["Link"]]))
        self.pdf.Root.StructTreeRoot = tree
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.Lang = "nb"
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def a_tagged_file(folder: Path, change: Change = lambda _pdf, _made: None) -> Tagged:
    maker = _Maker()
    maker.finish()
    change(maker.pdf, maker.made)
    maker.pdf.save(folder / "a.pdf")
    return Tagged(folder / "a.pdf")


def test_a_file_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert a_tagged_file(tmp_path).faults() == []


def test_the_tree_is_read_in_order_as_it_is_read_aloud(tmp_path: Path) -> None:
    file = a_tagged_file(tmp_path)
    assert file.root
    assert file.text(file.root).split("\n") == [
        "Stormote",
        "Et avsnitt som sier EMC og BDC /P <</MCID 0>>, se ond.example",
        "1.",
        "Forsteshalom",
        "Hva",
        "Buss 😀",
        "QR-kode",
    ]
    assert file.artefacts() == ["Side 1 EMC av 1"]


def test_a_file_without_a_tree_is_told_so(tmp_path: Path) -> None:
    def untag(pdf: pikepdf.Pdf, _made: dict[str, Any]) -> None:
        del pdf.Root.StructTreeRoot

    assert a_tagged_file(tmp_path, untag).faults() == ["the file is not tagged: it has no structure tree"]


def rewritten(old: bytes, new: bytes) -> Change:
    def change(pdf: pikepdf.Pdf, _made: dict[str, Any]) -> None:
        assert old in _CONTENT
        pdf.pages[0].obj.Contents = pdf.make_stream(_CONTENT.replace(old, new))

    return change


def put(tag: str, key: str, value: Any) -> Change:
    return lambda pdf, made: made[tag].__setitem__(f"/{key}", value)


def drop(tag: str, key: str) -> Change:
    return lambda pdf, made: made[tag].__delitem__(f"/{key}")


def _swapped(pdf: pikepdf.Pdf, _made: dict[str, Any]) -> None:
    back = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    back[3], back[4] = back[4], back[3]


def _short_tree(pdf: pikepdf.Pdf, _made: dict[str, Any]) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][8]


def _no_tree(pdf: pikepdf.Pdf, _made: dict[str, Any]) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


FAULTS: dict[str, tuple[Change, str]] = {
    "text without a mark": (rewritten(b"ET EMC\n/LBody", b"ET EMC BT (Glemt) Tj ET\n/LBody"), "'Glemt'"),
    "paint without a mark": (rewritten(b"/Artifact BMC 0 0 10 10 re f EMC", b"0 0 10 10 re f"), "paints"),
    "a mark that is not closed": (rewritten(b"re f EMC\n/Lbl", b"re f\n/Lbl"), "inside of another"),
    "a mark that was not opened": (rewritten(b"re f EMC\n/Lbl", b"re f EMC EMC\n/Lbl"), "never opened"),
    "an MCID used twice": (rewritten(b"/MCID 4", b"/MCID 3"), "MCID 3 is used twice"),
    "a sequence of no element": (rewritten(b"/MCID 8", b"/MCID 9"), "mcid=9) is in no element"),
    "a sequence that is not drawn": (rewritten(b"/MCID 8", b"/MCID 9"), "mcid=8) is in an element, but"),
    "a font without its map": (
        lambda pdf, made: pdf.pages[0].obj.Resources.Font.F.__delitem__("/ToUnicode"),
        "cannot be read back",
    ),
    "a sequence in two elements": (lambda pdf, made: made["P"].K.append(0), "is in 2 elements"),
    "a tree whose entries are swapped": (_swapped, "does not point back to its LBody"),
    "a tree that is too short": (_short_tree, "does not point back to its Figure"),
    "no tree of parents": (_no_tree, "does not point back to its H1"),
    "a page that names no entry": (
        lambda pdf, made: pdf.pages[0].obj.__delitem__("/StructParents"),
        "does not point back",
    ),
    "another parent": (lambda pdf, made: made["TD"].__setitem__("/P", made["P"]), "names another parent"),
    "a tag of nobody": (put("P", "S", Name.Avsnitt), "“Avsnitt” is no tag"),
    "a list of paragraphs": (put("LI", "S", Name.P), "a P stands in a L"),
    "a cell outside of a row": (put("P", "S", Name.TD), "a TD stands outside"),
    "an empty element": (put("P", "K", Array()), "is empty"),
    "a heading that skips": (put("P", "S", Name.H3), "H3 follows H1"),
    "a first heading that is no H1": (put("H1", "S", Name.H2), "H2 follows nothing"),
    "no heading": (put("H1", "S", Name.P), "there is no heading"),
    "a figure without words": (drop("Figure", "Alt"), "says nothing"),
    "a figure without a place": (drop("Figure", "A"), "no place"),
    "a link of no element": (put("Link", "K", Array([2])), "a link is in 0 elements"),
    "a link that leads nowhere": (put("Link", "K", Array([2])), "leads nowhere"),
    "a link without words": (
        lambda pdf, made: pdf.pages[0].Annots[0].__delitem__("/Contents"),
        "does not say where",
    ),
    "a link that is not printed": (lambda pdf, made: pdf.pages[0].Annots[0].__delitem__("/F"), "not printed"),
    "a link that points elsewhere": (
        lambda pdf, made: pdf.pages[0].Annots[0].__setitem__("/StructParent", 0),
        "a link does not point back",
    ),
    "a heading of a table without a scope": (drop("TH", "A"), "for what"),
    "rows of different widths": (
        put("TD", "A", Dictionary(O=Name.Table, ColSpan=2)),
        "[1, 2] cells",
    ),
    "no language": (lambda pdf, made: pdf.Root.__delitem__("/Lang"), "its language"),
    "no mark": (lambda pdf, made: pdf.Root.__delitem__("/MarkInfo"), "say that it is marked"),
    "the file's name shown": (lambda pdf, made: pdf.Root.__delitem__("/ViewerPreferences"), "file's name"),
    "Tab by position": (lambda pdf, made: pdf.pages[0].obj.__delitem__("/Tabs"), "Tab does not follow"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str, tmp_path: Path) -> None:
    change, said = FAULTS[fault]
    faults = a_tagged_file(tmp_path, change).faults()
    assert [one for one in faults if said in one], faults
