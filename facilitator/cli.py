"""The commands. Without a command the window opens; all others run without a display."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from facilitator import __version__, i18n, report, settings
from facilitator.access import Invitations
from facilitator.errors import FacilitatorError
from facilitator.i18n import LANGUAGES, Language, _
from facilitator.report.label_sheets import SHEETS
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition

_NOT_ALL_SHOWN: Final = 3  # 2 is argparse's, for what it does not understand


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; 0: done, 1: not done, 3: exported, but something is not shown as it was typed.

    Standard error says the reason.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    i18n.use(_early_language(arguments))
    chosen = _parser(commanded=bool(set(arguments) & set(COMMANDS))).parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen) if chosen.command else _open(chosen)
    except FacilitatorError as error:
        print(error.message, file=sys.stderr)
        return 1


def _open(chosen: argparse.Namespace) -> int:
    import facilitator.models  # noqa: F401 - before Qt: PySide reads the source of all that is imported after it
    from facilitator.ui import app

    return app.run(chosen.file, chosen.language)


def _demo(chosen: argparse.Namespace) -> int:
    from facilitator.models import Store
    from facilitator.sample import sample_snapshot

    file = chosen.file or settings.free_sample_file()
    _make_folder(file.parent)
    Store.create(file, sample_snapshot(with_notes=chosen.with_notes)).close()
    print(_("The sample day is in {file}").format(file=file))
    if chosen.no_window:
        return 0
    chosen.file = file
    return _open(chosen)


def _export(chosen: argparse.Namespace) -> int:
    from facilitator.models import read
    from facilitator.system_clock import SystemClock

    now = SystemClock().now()
    snapshot, warnings = read(chosen.file, now)
    for warning in warnings:
        print(warning, file=sys.stderr)
    invitations = _invitations(snapshot) if chosen.what is report.What.TABLE_CARDS else {}
    language = chosen.language or i18n.language()
    written = report.export(
        snapshot,
        chosen.out,
        now,
        language,
        chosen.what,
        invitations,
        edition=chosen.edition,
        labels=chosen.labels,
    )
    for sentence in written.sentences:
        print(sentence, file=sys.stdout if written.whole else sys.stderr)
    return 0 if written.shown else _NOT_ALL_SHOWN


def _invitations(snapshot: Snapshot) -> Invitations:
    """To the hosts' page, where this computer has it on for the event."""
    from facilitator.hosts.addresses import host_at
    from facilitator.hosts.keys import Keys, computer_secret, invitations

    kept, event = settings.load(), snapshot.event
    if event.id not in kept.hosts_on or not kept.host_address:
        return {}
    page = f"http://{host_at(kept.host_address, kept.host_port)}/"
    return invitations(Keys(event.id, computer_secret()), event, snapshot.access, page)


def _import(chosen: argparse.Namespace) -> int:
    from facilitator.exchange.day_files import read_day
    from facilitator.models import Store

    file = chosen.file or chosen.source.with_suffix(".facilitator")
    store = Store.create(file, read_day(chosen.source))
    for warning in store.warnings:
        print(warning, file=sys.stderr)
    store.close()
    print(_("The day is in {file}").format(file=file))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from facilitator.models import verify

    problems = verify(chosen.file)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(_("{file} is sound.").format(file=chosen.file))
    return 1 if problems else 0


def _rotate(chosen: argparse.Namespace) -> int:
    from facilitator.rotate import rotate

    for line in rotate(chosen.instance, chosen.plan, seconds=chosen.seconds, seed=chosen.seed):
        print(line)
    return 0


COMMANDS = {"demo": _demo, "export": _export, "import": _import, "check": _check, "rotate": _rotate}


def _parser(*, commanded: bool) -> argparse.ArgumentParser:
    """The parser; a file's name and a command's name cannot stand in the same place of one parser."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--language", choices=LANGUAGES, help=_("the language of the window or the export"))
    parser = argparse.ArgumentParser(
        prog="facilitator",
        parents=[common],
        description=_("Runs a dialogue day: timetable, café, notes and summary, without internet."),
        epilog=_(
            "Commands: demo (the sample day), export, import, check, rotate. "
            "“facilitator COMMAND --help” tells more."
        ),
    )
    parser.add_argument("--version", action="version", version=f"facilitator {__version__}")
    parser.set_defaults(command=None)
    if not commanded:
        parser.add_argument("file", type=Path, nargs="?", help=_("the day to open (*.facilitator, *.json)"))
        return parser
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", parents=[common], help=_("write the sample day and open it"))
    demo.add_argument("file", type=Path, nargs="?", help=_("where to write it; it must not exist yet"))
    demo.add_argument("--no-window", action="store_true", help=_("only write it"))
    demo.add_argument("--with-notes", action="store_true", help=_("as it was when the day had ended"))
    export = commands.add_parser("export", parents=[common], help=_("write the day to a file"))
    export.add_argument("file", type=Path, help=_("the day"))
    export.add_argument(
        "out",
        type=Path,
        help=_("its ending names the format: {endings}").format(endings=" ".join(report.CONTENTS)),
    )
    export.add_argument(
        "--what", type=report.What, choices=list(report.What), help=_("what to write of the day")
    )
    export.add_argument(
        "--edition",
        type=Edition,
        choices=list(Edition),
        default=Edition.FULL,
        help=_(
            "full: for the archive and those who took part; open: a summary to be published, without names"
        ),
    )
    sheets = [sheet.code for sheet in SHEETS]
    export.add_argument(
        "--labels", choices=sheets, default="", help=_("badges on labels of that Avery sheet")
    )
    taken = commands.add_parser("import", parents=[common], help=_("make a day of its JSON export"))
    taken.add_argument("source", type=Path, help=_("the export (*.json); it stays as it is"))
    taken.add_argument("file", type=Path, nargs="?", help=_("where to write it; it must not exist yet"))
    check = commands.add_parser("check", parents=[common], help=_("verify a file without changing it"))
    check.add_argument("file", type=Path, help=_("the day"))
    _add_rotate(commands.add_parser("rotate", parents=[common], help=_("plan who sits where in a café")))
    return parser


def _add_rotate(rotate: argparse.ArgumentParser) -> None:
    rotate.add_argument("instance", type=Path, help=_("people, tables and rounds, as JSON"))
    rotate.add_argument("plan", type=Path, help=_("where to write who sits where, as JSON"))
    rotate.add_argument("--seconds", type=float, default=5, help=_("how long to look for a better plan"))
    rotate.add_argument("--seed", type=int, default=0, help=_("another number gives another plan"))


def _early_language(arguments: Sequence[str]) -> Language:
    """The language for the help texts themselves, before the arguments are parsed."""
    for flag, value in pairwise(arguments):
        if flag == "--language" and value in LANGUAGES:
            return value
    return settings.load().language or i18n.system_language()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FacilitatorError(
            _("The folder {folder} could not be made: {reason}. Choose another place.").format(
                folder=folder, reason=error.strerror
            )
        ) from error
