"""Notices that were said and not sent: they wait again, are no more, or are followed by one that says the same."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, exists, select, update

from bot.store.among import among
from bot.store.base import literal
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk.notices import TAKEN_BACK, TOLD_OF, NoticeState, QueuedNotice, notices

_say_again = ChangingStatement(
    update(notices)
    .where(among(notices.c.id, "notice_ids"), notices.c.state.in_([literal(one) for one in TOLD_OF]))
    .values(state=NoticeState.WAITING, said_at=None)
)
_unsay = ChangingStatement(
    update(notices)
    .where(notices.c.id == bindparam("notice_id"))
    .values(state=NoticeState.DROPPED, said_at=None, cause=TAKEN_BACK)
)
_is_repeated = Query(
    select(
        exists().where(
            notices.c.person_id == bindparam("person_id"),
            notices.c.place == bindparam("place"),
            notices.c.id > bindparam("notice_id"),
            notices.c.state.in_([literal(one) for one in (NoticeState.WAITING, *TOLD_OF)]),
        )
    ),
    only,
)
_told_of = Query(
    select(notices.c.id).where(
        notices.c.cause.startswith(bindparam("prefix"), autoescape=False),
        notices.c.state.in_([literal(one) for one in TOLD_OF]),
    ),
    only,
)


def told_of(db: Connection, cause_prefix: str) -> list[int]:
    """The notices of causes that begin so and were said, sent or not. No % or _ in it."""
    return _told_of.rows(db, prefix=cause_prefix)


def wait_again(db: Connection, notice_ids: Collection[int]) -> None:
    """These were said and not sent: they wait anew, and count against nobody's limits."""
    _say_again.run(db, notice_ids=notice_ids)


def unsay(db: Connection, notice_id: int) -> None:
    """This one, said and not sent, is no more; its cause may come again."""
    _unsay.run(db, notice_id=notice_id)


def is_repeated(db: Connection, notice: QueuedNotice) -> bool:
    """Whether a later one leads its person to exactly the same place."""
    here = {"person_id": notice.person_id, "place": notice.place, "notice_id": notice.id}
    return bool(_is_repeated.sure(db, **here))
