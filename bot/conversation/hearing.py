"""What one message of somebody we know means, in a fixed order of precedence, and what is said back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import desk
from bot.conversation import answering, choosing, gate, harm, opening, pins
from bot.conversation.opening import Command
from bot.conversation.turn import Turn
from bot.desk import Closed, HearAgain, PinFirst
from bot.dialogs import filling as forms
from bot.dialogs.asking import Mode
from bot.dialogs.form import FORMS
from bot.dialogs.page import PAGES, Notice
from bot.dialogs.place import Place, pressed
from bot.dialogs.render import MORE
from bot.dialogs.saying import Said, View, names_of, sentences
from bot.language import Control, _, automatic, bare_number, control, fold, means, opt_in, opt_out
from bot.messages import CAPABILITIES, kept_choice
from bot.programme import linking
from bot.programme import people as people_deeds
from bot.speak import Reply
from bot.store import drafts, outbox, people
from bot.store.addresses import Address
from bot.store.drafts import Draft
from bot.store.people import Person


def answer(turn: Turn) -> Reply | None:
    """The reply to a message; None where silence is the right one."""
    if turn.inbound.group:
        return turn.show("InPrivate")
    if (told := harm.answered(turn)) is not None:
        return told
    if opt_out(turn.words):
        return _stop(turn)
    if turn.inbound.answered:
        _asked_elsewhere(turn)
        return None
    if turn.inbound.edited:
        return _interrupted(turn, turn.show("Edited"))
    if automatic(turn.words):
        return None
    return _interrupted(turn, _heard(turn))


def _heard(turn: Turn) -> Reply:
    """What is said back, also where something is closed, or opens after the PIN."""
    try:
        return _answer(turn)
    except PinFirst as first:
        return gate.once_a_day(turn, first)
    except HearAgain as kept:
        meant = harm.again(turn, kept)
        return _heard(meant) if meant.sure else harm.said(meant)
    except Closed as closed:
        return _closed(turn, closed)


def _asked_elsewhere(turn: Turn) -> None:
    """The provider has answered it: what was asked is done all the same."""
    if opt_in(turn.words):
        opening.page(turn, "Started", {})


def _stop(turn: Turn) -> Reply | None:
    """Silence from now on; one confirmation, unless the provider has given it."""
    fresh = people_deeds.mute(turn.db, turn.who.id, turn.now)
    return turn.show("Stopped") if fresh and not turn.inbound.answered else None


def _closed(turn: Turn, closed: Closed) -> Reply:
    if closed.said is None:
        return turn.show("Closed")
    return Reply((View("Closed", sentences(closed.said)),))


def _interrupted(turn: Turn, reply: Reply) -> Reply:
    """After something that asks nothing, the question that was open is asked again."""
    if reply.place is not None or reply.ends:
        return reply
    draft = drafts.latest_open(turn.db, turn.who.id)
    if draft is None or not draft.is_fresh(turn.now):
        return reply
    try:
        return turn.resume(draft).after(*reply.views)
    except Closed:
        return reply


def _answer(turn: Turn) -> Reply:
    place = turn.place
    if CAPABILITIES[turn.inbound.channel].live and not turn.one_line and turn.pin is None:
        return turn.show("Dial")
    if place and place.name in pins.GATES and _for_gate(turn):
        return _at_gate(turn, place)
    if turn.inbound.press is not None:
        return _button(turn, turn.inbound.press)
    if turn.pin is not None:
        chosen = choosing.with_pin(turn)
        if chosen is not None:
            return chosen
    if not turn.one_line:
        return _picture(turn) or turn.show("OnlyText") if turn.inbound.media else here(turn)
    if opt_in(turn.words):
        return opening.page(turn, "Started", {})
    steered = _steered(turn, _control(turn)) or (None if _rehearsed(turn) else harm.asked(turn))
    if steered is not None:
        return steered
    command = opening.command(turn)
    if command is not None and not _is_choice(turn, command) and command.name not in _rehearsed(turn):
        return gate.change_pin(turn) if command.name == "Pin" else opening.run(turn, command)
    return _last_said(turn) or choosing.notice(turn) or _unasked(turn) or _lost(turn)


def _picture(turn: Turn) -> Reply | None:
    """A picture of the paper form is kept with its record; where that is unclear, it is asked."""
    to = desk.picture(turn.asking, turn.inbound.media, turn.draft)
    if to is None:
        return None
    return opening.opened(turn, to.name, to.args) if to.name in FORMS else turn.show(to.name, to.args)


def _for_gate(turn: Turn) -> bool:
    """At the gate digits are a PIN; a command still works, so that one can leave."""
    if turn.pin is not None:
        return True
    return turn.inbound.press is None and control(turn.words) is None and opening.command(turn) is None


def _at_gate(turn: Turn, place: Place) -> Reply:
    found = gate.at_gate(turn, place)
    if isinstance(found, Reply):
        return found
    theirs, welcome = found
    people.set_place(turn.db, turn.who.id, None, 0, turn.now)
    return replace(_heard(theirs).after(*welcome.views), whose=theirs.who)


def unidentified(turn: Turn, here: Sequence[tuple[Person, Address]]) -> Reply:
    """On a shared phone, before its holder is known: only who it is and their PIN are heard; all else waits."""
    place = turn.place
    if harm.tells(turn.inbound):
        return turn.show("InDanger")
    if place and place.name == "Gate" and (turn.pin or gate.digits(turn.inbound.text)):
        return _at_gate(turn, place)
    if place and place.name == "WhoIsThis" and turn.inbound.press is None and bare_number(turn.words) is not None:
        return choosing.answered(turn, place) or gate.who_is_this(turn, here)
    return gate.who_is_this(turn, here)


def unproved(turn: Turn) -> Reply:
    """From a number that somebody else may hold by now: only the PIN is heard; all else waits."""
    place = turn.place
    if harm.tells(turn.inbound):
        return turn.show("InDanger")
    if place and "long" in place.args and (turn.pin or gate.digits(turn.inbound.text)):
        return _at_gate(turn, place)
    return gate.prove_again(turn)


def joined(turn: Turn, reply: Reply) -> Reply:
    """A phone or chat that has just become this person's: their open form goes on there."""
    draft = drafts.latest_open(turn.db, turn.who.id)
    try:
        return turn.resume(draft).after(*reply.views) if draft else reply
    except Closed:
        return reply


