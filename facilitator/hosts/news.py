"""One bell for all phones that wait for news: who wakes up looks for himself what there is."""

from __future__ import annotations

import asyncio


class News:
    """Belongs to the server's loop; ``ring`` it there only."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()
        self.over = False  # no more news: the server stops

    def ring(self) -> None:
        """Wakes all who wait now."""
        self._bell.set()
        self._bell = asyncio.Event()

    def end(self) -> None:
        self.over = True
        self.ring()

    async def wait(self, seconds: float) -> bool:
        """Whether there was news before the seconds were over."""
        bell = self._bell
        try:
            async with asyncio.timeout(seconds):
                await bell.wait()
        except TimeoutError:
            return False
        return True
