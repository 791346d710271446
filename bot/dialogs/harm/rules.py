"""Whom to call in danger and where complaints go on to, as the operator has set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class HelpLines:
    """The numbers to call, how the Commission is written to, and when a case that nobody touches goes on.

    `danger`: the lines for anybody, `child`: the one for children at risk; `days`: after so many a case goes one level
    up, and after half of them its reader is reminded; `officer`: to whom the law sends reports of abuse as well, a TSC
    number or the code of a role.
    """

    danger: tuple[str, ...] = ("999", "112")
    child: str = "116"
    commission: str = "TSC, Private Bag 00100 Nairobi, or any TSC county office"
    days: int = 7
    officer: str = "cd"

    @property
    def goes_up_after(self) -> timedelta:
        return timedelta(days=self.days)

    @property
    def reminds_after(self) -> timedelta:
        return timedelta(days=self.days) / 2
