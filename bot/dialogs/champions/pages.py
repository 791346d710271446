"""What head and champion are told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.page import Do, Notice, Page
from bot.language import Name, _


@dataclass(frozen=True)
class ChampionOf:
    """Who is champion of which school, by which head."""

    who: Name
    head: Name
    school: str


class ChampionSaved(Page[ChampionOf]):
    """The receipt, and how CHAMPION can be taken back."""

    role: int

    private = True
    behind_pin = False
    receipt = True
    text = _("{who} is the champion of your school and has been told: who replies HUMAN asks there first.")

    end = Do(_("end it"), synonyms=("end it",))


class ChampionEnded(Page[ChampionOf]):
    """The receipt of having none."""

    role: int

    private = True
    behind_pin = False
    receipt = True
    text = _("{who} is not the champion any more. CHAMPION names somebody.")


class YouAreChampion(Notice[ChampionOf]):
    """To the champion: what is asked of them."""

    role: int

    text = _(
        "TIMEC: {who:first}, {head} made you champion of {school}: teachers who ask for a person ask you. QUEUE shows"
        " who waits, the number answers, DONE ends a talk."
    )
    template = "you_are_champion"


class ChampionOver(Notice[ChampionOf]):
    """To who was it."""

    role: int

    text = _("TIMEC: {who:first}, you are not the champion of {school} any more. Thank you for your help.")
    template = "champion_over"
