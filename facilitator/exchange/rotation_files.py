"""Files of the shared format of rotation planners: an instance in, a plan out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.errors import FacilitatorError
from facilitator.i18n import _
from facilitator.rotation import Instance, Plan, instance_from_json, plan_to_json

MAX_FILE = 20_000_000
"""Bytes; an instance of a thousand people has 200,000."""


def read_instance(path: Path) -> Instance:
    """The instance in the file; raises FacilitatorError for one that cannot be read or is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise FacilitatorError(
            _("{file} could not be read: {reason}.").format(file=path, reason=error.strerror)
        ) from error
    if len(data) > MAX_FILE:
        raise FacilitatorError(_("{file} is too large to be an instance.").format(file=path))
    try:
        return instance_from_json(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise FacilitatorError(
            _("{file} is no instance of a table rotation: {reason}. Nothing is written.").format(
                file=path, reason=error
            )
        ) from error


def write_plan(path: Path, plan: Plan) -> None:
    """The plan as a file, whole or not at all; raises FacilitatorError where it cannot be written."""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".plan-") as folder:
            temporary = Path(folder, path.name)
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(plan_to_json(plan), file, ensure_ascii=False, indent=1)
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    except OSError as error:
        raise FacilitatorError(
            _("{file} could not be written: {reason}. Choose another place.").format(
                file=path, reason=error.strerror
            )
        ) from error
