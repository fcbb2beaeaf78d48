"""The ready check in words: what is in order, missing or to consider, and which place mends it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import PurePath

from facilitator.checks import Problem, ProblemKind, readiness
from facilitator.event import Event, Plan
from facilitator.i18n import _, ngettext
from facilitator.ui.sentences import number_ranges, problem_sentence
from facilitator.ui.sounds import no_device_sentence

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
PHONES = "phones"  # subject of a finding that the page Phones in Notes mends
LITTLE_ROOM = 500 * MEGABYTE

_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "jottacloud": "Jottacloud",
}


class Level(StrEnum):
    FINE = "fine"
    CONSIDER = "consider"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the check; ``place`` "" is this computer, which no place mends."""

    place: str
    level: Level
    sentence: str
    subject_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What is known of this computer: screens connected, bytes free beside the file (None: not known).

    ``silent``: it was found to have no sound device.
    """

    screens: int
    free: int | None
    file: PurePath
    silent: bool = False


_PLACES = {
    ProblemKind.NO_PLACE: "settings",
    ProblemKind.NO_CONTACT: "settings",
    ProblemKind.OVERLAP: "programme",
    ProblemKind.NO_TIME_LEFT: "programme",
    ProblemKind.BESIDE_NOTHING: "programme",
    ProblemKind.BESIDE_SKIPPED: "programme",
    ProblemKind.PAST_PINNED_END: "programme",
    ProblemKind.NO_ITEMS: "programme",
    ProblemKind.NO_PEOPLE: "people",
    ProblemKind.NO_DOCUMENTS: "documents",
    ProblemKind.NO_ADDRESS: "documents",
}
_TO_CONSIDER = {
    ProblemKind.OVERLAP,
    ProblemKind.BESIDE_SKIPPED,
    ProblemKind.PEOPLE_TWICE,
    ProblemKind.TABLES_TWICE,
    ProblemKind.PAST_PINNED_END,
    ProblemKind.TOO_FEW_PEOPLE,
    ProblemKind.NO_DOCUMENTS,
    ProblemKind.NO_ADDRESS,
}


def plan_findings(plan: Plan, gone: Container[str] = ()) -> tuple[Finding, ...]:
    """The plan's findings, place by place; a place without a problem says that it is in order.

    ``gone``: the ids of people who are known not to be here.
    """
    found = (*problem_findings(readiness(plan)), *_gone_hosts(plan.event, gone))
    fine = _fine_sentences(plan.event)
    return tuple(
        finding
        for place in fine
        for finding in (
            [one for one in found if one.place == place]
            or [Finding(place=place, level=Level.FINE, sentence=fine[place])]
        )
    )


def _gone_hosts(event: Event, gone: Container[str]) -> tuple[Finding, ...]:
    """The tables whose host isn't here, in one line."""
    numbers = [table.number for table in event.open_tables if table.host_id in gone] if event.cafes else []
    if not numbers:
        return ()
    sentence = ngettext(
        "The host of table {numbers} is not here.",
        "The hosts of tables {numbers} are not here.",
        len(numbers),
    ).format(numbers=number_ranges(numbers))
    return (Finding(place="cafe", level=Level.MISSING, sentence=sentence),)


def problem_findings(problems: Sequence[Problem]) -> tuple[Finding, ...]:
    """The problems, those of one kind in one line where they can be said together."""
    by_kind = sorted(problems, key=lambda problem: list(ProblemKind).index(problem.kind))
    found: list[Finding] = []
    for kind, group in groupby(by_kind, key=lambda problem: problem.kind):
        alike = tuple(group)
        together = together_sentence(alike)
        sentences = [together] if together else [problem_sentence(problem) for problem in alike]
        for sentence, first in zip(sentences, alike, strict=False):
            found.append(
                Finding(
                    place=_PLACES.get(kind, "cafe"),
                    level=Level.CONSIDER if kind in _TO_CONSIDER else Level.MISSING,
                    sentence=sentence,
                    subject_id=first.subject_id,
                )
            )
    return tuple(found)


