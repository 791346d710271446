"""A deploy between what was said and its answer: every page, notice and form, renamed or about something else since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import Engine, delete, select, update

from bot import app
from bot.forms.dialog import Dialog, arguments
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Notice, Prompt, opened
from bot.forms.place import Place
from bot.messages import Channel, Inbound
from bot.simulator.chat import moment
from bot.store.cause import KeptCause
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.people import addresses, people
from bot.store.talk import drafts, inbox, notices
from bot.store.talk.drafts import DraftState
from bot.store.talk.notices import NoticeKind, NoticeState
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, PETER, the_pair
from tests.stories.player import begun

MOMENT = "Thu 18 Jun 2026, 17:00"
NOW = moment(MOMENT)
CLOSED, ENDED = "That question is closed. MENU shows what waits for you.", "What you had open has ended."
OF_AN_OFFICE = "What you had open was of an office that is not yours now."
WRITTEN = {int: "7", bool: "1", date: "2026-06-18", time: "16:15", tuple[int, ...]: "7.8"}
GOOD = "LineStopped?channel=telegram"


def written(dialog: type[Dialog]) -> Place:
    """A place of this dialog, with everything that it must be about."""
    needed = [one for one in arguments(dialog).values() if one.needed]
    return Place(dialog.__name__, {one.written: WRITTEN.get(one.kind, "log") for one in needed})


def renamed(dialog: type[Dialog]) -> Iterator[Place]:
    """It was called otherwise, or is gone now."""
    yield Place(f"{dialog.__name__}Before", written(dialog).args)


def an_argument_gone(dialog: type[Dialog]) -> Iterator[Place]:
    """It was about something more."""
    yield written(dialog).having(gone="1")


def an_argument_new(dialog: type[Dialog]) -> Iterator[Place]:
    """It was not yet about one of the things that it must be about now."""
    yield from (written(dialog).having(**{name: None}) for name in list(written(dialog).args)[:1])


def an_argument_of_another_kind(dialog: type[Dialog]) -> Iterator[Place]:
    """What is a number now was none, or is larger than any."""
    numbers = [one.written for one in arguments(dialog).values() if one.kind is int]
    yield from (written(dialog).having(**{name: text}) for name in numbers[:1] for text in ("siri", "9" * 30))


CHANGES = (renamed, an_argument_gone, an_argument_new, an_argument_of_another_kind)
Change = Callable[[type[Dialog]], Iterator[Place]]
every_change = pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)


def failures(engine: Engine) -> int:
    with engine.connect() as db:
        return inbox.counts(db)[1]


def answers(engine: Engine, nth: int) -> str:
    """What Faith is told when she writes something; an hour has room for all of it."""
    heard = Inbound(Channel.SMS, FAITH, f"deploy {nth}", "kandanda")
    hear(engine, heard, NOW + timedelta(seconds=nth), World(replies_an_hour=1_000_000))
    with engine.connect() as db:
        body = db.execute(select(outbox.outbox.c.body).order_by(outbox.outbox.c.id.desc()).limit(1)).scalar_one()
    replies, state = outbox.outbox.c.kind == MessageKind.REPLY, outbox.outbox.c.state
    with engine.begin() as db:
        db.execute(delete(outbox.outbox).where(replies, state == MessageState.SENT))  # of thousands each would be slow
        db.execute(update(outbox.outbox).values(state=MessageState.SENT))  # what has not gone out asks nothing
    return str(body)


def test_what_is_written_as_it_is_now_is_read() -> None:
    for dialog in (*PAGES.values(), *FORMS.values()):
        assert isinstance(opened(written(dialog)), dialog)


@every_change
def test_a_page_that_was_said_is_closed_and_nothing_fails(lived: Engine, change: Change) -> None:
    begun(lived, "session 5 is planned", MOMENT)
    places = [place for page in PAGES.values() for place in change(page)]
    wrong = []
    for nth, place in enumerate(places):
        with lived.begin() as db:
            [(_faith, way)] = people.at_address(db, Channel.SMS, FAITH)
            addresses.set_place(db, way.id, str(place), 0, NOW + timedelta(seconds=nth))
        if CLOSED not in answers(lived, nth):
            wrong.append(str(place))
    assert len(places) > 90
    assert not wrong
    assert failures(lived) == 0


@every_change
def test_a_form_that_is_open_ends_and_nothing_fails(lived: Engine, change: Change) -> None:
    begun(lived, "session 5 is planned", MOMENT)
    places = [place for form in FORMS.values() for place in change(form)]
    wrong = []
    for nth, place in enumerate(places):
        with lived.begin() as db:
            [(faith, way)] = people.at_address(db, Channel.SMS, FAITH)
            about, at = str(place).partition("?")[2], NOW + timedelta(seconds=nth)
            draft = drafts.open_one(db, faith.id, place.name, about, {}, None, at)
            addresses.set_place(db, way.id, f"{place.name}?draft={draft.id}", 0, at)
        said = answers(lived, nth)
        if not any(words in said for words in (CLOSED, ENDED, OF_AN_OFFICE)):
            wrong.append(str(place))
        with lived.begin() as db:
            for one in drafts.all_open(db, faith.id):
                drafts.save(db, replace(one, state=DraftState.LEFT), NOW)
    assert len(places) > 20
    assert not wrong
    assert failures(lived) == 0


@every_change
def test_a_notice_that_waits_is_dropped_and_keeps_nothing_waiting(lived: Engine, change: Change) -> None:
    with lived.begin() as db:
        pair = the_pair(db)
        told = [page for page in PAGES.values() if issubclass(page, Notice)]
        places = [(page, place) for page in told for place in change(page)]
        for page, place in places:
            kind = NoticeKind.PROMPT if issubclass(page, Prompt) else NoticeKind.NOTICE
            notices.add(db, notices.NewNotice(pair.mentee_id, str(place), KeptCause(text=f"bad:{place}"), kind, NOW))
        for who in (pair.mentee_id, pair.mentor_id):
            notices.add(db, notices.NewNotice(who, GOOD, KeptCause(text=f"good:{who}"), NoticeKind.NOTICE, NOW))
    app.tick(lived, NOW)
    table = notices.notices
    with lived.connect() as db:
        bad = db.execute(select(table.c.state).where(table.c.cause.startswith("bad:"))).scalars().all()
        good = select(outbox.outbox.c.address).join_from(outbox.outbox, table).where(table.c.cause.startswith("good:"))
        assert sorted(db.execute(good).scalars()) == [FAITH, PETER]
    assert len(bad) == len(places) > 30
    assert set(bad) == {NoticeState.DROPPED}
