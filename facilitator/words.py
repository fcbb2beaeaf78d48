"""What the domain's kinds are called, in the language spoken: one word each, in lower case; and lengths."""

from __future__ import annotations

from datetime import timedelta

from facilitator.cafe import PhaseKind
from facilitator.event import MINUTE, Duty, Event, Fixture, FixtureKind, ItemKind, Role, Theme
from facilitator.floor import table_numbers
from facilitator.i18n import _, ngettext
from facilitator.likeness import Reason
from facilitator.notes import LAPTOP, PHONE, NoteKind
from facilitator.record import Presence


def item_kind_word(kind: ItemKind) -> str:
    words = {
        ItemKind.REGISTRATION: _("registration"),
        ItemKind.WELCOME: _("welcome"),
        ItemKind.TALK: _("talk"),
        ItemKind.TASK: _("task"),
        ItemKind.DISCUSSION: _("table discussion"),
        ItemKind.CAFE: _("café dialogue"),
        ItemKind.BREAK: _("break"),
        ItemKind.HARVEST: _("harvest"),
        ItemKind.CLOSING: _("closing"),
        ItemKind.MARKER: _("marker"),
    }
    return words[kind]


def note_kind_word(kind: NoteKind) -> str:
    words = {
        NoteKind.CHALLENGE: _("challenge"),
        NoteKind.TREND: _("trend"),
        NoteKind.EFFORT: _("effort"),
        NoteKind.PROPOSAL: _("proposal"),
        NoteKind.OTHER: _("something else"),
    }
    return words[kind]


def place_word(place: str) -> str:
    """Where a note was written: at this laptop, or on which phone, by the first signs of its name."""
    if place == LAPTOP:
        return _("this laptop")
    phone = place.removeprefix(PHONE)
    return place if phone == place else _("phone {name}").format(name=phone)


def phase_word(kind: PhaseKind) -> str:
    """What is said to the room: «samtale», «skriv ferdig», «bytt bord»."""
    words = {
        PhaseKind.SILENCE: _("think in silence"),
        PhaseKind.TALK: _("table talk"),
        PhaseKind.WRITE_UP: _("finish writing"),
        PhaseKind.CHANGE: _("change tables"),
    }
    return words[kind]


def role_word(role: Role) -> str:
    words = {
        Role.POLITICAL: _("political"),
        Role.ADMINISTRATIVE: _("administrative"),
        Role.OTHER: _("other"),
    }
    return words[role]


def likeness_word(reason: Reason) -> str:
    words = {
        Reason.SAME_NAME: _("the same name"),
        Reason.SPELLING: _("the same name, spelled in another way"),
        Reason.SWAPPED: _("given and family name are swapped"),
        Reason.INITIALS: _("a given name is an initial, or left out"),
        Reason.ONE_LETTER: _("one letter differs"),
    }
    return words[reason]


def language_word(code: str) -> str:
    """«engelsk» for "en"; a language that is not known stays as it was typed."""
    words = {
        "nb": _("Norwegian (bokmål)"),
        "nn": _("Norwegian (nynorsk)"),
        "se": _("Northern Sami"),
        "en": _("English"),
        "sv": _("Swedish"),
        "da": _("Danish"),
        "de": _("German"),
        "fr": _("French"),
    }
    return words.get(code.strip().lower(), code)


def duty_word(duty: Duty) -> str:
    words = {
        Duty.PARTICIPANT: _("participant"),
        Duty.SPEAKER: _("speaker"),
        Duty.MODERATOR: _("moderator"),
        Duty.SECRETARIAT: _("secretariat"),
    }
    return words[duty]


def presence_word(presence: Presence) -> str:
    words = {
        Presence.EXPECTED: _("expected"),
        Presence.PRESENT: _("present"),
        Presence.ABSENT: _("absent"),
        Presence.LEFT: _("has left"),
    }
    return words[presence]


def fixture_word(kind: FixtureKind) -> str:
    words = {
        FixtureKind.STAGE: _("stage"),
        FixtureKind.SCREEN: _("screen"),
        FixtureKind.DOOR: _("door"),
        FixtureKind.FOOD: _("food"),
        FixtureKind.OTHER: _("other thing"),
    }
    return words[kind]


def fixture_name(fixture: Fixture) -> str:
    """As it was called, else what it is."""
    word = fixture_word(fixture.kind)
    return fixture.text.strip() or word[:1].upper() + word[1:]


def theme_and_tables(event: Event, theme: Theme) -> str:
    """«Klima – bord 1–7»; for a theme that an open table has."""
    count = sum(table.theme_id == theme.id for table in event.open_tables)
    words = ngettext("{theme} – table {numbers}", "{theme} – tables {numbers}", count)
    return words.format(theme=theme.title, numbers=table_numbers(event, theme.id))


def minutes_of(length: timedelta) -> int:
    """Whole minutes, rounded to the nearest."""
    return round(length / MINUTE)


def minutes_word(length: timedelta) -> str:
    """The length as “25 min” or “1 h 15 min”."""
    minutes = minutes_of(length)
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if not minutes:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
