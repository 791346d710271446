"""The private question after the first session (requirement D211): to whom, when, and who is shown the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.dialogs.fit import deeds as fits
from bot.dialogs.fit.pages import FitAsked
from bot.dialogs.fit.rules import Fit
from bot.dialogs.refusals import NotYours
from bot.dialogs.sessions.deeds import log
from bot.store import fit as kept
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.dialogs.cast import NOW, School, a_record, by, told

DAY = timedelta(days=1)


def unasked(db: Connection) -> set[int]:
    return {one.person_id for one in kept.unasked(db, NOW - DAY, NOW + DAY)}


def test_both_are_asked_once_their_first_session_is_recorded(db: Connection, school: School) -> None:
    assert unasked(db) == set()
    log(db, school.faith, school.pair, school.sessions[1], a_record("2026-05-14"), by(), NOW)
    assert unasked(db) == set(), "another one does not count"
    log(db, school.faith, school.pair, school.sessions[0], a_record("2026-05-07"), by(), NOW)
    assert unasked(db) == {school.faith, school.peter}


def test_who_was_asked_or_has_answered_is_not_asked_again(db: Connection, school: School) -> None:
    log(db, school.faith, school.pair, school.sessions[0], a_record("2026-05-07"), by(), NOW)
    for who in (school.faith, school.peter):
        notices.add(
            db,
            notices.NewNotice(
                who,
                str(FitAsked(pair=school.pair)),
                kept.FirstMet(pair=school.pair, person=who),
                NoticeKind.PROMPT,
                NOW,
            ),
        )
    assert unasked(db) == set()
    fits.answer(db, school.faith, school.pair, Fit.GOOD, NOW)
    assert "FitAsked" not in told(db, school.faith)
    assert "FitAsked" in told(db, school.peter), "each for themselves"


def test_each_has_their_own_answer_and_the_last_one_counts(db: Connection, school: School) -> None:
    for fit in (Fit.UNSURE, Fit.BAD):
        fits.answer(db, school.faith, school.pair, fit, NOW)
    assert kept.of(db, school.pair, school.faith) == Fit.BAD
    assert kept.of(db, school.pair, school.peter) is None
    for other in (school.jane, school.ali, school.brian):
        with pytest.raises(NotYours):
            fits.answer(db, other, school.pair, Fit.GOOD, NOW)
