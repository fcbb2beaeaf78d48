"""Colours, sizes and fonts of the window, and the one style sheet made from them.

No other module names a colour, a size or a font. Widgets say what they are by the properties ``role`` (text)
and ``look`` (surfaces and buttons); see ``widgets.text`` and ``widgets.controls``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from facilitator.event import RoomTheme
from facilitator.resources import resource
from facilitator.settings import Theme

FAMILY = "Inter"
FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")

# Spacing in steps of 4 px.
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
RADIUS = 8
CONTROL_HEIGHT = 36
ROW_HEIGHT = 36
RAIL_WIDTH = 176
NOW_BAR_HEIGHT = 104
STATUS_HEIGHT = 32
PANEL_WIDTH = 360
ICON = 20
ITEM_PADDING = 5  # Qt adds 3 px beside the text of a cell: under its head, at S

# Type sizes in px at 100 %.
SMALL, BODY, SUBTITLE, TITLE, DISPLAY, DIGITS = 13, 14, 15, 18, 24, 46
LARGE_TEXT = 1.5  # the most that the digits grow
ONE_LINE = 1.25  # with larger text, a long row of controls takes several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One set of colours; text on its ground has a contrast of at least 4.5 : 1."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str  # what cannot be used now
    accent: str
    on_accent: str
    accent_soft: str  # the ground of what is chosen or running
    normal: str
    warning: str
    warning_soft: str
    alarm: str
    alarm_soft: str
    themes: tuple[str, ...]  # Okabe–Ito, told apart with a colour-vision deficiency; each has a letter


LIGHT = Colours(
    ground="#F6F7F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#D9DEE5",
    text="#14202E",
    muted="#51606F",
    faint="#9AA5B1",
    accent="#0B4F8A",
    on_accent="#FFFFFF",
    accent_soft="#E6EFF8",
    normal="#1E7A4C",
    warning="#8A5A00",
    warning_soft="#FFF3D6",
    alarm="#B3261E",
    alarm_soft="#FCE9E7",
    themes=(
        "#0072B2",
        "#00805F",
        "#B34E00",
        "#A0457C",
        "#2A7FB0",
        "#8A6D00",
        "#6B5B00",
        "#4A4A4A",
    ),
)

DARK = Colours(
    ground="#0F1720",
    surface="#17212C",
    raised="#1E2A37",
    line="#2C3947",
    text="#EEF3F8",
    muted="#A7B4C2",
    faint="#5F6E7D",
    accent="#6FB6F2",
    on_accent="#06223C",
    accent_soft="#1B3047",
    normal="#5FCB94",
    warning="#FFC857",
    warning_soft="#3A2F14",
    alarm="#FF8A80",
    alarm_soft="#412123",
    themes=(
        "#56B4E9",
        "#33C79A",
        "#FF9B45",
        "#E5A0C6",
        "#8CCBEF",
        "#E6C84F",
        "#F0E442",
        "#C0C6CC",
    ),
)


class Ink(StrEnum):
    """What a colour of the room screen is for; each of its themes has its own."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    WARNING = "warning"
    ALARM = "alarm"
    LINE = "line"  # rules, and what a bar has yet to fill: never text


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomColours:
    """One theme of the room screen; text on its ground has 7 : 1, on a projector too, and a bar 3 : 1."""

    ground: str
    card: str  # behind a logo, which is made for paper
    text: str
    muted: str
    accent: str
    warning: str
    alarm: str
    line: str
    themes: tuple[str, ...]

    def of(self, ink: Ink) -> str:
        colour: str = getattr(self, ink)
        return colour

    @property
    def inverted(self) -> RoomColours:
        """All in one colour on a ground of text: what the screen flashes with."""
        ink = self.ground
        return replace(
            self, ground=self.text, line=self.muted, text=ink, muted=ink, accent=ink, warning=ink, alarm=ink
        )


