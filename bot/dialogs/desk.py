"""What every desk works with: who asks and through what, what a dialog is told, and that something is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import Connection

from bot.dialogs import visibility
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.offices.rules import Office, headquarters, office_in
from bot.dialogs.refusals import NotYours
from bot.forms import page
from bot.forms.dialog import Dialog, Misread, written
from bot.forms.form import Form
from bot.forms.page import Page
from bot.forms.place import Place
from bot.forms.saying import Said
from bot.language import Marked, _, local_day
from bot.messages import Channel
from bot.store import areas, pairs
from bot.store.pairs import PairKind, PairOf
from bot.store.people import roles
from bot.store.people.people import Person
from bot.store.people.roles import HeldRole
from bot.store.sessions import sessions
from bot.store.signing import Evidence, Method
from bot.store.talk import inbox, known
from bot.store.talk.drafts import Draft
from bot.store.talk.inbox import HeardMessage


@dataclass(frozen=True)
class Asking:
    """Somebody at the desk, at one moment, through one address."""

    db: Connection
    who: Person
    now: datetime
    channel: Channel | None = None
    address: str = ""
    inbox_id: int | None = None
    passed_at: datetime | None = None
    """When the PIN was last given through this address."""
    proved: bool = False
    """Whether this message came with the PIN."""
    telegram_bot: str = ""
    """The name of our Telegram bot, where it is known."""
    numbers: Mapping[Channel, str] = field(default_factory=dict, compare=False)
    """By which number people reach us on other channels, where they can."""
    lines: HelpLines = field(default_factory=HelpLines, compare=False)
    """Whom to call in danger, and how complaints go on."""
    site: str = field(default="", compare=False)
    """Under which address our pages open on any computer; "" where there are none."""
    rings: str = field(default="", compare=False)
    """The number to ring for an SMS of what waits; "" where there is none."""
    blocks_short_service: bool = field(default=False, compare=False)
    """Whether nobody of less than three years of service is nominated as a mentor."""
    opened: dict[int, PairOf] = field(default_factory=dict, compare=False)
    """The pairs of others that the matrix has opened to them, by their ids."""
    kinds: set[PairKind] = field(default_factory=set, compare=False)
    """Of the pairs that were spoken of."""

    @property
    def of_coaching(self) -> bool:
        """Whether coaching alone was spoken of; where no pair was, whether they are in no other, as far as was read."""
        own: Sequence[PairOf] = known.found(self.db, "pairs", self.who.id, ())
        return (self.kinds or {pair.kind for pair in own if pair.state in pairs.PRESENT}) == {PairKind.COACHING}

    @cached_property
    def today(self) -> date:
        return local_day(self.now)

    @cached_property
    def roles(self) -> list[HeldRole]:
        """The roles that they hold today."""
        return roles.of_person(self.db, self.who.id, self.today)

    @cached_property
    def meeting(self) -> list[PairOf]:
        """The pairs of theirs that may log sessions."""
        return pairs.pairs_of(self.db, self.who.id, pairs.LOGGING)

    @cached_property
    def office(self) -> Office | None:
        """What they oversee."""
        return office_in(self.roles)

    def heard(self, inbox_id: int) -> HeardMessage | None:
        """A message that was kept, by its number; None unless it is their own. Nothing else reads one for anybody."""
        kept = inbox.get(self.db, inbox_id)
        return kept if kept is not None and kept.person_id == self.who.id else None

    def evidence(self, *, read: bool, shown: str | None = None) -> Evidence:
        """How this reply signs: from the registered address, with the PIN where that was given."""
        assert self.channel is not None, "only a reply signs"
        return Evidence(
            channel=self.channel,
            address=self.address,
            method=Method.PIN if self.proved else Method.REPLY,
            language=self.who.language,
            read=read,
            shown=shown,
            inbox_id=self.inbox_id,
        )


@dataclass(frozen=True)
class Prepared:
    """What a dialog is told about its subject; a review also gets the answers it opens with."""

    facts: Any
    answers: Mapping[str, str] = field(default_factory=dict)
    of_coaching: bool = False
    """Whether it is said in the words of coaching."""


class Answers(dict[str, str]):
    """The answers of a form as it is handed in, each by the name of its question."""

    in_one: bool = False
    """Whether they came in one message."""
    unread: bool = False
    """Whether the form was sent without being shown."""


@dataclass(frozen=True)
class Subject:
    """One thing a command can be about, and how it is called when one must choose."""

    at: Form[Any]
    label: Said
    logged: bool = False
    """Whether it has a record."""
    named: bool = True
    """Whether the words could mean no other."""


class NotOpen(Exception):
    """What was asked for cannot be opened or done, now or by this person; `why` is the sentence."""

    instead: Dialog | None = None
    """Where its subject stands now, which is shown at once."""

    def __init__(self, why: Marked | None = None, **values: object) -> None:
        super().__init__(why or "")
        self.said = Said(why, values) if why else None


class Unreadable(NotOpen):
    """A place that this version cannot read: its page, or one of its arguments, is another version's."""


