"""The structure tree in the file, and what else makes the file PDF/A-2a and PDF/UA-1.

ISO 32000-1, 14.7 (structure), ISO 19005-2 (PDF/A-2) and ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from facilitator.i18n import _
from facilitator.report.tagging import Annotated, Element, Marked, Structure
from facilitator.resources import resource

_MAY_BE_EMPTY: Final = ("TD", "TH")
_PRINTED: Final = 4  # the flag of an annotation that is printed too
# A schema that PDF/A does not know has to be described; that of PDF/UA is one.
_DESCRIBED: Final = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def tag(pdf: Pdf, structure: Structure) -> None:
    """Write the structure tree, the way back from each marked sequence to it, and the annotations' words."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    _Tree(pdf, structure, root).write()
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def make_archival(pdf: Pdf) -> None:
    """Say what the colours mean, and in the file's description (XMP) which standards it follows."""
    profile = pdf.make_stream(resource("srgb.icc").read_bytes(), N=3)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "A"
        metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
    described = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", _DESCRIBED.encode() + b"</rdf:RDF>")
    pdf.Root.Metadata.write(described)
    pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML


class _Tree:
    """The tree on its way into the file; what nothing was drawn of is left out."""

    def __init__(self, pdf: Pdf, structure: Structure, root: Object) -> None:
        self._pdf, self._structure, self._root = pdf, structure, root
        self._pages = [page.obj for page in pdf.pages]
        self._written: dict[Element, Object] = {}

    def write(self) -> None:
        self._root.K = self._write(self._structure.root, self._root)
        back: list[Any] = []
        for number, page in enumerate(self._pages, 1):
            page.StructParents, page.Tabs = len(back), Name.S
            back.append(Array([self._written[one] for one in self._structure.marked[number]]))
        for number, page in enumerate(self._pages, 1):
            for annotation, element in zip(
                page.get("/Annots", ()), self._structure.annotated[number], strict=True
            ):
                annotation.F = _PRINTED
                annotation.Contents = String(element.alt if element else _("Link"))
                if element is not None:
                    annotation.StructParent = len(back)
                    back.append(self._written[element])
        numbered = [one for index, value in enumerate(back) for one in (index, value)]
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbered)))
        self._root.ParentTreeNextKey = len(back)

    def _write(self, element: Element, parent: Object) -> Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
        self._written[element] = made
        page = next((kid.page for kid in element.kids if isinstance(kid, Marked)), None)
        if page is not None:
            made.Pg = self._pages[page - 1]
        if element.language:
            made.Lang = String(element.language)
        if element.alt and element.tag != "Link":
            made.Alt = String(element.alt)
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.box:
            made.A = Dictionary(O=Name.Layout, BBox=Array(element.box), Placement=Name.Block)
        made.K = Array([self._kid(kid, made, page) for kid in element.kids if _says(kid)])
        return made

    def _kid(self, kid: Element | Marked | Annotated, parent: Object, page: int | None) -> Any:
        if isinstance(kid, Element):
            return self._write(kid, parent)
        at = self._pages[kid.page - 1]
        if isinstance(kid, Annotated):
            return Dictionary(Type=Name.OBJR, Pg=at, Obj=at.Annots[kid.place])
        if kid.page == page:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=at, MCID=kid.mcid)


def _says(kid: Element | Marked | Annotated) -> bool:
    """Whether there is anything in it."""
    if not isinstance(kid, Element):
        return True
    return kid.tag in _MAY_BE_EMPTY or any(map(_says, kid.kids))
