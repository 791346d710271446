"""`python -m bench.hearing FILE.tsv …`: how many of these phrases are heard as what they mean."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import groupby
from pathlib import Path

import click
from tqdm import tqdm

from bench.hearing.judge import Judge, Verdict
from bench.hearing.moments import BadFile, Row, rows
from bench.hearing.stage import Stage

CHUNK = 40
"""Rows that one process tries at a time: moments are the same for neighbours."""


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="How many work at once.")
@click.option("--only", help="Only the moments, kinds or languages with this in their name.")
@click.option("--misses/--no-misses", default=True, show_default=True, help="Whether each miss is printed.")
def main(files: Sequence[Path], processes: int, only: str | None, *, misses: bool) -> None:
    try:
        found = [row for file in files for row in rows(file)]
    except BadFile as fault:
        raise click.ClickException(str(fault)) from None
    if only:
        found = [row for row in found if only in (row.given, row.kind, row.language) or only in row.given]
    done = list(_tried(found, processes))
    if misses:
        for one in done:
            if not one.passed:
                click.echo(miss(one))
    click.echo("\n".join(report(done)))
    if any(one.misread for one in done):
        raise SystemExit(1)


def _tried(found: Sequence[Row], processes: int) -> Iterator[Verdict]:
    chunks = list(_chunks(found))
    with (
        ProcessPoolExecutor(processes) as pool,
        tqdm(total=len(found), unit=" phrases", disable=None, leave=False) as bar,
    ):
        tried = {pool.submit(judged, chunk): number for number, chunk in enumerate(chunks)}
        done: dict[int, list[Verdict]] = {}
        for future in as_completed(tried):
            done[tried[future]] = future.result()
            bar.update(len(chunks[tried[future]]))
    for number in sorted(done):
        yield from done[number]


def _chunks(found: Sequence[Row]) -> Iterator[list[Row]]:
    for _given, group in groupby(sorted(found, key=lambda row: row.given), key=lambda row: row.given):
        same = list(group)
        yield from (same[first : first + CHUNK] for first in range(0, len(same), CHUNK))


_JUDGES: list[Judge] = []
"""The judge of this process, once it has one."""


def judged(chunk: Sequence[Row]) -> list[Verdict]:
    """What becomes of some rows, in this process."""
    logging.disable(logging.CRITICAL)
    if not _JUDGES:
        _JUDGES.append(Judge(Stage()))
    return [_JUDGES[0].verdict(row) for row in chunk]


def miss(one: Verdict) -> str:
    """A miss with what was said back, and what should have been."""
    mark = "MISREAD" if one.misread else "missed"
    row = one.row
    head = f"{mark} {row.given} [{row.kind}, {row.language}] {row.said!r}  like {' | '.join(row.like)}"
    return f"{head}\n    got:    {one.reply!r}\n    wanted: {one.wanted!r}"


def report(done: Sequence[Verdict]) -> Iterator[str]:
    """Passed and total, by moment, kind and language, and in all."""
    sorts: list[tuple[str, Callable[[Row], str]]] = [
        ("moment", lambda row: row.given),
        ("kind", lambda row: row.kind),
        ("language", lambda row: row.language),
    ]
    for title, name in sorts:
        total, passed = Counter(name(one.row) for one in done), Counter(name(one.row) for one in done if one.passed)
        yield f"\n{title:20} passed / total"
        yield from (f"{key:20} {passed[key]:6} / {total[key]:5}" for key in sorted(total))
    good, misread = sum(one.passed for one in done), sum(one.misread for one in done)
    yield f"\nIn all {good} of {len(done)} ({100 * good / max(1, len(done)):.1f} of 100), silent misreadings {misread}"


if __name__ == "__main__":
    main()
