from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from facilitator import i18n
from facilitator.i18n import Language, _, ngettext, speaking
from hatch_build import compile_catalogues

MEETING_DAY = dt.date(2024, 3, 5)


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Bokmål knows all, nynorsk only the table, English nothing."""
    texts: dict[str, dict[str | tuple[str, str], str | tuple[str, str]]] = {
        "nb": {"Table": "Bord", "Note": "Innspill", ("{n} point", "{n} points"): ("{n} p", "{n} pp")},
        "nn": {"Table": "Bordet"},
        "en": {},
    }
    for language, translations in texts.items():
        catalogue = Catalog(locale=language)
        for source, translation in translations.items():
            catalogue.add(source, translation)
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "facilitator.mo").open("wb") as file:
            write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "resource", lambda name: tmp_path)
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(
    ("language", "table", "note"),
    [("nb", "Bord", "Innspill"), ("nn", "Bordet", "Innspill"), ("en", "Table", "Note")],
)
def test_a_text_comes_in_the_language_chosen(language: Language, table: str, note: str) -> None:
    i18n.use(language)
    assert (_("Table"), _("Note")) == (table, note)


@pytest.mark.usefixtures("catalogues")
def test_the_count_chooses_the_form() -> None:
    assert ngettext("{n} point", "{n} points", 1) == "{n} p"
    with speaking("nn"):
        assert ngettext("{n} point", "{n} points", 2) == "{n} pp"
    with speaking("en"):
        assert ngettext("{n} point", "{n} points", 2) == "{n} points"


def test_a_count_without_its_words_in_nynorsk_is_said_in_bokmaal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = 'msgid "{n} point"\nmsgid_plural "{n} points"\nmsgstr[0] "%s"\nmsgstr[1] "%s"\n'
    for language, forms in {"nb": ("{n} innspill", "{n} innspill"), "nn": ("", "")}.items():
        folder = tmp_path / "resources" / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "facilitator.po").write_text(entry % forms, encoding="utf-8")
    compile_catalogues(tmp_path)
    monkeypatch.setattr(i18n, "resource", lambda name: tmp_path / "resources" / "locale")
    i18n._catalogue.cache_clear()
    with speaking("nn"):
        told = ngettext("{n} point", "{n} points", 2)
    i18n._catalogue.cache_clear()
    assert told == "{n} innspill"


@pytest.mark.usefixtures("catalogues")
def test_an_export_in_english_leaves_other_threads_alone() -> None:
    with ThreadPoolExecutor(1) as pool, speaking("en"):
        assert _("Table") == "Table"
        assert pool.submit(_, "Table").result() == "Bord"
    assert _("Table") == "Bord"


def test_speaking_ends_when_the_export_fails() -> None:
    with pytest.raises(OSError), speaking("en"):  # noqa: PT012 - the block is the test
        assert i18n.language() == "en"
        raise OSError
    assert i18n.language() == "nb"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "nn_NO"}, "nn"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "se:nb:en"}, "nb"),
        ({"LANG": "C.UTF-8"}, "nb"),
        ({"LANG": "fi_FI.UTF-8"}, "nb"),
        ({}, "nb"),
    ],
)
def test_the_system_chooses_the_language(
    environment: dict[str, str], expected: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, environment.get(variable, ""))
    assert i18n.system_language() == expected


@pytest.mark.parametrize(
    ("language", "date", "with_weekday"),
    [
        ("nb", "5. mars 2024", "tirsdag 5. mars 2024"),
        ("nn", "5. mars 2024", "tysdag 5. mars 2024"),
        ("en", "5 March 2024", "Tuesday, 5 March 2024"),
    ],
)
def test_dates_are_written_out(language: Language, date: str, with_weekday: str) -> None:
    with speaking(language):
        assert i18n.format_date(MEETING_DAY) == date
        assert i18n.format_date(MEETING_DAY, weekday=True) == with_weekday


def test_times_have_24_hours_in_every_language() -> None:
    time = dt.time(13, 42, 7)
    with speaking("en"):
        assert i18n.format_time(time) == "13:42"
        assert i18n.format_clock(time) == "13:42:07"