# The room screen looks as the event has chosen, whatever the window does.
ROOM = {
    RoomTheme.DARK: RoomColours(
        ground="#0A1118",
        card="#FFFFFF",
        text="#F4F8FC",
        muted="#A7B8C9",
        accent="#6FB6F2",
        warning="#FFC857",
        alarm="#FF9A91",
        line="#22303C",
        themes=DARK.themes,
    ),
    RoomTheme.LIGHT: RoomColours(
        ground="#FFFFFF",
        card="#FFFFFF",
        text="#14202E",
        muted="#46535F",
        accent="#0B4F8A",
        warning="#6E4600",
        alarm="#9C1C15",
        line="#D9DEE5",
        themes=LIGHT.themes,
    ),
    RoomTheme.CONTRAST: RoomColours(
        ground="#000000",
        card="#FFFFFF",
        text="#FFFFFF",
        muted="#E2E2E2",
        accent="#FFE600",
        warning="#FFB43A",
        alarm="#FF9A91",
        line="#4D4D4D",
        themes=DARK.themes,
    ),
}


def load_fonts() -> None:
    """Registers the bundled fonts; without them a machine with no fonts shows boxes."""
    for weight in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/Inter-{weight}.ttf")))


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """Inter at ``size`` px; ``tabular`` for times and numbers: all figures, and hyphens, equally wide."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


class Look:
    """The colours in force, and the news of their change for what paints by itself."""

    def __init__(self) -> None:
        self.colours = LIGHT
        self.scale = 1.0

    @property
    def dark(self) -> bool:
        return self.colours is DARK


LOOK = Look()


def colours() -> Colours:
    """The window's colours now."""
    return LOOK.colours


def px(size: int) -> int:
    """A type size at the chosen text scale."""
    return round(size * LOOK.scale)


def theme_colour(index: int, among: Colours | None = None) -> QColor:
    hues = (among or LOOK.colours).themes
    return QColor(hues[index % len(hues)])


def choose(app: QApplication, theme: Theme, *, scale: float = 1.0) -> None:
    """Chooses light, dark or the system's look, and the text scale (1.0–2.0), for what is made now."""
    LOOK.colours = DARK if _wants_dark(app, theme) else LIGHT
    LOOK.scale = scale
    app.setFont(font(px(BODY)))
    app.setPalette(_palette(LOOK.colours))


