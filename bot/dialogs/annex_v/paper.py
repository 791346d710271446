"""Annex V by its own rows: each status is proposed, and the head says only what differs (requirements D168-D185)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Index
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.saying import Said
from bot.language import Marked, _

ROWS_OF = Index("rows_of_annex_v")
RIGHT = "right"
HOW = _("Write the row and how it stands: done, going on, not begun or late.")

ACTIVITY: dict[int, Marked] = {
    1: _("mentors found"),
    2: _("mentors trained"),
    3: _("training evaluated"),
    4: _("first plans"),
    5: _("orientation"),
    6: _("matched"),
    7: _("6-week plan agreed"),
    8: _("tracking begun"),
    9: _("meetings"),
    10: _("6-week reviews"),
    11: _("mentors shared"),
    12: _("3-month reviews"),
    14: _("final evaluation"),
}
"""What each row is about, as short as an SMS needs it; row 13 repeats others, and says which quarter it is."""


@dataclass(frozen=True)
class SaidRows:
    """Some rows, each with its status."""

    rows: tuple[Said, ...]

    def spoken(self, language: str, _spec: str) -> str:
        return ", ".join(one.spoken(language) for one in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class AllRows(SaidRows):
    """The fourteen of them, read on with MORE."""

    read_on = True


@dataclass(frozen=True)
class Evaluated:
    """An institution, and its rows as the records show them, in three parts."""

    school: str
    first: SaidRows
    second: SaidRows
    third: SaidRows


class AnnexV(Form[Evaluated]):
    """The fourteen rows in three looks; “right”, or the rows that differ. Signing comes next: five replies in all."""

    keyword = _("FORM5")
    offices = ("head",)
    not_theirs = _("Annex V is filled by the head of a school.")
    private = True
    shows = "evaluation"
    at_once = True
    called = _("evaluation form (Annex V)")
    title = _("Annex V, {school}.")
    counted = None

    rows_1 = Find(_("{first}. Differs? Write like: 3 done."), ROWS_OF, how=HOW, label=_("rows 1-5"))
    rows_2 = Find(_("{second}. Differs? Write it."), ROWS_OF, how=HOW, label=_("rows 6-10"))
    rows_3 = Find(_("{third}. Differs? Write it."), ROWS_OF, how=HOW, label=_("rows 11-14"))

    echo = Echo(_("Annex V, {school}."))
