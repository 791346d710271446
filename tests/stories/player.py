"""Plays a `.chat` story on virtual time, through the same code as a webhook, and holds every bot line to its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from sqlalchemy import Engine, select

from bot.app import House
from bot.messages import CAPABILITIES, Channel, Inbound
from bot.simulator import chat
from bot.simulator.chat import Block, BotShown, ClockMoved, Event, Story, Typed
from bot.simulator.past import ENROLLED
from bot.simulator.persons import CAST, give_ways
from bot.simulator.world import INSTANT, SendFault, Simulation
from bot.store.outbox import outbox
from bot.store.outbox import sent as outbox_sent
from bot.store.outbox.outbox import MessageKind
from bot.store.outbox.sent import SentMessage
from bot.store.people import addresses, people
from bot.talk.turn import World
from tests.copies import lived_once
from tests.stories.given import begin

ADDRESSES = {Channel.SMS: "+2547120000{:02}", Channel.WHATSAPP: "+2547120000{:02}", Channel.TELEGRAM: "700{:02}"}
NOBODY = "+254799999999"
EARLY = timedelta(minutes=5)
"""How long before its first moment a story begins."""
MINUTE = timedelta(minutes=1)


@dataclass
class Phones:
    """Virtual time over a store, the cast's phones, and what they have received."""

    engine: Engine
    moment: ClockMoved
    ids: int = 0
    seen: int = 0
    sent: list[SentMessage] = field(default_factory=list)
    """Everything that went out, in order."""
    waiting: list[tuple[Channel, BotShown]] = field(default_factory=list)
    """What no line of the story has shown yet."""
    simulate: Callable[[Callable[[], House], datetime, Random], Simulation] = Simulation
    world: World = field(default_factory=lambda: World(site="https://timec.example"))

    def __post_init__(self) -> None:
        self.names = _names(self.engine)
        self.others = _others(self.engine)
        self.simulation = self.simulate(self._house, self.moment.at - EARLY, Random(1))
        with self.engine.connect() as db:
            self.seen = outbox_sent.last_seq(db)

    def _house(self) -> House:
        return House(self.engine, self.world, "stories")

    def address(self, name: str, channel: Channel) -> str:
        """Where this person is reached on a channel."""
        return next((one for (on, one), who in self.names.items() if on is channel and who == name), NOBODY)

    def until(self, moment: ClockMoved | str) -> list[SentMessage]:
        """Time passes, and everything falls due that is due; answers what went out."""
        at = chat.moment(moment) if isinstance(moment, str) else moment.at
        self.simulation.move(max(at, self.simulation.now))
        return self._look()

    def goes_on(self) -> bool:
        """More happens within this minute: a story tells minutes, and a nudge comes a second after its hour."""
        end = self.simulation.now.replace(second=0, microsecond=0) + MINUTE
        happened = self.simulation.step(end - INSTANT)
        self._look()
        return happened

    def say(self, channel: Channel, typed: Typed, provider_id: str = "") -> list[SentMessage]:
        """Somebody writes or presses; answers all that went out because of it."""
        self.ids += 1
        address = self.address(typed.name, channel)
        label = typed.text if typed.pressed else None
        press = self._data(channel, address, label) if label is not None and CAPABILITIES[channel].buttons else None
        text = "" if press is not None else typed.text
        found = Inbound(channel, address, provider_id or f"story {self.ids}", text, press, typed.media)
        self.simulation.say(found)
        return self._look()

    def write(self, name: str, text: str, channel: Channel = Channel.SMS, provider_id: str = "") -> list[str]:
        """Somebody writes; answers what their own phone then shows."""
        sent = self.say(channel, Typed(name, text), provider_id)
        return [one.outbound.text for one in sent if self._name(one) == name]

    def press(self, name: str, label: str, channel: Channel = Channel.WHATSAPP) -> list[str]:
        """Somebody presses the newest button with this label; answers what their own phone then shows."""
        sent = self.say(channel, Typed(name, label, pressed=True))
        return [one.outbound.text for one in sent if self._name(one) == name]

    def say_as(self, name: str, text: str) -> list[SentMessage]:
        """Somebody writes by SMS; answers all that went out because of it."""
        return self.say(Channel.SMS, Typed(name, text))

    def replies(self) -> int:
        """How many of the messages were replies to somebody."""
        return len(self.sent) - len(self.notices())

    def notices(self) -> list[SentMessage]:
        """The messages that nobody had asked for."""
        with self.engine.connect() as db:
            asked = outbox.outbox.c.kind == MessageKind.REPLY
            replies = set(db.execute(select(outbox.outbox.c.id).where(asked)).scalars())
        return [one for one in self.sent if one.id not in replies]

    def happens(self, event: Event) -> None:
        """“Peter's whatsapp refuses the next message”."""
        who, _, rest = event.words.partition("'s ")
        channel, _, what = rest.partition(" ")
        assert what == "refuses the next message", f"a stage direction that nobody knows: {event}"
        self.simulation.phones.fail(Channel(channel), self.address(who, Channel(channel)), SendFault.REFUSED, 1)

    def _data(self, channel: Channel, address: str, label: str) -> str:
        here = [one for one in self.sent if (one.channel, one.address) == (channel, address)]
        labels = {shown: data for one in here for data, shown in one.buttons.items()}
        return labels.get(label, label)

    def _look(self) -> list[SentMessage]:
        with self.engine.connect() as db:
            found = outbox_sent.sent(db, self.seen)
        self.seen = found[-1].seq if found else self.seen
        new = [one for one in found if (one.channel, one.address) not in self.others]
        self.sent += new
        self.waiting += [(one.channel, self._shown(one)) for one in new]
        return new

    def _name(self, sent: SentMessage) -> str:
        return self.names.get((sent.channel, sent.address), "Stranger")

    def _shown(self, sent: SentMessage) -> BotShown:
        return BotShown.of(self._name(sent), sent.outbound.text, [choice.label for choice in sent.outbound.choices])


