"""Texts that a sink might take for something else than text."""

from __future__ import annotations

from typing import Final

PAYLOADS: Final = (
    "=1+1",
    "+47 22 00 00 00",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=HYPERLINK(0)",
    "\r=1",
    "semikolon; og \"sitat\"; og 'enkelt'",
    "linje 1\nlinje 2\r\nlinje 3\rlinje 4",
    "<script>alert(1)</script> &amp; <b>fet</b>",
    "| rør | og `kode` og *fet* _kursiv_ ~~strøket~~ **x**",
    "# ikke en overskrift",
    "- ikke en liste",
    "1. heller ikke",
    "[lenke](javascript:alert(1)) ![bilde](file:///etc/passwd) <https://ond.example>",
    "https://ond.example www.ond.example ond@ond.example",
    "BEGIN:VEVENT\nSUMMARY:ond\nEND:VEVENT",
    "komma, semikolon; og \\ omvendt \\n skråstrek",
    "_x000D_ og _x0041_",
    "null\0 klokke\x07 escape\x1b vertikal\x0b",
    "{0} {name} %s %n $HOME $$x$$",
    "løs \ud800 halv \udfff og \ufffe\uffff",
    "Šimon 中文 🚌 e\u0301 á‍b",
)
