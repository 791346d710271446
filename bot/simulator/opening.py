"""What was said on the phones in the hours before the demo opens, so that nobody meets empty ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from bot.language import NAIROBI, Marked, _, say
from bot.messages import Inbound
from bot.simulator.past import MENTEE, MENTOR
from bot.simulator.persons import CAST
from bot.simulator.world import Simulation
from bot.store.engine import reading
from bot.store.people import people

BEFORE = datetime(2026, 5, 28, 12, 30, tzinfo=NAIROBI)
APART = timedelta(minutes=11)
ALI, GRACE, RUTH, JANE = "300415", "300416", "300417", "401122"
TALK: tuple[tuple[str, Marked | str], ...] = (
    (MENTOR, _("when do we meet?")),
    (MENTEE, _("NEXT")),
    (JANE, _("STATUS")),
    (JANE, "2094"),
    (GRACE, _("STATUS")),
    (ALI, _("MENU")),
    (RUTH, _("QUEUE")),
)
"""Who wrote what, in order; each on the phone that the page shows in front."""
FRONT = {ALI: 1}
"""Which of somebody's ways that is, where it is not the first."""


def play(simulation: Simulation, until: datetime) -> None:
    """Lives through these hours until the opening; nothing in a demo that has begun already, or begins elsewhere."""
    if simulation.now != BEFORE:
        return
    for number, text in TALK:
        simulation.put(simulation.now + APART)
        who = next(one for one in CAST if one.tsc_number == number)
        channel, address = who.ways[FRONT.get(number, 0)]
        words = say(text, _language(simulation, number)) if isinstance(text, Marked) else text
        simulation.say(Inbound(channel=channel, address=address, provider_id=uuid4().hex, text=words))
    simulation.put(until)


def _language(simulation: Simulation, number: str) -> str:
    with reading(simulation.engine) as db:
        person = people.by_tsc(db, number)
    return person.language if person else "en"
