"""Letters at the desk: who one may write to, what feedback can be on, and what is shown of a letter to whom."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared, Subject, allowed, open_pair
from bot.dialogs.goals import deeds as goals
from bot.dialogs.handlers import facts, opens, subjects, takes
from bot.dialogs.letters import deeds, rules
from bot.dialogs.letters.pages import (
    CAME,
    Came,
    LetterCame,
    Letters,
    LetterSent,
    OpenedLetter,
    PassOn,
    ReadLetter,
    Thread,
)
from bot.dialogs.letters.paper import AnswerLetter, Ask, Correspondent, Feedback, Things
from bot.dialogs.letters.shared import talking
from bot.dialogs.pairs.shared import names
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.lists import cut
from bot.forms.page import Row
from bot.forms.saying import Label, Option, Said, speak_label
from bot.forms.words import InFull
from bot.language import Marked, Name, _, local
from bot.messages import read as read_text
from bot.store import letters, pairs
from bot.store.letters import Letter, LetterKind, NewLetter
from bot.store.pairs import PairOf
from bot.store.sessions import sessions
from bot.store.talk import inbox

SHORT = 40
"""So many letters of a goal are shown in a list."""
LISTED = 20
"""How many letters MESSAGES goes back."""


@subjects
def partners(asking: Asking, form: type[Ask] | type[Feedback], words: str) -> list[Subject]:
    """Whom this person can write to."""
    return [Subject(form(pair=pair.id), label) for pair, label in talking(asking)]


@facts
def to_partner(asking: Asking, at: Ask) -> Prepared:
    """A letter to the other one of a pair."""
    return Prepared(Correspondent(*names(asking, open_pair(asking, at.pair, Ask.shows))))


@facts
def feedback(asking: Asking, at: Feedback) -> Prepared:
    """The same, with what the two have worked on."""
    pair = open_pair(asking, at.pair, Ask.shows)
    things = tuple(Option(key, _shown(label)) for key, label in _things(asking, pair).items())
    return Prepared(Things(*names(asking, pair), things))


def _things(asking: Asking, pair: PairOf) -> dict[str, Label]:
    """The session that was held last, and the goals, each by a key that stays while they stand."""
    held = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    last = {f"session{one.id}": Said(_("session {number}"), {"number": one.number}) for one in held[-1:]}
    known = goals.of_pair(asking.db, pair.id, asking.today)
    planned = {f"plan{known.plan_id}.{nth}": item.text for nth, item in enumerate(known.planned)}
    return {**last, **planned, **{f"goal{goal.id}": goal.words for goal in known.agreed}}


def _shown(label: Label) -> Label:
    return cut(label, SHORT) if isinstance(label, str) and not isinstance(label, Marked) else label


# letters


def _opened(asking: Asking, letter_id: int) -> tuple[Letter, PairOf]:
    """A letter of one of this person's pairs; the same words for what is not theirs and what was taken back."""
    try:
        letter, pair = deeds.open_letter(asking.db, asking.who.id, letter_id)
    except NotYours:
        raise NotOpen(_("That message is not there: it was taken back, or it is not yours.")) from None
    allowed(asking, pair, Ask.shows)
    return letter, pair


@facts
def came(asking: Asking, at: LetterCame) -> Prepared:
    """That a letter came."""
    letter, pair = _opened(asking, at.letter)
    unread = letters.unread(asking.db, [pair.id], asking.who.id)
    return Prepared(Came(names(asking, pair)[1], CAME[letter.kind], len(unread) if len(unread) > 1 else 0))


@facts
def opened(asking: Asking, at: ReadLetter) -> Prepared:
    """A letter and its words."""
    letter, pair = _opened(asking, at.letter)
    author = pair.mentor_name if letter.from_id == pair.mentor_id else pair.mentee_name
    return Prepared(
        OpenedLetter(
            author=Name(author),
            about=cut(letter.about or "", 60),
            words=InFull(letter.words),
            mine=letter.from_id == asking.who.id,
            request=letter.kind is LetterKind.REQUEST,
            others=_others(asking, pair, letter),
        )
    )


