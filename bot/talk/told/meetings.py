"""What people tell of a meeting: that it was not, who was away, or what they talked about."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs import reception
from bot.dialogs.desk import about_of
from bot.dialogs.meetings.paper import NotHeld
from bot.dialogs.pairs.shared import partner_as
from bot.dialogs.reminders.pages import LogPrompt, NoRecord
from bot.dialogs.sessions.paper import SessionRecord
from bot.forms.filling import Filling
from bot.forms.lists import Marks
from bot.forms.saying import meant
from bot.language import Numbered, in_parts, meanings, name_words, told_by_name, yes_or_no
from bot.language import recounted as recounting
from bot.language.confiding import confides, names_somebody
from bot.language.meaning import read
from bot.language.recounting import LOOKED_BACK, PLANNED
from bot.store.sessions import sessions
from bot.store.talk.inbox import BLANK
from bot.talk import opening, pins
from bot.talk.commands import Command
from bot.talk.speak import Reply
from bot.talk.turn import Turn

AWAY = frozenset({"away", "sick", "come", "be", "busy"})
"""What is said of who was away."""


def not_met(turn: Turn, filling: Filling, *, free: bool) -> Reply | None:
    """In the record of a planned session, a no to the meeting itself: why is asked, and it is no part of the record.

    `free`: whether the open question takes any words.
    """
    if filling.form is not SessionRecord or turn.draft is None or filling.step is None:
        return None
    record, question = about_of(turn.draft), filling.step.question
    if isinstance(question, Marks) and meant(question.scale, turn.words) is not None:
        return None  # “we did none” is how far the plan was done
    no = free and yes_or_no(turn.words) is False and not isinstance(question, Marks)
    if not isinstance(record, SessionRecord) or record.session is None:
        return None
    if isinstance(question, Marks) and not _tells_of_two(turn.words):
        return None  # why nothing of the plan was done
    away = bool(read(turn.words).bag & AWAY) and may_name(turn.words)
    told = no or _tells_not_met(turn.words) or (away and _tells_not_met(turn.in_role))
    return opening.opened(turn, NotHeld(session=record.session)) if told else None


def recounted(turn: Turn) -> Reply | None:
    """Sentences that tell of the session whose record is asked for: it opens, with what they say; None for others.

    Nothing of it is sent before it is read back.
    """
    told = told_of(turn)
    if told is None or turn.place is None:
        return None
    return opening.opened(turn, SessionRecord(session=int(turn.place.args["session"])), told if told.parts else "")


def told_of(turn: Turn) -> Numbered | None:
    """What they tell of it; None where a PIN is among them, which no record may keep, or what may be in confidence."""
    place = turn.place
    if place is None or not place.stands_on(LogPrompt, NoRecord) or turn.pin is not None or BLANK in turn.words:
        return None
    if not turn.sure and confides(turn.words):
        return None
    found = sessions.get(turn.db, int(place.args["session"]))
    names = name_words(f"{turn.who.name} {found[1].partner_name(turn.who.id)}") if found else ""
    rest, plan, last = told_by_name(turn.words)
    told = recounting(rest, frozenset(names.split()), turn.asking.today)
    if told is not None and told.parts and (plan or last):
        if names_somebody(f"{plan}. {last}", names.split().__contains__):
            return None
        more = {PLANNED: plan, LOOKED_BACK: last}
        told = replace(told, parts={**{number: words for number, words in more.items() if words}, **told.parts})
    return told if told and pins.blanked(turn.db, turn.words, [turn.who]) == turn.words else None


def is_of_one(turn: Turn) -> bool:
    """Whether what was said last is about a session, or a form is open."""
    return turn.draft is not None or (turn.place is not None and "session" in turn.place.args)


def may_name(words: str) -> bool:
    """Whether somebody may be named among these words: whether it is the partner takes a question to the store."""
    return any(not piece.means - {"name"} for piece in read(words).pieces)


def _tells_of_two(words: str) -> bool:
    """Whether it says plainly that two did not meet: “could not finish” and “not met” are of a plan."""
    bag = read(words).bag
    met = "not_met" in bag or {"we", "meet"} <= bag or "session" in bag
    return met and meanings(words, exact=True).get("not_held") == 0


def _tells_not_met(words: str) -> bool:
    """Whether words tell that two did not meet, or which of them was away."""
    found, bag = meanings(words, exact=True), read(words).bag
    away = "late" not in bag and (found.get("partner_away") == 0 or ("i" in bag and found.get("me_away") == 0))
    return found.get("not_held") == 0 or (away and "child" not in bag)


def planned(turn: Turn) -> SessionRecord | None:
    """The record of the one planned session that has none yet."""
    found = [one.at for one in reception.subjects(turn.asking, SessionRecord, "")]
    record = found[0] if len(found) == 1 else None
    return record if isinstance(record, SessionRecord) and record.session is not None else None


def unheld(turn: Turn) -> Reply | None:
    """That they did not meet, of whoever has a session of today, or before, without a record; None for all else."""
    if meanings(turn.words).get("not_held") != 0 or (
        turn.place is not None and turn.place.stands_on(LogPrompt, NoRecord)
    ):
        return None
    record = planned(turn)
    found = sessions.get(turn.db, record.session) if record and record.session else None
    if record is None or found is None or found[0].day > turn.asking.today:
        return None
    return opening.opened(turn, NotHeld(session=found[0].id))


def not_held(turn: Turn, said: Command) -> Reply | None:
    """LOG with words that tell that the session which it is about was not held: “LOG Peter hakuja leo”."""
    if said.dialog is not SessionRecord or not said.words or in_parts(said.words, 2).parts:
        return None
    record = planned(turn)
    if record is None or record.session is None:
        return None
    told = _tells_not_met(partner_as(turn.asking, record, said.words))
    return opening.opened(turn, NotHeld(session=record.session)) if told else None
