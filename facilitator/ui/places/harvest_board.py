"""The board: key points and merged points by theme, put together by hand and never by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QListWidget, QMenu, QWidget

from facilitator.event import Event, MergedPoint, find, theme_letter
from facilitator.harvest import (
    dissolved,
    merged,
    parted,
    placed,
    retitled,
    said_at,
    shifted,
    sources,
    suggestible,
    unmerged,
    with_theme,
)
from facilitator.i18n import _, ngettext
from facilitator.notes import Note
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.job import Job
from facilitator.ui.keys import bind
from facilitator.ui.places.harvest_cards import CardColumn, CardKind, HarvestCard
from facilitator.ui.places.notes_found import source_words
from facilitator.ui.widgets.controls import button, column, row, surface
from facilitator.ui.widgets.text import ElidedLabel, set_text

SOURCES_HEIGHT = 120


class HarvestBoard(QWidget):
    """A column for each theme; below, what the chosen point was made of."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._dismissed: set[frozenset[str]] = set()
        self._suggested: tuple[str, ...] = ()
        self._job: Job | None = None
        self.columns: dict[str | None, CardColumn] = {}
        self.all_notes = QCheckBox(_("All notes, not only key points"))
        self.merge = button(_("Put together"), self.merge_chosen, look="primary")
        self.up = button("", partial(self.shift_chosen, -1), icon_name="arrow-up", tooltip=_("Up (Alt+↑)"))
        self.down = button(
            "", partial(self.shift_chosen, 1), icon_name="arrow-down", tooltip=_("Down (Alt+↓)")
        )
        self.theme = button(_("To theme"))
        self.apart = button(_("Take apart"), self.take_apart)
        self.suggestion = ElidedLabel("", "muted")
        self.accept = button(_("Put these together"), self.accept_suggestion)
        self.dismiss = button(_("They are different"), self.dismiss_suggestion, look="quiet")
        self.made_of = QListWidget()
        self.take_out = button(_("Take out of the point"), self.take_out_chosen)
        self.hint = ElidedLabel("", "muted")
        self._grid = row(spacing=tokens.S)
        self._lay_out()
        self._connect()

    # ── what is done with cards ──

    @property
    def chosen(self) -> list[str]:
        """The chosen cards of all columns."""
        return [id for one in self.columns.values() for id in one.ids]

    def merge_chosen(self) -> None:
        """Puts the chosen cards together; the first merged point among them takes in the others."""
        self._merge(self.chosen)

    def shift_chosen(self, by: int) -> None:
        """Moves the chosen point up or down in its column."""
        chosen = self.chosen
        if len(chosen) == 1:
            self._edit(lambda event: shifted(event, chosen[0], by), _("move a point"), chosen[0])

    def take_apart(self) -> None:
        """Lets what the chosen points were made of stand alone again."""
        ids = set(self.chosen)
        self._edit(lambda event: dissolved(event, ids), _("take a point apart"))

    def take_out_chosen(self) -> None:
        """Takes the chosen source out of the point it is in."""
        point, at = self._chosen_point(), self.made_of.currentRow()
        notes = self._document.snapshot.notes
        found = sources(point, notes) if point else ()
        if point and 0 <= at < len(found):
            id = found[at].id
            self._edit(lambda event: parted(event, point.id, {id}, notes), _("take a source out"), point.id)

    def accept_suggestion(self) -> None:
        self._merge(self._suggested)

    def dismiss_suggestion(self) -> None:
        """Does not suggest these again."""
        self._dismissed.add(frozenset(self._suggested))
        self._show_suggestion(())
        self._look_for_alike()

    def draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while the page is hidden."""
        if not self.isVisible():
            return
        self._make_columns()
        cards = self._cards()
        for theme_id, one in self.columns.items():
            one.cards.show([card for card in cards if card.theme_id == theme_id])
        none = _("No key points yet. Tables choose theirs on the phone, or you do under Key points.")
        set_text(self.hint, "" if cards else none)
        self.hint.setVisible(not cards)
        self._draw_chosen()
        self._look_for_alike()

    # ── making ──

    def _lay_out(self) -> None:
        self.made_of.setAccessibleName(_("What the point was made of"))
        self.made_of.setWordWrap(True)
        self.made_of.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.made_of.setFixedHeight(round(SOURCES_HEIGHT * min(tokens.LOOK.scale, 1.4)))
        menu = QMenu(self.theme)
        menu.aboutToShow.connect(lambda: self._fill_theme_menu(menu))
        self.theme.setMenu(menu)
        tools = row(self.merge, self.up, self.down, self.theme, self.apart, None, self.all_notes)
        suggested = row(self.suggestion, self.accept, self.dismiss)
        suggested.setStretch(0, 1)
        self.bar = surface("bar", suggested, margin=tokens.S)
        below = row(self.made_of, self.take_out, spacing=tokens.S)
        below.setStretch(0, 1)
        whole = column(tools, self.bar, self.hint, self._grid, below, spacing=tokens.S)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.bar.hide()

    def _connect(self) -> None:
        for news in (self._document.event_changed, self._document.notes_changed):
            news.connect(self.draw)
        self.all_notes.toggled.connect(self.draw)
        self.made_of.currentRowChanged.connect(lambda _row: self._draw_actions())
        bind(self, "together", self.merge_chosen)
        bind(self, "item-up", partial(self.shift_chosen, -1), repeats=True)
        bind(self, "item-down", partial(self.shift_chosen, 1), repeats=True)

    def _make_columns(self) -> None:
        """A column for each theme, and one for what has none, where there is or could be anything."""
        event = self._document.plan.event
        wanted: list[str | None] = [*(theme.id for theme in event.themes), None]
        titles = [self._column_title(event, id) for id in wanted]
        if list(self.columns) == wanted and [c.accessibleName() for c in self.columns.values()] == titles:
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.columns = {}
        for id, title in zip(wanted, titles, strict=True):
            made = CardColumn(title)
            made.merge_wanted.connect(lambda ids, target: self._merge([target, *ids]))
            made.move_wanted.connect(partial(self._move, id))
            made.chosen.connect(self._draw_chosen)
            made.cards.retitled.connect(self._retitle)
            self.columns[id] = made
            box = column(ElidedLabel(title, "strong"), made, spacing=tokens.XS)
            box.setStretch(1, 1)
            self._grid.addWidget(surface("plain", box, margin=0), 1)

    def _column_title(self, event: Event, theme_id: str | None) -> str:
        theme = find(event.themes, theme_id)
        return f"{theme_letter(event, theme_id)} {theme.title}" if theme else _("Without a theme")

    def _fill_theme_menu(self, menu: QMenu) -> None:
        menu.clear()
        for theme_id in self.columns:
            title = self._column_title(self._document.plan.event, theme_id)
            menu.addAction(title, partial(self._give_theme, theme_id))

    # ── drawing ──

    def _cards(self) -> list[HarvestCard]:
        event, notes = self._document.plan.event, self._document.snapshot.notes
        themes = {theme.id for theme in event.themes}
        points = [
            HarvestCard(
                point.id,
                CardKind.POINT,
                point.title,
                self._said_words(said_at(point, event, notes)),
                point.theme_id,
            )
            for point in event.points
        ]
        alone = [
            HarvestCard(
                note.id,
                CardKind.NOTE,
                " ".join(note.draft.text.split()),
                self._table_words(note),
                note.draft.theme_id if note.draft.theme_id in themes else None,
            )
            for note in unmerged(event, notes, all_notes=self.all_notes.isChecked())
        ]
        return [*points, *alone]

    def _said_words(self, tables: Sequence[int]) -> str:
        words = ngettext("Said at {count} table: {tables}", "Said at {count} tables: {tables}", len(tables))
        return words.format(count=len(tables), tables=", ".join(map(str, tables)))

    def _table_words(self, note: Note) -> str:
        table = find(self._document.plan.event.tables, note.draft.table_id)
        return _("Table {number}").format(number=table.number) if table else ""

    def _chosen_point(self) -> MergedPoint | None:
        chosen = self.chosen
        return find(self._document.plan.event.points, chosen[0]) if len(chosen) == 1 else None

    def _draw_chosen(self) -> None:
        event, point = self._document.plan.event, self._chosen_point()
        self.made_of.clear()
        for note in sources(point, self._document.snapshot.notes) if point else ():
            self.made_of.addItem(f"{' '.join(note.draft.text.split())}  —  {source_words(event, note)}")
        self._draw_actions()

    def _draw_actions(self) -> None:
        chosen = self.chosen
        points = [id for id in chosen if find(self._document.plan.event.points, id)]
        self.merge.setEnabled(len(chosen) > 1 or (len(chosen) == 1 and not points))
        self.theme.setEnabled(bool(chosen))
        self.apart.setEnabled(bool(points))
        for act in (self.up, self.down):
            act.setEnabled(len(chosen) == 1 and bool(points))
        self.take_out.setEnabled(self.made_of.currentRow() >= 0)

    # ── suggestions ──

    def _look_for_alike(self) -> None:
        """Looks beside the window for what may say the same."""
        if self._job is not None and self._job.running:
            return
        texts = suggestible(self._document.plan.event, self._document.snapshot.notes)

        def work() -> object:
            from facilitator.alike import groups

            return groups(texts)

        self._job = Job(work)
        self._job.done.connect(self._on_alike_found)
        self._job.start()

    def _on_alike_found(self, found: Sequence[tuple[str, ...]]) -> None:
        event, notes = self._document.plan.event, self._document.snapshot.notes
        known = {id for id, _text in suggestible(event, notes)}
        fresh = [ids for ids in found if frozenset(ids) not in self._dismissed and set(ids) <= known]
        self._show_suggestion(fresh[0] if fresh else ())

    def _show_suggestion(self, ids: tuple[str, ...]) -> None:
        self._suggested = ids
        texts = dict(suggestible(self._document.plan.event, self._document.snapshot.notes))
        quoted = " · ".join(_("“{text}”").format(text=" ".join(texts[id].split())) for id in ids)
        words = _("These may say the same: {texts}").format(texts=quoted)
        set_text(self.suggestion, words if ids else "")
        self.bar.setVisible(bool(ids))

    # ── storing ──

    def _merge(self, ids: Sequence[str]) -> None:
        event, notes, new_id = (
            self._document.plan.event,
            self._document.snapshot.notes,
            self._document.new_id(),
        )
        first = next((id for id in ids if find(event.points, id)), new_id)
        self._edit(lambda event: merged(event, notes, ids, new_id), _("put points together"), first)

    def _move(self, theme_id: str | None, ids: Sequence[str], before: str | None) -> None:
        """Puts dropped cards under the theme, points in their place; a note that is there already stays."""
        notes, new_id = self._document.snapshot.notes, self._document.new_id()
        there = {card.id for card in self.columns[theme_id].cards.cards}
        moving = [id for id in ids if id not in there or find(self._document.plan.event.points, id)]

        def change(event: Event) -> Event:
            event = with_theme(event, notes, moving, theme_id, new_id)
            for id in moving:
                event = placed(event, id, before=before) if find(event.points, id) else event
            return event

        self._edit(change, _("move a point"), moving[0] if moving else "")

    def _give_theme(self, theme_id: str | None) -> None:
        ids, notes, new_id = self.chosen, self._document.snapshot.notes, self._document.new_id()
        self._edit(
            lambda event: with_theme(event, notes, ids, theme_id, new_id),
            _("give a point a theme"),
            ids[0] if ids else "",
        )

    def _retitle(self, id: str, title: str) -> None:
        self._edit(lambda event: retitled(event, id, title), _("retitle a point"), id)

    def _edit(self, change: Callable[[Event], Event], text: str, then: str = "") -> None:
        """Stores a changed board as one undo step; afterwards the card ``then`` is the chosen one."""
        plan = self._document.plan
        event = change(plan.event)
        if event == plan.event or not self._document.attempt(
            lambda: self._document.edit(replace(plan, event=event), text)
        ):
            return
        for one in self.columns.values():
            one.clearSelection()
            one.choose(then)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
