"""What all commands of `mshauri` share: settings, the store, and a person's mistake as one line, not a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

# Everything else is imported where it is used: `mshauri --help` must not wait for the providers' libraries.
if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.settings import Settings

KENYA = ZoneInfo("Africa/Nairobi")


class Problem(click.ClickException):
    """Something in the data or the service that a person can mend: its lines go to standard error, the exit is 1."""

    def show(self, file: Any = None) -> None:
        """Prints the lines."""
        click.echo(self.message, file=file or sys.stderr)


class Commands(click.Group):
    """Turns what a person can mend into a Problem; a bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            lines = _for_people(error)
            if lines is None:
                raise
            raise Problem(lines) from error


def _for_people(error: Exception) -> str | None:
    """The lines that say what to mend; None when the error is not a person's to mend (or click says it itself)."""
    if isinstance(error, click.ClickException | click.exceptions.Exit | click.Abort):
        return None
    if isinstance(error, OSError):
        return f"{error.filename or 'The system'}: {error.strerror or error}"

    from sqlalchemy.exc import OperationalError

    from bot.settings import BadSettings

    if isinstance(error, BadSettings):
        return "\n".join(error.problems)
    if isinstance(error, OperationalError):
        return f"The database does not answer: {str(error.orig).strip().splitlines()[0]}"
    return None


def settings() -> Settings:
    """The environment as settings, with the log set up as it says."""
    from bot import log
    from bot.settings import read

    found = read(os.environ)
    log.set_up(found.log_level, found.log_format)
    return found


@contextmanager
def store() -> Iterator[Engine]:
    """The store that the environment names, with its tables up to date; closed at the end of the block."""
    from bot.store.engine import open_store, upgrade

    found = settings()
    engine = open_store(found.database_url, found.field_keys, found.secret_key)
    try:
        upgrade(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def meant() -> Iterator[None]:
    """What is not meant so, or cannot be, is said in its one line."""
    from bot.operator.not_meant import NotMeant

    try:
        yield
    except NotMeant as other:
        raise Problem(str(other)) from other


def finish(lines: Iterable[str], failed: bool) -> None:
    """Prints a report: on standard error with exit 1 when it `failed`."""
    if failed:
        raise Problem("\n".join(lines))
    for line in lines:
        click.echo(line)


class MomentParam(click.ParamType[datetime]):
    """A moment in ISO 8601, in Kenya's time unless it says otherwise; aware."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, or wrong usage with an example."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment: write it like 2026-05-28T16:10.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=KENYA)


def bars(unit: str = " rows") -> Callable[[str, int, int], None]:
    """Shows a progress bar for each file, counted in `unit`, where somebody watches (standard error is a terminal)."""
    from tqdm import tqdm

    shown: dict[str, tqdm[Any]] = {}

    def show(file: str, done: int, of: int) -> None:
        if file not in shown:
            shown[file] = tqdm(total=of, desc=file, unit=unit, disable=None)
        shown[file].update(done - shown[file].n)
        if done >= of:
            shown[file].close()

    return show
