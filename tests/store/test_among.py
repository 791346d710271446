"""However many people, pairs or causes are asked about at once, it is one statement with one parameter for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from bot.store import letters
from bot.store.cause import Cause, KeptCause
from bot.store.fit import FirstMet
from bot.store.joining import newcomers
from bot.store.matching import proposals
from bot.store.orientation import topics
from bot.store.people import addresses, roles
from bot.store.reviews import reviews
from bot.store.sessions import versions
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind, NoticeState
from tests.store.cast import NOW, pair, person

MANY = range(1, 70_001)
"""More than PostgreSQL takes as parameters (65,535)."""
CAUSES = [FirstMet(pair=number, person=number) for number in MANY]
ASKED: dict[str, Callable[[Connection, Sequence[int]], object]] = {
    "letters of pairs": lambda db, ids: letters.of_pairs(db, list(ids), 5),
    "people imported": newcomers.imported,
    "proposals of people": proposals.of_people,
    "reviews of pairs": reviews.of_pairs,
    "roles over others": lambda db, ids: roles.over(db, 1, ids, date(2027, 5, 4)),
    "topics of people": topics.records,
    "areas of versions": versions.areas,
    "addresses in doubt": lambda db, ids: addresses.doubt(db, ids, NOW),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_more_ids_than_a_statement_takes_parameters_are_asked_about_at_once(
    store: Engine, ask: Callable[[Connection, Sequence[int]], object]
) -> None:
    with store.begin() as db:
        pair(db)
        ask(db, MANY)


def test_more_causes_than_a_statement_takes_parameters_are_looked_up_dropped_and_retired_at_once(store: Engine) -> None:
    def add(cause: Cause) -> None:
        notices.add(db, notices.NewNotice(faith, "Menu", cause, NoticeKind.PROMPT, NOW))

    with store.begin() as db:
        faith = person(db, "Faith Mutua")
        for cause in (CAUSES[0], CAUSES[-1], KeptCause(text="fit:70001")):
            add(cause)
        assert notices.known(db, CAUSES) == {str(CAUSES[0]), str(CAUSES[-1])}
        last = notices.of_causes(db, CAUSES)
        assert last is not None
        assert last.cause == str(CAUSES[-1])
        notices.mark(db, last.id, NoticeState.SAID, NOW)
        assert notices.drop_causes(db, CAUSES) == 1
        assert notices.retire(db, CAUSES)
        assert notices.known(db, CAUSES) == set()
        assert [waits.cause for waits in notices.waiting(db, faith)] == ["fit:70001"]


def test_nothing_asked_about_is_nothing_found(store: Engine) -> None:
    with store.begin() as db:
        pair(db)
        assert (notices.known(db, []), notices.of_causes(db, []), reviews.of_pairs(db, [])) == (set(), None, [])
        assert (notices.drop_causes(db, []), notices.retire(db, [])) == (0, False)


def test_only_those_asked_about_are_found_and_changed(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        mine, others = (addresses.of_person(db, who)[0].id for who in (cast.faith, cast.peter))
        addresses.doubt(db, [mine, others + 1], NOW)
        assert [addresses.of_person(db, who)[0].doubted_at for who in (cast.faith, cast.peter)] == [NOW, None]
