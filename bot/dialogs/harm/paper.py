"""Numbers to call, as texts name them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import _, say


@dataclass(frozen=True)
class EitherOf:
    """Numbers any of which will do: “999 or 112”."""

    numbers: tuple[str, ...]

    def spoken(self, language: str, spec: str = "") -> str:
        return f" {say(_('or'), language)} ".join(self.numbers)
