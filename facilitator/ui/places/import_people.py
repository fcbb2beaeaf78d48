"""The list of people from a spreadsheet: what an import would change, in words."""

from __future__ import annotations

from facilitator.event import Person
from facilitator.exchange.merge import ChangeKind
from facilitator.exchange.people_columns import HEADINGS, NAMES, PersonField, person_field_word
from facilitator.exchange.people_merge import MergedPeople, PersonChange, merge_list
from facilitator.exchange.people_rows import PeopleRead, read_people, unread_headings
from facilitator.i18n import _, ngettext
from facilitator.record import Presence
from facilitator.ui.document import Document
from facilitator.ui.places.import_subject import (
    NOTHING,
    Line,
    Preview,
    Reading,
    Subject,
    count_sentence,
    kind_word,
    problem_lines,
)
from facilitator.words import likeness_word, role_word

_NEVER_HERE = (Presence.EXPECTED, Presence.ABSENT)
_QUOTED = 3  # texts that a remark quotes


def people_subject() -> Subject:
    """The list, whose rows are people."""
    return Subject(
        question=_("Get people from a spreadsheet"),
        title=_("People from “{name}”"),
        one=_("Person"),
        remove_absent=_("Remove people who are not in the sheet"),
        required=_("Choose above which column holds the names."),
        step=_("import a list of people"),
        applied=_("“{name}” is on the list: {counts}. Ctrl+Z takes it out again."),
        headings=HEADINGS,
        fields=tuple((which, person_field_word(which)) for which in PersonField),
        preview=_preview,
    )


def _preview(document: Document, reading: Reading) -> Preview | None:
    """What the import would do with the list as it is now; None without a column of names.

    Who has been checked in stays, whatever the sheet says.
    """
    if NAMES.isdisjoint(reading.columns.values()):
        return None
    read = read_people(reading.sheet, reading.header, reading.columns)
    presence = document.record.presence
    merged = merge_list(
        document.plan,
        read.entries,
        document.new_id,
        came={id for id, mark in presence.items() if mark not in _NEVER_HERE},
        remove_absent=reading.remove_absent,
    )
    problems = (*read.problems, *merged.problems)
    kinds = [change.kind for change in merged.changes]
    twins = sum(change.twin is not None for change in merged.changes)
    return Preview(
        plan=merged.plan,
        lines=(*problem_lines(problems), *_lines(merged)),
        counts=count_sentence(kinds, twins=twins, problems=len(problems)),
        taken=count_sentence(kinds, twins=twins),
        remark=_remark(reading, read),
    )


def _lines(merged: MergedPeople) -> list[Line]:
    """Who may be twice, then what changes, then who is not in the sheet; who stays as is has no line."""
    changing = [change for change in merged.changes if change.kind is not ChangeKind.UNCHANGED]
    changing.sort(key=lambda change: (change.kind is ChangeKind.ABSENT, change.twin is None))
    return [_line(change) for change in changing]


def _line(change: PersonChange) -> Line:
    person = change.after or change.before
    return Line(
        id=person.id if person else "",
        what=kind_word(change.kind) if change.twin is None else _("Possible duplicate"),
        row=str(change.row or ""),
        title=person.name if person else "",
        details=_details(change),
        quiet=change.kind is ChangeKind.ABSENT,
    )


def _details(change: PersonChange) -> str:
    if change.twin is not None:
        why = likeness_word(change.reason) if change.reason else _("the same name from elsewhere")
        twin = ", ".join(filter(None, (change.twin.name, change.twin.organisation)))
        return _("beside {person}: {reason}. Imported as another person.").format(person=twin, reason=why)
    if change.kind is ChangeKind.NEW and change.after is not None:
        person = change.after
        return " · ".join(filter(None, (person.organisation, person.region, role_word(person.role))))
    if change.kind is ChangeKind.ABSENT:
        return _("stays on the list")
    if change.before is None or change.after is None:
        return ""
    return " · ".join(_from_to(which, change.before, change.after) for which in change.fields)


def _from_to(which: PersonField, before: Person, after: Person) -> str:
    """“Region: – → Follo”."""
    return f"{person_field_word(which)}: {_value(before, which)} → {_value(after, which)}"


def _value(person: Person, which: PersonField) -> str:
    if which is PersonField.ROLE:
        return role_word(person.role)
    return str(getattr(person, which.value)) or NOTHING


def _remark(reading: Reading, read: PeopleRead) -> str:
    """Which columns are not taken along, and which roles nobody understands."""
    remarks = []
    unread = unread_headings(reading.sheet, reading.header, reading.columns)
    if unread:
        remarks.append(
            _(
                "Not read: {columns}. Of people the program keeps name, organisation, region and role only."
            ).format(columns=", ".join(unread))
        )
    unknown = read.unknown_roles
    if unknown:
        quoted = ", ".join(_("“{text}”").format(text=text) for text in unknown[:_QUOTED])
        remarks.append(
            ngettext(
                "{count} role is neither political nor administrative and is passed over: {roles}.",
                "{count} roles are neither political nor administrative and are passed over: {roles}.",
                len(unknown),
            ).format(count=len(unknown), roles=quoted + (" …" if len(unknown) > _QUOTED else ""))
        )
    return " ".join(remarks)
