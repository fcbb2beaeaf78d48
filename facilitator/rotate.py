"""The command that plans a table rotation from a file, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic

from facilitator.errors import FacilitatorError
from facilitator.event import Event, Person, Table
from facilitator.exchange.rotation_files import read_instance, write_plan
from facilitator.i18n import _, ngettext
from facilitator.rotation import InfeasibleError, Instance, Plan, Quality, improve, problems, quality
from facilitator.ui.places.cafe_words import problem_sentences


def rotate(source: Path, target: Path, *, seconds: float, seed: int) -> Iterator[str]:
    """Plan the instance in `source` for so many seconds, write the plan, and tell how good it is.

    Stops early where nothing is left to gain; an interrupt (Ctrl+C) stops it, too, and keeps the best
    plan so far. Raises FacilitatorError where a file is not as needed or no legal plan exists.
    """
    instance = read_instance(source)
    try:
        plan = _best_plan(instance, seconds, seed)
    except InfeasibleError as error:
        reasons = problem_sentences(_stand_in(instance), error.problems)
        raise FacilitatorError(" ".join([*reasons, _("Nothing is written.")])) from error
    if plan is None:
        raise FacilitatorError(_("Stopped before there was a plan. Nothing is written."))
    write_plan(target, plan)
    yield from problem_sentences(_stand_in(instance), problems(instance))
    yield from _words(quality(instance, plan))
    yield _("The plan is in {file}").format(file=target)


def _best_plan(instance: Instance, seconds: float, seed: int) -> Plan | None:
    began, plan = monotonic(), None
    try:
        for found in improve(instance, seed=seed):
            plan = found.plan
            if monotonic() - began >= seconds:
                break
    except KeyboardInterrupt:
        pass
    return plan


def _words(measured: Quality) -> Iterator[str]:
    broken, cost, bound = measured.hard_breaks, measured.encounter_cost, measured.lower_bound
    yield (
        ngettext("{count} rule is broken.", "{count} rules are broken.", broken).format(count=broken)
        if broken
        else _("All rules are kept.")
    )
    yield _("Tables of one round differ by {count} people at most.").format(count=measured.size_spread)
    yield _(
        "Encounters in vain: {cost}, of them {repeats} repeated and {same} within one organisation; "
        "no plan has fewer than {bound}."
    ).format(cost=cost, repeats=measured.repeats, same=measured.same_organisation, bound=bound)
    yield _("Roles out of balance: {role}. Regions out of balance: {region}.").format(
        role=measured.role_imbalance, region=measured.region_imbalance
    )
    yield _("New faces for each traveller, on average: {count:.1f}.").format(count=measured.mean_new_faces)


def _stand_in(instance: Instance) -> Event:
    """An event in which the sentences find people by their ids and tables by their place in the file."""
    return Event(
        id="",
        title="",
        date=date.min,
        people=tuple(Person(id=person.id, name=person.id) for person in instance.participants),
        tables=tuple(Table(id=table.id, number=n) for n, table in enumerate(instance.tables, start=1)),
    )
