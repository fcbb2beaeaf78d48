"""Innstillinger: the facts of the day, and how the program looks on this machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from facilitator import i18n, settings
from facilitator.event import Speaker
from facilitator.settings import Settings
from facilitator.signals import SignalKind
from facilitator.ui.document import Document
from facilitator.ui.places.settings import SettingsPlace
from facilitator.ui.sounds import Sounds
from tests.ui.fake_player import FakePlayer


@pytest.fixture
def player(qapp: object) -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def place(sample: Document, player: FakePlayer, qtbot: QtBot) -> SettingsPlace:
    i18n.use("en")
    made = SettingsPlace(sample, Sounds(lambda: player))
    qtbot.addWidget(made)
    made.show()
    return made


def type_line(place: SettingsPlace, name: str, text: str) -> None:
    field = place.event_form.widgets.get(name) or place.more_form.widgets[name]
    assert isinstance(field, QLineEdit)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["2026-11-23", "23.11.2026", " 23.11.2026 "])
def test_a_date_is_typed_in_either_way(place: SettingsPlace, sample: Document, text: str) -> None:
    type_line(place, "date", text)
    assert sample.plan.event.date == date(2026, 11, 23)


def test_an_empty_end_is_no_pinned_end(place: SettingsPlace, sample: Document) -> None:
    type_line(place, "end", "")
    assert sample.plan.event.end is None
    type_line(place, "end", "1545")
    assert sample.plan.event.end == time(15, 45)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("title", " ", "title is empty"),
        ("date", "yesterday", "not a date"),
        ("date", "31.2.2026", "not a date"),
        ("start", "", "needs a start"),
        ("start", "half nine", "not a time of day"),
        ("end", "08:00", "end before it starts"),
        ("zone", "Europe/Hamar", "not a time zone"),
    ],
)
def test_what_makes_no_sense_is_said_by_its_field_and_stays_there(
    place: SettingsPlace, sample: Document, name: str, text: str, words: str
) -> None:
    before = sample.plan
    type_line(place, name, text)
    form = place.event_form if name in place.event_form.widgets else place.more_form
    field = form.widgets[name]
    assert isinstance(field, QLineEdit)
    assert words in form.errors[name].text()
    assert field.text() == text
    assert sample.plan == before


def test_texts_of_several_lines_are_stored_when_they_are_left(place: SettingsPlace, sample: Document) -> None:
    moderators = place.more_form.widgets["moderators"]
    purposes = place.more_form.widgets["purposes"]
    assert isinstance(moderators, QPlainTextEdit)
    assert isinstance(purposes, QPlainTextEdit)
    moderators.setFocus()
    moderators.setPlainText("Kari Nordmann, leder, Hamar")
    purposes.setFocus()
    assert sample.plan.event.moderators == (
        Speaker(name="Kari Nordmann", title="leder", organisation="Hamar"),
    )
    purposes.setPlainText("Lytte\n\nForstå\n")
    moderators.setFocus()
    assert sample.plan.event.purposes == ("Lytte", "Forstå")


def test_the_look_is_kept_with_the_program_and_told(
    place: SettingsPlace, sample: Document, qtbot: QtBot
) -> None:
    before = sample.plan
    theme = place.machine_form.widgets["theme"]
    assert isinstance(theme, QComboBox)
    with qtbot.waitSignal(place.dressed):
        theme.setCurrentIndex(theme.findData("dark"))
    assert settings.load().theme == "dark"
    assert sample.plan == before


def choose(place: SettingsPlace, name: str, value: str) -> None:
    field = place.sound_form.widgets[name]
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(value))


@pytest.mark.parametrize("kind", SignalKind)
def test_a_sound_is_chosen_and_tried(
    place: SettingsPlace, player: FakePlayer, kind: SignalKind, qtbot: QtBot
) -> None:
    choose(place, f"{kind.value}_sound", "none")
    assert not place.tries[kind].isEnabled()
    with qtbot.waitSignal(place.stored, timeout=0):
        choose(place, f"{kind.value}_sound", "wood")
    choose(place, "volume", "60")
    assert settings.load() == settings.with_sound(Settings(volume=60), kind, "wood")
    place.tries[kind].click()
    assert player.played == [("wood", 60)]
    assert place.tries[kind].accessibleName()


def test_no_sound_device_is_said_beside_the_sounds(place: SettingsPlace, player: FakePlayer) -> None:
    assert place.no_device.isHidden()
    player.available = False
    place.tries[SignalKind.ITEM_END].click()
    assert not place.no_device.isHidden()
    assert not place.tries[SignalKind.ITEM_END].isEnabled()
    player.available = True
    player.changed.emit()
    assert place.no_device.isHidden()
    assert place.tries[SignalKind.ITEM_END].isEnabled()


@pytest.mark.parametrize("name", ["presenter_next", "presenter_back"])
def test_the_keys_of_a_presenter_are_chosen(place: SettingsPlace, name: str, qtbot: QtBot) -> None:
    assert not getattr(settings.load(), name)
    box = place.presenter_form.widgets[name]
    assert isinstance(box, QCheckBox)
    with qtbot.waitSignal(place.stored, timeout=0):
        box.click()
    assert getattr(settings.load(), name)


def test_what_was_stored_elsewhere_meanwhile_is_kept_and_shown(place: SettingsPlace) -> None:
    settings.save(replace(settings.load(), sound=False))
    choose(place, "volume", "20")
    assert settings.load() == Settings(sound=False, volume=20)
    box = place.sound_form.widgets["sound"]
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
