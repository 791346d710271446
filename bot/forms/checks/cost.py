"""What each dialog costs in SMS, in each language, with the longest facts and answers: read from the classes alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.forms import asking
from bot.forms import page as page_view
from bot.forms.asking import Mode
from bot.forms.checks import longest
from bot.forms.checks.faults import Forms, Pages
from bot.forms.checks.scenes import form_conditions, form_place, page_conditions, page_place
from bot.forms.filling import ECHO, Filling
from bot.forms.form import Form
from bot.forms.page import Page
from bot.forms.render import texts
from bot.forms.saying import View
from bot.language import segments
from bot.messages import CAPABILITIES, Channel

HEAD = ("dialog", "language", "way", "inbound SMS", "bot SMS", "bot segments")
SMS = CAPABILITIES[Channel.SMS]
WORDY = 3
"""The columns of words; the others are numbers."""


@dataclass(frozen=True)
class Cost:
    """One way through a dialog: the SMS a person sends, the SMS the bot sends, and the segments those are billed as."""

    dialog: str
    language: str
    way: str
    inbound: int
    sms: int
    segments: int

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.dialog, self.language, self.way, str(self.inbound), str(self.sms), str(self.segments))


def cost(forms: Forms, pages: Pages, languages: Sequence[str]) -> list[Cost]:
    """The cheapest and the dearest way through every dialog, forms first; a form's receipt is a page of its own."""
    rows = [row for form in forms.values() for language in languages for row in _form(form, language)]
    return rows + [row for page in pages.values() for language in languages for row in _page(page, language)]


def _form(form: type[Form[Any]], language: str) -> Iterator[Cost]:
    ways = [
        _step_by_step(form, filled, language)
        for known in longest.variants(form.facts, form_conditions(form))
        for filled in longest.fillings(form, known)
    ]
    yield from _ends(form.__name__, language, "step by step", ways)
    if form.keyword and (getattr(form, "number_sends", False) if ways[0][3] else form.shorthand):
        yield Cost(form.__name__, language, "in one message", 1, 0, 0)


Counted = tuple[int, int, int, bool]
"""Inbound SMS, bot SMS, bot segments, and whether the form opens already filled."""


def _step_by_step(form: type[Form[Any]], filled: Filling, language: str) -> Counted:
    """A keyword, an answer to each question, and the echo sent: what is said on the way."""
    said = [*(() if filled.base else _asked(filled)), asking.view(filled.at(ECHO), form_place(form))]
    more, sms, billed = _said(said, language)
    return 1 + len(said) + more, sms, billed, bool(filled.base)


def _asked(filled: Filling) -> Iterator[View]:
    done: dict[str, str] = {}
    for step in filled.path.asked:
        stands = replace(filled, answers=dict(done), said=step.key)
        yield asking.view(stands, form_place(filled.form), Mode.NEXT if done else Mode.OPENING)
        done[step.key] = filled.merged[step.key]


def _page(page: type[Page[Any]], language: str) -> Iterator[Cost]:
    if not page.text:
        return
    asked = 1 if page.keyword else 0
    ways = []
    for known in longest.variants(page.facts, page_conditions(page)):
        view = page_view.view(page, longest.context(known), page_place(page))
        more, sms, billed = _said((view,), language)
        ways.append((asked + more, sms, billed, False))
    yield from _ends(page.__name__, language, "shown", ways)


def _said(views: Iterable[View], language: str) -> tuple[int, int, int]:
    """How often MORE must be asked for, and the SMS and segments that saying all of it takes."""
    parts = [[segments(one).count for one in texts((view,), SMS, language)] for view in views]
    return sum(len(one) - 1 for one in parts), sum(map(len, parts)), sum(map(sum, parts))


def _ends(dialog: str, language: str, way: str, ways: Sequence[Counted]) -> Iterator[Cost]:
    """The cheapest and the dearest; one row where they cost the same."""
    in_order = sorted({(billed, sms, inbound) for inbound, sms, billed, _filled in ways})
    if len(in_order) == 1:
        ends = {way: in_order[0]}
    else:
        ends = {f"{way}, at best": in_order[0], f"{way}, at worst": in_order[-1]}
    for name, (billed, sms, inbound) in ends.items():
        yield Cost(dialog, language, name, inbound, sms, billed)


def table(rows: Iterable[Cost], *, markdown: bool = False) -> Iterator[str]:
    """The rows as lines: aligned, or as Markdown."""
    cells = [HEAD, *(row.cells for row in rows)]
    if markdown:
        lines = [f"| {' | '.join(line)} |" for line in cells]
        yield from (lines[0], "|---|---|---|---:|---:|---:|", *lines[1:])
        return
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        words = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)][:WORDY]
        numbers = [cell.rjust(width) for cell, width in zip(line, widths, strict=True)][WORDY:]
        yield "  ".join([*words, *numbers])
