"""`mshauri poster` and `mshauri export`: what an operator prints for a school, and the figures as a table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commandline import Problem, settings, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.


@click.command()
@click.argument("school")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where it is written (poster-SCHOOL.pdf).")
@click.option("--language", type=click.Choice(["en", "sw"]), default="en", show_default=True)
def poster(school: str, out: Path | None, language: str) -> None:
    """Write the poster of SCHOOL (its code) as PDF: a QR for each channel, and JOIN with the code in words.

    \b
    Examples:
      mshauri poster MWL01
      mshauri poster MWL01 --language sw --out mwangaza.pdf
    """
    from bot import providers
    from bot.dialogs.enrolment.deeds import school_of
    from bot.reports.papers import facts, filled
    from bot.store.engine import reading

    found = settings()
    bot = found.telegram.name if found.telegram else ""
    with store() as engine, reading(engine) as db:
        area = school_of(db, school)
        if area is None:
            raise Problem(f"No school has the code {school}. mshauri load enters schools.")
        rings = found.africastalking.voice if found.africastalking else ""
        paper = filled.poster(db, area, providers.numbers(found), bot, language, rings)
    if paper is None:
        raise Problem(
            f"{area.name} can have no poster: its code {area.code} needs a digit, and SMS, WhatsApp or Telegram a "
            "number or name that people can write to (mshauri doctor)."
        )
    _write(out or Path(f"poster-{area.code}.pdf"), facts.pdf([paper], language, datetime.now(UTC)))


@click.command()
@click.argument("area", required=False, default="")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A .xlsx or .csv file (timec.xlsx).")
@click.option(
    "--down-to", type=click.Choice(["region", "county", "sub_county", "zone", "institution"]), default="institution",
    show_default=True, help="The lowest storey of the table.",
)  # fmt: skip
@click.option("--language", type=click.Choice(["en", "sw"]), default="en", show_default=True)
def export(area: str, out: Path | None, down_to: str, language: str) -> None:
    """Write the figures of AREA (of the nation, without one) and of all in it as a workbook or CSV: counts, no names.

    \b
    Examples:
      mshauri export --down-to county --out nation.csv
      mshauri export Machakos --out machakos.xlsx
    """
    from bot.dialogs.exporting import deeds
    from bot.dialogs.offices.rules import NATION
    from bot.dialogs.schools.rules import matching
    from bot.reports import table
    from bot.store.areas import AreaKind, Level
    from bot.store.engine import reading
    from bot.store.officers import places

    now, path = datetime.now(UTC), out or Path("timec.xlsx")
    if path.suffix not in (".xlsx", ".csv"):
        raise click.UsageError("--out names a .xlsx or .csv file.")
    with store() as engine, reading(engine) as db:
        named = matching(area, places.within(db, NATION, tuple(Level))).schools if area else ()
        if area and not named:
            raise Problem(f"No area is called {area}.")
        whole = (named[0].id, named[0].name, named[0].kind) if named else (NATION, "Kenya", None)
        rows = deeds.rows(db, whole, now, tuple(Level), AreaKind(down_to))
    found = table.FigureSheet(whole[1], now, tuple(rows), None)
    media = table.csv_of(found, language) if path.suffix == ".csv" else table.workbook_of(found, language)
    _write(path, media.content)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    click.echo(f"Written: {path}")
