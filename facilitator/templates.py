"""Days to begin with: ready-made ones in the language wanted, and a new one from one planned before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from facilitator.event import MINUTE, Event, Item, ItemKind, Plan, Round, Table, consistent, with_rounds
from facilitator.i18n import Language, _, speaking

NewId = Callable[[], str]

TABLES = 6


class Template(StrEnum):
    CAFE_DAY = "cafe_day"
    HALF_DAY = "half_day"
    EMPTY = "empty"


def template(name: Template, language: Language, date: date, new_id: NewId) -> Plan:
    """The plan of a ready-made day, all its texts in that language."""
    with speaking(language):
        event = Event(
            id=new_id(), title=template_title(name), date=date, language=language, messages=default_messages()
        )
        match name:
            case Template.CAFE_DAY:
                event = _cafe_day(event, new_id)
            case Template.HALF_DAY:
                event = _half_day(event, new_id)
    return Plan(event=event)


def new_from(plan: Plan, date: date, new_id: NewId, *, people: bool = True) -> Plan:
    """The same day on another date: what was skipped on the day is in again, and what was harvested is not.

    Without ``people`` the list of people is left empty, and with it who hosts and who sits where.
    """
    event = replace(
        plan.event,
        id=new_id(),
        date=date,
        items=tuple(replace(item, skipped=False) for item in plan.event.items),
        people=plan.event.people if people else (),
        points=(),
    )
    return consistent(Plan(event=event, seats=plan.seats))


def template_title(name: Template) -> str:
    """What a day made from it is called at first, in the language spoken."""
    titles = {
        Template.CAFE_DAY: _("Café day"),
        Template.HALF_DAY: _("Half day"),
        Template.EMPTY: _("New day"),
    }
    return titles[name]


def default_messages() -> tuple[str, ...]:
    """Messages to the speaker that are ready to be shown, in the language spoken."""
    return (
        _("5 minutes left"),
        _("2 minutes left"),
        _("Please finish"),
        _("Please use the microphone"),
        _("Please repeat the question"),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """An item of a template; ``minutes`` and ``least`` are its length and its least one."""

    kind: ItemKind
    title: str
    minutes: int
    least: int | None = None
    group: str = ""
    start: time | None = None
    prompt: str = ""

    def item(self, new_id: NewId) -> Item:
        return Item(
            id=new_id(),
            kind=self.kind,
            title=self.title,
            length=self.minutes * MINUTE,
            minimum=None if self.least is None else self.least * MINUTE,
            group=self.group,
            start=self.start,
            prompt=self.prompt,
        )


def _cafe_day(event: Event, new_id: NewId) -> Event:
    morning, dialogue, end, kind = _("Morning"), _("Dialogue"), _("Summing up"), ItemKind
    before = (
        _Line(kind.REGISTRATION, _("Registration and coffee"), 30, start=time(9)),
        _Line(kind.WELCOME, _("Welcome"), 15, None, morning, time(9, 30)),
        _Line(kind.TALK, _("Opening talk"), 30, 20, morning),
        _Line(kind.TASK, _("Opening task at the tables"), 25, 15, morning, prompt=_first_question()),
        _Line(kind.BREAK, _("Break"), 15, 10, morning),
        _Line(kind.TALK, _("Second talk"), 30, 20, morning),
        _Line(kind.BREAK, _("Lunch"), 45, 40, start=time(11, 30)),
        _Line(kind.DISCUSSION, _("Introduction to the dialogue"), 20, 10, dialogue, prompt=_first_question()),
    )
    cafe = with_rounds(_Line(kind.CAFE, _("World Café"), 60, group=dialogue).item(new_id), _rounds(new_id))
    after = (
        _Line(kind.BREAK, _("Break"), 15, 5, dialogue),
        _Line(kind.HARVEST, _("Harvest from the tables"), 30, 20, end),
        _Line(kind.HARVEST, _("Priorities"), 15, 10, end),
        _Line(kind.CLOSING, _("The way forward, and thank you"), 15, 10, end),
    )
    items = (*(one.item(new_id) for one in before), cafe, *(one.item(new_id) for one in after))
    return replace(event, doors=time(9), start=time(9, 30), end=time(15), items=items, tables=_tables(new_id))


def _half_day(event: Event, new_id: NewId) -> Event:
    dialogue, end, kind = _("Dialogue"), _("Summing up"), ItemKind
    lines = (
        _Line(kind.REGISTRATION, _("Registration and coffee"), 30, start=time(8, 30)),
        _Line(kind.WELCOME, _("Welcome"), 10, start=time(9)),
        _Line(kind.TALK, _("Opening talk"), 25, 20),
        _Line(kind.TASK, _("Opening task at the tables"), 25, 15, dialogue, prompt=_first_question()),
        _Line(kind.BREAK, _("Break"), 15, 10, dialogue),
        _Line(kind.DISCUSSION, _("Discussion at the tables"), 45, 30, dialogue, prompt=_second_question()),
        _Line(kind.HARVEST, _("Harvest from the tables"), 30, 20, end),
        _Line(kind.CLOSING, _("The way forward, and thank you"), 15, 10, end),
    )
    items = tuple(one.item(new_id) for one in lines)
    return replace(event, doors=time(8, 30), start=time(9), end=time(12), items=items, tables=_tables(new_id))


def _first_question() -> str:
    return _("Which challenges can we only solve together?")


def _second_question() -> str:
    return _("What should come first, and why?")


def _rounds(new_id: NewId) -> tuple[Round, ...]:
    questions = (_first_question(), _second_question(), _("What is the first step, and who must join in?"))
    return tuple(
        Round(
            id=new_id(),
            talk=talk * MINUTE,
            write_up=3 * MINUTE,
            change=2 * MINUTE,
            question=question,
        )
        for talk, question in zip((20, 15, 15), questions, strict=True)
    )


def _tables(new_id: NewId) -> tuple[Table, ...]:
    return tuple(Table(id=new_id(), number=number) for number in range(1, TABLES + 1))