def _names(engine: Engine) -> dict[tuple[Channel, str], str]:
    """The first names of the cast by address."""
    with engine.connect() as db:
        cast = [person for member in CAST if (person := people.by_tsc(db, member.tsc_number)) is not None]
        return {
            (way.channel, way.address): person.name.split()[0]
            for person in cast
            for way in addresses.of_person(db, person.id)
        }


def begun(engine: Engine, given: str, moment: str, language: str | None = None) -> Phones:
    """The phones at the moment (“Thu 28 May 2026, 16:15”) when everything that is due by then has been said."""
    return _lived(engine, given, ClockMoved(chat.moment(moment)), language)


def _lived(engine: Engine, given: str, moment: ClockMoved, language: str | None) -> Phones:
    """The phones at this moment; what was lived until then once is put back, and the application started on it."""
    phones: list[Phones] = []

    def live() -> tuple[int, Sequence[SentMessage], Sequence[tuple[Channel, BotShown]]]:
        _given(engine, given, language)
        phones.append(Phones(engine, moment))
        phones[0].until(moment)
        return phones[0].seen, tuple(phones[0].sent), tuple(phones[0].waiting)

    seen, sent, waiting = lived_once(engine, (given, moment, language), live)
    if not phones:
        phones.append(Phones(engine, moment, sent=[*sent], waiting=[*waiting]))
        phones[0].seen = seen
    return phones[0]


def _given(engine: Engine, given: str, language: str | None) -> None:
    lived_once(engine, (given, language), partial(begin, engine, given, language))


def play(engine: Engine, story: Story, moved_to: Channel | None = None) -> Phones:
    """The story on this store, every bot line exactly as it is written there.

    `moved_to`: everybody uses that channel instead, where the texts may differ; the inputs are the same.
    """
    lines = [line for _, line in story.lines]
    first = next(line for line in lines if isinstance(line, ClockMoved))
    if moved_to is None and lines[0] is first:
        phones = _lived(engine, story.given, first, story.language)
    else:
        _given(engine, story.given, story.language)
        if moved_to is not None:
            everybody_on(engine, moved_to)
        phones = Phones(engine, first)
    shown: set[tuple[Channel, str]] = set()
    for block in story.blocks:
        here = {(block.channel, name) for name in block.names}
        _play(phones, block, here, moved_to)
        shown |= here
    if moved_to is None:
        left = [f"{channel}: {line}" for channel, line in phones.waiting if (channel, line.name) in shown]
        assert not left, f"messages that the story does not show: {left}"
    return phones


def _play(phones: Phones, block: Block, here: set[tuple[Channel, str]], moved_to: Channel | None) -> None:
    for line in block.lines:
        match line:
            case ClockMoved() if line.at > phones.simulation.now:  # at its first moment a story begins
                phones.until(line)
            case Event() if moved_to is None:  # a channel that everybody has been moved to works
                phones.happens(line)
            case Typed():
                told = phones.say(moved_to or block.channel, line)
                assert told, f"no reply to {line}"
            case BotShown() if moved_to is None:
                _expect(phones, block.channel, line, here)


def _expect(phones: Phones, channel: Channel, line: BotShown, here: set[tuple[Channel, str]]) -> None:
    """The next message on the phones of this part is this one."""

    def waiting() -> int | None:
        return next((n for n, (on, one) in enumerate(phones.waiting) if (on, one.name) in here), None)

    while (place := waiting()) is None and phones.goes_on():
        pass
    assert place is not None, f"nothing was said where the story says\n{line}"
    said = phones.waiting.pop(place)[1]
    assert str(said) == str(line), f"the story says\n{line}\nand the phone shows\n{said}"


def _others(engine: Engine) -> set[tuple[Channel, str]]:
    """The phones of everybody else in the sub-county: what they show is no part of a story."""
    cast = [member.tsc_number for member in CAST]
    ways = addresses.addresses.c
    found = select(ways.channel, ways.address).join(people.people).where(people.people.c.tsc_number.not_in(cast))
    with engine.connect() as db:
        return set(db.execute(found).all())


def everybody_on(engine: Engine, channel: Channel) -> None:
    """Everybody's first address is on this channel now."""
    with engine.begin() as db:
        for number, member in enumerate(CAST, start=1):
            person = people.by_tsc(db, member.tsc_number)
            assert person is not None
            way = (channel, ADDRESSES[channel].format(number))
            give_ways(db, person.id, [way, *(other for other in member.ways if other != way)], ENROLLED)
