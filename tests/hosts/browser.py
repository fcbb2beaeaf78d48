"""Real browsers for the page: the system's Chromium, driven in a thread of its own beside the program."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from typing import Any, TypeVar

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    sync_playwright,
)

Result = TypeVar("Result")
PHONE = {"width": 390, "height": 844}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """The system's browser; `make setup` installs it where it can."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError("these tests need Chromium: install it, or run make setup")
    return found


class Browsers:
    """Runs what tests do with pages in one thread: Playwright belongs to that it was started in."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="browsers")
        self._playwright, self._browser = self._thread.submit(self._start).result()

    def run(self, work: Callable[[Browser], Result]) -> Result:
        return self._thread.submit(work, self._browser).result()

    def close(self) -> None:
        self._thread.submit(self._browser.close).result()
        self._thread.submit(self._playwright.stop).result()
        self._thread.shutdown()

    def _start(self) -> tuple[Playwright, Browser]:
        playwright = sync_playwright().start()
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        return playwright, browser


@contextmanager
def phone_context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A phone with a storage of its own; it fails where the page makes a mistake or asks elsewhere."""
    settings = {"viewport": PHONE, "locale": "nb-NO", **options}
    context = browser.new_context(**settings)
    context.set_default_timeout(15_000)
    try:
        yield context
    finally:
        context.close()


def faults_of(page: Page) -> list[str]:
    """What goes wrong on the page from now on: uncaught errors, refused by the policy, dialogues."""
    faults: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            faults.append(message.text)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", on_dialog)
    page.on("console", on_console)
    return faults


def lan_address() -> str:
    """An address of this machine that phones could ask; loopback where it has no other."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked, suppress(OSError):
        asked.connect(("192.0.2.1", 9))  # nothing is sent
        return str(asked.getsockname()[0])
    return "127.0.0.1"