def _others(asking: Asking, pair: PairOf, letter: Letter) -> tuple[Row, ...]:
    """The oldest of the letters that wait beside this one: it is read next."""
    unread = [one for one in letters.unread(asking.db, [pair.id], asking.who.id) if one != letter.id]
    label = Said(_("to read the next ({waits} new)"), {"waits": len(unread)})
    return (Row(label, ReadLetter(letter=unread[0])),) if unread else ()


@facts
def to_answer(asking: Asking, at: AnswerLetter) -> Prepared:
    """An answer to a letter."""
    return Prepared(Correspondent(*names(asking, _opened(asking, at.letter)[1])))


@facts
def sent(asking: Asking, at: LetterSent) -> Prepared:
    """The receipt of a letter."""
    return Prepared(Correspondent(*names(asking, _opened(asking, at.letter)[1])))


@facts
def thread(asking: Asking, at: Letters) -> Prepared:
    """The last letters of this person's pairs."""
    found = pairs.pairs_of(asking.db, asking.who.id, rules.TALKING)
    known = {pair.id: pair for pair in found}
    listed = letters.of_pairs(asking.db, list(known), LISTED) if known else []
    return Prepared(Thread(tuple(_row(asking, letter, known[letter.pair_id]) for letter in listed)))


def _row(asking: Asking, letter: Letter, pair: PairOf) -> Row:
    values = {"partner": names(asking, pair)[1], "day": local(letter.made_at).date()}
    if letter.from_id == asking.who.id:
        label = Said(_("to {partner}, {day}"), values)
    elif letter.read_at is None:
        label = Said(_("from {partner}, {day}, new"), values)
    else:
        label = Said(_("from {partner}, {day}"), values)
    return Row(label, ReadLetter(letter=letter.id))


# handing over


@takes
def take_ask(asking: Asking, at: Ask, answers: Answers) -> Dialog:
    """A message goes to the partner."""
    return _sent(deeds.send(asking.db, NewLetter(at.pair, asking.who.id, LetterKind.ASK, answers["words"], asking.now)))


@takes
def take_answer(asking: Asking, at: AnswerLetter, answers: Answers) -> Dialog:
    """An answer goes back."""
    return _sent(deeds.answer(asking.db, asking.who.id, at.letter, answers["words"], asking.now))


@takes
def take_feedback(asking: Asking, at: Feedback, answers: Answers) -> Dialog:
    """Feedback on one thing goes to the partner, or the wish for it."""
    thing = answers.get("other") or _called(asking, at, answers["thing"])
    letter = NewLetter(at.pair, asking.who.id, LetterKind.REQUEST, thing, asking.now)
    if answers["way"] != "ask":
        letter = replace(letter, kind=LetterKind.FEEDBACK, words=answers["words"], about=thing)
    return _sent(deeds.send(asking.db, letter))


def _called(asking: Asking, at: Feedback, key: str) -> str:
    """How the thing is called in its writer's language: it is quoted in what they write."""
    return speak_label(_things(asking, open_pair(asking, at.pair, Ask.shows))[key], asking.who.language)


@opens
def pass_on(asking: Asking, at: PassOn) -> Dialog:
    """A message of their own, sent as the answer to a letter."""
    _opened(asking, at.letter)
    heard = asking.heard(at.inbox)
    if heard is None or heard.text == inbox.BLANK:
        raise NotOpen
    return _sent(deeds.answer(asking.db, asking.who.id, at.letter, read_text(heard.text), asking.now))


def _sent(letter_id: int) -> Dialog:
    return LetterSent(letter=letter_id)


@opens
def read_letter(asking: Asking, at: ReadLetter) -> Dialog | None:
    """It is read: from now on it cannot be taken back."""
    _opened(asking, at.letter)
    deeds.read(asking.db, asking.who.id, at.letter, asking.now)
    return None
