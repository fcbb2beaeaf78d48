"""The one kind of error that is for the user."""

from __future__ import annotations


class FacilitatorError(Exception):
    """The world is not as needed: a file, a disk, an input.

    The message is a translated sentence that says what happened, what is safe and what to do. Any
    other exception is a mistake of the program.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
