"""What came of an export, in sentences for whoever asked for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

from facilitator.i18n import _, ngettext
from facilitator.report.checked import Checked

_NAMED: Final = 8  # family names that are listed


@dataclass(frozen=True, slots=True)
class Written:
    """``unshown``: characters that stand there by their number, and how often each.

    ``plainly``: how many texts stand there without form, since they could not be set with it. ``checked``:
    None for what is no PDF. ``names``: how many people's names were replaced in what was typed; None for an
    edition that names them. ``unknown``: people were deleted, whose names could not be looked for.
    ``hidden``: how many points are left out as sensitive. ``families``: family names that still stand alone.
    """

    unshown: tuple[tuple[str, int], ...] = ()
    plainly: int = 0
    checked: Checked | None = None
    names: int | None = None
    unknown: bool = False
    hidden: int = 0
    families: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether everything stands there as it was typed."""
        return not self.unshown and not self.plainly

    @property
    def whole(self) -> bool:
        """Whether everything is shown, and all that is promised is kept."""
        return self.shown and (self.checked is None or self.checked.sound)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All there is to say; nothing for a file that is whole and was not checked."""
        checked = [self.checked.sentence] if self.checked else []
        names = [] if self.names is None else [_names_sentence(self.names, unknown=self.unknown)]
        return (*checked, *self.not_shown, *self._left_out(), *names)

    def _left_out(self) -> Iterator[str]:
        if self.hidden:
            yield ngettext(
                "{count} point marked sensitive is left out.",
                "{count} points marked sensitive are left out.",
                self.hidden,
            ).format(count=self.hidden)
        if self.families:
            names = ", ".join(self.families[:_NAMED]) + (" …" if len(self.families) > _NAMED else "")
            yield _("Family names still stand there alone: {names}.").format(names=names)

    @property
    def not_shown(self) -> tuple[str, ...]:
        """What does not stand there as it was typed."""
        told = [_unshown_sentence(self.unshown)] if self.unshown else []
        if self.plainly:
            told.append(
                ngettext(
                    "{count} text could not be set as it is written, and stands there plainly.",
                    "{count} texts could not be set as they are written, and stand there plainly.",
                    self.plainly,
                ).format(count=self.plainly)
            )
        return tuple(told)


def unshown_in(made: object, counted: Callable[[str], Counter[str]]) -> tuple[tuple[str, int], ...]:
    """The characters that ``counted`` finds in the texts of an outline or sheet, most frequent first."""
    return tuple(counted("\n".join(_texts(made))).most_common())


def _texts(made: object) -> Iterator[str]:
    if isinstance(made, str):
        yield made
    elif isinstance(made, tuple | list):
        for part in made:
            yield from _texts(part)
    elif is_dataclass(made):
        for field in fields(made):
            yield from _texts(getattr(made, field.name))


def _unshown_sentence(unshown: tuple[tuple[str, int], ...]) -> str:
    from facilitator.report.fonts import visible  # it brings reportlab, which takes time

    count = sum(times for _char, times in unshown)
    return ngettext(
        "{count} character could not be shown; its number stands there, as {example}.",
        "{count} characters could not be shown; their numbers stand there, as {example}.",
        count,
    ).format(count=count, example=visible(unshown[0][0]))


def _names_sentence(count: int, *, unknown: bool) -> str:
    replaced = ngettext(
        "{count} full name in the texts was replaced.",
        "{count} full names in the texts were replaced.",
        count,
    ).format(count=count)
    warning = _(
        "Given or family names alone and initials are not replaced: read the edition before you publish it."
    )
    if unknown:
        warning = _("Names of people who were deleted are not found: read the edition before you publish it.")
    return f"{replaced} {warning}"
