"""For how long each kind is kept and until when people are to be answered: read from `terms.toml`, once."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.store.rights.data_requests import RequestedData
from bot.store.rights.held import Kind

GOES_WITH = {Kind.OPTIONAL: Kind.PERSON, Kind.LETTERS: Kind.RECORD, Kind.PICTURES: Kind.RECORD}
"""What has no time of its own."""
FILE = Path(__file__).parent / "terms.toml"


@dataclass(frozen=True)
class KeptFor:
    """A time as it is written in the file: so many years, months or days."""

    count: int
    unit: str

    @classmethod
    def read(cls, written: str) -> KeptFor:
        """ "5 years". ValueError for anything else."""
        count, _space, unit = written.partition(" ")
        if not count.isdigit() or int(count) < 1 or unit not in ("years", "months", "days"):
            raise ValueError(f"{FILE.name}: {written!r} is no time; write it like 5 years, 12 months or 90 days")
        return cls(int(count), unit)

    def after(self, day: date) -> date:
        """The first day on which what is counted from `day` is not kept any more."""
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """What is counted from before this day is not kept any more on `day`."""
        return self._moved(day, -1)

    def _moved(self, day: date, way: int) -> date:
        if self.unit == "days":
            return day + way * timedelta(days=self.count)
        months = way * self.count * (12 if self.unit == "years" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@dataclass(frozen=True)
class DataTerms:
    """All that the file says."""

    kept: Mapping[Kind, KeptFor]
    days: Mapping[RequestedData, int]
    open_days: int
    """For so long a code opens somebody's copy."""


@cache
def terms() -> DataTerms:
    """The file, which names every kind and nothing else. ValueError where it does not."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    kept = {Kind(name): KeptFor.read(written) for name, written in read["kept"].items()}
    kept |= {kind: kept[other] for kind, other in GOES_WITH.items() if other in kept}
    missing = [kind.value for kind in Kind if kind not in kept]
    if missing:
        raise ValueError(f"{FILE.name}: say for how long these are kept: {', '.join(missing)}")
    return DataTerms(kept, _days(read["answered_within_days"]), int(read["copy"]["open_days"]))


def _days(read: Mapping[str, Any]) -> Mapping[RequestedData, int]:
    return {kind: int(read[kind.value]) for kind in RequestedData}


def due(kind: RequestedData, today: date) -> date:
    """The last day on which this is to be answered."""
    return today + timedelta(days=terms().days[kind])
