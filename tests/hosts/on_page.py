"""What tests do on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from facilitator.event import MergedPoint
from tests.hosts.browser import faults_of
from tests.hosts.phone import Served


def at_table(page: Page, served: Served, table_id: str = "t1") -> list[str]:
    """Opens the table's page as its QR code does; what goes wrong there from now on."""
    faults = faults_of(page)
    page.goto(f"{served.server.url}#{served.token(table_id)}")
    page.wait_for_selector("#table:not([hidden])")
    return faults


def write(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.click("#save")


def wait_for_state(page: Page, state: str, count: int = 1) -> None:
    page.wait_for_function(
        "([state, count]) => document.querySelectorAll(`.note.${state}`).length === count", arg=[state, count]
    )


def texts(served: Served) -> list[str]:
    return [note.draft.text for note in served.store.snapshot.notes.standing]


def change_item(served: Served, id: str, **values: Any) -> None:
    """Changes an item of the day, and has two merged points to vote on."""
    plan = served.store.snapshot.plan
    items = tuple(replace(item, **values) if item.id == id else item for item in plan.event.items)
    points = (MergedPoint(id="p1", title="Buss"), MergedPoint(id="p2", title="Bane"))
    served.store.save_plan(replace(plan, event=replace(plan.event, items=items, points=points)))
