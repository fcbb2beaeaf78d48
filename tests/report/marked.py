"""What a PDF's pages draw, by the marks around it: read by a content parser, for a text may say «EMC»."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

_SHOWS: Final = ("Tj", "'", '"', "TJ")
_PAINTS: Final = ("f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "INLINE IMAGE", "Do")

Decoder = Callable[[bytes], str]


@dataclass(slots=True)
class Drawn:
    """What a page draws: the text of each marked sequence (by MCID), of artefacts, and what is unmarked."""

    sequences: dict[int, str] = field(default_factory=dict)
    artefacts: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Mark:
    """A sequence that is open: real content (``mcid``), an artefact, or a span with a text of its own."""

    mcid: int | None = None
    artefact: bool = False
    instead: str | None = None  # ActualText, said once for all that is drawn inside


def drawn(pdf: pikepdf.Pdf) -> list[Drawn]:
    """What each page draws, in order."""
    decoders: dict[tuple[int, int], Decoder] = {}
    return [_Reader(page, decoders).read() for page in pdf.pages]


class _Reader:
    def __init__(self, page: pikepdf.Page, decoders: dict[tuple[int, int], Decoder]) -> None:
        self._page, self._decoders = page, decoders
        self._found = Drawn()
        self._marks: list[_Mark] = []
        self._fonts: list[Decoder | None] = [None]  # as q and Q keep and bring back

    def read(self) -> Drawn:
        for instruction in pikepdf.parse_content_stream(self._page):
            self._take(str(instruction.operator), list(instruction.operands))
        if self._marks:
            self._found.faults.append("a marked sequence is never closed")
        return self._found

    def _take(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self._fonts.append(self._fonts[-1])
            case "Q":
                self._fonts.pop()
            case "Tf":
                self._fonts[-1] = self._decoder(str(operands[0]))
            case "BMC" | "BDC":
                self._open(operator, operands)
            case "EMC" if self._marks:
                self._marks.pop()
            case "EMC":
                self._found.faults.append("a marked sequence is closed that was never opened")
            case _ if operator in _SHOWS:
                self._say(self._text(operands[-1]))
            case _ if operator in _PAINTS and not self._marks:
                self._found.faults.append(f"“{operator}” paints outside of any marked sequence")

    def _open(self, operator: str, operands: list[Any]) -> None:
        mark = _Mark(artefact=str(operands[0]) == "/Artifact")
        if operator == "BDC":
            mark.mcid = self._mcid(operands[1])
            instead = self._properties(operands[1]).get("/ActualText")
            mark.instead = None if instead is None else str(instead)
        outer = [one for one in self._marks if one.artefact or one.mcid is not None]
        if outer and (mark.artefact or mark.mcid is not None):
            self._found.faults.append(f"{operands[0]} stands inside of another marked sequence")
        if mark.mcid is not None:
            if mark.mcid in self._found.sequences:
                self._found.faults.append(f"MCID {mark.mcid} is used twice")
            self._found.sequences.setdefault(mark.mcid, "")
        self._marks.append(mark)
        if mark.instead:
            self._put(mark.instead)

    def _mcid(self, properties: Any) -> int | None:
        value = self._properties(properties).get("/MCID")
        return None if value is None else int(value)

    def _properties(self, given: Any) -> Any:
        named = isinstance(given, pikepdf.Name)
        return self._page.resources["/Properties"][str(given)] if named else given

    def _say(self, text: str) -> None:
        if not any(mark.instead is not None for mark in self._marks):
            self._put(text)

    def _put(self, text: str) -> None:
        mark = next((one for one in reversed(self._marks) if one.artefact or one.mcid is not None), None)
        if mark is None:
            self._found.unmarked.append(text)
        elif mark.artefact or mark.mcid is None:
            self._found.artefacts.append(text)
        else:
            self._found.sequences[mark.mcid] += text

    def _text(self, shown: Any) -> str:
        strings = shown if isinstance(shown, pikepdf.Array) else [shown]
        decode = self._fonts[-1] or _unknown
        return "".join(decode(bytes(one)) for one in strings if isinstance(one, pikepdf.String))

    def _decoder(self, name: str) -> Decoder:
        font = self._page.resources["/Font"][name]
        if font.objgen not in self._decoders:
            self._decoders[font.objgen] = _decoder(font)
        return self._decoders[font.objgen]


def _unknown(codes: bytes) -> str:
    return "\ufffd" * len(codes)


def _decoder(font: Any) -> Decoder:
    """What turns the codes of a font into text, by its ToUnicode map."""
    if "/ToUnicode" not in font:
        return _unknown
    wide = 1
    known: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(font.ToUnicode):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "endcodespacerange":
                wide = len(bytes(operands[0]))
            case "endbfchar":
                known.update(_characters(operands))
            case "endbfrange":
                known.update(_ranges(operands))

    def decode(codes: bytes) -> str:
        cut = (codes[at : at + wide] for at in range(0, len(codes), wide))
        return "".join(known.get(code, "\ufffd") for code in cut)

    return decode


def _characters(operands: list[Any]) -> Iterable[tuple[bytes, str]]:
    for code, text in zip(operands[::2], operands[1::2], strict=True):
        yield bytes(code), bytes(text).decode("utf-16-be")


def _ranges(operands: list[Any]) -> Iterable[tuple[bytes, str]]:
    for first, last, text in zip(operands[::3], operands[1::3], operands[2::3], strict=True):
        wide, start, end = len(bytes(first)), *(int.from_bytes(bytes(one), "big") for one in (first, last))
        for step in range(end - start + 1):
            if isinstance(text, pikepdf.Array):
                told = bytes(text[step]).decode("utf-16-be")
            else:
                begin = bytes(text).decode("utf-16-be")
                told = begin[:-1] + chr(ord(begin[-1]) + step)
            yield (start + step).to_bytes(wide, "big"), told
