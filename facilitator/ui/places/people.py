"""Deltakere: check-in at the door, the list of people, and who may be on it twice."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from facilitator.event import Event, Person, find
from facilitator.i18n import _, ngettext
from facilitator.people import add_person, attendance, remove_people, share_region, shown_names
from facilitator.privacy import deleted_counts, held_on
from facilitator.record import CheckedIn, Presence, Record
from facilitator.report.person import export_person
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.exporting import save_written
from facilitator.ui.keys import bind, hint
from facilitator.ui.places.check_in import CheckIn
from facilitator.ui.places.deletion_words import numbers
from facilitator.ui.places.duplicates import DuplicatesPanel
from facilitator.ui.places.import_people import people_subject
from facilitator.ui.places.people_deletion import PeopleDeletion
from facilitator.ui.places.people_model import NAME, PeopleModel
from facilitator.ui.places.people_view import PeopleView
from facilitator.ui.places.spreadsheet_place import SpreadsheetPlace
from facilitator.ui.widgets.controls import button, column, page, row, search_field, wrapped
from facilitator.ui.widgets.text import ElidedLabel, label, set_text


class PeoplePlace(SpreadsheetPlace):
    """Check-in left, the table right; what is done to the chosen people stands above the table."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, people_subject, parent)
        self._new = ""  # the person whose line is being typed
        self.check_in = CheckIn(document)
        self.model = PeopleModel(document, self)
        self.table = PeopleView(self.model)
        self.duplicates = DuplicatesPanel(document)
        self.counts = ElidedLabel("", "muted")
        self.example = label(_("example"))
        self.empty = label("", "muted", wrap=True)
        self.search = search_field(_("Search the list"))
        self.present = button(_("Present"), lambda: self.mark(Presence.PRESENT))
        self.absent = button(_("Absent"), lambda: self.mark(Presence.ABSENT))
        self.expected = button(_("Not here yet"), lambda: self.mark(Presence.EXPECTED))
        self.remove = button(_("Remove"), self.remove_chosen, icon_name="trash")
        self.held = QAction(_("Save what is held on this person …"), self)
        self.deletion = QAction(_("Delete the people …"), self)
        self.deleting: PeopleDeletion | None = None
        self.new = button(_("New person"), self.add_new, icon_name="user-plus", look="primary")
        self.more = button("", icon_name="ellipsis", name=_("More"))
        self.more_menu = QMenu(self.more)
        self.region = self.more_menu.addAction("", self.share_region)
        self.more_menu.addAction(self.held)
        self.more_menu.addSeparator()
        self.more_menu.addAction(self.deletion)
        self.more.setMenu(self.more_menu)
        self.alike = button("", self.toggle_duplicates, icon_name="users", tooltip=hint("duplicates"))
        self.spreadsheet = button(
            _("From a spreadsheet …"),
            self.choose_spreadsheet,
            icon_name="file-text",
            tooltip=hint("people-import"),
            name=_("From a spreadsheet …"),
        )
        self._lay_out()
        self._connect()
        self._draw()
        self._draw_chosen()
        self._draw_duplicates(len(self.duplicates.pairs))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes here comes to check in."""
        super().showEvent(event)
        if not event.spontaneous() and self.importing is None and self.deleting is None:
            self.check_in.box.setFocus()

    def add_new(self) -> None:
        """A new person on the list, the name ready to be typed; Enter adds the next one, Esc no more."""
        person = Person(id=self._document.new_id(), name=_("New person"))
        plan = add_person(self._document.plan, person)
        self.search.clear()
        if self._document.attempt(lambda: self._document.edit(plan, _("add a person"))):
            self._new = person.id
            self.table.choose(person.id, NAME, edit=True)

    def mark(self, presence: Presence) -> None:
        """Notes the presence of all chosen people, as one press."""
        record = self._document.record
        facts = [
            CheckedIn(id, presence) for id in self.table.all_chosen if record.present(id) is not presence
        ]
        if facts:
            self._document.attempt(lambda: self._document.press(*facts))

    def remove_chosen(self) -> None:
        """Takes the chosen people off the list, their seats and their tables; Ctrl+Z brings them back."""
        ids = self.table.all_chosen
        if not ids:
            return
        row_ = self.table.currentIndex().row()
        names = shown_names(self._document.plan.event.people)
        plan = remove_people(self._document.plan, ids)
        if self._document.attempt(lambda: self._document.edit(plan, _("remove people"))):
            if self.model.rows:
                self.table.choose(self.model.rows[min(max(row_, 0), len(self.model.rows) - 1)].id, NAME)
            self._document.tell(_removed([names[id] for id in ids]))

    def share_region(self) -> None:
        """Gives everybody of the chosen person's organisation that person's region."""
        person = self._with_region_to_share()
        if person is None:
            return
        before = self._document.plan.event.people
        plan = share_region(self._document.plan, person.id)
        if self._document.attempt(lambda: self._document.edit(plan, _("use a region for an organisation"))):
            changed = sum(old != new for old, new in zip(before, plan.event.people, strict=True))
            words = ngettext(
                "{count} more person of {organisation} has the region {region} now.",
                "{count} more people of {organisation} have the region {region} now.",
                changed,
            )
            self._document.tell(
                words.format(count=changed, organisation=person.organisation, region=person.region)
            )

    def toggle_duplicates(self) -> None:
        """Shows who may be on the list twice in place of the list, or the list again."""
        showing = self.duplicates.isHidden()
        self.duplicates.setVisible(showing)
        self._list.setVisible(not showing)
        (self.duplicates if showing else self.table).setFocus()

    def save_held(self) -> None:
        """Asks where all that is held on the one chosen person goes, and writes it there."""
        (id,) = self.table.all_chosen
        document = self._document
        held, event, at = held_on(document.snapshot, id), document.plan.event, document.now().utc
        suggested = document.path.with_name(f"{_file_name(held.person.name)}.txt")
        save_written(
            self,
            document,
            self.held.text(),
            suggested,
            _("Text (*.txt)") + ";;JSON (*.json)",
            partial(export_person, held, event, at),
        )

    def open_deletion(self) -> None:
        """Shows, in place of the list, what goes and what stays; nothing is deleted yet."""
        self.close_deletion()
        self.deleting = PeopleDeletion(self._document, self.close_deletion)
        self._pages.addWidget(self.deleting)
        self._pages.setCurrentWidget(self.deleting)
        self.setFocusProxy(self.deleting)
        self.deleting.setFocus()

    def close_deletion(self) -> None:
        """Shows the list again."""
        if self.deleting is None:
            return
        self._pages.removeWidget(self.deleting)
        self.deleting.deleteLater()
        self.deleting = None
        self.setFocusProxy(self.check_in.box)
        self.check_in.box.setFocus()

    # ── inside ──

    def _lay_out(self) -> None:
        head, _title = page(_("People"), self.alike, self.spreadsheet, self.new)
        head.insertWidget(1, self.counts)
        self.counts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        head.insertWidget(2, self.example, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.setSpacing(tokens.M)
        self.example.setProperty("look", "chip")
        self.example.setToolTip(_("These people are invented."))
        marks = row(self.present, self.absent, self.expected)
        actions = wrapped(row(self.search), marks, row(self.remove, self.more))
        self.empty.setContentsMargins(tokens.L, tokens.XL, tokens.L, tokens.L)
        people = column(actions, self.empty, self.table, spacing=tokens.S)
        people.setStretch(2, 1)
        self._list = QWidget()
        self._list.setLayout(people)
        self.duplicates.hide()
        body = row(self.check_in, self._list, self.duplicates, spacing=tokens.M)
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        box = column(head, body, spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        box.setStretch(1, 1)
        content = QWidget()
        content.setLayout(box)
        self.show_content(content, self.check_in.box)

    def _connect(self) -> None:
        self._document.event_changed.connect(self._on_document_changed)
        self._document.record_changed.connect(self._on_document_changed)
        self.duplicates.found.connect(self._draw_duplicates)
        self.duplicates.closed.connect(self.toggle_duplicates)
        bind(self, "people-import", self.choose_spreadsheet)
        bind(self, "duplicates", self.toggle_duplicates)
        self.held.triggered.connect(self.save_held)
        self.deletion.triggered.connect(self.open_deletion)
        self.search.textChanged.connect(self.model.search)
        self.model.drawn.connect(self._draw_empty)
        self.model.modelReset.connect(self._draw_chosen)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.removal_wanted.connect(self._on_removal_wanted)
        self.table.entered.connect(self._on_entered)
        self.table.given_up.connect(self._on_given_up)
        self.table.escaped.connect(self.check_in.box.setFocus)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)

    def _on_document_changed(self, _changed: Event | Record) -> None:
        self._draw()

    def _on_selection_changed(self, *_selections: object) -> None:
        self._draw_chosen()

    def _on_removal_wanted(self, _id: str) -> None:
        self.remove_chosen()

    def _on_entered(self, id: str) -> None:
        if id == self._new and not self._remove_nameless(id):
            self.add_new()

    def _on_given_up(self, id: str) -> None:
        if id == self._new:
            self._remove_nameless(id)

    def _remove_nameless(self, id: str) -> bool:
        """Takes a line off the list that was added and never typed in; True when it did."""
        person = find(self._document.plan.event.people, id)
        if person is None or person != Person(id=id, name=_("New person"), number=person.number):
            return False
        self._new = ""
        plan = remove_people(self._document.plan, (id,))
        return self._document.attempt(lambda: self._document.edit(plan, _("remove people")))

    def _on_menu_requested(self, at: QPoint) -> None:
        if not self.table.all_chosen:
            return
        menu = QMenu(self.table)
        for made in (self.present, self.absent, self.expected):
            menu.addAction(made.text(), made.click)
        menu.addSeparator()
        menu.addAction(self.region)
        menu.addAction(self.held)
        menu.addAction(self.remove.icon(), self.remove.text(), self.remove.click)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _draw(self) -> None:
        people, record = self._document.plan.event.people, self._document.record
        deleted = deleted_counts(record)
        if people:
            set_text(self.counts, counts_line(people, record))
        else:
            set_text(self.counts, _("Deleted: {numbers}").format(numbers=numbers(deleted)) if deleted else "")
        self.deletion.setEnabled(bool(people or deleted))
        self.example.setVisible(any(person.example for person in people))
        self._draw_region()
        self._draw_empty()

    def _draw_empty(self) -> None:
        """Says why the table is empty, and what to do first."""
        shown = bool(self.model.rows)
        self.table.setVisible(shown)
        self.empty.setVisible(not shown)
        if self._document.plan.event.people:
            set_text(self.empty, _("Nobody on the list fits “{text}”.").format(text=self.search.text()))
        elif deleted_counts(self._document.record):
            set_text(self.empty, _("The people are deleted. How many there were stands above."))
        else:
            set_text(
                self.empty,
                _(
                    "Nobody is on the list yet. Press New person to type the list, "
                    "or check in people one by one as they come."
                ),
            )

    def _draw_chosen(self) -> None:
        chosen = bool(self.table.all_chosen)
        for made in (self.present, self.absent, self.expected, self.remove):
            made.setEnabled(chosen)
        self._draw_region()
        self.held.setEnabled(len(self.table.all_chosen) == 1)

    def _with_region_to_share(self) -> Person | None:
        """The one chosen person whose region somebody else of the organisation has not."""
        plan, chosen = self._document.plan, self.table.all_chosen
        person = find(plan.event.people, chosen[0]) if len(chosen) == 1 else None
        if person is None or not person.region or share_region(plan, person.id) is plan:
            return None
        return person

    def _draw_region(self) -> None:
        person = self._with_region_to_share()
        words = _("Use this region for all of the organisation")
        if person is not None:
            words = _("Use “{region}” for all of {organisation}").format(
                region=person.region, organisation=person.organisation
            )
        self.region.setText(words.replace("&", "&&"))
        self.region.setEnabled(person is not None)

    def _draw_duplicates(self, count: int) -> None:
        words = ngettext("{count} possible duplicate", "{count} possible duplicates", count)
        set_text(self.alike, f" {words.format(count=count)}")  # room beside the icon
        self.alike.setAccessibleName(words.format(count=count))
        self.alike.setVisible(count > 0)


def counts_line(people: tuple[Person, ...], record: Record) -> str:
    """“104 present · 3 absent · 3 expected”; what is zero is left out.

    Once the day has begun, nobody is expected for not being marked where hardly anybody is.
    """
    counted = attendance(people, record.presence)
    if record.runs and 2 * counted.expected > len(people):
        parts: tuple[tuple[int, str], ...] = (
            (counted.present, _("{count} present")),
            (counted.absent, _("{count} absent")),
            (counted.expected, _("{count} not marked")),
        )
        return " · ".join(text.format(count=count) for count, text in parts if count)
    parts = (
        (counted.present, _("{count} present")),
        (counted.absent, _("{count} absent")),
        (counted.expected, _("{count} expected")),
    )
    return " · ".join(text.format(count=count) for count, text in parts if count)


def _file_name(name: str) -> str:
    """The name without what no file name may hold."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', " ", name).strip(" .") or _("person")


def _removed(names: list[str]) -> str:
    if len(names) == 1:
        return _("{name} is off the list. Ctrl+Z brings them back.").format(name=names[0])
    return _("{count} people are off the list. Ctrl+Z brings them back.").format(count=len(names))
