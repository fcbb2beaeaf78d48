"""Which addresses may be links, and where they lead."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from facilitator.qr import fits_qr

_WEB: Final = ("https", "http")
_LEGAL: Final = "%:/?#[]@!$&'()*+,;=-._~"  # the rest is percent-encoded
_LONGEST: Final = 2000  # characters; Word takes a file with a longer link for a broken one


def link_target(address: str) -> str:
    """The address as a URI, where it leads to a page or a mailbox; "" for anything else."""
    if not address.isprintable():
        return ""
    target = quote(address, safe=_LEGAL)
    return target if _scheme(target) in (*_WEB, "mailto") and len(target) <= _LONGEST else ""


def scannable(address: str) -> bool:
    """Whether a QR code of the address leads a phone to a page."""
    return _scheme(link_target(address)) in _WEB and fits_qr(address)


def _scheme(target: str) -> str:
    """The scheme in lower case; "" where nothing could be reached by it, as in a sentence."""
    try:
        parts = urlsplit(target)
        reached = bool(parts.hostname) if parts.scheme in _WEB else bool(parts.path)
        _port = parts.port  # raises for one that is no number
    except ValueError:
        return ""
    return parts.scheme if reached and "%20" not in parts.netloc else ""
