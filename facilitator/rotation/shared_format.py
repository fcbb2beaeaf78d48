"""The format that rotation planners share, as parsed JSON: an instance in, a plan out."""

from __future__ import annotations

from collections.abc import Collection

from facilitator.rotation.instance import Instance, Pair, Participant, Plan, TableSeats


def instance_from_json(data: object) -> Instance:
    """The instance that parsed JSON describes. Raises ValueError with the reason if it is none."""
    event = _object(
        data,
        "instance",
        required=("participants", "tables", "rounds"),
        optional=("name", "apart", "together", "past", "absent", "closed"),
    )
    _text_or_none(event.get("name"), "name")
    return Instance(
        participants=tuple(map(_participant, _list(event["participants"], "participants"))),
        tables=tuple(map(_table, _list(event["tables"], "tables"))),
        rounds=_count(event["rounds"], "rounds"),
        apart=_pairs(event.get("apart", []), "apart"),
        together=_pairs(event.get("together", []), "together"),
        past=tuple(map(_past_round, _list(event.get("past", []), "past"))),
        absent=frozenset(_texts(event.get("absent", []), "absent")),
        closed=frozenset(_texts(event.get("closed", []), "closed")),
    )


def plan_to_json(plan: Plan) -> dict[str, list[dict[str, list[str]]]]:
    """The plan in the shared format, ready for `json.dump`."""
    return {"rounds": [{table: list(group) for table, group in s.items()} for s in plan]}


def _participant(data: object) -> Participant:
    person = _object(
        data,
        "participant",
        required=("id",),
        optional=("name", "organisation", "role", "region", "host_of", "present"),
    )
    identity = _text(person["id"], "participant id")
    _text_or_none(person.get("name"), f"name of {identity}")
    present = person.get("present")
    return Participant(
        id=identity,
        organisation=_text_or_none(person.get("organisation"), f"organisation of {identity}"),
        role=_text_or_none(person.get("role"), f"role of {identity}"),
        region=_text_or_none(person.get("region"), f"region of {identity}"),
        host_of=_text_or_none(person.get("host_of"), f"host_of of {identity}"),
        present=None
        if present is None
        else frozenset(_count(number, "present") for number in _list(present, "present")),
    )


def _table(data: object) -> TableSeats:
    table = _object(data, "table", required=("id", "seats_min", "seats_max"))
    return TableSeats(
        id=_text(table["id"], "table id"),
        seats_min=_count(table["seats_min"], "seats_min"),
        seats_max=_count(table["seats_max"], "seats_max"),
    )


def _past_round(data: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(data, dict):
        raise ValueError("a past round must be an object")
    return {_text(table, "past table"): _texts(group, "past group") for table, group in data.items()}


def _pairs(data: object, what: str) -> frozenset[Pair]:
    return frozenset(frozenset(_texts(pair, what)) for pair in _list(data, what))


def _object(
    value: object, what: str, *, required: Collection[str], optional: Collection[str] = ()
) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} must be an object")
    missing = [key for key in required if key not in value]
    if missing:
        raise ValueError(f"{what} lacks {', '.join(missing)}")
    surplus = [str(key) for key in value if key not in required and key not in optional]
    if surplus:
        raise ValueError(f"{what} has unknown keys: {', '.join(surplus)}")
    return value


def _list(value: object, what: str) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"{what} must be a list")
    return value


def _text(value: object, what: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{what} must be a text")
    return value


def _text_or_none(value: object, what: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{what} must be a text or null")
    return value or None


def _texts(value: object, what: str) -> tuple[str, ...]:
    return tuple(_text(item, what) for item in _list(value, what))


def _count(value: object, what: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{what} must be a whole number, 0 or more")
    return value
