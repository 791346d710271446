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
from bot.store.letters import Letter, LetterKind
from bot.store.pairs import PairOf
from bot.store.talk import notices


def send(
    db: Connection,
    who: int,
    pair_id: int,
    kind: LetterKind,
    words: str,
    now: datetime,
    *,
    about: str | None = None,
    answers: Letter | None = None,
) -> int:
    """A letter to the partner, who is told that there is one and not what it says; answers its id."""
    pair = take_pair(db, who, pair_id)
    demand(can_write(pair))
    answers_id = answers.id if answers else None
    letter_id = letters.add(
        db, pair_id=pair_id, from_id=who, kind=kind, words=words, about=about, answers_id=answers_id, now=now
    )
    tell(db, pair.partner_id(who), LetterCame(letter=letter_id), LetterSentCause(letter=letter_id), now)
    return letter_id


def answer(db: Connection, who: int, letter_id: int, words: str, now: datetime) -> int:
    """An answer to a letter of the partner; feedback where that was asked for, about the same thing."""
    letter, pair = open_letter(db, who, letter_id)
    asked = letter.kind is LetterKind.REQUEST
    kind, about = (LetterKind.FEEDBACK, letter.words) if asked else (LetterKind.ANSWER, letter.about)
    return send(db, who, pair.id, kind, words, now, about=about, answers=letter)


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
