"""Every text of the program has its bokmål and nynorsk, with the same places to fill in."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path
from string import Formatter
from typing import TypeAlias

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import facilitator
from facilitator.resources import resource

Text: TypeAlias = str | tuple[str, ...]  # a tuple holds the singular and the plural


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_is_translated(language: str) -> None:
    catalogue = _catalogue(language)
    texts = _texts(Path(facilitator.__file__).parent)
    assert texts
    assert [fault for text in texts if (fault := _fault(catalogue, text))] == []


@pytest.mark.parametrize(
    ("translation", "flags", "told"),
    [
        (None, (), "missing"),
        ("", (), "empty"),
        ("Lagret {tid}", (), "places"),
        ("Lagret {time}", ("fuzzy",), "fuzzy"),
        ("Lagret {time}", (), ""),
    ],
)
def test_a_faulty_translation_is_found(translation: str | None, flags: tuple[str, ...], told: str) -> None:
    catalogue = Catalog(locale="nb")
    if translation is not None:
        catalogue.add("Saved {time}", translation, flags=flags)
    assert told in _fault(catalogue, "Saved {time}")
    assert bool(told) == bool(_fault(catalogue, "Saved {time}"))


def test_a_plural_needs_both_forms() -> None:
    catalogue = Catalog(locale="nb")
    catalogue.add(("{n} table", "{n} tables"), ("{n} bord", ""))
    assert "empty" in _fault(catalogue, ("{n} table", "{n} tables"))


def test_no_text_hides_where_the_catalogues_do_not_find_it() -> None:
    """Within an f-string, before Python 3.12."""
    package = Path(facilitator.__file__).parent
    hidden = [
        (file, name) for file in package.rglob("*.py") for name in _in_f_strings(file.read_text("utf-8"))
    ]
    assert hidden == []
    assert _in_f_strings("""f"{_('text')}" + _("text")""") == ["_"]


def _in_f_strings(source: str) -> list[str]:
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    calls = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    names = (call.func.id for call in calls if isinstance(call.func, ast.Name))
    return [name for name in names if name in ("_", "ngettext")]


def _catalogue(language: str) -> Catalog:
    with resource(f"locale/{language}/LC_MESSAGES/facilitator.po").open("rb") as file:
        return read_po(file)


def _texts(package: Path) -> list[Text]:
    keywords: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(package, [("**.py", "python")], keywords=keywords)
    return list(dict.fromkeys(message for _file, _line, message, _comments, _context in found))


def _fault(catalogue: Catalog, text: Text) -> str:
    message = catalogue.get(text if isinstance(text, str) else text[0])
    if message is None:
        return f"missing: {text}"
    translations = _forms(message.string)
    if message.fuzzy:
        return f"fuzzy: {text}"
    if not all(translations):
        return f"empty: {text}"
    if _places(translations) != _places(_forms(text)):
        return f"other places: {text}"
    return ""


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _places(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
