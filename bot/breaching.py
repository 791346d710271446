"""`mshauri breach`: the register of breaches, which the data officer answers for."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commandline import MomentParam, finish, meant, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.


@click.group()
def breach() -> None:
    """The register of breaches: what happened, whom to tell until when, and whom it may have touched.

    TSC is told within 48 hours of finding it, the Data Commissioner within 72, the people soon after. mshauri doctor
    counts the hours.

    \b
    Examples:
      mshauri breach open "A laptop with exports was stolen" --found 2026-05-28T14:00
      mshauri breach add 1 --kind messages --area Mwala --from 2026-05-01 --until 2026-05-28T14:00
      mshauri breach people 1 --out affected.csv
      mshauri breach told 1 commissioner
      mshauri breach list
    """


@breach.command("open")
@click.argument("what")
@click.option("--found", type=MomentParam(), help="When it was found (now); the hours count from then.")
def open_breach(what: str, found: datetime | None) -> None:
    """Enter a breach: WHAT happened, in a few words without anybody's data.

    \b
    Example:
      mshauri breach open "A laptop with exports was stolen" --found 2026-05-28T14:00
    """
    from bot.operator import breaches

    now = datetime.now(UTC)
    with store() as engine, meant():
        finish(breaches.open_breach(engine, what, found or now, now), failed=False)


@breach.command("add")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.option("--kind", type=click.Choice(["entries", "messages", "records"]), required=True, help="What was touched.")
@click.option("--area", default="", help="Only of this school, zone, sub-county, county or region.")
@click.option("--from", "since", type=MomentParam(), required=True, help="From this moment on.")
@click.option("--until", type=MomentParam(), help="Up to this moment (now).")
def add(number: int, kind: str, area: str, since: datetime, until: datetime | None) -> None:
    """Say whom breach NUMBER may have touched; several times, where it were several things.

    \b
    entries   the entry of everybody who worked there in that time: name, number, role, phones
    messages  whoever wrote to us or was written to in that time
    records   the two of every pair of which a session was recorded in that time

    \b
    Examples:
      mshauri breach add 1 --kind entries --area Mwala --from 2026-01-01
      mshauri breach add 1 --kind messages --from 2026-05-27T08:00 --until 2026-05-28T14:00
    """
    from bot.operator import breaches
    from bot.store.helpdesk.breaches import BreachKind

    now = datetime.now(UTC)
    with store() as engine, meant():
        finish(breaches.add(engine, number, BreachKind(kind), area, (since, until or now), now), failed=False)


@breach.command("told")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.argument("who", type=click.Choice(["controller", "commissioner", "people"]))
@click.option("--at", type=MomentParam(), help="When (now).")
def told(number: int, who: str, at: datetime | None) -> None:
    """Note that WHO was told of breach NUMBER: the controller is TSC, the commissioner the ODPC.

    \b
    Example:
      mshauri breach told 1 commissioner --at 2026-05-29T10:00
    """
    from bot.operator import breaches

    now = datetime.now(UTC)
    with store() as engine, meant():
        click.echo(breaches.told(engine, number, breaches.BreachTold(who), at or now, now))


@breach.command("close")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
def close(number: int) -> None:
    """Close breach NUMBER, once TSC and the Data Commissioner were told of it.

    \b
    Example:
      mshauri breach close 1
    """
    from bot.operator import breaches

    with store() as engine, meant():
        click.echo(breaches.close(engine, number, datetime.now(UTC)))


@breach.command("list")
def list_breaches() -> None:
    """List every breach: what it touched, who was told when, and how many hours are left for whom.

    \b
    Example:
      mshauri breach list
    """
    from bot.operator import breaches

    with store() as engine:
        finish(breaches.listed(engine, datetime.now(UTC)), failed=False)


@breach.command("people")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A .csv file; else standard output.")
def affected(number: int, out: Path | None) -> None:
    """Write everybody whom breach NUMBER may have touched as CSV: number, name, school, language, phones (masked).

    \b
    Examples:
      mshauri breach people 1 --out affected.csv
      mshauri breach people 1 | wc -l
    """
    from bot.operator import breaches

    with store() as engine, meant():
        lines = _csv(breaches.people_rows(engine, number, datetime.now(UTC)))
        if out is None:
            sys.stdout.writelines(lines)
            return
        first = next(lines)  # where it cannot be, no file is made
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            file.write(first)
            total = sum(file.write(line) > 0 for line in lines)
    click.echo(f"Written: {out}, {total} people.")


def _csv(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Each as a line in which no cell is a formula."""
    from bot.reports.table import safe

    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(map(safe, row))
        yield line.getvalue()
