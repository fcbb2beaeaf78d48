"""The café's phases side by side, with the hand where we are; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from facilitator.cafe import PhaseKind
from facilitator.event import MINUTE
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.places.cafe_cards import Segment, SegmentState
from facilitator.ui.widgets.text import plain_tooltip

HEIGHT = 44
GAP = tokens.XS
LEAST = 28  # px, for as many rounds as somebody may plan


def height() -> int:
    """Two lines at the chosen text scale."""
    return round(HEIGHT * tokens.LOOK.scale)


class SegmentButton(QAbstractButton):
    """One phase: two lines, painted, since a push button has one font only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.segment: Segment | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_segment(self, segment: Segment) -> None:
        if segment == self.segment:
            return
        self.segment = segment
        can_go = segment.can_go
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_go else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_go else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(segment.words)
        hint = _("{phase}. Press to go there.").format(phase=segment.words) if can_go else segment.words
        self.setToolTip(plain_tooltip(hint))
        self.update()

    def sizeHint(self) -> QSize:
        if self.segment is None:
            return QSize(LEAST, height())
        title = QFontMetrics(self._font(title=True)).horizontalAdvance(self.segment.title)
        detail = QFontMetrics(self._font(title=False)).horizontalAdvance(self.segment.detail)
        return QSize(max(title, detail) + 2 * tokens.M, height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.segment is None:
            return
        c = tokens.colours()
        now, done = self.segment.state is SegmentState.NOW, self.segment.state is SegmentState.DONE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = c.accent if now or self.hasFocus() else c.muted if self.underMouse() else c.line
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(c.accent_soft if now else c.ground if done else c.raised))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        text = self.rect().adjusted(tokens.M, 0, -tokens.S, 0)
        half = self.height() // 2
        painter.setPen(QColor(c.muted if done else c.accent if now else c.text))
        self._line(painter, QRectF(text.adjusted(0, 5, 0, -half)), self.segment.title, title=True)
        painter.setPen(QColor(c.text if now else c.muted))
        self._line(painter, QRectF(text.adjusted(0, half, 0, -5)), self.segment.detail, title=False)

    def _line(self, painter: QPainter, rect: QRectF, text: str, *, title: bool) -> None:
        painter.setFont(self._font(title=title))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _font(self, *, title: bool) -> QFont:
        kind = self.segment.kind if self.segment else PhaseKind.TALK
        strong = title and (kind is PhaseKind.TALK or self.is_now)
        return tokens.font(tokens.px(tokens.SMALL), QFont.Weight.DemiBold if strong else QFont.Weight.Normal)

    @property
    def is_now(self) -> bool:
        """Whether this is the present phase."""
        return self.segment is not None and self.segment.state is SegmentState.NOW


class Strip(QWidget):
    """All phases in one line, wide as they are long."""

    phase_wanted = Signal(int)  # index of the phase

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(height())
        self.setAccessibleName(_("The rounds and their phases"))
        self.buttons: list[SegmentButton] = []

    def show_segments(self, segments: Sequence[Segment]) -> None:
        while len(self.buttons) < len(segments):
            self.buttons.append(self._new_button(len(self.buttons)))
        for spare in self.buttons[len(segments) :]:
            spare.deleteLater()
        del self.buttons[len(segments) :]
        for made, segment in zip(self.buttons, segments, strict=True):
            made.show_segment(segment)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _new_button(self, index: int) -> SegmentButton:
        made = SegmentButton(self)
        made.clicked.connect(lambda _checked=False: self._on_segment_clicked(index))
        made.show()
        return made

    def _on_segment_clicked(self, index: int) -> None:
        segment = self.buttons[index].segment
        if segment and segment.can_go:
            self.phase_wanted.emit(index)

    def _place(self) -> None:
        left = 0
        for made, width in zip(self.buttons, self._widths(), strict=True):
            made.setGeometry(left, 0, width, height())
            left += width + GAP

    def _widths(self) -> list[int]:
        """What each needs for its words, and the rest of the room by length.

        Where there is too little, the present phase keeps its words, and the others give way alike.
        """
        if not self.buttons:
            return []
        room = self.width() - GAP * (len(self.buttons) - 1)
        needed = [made.sizeHint().width() for made in self.buttons]
        spare = room - sum(needed)
        if spare >= 0:
            minutes = [made.segment.length / MINUTE if made.segment else 1.0 for made in self.buttons]
            shares = [round(spare * share / max(1.0, sum(minutes))) for share in minutes]
            widths = [need + share for need, share in zip(needed, shares, strict=True)]
            return [*widths[:-1], room - sum(widths[:-1])]
        kept = [need if made.is_now else 0 for need, made in zip(needed, self.buttons, strict=True)]
        rest = max(0, room - sum(kept)) / max(1, sum(needed) - sum(kept))
        return [keep or max(LEAST, int(need * rest)) for keep, need in zip(kept, needed, strict=True)]
