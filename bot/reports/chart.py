"""The picture that goes with STATUS: schools by sessions held of planned, the red ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.dialogs.figures.rules import RULES, Counts, PartFigures, RedReason, SchoolFigures, red_list
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


def bars(schools: Sequence[SchoolFigures], language: str, as_at: datetime) -> list[Bar]:
    """The lines of the picture: red schools worst first, then the others by share, then all that had no room."""
    reds = red_list(schools, as_at)
    known = {school.id for school, _reason in reds}
    others = sorted(
        (school for school in schools if school.id not in known and school.now.planned),
        key=lambda school: (school.now.held / school.now.planned, school.name),
    )
    named = [_bar(school, reason, language) for school, reason in reds]
    named += [_bar(school, None, language) for school in others]
    rest = [school for school, _reason in reds][MOST:] + others[max(MOST - len(reds), 0) :]
    if not rest:
        return named
    counts = sum((school.now for school in rest), Counts())
    label = say(_("{many:# other school|# other schools}"), language, many=len(rest))
    return [*named[:MOST], Bar(label, _share(counts), f"{counts.held}/{counts.planned}", red=False)]


def _bar(school: SchoolFigures, reason: RedReason | None, language: str) -> Bar:
    counts, name = school.now, short_name(school.name)
    figures = f"{counts.held}/{counts.planned}"
    if reason is RedReason.NO_PAIRS:
        figures = say(_("no pairs"), language)
    if reason is RedReason.REVIEWS_LATE:
        figures = say(_("{held}/{planned}, {late} late"), language, **vars(counts), late=school.late)
    return Bar(name, _share(counts), figures, reason is not None)


def _share(counts: Counts) -> float | None:
    return counts.held / counts.planned if counts.planned else None


def schools_chart(area: str, schools: Sequence[SchoolFigures], language: str, as_at: datetime) -> bytes:
    """Of an area, a PNG 1080 pixels wide: red is dark, striped and marked, so that it shows without colour too."""
    red = len(red_list(schools, as_at))
    said = _("{area}, {as_at:long} {as_at:clock}. {red:# red school|# red schools}.")
    below = say(said, language, area=area, as_at=as_at, red=red)
    return _drawn(bars(schools, language, as_at), language, below)


def parts_chart(area: str, parts: Sequence[PartFigures], language: str, as_at: datetime) -> bytes:
    """The same of the parts of an area, such as the counties of a region, the smallest share first; none is red."""
    met = sorted(
        (part for part in parts if part.total.now.planned), key=lambda part: (_share(part.total.now) or 0, part.name)
    )
    lines = [_of_part(part) for part in met[: MOST if len(met) > MOST else None]]
    rest = sum((part.total.now for part in met[MOST:]), Counts())
    if rest.planned:
        label = say(_("{many:# other|# others}"), language, many=len(met) - MOST)
        lines.append(Bar(label, _share(rest), f"{rest.held}/{rest.planned}", red=False))
    return _drawn(lines, language, say(_("{area}, {as_at:long} {as_at:clock}."), language, area=area, as_at=as_at))


def _of_part(part: PartFigures) -> Bar:
    counts = part.total.now
    name = short_name(part.name) if part.kind is AreaKind.INSTITUTION else part.name
    return Bar(name, _share(counts), f"{counts.held}/{counts.planned}", red=False)


def _drawn(lines: Sequence[Bar], language: str, below: str) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEAD + ROW * len(lines) + MARGIN), PAPER)
    draw = ImageDraw.Draw(image)
    _write(draw, (MARGIN, 28), say(_("Sessions held of planned"), language), 56)
    _write(draw, (MARGIN, 100), below, 40)
    _half_line(draw, len(lines))
    for place, line in enumerate(lines):
        _row(draw, line, HEAD + ROW * place)
    written = BytesIO()
    image.quantize(32, Image.Quantize.FASTOCTREE).save(written, "PNG")  # the quick way: a turn waits for it
    return written.getvalue()


def _half_line(draw: ImageDraw, lines: int) -> None:
    """A dashed line at the share under which a school is red."""
    x = BARS + (ENDS - BARS) * RULES.share // 100
    _write(draw, (x, HEAD - 38), f"{RULES.share}%", 32, anchor="ma")
    for y in range(HEAD, HEAD + ROW * lines, 16):
        draw.line((x, y, x, y + 8), INK, 3)


def _row(draw: ImageDraw, line: Bar, top: int) -> None:
    middle, first = top + ROW // 2, top + (ROW - BAR_HEIGHT) // 2
    if line.red:
        draw.polygon(((MARGIN + 16, middle - 18), (MARGIN, middle + 14), (MARGIN + 32, middle + 14)), RED)
    _write(draw, (NAMES, middle), line.name, 40, anchor="lm", most=BARS - NAMES - 16, least=READABLE)
    if line.share is not None:
        draw.rectangle((BARS, first, ENDS, first + BAR_HEIGHT), outline=PALE, width=2)
        _fill(draw, (BARS, first, BARS + round((ENDS - BARS) * line.share), first + BAR_HEIGHT), striped=line.red)
    _write(draw, (WIDTH - MARGIN, middle), line.figures, 40, anchor="rm", most=WIDTH - MARGIN - ENDS - 16)


def _fill(draw: ImageDraw, box: tuple[int, int, int, int], *, striped: bool) -> None:
    left, top, right, bottom = box
    if right <= left:
        draw.line((left, top, left, bottom), INK, 6)  # a bar of nothing is a stroke, not an absence
        return
    draw.rectangle(box, RED if striped else PALE, INK, 2)
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