def _button(turn: Turn, data: str) -> Reply:
    kept = kept_choice(data)
    if kept is not None:
        data = outbox.choice_at(turn.db, turn.inbound.channel, turn.inbound.address, *kept) or ""
    place, key = pressed(data)
    if key == MORE and turn.place and turn.place.name == place.name and "part" in turn.place.args:
        return replace(here(turn), part=int(turn.place.args["part"]) + 1)
    return choosing.button(turn, data)


def _control(turn: Turn) -> Control | None:
    """The steering word of a message; CONTINUE with a code, where its giver is known already, is CONTINUE."""
    coded = " " in turn.one_line and linking.said(turn.one_line) is not None
    return Control.WHERE if coded else control(turn.words)


def _steered(turn: Turn, word: Control | None) -> Reply | None:
    """BACK, SKIP, HELP, MENU, MORE, a language, “where was I”: where they mean something."""
    draft = turn.draft
    match word:
        case Control.MENU:
            return opening.page(turn, "Menu", {})
        case Control.ENGLISH | Control.KISWAHILI:
            return opening.page(turn, word.name.capitalize(), {})
        case Control.HELP:
            return answering.helped(turn, draft) if draft else opening.page(turn, "Help", {})
        case Control.WHERE:
            return here(turn)
        case Control.BACK:
            return _back(turn, draft)
        case Control.SKIP if draft:
            return answering.skipped(turn, draft)
    if means(turn.words, Control.MORE) and turn.place and "part" in turn.place.args:
        return replace(here(turn), part=int(turn.place.args["part"]) + 1)
    return None


def _back(turn: Turn, draft: Draft | None) -> Reply:
    if draft is None:
        return choosing.back(turn) or opening.page(turn, "Menu", {})
    return answering.moved(turn, draft, forms.back(turn.filling(draft).settled()))


def here(turn: Turn) -> Reply:
    """What was last said, said again; else the open draft; else what one can do."""
    if turn.place and turn.place.name in PAGES and turn.place.name not in pins.GATES:
        return choosing.open_page(turn, turn.place)
    draft = turn.draft or drafts.latest_open(turn.db, turn.who.id)
    return turn.resume(draft, Mode.AGAIN) if draft else turn.show("Lost")


def _is_choice(turn: Turn, command: Command) -> bool:
    """Whether a command is also, word for word, a choice that was just offered: SIGN after “Reply 2 sign” signs.

    A keyword alone leads where the choice of a page does; only with words after it (“Note to mentor”) do they differ.
    """
    said, place = fold(turn.words), turn.place
    if place and (pins.waits_at(place.name) or (command.words and place.name in PAGES)):
        return any(said in names_of(way.option) for way in choosing.standing(turn, place))
    filling = turn.filling(turn.draft).settled() if turn.draft else None
    return filling is not None and any(said in names_of(option) for option in forms.options(filling))


def _rehearsed(turn: Turn) -> tuple[str, ...]:
    """The dialogs that are practised at the place last said; an hour later everything is meant again."""
    said_at = turn.who.said_at
    if turn.place is None or said_at is None or turn.now - said_at > drafts.FRESH:
        return ()
    return PAGES[turn.place.name].rehearses if turn.place.name in PAGES else ()


def _last_said(turn: Turn) -> Reply | None:
    """Reads the message as an answer to the place last said; None when nothing there can be answered."""
    place = turn.place
    if place is None:
        return None
    if place.name in FORMS:
        return answering.answered(turn, place, turn.draft) if turn.draft else None
    if place.name not in PAGES or (PAGES[place.name].rehearses and not _rehearsed(turn)):
        return None
    said = choosing.answered(turn, place)
    return _heard(harm.passed_over(turn, place)) if said is None and place.name == harm.ASKS else said


def _lost(turn: Turn) -> Reply:
    """Words that fit nothing: the choices last said, said again; else the open draft; else what one can do."""
    place = turn.place
    if place is None or place.name not in PAGES or issubclass(PAGES[place.name], Notice) or place.name == "Resting":
        draft = drafts.latest_open(turn.db, turn.who.id)
        if draft is not None:
            return answering.offered(turn, draft)
    if place is None or place.name not in PAGES or place.name in pins.GATES:
        return turn.show("Lost")
    again = choosing.open_page(turn, place)
    return again.after(View("Lost", sentences(Said(_("I did not understand."))))) if again.place else turn.show("Lost")


def _unasked(turn: Turn) -> Reply | None:
    """A numbered one-message form without its keyword: what it is about is looked up, or asked."""
    name = opening.is_numbered(turn.words)
    return opening.form(turn, name, turn.words) if name else None
