"""The board: key points and merged points by theme, put together by hand and never by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QMenu, QStackedWidget, QWidget

from facilitator.event import Event, MergedPoint, find, theme_letter
from facilitator.harvest import (
    alone,
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
from facilitator.ui.places.harvest_cards import CardKind, HarvestCard
from facilitator.ui.places.harvest_column import CardColumn, SourceList
from facilitator.ui.widgets.controls import button, column, row, surface
from facilitator.ui.widgets.text import ElidedLabel, set_text

SOURCES_HEIGHT = 126  # two notes, and that there are more


class HarvestBoard(QWidget):
    """A column for each theme; below, the notes of what is chosen, whole."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._dismissed: set[frozenset[str]] = set()
        self._suggested: tuple[str, ...] = ()
        self._job: Job | None = None
        self._compared: tuple[tuple[str, str], ...] = ()  # the texts last looked at
        self._alike: Sequence[tuple[str, ...]] = ()
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
        self.reveal = button(_("Show them"), self.show_suggested, look="quiet")
        self.accept = button(_("Put these together"), self.accept_suggestion)
        self.dismiss = button(_("They are different"), self.dismiss_suggestion, look="quiet")
        self.made_of = SourceList(document, _("What the point was made of"))
        self.below = QStackedWidget()
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
        point, id, notes = self._chosen_point(), self.made_of.note_id, self._document.snapshot.notes
        if point and id:
            self._edit(lambda event: parted(event, point.id, {id}, notes), _("take a source out"), point.id)

    def show_suggested(self) -> None:
        """Chooses the cards that may say the same, so that they can be read whole."""
        for one in self.columns.values():
            one.clearSelection()
            for id in self._suggested:
                one.choose(id, also=True)

    def accept_suggestion(self) -> None:
        self._merge(self._suggested)

    def dismiss_suggestion(self) -> None:
        """Does not suggest these again."""
        self._dismissed.add(frozenset(self._suggested))
        self._suggest()

    def draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while the page is hidden."""
        if not self.isVisible():
            return
        self._make_columns()
        cards = self._cards()
        for theme_id, one in self.columns.items():
            one.cards.show(tuple(card for card in cards if card.theme_id == theme_id))
        none = _("No key points yet. Tables choose theirs on the phone, or you do under Key points.")
        set_text(self.hint, "" if cards else none)
        self.hint.setVisible(not cards)
        self._draw_chosen()
        self._look_for_alike()

    # ── making ──

    def _lay_out(self) -> None:
        self.below.addWidget(self.made_of)
        hint = _("Choose a card to read it whole, and what it was made of.")
        self.below.addWidget(ElidedLabel(hint, "muted"))
        self.below.setFixedHeight(round(SOURCES_HEIGHT * min(tokens.LOOK.scale, 1.4)))
        menu = QMenu(self.theme)
        menu.aboutToShow.connect(lambda: self._fill_theme_menu(menu))
        self.theme.setMenu(menu)
        tools = row(self.merge, self.up, self.down, self.theme, self.apart, None, self.all_notes)
        suggested = row(self.suggestion, self.reveal, self.accept, self.dismiss)
        suggested.setStretch(0, 1)
        self.bar = surface("bar", suggested, margin=tokens.S)
        below = row(self.below, self.take_out, spacing=tokens.S)
        below.setStretch(0, 1)
        whole = column(tools, self.bar, self.hint, self._grid, below, spacing=tokens.S)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.bar.hide()

    def _connect(self) -> None:
        for news in (self._document.event_changed, self._document.notes_changed):
            news.connect(self.draw)
        self.all_notes.toggled.connect(self.draw)
        self.made_of.chosen.connect(lambda _id: self._draw_actions())
        self.made_of.take_back_wanted.connect(lambda _id: self.take_out_chosen())
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
            made.chosen_anew.connect(partial(self._leave_only, id))
            made.merge_chosen_wanted.connect(self.merge_chosen)
            made.beside_wanted.connect(partial(self._enter_beside, id))
            made.cards.retitled.connect(self._retitle)
            self.columns[id] = made
            box = column(ElidedLabel(title, "strong"), made, spacing=tokens.XS)
            box.setStretch(1, 1)
            self._grid.addWidget(surface("plain", box, margin=0), 1)

    def _leave_only(self, theme_id: str | None) -> None:
        """A choice without Ctrl, Shift or Space is a new one: the other columns forget theirs."""
        for id, one in self.columns.items():
            if id != theme_id:
                one.clearSelection()

    def _enter_beside(self, theme_id: str | None, by: int) -> None:
        """Goes on to the next column on that side that has cards."""
        ids = list(self.columns)
        at = ids.index(theme_id)
        beside = ids[at + 1 :] if by > 0 else ids[:at][::-1]
        filled = [self.columns[id] for id in beside if self.columns[id].cards.cards]
        if filled:
            filled[0].enter_beside()

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
        words = {one.id: _("Table {number}").format(number=one.number) for one in event.tables}
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
                note.draft.text,
                words.get(note.draft.table_id, ""),
                self._theme_of(note),
            )
            for note in unmerged(event, notes, all_notes=self.all_notes.isChecked())
        ]
        return [*points, *alone]

    def _said_words(self, tables: Sequence[int]) -> str:
        words = ngettext("Said at {count} table: {tables}", "Said at {count} tables: {tables}", len(tables))
        return words.format(count=len(tables), tables=", ".join(map(str, tables)))

    def _chosen_point(self) -> MergedPoint | None:
        chosen = self.chosen
        return find(self._document.plan.event.points, chosen[0]) if len(chosen) == 1 else None

    def _draw_chosen(self) -> None:
        shown = tuple(note for id in self.chosen for note in self._notes_of(id))
        self.made_of.notes.show(shown)
        self.below.setCurrentIndex(not shown)
        self.take_out.setVisible(self._chosen_point() is not None)
        self._draw_actions()

    def _notes_of(self, id: str) -> tuple[Note, ...]:
        """What the point was made of, or the note itself."""
        event, notes = self._document.plan.event, self._document.snapshot.notes
        point, note = find(event.points, id), notes.by_id.get(id)
        return sources(point, notes) if point else (note,) if note else ()

    def _draw_actions(self) -> None:
        chosen = self.chosen
        points = [id for id in chosen if find(self._document.plan.event.points, id)]
        self.merge.setEnabled(len(chosen) > 1 or (len(chosen) == 1 and not points))
        self.theme.setEnabled(bool(chosen))
        self.apart.setEnabled(bool(points))
        for act in (self.up, self.down):
            act.setEnabled(len(chosen) == 1 and bool(points))
        self.take_out.setEnabled(bool(self.made_of.note_id))

    # ── suggestions ──

    def _look_for_alike(self) -> None:
        """Looks beside the window for what may say the same."""
        self._suggest()
        texts = suggestible(self._document.plan.event, self._document.snapshot.notes)
        if texts == self._compared or (self._job is not None and self._job.running):
            return

        def work() -> object:
            from facilitator.alike import groups

            return groups(texts)

        self._compared, self._job = texts, Job(work)
        self._job.done.connect(self._on_alike_found)
        self._job.start()

    def _on_alike_found(self, found: Sequence[tuple[str, ...]]) -> None:
        self._alike = found
        self._look_for_alike()  # there may have been news meanwhile

    def _suggest(self) -> None:
        """Shows the first that were found alike, are still there, and were not told apart."""
        texts = dict(suggestible(self._document.plan.event, self._document.snapshot.notes))
        fresh = [
            ids for ids in self._alike if frozenset(ids) not in self._dismissed and texts.keys() >= {*ids}
        ]
        ids = self._suggested = fresh[0] if fresh else ()
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
        """Puts dropped cards under the theme, points in their place; a note of the theme lies there alone."""
        notes, new_id = self._document.snapshot.notes, self._document.new_id()
        at_home = {id for id in ids if id in notes.by_id and self._theme_of(notes.by_id[id]) == theme_id}
        moving = [id for id in ids if id not in at_home]
        there = [card.id for card in self.columns[theme_id].cards.cards]
        following = there[there.index(before) :] if before in there else []
        before = next((id for id in following if id not in moving), None)

        def change(event: Event) -> Event:
            event = alone(event, at_home, notes)
            event = with_theme(event, notes, moving, theme_id, new_id)
            for id in moving:
                event = placed(event, id, before=before) if find(event.points, id) else event
            return event

        self._edit(change, _("move a point"), moving[0] if moving else "")

    def _theme_of(self, note: Note) -> str | None:
        """The theme that the note lies under while it is in no point."""
        return note.draft.theme_id if note.draft.theme_id in self.columns else None

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
        at_work = any(one.hasFocus() for one in self.columns.values())
        for one in self.columns.values():
            one.clearSelection()
            if one.choose(then) and at_work:
                one.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
