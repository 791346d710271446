"""`mshauri cost`: what dialogs cost; what a month's messages did, by county and school, in segments and shillings."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import Engine

from bot.channels import PER_SHILLING
from bot.forms.checks.cost import cost, table
from bot.forms.checks.product import product
from bot.language import NAIROBI
from bot.messages import Channel
from bot.settings import Prices
from bot.store import areas
from bot.store.areas import Area, AreaKind
from bot.store.engine import reading
from bot.store.outbox import bills
from bot.store.outbox.bills import Billed

DAY = timedelta(days=1)
HEAD = ("county", "school", "code", "SMS out", "SMS in", "WhatsApp out", "WhatsApp in", "KES", "KES told")
WORDS = 3
"""So many of the columns are words; the others are numbers."""
OFFICES, NOWHERE = "offices", "strangers, headquarters"
IN_ALL = "in all"

Progress = Callable[[str, int, int], None]


@dataclass
class Bill:
    """Segments of SMS and WhatsApp messages, both ways; what providers told, in ten-thousandths of a shilling."""

    sms: int = 0
    sms_in: int = 0
    whatsapp: int = 0
    whatsapp_in: int = 0
    told: int = 0

    def add(self, billed: Billed, *, out: bool) -> None:
        """Counts these too."""
        if billed.channel is Channel.SMS:
            self.sms += billed.segments if out else 0
            self.sms_in += 0 if out else billed.segments
        else:
            self.whatsapp += billed.messages if out else 0
            self.whatsapp_in += 0 if out else billed.messages
        self.told += billed.told

    def __iadd__(self, other: Bill) -> Bill:
        for name, more in vars(other).items():
            setattr(self, name, getattr(self, name) + more)
        return self

    def cells(self, prices: Prices) -> tuple[str, ...]:
        """As they are printed, with what they cost at these prices."""
        *counts, told = astuple(self)
        return (*map(str, counts), _shillings(self.cost(prices)), _shillings(Decimal(told) / PER_SHILLING))

    def cost(self, prices: Prices) -> Decimal:
        """In shillings."""
        whatsapp = self.whatsapp + self.whatsapp_in
        return self.sms * prices.sms + self.sms_in * prices.sms_in + whatsapp * prices.whatsapp


def _shillings(amount: Decimal) -> str:
    return f"{amount:.2f}"


@dataclass
class County:
    """What the schools of a county cost, by name and code, and all of them."""

    schools: dict[tuple[str, str], Bill] = field(default_factory=dict)
    whole: Bill = field(default_factory=Bill)


def of_dialogs(*, markdown: bool) -> Iterator[str]:
    """What each dialog costs, as lines; nobody's messages are looked at."""
    dialogs = product(texts=dict)
    return table(cost(dialogs.forms, dialogs.pages, dialogs.catalogues.languages), markdown=markdown)


def of_month(
    engine: Engine, month: date, prices: Prices, *, as_csv: bool = False, progress: Progress = lambda *_: None
) -> Iterator[str]:
    """The lines of a table with sums, or of a CSV file without; what is kept meanwhile grows with the schools only."""
    by_area = _counted(engine, month, progress)
    counties = _placed(engine, by_area)
    if as_csv:
        yield from _csv(counties, prices)
        return
    if not counties:
        yield f"No message that costs anything in {month:%B %Y}."
        return
    yield (
        f"{month:%B %Y}, at KES {prices.sms} a segment of SMS sent and {prices.sms_in} received,"
        f" {prices.whatsapp} a WhatsApp message. KES told: what providers said with the messages."
    )
    yield from _table(counties, prices)


def _counted(engine: Engine, month: date, progress: Progress) -> dict[int | None, Bill]:
    """Day by day, so that no statement grows with more than a day's messages."""
    first = month.replace(day=1)
    days = [first + DAY * n for n in range(((first + 31 * DAY).replace(day=1) - first).days)]
    found: dict[int | None, Bill] = {}
    for done, day in enumerate(days, 1):
        since = datetime.combine(day, time(), NAIROBI)
        with reading(engine) as db:
            for out, billed in ((True, bills.sent), (False, bills.heard)):
                for one in billed(db, since, since + DAY, day):
                    found.setdefault(one.area_id, Bill()).add(one, out=out)
        progress(f"{month:%B %Y}", done, len(days))
    return found


def _placed(engine: Engine, by_area: Mapping[int | None, Bill]) -> dict[str, County]:
    """By county and school; an office counts to its county."""
    with reading(engine) as db:
        known = {area.id: area for area in areas.with_above(db, [one for one in by_area if one is not None])}
    counties: dict[str, County] = {}
    for area_id, bill in by_area.items():
        area = known.get(area_id) if area_id is not None else None
        county = counties.setdefault(_county(area, known), County())
        school = (area.name, area.code or "") if area and area.kind is AreaKind.INSTITUTION else (OFFICES, "")
        whose = county.schools.setdefault(school if area else (NOWHERE, ""), Bill())
        whose += bill
        county.whole += bill
    return dict(sorted(counties.items()))


def _county(area: Area | None, known: Mapping[int, Area]) -> str:
    while area is not None and area.kind is not AreaKind.COUNTY:
        area = known.get(area.parent_id) if area.parent_id is not None else None
    return area.name if area else "-"


def _rows(counties: Mapping[str, County], prices: Prices) -> Iterator[tuple[str, ...]]:
    for name, county in counties.items():
        for (school, code), bill in sorted(county.schools.items()):
            yield (name, school, code, *bill.cells(prices))


def _csv(counties: Mapping[str, County], prices: Prices) -> Iterator[str]:
    for row in (HEAD, *_rows(counties, prices)):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()


def _table(counties: Mapping[str, County], prices: Prices) -> Iterator[str]:
    """Aligned, each county with its sum, all of them at the end."""
    rows = list(_rows(counties, prices))
    nation = Bill()
    sums: dict[str, tuple[str, ...]] = {}
    for name, county in counties.items():
        nation += county.whole
        sums[name] = (name, IN_ALL, "", *county.whole.cells(prices))
    last = (IN_ALL, "", "", *nation.cells(prices))
    widths = [max(map(len, column)) for column in zip(HEAD, last, *rows, *sums.values(), strict=True)]
    yield _line(HEAD, widths)
    for name in counties:
        yield from (_line(row, widths) for row in rows if row[0] == name)
        yield _line(sums[name], widths)
    yield _line(last, widths)


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = enumerate(zip(cells, widths, strict=True))
    return "  ".join(cell.ljust(width) if place < WORDS else cell.rjust(width) for place, (cell, width) in padded)
