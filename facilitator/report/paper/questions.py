"""What a table is asked, and the document that belongs to its theme."""

from __future__ import annotations

from typing import Final

from facilitator.event import BackgroundDocument, Event, Item, Table, find, question_for
from facilitator.i18n import ngettext
from facilitator.kinds import theme_at
from facilitator.qr import fits_qr
from facilitator.report.outline import Document
from facilitator.words import language_word

_WEB: Final = ("https://", "http://")


def questions(event: Event, table: Table) -> tuple[tuple[str, str], ...]:
    """(when, question) of a table in all cafés; without a "when" where one question is asked all the time."""
    asked = [pair for item in event.cafes for pair in _asked(event, item, table)]
    if len({question for _when, question in asked}) == 1:
        return (("", asked[0][1]),)
    return tuple(asked)


def _asked(event: Event, item: Item, table: Table) -> list[tuple[str, str]]:
    rounds: dict[str, list[str]] = {}
    for number, round_ in enumerate(item.rounds, 1):
        question = question_for(item, round_, theme_at(event, item, number - 1, table))
        if question:
            rounds.setdefault(question, []).append(str(number))
    several = len(event.cafes) > 1
    return [(_when(item, numbers, several=several), question) for question, numbers in rounds.items()]


def _when(item: Item, numbers: list[str], *, several: bool) -> str:
    """«Runde 2», «Runde 1, 3»; the café's title before it where there is another café."""
    whole = len(numbers) == len(item.rounds)
    told = (
        ""
        if whole
        else ngettext("Round {numbers}", "Rounds {numbers}", len(numbers)).format(numbers=", ".join(numbers))
    )
    return " · ".join(filter(None, (item.title if several else "", told)))


def document_for(event: Event, table: Table) -> Document | None:
    """The document to read at the table: one that names its theme, else the first; with a web address."""
    theme = find(event.themes, table.theme_id)
    leading = [one for one in event.documents if _leads(one)]
    name = theme.title.casefold() if theme else ""
    naming = [one for one in leading if name and name in f"{one.title} {one.description}".casefold()]
    for one in naming or leading:
        return Document(one.title, language_word(one.language), one.description, one.address)
    return None


def _leads(document: BackgroundDocument) -> bool:
    address = document.address
    return address.startswith(_WEB) and address.isprintable() and fits_qr(address)
