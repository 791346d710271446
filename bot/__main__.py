"""The `mshauri` command: what an operator can ask for; a mistake of theirs is answered by one line, not a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import click

from bot.breaching import breach
from bot.caretaking import person
from bot.commandline import Commands, MomentParam, Problem, bars, finish, settings, store
from bot.costing import cost
from bot.custody import erasures, keys, retention, trail
from bot.handouts import export, poster
from bot.housekeeping import alive, backup, doctor, restore, shadow, units, upgrade
from bot.outgoing import due, outbox
from bot.registry import load, pair, school

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="mshauri", prog_name="mshauri")
def cli() -> None:
    """Kenya's Teacher Induction, Mentorship and Coaching programme, carried by chat.

    \b
    Examples:
      mshauri demo                         the programme in miniature, in the browser
      mshauri demo --port 9000 --no-browser --at 2026-06-11T07:30
      mshauri load schools.csv people.csv pairs.csv --dry-run
      mshauri serve                        web, sender and clock in one process

    Settings come from the environment (README.md lists them); what is wrong with them is said at once.
    """


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Where the page listens (8080).")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same sub-county.")
@click.option("--no-browser", is_flag=True, help="Only serve the page; do not open it.")
@click.option("--at", type=MomentParam(), help="When virtual time starts, like 2026-05-28T16:10.")
def demo(port: int | None, seed: int, no_browser: bool, at: datetime | None) -> None:
    """The programme in miniature: a sample sub-county, virtual time, a page with the phones.

    \b
    Examples:
      mshauri demo
      mshauri demo --port 9000 --no-browser --at 2026-06-11T07:30
    """
    from bot import log
    from bot.settings import read
    from bot.simulator import demo as simulator

    found = read(os.environ, demo=True)
    log.set_up(found.log_level, found.log_format)
    simulator.run(host="127.0.0.1", port=port or found.port, seed=seed, browser=not no_browser, at=at)


@cli.group("db")
def tables() -> None:
    """The tables."""


@tables.command("upgrade")
def upgrade_tables() -> None:
    """Bring the tables up to date; safe to run again, and by several processes at once.

    \b
    Example:
      mshauri db upgrade
    """
    with store():
        click.echo("The tables are up to date.")


@tables.command("version")
def tables_version() -> None:
    """Of which version the tables are, as the migrations count; nothing is changed.

    \b
    Example:
      mshauri db version
    """
    from bot.store.engine import open_store, reading, revision

    found = settings()
    engine = open_store(found.database_url, found.field_keys, found.secret_key)
    with reading(engine) as db:
        click.echo(revision(db) or "none")
    engine.dispose()


_host = click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens; 0.0.0.0 is for all.")


@cli.command()
@click.option("--polling", is_flag=True, help="Ask Telegram for updates: for a machine without a public address.")
@_host
def serve(polling: bool, host: str) -> None:
    """Web, sender and clock in one process, on SQLite or PostgreSQL.

    \b
    Examples:
      mshauri serve
      mshauri serve --polling              without a public address, for Telegram
    """
    from bot import app

    found = settings()
    if polling and found.telegram is None:
        raise Problem("There is no Telegram bot to poll for: set TELEGRAM_BOT_TOKEN and TELEGRAM_WEBHOOK_SECRET.")
    app.serve(found, host, polling=polling)


@cli.command()
@_host
def web(host: str) -> None:
    """The webhooks and /health only; any number of these on PostgreSQL.

    \b
    Examples:
      mshauri web
      PORT=9000 mshauri web --host 0.0.0.0
    """
    from bot import app

    app.web(settings(), host)


@cli.command()
def send() -> None:
    """The sender only; any number of these on PostgreSQL.

    \b
    Example:
      mshauri send
    """
    from bot import app

    app.send(settings())


@cli.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day's month on (last month's).")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="So many lines.")
def misses(since: datetime | None, most: int) -> None:
    """Where people were not understood most, by question and language: a hint that a text is bad. None of their words.

    \b
    Examples:
      mshauri misses
      mshauri misses --since 2026-05-01 --most 100
    """
    from bot.operator import misunderstood

    with store() as engine:
        begun = since.date() if since else (datetime.now(UTC).replace(day=1) - timedelta(days=1)).date()
        finish(misunderstood.report(engine, begun, most), failed=False)


@cli.command()
@click.option(
    "--templates",
    "folder",
    is_flag=False,
    flag_value="",
    metavar="[FOLDER]",
    help="Show how far WhatsApp's templates have come; with FOLDER, write them there as files.",
)
@click.option("--submit", is_flag=True, help="With --templates: have the missing ones approved, and name them.")
def webhooks(folder: str | None, submit: bool) -> None:
    """Tell Telegram where to call and which commands there are; show what is to be entered at other providers.

    \b
    Examples:
      mshauri webhooks
      mshauri webhooks --templates             how far each template of WhatsApp has come
      mshauri webhooks --templates folder      write them as files for Twilio's Content API
      mshauri webhooks --templates --submit    submit what is missing; write the file of TWILIO_CONTENTS
    """
    from bot.operator import webhooks as providers

    if submit and folder is None:
        raise click.UsageError("--submit goes with --templates.")
    try:
        for line in providers.lines(settings()) if folder is None else _templates(folder, submit=submit):
            click.echo(line)
    except providers.NotSet as missing:
        raise Problem(str(missing)) from missing


def _templates(folder: str, *, submit: bool) -> Iterator[str]:
    from bot.operator import templates

    return templates.lines(settings, folder, submit, bars(""))


@cli.command()
def lint() -> None:
    """Find faults of dialogs and catalogues without a chat: one line each, exit 1; exit 0 when there is none.

    \b
    Example:
      mshauri lint
    """
    from bot.forms.checks import lint as audit
    from bot.forms.checks.product import product

    dialogs = product()
    faults = audit.lint(dialogs)
    finish(map(str, faults) if faults else [audit.summary(dialogs)], failed=bool(faults))


@cli.command()
@click.argument("form")
def draw(form: str) -> None:
    """Draw FORM as a Mermaid flowchart: its questions, the conditions on the arrows, and its echo.

    \b
    Example:
      mshauri draw SessionRecord
    """
    from bot.forms.checks.drawing import draw as drawn
    from bot.forms.checks.product import product

    forms = product(texts=dict).forms
    if form not in forms:
        raise click.BadParameter(f"there is no form {form}. The forms are {', '.join(forms)}.", param_hint="FORM")
    click.echo(drawn(forms[form]), nl=False)


cli.add_command(alive)
cli.add_command(backup)
cli.add_command(breach)
cli.add_command(cost)
cli.add_command(export)
cli.add_command(keys)
cli.add_command(doctor)
cli.add_command(load)
cli.add_command(due)
cli.add_command(outbox)
cli.add_command(person)
cli.add_command(pair)
cli.add_command(school)
cli.add_command(poster)
cli.add_command(trail)
cli.add_command(retention)
cli.add_command(erasures)
cli.add_command(restore)
cli.add_command(shadow)
cli.add_command(units)
cli.add_command(upgrade)


def main() -> None:
    """Runs the command line; exit 0 done, 1 a problem in data or service, 2 wrong usage."""
    cli(prog_name="mshauri")


if __name__ == "__main__":
    main()
