"""The words of the page, in the language spoken; the page fills their {places}."""

from __future__ import annotations

from facilitator.i18n import _


def page_texts() -> dict[str, str]:
    """Key → text, of all that the page says."""
    return {"title": _("Facilitator")}
