"""`mshauri doctor`, `units`, `backup`, `restore`, `alive`, `upgrade`, `shadow`: a service installed, kept, renewed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commandline import Problem, finish, settings, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.

_folder = click.Path(file_okay=False, path_type=Path)


@contextmanager
def _said(*mendable: type[Exception]) -> Iterator[None]:
    """What an operator can mend is said in its one line."""
    try:
        yield
    except mendable as why:
        raise Problem(str(why)) from why


@click.command()
def doctor() -> None:
    """Say what is set up, reachable and missing, one line each with what to do, without a secret; exit 1 when something
    is wrong.

    \b
    Examples:
      mshauri doctor
      mshauri doctor | grep '^!!'
    """
    from bot.operator import doctor as surgery
    from bot.operator.finding import Finding
    from bot.settings import BadSettings

    try:
        findings = list(surgery.examine(settings(), datetime.now(UTC)))
    except BadSettings as wrong:
        findings = [Finding(well=False, words=f"Settings: {problem}") for problem in wrong.problems]
    for one in findings:
        mark = click.style("ok  ", fg="green") if one.well else click.style("!!  ", fg="red", bold=True)
        click.echo(mark + one.words)
    if not all(one.well for one in findings):
        raise Problem(f"{sum(not one.well for one in findings)} to look at.")


@click.command()
@click.argument("name", required=False)
@click.option("--to", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Write all of them there.")
@click.option("--program", default="/opt/mshauri/current", show_default=True, help="Where the program is.")
@click.option("--settings", "file", default="/etc/mshauri.env", show_default=True, help="The file of its settings.")
@click.option("--backups", default="/var/backups/mshauri", show_default=True, help="The folder of its backups.")
@click.option(
    "--user", default="mshauri", show_default=True, help="Whose processes they are; its state is /var/lib/USER."
)
def units(name: str | None, to: Path | None, program: str, file: str, backups: str, user: str) -> None:
    """The units of systemd: print the one called NAME, write all of them to a folder, or list them.

    mshauri.service is everything in one process; mshauri-web, mshauri-sender@1, @2 … and mshauri-clock are the same
    apart, on PostgreSQL. The timers make a backup each night and the list of erasures each hour. Each unit sees nothing
    of the machine but its program, its settings and its own folder.

    \b
    Examples:
      mshauri units
      mshauri units mshauri.service | sudo tee /etc/systemd/system/mshauri.service
      mshauri units --to /tmp/units --program /srv/mshauri --user timec
    """
    from bot.operator import units as made

    at = made.Places(program, file, backups, user)
    if to is not None:
        finish(made.write(to, at), failed=False)
        return
    found = made.units(at)
    if name is None:
        finish(found, failed=False)
    elif name in found:
        click.echo(found[name], nl=False)
    else:
        raise click.BadParameter(f"there is no unit {name}. They are {', '.join(found)}.", param_hint="NAME")


@click.command()
@click.argument("folder", type=_folder, required=False)
@click.option("--made", is_flag=True, help="Only note that another program has just made one.")
def backup(folder: Path | None, made: bool) -> None:
    """Make a backup of the database in FOLDER while it runs, and the list of erasures beside it; look at both.

    What is confidential is sealed in it as in the database: keep FIELD_KEYS and SECRET_KEY apart from it, and without
    them it is of no use. Copy the folder to another machine. Those older than 35 days go. doctor says when the last
    one was made.

    \b
    Examples:
      mshauri backup /var/backups/mshauri
      mshauri backup --made          after a backup by a hosting platform, or by pg_dump of your own
    """
    from bot.operator import backups
    from bot.store.health import beats

    if (folder is None) is not made:
        raise click.UsageError("Give a FOLDER, or --made.")
    now = datetime.now(UTC)
    with store() as engine:
        if folder is None:
            with engine.begin() as db:
                beats.beat(db, "backup", now)
            finish(["Noted: there is a backup of this moment."], failed=False)
            return
        with _said(backups.NoBackup):
            finish(backups.make(engine, settings().database_url, folder, now), failed=False)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--instead", is_flag=True, help="Also where the database holds something: the backup comes instead.")
@click.option("--stopped", is_flag=True, help="Every process is stopped, though one was seen a moment ago.")
@click.option(
    "--erasures",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The newest list of what was erased: it is erased again.",
)
def restore(file: Path, instead: bool, stopped: bool, listed: Path | None) -> None:
    """Put a backup (FILE) where DATABASE_URL points, bring its tables up to date, and erase again what was erased.

    Stop every process first, and start them after it. Prompts that fell due meanwhile are said once.

    \b
    Examples:
      mshauri restore /var/backups/mshauri/mshauri-2026-11-28T223000Z.db --erasures /var/backups/mshauri/erasures.csv
      mshauri restore mshauri-2026-11-28T223000Z.dump --instead
    """
    from bot.operator import backups, rights

    found, now = settings(), datetime.now(UTC)
    with _said(backups.NoBackup):
        lines = backups.put_back(found.database_url, found.field_keys, file, now, instead=instead, stopped=stopped)
    with store() as engine:
        again = rights.erase_again(engine, listed.read_text(encoding="utf-8").splitlines() if listed else (), now)
    finish([*lines, *(again.lines if listed else ())], failed=not again.ok)


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(["web", "sender", "clock"]))
@click.option("--wait", type=click.IntRange(1, 600), metavar="SECONDS", help="Until they have shown themselves anew.")
def alive(parts: tuple[str, ...], wait: int | None) -> None:
    """Whether web, sender and clock work (or those that are named): the web answers here, the others were seen lately.

    Without --wait that is within two minutes: for the health check of a container. With it, since this command began:
    after a start.

    \b
    Examples:
      mshauri alive
      mshauri alive web
      mshauri alive --wait 60
    """
    from bot.operator import living

    found = settings()
    lacking = living.lacking(found, parts or living.ALL, wait)
    finish([f"{name} does not live." for name in lacking] or ["All live."], failed=bool(lacking))


@click.command()
@click.option("--check", is_flag=True, required=True, help="Say what it would meet; nothing is changed.")
@click.option(
    "--beside",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="/opt/mshauri/current",
    show_default=True,
    help="The checkout of the version that runs.",
)
def upgrade(check: bool, beside: Path) -> None:  # noqa: ARG001 - it is required, so that nobody expects an upgrade
    """Before a release, by the new version: whose open drafts and waiting notices meet a question that has changed.

    A block for each: how it has changed, who meets it (their ids, which `mshauri person find` knows), its words before
    and now in each language. Nothing that anybody wrote is in it, and nothing that is confided is counted.

    \b
    Examples:
      mshauri upgrade --check
      ./run upgrade --check --beside ../running
      mshauri-release --check v0.3.0
    """
    from bot.operator import upgrade_check
    from bot.store.engine import open_store

    found = settings()
    engine = open_store(found.database_url, found.field_keys, found.secret_key)
    with _said(upgrade_check.CannotTell):
        finish(upgrade_check.report(engine, beside), failed=False)
    engine.dispose()


@click.command()
@click.option(
    "--start",
    type=click.Path(exists=True, path_type=Path),
    default="/var/backups/mshauri",
    show_default=True,
    help="A backup; of a folder of them the one of a week ago.",
)
@click.option(
    "--beside",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="/opt/mshauri/current",
    show_default=True,
    help="The checkout of the version that runs.",
)
@click.option("--scratch", multiple=True, metavar="URL", help="With PostgreSQL: two empty databases to play on.")
@click.option("--most", type=click.IntRange(min=1), default=5000, show_default=True, help="So many messages.")
def shadow(start: Path, beside: Path, scratch: tuple[str, ...], most: int) -> None:
    """What this version would have made of last week's messages (since a backup), beside the version that runs.

    Each plays them on a copy of that backup, in virtual time, with phones that are none: nothing is sent and nothing of
    the service is changed. Listed is where they differ: which page or question was said to the writer, or to whom
    else, before and now, with the numbers of the messages. No word of anybody's is in it.

    \b
    Examples:
      mshauri shadow
      mshauri @0c1d2e3f4a5b shadow --start mshauri-2026-11-22T223000Z.db --most 500
      mshauri shadow --start mshauri-2026-11-22T223000Z.dump --scratch postgresql:///one --scratch postgresql:///two
    """
    from bot import shadow as player
    from bot.operator import backups, shadows
    from bot.store.engine import open_store

    found = settings()
    with (
        _said(backups.NoBackup, shadows.NoShadow),
        backups.copies(start, found.field_keys, scratch, datetime.now(UTC)) as (one, other, since),
    ):
        engine = open_store(found.database_url, found.field_keys, found.secret_key)
        try:
            heard = shadows.messages(engine, since, most)
        finally:
            engine.dispose()
        script = Path(player.__file__).read_text(encoding="utf-8")
        before = shadows.played(beside, script, one, found.field_keys, heard)
        now = list(player.play(other, found.field_keys, heard))
        finish(shadows.report(heard, before, now), failed=False)
