"""Where fonts, icons, catalogues and the sample day lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder, `name` being relative to resources/.

    Raise FileNotFoundError for a name that doesn't ship: a mistake of the program, not of the user.
    """
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path


@cache
def _root() -> Path:
    package = Path(__file__).parent
    shipped = package / "resources"
    return shipped if shipped.is_dir() else package.parent / "resources"
