"""What one message of somebody we know means, in a fixed order of precedence, and what is said back."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs import desk
from bot.dialogs.asides.pages import Edited, InPrivate, OfferPerson, OnlyText
from bot.dialogs.cases.pages import Complain
from bot.dialogs.desk import HearAgain, NotOpen, PinFirst, Unreadable
from bot.dialogs.harm.pages import IsItHarm, NotAlone
from bot.dialogs.letters.pages import ReadLetter
from bot.dialogs.locking.rules import WAITS
from bot.dialogs.menu.pages import Dial, English, Kiswahili, Started, Stopped
from bot.dialogs.people import deeds as people_deeds
from bot.dialogs.people.pages import Gate, WhoIsThis
from bot.dialogs.rematch.paper import Rematch
from bot.dialogs.wants.pages import DidYouMean, ForMe
from bot.forms import filling as forms
from bot.forms.form import FORMS
from bot.forms.page import PAGES
from bot.forms.place import Place, pressed
from bot.forms.render import MORE
from bot.forms.saying import label_words, meant, names_of
from bot.language import automatic, bare_number, control, fold, opt_in
from bot.messages import CAPABILITIES, kept_choice
from bot.store.outbox import outbox
from bot.store.talk import drafts, notices
from bot.talk import (
    answering,
    beside,
    choosing,
    commands,
    gate,
    harm,
    locked,
    opening,
    pages,
    pictures,
    pins,
    sentences,
    steering,
    unanswered,
    wanted,
)
from bot.talk.commands import Command
from bot.talk.helpdesk import helping
from bot.talk.inside import is_topic
from bot.talk.speak import Reply
from bot.talk.turn import Gone, Turn


def answer(turn: Turn) -> Reply | None:
    """The reply to a message; None where silence is the right one."""
    if turn.inbound.group:
        return turn.show(InPrivate())
    told = _spoken(turn) if harm.holds(turn) else harm.answered(turn)
    if told is not None:
        return told
    if turn.stops and not steering.leaves_form(turn):
        return _stop(turn)
    if turn.inbound.answered:
        _asked_elsewhere(turn)
        return None
    if turn.inbound.edited:
        return _interrupted(turn, turn.show(Edited())) if turn.one_line else None
    if automatic(turn.words):
        return None
    return _spoken(turn)


def _spoken(turn: Turn) -> Reply | None:
    heard = pictures.with_words(turn, _heard(turn))
    return _interrupted(turn, heard) if heard.views else None


def _heard(turn: Turn) -> Reply:
    """What is said back, also where something is closed, or opens after the PIN."""
    try:
        if turn.shows is not None:
            return choosing.unlocked(turn, turn.shows)
        return _answer(turn) if turn.chosen is None else choosing.button(turn, *pressed(turn.chosen))
    except PinFirst as first:
        asked = gate.once_a_day(turn, first)
        return at_gate(turn, asked.place) if turn.pin and asked.place and asked.place.stands_on(Gate) else asked
    except HearAgain as kept:
        meant = harm.again(turn, kept)
        return _heard(meant) if meant.sure else harm.said(meant)
    except Gone as gone:
        return _let_go(turn, gone)
    except Unreadable:
        raise
    except NotOpen as closed:
        return unanswered.closed(turn, closed)


def _asked_elsewhere(turn: Turn) -> None:
    """The provider has answered it: what was asked is done all the same."""
    if opt_in(turn.words):
        opening.page(turn, Started())


def _stop(turn: Turn) -> Reply | None:
    """Silence from now on; one confirmation, unless the provider has given it."""
    helping.silenced(turn)
    harm.put_aside(turn)
    fresh = people_deeds.mute(turn.db, turn.who.id, turn.now)
    return turn.show(Stopped()) if fresh and not turn.inbound.answered else None


def _let_go(turn: Turn, gone: Gone) -> Reply:
    """What a form was about is gone or has changed: it ends, once, and what else was meant by the words is done."""
    ended = unanswered.ended(turn, gone)
    at_it = turn.draft is not None and turn.draft.id == gone.draft.id
    free = replace(turn, address=replace(turn.address, place=None, misses=0)) if at_it else replace(turn)
    try:
        reply = _bidden(free) or choosing.notice(free) or opening.unasked(free)
    except PinFirst as first:
        reply = gate.once_a_day(free, first)
    except Gone as another:
        reply = _let_go(free, another)
    except NotOpen:
        reply = None
    return reply.after(*ended.views[:1]) if reply else ended


def _interrupted(turn: Turn, reply: Reply) -> Reply:
    """After something that asks nothing, the question that was open is asked again."""
    if reply.place is not None or reply.ends or helping.goes_on(turn):
        return reply
    turn = locked.after(turn, reply)
    draft = drafts.latest_open(turn.db, turn.who.id)
    if draft is None or not draft.is_fresh(turn.now):
        return reply
    try:
        asked = unanswered.spoken_for(turn, draft) or turn.resume(draft)
    except Gone as gone:
        asked = unanswered.ended(turn, gone)
    except NotOpen:
        return reply
    return replace(asked.after(*reply.views), whose=reply.whose)


def _answer(turn: Turn) -> Reply:
    if harm.holds(turn):
        return harm.confided(turn)
    heard = helping.said(turn) or _bidden(turn) or beside.said(turn) or wanted.asked_about(turn) or _last_said(turn)
    return heard or choosing.notice(turn) or opening.unasked(turn) or unanswered.lost(turn)


def _bidden(turn: Turn) -> Reply | None:
    """What is said to a button, a steering word or a command, whatever was said last; None for other words."""
    place = turn.place
    if CAPABILITIES[turn.inbound.channel].live and not turn.one_line and turn.pin is None:
        return turn.show(Dial())
    if steering.leaves_form(turn):
        return steering.left(turn)
    if place and place.stands_on(*pins.GATES) and _for_gate(turn):
        return at_gate(turn, place)
    if turn.inbound.press is not None:
        return _button(turn, turn.inbound.press)
    chosen = _by_pin(turn) if turn.pin is not None else None
    if chosen is not None:
        return chosen
    if not turn.one_line:
        return pictures.alone(turn) or turn.show(OnlyText()) if turn.inbound.media else steering.here(turn)
    if opt_in(turn.words):
        return opening.page(turn, Started())
    steered = steering.steered(turn) or (None if pages.rehearsed(turn) else harm.asked(turn))
    steered = steered or wanted.sooner(turn)
    if steered is not None:
        return steered
    command = commands.command(turn)
    known = command is not None and not _is_choice(turn, command) and command.dialog not in pages.rehearsed(turn)
    return (sentences.begun(turn, command) if command and known else None) or wanted.in_form(turn)


def _by_pin(turn: Turn) -> Reply | None:
    """A PIN with nothing to open before it: it opens what its owner was only told of, or does the choice beside it."""
    if _is_key(turn, "", "pin") or (fold(turn.words) in ("", "pin") and pins.opens_phone(turn.who, turn.place)):
        return at_gate(turn, Place.of(locked.GATE))
    chosen = choosing.with_pin(turn)
    return at_gate(turn, Place.of(locked.GATE)) if chosen is None and _is_key(turn, *pins.SIGNING) else chosen


def _is_key(turn: Turn, *words: str) -> bool:
    """Whether a PIN comes by itself or with one of these words, no choice here waits for it, and something else does.

    To “SIGN 4821” what waits is shown before it is signed.
    """
    waits = turn.place is not None and pins.waits_at(turn.place.name)
    if turn.who.locked_at is None or waits or fold(turn.words) not in words:
        return False
    return bool(notices.locked(turn.db, turn.who.id, turn.now - WAITS, most=1))


def _for_gate(turn: Turn) -> bool:
    """At the gate digits are a PIN; a command still works, so that one can leave.

    Where LOCK has put it, nothing else is kept from being heard: a log may come there.
    """
    if turn.pin is not None:
        return True
    if turn.place is not None and "show" in turn.place.args:
        return turn.inbound.press is None and (bare_number(turn.words) is not None or gate.is_for_owner(turn))
    if turn.inbound.press is not None or control(turn.words) is not None or commands.command(turn) is not None:
        return False
    return beside.at_gate(turn) is None


def at_gate(turn: Turn, place: Place) -> Reply:
    with desk.readable():
        found = gate.at_gate(turn, place)
    if isinstance(found, Reply):
        return found
    theirs, welcome = found
    return replace(_heard(theirs).after(*welcome.views), whose=theirs.who, at=theirs.address)


def _button(turn: Turn, data: str) -> Reply:
    place, key = offered(turn, data)
    if key == MORE and turn.place and turn.place.name == place.name and turn.unread:
        return turn.next_part(steering.here(turn))
    return choosing.button(turn, place, key)


def offered(turn: Turn, data: str) -> tuple[Place, str]:
    """The choice of a button, as we offered it to this person at this address; Closed for one that we never made.

    Who holds a shared phone is asked of the phone, and so of everybody there.
    """
    kept = kept_choice(data)
    offered = outbox.choice_at(turn.db, turn.inbound.channel, turn.inbound.address, *kept) if kept else None
    if offered is None:
        raise NotOpen
    person_id, choice = offered
    place, key = pressed(choice)
    if person_id not in (None, turn.who.id) and not place.stands_on(WhoIsThis):
        raise NotOpen
    return place, key


def _is_choice(turn: Turn, command: Command) -> bool:
    """Whether a command is also, word for word, a choice that was just offered: SIGN after “Reply 2 sign” signs.

    A keyword alone leads where the choice of a page does; only with words after it (“Note to mentor”) do they differ,
    and the word of an office may be an answer like any other, but for MENTOR in capitals.
    """
    said, place = fold(turn.words), turn.place
    exact = said in commands.keywords() and not pins.waits_at(place.name if place else "")
    answers = command.dialog.private or command.dialog in (Rematch, English, Kiswahili)
    if place and place.name in PAGES and (not exact or answers):
        there = [way.option for way in pages.standing(turn, place)]
        in_words = said not in commands.keywords() and not command.words and turn.picked(there) is not None
        named = any("sign_it" not in one.means and said in label_words(one) for one in there)
        chosen = named and turn.picked(there) is not None and not turn.words.isupper()
        return in_words or chosen or any(said in names_of(option) for option in there)
    there = list(forms.options(turn.filling(turn.draft))) if turn.draft else []
    named = any(said in names_of(option) for option in there)
    return named or (not command.words and (meant(there, turn.words) is not None or is_topic(turn, command.dialog)))


def _last_said(turn: Turn) -> Reply | None:
    """Reads the message as an answer to the place last said; a log is heard also where that has closed."""
    try:
        return _there(turn)
    except NotOpen:
        log = opening.unasked(turn) if commands.is_numbered(turn) else None
        if log is None:
            raise
        return log


def _there(turn: Turn) -> Reply | None:
    """The message as an answer to the place last said; None when nothing there can be answered."""
    place = turn.place
    if place and place.name in FORMS and turn.draft:
        return unanswered.missed(turn, answering.answered(turn, place, turn.draft))
    if place and place.name in PAGES and not (PAGES[place.name].rehearses and not pages.rehearsed(turn)):
        ours = wanted.not_for_partner(turn) if place.stands_on(ReadLetter) else None
        said = ours or choosing.answered(turn, place)
        over = (
            harm
            if place.stands_on(IsItHarm, NotAlone, ForMe, Complain)
            else wanted
            if place.stands_on(DidYouMean, OfferPerson)
            else None
        )
        if said is None and over is not None:
            return _heard(over.passed_over(turn, place))
        return said or answering.gone_on_elsewhere(turn)
    return answering.gone_on_elsewhere(turn)
