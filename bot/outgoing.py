"""`mshauri outbox` and `mshauri due`: what is to go out and what does not, and what is still to come."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.commandline import Problem, bars, finish, settings, store
from bot.messages import Channel


@click.command()
@click.option(
    "--again",
    type=int,
    is_flag=False,
    flag_value=0,
    metavar="[NUMBER]",
    help="Try this dead letter once more; without a NUMBER all of a cause or channel.",
)
@click.option("--cause", help="With --again: those whose cause holds these words.")
@click.option(
    "--channel", type=click.Choice([one.value for one in Channel]), help="With --again: those of this channel."
)
@click.option("--of", type=click.IntRange(1, 2**63 - 1), metavar="NUMBER", help="What became of this message.")
def outbox(again: int | None, cause: str | None, channel: str | None, of: int | None) -> None:
    """What waits to be sent, what was, and what will not go out by itself; no words, no full number.

    Of a cause or channel all are tried again that still mean something: replies of a day, the rest of two.

    \b
    Examples:
      mshauri outbox
      mshauri outbox --of 812
      mshauri outbox --again 812
      mshauri outbox --again --cause "no answer"
      mshauri outbox --again --channel whatsapp --cause 63041
    """
    from bot import providers
    from bot.operator import became
    from bot.operator import outbox_counter as counter
    from bot.store.engine import reading
    from bot.talk.unasked import spread

    if (cause or channel) and again is None:
        raise click.UsageError("--cause and --channel say which are tried again: give --again with them.")
    if (cause or channel) and again:
        raise click.UsageError("--again takes a NUMBER, or --cause and --channel.")
    if again == 0 and not (cause or channel):
        raise click.UsageError("--again needs a NUMBER, --cause or --channel: mshauri outbox lists them.")
    on = Channel(channel) if channel else None
    with store() as engine:
        now = datetime.now(UTC)
        if of is not None:
            finish(*became.report(engine, of))
        elif again is None:
            with reading(engine) as db:
                queues = spread.queues(db, now, providers.speeds(providers.rates_of(settings().speeds)))
            finish(counter.report(engine, now, queues), failed=False)
        elif again == 0:
            click.echo(f"{counter.all_again(engine, cause or '', on, now, bars())} wait to be sent once more.")
        elif counter.again(engine, again, now):
            click.echo(f"Message {again} waits to be sent once more.")
        else:
            raise Problem(f"There is no dead letter {again}. mshauri outbox lists them.")


@click.command()
@click.option("--person", metavar="ID|TSC", help="What comes for them, and what became of what came.")
@click.option("--pair", type=click.IntRange(1, 2**31 - 1), metavar="NUMBER", help="The same for both of a pair.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="What comes or falls due on this day, for all.")
@click.option("--days", type=click.IntRange(1, 366), default=42, show_default=True, help="So far back and ahead.")
def due(person: str | None, pair: int | None, on: datetime | None, days: int) -> None:
    """What the clock will say, to whom and why; what it holds back, has moved or has dropped, with the reason.

    What is ahead is as things stand: doing the thing, or a changed date or calendar, changes it.

    \b
    Examples:
      mshauri due --person 812345
      mshauri due --pair 12 --days 366
      mshauri due --on 2026-08-24
    """
    from bot import coming_list
    from bot.operator.not_meant import NotMeant

    if (person is None) + (pair is None) + (on is None) != 2:
        raise click.UsageError("Say whose or which day: --person, --pair or --on.")
    with store() as engine:
        now = datetime.now(UTC)
        try:
            if on is not None:
                lines = coming_list.on_day(engine, on.date(), now)
            else:
                lines = coming_list.of_people(engine, person, pair, days, now)
        except NotMeant as nobody:
            raise Problem(str(nobody)) from nobody
    finish(lines, failed=False)
