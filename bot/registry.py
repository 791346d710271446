"""`mshauri load`, `pair` and `school`: what an operator enters, many at once or one, puts right and ends."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commandline import Problem, bars, finish, meant, store

# Everything else is imported inside the commands: `mshauri --help` must not wait for the providers' libraries.

LEVEL = click.Choice(["primary", "junior", "secondary", "special", "ttc"])
KIND = click.Choice(["mentorship", "coaching"])
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, keep nothing.")
@click.option("--apart", is_flag=True, help="What comes near to somebody or something known is new all the same.")
@click.option(
    "--template",
    "folder",
    is_flag=False,
    flag_value="mshauri-tables",
    metavar="[FOLDER]",
    type=click.Path(file_okay=False, path_type=Path),
    help="Load nothing: write the empty tables to be filled, and what each column means, into FOLDER (mshauri-tables).",
)
def load(files: tuple[Path, ...], dry_run: bool, apart: bool, folder: Path | None) -> None:
    """Load schools, people, pairs and the school calendar from CSV or Excel files (.xlsx, a table a sheet).

    Running it again changes nothing twice. A row that cannot be entered is named with line, column and reason, and the
    others are entered. One place or person is one however it is written; what comes near and may be one is asked about.

    \b
    Examples:
      mshauri load schools.csv people.csv pairs.csv calendar.csv --dry-run
      mshauri load mwala.xlsx
      mshauri load people.csv --apart
      mshauri load --template              empty tables as CSV and Excel, with their columns explained
    """
    if folder is not None:
        _write_blanks(folder, files)
        return
    if not files:
        raise click.UsageError("Name the FILES to load, or ask for empty ones with --template.")
    from bot.operator.load import run

    with store() as engine:
        report = run(engine, files, dry_run=dry_run, now=datetime.now(UTC), apart=apart, progress=bars())
    finish(report.lines(), failed=not report.ok)


def _write_blanks(folder: Path, files: tuple[Path, ...]) -> None:
    from bot.operator.tables import blanks

    if files:
        raise click.UsageError("--template loads no files: it writes empty ones.")
    try:
        written = blanks.write(folder)
    except blanks.InTheWay as there:
        raise Problem(str(there)) from there
    finish((*blanks.explained(), f"Written: {', '.join(map(str, written))}"), failed=False)


@click.group()
def pair() -> None:
    """The pairs: who is matched with whom, a wrong start, an end that was decided; never what the two write.

    \b
    Examples:
      mshauri pair find 812345
      mshauri pair add 534210 812345 --start 2026-05-04
      mshauri pair correct 812345 --start 2026-05-11
      mshauri pair end 812345 --why transfer --by 401122
    """


@pair.command("find")
@click.argument("who", metavar="ID|TSC")
def find_pair(who: str) -> None:
    """List the pairs of somebody, also those that are over.

    \b
    Example:
      mshauri pair find 812345
    """
    from bot.operator import couples

    with store() as engine, meant():
        finish(couples.find(engine, who, datetime.now(UTC)), failed=False)


@pair.command("add")
@click.argument("mentor")
@click.argument("mentee")
@click.option("--kind", type=KIND, default="mentorship", show_default=True)
@click.option("--start", required=True, metavar="DAY", help="The day on which their first plan began: 2026-05-04.")
def add_pair(mentor: str, mentee: str, kind: str, start: str) -> None:
    """Enter a pair that is matched already, MENTOR and MENTEE by TSC number or local id, as a row of pairs.csv would.

    \b
    Example:
      mshauri pair add 534210 812345 --start 2026-05-04
    """
    from bot.operator import entering
    from bot.operator.tables.columns import Sheet

    cells = {"mentor": mentor, "mentee": mentee, "kind": kind, "start": start}
    with store() as engine, meant():
        click.echo(entering.enter(engine, Sheet.PAIRS, cells, datetime.now(UTC)))


@pair.command("correct")
@click.argument("which", metavar="ID|TSC|pair:N")
@click.option("--start", type=DAY, help="The day on which their first plan began.")
@click.option("--kind", type=KIND)
def correct_pair(which: str, start: datetime | None, kind: str | None) -> None:
    """Put right the start or kind of a pair that has no session yet: later its records count from it.

    \b
    Examples:
      mshauri pair correct 812345 --start 2026-05-11
      mshauri pair correct pair:3 --kind coaching
    """
    from bot.operator import couples
    from bot.store.pairs import PairKind

    if start is None and kind is None:
        raise click.UsageError("Say what is to be put right: --start or --kind.")
    with store() as engine, meant():
        day, process = (start.date() if start else None), (PairKind(kind) if kind else None)
        click.echo(couples.correct(engine, which, day, process, datetime.now(UTC)))


@pair.command("end")
@click.argument("which", metavar="ID|TSC|pair:N")
@click.option(
    "--why",
    type=click.Choice(["transfer", "retirement", "death", "absence", "rematch", "need_met"]),
    required=True,
    help="absence is long leave; need_met is for coaching.",
)
@click.option("--of", type=click.Choice(["mentor", "mentee"]), help="With --why death: who has died.")
@click.option("--by", required=True, metavar="ID|TSC", help="The head or officer who has decided it.")
def end_pair(which: str, why: str, of: str | None, by: str) -> None:
    """End a pair from today on, as its head or an officer above it has decided on paper; they do it in chat by UNMATCH.

    The two and their head are told that it ends, and not why. The record stays, and the time served counts for the next
    pair. For conduct an officer does it in chat (SUSPEND).

    \b
    Examples:
      mshauri pair end 812345 --why transfer --by 401122
      mshauri pair end pair:3 --why death --of mentor --by 300415
    """
    from bot.operator import couples
    from bot.store.pairs import Side
    from bot.store.pausing.closings import WhyClosed

    with store() as engine, meant():
        side = Side(of) if of else None
        click.echo(couples.end(engine, which, by, WhyClosed(why), side, datetime.now(UTC)))


@click.group()
def school() -> None:
    """The schools: find, add, rename, another level.

    \b
    Examples:
      mshauri school find Mwangaza
      mshauri school add MWL09 "Kithangaini Primary" --level primary --zone Mbiuni --sub-county Mwala
      mshauri school rename MWL01 "Mwangaza Comprehensive"
      mshauri school level MWL01 junior
    """


@school.command("find")
@click.argument("words", nargs=-1, required=True)
def find_school(words: tuple[str, ...]) -> None:
    """List the schools that have this code, or are called so or nearly so, with what they lie in.

    \b
    Examples:
      mshauri school find MWL01
      mshauri school find mwangasa
    """
    from bot.operator import entering

    with store() as engine, meant():
        finish(entering.schools(engine, " ".join(words)), failed=False)


@school.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--level", type=LEVEL, required=True)
@click.option("--zone", required=True)
@click.option("--sub-county", required=True)
@click.option("--county", default="", help="Only where the sub-county is new.")
@click.option("--region", default="", help="Only where the sub-county is new.")
@click.option("--apart", is_flag=True, help="It is another than a school or place of nearly that name.")
def add_school(code: str, name: str, apart: bool, **cells: str) -> None:
    """Enter a school with its CODE and NAME, as a row of schools.csv would.

    \b
    Examples:
      mshauri school add MWL09 "Kithangaini Primary" --level primary --zone Mbiuni --sub-county Mwala
      mshauri school add KTU01 "Kitui Central" --level junior --zone Central --sub-county Kitui --county Kitui \\
          --region Eastern
    """
    from bot.operator import entering

    with store() as engine, meant():
        click.echo(entering.add_school(engine, {"code": code, "name": name} | cells, datetime.now(UTC), apart=apart))


@school.command("rename")
@click.argument("code")
@click.argument("name")
def rename_school(code: str, name: str) -> None:
    """Give the school with this CODE another NAME.

    \b
    Example:
      mshauri school rename MWL01 "Mwangaza Comprehensive"
    """
    from bot.operator import entering

    with store() as engine, meant():
        click.echo(entering.change_school(engine, code, datetime.now(UTC), name=name))


@school.command("level")
@click.argument("code")
@click.argument("level", type=LEVEL)
def school_level(code: str, level: str) -> None:
    """Change the LEVEL of the school with this CODE; its school days are those of that level from now on.

    \b
    Example:
      mshauri school level MWL01 junior
    """
    from bot.operator import entering
    from bot.store.areas import Level

    with store() as engine, meant():
        click.echo(entering.change_school(engine, code, datetime.now(UTC), level=Level(level)))
