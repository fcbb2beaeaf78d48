"""A real CUPS of one's own: unprivileged, on a free port, with one queue whose paper is a PDF file."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SCHEDULER: Final = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
FILTER: Final = Path("/usr/lib/cups/filter/pdftopdf")
INSTALLED: Final = bool(SCHEDULER and FILTER.exists() and shutil.which("lp") and shutil.which("lpadmin"))
QUEUE: Final = "hall"
_NOBODY: Final = 65534
_SECONDS: Final = 60  # the longest that a job may take on a busy machine

_CONFIGURATION: Final = """\
Listen 127.0.0.1:{port}
DefaultAuthType None
WebInterface No
Browsing No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES: Final = """\
ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/spool
DocumentRoot {folder}
ServerKeychain {folder}
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
Printcap
FileDevice Yes
FatalErrors none
"""
_DRIVER: Final = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "HALL.PPD"
*Manufacturer: "None"
*Product: "(PDF)"
*ModelName: "PDF"
*ShortNickName: "PDF"
*NickName: "PDF"
*PSVersion: "(3010.000) 0"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Sides: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/One: ""
*Duplex DuplexNoTumble/Long: ""
*Duplex DuplexTumble/Short: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Colour: PickOne
*OrderDependency: 20 AnySetup *ColorModel
*DefaultColorModel: RGB
*ColorModel Gray/Grey: ""
*ColorModel RGB/Colour: ""
*CloseUI: *ColorModel
"""


@dataclass(frozen=True, slots=True)
class Cups:
    server: str  # for CUPS_SERVER
    folder: Path

    def printed(self) -> bytes:
        """What came out of the printer, once it has printed."""
        self._wait(lambda: not self._asked("lpstat", "-o") and bool(self._asked("lpstat", "-W", "completed")))
        return (self.folder / "paper.pdf").read_bytes()

    def logged(self) -> str:
        """What the queue accounted for: pages in all, title, sides."""
        log = self.folder / "page_log"
        self._wait(lambda: log.exists() and bool(log.read_text()))
        return log.read_text()

    def _asked(self, *command: str) -> str:
        environment = {**os.environ, "CUPS_SERVER": self.server}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout

    def _wait(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + _SECONDS
        while not done():
            if time.monotonic() > until:
                raise TimeoutError((self.folder / "error_log").read_text()[-2000:])
            time.sleep(0.05)


def ask_at(server: str | None) -> None:
    """Lets this process, Qt included, ask there for printers: libcups keeps what it was told first."""
    library = ctypes.CDLL(ctypes.util.find_library("cups"))
    library.cupsSetServer(server.encode() if server else None)


@contextmanager
def running_cups() -> Iterator[Cups]:
    """Starts it, and ends it."""
    folder = Path(tempfile.mkdtemp(prefix="cups-"))  # not pytest's, where nobody else may look
    for part in ("spool", "cache", "state", "ppd"):
        (folder / part).mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "cupsd.conf").write_text(_CONFIGURATION.format(port=port))
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
    driver = folder / "driver.ppd"
    driver.write_text(_DRIVER)
    unprivileged = {"user": _NOBODY, "group": _NOBODY, "extra_groups": ()} if os.getuid() == 0 else {}
    if unprivileged:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)
    cups = Cups(f"127.0.0.1:{port}", folder)
    scheduler = subprocess.Popen(
        [str(SCHEDULER), "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **unprivileged,  # type: ignore[call-overload]
    )
    try:
        cups._wait(lambda: "is running" in cups._asked("lpstat", "-r"))
        device = f"file://{folder}/paper.pdf"
        cups._asked("lpadmin", "-p", QUEUE, "-E", "-v", device, "-P", str(driver))
        yield cups
    finally:
        scheduler.terminate()
        with suppress(subprocess.TimeoutExpired):
            scheduler.wait(10)
        scheduler.kill()
        scheduler.wait()
        shutil.rmtree(folder, ignore_errors=True)
