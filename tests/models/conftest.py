from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import i18n
from facilitator.models import Store
from tests.builders import a_snapshot


@pytest.fixture(autouse=True)
def speak_english(speak_bokmaal: None) -> None:
    i18n.use("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's event file is, or will be; alone in its folder."""
    folder = tmp_path / "event"
    folder.mkdir()
    return folder / "day.facilitator"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A small planned day."""
    store = Store.create(path, a_snapshot())
    yield store
    store.close()