def together_sentence(problems: Sequence[Problem]) -> str:
    """One sentence for several problems of one kind: «Bord 3, 7–9 mangler vert»; "" if there is none."""
    if len(problems) < 2:
        return ""
    numbers = number_ranges(int(problem.name) for problem in problems if problem.name.isdecimal())
    titles = ", ".join(_("“{title}”").format(title=problem.name) for problem in problems)
    match problems[0].kind:
        case ProblemKind.NO_HOST:
            return _("Tables {numbers} have no host.").format(numbers=numbers)
        case ProblemKind.NO_QUESTION:
            return _("Tables {numbers} have a round without a question.").format(numbers=numbers)
        case ProblemKind.NO_ADDRESS:
            return _("{titles} have no address, so they get no QR codes.").format(titles=titles)
    return ""


def machine_findings(machine: Machine) -> tuple[Finding, ...]:
    """The second screen, the room on the disk, where the file lies, and sound where that is missing."""
    found = (_screen_finding(machine.screens), _room_finding(machine.free), _file_finding(machine.file))
    if not machine.silent:
        return found
    return (*found, Finding(place="", level=Level.CONSIDER, sentence=no_device_sentence()))


def phones_finding(*, on: bool, came: int) -> Finding:
    """Whether hosts can write on their phones; without the page the day works on paper and laptop."""
    if not on:
        words = _("The hosts' page is off: tables write on paper, and it is typed in at the laptop.")
        return Finding(place="notes", level=Level.FINE, sentence=words)
    if not came:
        words = _(
            "The hosts' page is on, but no phone has reached it yet. Try with one: see Phones in Notes."
        )
        return Finding(place="notes", level=Level.CONSIDER, sentence=words, subject_id=PHONES)
    words = ngettext(
        "{count} phone has reached the hosts' page.", "{count} phones have reached the hosts' page.", came
    )
    return Finding(place="notes", level=Level.FINE, sentence=words.format(count=came))


def synced_by(file: PurePath) -> str:
    """The service that copies the file's folder to the cloud, "" for none that is known."""
    for part in file.parent.parts:
        for beginning, service in _SERVICES.items():
            if part.casefold().startswith(beginning):
                return service
    return ""


def summary_sentence(findings: Sequence[Finding]) -> str:
    """How much is missing and to be considered, or that all is well."""
    missing = sum(finding.level is Level.MISSING for finding in findings)
    consider = sum(finding.level is Level.CONSIDER for finding in findings)
    if not missing and not consider:
        return _("Everything is in place. Have a good day!")
    parts = []
    if missing:
        parts.append(
            ngettext("{count} thing is missing", "{count} things are missing", missing).format(count=missing)
        )
    if consider:
        parts.append(_("{count} to consider").format(count=consider))
    return " · ".join(parts)


def _fine_sentences(event: Event) -> dict[str, str]:
    people = len(event.people)
    on_the_list = ngettext("{count} person is on the list.", "{count} people are on the list.", people)
    return {
        "settings": _("Place and contact are named."),
        "programme": _("The programme fits the day."),
        "people": on_the_list.format(count=people),
        "cafe": _("Every table has a host and a question, and everybody has a table.")
        if event.cafes
        else _("No café is planned."),
        "documents": _("Every background document has an address."),
    }


def _screen_finding(screens: int) -> Finding:
    if screens > 1:
        level, sentence = Level.FINE, _("A second screen is connected. The room screen opens there.")
    else:
        level = Level.CONSIDER
        sentence = _("No second screen is connected. Connect the projector; the room screen opens there.")
    return Finding(place="", level=level, sentence=sentence)


def _room_finding(free: int | None) -> Finding:
    if free is None:
        level, sentence = Level.CONSIDER, _("How much room is left on the disk cannot be told.")
    elif free < LITTLE_ROOM:
        level = Level.MISSING
        sentence = _("Only {size} are free where the file lies. Make room before the day begins.")
    else:
        level, sentence = Level.FINE, _("There is room on the disk: {size} free.")
    return Finding(place="", level=level, sentence=sentence.format(size=_size(free or 0)))


def _file_finding(file: PurePath) -> Finding:
    service = synced_by(file)
    if service:
        level = Level.CONSIDER
        sentence = _("The file lies in {service}, which may get in the way. Move it to a local folder.")
    elif file.drive.startswith("\\\\"):
        level = Level.CONSIDER
        sentence = _("The file lies on a network drive, which may go away. Move it to a local folder.")
    else:
        level, sentence = Level.FINE, _("The file lies on this computer:\n{file}")
    return Finding(place="", level=level, sentence=sentence.format(service=service, file=file))


def _size(free: int) -> str:
    return f"{free // GIGABYTE} GB" if free >= GIGABYTE else f"{free // MEGABYTE} MB"
