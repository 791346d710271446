"""One turn of a conversation: who wrote, what was last said to them, and what is said back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import Connection

from bot import desk
from bot.desk import Asking
from bot.dialogs import asking as form_view
from bot.dialogs import page as page_view
from bot.dialogs.asking import Mode
from bot.dialogs.facts import Context, Finder
from bot.dialogs.filling import Filling
from bot.dialogs.form import FORMS, Review
from bot.dialogs.page import PAGES
from bot.dialogs.place import Place
from bot.dialogs.saying import View
from bot.language import squeeze
from bot.messages import Inbound
from bot.speak import Reply
from bot.store import drafts, inbox
from bot.store.addresses import Address
from bot.store.drafts import Draft, State
from bot.store.people import Person

PARKED = timedelta(hours=24)
"""After this, words are offered as an answer, not taken for one."""


@dataclass(frozen=True)
class World:
    """The limits that people meet (requirements D88, D89), and the name of our Telegram bot where it is known."""

    replies_an_hour: int = 30
    stranger_lines_a_day: int = 1
    number_tries_a_day: int = 5
    telegram_bot: str = ""


@dataclass(frozen=True)
class Turn:
    """One message of somebody we know, in its transaction."""

    db: Connection
    inbound: Inbound
    who: Person
    address: Address
    inbox_id: int
    now: datetime
    world: World
    pin: str | None = None
    """The digits that came with these words; they are nowhere else."""
    proved: bool = False
    """Whether they were the right ones."""
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
        )

    @cached_property
    def words(self) -> str:
        return self.inbound.text.strip()

    @cached_property
    def one_line(self) -> str:
        return squeeze(self.inbound.text)

    @cached_property
    def place(self) -> Place | None:
        """What was last said to this person."""
        return Place.read(self.who.place) if self.who.place else None

    @cached_property
    def finders(self) -> dict[str, Finder]:
        """What Find questions look things up with; one that has looked remembers it for this turn."""
        return desk.finders(self.asking)

    def context(self, facts: object) -> Context:
        return Context(facts, self.now, self.finders)

    # forms

    def filling(self, draft: Draft, said: str | None = None) -> Filling:
        """A draft as it stands now: facts and answers looked at anew. Closed when it may not go on."""
        form = FORMS.get(draft.form)
        if form is None:
            raise desk.Closed
        prepared = desk.prepare(self.asking, draft.form, desk.about_of(draft))
        filling = Filling(form, self.context(prepared.facts), draft.answers, prepared.answers, said or draft.said)
        return replace(filling, misses=self.who.misses)

    def draft_at(self, place: Place) -> Draft | None:
        """The open draft that a form's place belongs to."""
        draft = drafts.get(self.db, int(place.args["draft"])) if "draft" in place.args else None
        return draft if draft and draft.person_id == self.who.id and draft.is_open else None

    @cached_property
    def draft(self) -> Draft | None:
        """The open form whose question was said last."""
        return self.draft_at(self.place) if self.place and self.place.name in FORMS else None

    def heard(self, place: Place) -> str | None:
        """The message that a place keeps by its number in the inbox; None unless it is this person's own."""
        kept = inbox.get(self.db, int(place.args["inbox"]))
        return kept.text.strip() if kept and kept.person_id == self.who.id else None

    def save(self, draft: Draft, filling: Filling, state: State = State.OPEN) -> Draft:
        kept = replace(draft, answers=filling.answers, said=filling.said, state=state, touched_at=self.now)
        drafts.save(self.db, kept, self.now)
        return kept

    def ask(self, draft: Draft, filling: Filling, mode: Mode = Mode.NEXT) -> Reply:
        """Says the place of a filling; the next words are its answer."""
        place = Place(draft.form, {"draft": str(draft.id)})
        view = form_view.view(filling, place, mode)
        return Reply((view,), seen_at(view), filling.misses)

    def resume(self, draft: Draft, mode: Mode = Mode.RESUMED) -> Reply:
        """The open question of a draft, said again."""
        filling = replace(self.filling(draft), misses=0).settled()
        return self.ask(self.save(draft, filling), filling, mode)

    # pages

    def show(self, name: str, args: Mapping[str, str] | None = None, facts: object = None) -> Reply:
        """Opens a page; where it offers choices, the next words are read there. Closed when it may not be opened."""
        place = Place(name, dict(args or {}))
        known = facts if facts is not None else desk.prepare(self.asking, name, place.args).facts
        view = page_view.view(PAGES[name], self.context(known), place)
        asks = view.options or PAGES[name].hears or PAGES[name].opens or PAGES[name].takes
        return Reply((view,), seen_at(view) if asks else None, ends=PAGES[name].ends)


def seen_at(view: View) -> Place:
    """The place of a view, with a fingerprint of what its numbers mean."""
    return Place.read(view.place).having(of=view.seen or None)


def is_review(name: str) -> bool:
    return issubclass(FORMS[name], Review)
