"""`mshauri person` and `mshauri breach`: what an operator does for a person, and what the data officer answers for."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commandline import MomentParam, Problem, finish, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.


@contextmanager
def _meant() -> Iterator[None]:
    """What is not meant so, or cannot be, is said in its one line."""
    from bot.operator import persons

    try:
        yield
    except persons.NotMeant as other:
        raise Problem(str(other)) from other


@click.group()
def person() -> None:
    """What an operator may do for a person; never what they wrote, never a full phone number.

    \b
    Examples:
      mshauri person find Faith Mutua
      mshauri person addresses 812345
      mshauri person unlock 812345
      mshauri person end-role 812345 mentor
      mshauri person merge 812345 id:77
    """


@person.command("find")
@click.argument("words", nargs=-1, required=True)
def find_person(words: tuple[str, ...]) -> None:
    """List the people whose name holds all these WORDS, or whose TSC number or local id they are.

    \b
    Examples:
      mshauri person find Mutua
      mshauri person find 812345
    """
    from bot.operator import persons

    with store() as engine, _meant():
        finish(persons.find(engine, words, datetime.now(UTC)), failed=False)


@person.command("unlock")
@click.argument("who", metavar="ID|TSC")
@click.option(
    "--number", type=click.Choice(["old", "new"]), help="Which is theirs, where a new number was objected to."
)
def unlock_person(who: str, number: str | None) -> None:
    """Open a PIN again that is locked or forgotten, for somebody whom you know beyond doubt.

    It works as before; for a day its owner can choose a new one. They are told, and it is kept that an operator did it.
    Heads and directors do the same in chat with UNLOCK, for their own people.

    \b
    Examples:
      mshauri person unlock 812345
      mshauri person unlock id:12
      mshauri person unlock 812345 --number old
    """
    from bot.operator import persons

    with store() as engine, _meant():
        click.echo(persons.unlock(engine, who, number, datetime.now(UTC)))


@person.command("addresses")
@click.argument("who", metavar="ID|TSC")
def list_addresses(who: str) -> None:
    """List where somebody is reached, the preferred first: proved, in doubt, dead, last heard; no full number.

    Its owner moves to another number with NUMBER; whoever is above them opens one that is in doubt with UNLOCK.

    \b
    Example:
      mshauri person addresses 812345
    """
    from bot.operator import persons

    with store() as engine, _meant():
        finish(persons.addresses_of(engine, who, datetime.now(UTC)), failed=False)


ROLES = ("mentee", "mentor", "head", "deputy", "scd", "cd", "rd", "dfs", "itsd", "nt", "operator", "dpo", "champion")


@person.command("end-role")
@click.argument("who", metavar="ID|TSC")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--school", metavar="CODE", help="Which one, where the role is held at several schools.")
def end_role(who: str, role: str, school: str | None) -> None:
    """End a ROLE of somebody from today on: what they were asked and shown for it waits for whoever holds it next.

    Their records stay. A pair is not ended by it: that is the head's (UNMATCH).

    \b
    Examples:
      mshauri person end-role 812345 mentor
      mshauri person end-role id:12 head --school MWL01
    """
    from bot.operator import persons
    from bot.store.people.roles import Role

    with store() as engine, _meant():
        click.echo(persons.end_role(engine, who, Role(role), school, datetime.now(UTC)))


@person.command("merge")
@click.argument("kept", metavar="KEPT")
@click.argument("gone", metavar="DOUBLE")
@click.option("--yes", is_flag=True, help="Do it; without this it is only shown what it would do.")
def merge(kept: str, gone: str, yes: bool) -> None:
    """Join two entries of one person: all that refers to DOUBLE refers to KEPT from then on. No record is lost.

    Shown first: how many records of each kind go over. Then it is all done, or nothing. The phones of KEPT come first,
    and its PIN stays, if it has one. It cannot be taken back.

    \b
    Examples:
      mshauri person merge 812345 id:77
      mshauri person merge 812345 id:77 --yes
    """
    from bot.operator import doubles

    with store() as engine, _meant():
        done = doubles.merge if yes else doubles.preview
        finish(done(engine, kept, gone, datetime.now(UTC)), failed=False)


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
    with store() as engine, _meant():
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
    with store() as engine, _meant():
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
    with store() as engine, _meant():
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

    with store() as engine, _meant():
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

    with store() as engine, _meant():
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
