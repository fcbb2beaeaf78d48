"""The floor plan as it is drawn on: things are chosen, dragged, pushed by the arrow keys, and resized."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator import floor
from facilitator.event import Event, Fixture, Table, TableShape, find, theme_letter
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.words import fixture_name

PAUSE = 700  # ms without an arrow key, after which a run of them is one step
DRAG = 4  # px that the mouse goes before it drags
HANDLE = 4  # px from a thing to the frame around the chosen one
REACH = 10  # px around a corner of the frame in which it is gripped
CORNERS = ((-1, -1), (1, -1), (-1, 1), (1, 1))
LEAST = 26  # px across: smaller things can hardly be hit
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """From centimetres of the room to px of a rectangle, which holds the whole room in its middle."""

    factor: float
    left: float
    top: float

    @staticmethod
    def fitting(room: floor.Box, width: float, height: float) -> Scale:
        factor = min(width / room.width, height / room.height)
        return Scale(factor, width / 2 - room.x * factor, height / 2 - room.y * factor)

    def point(self, x: float, y: float) -> QPointF:
        return QPointF(self.left + x * self.factor, self.top + y * self.factor)

    def rect(self, box: floor.Box) -> QRectF:
        corner = self.point(box.left, box.top)
        return QRectF(corner.x(), corner.y(), box.width * self.factor, box.height * self.factor)

    def place(self, point: QPointF) -> tuple[float, float]:
        """The place in the room, in centimetres."""
        return (point.x() - self.left) / self.factor, (point.y() - self.top) / self.factor


def thing_words(event: Event, id: str, room: floor.Box) -> str:
    """The table or fixture with where it stands in that room, in one sentence; "" for none."""
    box = floor.laid_out(event).boxes.get(id)
    if box is None:
        return ""
    table, fixture = find(event.tables, id), find(event.fixtures, id)
    name = table_words(event, table) if table else fixture_name(fixture) if fixture else ""
    words = _("{thing}: {across} m from the left, {down} m from the front").format(
        thing=name, across=_metres(box.x - room.left), down=_metres(box.y - room.top)
    )
    if fixture is None:
        return words
    size = _("{width} × {depth} m").format(width=_metres(box.width), depth=_metres(box.height))
    return f"{words}, {size}"


def table_words(event: Event, table: Table) -> str:
    letter = theme_letter(event, table.theme_id)
    if letter:
        return _("Table {number}, theme {letter}").format(number=table.number, letter=letter)
    return _("Table {number}").format(number=table.number)


def _metres(centimetres: float) -> str:
    return _("{metres}.{tenths}").format(
        metres=round(centimetres / 10) // 10, tenths=round(centimetres / 10) % 10
    )


class FloorCanvas(QWidget):
    """Shows an event's floor as large as fits. What is done to it shows at once, and is told at its end."""

    chosen = Signal(str)  # the id of a table or fixture, "" for none
    changed = Signal(object, str)  # the event after a drag or a run of keys, and what was done
    removal_wanted = Signal(str)  # a fixture's id

    def __init__(self, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event = event
        self._begun: Event | None = None  # the event before the drag or run that is not over
        self._room = floor.laid_out(event).room
        self._grip: QPointF | None = None  # from the middle, or the corner, that is dragged to the mouse
        self._corner: tuple[int, int] | None = None  # of the fixture that is resized
        self._pressed = QPointF()
        self._dragging = False
        self.chosen_id = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.finish)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, round(200 * tokens.LOOK.scale))
        self.setMouseTracking(True)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(900, 480)

    @property
    def event_shown(self) -> Event:
        return self._event

    def show_event(self, event: Event) -> None:
        """Shows the event as it is stored; what was begun and not told is dropped."""
        self._pause.stop()
        self._begun, self._grip, self._dragging = None, None, False
        self._event = event
        self._room = floor.laid_out(event).room
        if self.chosen_id not in floor.laid_out(event).boxes:
            self.choose("")
        self._say()

    def choose(self, id: str) -> None:
        """Chooses a table or fixture; "" chooses none."""
        if id != self.chosen_id:
            self.finish()
            self.chosen_id = id
            self.chosen.emit(id)
        self._say()

    def finish(self) -> None:
        """Ends a drag or a run of keys: what came of it is told, as one step."""
        self._pause.stop()
        begun, self._begun = self._begun, None
        if begun is not None and begun != self._event:
            self.changed.emit(self._event, _step_words(begun, self._event, self.chosen_id))

    @property
    def scale(self) -> Scale:
        """How the room is fitted into the widget just now."""
        inner = self.width() - 2 * tokens.M, self.height() - 2 * tokens.M
        fitted = Scale.fitting(self._room, max(1, inner[0]), max(1, inner[1]))
        return Scale(fitted.factor, fitted.left + tokens.M, fitted.top + tokens.M)

    def at(self, point: QPointF) -> str:
        """The id of what is drawn at that place of the widget, "" for the floor."""
        for id, box in reversed(floor.laid_out(self._event).boxes.items()):
            if _hittable(self.scale.rect(box)).contains(point):
                return id
        return ""

    def corner_at(self, point: QPointF) -> tuple[int, int] | None:
        """The corner of the chosen fixture that the mouse can grip there."""
        if find(self._event.fixtures, self.chosen_id) is None:
            return None
        frame = _framed(self.scale.rect(floor.laid_out(self._event).boxes[self.chosen_id]))
        return next(
            (one for one in CORNERS if (point - _corner(frame, one)).manhattanLength() <= REACH), None
        )

    # ── mouse ──

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.finish()
        self._corner = self.corner_at(event.position())
        if self._corner is None:
            self.choose(self.at(event.position()))
        box = floor.laid_out(self._event).boxes.get(self.chosen_id)
        if box is not None:
            self._pressed = event.position()
            self._grip = event.position() - _corner(self.scale.rect(box), self._corner or (0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self._show_grip(event.position())
            return
        if not self._dragging and (event.position() - self._pressed).manhattanLength() < DRAG:
            return
        self._dragging = True
        self._begin()
        place = self.scale.place(event.position() - self._grip)
        if self._corner is None:
            self._event = floor.moved(self._event, self.chosen_id, *place)
        else:
            self._event = floor.resized(self._event, self.chosen_id, self._corner, *place)
        self._say()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip, self._corner, self._dragging = None, None, False
        self.finish()

    def _show_grip(self, point: QPointF) -> None:
        """Shows by the pointer which way a corner goes."""
        corner = self.corner_at(point)
        if corner is None:
            self.unsetCursor()
        else:
            down = Qt.CursorShape.SizeFDiagCursor
            self.setCursor(down if corner[0] == corner[1] else Qt.CursorShape.SizeBDiagCursor)

    # ── keys ──

    def event(self, event: QEvent) -> bool:
        # A key that leads elsewhere, such as Ctrl+Z, finds the run of arrow keys stored.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() not in (*ARROWS, Qt.Key.Key_Shift, Qt.Key.Key_Control)
        ):
            self.finish()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = ARROWS.get(Qt.Key(event.key()))
        if direction and self.chosen_id:
            self._begin()
            self._event = self._pushed(direction, event.modifiers())
            self._room = floor.laid_out(self._event).room
            self._pause.start()
            self._say()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen_id:
            self.finish()
            self.removal_wanted.emit(self.chosen_id)
        elif event.key() == Qt.Key.Key_Escape and self.chosen_id:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def _pushed(self, direction: tuple[int, int], keys: Qt.KeyboardModifier) -> Event:
        """The event after an arrow key: with Ctrl it resizes what is chosen, with Shift by a little."""
        fine, sizes = (
            bool(keys & one)
            for one in (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
        )
        if sizes:
            step, push = floor.SIDE_STEP if fine else floor.STEP, floor.stretched
        else:
            step, push = floor.FINE_STEP if fine else floor.STEP, floor.stepped
        return push(self._event, self.chosen_id, direction[0] * step, direction[1] * step)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab goes from thing to thing, and on from the last one."""
        ids = list(floor.laid_out(self._event).boxes)
        at = ids.index(self.chosen_id) if self.chosen_id in ids else -1 if next else len(ids)
        at += 1 if next else -1
        if not 0 <= at < len(ids):
            self.finish()
            return super().focusNextPrevChild(next)
        self.choose(ids[at])
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ids = list(floor.laid_out(self._event).boxes)
        if ids and event.reason() is Qt.FocusReason.TabFocusReason:
            self.choose(ids[0])
        elif ids and event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.choose(ids[-1])
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()
        self.update()

    def _begin(self) -> None:
        if self._begun is None:
            self._begun = self._event

    def _say(self) -> None:
        """Draws it, and tells a screen reader what is chosen and where it stands."""
        room = floor.laid_out(self._begun or self._event).room  # it grows with what is pushed outwards
        self.setAccessibleName(thing_words(self._event, self.chosen_id, room) or _("Floor plan"))
        self.setAccessibleDescription(
            _(
                "Tab goes from thing to thing, arrow keys move it, with Shift a little at a time. "
                "With Ctrl they make a thing that is no table wider, narrower, deeper or shallower."
            )
        )
        self.update()

    # ── painting ──

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, scale, plan = tokens.colours(), self.scale, floor.laid_out(self._event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(QColor(c.surface))
        painter.drawRoundedRect(scale.rect(self._room), tokens.RADIUS, tokens.RADIUS)
        for fixture, box in plan.fixtures:
            self._paint_fixture(painter, fixture, scale.rect(box))
        growth = min(plan.growth, 1.25)
        for table, box in plan.tables:
            self._paint_table(painter, table, _grown(scale.rect(box), growth))
        if self.chosen_id in plan.boxes:
            grown = growth if find(self._event.tables, self.chosen_id) else 1
            self._paint_frame(painter, _grown(scale.rect(plan.boxes[self.chosen_id]), grown))

    def _paint_fixture(self, painter: QPainter, fixture: Fixture, rect: QRectF) -> None:
        c = tokens.colours()
        painter.setPen(QPen(QColor(c.muted), 1))
        painter.setBrush(QColor(c.ground))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(QColor(c.text))
        painter.setFont(tokens.font(tokens.px(12), QFont.Weight.Medium))
        _paint_name(painter, fixture_name(fixture), rect, QPointF(self.rect().center()))

    def _paint_table(self, painter: QPainter, table: Table, rect: QRectF) -> None:
        c = tokens.colours()
        letter = theme_letter(self._event, table.theme_id)
        themes = [theme.id for theme in self._event.themes]
        hue = (
            tokens.theme_colour(themes.index(table.theme_id)) if table.theme_id in themes else QColor(c.muted)
        )
        painter.setPen(QPen(hue, max(2.0, rect.width() / 18)))
        painter.setBrush(QColor(c.raised))
        if table.shape is TableShape.ROUND:
            painter.drawEllipse(rect)
        else:
            painter.drawRoundedRect(rect, 3, 3)
        px = max(10, min(tokens.px(20), round(rect.width() * 0.38)))
        number, below = QRectF(rect), QRectF(rect)
        if letter:
            number.setHeight(rect.height() * 0.62)
            below.setTop(rect.top() + rect.height() * 0.5)
            below.setHeight(rect.height() * 0.36)
            painter.setPen(QColor(c.text))
            painter.setFont(tokens.font(max(9, round(px * 0.7)), QFont.Weight.DemiBold))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, letter)
        painter.setPen(QColor(c.text))
        painter.setFont(tokens.font(px, QFont.Weight.Bold))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(table.number))

    def _paint_frame(self, painter: QPainter, rect: QRectF) -> None:
        """The frame around what is chosen: thick while the keys move it, and with corners to be told by."""
        accent = QColor(tokens.colours().accent)
        frame = _framed(rect)
        style = Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2, style))
        painter.drawRect(frame)
        for corner in (_corner(frame, one) for one in CORNERS):
            painter.fillRect(QRectF(corner.x() - 3, corner.y() - 3, 6, 6), accent)


def _step_words(before: Event, after: Event, id: str) -> str:
    """What an undo step is called."""
    was, now = find(before.fixtures, id), find(after.fixtures, id)
    if was is None or now is None:
        return _("move a table")
    if (was.width, was.height) != (now.width, now.height):
        return _("resize a thing in the room")
    return _("move a thing in the room")


def _framed(rect: QRectF) -> QRectF:
    """The frame around what is chosen."""
    return rect.adjusted(-HANDLE - 2, -HANDLE - 2, HANDLE + 2, HANDLE + 2)


def _corner(rect: QRectF, corner: tuple[int, int]) -> QPointF:
    """A corner of the rectangle, by −1 or 1 to each side of its middle; 0 is the middle."""
    return rect.center() + QPointF(corner[0] * rect.width() / 2, corner[1] * rect.height() / 2)


def _hittable(rect: QRectF) -> QRectF:
    """The rectangle, or a larger one around it that the mouse can hit."""
    wide, high = max(0.0, LEAST - rect.width()) / 2, max(0.0, LEAST - rect.height()) / 2
    return rect.adjusted(-wide, -high, wide, high)


def _grown(rect: QRectF, times: float) -> QRectF:
    more = rect.width() * (times - 1) / 2
    return rect.adjusted(-more, -more, more, more)


def _paint_name(painter: QPainter, name: str, rect: QRectF, middle: QPointF) -> None:
    """The name in the rectangle, upright where that is long and narrow, and cut by dots at its ends.

    Where it is too thin to be written in, the name stands beside it, on the side away from the middle.
    """
    painter.save()
    painter.translate(rect.center())
    outward = -1 if rect.center().y() < middle.y() else 1
    if rect.height() > rect.width():
        painter.rotate(-90)
        outward = -1 if rect.center().x() < middle.x() else 1
        rect = rect.transposed()
    room = QRectF(-rect.width() / 2, -rect.height() / 2, rect.width(), rect.height())
    high = QFontMetricsF(painter.font()).height()
    if high > room.height():
        room.moveTop(outward * (room.height() + high) / 2 - high / 2)
        room.setHeight(high)
    words = QFontMetricsF(painter.font()).elidedText(
        name, Qt.TextElideMode.ElideRight, max(room.width(), LEAST)
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
    painter.restore()
