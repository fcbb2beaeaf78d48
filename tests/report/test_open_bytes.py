"""The open edition names nobody: not in its text, not in its metadata, in no format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pikepdf
import pytest
from pypdf import PdfReader

from facilitator.event import Event, Item, Person
from facilitator.report import OPEN_ENDINGS, What, export
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from tests.builders import a_draft, a_moment, a_rich_event, a_snapshot, some_notes

ODD_NAMES = (
    "Åse-Marie Øvreås",
    "Seán O\u2019Súilleabháin",
    "王小芳明",
    "محمد عبدالرحمن",
    "Zoë <b>Quist</b>",
    "Nordmann, Per Kristian (SV)",
    "Łucja Đặng-Ngọc",
    "Anna\u00a0Lena  Björk",
)

# How a name is typed into a text: as it is, or so that comparing letters would not find it.
TYPED: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.casefold,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: "\u00a0\u00a0".join(name.split()),
    "\u00ad".join,
)


def plain(text: str) -> str:
    """Letters and digits only, so that neither case, spacing nor Unicode form hide a name."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", unquote(text)).casefold())
    return "".join(char for char in folded if char.isalnum())


def leaked(file: Path, names: tuple[str, ...]) -> set[str]:
    """The names that stand in the file, in whatever it is made of."""
    held = plain("\n".join(everything_in(file)))
    return {name for name in names if plain(name) in held}


def everything_in(file: Path) -> Iterator[str]:
    if file.suffix == ".pdf":
        yield from _everything_in_pdf(file)
    elif file.suffix in (".xlsx", ".docx"):
        with ZipFile(file) as parts:
            for part in parts.namelist():
                xml = parts.read(part).decode("utf-8", "replace")
                yield from (part, xml, re.sub("<[^>]*>", "", xml))
    else:
        yield file.read_text("utf-8")


def _everything_in_pdf(file: Path) -> Iterator[str]:
    """The pages' text, and each string and stream of the file decompressed."""
    yield from (page.extract_text() for page in PdfReader(file).pages)
    with pikepdf.open(file) as pdf:
        for thing in (*pdf.objects, pdf.trailer):
            yield from _strings(thing)


def _strings(thing: object) -> Iterator[str]:
    """What the thing itself says; what it refers to is an object of the file, too."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Stream):
        data = thing.read_bytes()
        yield from (data.decode(code, "replace") for code in ("latin-1", "utf-8", "utf-16-be"))
    inside = [*thing] if isinstance(thing, pikepdf.Array) else []
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        inside = [thing[key] for key in thing.keys()]  # noqa: SIM118 - a stream is no mapping
    for one in inside:
        if not getattr(one, "is_indirect", False):
            yield from _strings(one)


def naming(snapshot: Snapshot, name: str) -> Snapshot:
    """The day with the name typed into all that is typed, and no other day's words lost."""
    said = f" (sa {name})"
    event = snapshot.event

    def item(one: Item) -> Item:
        rounds = tuple(replace(r, question=r.question and r.question + said) for r in one.rounds)
        named = {"title": one.title + said, "prompt": one.prompt and one.prompt + said, "rounds": rounds}
        return replace(one, **named)  # type: ignore[arg-type]

    documents = tuple(
        replace(one, title=one.title + said, description=said, address=f"https://x.example/{name}")
        for one in event.documents
    )
    event = replace(
        event,
        title=event.title + said,
        place=event.place + said,
        organiser=event.organiser + said,
        purposes=tuple(text + said for text in event.purposes),
        items=tuple(map(item, event.items)),
        themes=tuple(replace(one, title=one.title + said) for one in event.themes),
        points=tuple(replace(one, title=one.title + said) for one in event.points),
        steps=tuple(replace(one, title=one.title + said, when=one.when + said) for one in event.steps),
        documents=documents,
    )
    drafts = [replace(note.draft, text=note.draft.text + said) for note in snapshot.notes.standing]
    notes = some_notes(*(replace(draft, parent_id=None) for draft in drafts))
    return replace(snapshot, plan=replace(snapshot.plan, event=event), notes=notes)


def with_people(snapshot: Snapshot, names: tuple[str, ...]) -> Snapshot:
    people = tuple(Person(id=f"odd-{at}", name=name) for at, name in enumerate(names))
    event = replace(snapshot.event, people=(*snapshot.event.people, *people))
    return replace(snapshot, plan=replace(snapshot.plan, event=event))


def all_names(event: Event) -> tuple[str, ...]:
    """But for those of one word, which are ordinary words, too."""
    speakers = [speaker.name for item in event.items for speaker in item.speakers]
    names = [*(person.name for person in event.people), *(one.name for one in event.moderators), *speakers]
    return tuple(
        name for name in names if len(plain(name)) > 3 and (" " in name.strip() or not name.isascii())
    )


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot(with_notes=True)


@pytest.mark.parametrize("ending", OPEN_ENDINGS)
def test_a_leak_would_be_found(ending: str, sample: Snapshot, tmp_path: Path) -> None:
    """In the full edition the names are found in each format, so the test below can fail."""
    file = tmp_path / f"full{ending}"
    name = sample.event.people[0].name
    export(naming(sample, name), file, a_moment("16:00"), "nb", What.SUMMARY)
    assert name in leaked(file, all_names(sample.event))


@pytest.mark.parametrize("ending", OPEN_ENDINGS)
def test_nobody_is_named_in_the_open_edition(ending: str, sample: Snapshot, tmp_path: Path) -> None:
    file = tmp_path / f"open{ending}"
    named = naming(sample, sample.event.people[0].name)
    written = export(named, file, a_moment("16:00"), "en", edition=Edition.OPEN)
    assert leaked(file, all_names(sample.event)) == set()
    assert written.names is not None
    assert written.names > len(sample.notes.standing)
    assert any("name left out" in text for text in everything_in(file))


@pytest.mark.parametrize("ending", OPEN_ENDINGS)
def test_odd_names_are_in_no_byte_however_they_are_typed(ending: str, tmp_path: Path) -> None:
    day = with_people(a_snapshot(a_rich_event(), notes=some_notes(a_draft())), ODD_NAMES)
    day = naming(day, ", ".join(typed(name) for name in ODD_NAMES for typed in TYPED))
    file = tmp_path / f"open{ending}"
    export(day, file, a_moment("16:00"), "en", What.SUMMARY)
    assert len(leaked(file, ODD_NAMES)) > len(ODD_NAMES) / 2  # those that the format writes as they are
    export(day, file, a_moment("16:00"), "en", edition=Edition.OPEN)
    assert leaked(file, all_names(day.event)) == set()
