"""How quickly hosts' phones are answered, and how evenly the window goes on. ``python -m benchmarks.phones``.

Sixty phones post 27 notes a second to the real window's page, from a process of their own; then fifty do so
beside 300 connections that never come to an end. Beside it: the same window without phones.
``BENCHMARKS_PHONES`` says for how many seconds each (10).
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, perf_counter, sleep
from uuid import uuid4

from benchmarks.measure import Row, a_folder, percentile, report, reported, show, start

SECONDS = int(os.environ.get("BENCHMARKS_PHONES", "10"))
RATE = 27.0  # notes a second, by all together
LOOK = 10  # ms between two looks at the window's clock
KINDS = {"quiet": (0, 0), "phones": (60, 0), "slow": (50, 300)}  # honest phones, slow connections


def measure() -> Iterator[Row]:
    """Milliseconds until a note is acknowledged, and by how much the window's timer came late."""
    with a_folder() as folder:
        figures = {kind: reported(start(folder, "benchmarks.phones", kind, str(folder))) for kind in KINDS}
    quiet = figures.pop("quiet")
    for kind, words in (("phones", "60 phones"), ("slow", "50 phones beside 300 slow ones")):
        ours = figures[kind]
        yield Row(what=f"phones: {words}, notes stored", unit="", ours=ours["stored"])
        for name in ("p50", "p99"):
            yield Row(what=f"phones: {words}, acknowledged, {name}", unit="ms", ours=ours[name])
        for name in ("late_p99", "late_longest"):
            what = f"phones: {words} (bare: none), the window late, {name[5:]}"
            yield Row(what=what, unit="ms", ours=ours[name], bare=quiet[name])
    yield Row(what="phones: slow connections still there after the deadline", unit="", ours=ours["left"])


def _serve(kind: str, folder: Path) -> None:
    """The window with its page, while the phones of another process post."""
    from PySide6.QtCore import QProcess, Qt, QTimer

    from facilitator.models import Store
    from facilitator.record import Started
    from facilitator.sample import sample_snapshot
    from facilitator.system_clock import SystemClock
    from facilitator.ui.app import Program, make_application

    app = make_application([])
    file = folder / f"{kind}.facilitator"
    Store.create(file, sample_snapshot()).close()
    program = Program(app, SystemClock())
    program.open(file)
    document, phones, window = program.document, program.phones, program.window
    if document is None or phones is None or window is None:
        raise SystemExit(f"{file} did not open")
    document.press(Started(document.plan.event.cafes[0].id))
    window.show_place("notes")
    phones.turn_on("127.0.0.1")
    late: list[float] = []
    last = perf_counter()

    def look() -> None:
        nonlocal last
        now = perf_counter()
        late.append(1000 * (now - last) - LOOK)
        last = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(look)
    clients = QProcess()
    clients.finished.connect(app.quit)
    links = [phones.link(table.id) for table in document.plan.event.open_tables]
    item = document.plan.event.cafes[0]
    told = json.dumps({"links": links, "item": item.id, "round": item.rounds[0].id, "kind": kind})
    timer.start(LOOK)
    clients.start(sys.executable, ["-m", "benchmarks.phones", "post", told])
    app.exec()
    answered = json.loads(bytes(clients.readAllStandardOutput().data()))
    stored = len(document.snapshot.notes.standing)
    report(**answered, stored=stored, late_p99=percentile(late, 99), late_longest=max(late))
    program.quit()


def _post(told: str) -> None:
    """The phones: each posts in its turn; says how long the answers took."""
    given = json.loads(told)
    honest, slow = KINDS[given["kind"]]
    host = given["links"][0].split("/")[2]
    hanging = [_hang(host, f"127.0.1.{1 + number // 50}") for number in range(slow)]
    with ThreadPoolExecutor(max(1, honest)) as pool:
        took = [one for some in pool.map(lambda at: _phone(given, honest, at), range(honest)) for one in some]
    if not honest:
        sleep(SECONDS)
    left = sum(_is_there(connection) for connection in hanging if connection)
    print(
        json.dumps({"p50": percentile(took, 50), "p99": percentile(took, 99), "left": left} if took else {})
    )


def _phone(given: dict[str, str | list[str]], phones: int, at: int) -> list[float]:
    """One phone's milliseconds for each of its notes."""
    link = str(given["links"][at % len(given["links"])])
    host, token = link.split("/")[2], link.partition("#")[2]
    connection = HTTPConnection(host, timeout=30, source_address=(f"127.0.0.{2 + at}", 0))
    headers = {"Origin": f"http://{host}", "Authorization": f"Bearer {token}"}
    device, took, begun = uuid4().hex, [], monotonic()
    number = 0
    while monotonic() - begun < SECONDS:
        sleep(max(0.0, begun + (number + at / phones) * phones / RATE - monotonic()))
        body = json.dumps({"device": device, "notes": [_note(given, f"Innspill {number}")]})
        asked = perf_counter()
        connection.request("POST", "/api/notes", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            took.append(1000 * (perf_counter() - asked))
        number += 1
    connection.close()
    return took


def _note(given: dict[str, str | list[str]], text: str) -> dict[str, object]:
    return {
        "id": uuid4().hex,
        "note_id": uuid4().hex,
        "parent_id": None,
        "item_id": given["item"],
        "round_id": given["round"],
        "theme_id": None,
        "kind": "proposal",
        "text": text,
        "taken_back": False,
        "key": False,
    }


def _hang(host: str, source: str) -> socket.socket | None:
    """A connection that begins a request, and never ends it."""
    address, port = host.split(":")
    with suppress(OSError):
        made = socket.create_connection((address, int(port)), timeout=5, source_address=(source, 0))
        made.sendall(b"GET / HTTP/1.1\r\nHost")
        return made
    return None


def _is_there(connection: socket.socket) -> bool:
    """Whether the server has not cut it off after all that time, and a little more."""
    connection.settimeout(5)
    try:
        return bool(connection.recv(1))
    except TimeoutError:
        return True
    except OSError:
        return False


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "post":
        _post(sys.argv[2])
    elif len(sys.argv) > 2:
        _serve(sys.argv[1], Path(sys.argv[2]))
    else:
        show(measure())
