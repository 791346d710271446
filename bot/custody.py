"""`mshauri keys`, `trail`, `retention`, `erasures`: what is kept confidential and how long, in operators' hands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.commandline import Problem, finish, settings, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.


@click.group()
def keys() -> None:
    """The keys of confidential texts, FIELD_KEYS: the first one seals, all open.

    \b
    Examples:
      mshauri keys rotate
    """


@keys.command("rotate")
def rotate_keys() -> None:
    """Seal every confidential text anew with the first of FIELD_KEYS, and say when the old ones can go.

    Put a new key before the old one (FIELD_KEYS=new,old), start every process anew, then run this. They may go on
    working meanwhile. It may be ended at any time: the next run goes on where it was.

    \b
    Example:
      FIELD_KEYS=$NEW,$OLD mshauri keys rotate
    """
    from tqdm import tqdm

    from bot.operator import keys as sealing

    with store() as engine, tqdm(desc="texts", unit=" texts", disable=None) as bar:
        report = sealing.rotate(engine, len(settings().field_keys), bar, datetime.now(UTC))
    finish(report.lines, failed=not report.ok)


class NotedParam(click.ParamType[tuple[int, str]]):
    """An entry that was noted: its number and how its hash begins, like 412:9f3ac1d2e4b7."""

    name = "number:hash"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        """Both, or wrong usage with an example."""
        number, _colon, beginning = str(value).partition(":")
        if not (number.isdigit() and beginning):
            self.fail(f"{value!r} is no noted entry: write it as --check says it, like 412:9f3ac1d2e4b7.", param, ctx)
        return int(number), beginning


@click.command()
@click.option("--person", "who", metavar="ID|TSC", help="What this person did, and what was done with what is theirs.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Only this day in Kenya.")
@click.option("--most", type=click.IntRange(min=1), default=100, show_default=True, help="So many, the newest.")
@click.option("--check", is_flag=True, help="Whether each entry is as it was written and none is missing; lists none.")
@click.option("--noted", type=NotedParam(), help="With --check: an entry that was noted before, to see that it stands.")
def trail(who: str | None, day: datetime | None, most: int, check: bool, noted: tuple[int, str] | None) -> None:
    """Who looked at or changed what is not their own, for the data officer: heads, officers and operators.

    A line each: its number, when, who and as what, what they did, and whose it was. None of anybody's words are in it.
    Looking at the same again on one day is one entry. That the trail was listed is entered too.

    \b
    Examples:
      mshauri trail
      mshauri trail --person 812345 --day 2026-05-28
      mshauri trail --check
      mshauri trail --check --noted 412:9f3ac1d2e4b7
    """
    from bot.operator import trail as entered
    from bot.operator.not_meant import NotMeant

    if noted and not check:
        raise click.UsageError("--noted goes with --check.")
    with store() as engine:
        if check:
            found = entered.checked(engine, noted)
            finish(found.lines, failed=not found.ok)
            return
        try:
            finish(entered.listed(engine, who, day.date() if day else None, most, datetime.now(UTC)), failed=False)
        except NotMeant as nobody:
            raise Problem(str(nobody)) from nobody


@click.command()
@click.option("--report", is_flag=True, help="What went, night by night, and what was held back for an open matter.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="With --report: from this night on (a month back).")
def retention(report: bool, since: datetime | None) -> None:
    """For how long each kind of what is held of people is kept, and how it goes; or what went.

    The times stand in bot/store/rights/terms.toml. What is over goes by itself, at night, a little at a time.

    \b
    Examples:
      mshauri retention
      mshauri retention --report --since 2026-05-01
    """
    from bot.operator import rights

    if since and not report:
        raise click.UsageError("--since goes with --report.")
    if not report:
        finish(rights.kept(), failed=False)
        return
    with store() as engine:
        finish(rights.went(engine, since.date() if since else None, datetime.now(UTC)), failed=False)


@click.command()
@click.option(
    "--again", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Erase again what it lists."
)
def erasures(again: Path | None) -> None:
    """List what was erased at people's wish: a number and a moment each, no name. Keep the list beside the backups.

    A backup still holds what was erased after it was taken. After it has been restored, and before any process is
    started, erase it again from the newest list; that may be done more than once.

    \b
    Examples:
      mshauri erasures > erasures.csv
      mshauri erasures --again erasures.csv
    """
    from bot.operator import rights

    with store() as engine:
        if again is None:
            finish(rights.listed(engine), failed=False)
            return
        found = rights.erase_again(engine, again.read_text(encoding="utf-8").splitlines(), datetime.now(UTC))
        finish(found.lines, failed=not found.ok)
