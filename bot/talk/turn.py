"""One turn of a conversation: who wrote, what was last said to them, and what is said back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers, reception
from bot.dialogs.desk import Asking
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.helpdesk.rules import HelpWaits
from bot.dialogs.pairs.shared import partner_here
from bot.dialogs.sessions.shared import still_to_log
from bot.forms import asking as form_view
from bot.forms import page as page_view
from bot.forms.asking import Mode
from bot.forms.dialog import Dialog
from bot.forms.facts import Context, Finder, Index
from bot.forms.filling import Filling
from bot.forms.form import FORMS, Form, Review
from bot.forms.page import Page
from bot.forms.place import Place
from bot.forms.saying import Option, View, meant, on_buttons, pick
from bot.language import local_day, opt_out, squeeze
from bot.messages import CAPABILITIES, Capability, Channel, Inbound, read
from bot.store.people import addresses, holders
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft, DraftState
from bot.talk import locked
from bot.talk.speak import Reply

WEEK = timedelta(days=7)
"""How long what was said is answered by its number, and an open form listens to words that fit nothing."""


class Gone(dialogs_desk.NotOpen):
    """What an open form is about is closed: the form ends by itself, and holds up nothing else that was meant."""

    def __init__(self, draft: Draft, closed: dialogs_desk.NotOpen) -> None:
        super().__init__()
        self.draft, self.said, self.instead = draft, closed.said, closed.instead
        self.unreadable = isinstance(closed, dialogs_desk.Unreadable)


def is_parked(since: datetime, now: datetime) -> bool:
    """Whether a question is of another day, so that words are offered as its answer and not taken for one."""
    return now - since > drafts.FRESH and local_day(since) < local_day(now)


@dataclass(frozen=True)
class World:
    """The limits that people meet (requirements D88, D89), and the name of our Telegram bot where it is known."""

    replies_an_hour: int = 30
    stranger_lines_a_day: int = 1
    number_tries_a_day: int = 5
    nudge_after: timedelta = timedelta(hours=1)
    """How long a form has been left when it is asked about."""
    telegram_bot: str = ""
    numbers: Mapping[Channel, str] = field(default_factory=dict)
    """By which number people reach us, where they can: on posters."""
    rings: str = ""
    """The number to ring for an SMS of what waits, where there is one: on posters."""
    lines: HelpLines = field(default_factory=HelpLines)
    """Whom to call in danger, and how complaints go on."""
    waits: HelpWaits = field(default_factory=HelpWaits)
    """How long somebody waits for a person."""
    site: str = ""
    """Under which address our pages open on any computer."""
    blocks_short_service: bool = False
    """Whether nobody of less than three years of service is nominated as a mentor (requirement D203)."""


@dataclass(frozen=True)
class Turn:
    """One message of somebody we know, in its transaction."""

    db: Connection
    inbound: Inbound
    """As it came, save that its text is only what is read of it."""
    who: Person
    address: Address
    inbox_id: int
    now: datetime
    world: World
    pin: str | None = None
    """The digits that came with these words; they are nowhere else."""
    proved: bool = False
    """Whether they were the right ones."""
    unknown: bool = False
    """Whether nobody has said yet who holds this shared phone: what is said there is the phone's."""
    chosen: str | None = None
    """The choice that waited for them: it is done now."""
    shows: Place | None = None
    """What LOCK showed only after them: it is shown now."""
    sure: bool = False
    """Whether their writer was asked what these words tell, and said: no harm."""

    @cached_property
    def asking(self) -> Asking:
        return Asking(
            self.db,
            self.who,
            self.now,
            self.inbound.channel,
            self.inbound.address,
            self.inbox_id,
            self.address.passed_at,
            self.proved,
            self.world.telegram_bot,
            self.world.numbers,
            self.world.lines,
            self.world.site,
            self.world.rings,
            self.world.blocks_short_service,
        )

    @cached_property
    def words(self) -> str:
        return self.inbound.text

    @cached_property
    def one_line(self) -> str:
        return squeeze(self.inbound.text)

    @property
    def stops(self) -> bool:
        """Whether the whole message asks for silence; an old one that was changed into that does not."""
        return not self.inbound.edited and opt_out(self.words)

    @cached_property
    def place(self) -> Place | None:
        """What was last said at this address."""
        return Place.read(self.address.place) if self.address.place else None

    @property
    def said_at(self) -> datetime:
        """When it was said."""
        return self.address.said_at or self.now

    @property
    def unread(self) -> bool:
        """Whether only a part of it was shown yet, its choices not among it."""
        return self.place is not None and "part" in self.place.args

    @cached_property
    def finders(self) -> dict[Index, Finder]:
        """What Find questions look things up with; one that has looked remembers it for this turn."""
        return handlers.finders(self.asking)

    @property
    def capability(self) -> Capability:
        """What the channel that they write on can show."""
        return CAPABILITIES[self.inbound.channel]

    def buttons(self, options: Sequence[Option]) -> bool:
        """Whether these are shown here as buttons, whose numbers are those of a text then."""
        return on_buttons(options, self.capability)

    def picked(self, options: Sequence[Option], loosely: bool = True) -> Option | None:
        """The one of these that the words mean here; where one may be that a partner was away, their name is them."""
        found = pick(options, self.words, self.buttons(options), loosely)
        other = found is None and any("partner_away" in one.means for one in options)
        return meant(options, self.in_role) if other else found

    @cached_property
    def in_role(self) -> str:
        """The words, the name of the partner as what they are: “mentor was absent”."""
        return partner_here(self.asking, self.draft, self.place, self.words)

    def next_part(self, reply: Reply) -> Reply:
        """The next part of a long text that was shown in part."""
        assert self.place is not None, "a part of something was shown"
        return replace(reply, part=self.place.part + 1)

    def context(self, facts: object) -> Context:
        return Context(facts, self.now, self.finders)

    def said(self, place: Place | None, misses: int, at: datetime | None = None, *, asks: bool = False) -> None:
        """From now on the words that come from here answer this, which was said `at` a moment before, or just now.

        `asks`: choices are put with it, so that others must wait for a moment.
        """
        written = str(place) if place is not None else None
        if self.unknown:
            holders.ask(self.db, self.inbound.channel.book, self.inbound.address, written, self.now)
        else:
            addresses.set_place(self.db, self.address.id, written, misses, at or self.now, self.now if asks else None)

    def holds(self) -> None:
        """It is this person who holds the shared phone."""
        holders.hold(self.db, self.inbound.channel.book, self.inbound.address, self.who.id, self.now)

    # forms

    def filling(self, draft: Draft) -> Filling:
        """A draft as it stands now, at the question that was said here, else at the first that is open.

        Facts and answers are looked at anew. Gone when it may not go on.
        """
        kept: tuple[Draft, Filling] | None = vars(self).pop("_looked_at", None)
        if kept is not None and kept[0] is draft:
            return kept[1]
        try:
            with dialogs_desk.readable():
                form = dialogs_desk.about_of(draft)
                prepared = handlers.prepare(self.asking, form)
            filling = Filling(type(form), self.context(prepared.facts), draft.answers, prepared.answers)
            still_to_log(self.asking, draft, filling)
        except dialogs_desk.PinFirst:
            raise
        except dialogs_desk.NotOpen as closed:
            raise Gone(draft, closed) from None
        if self.place is None or not self.is_here(draft):
            return filling.onward()
        said, half = self.place.args.get("at", ""), self.place.args.get("half", "")
        return replace(filling, said=said, misses=self.address.misses, half=half).settled()

    def looked_at(self, draft: Draft, filling: Filling) -> None:
        """This draft has just been looked at, and nothing was done since: the next who asks for it gets the same."""
        vars(self)["_looked_at"] = (draft, filling)

    def is_here(self, draft: Draft, at: str | None = None) -> bool:
        """Whether a question of this draft (`at`: this one) was said here last, and it has not gone on elsewhere."""
        place, said_at = self.place, self.address.said_at
        if place is None or said_at is None or (place.name, place.args.get("draft")) != (draft.form, str(draft.id)):
            return False
        return draft.touched_at <= said_at and at in (None, place.args.get("at"))

    def draft_at(self, place: Place) -> Draft | None:
        """The open draft that a form's place belongs to."""
        kept = place.draft
        draft = drafts.get(self.db, kept) if kept is not None else None
        return draft if draft and draft.person_id == self.who.id and draft.is_open else None

    @cached_property
    def draft(self) -> Draft | None:
        """The open form whose question was said last."""
        return self.draft_at(self.place) if self.place and self.place.name in FORMS else None

    def heard(self, inbox_id: int) -> str | None:
        """The message that a place keeps by its number in the inbox; None unless it is this person's own."""
        kept = self.asking.heard(inbox_id)
        return read(kept.text) if kept else None

    def save(self, draft: Draft, filling: Filling, state: DraftState = DraftState.OPEN) -> Draft:
        state = DraftState.CONFIDED if filling.form.confides else state
        sittings = draft.sittings + (state is DraftState.RESTING)
        kept = replace(draft, answers=filling.answers, sittings=sittings, state=state, touched_at=self.now)
        drafts.save(self.db, kept, self.now)
        return kept

    def ask(self, draft: Draft, filling: Filling, mode: Mode = Mode.NEXT) -> Reply:
        """Says the place of a filling; the next words are its answer."""
        place = Place(draft.form, {"draft": str(draft.id)})
        return self.asks(form_view.view(filling, place, mode), filling)

    def asks(self, view: View, filling: Filling) -> Reply:
        """A question of a form."""
        shut = locked.first(self, filling.form, Place.read(view.place))
        return shut or Reply((view,), self.seen_at(view), filling.misses)

    def resume(self, draft: Draft, mode: Mode = Mode.RESUMED) -> Reply:
        """The open question of a draft, said again."""
        filling = replace(self.filling(draft), misses=0)
        return self.ask(self.save(draft, filling), filling, mode)

    # pages

    def show(self, at: Dialog, facts: object = None, place: Place | None = None, *, unclear: bool = False) -> Reply:
        """Opens a page; where it offers choices, the next words are read there. Closed when it may not be opened.

        `place`: the same with how it is shown; `unclear`: to words that were not understood there.
        """
        page, known = type(at), facts if facts is not None else handlers.prepare(self.asking, at).facts
        assert issubclass(page, Page), "a form is asked, not shown"
        shut = locked.first(self, page, place or Place.of(at))
        if shut is not None:
            return shut
        reception.shown(self.asking, at)
        locked.seen(self, at)
        view = page_view.view(page, self.context(known), place or Place.of(at), unclear=unclear)
        asks = view.options or page.hears or page.opens or page.takes
        return Reply((view,), self.seen_at(view) if asks else None, ends=page.ends)

    def seen_at(self, view: View) -> Place:
        """The place of a view, with a fingerprint of what its numbers mean here."""
        return Place.read(view.place).having(of=view.seen(self.capability) or None)


def is_review(form: type[Form[Any]]) -> bool:
    return issubclass(form, Review)
