"""Real widgets on a real file, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.models import Store
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.ui import tokens
from facilitator.ui.document import Document
from tests.builders import FakeClock

OpenDocument = Callable[[Snapshot], Document]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The fonts and the light look, as the program sets them; once, for it dresses every widget again."""
    if qapp.styleSheet() != tokens.style_sheet(tokens.LIGHT, 1.0):
        tokens.choose(qapp, "light")
        tokens.dress(qapp)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock("08:50")


@pytest.fixture
def open_document(tmp_path: Path, clock: FakeClock, qtbot: QtBot) -> Iterator[OpenDocument]:
    """Opens a snapshot as a document, on a file of its own."""
    opened: list[Document] = []
    numbers = count(1)

    def open_snapshot(snapshot: Snapshot) -> Document:
        file = tmp_path / f"day-{next(numbers)}.facilitator"
        Store.create(file, snapshot).close()
        ids = (f"new-{number}" for number in count(1))
        document = Document(Store.open(file, clock.now()), clock, lambda: next(ids))
        opened.append(document)
        return document

    yield open_snapshot
    for document in opened:
        document.close()


@pytest.fixture
def sample(open_document: OpenDocument) -> Document:
    """The sample day before it begins."""
    return open_document(sample_snapshot())
