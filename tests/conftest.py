"""What every test gets: no display needed, fresh catalogues, a home of its own, a system of no language."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from facilitator import i18n
from hatch_build import compile_catalogues

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before anything imports Qt; set it to xcb to watch the tests of the window.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for variable in ("LANGUAGE", "LC_MESSAGES", "LANG"):
    os.environ.pop(variable, None)
os.environ["LC_ALL"] = "C.UTF-8"  # no language of ours; Qt warns of any other encoding

compile_catalogues(Path(__file__).parents[1])

# Nothing is timed: the machines are shared, and their clocks tell more of the neighbours than of us.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home, so that it neither meets nor leaves settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    return home


@pytest.fixture(autouse=True)
def window_settings(home: Path) -> None:
    """Qt looks for the home only once: without this, a window opens as the last test left its own."""
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home / ".config"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Delete the windows of the test, which wait for an event loop: a change of look would dress them all."""
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application with our fonts, before anything is measured in others."""
    from facilitator.ui import tokens

    tokens.load_fonts()
    return qapp


@pytest.fixture(autouse=True)
def speak_bokmaal() -> None:
    i18n.use("nb")
