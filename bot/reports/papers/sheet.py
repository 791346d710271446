"""An A4 sheet with the parts that printed forms are made of: fields, lists, ruled lines, tables, a footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdf import FPDF, XPos, YPos
from fpdf.enums import TableBordersLayout

from bot.language import Marked, _, say

FONTS = Path(__file__).parent.parent / "fonts"
FAMILY = "DejaVu"
MARGIN, LINE, SMALL = 18.0, 6.0, 4.2
"""Millimetres: around a sheet, of a line of text, of a line in small print."""
GAP = 5.0
"""Between fields that stand side by side."""
SIZE, SMALL_SIZE = 10.5, 7.5
"""Points of text and of small print."""
INK, GREY, RULE = (20, 20, 20), (95, 95, 95), (150, 150, 150)
ROMAN = ("(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)", "(ix)", "(x)")


@dataclass(frozen=True)
class Foot:
    """What stands under every page: which form it is, and what is to be known of this print."""

    form: str
    note: str = ""


class PrintedSheet(FPDF):
    """A document of such sheets, in one language; what is too long for its place goes on in the next line."""

    def __init__(self, language: str, foot: Foot, *, landscape: bool = False) -> None:
        super().__init__("landscape" if landscape else "portrait", "mm", "A4")
        self.language, self.foot_words = language, foot
        self._widths: dict[tuple[str, float, str], float] = {}
        self.add_font(FAMILY, "", FONTS / "DejaVuSansCondensed.ttf")
        self.add_font(FAMILY, "B", FONTS / "DejaVuSansCondensed-Bold.ttf")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 4)
        self.set_lang(language)
        self.plain()
        self.add_page()

    def bytes(self) -> bytes:
        """The finished file."""
        return bytes(self.output())

    def said(self, text: Marked, **values: object) -> str:
        """A marked text in the language of the sheet."""
        return say(text, self.language, **values)

    def footer(self) -> None:
        """The form, the page of pages, and the note of this print; nothing where there is no form."""
        if not self.foot_words.form:
            return
        self.set_y(-MARGIN + 2)
        self.small()
        pages = self.said(_("page {page} of {pages}"), page=self.page_no(), pages="{nb}")
        self.cell(0, SMALL, self.foot_words.form, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.cell(0, SMALL, pages, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.cell(0, SMALL, self.foot_words.note, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.plain()

    # pens

    def plain(self, size: float = SIZE) -> None:
        self.set_font(FAMILY, "", size)
        self.set_text_color(*INK)

    def bold(self, size: float = SIZE) -> None:
        self.set_font(FAMILY, "B", size)
        self.set_text_color(*INK)

    def small(self) -> None:
        self.set_font(FAMILY, "", SMALL_SIZE)
        self.set_text_color(*GREY)

    # parts

    def heading(self, form: str, title: str) -> None:
        """The name of the form and its title, in the middle."""
        self.bold(11)
        self.words(form, align="C")
        self.bold(13)
        self.words(title, align="C")
        self.ln(3)
        self.plain()

    def words(self, text: str, *, align: str = "L", height: float = LINE) -> None:
        """A paragraph."""
        self.block(text, self.w - self.r_margin - self.get_x(), align=align, height=height)
        self.set_x(self.l_margin)

    def block(self, text: str, width: float, *, align: str = "L", height: float = LINE) -> None:
        """Lines of this width (mm) from here downwards."""
        left = self.get_x()
        for line in self.broken(text, width - 2 * self.c_margin):
            self.set_x(left)
            self.cell(width, height, line, align=align, new_x=XPos.LEFT, new_y=YPos.NEXT)

    def broken(self, text: str, width: float) -> list[str]:
        """A text as lines that fit; a word that is longer than a line goes on in the next. The library's own way
        measures each line anew with each letter."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line, used = "", 0.0
            for word in (part for whole in paragraph.split() for part in self._parts(whole, width)):
                more = self._wide(f" {word}" if line else word)
                if line and used + more > width:
                    lines.append(line)
                    line, used = word, self._wide(word)
                else:
                    line, used = f"{line} {word}" if line else word, used + more
            lines.append(line)
        return lines

    def _wide(self, word: str) -> float:
        key = (self.font_style, self.font_size_pt, word)
        if key not in self._widths:
            self._widths[key] = self.get_string_width(word)
        return self._widths[key]

    def _parts(self, word: str, width: float) -> Iterator[str]:
        """A word as pieces that fit into a line."""
        while self._wide(word) > width and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or self._wide(word[:n]) <= width)
            yield word[:fits]
            word = word[fits:]
        yield word

    def evidence(self, text: str) -> None:
        """A paragraph in small print."""
        self.small()
        self.words(text, height=SMALL)
        self.plain()

    def question(self, text: str) -> None:
        """A paragraph in bold that is not parted from the line after it."""
        self.room(3 * LINE)
        self.bold()
        self.words(text)
        self.plain()

    def fields(self, *pairs: tuple[str, str]) -> None:
        """Labels side by side, each with what is written behind it on a ruled line; a long one goes on below."""
        each = self.epw / len(pairs)
        self.room(2 * LINE)
        top, lowest = self.get_y(), 0.0
        for place, (label, value) in enumerate(pairs):
            left = self.l_margin + each * place
            self.set_xy(left, top)
            self.bold()
            own = self.get_string_width(label) + 3
            self.cell(own, LINE, label)
            self.plain()
            room = each - own - (GAP if place < len(pairs) - 1 else 0)
            self.block(value, room)
            self.rule(left + own, left + own + room, at=self.get_y())
            lowest = max(lowest, self.get_y())
        self.set_xy(self.l_margin, lowest)

    def answer(self, text: str, *, lines: int = 2) -> None:
        """What was answered; ruled lines where nothing was, for a pen."""
        if text:
            self.words(text)
        else:
            self.ruled(lines)
        self.ln(1.5)

    def items(self, items: Sequence[str], marks: Sequence[str], *, lines: int = 1) -> None:
        """A numbered list, its first three as the form has them; so many ruled `lines` where nothing is written."""
        for place in range(max(3, len(items))):
            mark = marks[place] if place < len(marks) else f"{place + 1}."
            self.room(LINE)
            self.cell(11, LINE, mark)
            text = items[place] if place < len(items) else ""
            if text:
                self.words(text)
            else:
                self.ruled(lines, left=self.get_x())

    def ruled(self, lines: int, *, left: float = MARGIN + 1) -> None:
        """Empty ruled lines."""
        for _line in range(lines):
            self.room(LINE)
            self.rule(left, self.w - self.r_margin)
            self.ln(LINE)

    def rule(self, left: float, right: float, *, at: float | None = None) -> None:
        """A thin line to write on."""
        self.set_draw_color(*RULE)
        y = at if at is not None else self.get_y() + LINE - 0.6
        self.line(left, y, right, y)

    def room(self, height: float) -> None:
        """A new page, where less than this is left of the page."""
        if self.get_y() + height > self.page_break_trigger:
            self.add_page()

    def grid(self, rows: Sequence[Sequence[str]], widths: Sequence[int], *, heads: bool = True) -> None:
        """A table, its first row repeated on every page where it `heads` the others."""
        self.set_draw_color(*RULE)
        self.set_font(FAMILY, "", 9)
        style: dict[str, Any] = {"borders_layout": TableBordersLayout.ALL, "line_height": 4.3, "padding": 0.8}
        with self.table(col_widths=tuple(widths), first_row_as_headings=heads, text_align="LEFT", **style) as table:
            for row in rows:
                table.row(tuple(row))
        self.plain()
        self.ln(2)
