"""The words that steer a talk: BACK, SKIP, HELP, MENU, MORE, a language, “where was I”, and QUIT or CANCEL."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogs import desk
from bot.dialogs.asides.pages import NoMore, NoneToLeave, NotBegun, OutOfForm
from bot.dialogs.help.pages import Help
from bot.dialogs.linking import rules as linking
from bot.dialogs.meetings.pages import MoveThere
from bot.dialogs.menu.pages import English, Kiswahili, Lost, Menu, More, Stuck, Which
from bot.dialogs.wants.pages import StopHow, WhoWeAre
from bot.forms import filling as forms
from bot.forms.asking import Mode
from bot.forms.filling import ECHO
from bot.forms.page import PAGES
from bot.forms.saying import names_of
from bot.language import Control, control, fold, leaves, means
from bot.language.beside.turning_aside import turns_aside
from bot.store.talk import drafts, inbox
from bot.store.talk.drafts import Draft
from bot.talk import answering, choosing, gate, opening, pages, pins
from bot.talk.commands import Command
from bot.talk.speak import Reply
from bot.talk.turn import Turn

SAME_TALK = timedelta(minutes=15)
"""How long a talk goes on after what somebody wrote: a word that leaves forms is meant for that."""


def steered(turn: Turn) -> Reply | None:
    """BACK, SKIP, HELP, MENU, MORE, a language, “where was I”: where they mean something."""
    draft, word = turn.draft, _control(turn)
    match word:
        case Control.MENU:
            return menu(turn)
        case Control.ENGLISH | Control.KISWAHILI if pages.offers(turn):
            return None
        case Control.ENGLISH | Control.KISWAHILI:
            return pages.spoken(turn, English() if word is Control.ENGLISH else Kiswahili())
        case Control.HELP if turn.place and turn.place.stands_on(*pins.GATES):
            return gate.helped(turn, turn.place)
        case Control.HELP if fold(turn.words) == "?":
            return answering.shown_how(turn, draft) if draft else pages.asked_again(turn, turn.show(Stuck()))
        case Control.HELP:
            return answering.helped(turn, draft) if draft else opening.page(turn, Help())
        case Control.WHERE:
            return here(turn)
        case Control.BACK:
            return back(turn, draft) if draft else choosing.back(turn) or opening.page(turn, Menu())
        case Control.SKIP if draft:
            return answering.skipped(turn, draft)
    return _more(turn) if means(turn.words, Control.MORE) else None


def _control(turn: Turn) -> Control | None:
    """The steering word of a message; CONTINUE with a code, where its giver is known already, is CONTINUE."""
    coded = " " in turn.one_line and linking.said(turn.one_line) is not None
    return Control.WHERE if coded else control(turn.words)


def _more(turn: Turn) -> Reply | None:
    """The next part of what was shown in part; else that it was all, and what was asked. None where it is a choice."""
    if turn.unread:
        return turn.next_part(here(turn))
    place = turn.place
    there = [way.option for way in pages.standing(turn, place)] if place and place.name in PAGES else []
    if pages.rehearsed(turn) or any(fold(turn.words) in names_of(option) for option in there):
        return None
    return pages.asked_again(turn, turn.show(NoMore()))


def menu(turn: Turn) -> Reply:
    """The menu; the open form waits as a draft. Gone where it has ended."""
    if turn.draft is not None:
        turn.filling(turn.draft)
    return opening.page(turn, Menu())


def back(turn: Turn, draft: Draft) -> Reply:
    """One question back; out of a record that is only being read, for that does not begin to change it."""
    filling = turn.filling(draft)
    if filling.said == ECHO and filling.base and not filling.changed:
        return opening.page(turn, Menu())
    return answering.moved(turn, draft, forms.back(filling))


def turned_aside(turn: Turn, draft: Draft) -> Reply | None:
    """What is said to a message that nobody answers a question of any words with; None for an answer."""
    match turns_aside(turn.words):
        case None:
            return None
        case "SKIP":
            return answering.skipped(turn, draft)
        case "BACK":
            return back(turn, draft)
        case "stop_it":
            return turn.show(StopHow())
        case "who":
            return turn.show(WhoWeAre())
        case "number_help":
            return opening.run(turn, Command(Help, "phone"))
    return menu(turn)


def here(turn: Turn) -> Reply:
    """What was last said, said again; else the open draft; else what one can do."""
    if turn.place and turn.place.name in PAGES and not turn.place.stands_on(*pins.GATES):
        with desk.readable():
            return pages.open_page(turn, turn.place)
    draft = turn.draft or drafts.latest_open(turn.db, turn.who.id)
    return turn.resume(draft, Mode.AGAIN) if draft else turn.show(Lost())


def leaves_form(turn: Turn) -> bool:
    """Whether a word that ends other things leaves the open form here: where no provider took it for an opt-out.

    So it does where a form is about to be opened, or waits for a PIN; at the menu, which such a word leads to: who
    sends it twice means no more by it than before; and one that would stop all, in the midst of a talk. Once all is
    stopped, it is STOP said again, but in a form that was gone on with since.
    """
    if not leaves(turn.words) or turn.inbound.answered or (turn.stops and _is_stopped(turn)):
        return False
    return turn.draft is not None or _is_before_form(turn) or _is_at_menu(turn) or (turn.stops and _goes_on(turn))


def _is_stopped(turn: Turn) -> bool:
    since = turn.who.muted_at
    return since is not None and (turn.draft is None or turn.draft.touched_at <= since)


def _goes_on(turn: Turn) -> bool:
    """Whether they have written just before: the word is meant for that talk, and for nothing more."""
    before = inbox.heard_before(turn.db, turn.inbound.channel, turn.inbound.address, turn.inbox_id)
    return before is not None and turn.now - before <= SAME_TALK


def _is_before_form(turn: Turn) -> bool:
    place = turn.place
    return place is not None and place.stands_on(Which, MoveThere, *pins.GATES) and "show" not in place.args


def _is_at_menu(turn: Turn) -> bool:
    return turn.place is not None and turn.place.stands_on(Menu, More)


def left(turn: Turn) -> Reply:
    """The menu, after what became of the form: also of one that was left before, which the menu goes on with."""
    before = _is_before_form(turn) and not _is_at_menu(turn)
    kept = not before and (turn.draft or drafts.latest_open(turn.db, turn.who.id)) is not None
    told = OutOfForm() if kept or turn.draft else NotBegun() if before else NoneToLeave()
    return menu(turn).after(*turn.show(told).views)
