"""Opening a dialog by a word, a choice or a number, and handing a filled form over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers, reception
from bot.dialogs.desk import NotOpen, PinFirst, Subject
from bot.dialogs.letters.paper import Ask
from bot.dialogs.menu.pages import Menu, Subjects, Which
from bot.dialogs.people.pages import NewPin
from bot.dialogs.sessions import desk as sessions_desk
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.signing.pages import ChangeWaits
from bot.dialogs.undo.pages import Discard, Undo, Undone
from bot.forms import asking as form_view
from bot.forms import shorthand
from bot.forms.asking import Mode
from bot.forms.dialog import Dialog, arguments, read
from bot.forms.facts import NotUnderstood
from bot.forms.filling import ECHO, End, Filling, understands
from bot.forms.form import Form, Review
from bot.forms.one_message import fill, usual
from bot.forms.page import Page, Row, going
from bot.forms.place import Place
from bot.forms.saying import Said, View
from bot.language import Numbered, _, advert, bare_number, names_day
from bot.messages import CAPABILITIES
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft, DraftState
from bot.talk import gate, locked
from bot.talk.commands import Command, is_numbered, shorthands, to_partner
from bot.talk.speak import Reply
from bot.talk.turn import Turn, is_review

_BEGINS = re.compile(r"\W*(?:1|a|i)\b", re.IGNORECASE)
"""How a log begins that has nothing before its parts."""


def unasked(turn: Turn) -> Reply | None:
    """A numbered one-message form without its keyword: what it is about is looked up, or asked.

    Here nothing else can be meant, so other words may stand before its parts; they are asked about.
    """
    if advert(turn.words) and not _BEGINS.match(turn.words):
        return None
    kind = next((kind for kind in shorthands() if shorthand.several(kind.shorthand, turn.words)), None)
    return form(turn, kind, turn.words) if kind else None


def run(turn: Turn, said: Command) -> Reply:
    """Carries a command out."""
    try:
        return _run(turn, said)
    except PinFirst as first:
        first.opens = said.dialog.__name__
        raise


def _run(turn: Turn, said: Command) -> Reply:
    if said.dialog is Undo:
        return undone(turn)
    if said.dialog is Discard:
        return discarded(turn)
    if issubclass(said.dialog, Form):
        words = to_partner(turn, said.words) if said.dialog is Ask and said.words else said.words
        return form(turn, said.dialog, words)
    argument = said.dialog.argument
    return page(turn, with_words(said.dialog, said.words) if argument and said.words else said.dialog())


def with_words(kind: type[Page[Any]], words: str) -> Dialog:
    """A page with the words after its keyword."""
    assert kind.argument is not None, "it takes words"
    return read(kind, {kind.argument: words})


def page(turn: Turn, at: Dialog) -> Reply:
    """Opens a page, and does its deed if opening it is one."""
    if not isinstance(at, Page) or not at.does:
        here = dialogs_desk.read(reception.route(turn.asking, Place.of(at)))
        if isinstance(here, Form):
            return opened(turn, here)
        return page(turn, here) if here.does else turn.show(here)
    shut = locked.first(turn, type(at), Place.of(at))
    if shut is not None:
        return shut
    to = reception.open_page(turn.asking, at)
    if isinstance(to, NewPin):
        return gate.ask_new_pin(turn, to)
    if to is not None:
        return turn.show(to)
    spoken = speaking(turn, at.speaks)
    return replace(spoken.show(at), whose=spoken.who)


def speaking(turn: Turn, language: str | None) -> Turn:
    """The turn after a deed that changes the language, in the one that is read from now on."""
    return replace(turn, who=replace(turn.who, language=language or turn.who.language))


def form(turn: Turn, kind: type[Form[Any]], words: str, chosen: Form[Any] | None = None) -> Reply:
    """Opens a form, with the words of its one-message form if there are any; asks what it is about if that is open."""
    named = True
    if chosen is None:
        begun = None if words else _begun(turn, kind)
        if begun is not None:
            return turn.resume(begun)
        found = reception.subjects(turn.asking, kind, words)
        if len(found) > 1:
            return _sent_again(turn, found, words) or which(turn, kind, found)
        if not found:
            raise NotOpen
        chosen, named = found[0].at, found[0].named
    numbered = bool(arguments(type(chosen))) and bare_number(words) is not None
    words = shorthand.numbered(type(chosen), words, turn.asking.today)[1]
    sends = numbered and issubclass(kind, Review) and kind.number_sends and not _is_open(turn, chosen)
    if sends and named:
        return finish(turn, None, chosen, dialogs_desk.Answers(), unread=True)
    return opened(turn, chosen, "" if numbered else words)


def _sent_again(turn: Turn, found: Sequence[Subject], words: str) -> Reply | None:
    """What is said to a record that came before just so: that it stands. None for any other words."""
    for about in (one.at for one in found if one.logged and isinstance(one.at, SessionRecord)):
        filled, fault = fill(Filling(type(about), turn.context(handlers.prepare(turn.asking, about).facts)), words)
        if fault is None and filled.said == ECHO and sessions_desk.stands(turn.asking, about, filled.path.answers):
            return finish(turn, None, about, filled.path.answers)
    return None


def _is_open(turn: Turn, chosen: Form[Any]) -> bool:
    """Whether this form is open about that subject, of whatever version: then it is shown. Gone when it has changed."""
    session = getattr(chosen, "session", None)
    for draft in drafts.all_open(turn.db, turn.who.id):
        if draft.form == type(chosen).__name__ and getattr(dialogs_desk.about_of(draft), "session", None) == session:
            turn.filling(draft)
            return True
    return False


def _begun(turn: Turn, kind: type[Form[Any]]) -> Draft | None:
    """The draft of this form that was touched last: its keyword alone goes on with it."""
    return next((draft for draft in drafts.all_open(turn.db, turn.who.id) if draft.form == kind.__name__), None)


def rows(found: Sequence[Subject]) -> tuple[Row, ...]:
    return tuple(Row(subject.label, subject.at) for subject in found)


def which(turn: Turn, kind: type[Form[Any]], found: Sequence[Subject]) -> Reply:
    """Asks which one is meant; the message itself is kept by its number in the inbox."""
    return turn.show(Which(form=kind.__name__, inbox=turn.inbox_id), facts=Subjects(rows(found)))


def opened(turn: Turn, about: Form[Any], words: str | Numbered = "", at: str = "", answer: str | None = None) -> Reply:
    """A form about its subject: a draft of it goes on, else it begins; words fill what they can.

    `answer` is the key chosen where its first question was asked already. What is kept at once is of these words alone.
    """
    kind = type(about)
    kept = drafts.find_open(turn.db, turn.who.id, kind.__name__, dialogs_desk.about_text(about))
    prepared = handlers.prepare(turn.asking, about)
    answers = dict(kept.answers) if kept and not (words and kind.at_once) else {}
    filling = Filling(kind, turn.context(prepared.facts), answers, prepared.answers)
    if words and kind.shorthand and not is_review(kind):
        return in_one(turn, filling, kept, about, words)
    if answer is not None:
        filling = replace(filling, answers={**answers, filling.path.asked[0].key: answer})
    if CAPABILITIES[turn.inbound.channel].live and kept is None and not at and not is_review(kind):
        return _shortened(turn, usual(filling), about)
    filling = filling.at(at).settled() if at else filling.onward()
    if answer is not None and filling.said == ECHO and kind.at_once:
        return finish(turn, kept, about, filling.path.answers)
    draft = turn.save(kept, filling) if kept else _begin(turn, about, filling, None)
    resumed = Mode.RESUMED if kept and answers else Mode.OPENING
    return turn.ask(draft, filling, resumed if answer is None else Mode.NEXT)


def _shortened(turn: Turn, filling: Filling, about: Form[Any]) -> Reply:
    """A form where every question is a screen: what goes without saying is said and not asked."""
    draft = _begin(turn, about, filling, None)
    if not filling.answers:
        return turn.ask(draft, filling, Mode.OPENING)
    asked = turn.ask(draft, filling, Mode.NEXT)
    return asked.after(View(str(place_of(draft)), form_view.noted(filling))) if filling.form.noted else asked


def understood(turn: Turn, about: Form[Any]) -> Reply | None:
    """A form opened with these words, if they answer something of it; else None, and nothing is begun."""
    filling = Filling(type(about), turn.context(handlers.prepare(turn.asking, about).facts))
    filled, fault = fill(filling, turn.words)
    says_day = fault is not None and fault.answers and names_day(turn.words) and is_numbered(turn) is None
    return opened(turn, about, turn.words) if says_day or (fault is None and filled.answers) else None


def answers_first(turn: Turn, about: Form[Any]) -> bool:
    """Whether these words answer the first question of a form."""
    facts = handlers.prepare(turn.asking, about).facts
    return understands(Filling(type(about), turn.context(facts)).onward(), turn.words)


def _begin(turn: Turn, about: Form[Any], filling: Filling, inbox_id: int | None) -> Draft:
    name, subject = type(about).__name__, dialogs_desk.about_text(about)
    begun = drafts.open_one(turn.db, turn.who.id, name, subject, filling.answers, inbox_id, turn.now)
    return turn.save(begun, filling) if about.confides else begun


def in_one(turn: Turn, filling: Filling, kept: Draft | None, about: Form[Any], words: str | Numbered) -> Reply:
    """A one-message form: saved at once when complete, else asked for the rest; read back where it is not plain."""
    filled, fault = fill(filling, words)
    read = shorthand.read(shorthand.of_these(filling.form, filling.context), words)
    if filled.said == ECHO and fault is None and read.sure and not about.reads_back:
        return finish(turn, kept, about, filled.path.answers, in_one=True)
    if kept is not None and kept.inbox_id is not None and not read.sure:
        # it would be sent without being read
        drafts.save(turn.db, replace(kept, state=DraftState.LEFT), turn.now)
        kept = None
    brief = turn.inbox_id if read.parts and read.sure else None
    draft = turn.save(kept, filled) if kept else _begin(turn, about, filled, brief)
    return _after_filling(turn, draft, filled, fault, read, Mode.OPENING if read is words else Mode.NEXT)


def _after_filling(
    turn: Turn, draft: Draft, filled: Filling, fault: NotUnderstood | None, read: Numbered, mode: Mode
) -> Reply:
    """What was understood of a one-message form, and the question that it left open."""
    asked = turn.ask(draft, filled, mode)
    noted = form_view.noted(filled) if filled.said != ECHO else ()
    if fault is not None and fault.why is not None:
        place = Place(draft.form, {"draft": str(draft.id)}).having(half=fault.half or None)
        missed = replace(filled, misses=1, half=fault.half)
        asked, noted = turn.asks(form_view.corrected(missed, place, fault), missed), ()
    if not read.sure:
        noted = form_view.as_read(filled.form, read)
    return asked.after(View(str(place_of(draft)), noted)) if noted else asked


def place_of(draft: Draft) -> Place:
    """A draft as a place, whichever question of it is asked."""
    return Place(draft.form, {"draft": str(draft.id)})


def finish(
    turn: Turn,
    draft: Draft | None,
    at: Form[Any],
    answers: Mapping[str, str],
    *,
    in_one: bool = False,
    unread: bool = False,
) -> Reply:
    """Hands a complete form over; its receipt is said, and what was interrupted is asked again."""
    if is_review(type(at)) and not answers:
        answers = handlers.prepare(turn.asking, at).answers
    given = dialogs_desk.Answers(answers)
    given.in_one, given.unread = in_one, unread
    receipt = reception.take(turn.asking, at, given)
    if draft is not None:
        done = replace(draft, state=DraftState.DONE, answers={} if at.confides else draft.answers)
        drafts.save(turn.db, done, turn.now)
    return turn.show(receipt)


def sent(turn: Turn, draft: Draft, filling: Filling, end: End) -> Reply:
    """A form ended at its echo: sent, or left as a draft."""
    about = dialogs_desk.about_of(draft)
    if end is End.LEAVE:
        if filling.form.left is None:
            return turn.show(dialogs_desk.read(going(Place.of(about), ChangeWaits)))
        drafts.save(turn.db, replace(draft, state=DraftState.LEFT), turn.now)
        return turn.show(dialogs_desk.read(going(Place.of(about), filling.form.left)))
    return finish(turn, draft, about, filling.path.answers)


def undone(turn: Turn) -> Reply:
    """What was saved last is taken back, and stands open as it was before it was sent."""
    save = reception.undone(turn.asking)
    begun = drafts.find_open(turn.db, turn.who.id, save.form, save.about)
    draft = begun or drafts.open_one(turn.db, turn.who.id, save.form, save.about, {}, None, turn.now)
    form = dialogs_desk.about_of(draft)
    known = handlers.prepare(turn.asking, form).facts
    reply = turn.resume(replace(draft, answers={**save.answers, **draft.answers}))
    return reply.after(*turn.show(Undo(), facts=Undone(Said(form.called, vars(known)))).views)


def discarded(turn: Turn) -> Reply:
    """The form that is open, or was touched last, is put away for good; UNDO brings it back."""
    draft = turn.draft or drafts.latest_open(turn.db, turn.who.id)
    if draft is None:
        raise NotOpen(_("Nothing is half filled. UNDO takes back what you saved just now; EDIT corrects a record."))
    filling = turn.filling(draft)
    reception.discard(turn.asking, draft)
    what = Undone(Said(filling.form.called, vars(filling.context.facts)))
    return replace(turn.show(Discard(), facts=what), place=Place.of(Menu()))
