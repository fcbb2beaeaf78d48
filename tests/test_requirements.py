"""The locks hold what `pyproject.toml` asks for: a machine that has it already hides what is missing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


@pytest.mark.parametrize(("lock", "extras"), [("run", ["build"]), ("test", ["build", "test"])])
def test_each_requirement_is_locked_at_a_version_it_allows(lock: str, extras: list[str]) -> None:
    locked = _locked(ROOT / "requirements" / f"{lock}.txt")
    asked = [*PROJECT["dependencies"], *(line for extra in extras for line in EXTRAS[extra])]
    for requirement in map(Requirement, asked):
        if requirement.name != PROJECT["name"]:  # an extra that names another of its own
            versions = locked.get(_normal(requirement.name), [])
            assert versions, f"{requirement.name} is not in requirements/{lock}.txt"
            assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_locks_name_no_package_index() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"://|--\w*index", lock.read_text())


def _locked(lock: Path) -> dict[str, list[str]]:
    """The versions of each package; more than one where systems or Pythons differ."""
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(), re.MULTILINE):
        versions.setdefault(_normal(name), []).append(version)
    return versions


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
