"""The picture that goes with STATUS: schools by sessions held of planned, the red ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dialogs.figures.rules import RULES, Counts, PartFigures, RedReason, SchoolFigures, red_list
from bot.dialogs.instruments.paper import Worded
from bot.dialogs.schools.rules import short_name
from bot.language import _, say
from bot.store.areas import AreaKind

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

MOST = 10
"""Schools with a bar of their own; the rest share one, so that the words stay large enough on a phone."""
WIDTH, ROW, MARGIN = 1080, 76, 40
HEAD, BAR_HEIGHT = 190, 46
NAMES, BARS, ENDS = MARGIN + 44, 430, 810
"""Where names and bars begin and bars end, in pixels from the left."""
READABLE, SMALLEST = 32, 20
"""Letters of a name, still to be read where the picture is 300 pixels wide; of figures, which are never cut."""
LETTERS = Path(__file__).parent / "fonts" / "DejaVuSansCondensed.ttf"
"""One that has the letters of Kenyan names: Mũrang'a, Gĩthĩnji."""
INK, PAPER, PALE, RED, STRIPE = "#1a1a1a", "#ffffff", "#c9d3df", "#a01020", "#ffffff"


@dataclass(frozen=True)
class Bar:
    """One line: what it is called, its share held (None: nothing planned), the figures beside it, and whether red."""

    name: str
    share: float | None
    figures: str
    red: bool
    strong: bool = False
    """Whether its bar is dark."""


def bars(schools: Sequence[SchoolFigures], language: str, as_at: datetime) -> list[Bar]:
    """The lines of the picture: red schools worst first, then the others by share, then all that had no room.

    Together they are all the schools, those with nothing planned too.
    """
    reason_of = {school.id: reason for school, reason in red_list(schools, as_at)}
    reds = [school for school, _reason in red_list(schools, as_at)]
    others = sorted(
        (school for school in schools if school.id not in reason_of and school.now.planned),
        key=lambda school: (school.now.held / school.now.planned, school.name),
    )
    named = (reds + others)[:MOST]
    known = {school.id for school in named}
    rest = [school for school in schools if school.id not in known]
    lines = [_bar(school, reason_of.get(school.id), language) for school in named]
    label = say(_("{many:# other school|# other schools}"), language, many=len(rest))
    return [*lines, *_rest(label, [school.now for school in rest], language)]


def _rest(label: str, counts: Sequence[Counts], language: str) -> list[Bar]:
    """One line for all that had no room, or nothing planned; none for nobody."""
    whole = sum(counts, Counts())
    held = f"{whole.held}/{whole.planned}" if whole.planned else say(_("none planned"), language)
    return [Bar(label, _share(whole), held, red=False)] if counts else []


def _bar(school: SchoolFigures, reason: RedReason | None, language: str) -> Bar:
    counts, name = school.now, short_name(school.name)
    figures = f"{counts.held}/{counts.planned}"
    if reason is RedReason.NO_PAIRS:
        figures = say(_("no pairs"), language)
    if reason is RedReason.REVIEWS_LATE:
        figures = say(_("{held}/{planned}, {late} late"), language, **vars(counts))
    return Bar(name, _share(counts), figures, reason is not None)


def _share(counts: Counts) -> float | None:
    return counts.held / counts.planned if counts.planned else None


def schools_chart(place: str, schools: Sequence[SchoolFigures], language: str, as_at: datetime) -> bytes:
    """A PNG 1080 pixels wide: red is dark, striped and marked, so that it shows without colour too."""
    red = len(red_list(schools, as_at))
    below = say(
        _("{as_at:long} {as_at:clock}. {many:# school|# schools}, {red} red."),
        language,
        as_at=as_at,
        many=len(schools),
        red=red,
    )
    return _sessions(place, bars(schools, language, as_at), language, below)


def parts_chart(place: str, parts: Sequence[PartFigures], language: str, as_at: datetime) -> bytes:
    """The same of the parts of an area, such as the counties of a region, the smallest share first; none is red."""
    met = sorted(
        (part for part in parts if part.total.now.planned), key=lambda part: (_share(part.total.now) or 0, part.name)
    )[: MOST if len(parts) > MOST else None]
    known = {part.id for part in met}
    rest = [part.total.now for part in parts if part.id not in known]
    label = say(_("{many:# other|# others}"), language, many=len(rest))
    lines = [*map(_of_part, met), *_rest(label, rest, language)]
    return _sessions(place, lines, language, say(_("{as_at:long} {as_at:clock}."), language, as_at=as_at))


