"""What a month costs in SMS, for whoever pays: counted from a year that was played to its end, told as a table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from bot.forms.place import Place
from bot.language import segments
from bot.simulator.site import PRICE
from bot.store.outbox.outbox import outbox
from bot.store.pairs import PairOf
from bot.store.people.roles import Role, roles
from bot.store.talk.inbox import inbox
from bot.store.talk.notices import notices

COSTS = Path(__file__).parents[1] / "docs" / "costs.md"
BEGINS, ENDS = "<!-- month -->", "<!-- /month -->"
PAIRS, SCHOOLS, COUNTIES = 200_000, 30_000, 47
"""The programme at its full size: so many pairs, in so many schools, in so many counties."""
A_TEACHER_PAYS = 1.00
"""KES that a teacher's network takes for a message, where the short code is not free to write to."""
A_MONTH = 365.25 / 12

_sent = select(outbox.c.person_id, outbox.c.body, notices.c.place).outerjoin_from(
    outbox, notices, notices.c.id == outbox.c.notice_id
)


@dataclass(frozen=True)
class Spent:
    """The SMS that were sent in, and the segments that went out, a month."""

    sent_in: float
    segments: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.sent_in + other.sent_in, self.segments + other.segments)

    def __mul__(self, many: int) -> Spent:
        return Spent(self.sent_in * many, self.segments * many)


@dataclass(frozen=True)
class Tally:
    """What was written and sent in a time, by person: messages, and segments of their pair and of their office."""

    wrote: Counter[int]
    told: Counter[int]
    of_office: Counter[int]

    def __add__(self, later: Tally) -> Tally:
        return Tally(self.wrote + later.wrote, self.told + later.told, self.of_office + later.of_office)


def tally(db: Connection, since: datetime, until: datetime) -> Tally:
    """Every message of a time as the SMS it would be; while it is still kept, which is a year."""
    within = (inbox.c.received_at >= since, inbox.c.received_at < until, inbox.c.person_id > 0)
    found = Tally(Counter(db.scalars(select(inbox.c.person_id).where(*within))), Counter(), Counter())
    for who, body, place in db.execute(_sent.where(outbox.c.made_at >= since, outbox.c.made_at < until)):
        if who is not None:
            (found.of_office if _is_of_office(place) else found.told)[who] += segments(body["text"]).count
    return found


def _is_of_office(place: str | None) -> bool:
    return "area" in Place.read(place).args if place else False


def month(db: Connection, pair: PairOf, counted: Tally, since: datetime, until: datetime) -> str:
    """The table, and the sentences that say what it was counted from."""
    months = (until - since).days / A_MONTH
    each = {
        who: Spent(counted.wrote[who] / months, counted.told[who] / months) for who in {*counted.wrote, *counted.told}
    }
    mentee, mentor = each.pop(pair.mentee_id), each.pop(pair.mentor_id)
    offices = sum(each.values(), Spent(0, 0))
    a_pair = mentee + mentor + offices
    [head] = db.scalars(select(roles.c.person_id).where(roles.c.role == Role.HEAD, roles.c.person_id.in_(each)))
    a_head = Spent(0, counted.of_office[head] / months)
    rows = [
        ("the newer teacher", mentee),
        ("the mentor", mentor),
        ("head and officers, for one pair", offices),
        ("a pair, with its head and officers", a_pair),
        ("a head, for the whole school", a_head),
        (f"a school of {PAIRS / SCHOOLS:.0f} pairs", a_pair * round(PAIRS / SCHOOLS) + a_head),
        (
            f"a county of {PAIRS / COUNTIES:,.0f} pairs",
            a_pair * round(PAIRS / COUNTIES) + a_head * (SCHOOLS // COUNTIES),
        ),
        (f"all {PAIRS:,} pairs", a_pair * PAIRS + a_head * SCHOOLS),
    ]
    return "\n".join([*_words(since, until), *(_row(name, one) for name, one in rows)])


def _words(since: datetime, until: datetime) -> list[str]:
    return [
        "# What it costs in SMS",
        "",
        f"A pair's time, played from {since:%B %Y} to {until:%B %Y} with every reminder, log, signature, review and"
        " form (`tests/test_whole_year.py`), and shared out over its months. Every message is counted as an SMS; who"
        f" uses WhatsApp or Telegram costs no SMS at all. The bot's segments at KES {PRICE:.2f}, a teacher's message at"
        f" KES {A_TEACHER_PAYS:.2f}: the prices of the day stand in the contracts. What those above a head are told of"
        " their whole area is not in it, nor the Friday line and the week's sessions that heads of two pairs and more"
        " get in school weeks: some three segments a week.",
        "",
        "| a month of | SMS they write | what they pay, KES | segments they are sent | what the programme pays, KES |",
        "|---|---:|---:|---:|---:|",
    ]


def _row(name: str, one: Spent) -> str:
    figures = (one.sent_in, one.sent_in * A_TEACHER_PAYS, one.segments, one.segments * PRICE)
    return f"| {name} | {' | '.join(_figure(figure) for figure in figures)} |"


def _figure(figure: float) -> str:
    return f"{figure:.1f}" if figure < 1000 else f"{round(figure, 1 - len(str(round(figure))) + 2):,.0f}"


def kept() -> str:
    """The table as the page shows it."""
    found = re.search(f"{BEGINS}\n(.*?)\n{ENDS}", COSTS.read_text(encoding="utf-8"), re.DOTALL)
    assert found, "docs/costs.md begins with the month"
    return found[1]
