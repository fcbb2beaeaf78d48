"""A picture of who met whom: one square for each two people, in the shade of the round they first meet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from facilitator.event import Event, Item, Person, Plan, find, sort_key
from facilitator.i18n import _, ngettext
from facilitator.people import name_key
from facilitator.seating import Meeting, meetings_of
from facilitator.ui import tokens
from facilitator.ui.widgets.controls import column, row
from facilitator.ui.widgets.text import label, plain_tooltip, set_text

SIDE = 460  # px
SWATCH = 14


def by_organisation(plan: Plan, item: Item) -> tuple[Person, ...]:
    """Who sits in the café, colleagues beside each other."""
    sitting = {
        person
        for round_ in item.rounds
        for people in plan.seats.get(round_.id, {}).values()
        for person in people
    }
    people = (person for person in plan.event.people if person.id in sitting)
    return tuple(sorted(people, key=lambda person: (sort_key(person.organisation), name_key(person))))


def meeting_words(event: Event, one: Person, other: Person, meetings: tuple[Meeting, ...]) -> str:
    """“Kari Berg and Ola Dahl: round 1 at table 4”."""
    both = _("{one} and {other}").format(one=one.name, other=other.name)
    if not meetings:
        return _("{both} do not meet").format(both=both)
    numbers = {table.id: table.number for table in event.tables}
    places = (
        _("round {number} at table {table}").format(number=index + 1, table=numbers.get(table, ""))
        for index, table in meetings
    )
    return f"{both}: {', '.join(places)}"


class Matrix(QWidget):
    """The squares. Who meets more than once has a ring, so that it is not told by colour alone."""

    def __init__(self, parent: QWidget | None = None, *, side: int = SIDE) -> None:
        super().__init__(parent)
        self._side = side
        self._event: Event | None = None
        self._people: tuple[Person, ...] = ()
        self._meetings: dict[tuple[int, int], tuple[Meeting, ...]] = {}
        self._rounds = 1
        self.setMouseTracking(True)

    def show_meetings(self, plan: Plan, item: Item) -> None:
        self._event = plan.event
        self._people = by_organisation(plan, item)
        self._rounds = max(1, len(item.rounds))
        place = {person.id: at for at, person in enumerate(self._people)}
        self._meetings = {}
        for pair, meetings in meetings_of(plan, item).items():
            one, other = sorted(place[id] for id in pair if id in place)
            self._meetings[one, other] = self._meetings[other, one] = meetings
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._side * tokens.LOOK.scale)
        return QSize(side, side)

    def words_at(self, at: QPoint) -> str:
        """Who the square is about, and where they meet; "" beside the picture."""
        one, other = (int(along // self._cell) if self._cell else -1 for along in (at.x(), at.y()))
        if self._event is None or one == other or not all(0 <= i < len(self._people) for i in (one, other)):
            return ""
        return meeting_words(
            self._event, self._people[one], self._people[other], self._meetings.get((one, other), ())
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tooltip(self.words_at(event.pos())), self)
            return True
        return super().event(event)

    @property
    def _cell(self) -> float:
        return min(self.width(), self.height()) / len(self._people) if self._people else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c, cell = QPainter(self), tokens.colours(), self._cell
        whole = cell * len(self._people)
        painter.fillRect(QRectF(0, 0, whole, whole), QColor(c.ground))
        for (one, other), meetings in self._meetings.items():
            square = QRectF(one * cell, other * cell, cell, cell)
            painter.fillRect(square, shade(meetings[0][0], self._rounds))
            if len(meetings) > 1:
                self._ring(painter, square)
        for at in range(len(self._people)):
            painter.fillRect(QRectF(at * cell, at * cell, cell, cell), QColor(c.line))

    @staticmethod
    def _ring(painter: QPainter, square: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.colours().alarm))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(square)
        painter.restore()


def shade(index: int, rounds: int) -> QColor:
    """The colour of a round: the earlier, the fainter."""
    colour = QColor(tokens.colours().accent)
    colour.setAlphaF((index + 1) / rounds)
    return colour


class _Swatch(QWidget):
    def __init__(self, index: int, rounds: int) -> None:
        super().__init__()
        self._colour = shade(index, rounds)
        self.setFixedSize(SWATCH, SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.colours().ground))
        painter.fillRect(self.rect(), self._colour)


class RoundKey(QWidget):
    """What the shades of the squares mean."""

    def __init__(self) -> None:
        super().__init__()
        self._box = row(spacing=tokens.S)
        self.setLayout(self._box)

    def show_rounds(self, count: int) -> None:
        while (old := self._box.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        for index in range(count):
            self._box.addWidget(_Swatch(index, count))
            self._box.addWidget(label(_("Round {number}").format(number=index + 1), "small"))
        self._box.addWidget(label(_("○ more than once"), "small"))
        self._box.addStretch(1)


class MeetingsPanel(QWidget):
    """The picture with its key, and in words what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Who meets whom"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = label(_("Who meets whom"), "subtitle")
        self.words = label("", "small", wrap=True)
        self.matrix = Matrix()
        self._key = RoundKey()
        hint = label(_("One square for each two people; colleagues stand side by side."), "muted", wrap=True)
        box: QVBoxLayout = column(self.heading, hint, self.matrix, spacing=tokens.S)
        box.addWidget(self._key)
        box.addWidget(self.words)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_meetings(self, plan: Plan, item: Item) -> None:
        self.matrix.show_meetings(plan, item)
        again = [(pair, met) for pair, met in meetings_of(plan, item).items() if len(met) > 1]
        told = ngettext(
            "{count} pair meets more than once.", "{count} pairs meet more than once.", len(again)
        )
        lines = [told.format(count=len(again)), *self._named(plan.event, again[:5])]
        set_text(self.words, "\n".join(lines))
        self.matrix.setAccessibleName(lines[0])
        self._key.show_rounds(len(item.rounds))

    @staticmethod
    def _named(event: Event, again: list[tuple[frozenset[str], tuple[Meeting, ...]]]) -> list[str]:
        found = []
        for pair, met in again:
            people = [person for id in sorted(pair) if (person := find(event.people, id))]
            if len(people) == 2:
                found.append(meeting_words(event, people[0], people[1], met))
        return found
