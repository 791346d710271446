"""`mshauri cost`: what dialogs cost, and what a month's messages did."""

from __future__ import annotations

from datetime import datetime

import click

from bot.commandline import bars, finish, settings, store

# Everything else is imported inside the command: `mshauri --help` must not wait for the providers' libraries.


@click.command()
@click.option("--markdown", is_flag=True, help="As a Markdown table.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="What this month's messages cost instead.")
@click.option("--csv", "as_csv", is_flag=True, help="With --month: as CSV, a row for each school.")
def cost(markdown: bool, month: datetime | None, as_csv: bool) -> None:
    """What each dialog costs in SMS and segments, in each language, with the longest facts and answers.

    With --month what people were sent and wrote: segments and shillings (SMS_PRICE …), by county and school.

    \b
    Examples:
      mshauri cost
      mshauri cost --month 2026-11
      mshauri cost --month 2026-11 --csv > november.csv
    """
    from bot.operator import bills

    if month is None:
        finish(bills.of_dialogs(markdown=markdown), failed=False)
        return
    with store() as engine:
        lines = bills.of_month(engine, month.date(), settings().prices, as_csv=as_csv, progress=bars(" days"))
        finish(lines, failed=False)