def dress(app: QApplication) -> None:
    """Puts the style sheet of the chosen look on the program.

    Best done when a window has been made and before it is shown: on a dressed program, each widget that
    is added dresses all below it again.
    """
    sheet = style_sheet(LOOK.colours, LOOK.scale)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def _wants_dark(app: QApplication, theme: Theme) -> bool:
    if theme == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def _palette(c: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: c.ground,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.ground,
        QPalette.ColorRole.Button: c.raised,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.Dark: c.line,  # behind the pages of the PDF preview
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


@cache
def style_sheet(c: Colours, scale: float) -> str:
    """The style sheet of the whole window."""

    def size(px: int) -> str:
        most = LARGE_TEXT if px > DISPLAY else scale  # what is large already need not grow as much
        return f"font-size: {round(px * min(scale, most))}px;"

    return "\n".join(part(c, size) for part in (_text, _surfaces, _buttons, _fields, _views, _menus))


Size = Callable[[int], str]


def _text(c: Colours, size: Size) -> str:
    return f"""
    QWidget {{ {size(BODY)} color: {c.text}; }}
    QMainWindow, QDialog, *[look="ground"] {{ background: {c.ground}; }}
    QLabel {{ background: transparent; }}
    QLabel[role="digits"] {{ {size(DIGITS)} font-weight: 700; }}
    QLabel[role="display"] {{ {size(DISPLAY)} font-weight: 600; }}
    QLabel[role="clock"] {{ {size(DISPLAY)} font-weight: 500; color: {c.muted}; }}
    QLabel[role="title"] {{ {size(TITLE)} font-weight: 600; }}
    QLabel[role="subtitle"] {{ {size(SUBTITLE)} font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="small"] {{ {size(SMALL)} color: {c.muted}; }}
    QLabel[role="error"] {{ {size(SMALL)} color: {c.alarm}; font-weight: 500; }}
    QLabel[role="good"] {{ color: {c.normal}; font-weight: 600; }}
    QLabel[role="warning"] {{ color: {c.warning}; font-weight: 600; }}
    QLabel[role="alarm"] {{ color: {c.alarm}; font-weight: 600; }}
    QLabel[level="warning"] {{ color: {c.warning}; }}
    QLabel[level="last_minute"], QLabel[level="overtime"] {{ color: {c.alarm}; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px 8px; }}
    """


def _surfaces(c: Colours, size: Size) -> str:
    return f"""
    *[look="bar"] {{ background: {c.surface}; border: 0; }}
    *[look="now-bar"] {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.line}; }}
    *[look="rail"] {{ background: {c.ground}; border: 0; border-right: 1px solid {c.line}; }}
    *[look="status"] {{ background: {c.surface}; border: 0; border-top: 1px solid {c.line}; }}
    *[look="status"] QLabel {{ {size(SMALL)} color: {c.muted}; }}
    *[look="status"] QPushButton {{ {size(SMALL)} font-weight: 400; min-height: 24px; }}
    *[look="card"] {{
        background: {c.raised}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
    *[look="chip"] {{ {size(12)} color: {c.muted}; border: 1px solid {c.line}; border-radius: 4px;
        padding: 0 5px; }}
    *[look="offset"] {{ {size(SMALL)} font-weight: 600; border-radius: 12px; padding: 3px 12px;
        background: {c.ground}; color: {c.muted}; border: 1px solid transparent; text-align: left;
        min-height: 20px; }}
    *[look="offset"][level="behind"] {{ background: {c.warning_soft}; color: {c.warning}; }}
    *[look="offset"]:focus {{ border: 1px solid {c.accent}; }}
    *[look="notice"] {{ background: {c.warning_soft}; border: 0; border-top: 1px solid {c.line}; }}
    *[look="notice"][level="error"] {{ background: {c.alarm_soft}; }}
    *[look="notice"][level="info"] {{ background: {c.accent_soft}; }}
    QScrollArea, QScrollArea > QWidget > QWidget[look="plain"], *[look="plain"] {{
        background: transparent; border: 0; }}
    QSplitter::handle {{ background: transparent; }}
    QFrame[look="line"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
    """


def _buttons(c: Colours, size: Size) -> str:
    return f"""
    QPushButton, QToolButton {{ background: {c.raised}; border: 1px solid {c.line};
        border-radius: {RADIUS}px; padding: 0 {M}px; min-height: {CONTROL_HEIGHT - 2}px; font-weight: 500; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {c.muted}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {c.accent_soft}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 0 {M - 1}px; }}
    QPushButton:checked, QToolButton:checked {{ background: {c.accent_soft}; border-color: {c.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.faint}; }}
    QPushButton[look="primary"] {{ background: {c.accent}; color: {c.on_accent};
        border: 2px solid {c.accent}; font-weight: 600; }}
    QPushButton[look="primary"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[look="primary"]:disabled {{ background: {c.line}; border-color: {c.line}; color: {c.muted}; }}
    QPushButton[look="next"] {{ background: {c.accent}; color: {c.on_accent}; border: 2px solid {c.accent};
        {size(SUBTITLE)} font-weight: 600; padding: 0 {L}px; min-height: 44px; }}
    QPushButton[look="next"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[look="next"]:disabled {{ background: {c.line}; border-color: {c.line}; color: {c.muted}; }}
    QPushButton[look="quiet"], QToolButton[look="quiet"] {{ background: transparent;
        border: 1px solid transparent; color: {c.muted}; padding: 0 {S}px; }}
    QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover {{ color: {c.text};
        border-color: {c.line}; }}
    QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus {{ border: 2px solid {c.accent}; }}
    QPushButton[look="place"] {{ background: transparent; border: 1px solid transparent; text-align: left;
        padding: 0 {M}px; min-height: 38px; color: {c.muted}; font-weight: 500; }}
    QPushButton[look="place"]:hover {{ color: {c.text}; }}
    QPushButton[look="place"]:checked {{ background: {c.accent_soft}; color: {c.accent};
        font-weight: 600; border-color: transparent; }}
    QPushButton[look="place"]:focus {{ border: 2px solid {c.accent}; padding: 0 {M - 1}px; }}
    *[look="tabs"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
    QPushButton[look="tab"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
        padding: 0 {M}px; min-height: {CONTROL_HEIGHT - 8}px; color: {c.muted}; font-weight: 500; }}
    QPushButton[look="tab"]:hover {{ color: {c.text}; }}
    QPushButton[look="tab"]:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: 600; }}
    QPushButton[look="tab"]:focus {{ border: 2px solid {c.accent}; padding: 0 {M - 1}px; }}
    QPushButton[look="kind"] {{ border-radius: 17px; padding: 0 {M}px; min-height: 32px; }}
    QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
    QCheckBox, QRadioButton {{ spacing: {S}px; background: transparent; min-height: 28px; }}
    QCheckBox::indicator, QListView::indicator {{ width: 16px; height: 16px; border: 1px solid {c.muted};
        border-radius: 4px; background: {c.surface}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {c.accent};
        border-color: {c.accent}; image: url({_drawn("check", c)}); }}
    QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {c.muted}; border-radius: 9px;
        background: {c.surface}; }}
    QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {c.accent};
        background: {c.on_accent}; }}
    QRadioButton:focus {{ color: {c.accent}; text-decoration: underline; }}
    QCheckBox:disabled {{ color: {c.muted}; }}
    QCheckBox:focus {{ color: {c.accent}; text-decoration: underline; }}
    /* The thicker line goes inwards: the text keeps the room it was promised. */
    QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; width: 14px; height: 14px; }}
    """


def _drawn(name: str, c: Colours) -> str:
    """The icon that the style sheet itself draws; it knows no currentColor."""
    return resource(f"icons/drawn/{name}-{'dark' if c is DARK else 'light'}.svg").as_posix()


def _fields(c: Colours, size: Size) -> str:
    lines = "QLineEdit, QComboBox, QSpinBox"
    texts = "QPlainTextEdit, QTextEdit"
    return f"""
    {lines}, {texts} {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    {lines} {{ padding: 0 {S}px; min-height: {CONTROL_HEIGHT - 4}px; }}
    {texts} {{ padding: {XS}px; }}
    {_focused(lines)} {{ border: 2px solid {c.accent}; padding: 0 {S - 1}px; }}
    {_focused(texts)} {{ border: 2px solid {c.accent}; padding: {XS - 1}px; }}
    QLineEdit[look="big"] {{ {size(TITLE)} min-height: 44px; }}
    QLineEdit QToolButton {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
    *[invalid="true"], *[invalid="true"]:focus {{ border: 2px solid {c.alarm}; }}
    QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{ color: {c.muted}; background: {c.ground}; }}
    QAbstractItemView QLineEdit {{ border-radius: 0; min-height: 0; padding: 0 {XS}px; }}
    QComboBox::drop-down {{ border: 0; width: 24px; }}
    QComboBox::down-arrow {{ image: url({_drawn("chevron-down", c)}); width: 14px; height: 14px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: 0; }}
    """


def _focused(names: str) -> str:
    return ", ".join(f"{name}:focus" for name in names.split(", "))


def _views(c: Colours, size: Size) -> str:
    return f"""
    QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS}px;
        outline: 0; gridline-color: {c.line}; selection-background-color: {c.accent_soft};
        selection-color: {c.text}; }}
    QTableView::item, QListView::item {{ border-bottom: 1px solid {c.line}; padding: 0 {ITEM_PADDING}px; }}
    QTableView::item:selected, QListView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QTableView::item:focus, QListView::item:focus {{ border: 2px solid {c.accent};
        padding: 0 {ITEM_PADDING - 2}px; }}
    QHeaderView {{ background: transparent; border: 0; }}
    QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: 0;
        border-bottom: 1px solid {c.line}; padding: 0 {S}px; min-height: 32px; {size(12)} font-weight: 500; }}
    QTableCornerButton::section {{ background: {c.surface}; border: 0; }}
    QScrollBar {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; margin: 2px; min-height: 24px;
        min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; border: 0; width: 0; height: 0; }}
    QProgressBar {{ background: {c.line}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    """


def _menus(c: Colours, _size: Size) -> str:
    return f"""
    QMenu {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 6px; padding: {XS}px; }}
    QMenu::item {{ padding: 6px {XL}px 6px {M}px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {XS}px; }}
    """
