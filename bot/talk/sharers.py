"""Who of the people that share a phone is writing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.dialogs.people.pages import Gate, Sharers, WhoIsThis
from bot.forms.dialog import number
from bot.forms.page import Row
from bot.language import Name
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.talk import commands
from bot.talk.speak import Reply
from bot.talk.turn import Turn

WAITS = timedelta(minutes=15)
"""How long a message waits for its writer to say who they are."""


def rows(sharers: Sequence[tuple[Person, Address]], inbox_id: int) -> tuple[Row, ...]:
    """The people who share a phone, by initials, each with the gate that lets them in to what was written first."""
    return tuple(
        Row(Name(person.name).initials, Gate(inbox=inbox_id, who=person.id, address=address.id))
        for person, address in sorted(sharers, key=lambda sharer: sharer[0].id)
    )


def _says_more(turn: Turn) -> bool:
    """Whether these words are worth more than a greeting before them: a log, or a command with words."""
    command = commands.command(turn)
    return commands.is_numbered(turn) is not None or (command is not None and bool(command.words))


def who_is_this(turn: Turn, sharers: Sequence[tuple[Person, Address]]) -> Reply:
    """Asks which of the people who share a phone is writing; what they wrote first is kept meanwhile."""
    place, said_at = turn.place, turn.address.said_at
    again = place is not None and place.stands_on(WhoIsThis) and said_at is not None and turn.now - said_at <= WAITS
    first = number(place.args["inbox"]) if place and again and not _says_more(turn) else turn.inbox_id
    return turn.show(WhoIsThis(inbox=first), facts=Sharers(rows(sharers, first)))