def _sessions(place: str, lines: Sequence[Bar], language: str, below: str) -> bytes:
    return _drawn(lines, say(_("{place}: sessions held of planned"), language, place=place), below, RULES.share)


def _of_part(part: PartFigures) -> Bar:
    counts = part.total.now
    name = short_name(part.name) if part.kind is AreaKind.INSTITUTION else part.name
    return Bar(name, _share(counts), f"{counts.held}/{counts.planned}", red=False)


@dataclass(frozen=True)
class ShiftBar:
    """One area of an instrument: what it is called, its percent at baseline and endline, and of how many people."""

    what: Worded
    percents: tuple[int, int]
    people: int


def shifts_chart(area: str, found: Sequence[ShiftBar], language: str, as_at: datetime) -> bytes:
    """A PNG 1080 pixels wide: for each area a bar of the baseline and one of the endline below it."""
    lines = []
    for one in found:
        name, (before, after) = one.what.spoken(language, ""), one.percents
        lines.append(Bar(name, before / 100, f"{before}%", red=False))
        lines.append(Bar("", after / 100, f"{after}% ({after - before:+d}, {one.people})", red=False, strong=True))
    title = say(_("{area}: baseline and endline"), language, area=area)
    below = say(_("{as_at:long}. The same people, in % of 4 points."), language, as_at=as_at)
    return _drawn(lines, title, below, None)


def _drawn(lines: Sequence[Bar], title: str, below: str, share: int | None) -> bytes:
    """`share`: at how many per cent a dashed line stands."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEAD + ROW * len(lines) + MARGIN), PAPER)
    draw = ImageDraw.Draw(image)
    _write(draw, (MARGIN, 28), title, 56)
    _write(draw, (MARGIN, 100), below, 40)
    if share is not None:
        _share_line(draw, len(lines), share)
    for number, line in enumerate(lines):
        _row(draw, line, HEAD + ROW * number)
    written = BytesIO()
    image.quantize(32, Image.Quantize.FASTOCTREE).save(written, "PNG")  # the quick way: a turn waits for it
    return written.getvalue()


def _share_line(draw: ImageDraw, lines: int, share: int) -> None:
    """A dashed line at a share, such as that under which a school is red."""
    x = BARS + (ENDS - BARS) * share // 100
    _write(draw, (x, HEAD - 38), f"{share}%", 32, anchor="ma")
    for y in range(HEAD, HEAD + ROW * lines, 16):
        draw.line((x, y, x, y + 8), INK, 3)


def _row(draw: ImageDraw, line: Bar, top: int) -> None:
    middle, first = top + ROW // 2, top + (ROW - BAR_HEIGHT) // 2
    if line.red:
        draw.polygon(((MARGIN + 16, middle - 18), (MARGIN, middle + 14), (MARGIN + 32, middle + 14)), RED)
    _write(draw, (NAMES, middle), line.name, 40, anchor="lm", most=BARS - NAMES - 16, least=READABLE)
    if line.share is not None:
        draw.rectangle((BARS, first, ENDS, first + BAR_HEIGHT), outline=PALE, width=2)
        box = (BARS, first, BARS + round((ENDS - BARS) * line.share), first + BAR_HEIGHT)
        _fill(draw, box, striped=line.red, strong=line.strong)
    _write(draw, (WIDTH - MARGIN, middle), line.figures, 40, anchor="rm", most=WIDTH - MARGIN - ENDS - 16)


def _fill(draw: ImageDraw, box: tuple[int, int, int, int], *, striped: bool, strong: bool = False) -> None:
    left, top, right, bottom = box
    if right <= left:
        draw.line((left, top, left, bottom), INK, 6)  # a bar of nothing is a stroke, not an absence
        return
    draw.rectangle(box, RED if striped else INK if strong else PALE, INK, 2)
    for x in range(left + 24, right - 6, 24) if striped else ():
        draw.line((x, bottom - 3, min(x + 14, right - 3), top + 3), STRIPE, 4)


def _write(
    draw: ImageDraw,
    at: tuple[int, int],
    text: str,
    size: int,
    *,
    anchor: str = "la",
    most: int = WIDTH - 2 * MARGIN,
    least: int = SMALLEST,
) -> None:
    """Words at a place, made smaller where there is no room for them, and at last shorter."""
    from PIL import ImageFont

    font = ImageFont.truetype(LETTERS, size)
    while draw.textlength(text, font) > most and size > least:
        size -= 2
        font = ImageFont.truetype(LETTERS, size)
    while draw.textlength(text, font) > most:  # nothing is painted over by what stands beside it
        text = f"{text.rstrip('…')[:-1].rstrip(' .,')}…"
    draw.text(at, text, INK, font, anchor)
