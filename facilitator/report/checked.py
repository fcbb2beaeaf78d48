"""Whether a PDF keeps what it promises, after an independent checker: for archives, and for all who read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.i18n import _

PROFILES: Final = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}  # as the checker calls them, and as people do
# The checker takes a stream whose last byte is 0x0D for one that is too long; veraPDF does not.
_MISTAKEN: Final = ("PDFA2A-STREAM-LENGTH-001", "PDFUA1-STREAM-LENGTH-001")


@dataclass(frozen=True, slots=True)
class Checked:
    """The standards that a file keeps, and those it does not, each with the first rule that it breaks.

    ``problem``: why the file could not be checked.
    """

    passed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    @property
    def sound(self) -> bool:
        return not self.failed and not self.problem

    @property
    def sentence(self) -> str:
        """«Checked: PDF/A-2a, PDF/UA-1.», or what is wrong and what to do."""
        if self.problem:
            return _("The file could not be checked ({reason}). Look at it before you send it.").format(
                reason=self.problem
            )
        if self.failed:
            told = _(
                "The file can be read, but does not keep {profiles} ({rule}). Do not archive it as it is."
            )
            profiles = ", ".join(profile for profile, _rule in self.failed)
            return told.format(profiles=profiles, rule=self.failed[0][1])
        return _("Checked: {profiles}.").format(profiles=", ".join(self.passed))


def checked(path: Path) -> Checked:
    """Check the PDF: some 0.1 s for a day, 1 s for 5,000 notes. Other threads go on meanwhile."""
    import page

    try:
        data = path.read_bytes()
        broken = {name: _broken(data, profile) for profile, name in PROFILES.items()}
    except (page.PageError, OSError) as error:
        return Checked(problem=str(error))
    return Checked(
        passed=tuple(name for name, rule in broken.items() if not rule),
        failed=tuple((name, rule) for name, rule in broken.items() if rule),
    )


def _broken(data: bytes, profile: str) -> str:
    """The first rule that the file breaks; "" where it breaks none."""
    import page

    failures = page.validate_pdf_bytes(data, profile=profile).failures
    return next((one.rule_id for one in failures if one.rule_id not in _MISTAKEN), "")
