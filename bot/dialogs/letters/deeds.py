"""Words from one of a pair to the other, through the programme: nobody else reads them (requirement D313)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.letters.pages import LetterCame
from bot.dialogs.letters.rules import LetterSentCause, can_write
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.store import letters, pairs
from bot.store.letters import Letter, LetterKind, NewLetter
from bot.store.pairs import PairOf
from bot.store.talk import notices


def send(db: Connection, letter: NewLetter) -> int:
    """A letter to the partner, who is told that there is one and not what it says; answers its id."""
    pair = take_pair(db, letter.from_id, letter.pair_id)
    demand(can_write(pair))
    letter_id = letters.add(db, letter)
    cause = LetterSentCause(letter=letter_id)
    tell(db, pair.partner_id(letter.from_id), LetterCame(letter=letter_id), cause, letter.made_at)
    return letter_id


def answer(db: Connection, who: int, letter_id: int, words: str, now: datetime) -> int:
    """An answer to a letter of the partner; feedback where that was asked for, about the same thing."""
    letter, pair = open_letter(db, who, letter_id)
    asked = letter.kind is LetterKind.REQUEST
    kind, about = (LetterKind.FEEDBACK, letter.words) if asked else (LetterKind.ANSWER, letter.about)
    return send(db, NewLetter(pair.id, who, kind, words, now, about, answers_id=letter.id))


def read(db: Connection, who: int, letter_id: int, now: datetime) -> None:
    """The one it was written to opens it; from now on it cannot be taken back."""
    letter, _pair = open_letter(db, who, letter_id)
    if letter.from_id != who:
        letters.mark_read(db, letter_id, now)
        notices.drop_causes(db, [LetterSentCause(letter=letter_id)])


def open_letter(db: Connection, who: int, letter_id: int) -> tuple[Letter, PairOf]:
    """A letter with its pair, for one of the two. NotYours for anybody else, and where it was taken back."""
    letter = letters.get(db, letter_id)
    pair = pairs.get(db, letter.pair_id) if letter else None
    if letter is None or pair is None or pair.side(who) is None:
        raise NotYours
    return letter, pair
