"""Reading a message as the answer to the open question of a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.dialogs import desk
from bot.dialogs.drafts.pages import Resting
from bot.dialogs.menu.pages import Clipping, FormHelp, KeptWords, Lost, Offer
from bot.forms import asking as form_view
from bot.forms import filling as forms
from bot.forms import shorthand
from bot.forms.asking import Mode
from bot.forms.dialog import number
from bot.forms.facts import NotUnderstood
from bot.forms.filling import CHANGE, ECHO, End, Filling, PlaceMoved
from bot.forms.place import Place
from bot.forms.questions import SKIPPED
from bot.forms.saying import View, sentences
from bot.language import advert, bare_number, septets, to_gsm7
from bot.messages import CAPABILITIES, read
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft, DraftState
from bot.talk import commands, opening, pins
from bot.talk.speak import Reply
from bot.talk.turn import WEEK, Turn, is_parked

PIECES = timedelta(minutes=5)
"""How soon the second piece of a long SMS follows the first, where nobody joined them."""
FULL_PIECES = (153, 160)


def answered(turn: Turn, place: Place, draft: Draft) -> Reply:
    """A message at an open form: its answer, where the question said is still there."""
    if not turn.is_here(draft):
        if (same := _still_open(turn, place, draft)) is not None:
            return taken(turn, draft, same, turn.inbound.text, place.args.get("of", ""))
        return elsewhere(turn, draft) or turn.resume(draft)
    filling = turn.filling(draft)
    if filling.said != place.args.get("at", filling.said):
        return turn.resume(draft)
    heard = _second_piece(turn, draft, filling) or _logged(turn, filling)
    if heard is not None:
        return heard
    number = bare_number(turn.words)
    # a nudge makes a form that was left no younger; the next part of one that rested is asked for the first time
    asked_at = turn.said_at if draft.state is DraftState.RESTING else draft.touched_at
    just_asked = turn.now - turn.said_at <= drafts.FRESH
    confided = filling.form.confides  # whatever is said there belongs there, and is written down nowhere else
    late = number is None and not just_asked and is_parked(asked_at, turn.now)
    if not confided and (late or (advert(turn.words) and forms.understands(filling, turn.words))):
        return offered(turn, draft)
    if number is not None and turn.now - asked_at > WEEK:
        return turn.resume(draft)
    if turn.unread and filling.said == ECHO and turn.picked(forms.options(filling)):
        return turn.next_part(turn.resume(draft, Mode.AGAIN))
    words = pins.blanked(turn.db, turn.inbound.text, [turn.who]) if confided else turn.inbound.text
    return taken(turn, draft, filling, words, place.args.get("of", ""))


def _still_open(turn: Turn, place: Place, draft: Draft) -> Filling | None:
    """The form where what was asked here is, word for word, what is open, though it was said elsewhere since.

    Not at its echo, which may read otherwise by now.
    """
    filling = turn.filling(draft) if draft.is_fresh(turn.now) else None
    at = place.args.get("at")
    return filling if filling is not None and at == filling.said and at not in (ECHO, CHANGE) else None


def elsewhere(turn: Turn, draft: Draft) -> Reply | None:
    """Words that go on with a form whose open question was said at another address; None where they may not.

    A number, a choice or a yes means what was said here, so the question is asked here first.
    """
    if not draft.is_fresh(turn.now):
        return None
    filling = turn.filling(draft)
    if bare_number(turn.words) is not None or turn.picked(forms.options(filling)) is not None:
        return turn.resume(draft)
    return taken(turn, draft, filling, turn.inbound.text)


def gone_on_elsewhere(turn: Turn) -> Reply | None:
    """Reads words as the answer to the form that this person has gone on with at another address since."""
    draft = drafts.latest_open(turn.db, turn.who.id)
    if draft is None or (turn.address.said_at is not None and draft.touched_at <= turn.address.said_at):
        return None
    return elsewhere(turn, draft)


def _logged(turn: Turn, filling: Filling) -> Reply | None:
    """A numbered log, where it is no answer to the open question; None for any other words."""
    numbered = bare_number(turn.words) is None and commands.is_numbered(turn) is not None
    return opening.unasked(turn) if numbered and not forms.understands(filling, turn.words) else None


def taken(turn: Turn, draft: Draft, filling: Filling, words: str, fingerprint: str | None = None) -> Reply:
    """Words read as the answer to the place of a filling."""
    try:
        return went(turn, draft, forms.reply(filling, words, fingerprint, turn.buttons(forms.options(filling))))
    except PlaceMoved:
        return turn.resume(draft)
    except NotUnderstood as fault:
        return corrected(turn, draft, filling, fault)


def chosen(turn: Turn, draft: Draft, filling: Filling, key: str) -> Reply:
    """A button of the place of a filling; one whose answer no longer holds is asked anew."""
    try:
        return went(turn, draft, forms.choose(filling, key))
    except NotUnderstood as fault:
        return corrected(turn, draft, filling, fault)


def went(turn: Turn, draft: Draft, after: Filling | End) -> Reply:
    """On to the next place; a form begun in one message is sent as soon as it is complete."""
    if isinstance(after, End):
        return opening.sent(turn, draft, turn.filling(draft), after)
    if after.said == ECHO and (draft.inbox_id is not None or _goes_at_once(after)):
        return opening.sent(turn, draft, after, End.SEND)
    if forms.rests(after) and not CAPABILITIES[turn.inbound.channel].buttons:
        return rested(turn, draft, after)
    return moved(turn, draft, after)


def _goes_at_once(done: Filling) -> bool:
    """Whether a complete form is sent unread; one that is read back only where nothing was said."""
    said_nothing = set(done.path.answers.values()) == {SKIPPED}
    return done.form.at_once and (said_nothing or not done.form.reads_back)


def rested(turn: Turn, draft: Draft, filling: Filling) -> Reply:
    """A sitting is over: what was answered is kept, and how to go on."""
    return turn.show(Resting(draft=turn.save(draft, filling, DraftState.RESTING).id))


def moved(turn: Turn, draft: Draft, filling: Filling) -> Reply:
    return turn.ask(turn.save(draft, filling), filling)


def skipped(turn: Turn, draft: Draft) -> Reply:
    filling = turn.filling(draft)
    try:
        return went(turn, draft, forms.skip(filling))
    except NotUnderstood as fault:
        return corrected(turn, draft, filling, fault)


def corrected(turn: Turn, draft: Draft, filling: Filling, fault: NotUnderstood) -> Reply:
    """Help after an answer that was not understood; everything so far is kept."""
    missed = replace(filling, misses=filling.misses + 1, half=fault.half)
    place = Place(draft.form, {"draft": str(turn.save(draft, missed).id)}).having(half=fault.half or None)
    view = form_view.corrected(missed, place, fault)
    return turn.asks(view, missed)


def helped(turn: Turn, draft: Draft) -> Reply:
    """How to answer the open question, how to get out, and the question again."""
    filling = turn.filling(draft)
    step = filling.step
    how = () if step is None else sentences(step.question.instruct(step.context))
    ways_out = turn.show(FormHelp()).views[0]
    return turn.ask(draft, filling).after(View(FormHelp.__name__, (*how, *ways_out.sentences)))


def shown_how(turn: Turn, draft: Draft) -> Reply:
    """How to answer the open question, and the question again: all that “?” asks for."""
    filling = turn.filling(draft)
    step = filling.step
    how = () if step is None or filling.said in (ECHO, CHANGE) else sentences(step.question.instruct(step.context))
    return turn.ask(draft, filling).after(View(FormHelp.__name__, how)) if how else turn.ask(draft, filling)


def offered(turn: Turn, draft: Draft) -> Reply:
    """Words of another day than the question: the question again, and whether they are meant for it.

    Nobody has gone on with the form by that: it is as old as before.
    """
    asked = turn.ask(draft, replace(turn.filling(draft), misses=0), Mode.RESUMED)
    offer = turn.show(Offer(draft=draft.id, inbox=turn.inbox_id), facts=KeptWords(Clipping(turn.one_line)))
    return offer.after(*asked.views)


def use_words(turn: Turn, place: Place) -> Reply:
    """The words offered are the answer."""
    draft = turn.draft_at(place)
    words = turn.heard(number(place.args["inbox"]))
    if draft is None or words is None:
        return turn.show(Lost())
    return taken(turn, draft, replace(turn.filling(draft), misses=0), words)


def _second_piece(turn: Turn, draft: Draft, filling: Filling) -> Reply | None:
    """The second piece of a one-message form that came as two: read as one; None when it is not one."""
    alone = bare_number(turn.words) is not None  # a number without words is no part of a log
    if alone or draft.inbox_id is None or turn.now - draft.touched_at > PIECES:
        return None
    first, second = (turn.asking.heard(one) for one in (draft.inbox_id, turn.inbox_id))
    if first is None or second is None:
        return None
    whole = septets(to_gsm7(first.text)) in FULL_PIECES
    if not whole and not _goes_on(filling, turn.words):
        return None
    words = commands.after_keyword(read(first.text + ("" if whole else " ") + second.text), filling.form)
    begun = replace(filling, answers={}) if whole else filling  # a part by itself leaves those between as they are
    return opening.in_one(turn, begun, draft, desk.about_of(draft), words)


def _goes_on(filling: Filling, words: str) -> bool:
    """Whether these words begin with the number of the part that is open."""
    numbers = {name: number for number, name in shorthand.grammar(filling.form.shorthand).numbered}
    number = numbers.get(filling.said)
    if number is None:
        return False
    lead, found = shorthand.parts(words, number, number)
    return not lead and number in found
