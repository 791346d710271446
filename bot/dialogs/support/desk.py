"""A head who is asked for help, at the desk: which pair, and the answer."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared, open_pair
from bot.dialogs.handlers import does, facts
from bot.dialogs.pairs.shared import names
from bot.dialogs.support import deeds, rules
from bot.dialogs.support.pages import StrugglingPair, SupportAnswered, SupportAsked, SupportComing, SupportGiven
from bot.forms.dialog import Dialog
from bot.language import Name, _
from bot.store.people import people
from bot.store.sessions import sessions
from bot.store.support.supports import HeadsAnswer

# a head's help


@facts
def support(asking: Asking, at: SupportAnswered) -> Prepared:
    """A pair that has missed sessions in a row, and what the head has answered."""
    return Prepared(_struggling(asking, at))


def _struggling(asking: Asking, at: SupportAnswered | SupportAsked) -> StrugglingPair:
    pair = open_pair(asking, at.pair, "session")
    asked = deeds.of_session(asking.db, pair.id, at.session)
    answer = asked.answer if asked else None
    missed = rules.missed_in_a_row(sessions.of_pair(asking.db, pair.id), asking.today)
    return StrugglingPair(
        mentee=Name(pair.mentee_name),
        mentor=Name(pair.mentor_name),
        missed=missed,
        arranges=answer is HeadsAnswer.ARRANGE,
        calls=answer is HeadsAnswer.CALL,
    )


@facts
def support_asked(asking: Asking, at: SupportAsked) -> Prepared:
    """The same for the question itself; closed once the pair has met again."""
    found = _struggling(asking, at)
    if found.missed < 2:
        raise NotOpen(_("Thank you. The pair has met by now."))
    return Prepared(found)


@facts
def helped(asking: Asking, at: SupportComing) -> Prepared:
    """The head's answer, as the pair hears it."""
    pair = open_pair(asking, at.pair, "session")
    head = people.get(asking.db, at.by)
    assert head is not None, "a head answered"
    me, partner = names(asking, pair)
    return Prepared(SupportGiven(me, partner, Name(head.name), at.answer == HeadsAnswer.CALL))


def _answered(asking: Asking, at: SupportAsked, given: HeadsAnswer) -> Dialog:
    deeds.answer(asking.db, asking.who.id, at.pair, at.session, given, asking.now)
    return SupportAnswered(pair=at.pair, session=at.session)


@does(SupportAsked.arrange)
def arrange(asking: Asking, at: SupportAsked) -> Dialog:
    return _answered(asking, at, HeadsAnswer.ARRANGE)


@does(SupportAsked.call)
def call(asking: Asking, at: SupportAsked) -> Dialog:
    return _answered(asking, at, HeadsAnswer.CALL)


@does(SupportAsked.not_now)
def not_now(asking: Asking, at: SupportAsked) -> Dialog:
    return _answered(asking, at, HeadsAnswer.NOT_NOW)
