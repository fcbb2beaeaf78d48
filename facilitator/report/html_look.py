"""The look of the web page: the colours of print, and for dark surroundings those of the screen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Final

from reportlab.lib.colors import Color

from facilitator.report import style
from facilitator.report.outline import ThemeMark
from facilitator.resources import resource

_THEMES: Final = 8  # with colours of their own
_LIGHT: Final = {
    "ground": style.WHITE,
    "ink": style.INK,
    "muted": style.MUTED,
    "line": style.LINE,
    "accent": style.FJORD,
}
_DARK: Final = {
    "ground": "#0F1720",
    "ink": "#EEF3F8",
    "muted": "#A7B4C2",
    "line": "#2C3947",
    "accent": "#6FB6F2",
}


def theme_class(theme: ThemeMark) -> str:
    return f"theme-{theme.index % _THEMES + 1}"


@cache
def stylesheet() -> str:
    """All of the page's CSS; print is light, whatever the screen is."""
    light = _variables({name: _hex(colour) for name, colour in _LIGHT.items()})
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_variables(_DARK)}}}\n"
    return (
        light + dark + "".join(map(_theme, range(_THEMES))) + resource("report/page.css").read_text("utf-8")
    )


@cache
def policy() -> str:
    """What the page may do: have this look and the pictures that are in it, and nothing else."""
    digest = b64encode(sha256(stylesheet().encode("utf-8")).digest()).decode("ascii")
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _variables(colours: Mapping[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in colours.items()) + " }\n"


def _theme(index: int) -> str:
    colour = style.theme_colour(index)
    return f".theme-{index + 1} {{ background: {_hex(colour)}; color: {_hex(style.ink_on(colour))}; }}\n"


def _hex(colour: Color) -> str:
    return f"#{str(colour.hexval())[2:].upper()}"