@contextmanager
def readable() -> Iterator[None]:
    """What is told of a kept place within: where a row that it names is not there any more, it is Unreadable."""
    try:
        yield
    except (AssertionError, KeyError, ValueError) as fault:
        raise Unreadable from fault


def read(place: Place) -> Page[Any] | Form[Any]:
    """The page or form of a place that was kept. Unreadable where this version does not know it so."""
    try:
        return page.opened(place)
    except Misread as fault:
        raise Unreadable from fault


class PinFirst(NotOpen):
    """What was asked for opens after the PIN; `area` is what it is about, `opens` the dialog that was asked for."""

    opens: str | None = None

    def __init__(self, area: str) -> None:
        super().__init__()
        self.area = area


class NotFound(NotOpen):
    """What is gone and what is another's: closed in the same words."""

    says = NotYours.says

    def __init__(self) -> None:
        super().__init__(self.says)


class Overtaken(NotOpen):
    """The record of a session has changed since; `instead`: where the version that stands is read, if it waits."""

    def __init__(self, number: int, instead: Dialog | None) -> None:
        super().__init__(_("Session {number} has been changed."), number=number)
        self.instead = instead


class NotNamed(NotOpen):
    """Words after a keyword name nobody whom it can be about: it may be no command at all."""


NOT_AMONG = _("Among your people nobody has the TSC number {number}. Please check it.")
"""Of a number outside one's own people and of one that nobody has alike: whether somebody else has it is not said."""


class HearAgain(Exception):
    """A kept message is to be heard again as if it came now, where it was meant: in a draft, or at this page."""

    def __init__(self, inbox_id: int, draft: int | None, page: str | None = None) -> None:
        super().__init__()
        self.inbox_id, self.draft, self.page = inbox_id, draft, page


def prove(asking: Asking) -> None:
    """An office is opened on a phone number once its PIN was given there today; other channels were linked with one."""
    passed = asking.passed_at is not None and local_day(asking.passed_at) == asking.today
    if asking.channel is None or asking.channel.book is not Channel.SMS or passed:
        return
    if asking.office is not None:
        area = areas.get(asking.db, asking.office.area_id)
        raise PinFirst(area.name if area else "")
    if headquarters(asking.roles) is not None:
        raise PinFirst("")


def of_office(asking: Asking, kind: type[Dialog]) -> None:
    """Closed to an office for which this is not: nobody gives a PIN to be refused."""
    here = asking.office or headquarters(asking.roles)
    if kind.offices and here is not None and here.role not in kind.offices:
        raise NotOpen(kind.not_theirs) if kind.not_theirs else NotFound


def allowed(asking: Asking, pair: PairOf, shows: str) -> None:
    """Asks the visibility matrix; what may not be seen is closed, in the same words as what does not exist."""
    viewer = visibility.relation_to(asking.db, asking.who.id, pair, asking.today)
    if viewer is None or not visibility.may_see(viewer, visibility.Data(shows)).opens:
        raise NotFound
    asking.kinds.add(pair.kind)
    if viewer not in visibility.OF_THE_PAIR:
        asking.opened[pair.id] = pair


def open_pair(asking: Asking, pair_id: int, shows: str) -> PairOf:
    """The pair, for one who may see this of it; NotOpen."""
    pair = pairs.get(asking.db, pair_id)
    if pair is None:
        raise NotFound
    allowed(asking, pair, shows)
    return pair


def about_of(draft: Draft) -> Form[Any]:
    """The form of a draft, with what it is about. Unreadable where this version does not know it so."""
    found = read(Place.read(f"{draft.form}?{draft.about or ''}"))
    if not isinstance(found, Form):
        raise Unreadable
    return found


def about_text(form: Form[Any]) -> str:
    """What a form is about, as it is kept with a draft."""
    return written(dict(sorted(form.as_written().items())))


class OfPair(Protocol):
    """A page or form about a pair."""

    @property
    def pair(self) -> int: ...


class OfSession(Protocol):
    """A page or form about a session."""

    @property
    def session(self) -> int: ...


class OfVersion(OfSession, Protocol):
    """A page or form about one version of a session's record."""

    @property
    def version(self) -> int: ...


def pair_id_of(asking: Asking, at: Dialog) -> int:
    """The pair that a page or form is about, or a session of it."""
    pair, session = (getattr(at, name, None) for name in ("pair", "session"))  # or a choice that is called so
    if isinstance(pair, int):
        return pair
    found = sessions.get(asking.db, session) if isinstance(session, int) else None
    if found is None:
        raise NotFound
    return found[1].id
