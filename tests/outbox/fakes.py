"""Providers that do as they are told, and short ways to fill an outbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random

from sqlalchemy import Connection, Engine, select

from bot.channels import Rate, Transport
from bot.dialogs.operating import deeds as operators
from bot.dialogs.people import deeds
from bot.dialogs.reach import deeds as reach
from bot.messages import Channel, Outbound
from bot.outbox import Alarm, Counts, Mute, SayAgain, Sender, deliver
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage
from bot.store.people import people
from bot.store.people.people import PersonState

NOW = datetime(2026, 5, 28, 13, 15, tzinfo=UTC)
FAST = dict.fromkeys(Channel, Rate(per_second=1_000_000, burst=1_000_000))


@dataclass
class Provider:
    """Takes what comes, unless its script says otherwise for the text it is given."""

    script: Callable[[str], Exception | None] = lambda _text: None
    taken: list[str] = field(default_factory=list)
    templates: list[str | None] = field(default_factory=list)
    tells: bool = True

    def send(self, address: str, outbound: Outbound, reference: int) -> str:  # noqa: ARG002 - nobody asks where to
        failure = self.script(outbound.text)
        if failure is not None:
            raise failure
        self.taken.append(outbound.text)
        self.templates.append(outbound.template)
        return f"taken {reference}"


def nothing_more(_db: Connection, _message: object, _now: datetime) -> bool:
    return False


mute = deeds.mute


def sender(
    channels: Mapping[Channel, Transport],
    *,
    worker: str = "one",
    rates: Mapping[Channel, Rate] = FAST,
    say_again: SayAgain = nothing_more,
    mute: Mute = mute,
    alarm: Alarm = operators.line_stopped,
) -> Sender:
    made = Sender(worker, channels, say_again, mute, alarm, rates, Random(1))
    return replace(made, down=operators.line_down, dead=operators.dead_letter, lost=reach.out_of_reach)


def person(store: Engine, number: str = "1") -> int:
    with store.begin() as db:
        return people.add(
            db,
            people.NewPerson(
                name="Faith Mutua", language="en", state=PersonState.ACTIVE, made_at=NOW, tsc_number=number
            ),
        )


def put(
    store: Engine,
    text: str,
    *,
    to: str = "+254712000001",
    on: Channel = Channel.SMS,
    kind: MessageKind = MessageKind.REPLY,
    person_id: int | None = None,
    notice_id: int | None = None,
    template: str | None = None,
    at: datetime = NOW,
    due: datetime | None = None,
    expires: datetime | None = None,
    segments: int = 1,
) -> int:
    with store.begin() as db:
        return outbox.queue(
            db,
            NewMessage(
                channel=on,
                address=to,
                person_id=person_id,
                notice_id=notice_id,
                kind=kind,
                outbound=Outbound(text, template=template),
                segments=segments,
                due_at=due or at,
                expires_at=expires,
                now=at,
            ),
        )


def until_quiet(store: Engine, who: Sender, now: datetime = NOW) -> Counts:
    total = Counts()
    while counts := deliver(store, who, now):
        total += counts
    return total


def row(store: Engine, message_id: int) -> Mapping[str, object]:
    with store.connect() as db:
        found = db.execute(select(outbox.outbox).where(outbox.outbox.c.id == message_id)).mappings().one()
        return dict(found)
