"""What must be true after everything went wrong: nothing lost, nothing doubled, nobody's messages out of order."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from bench.crowd import LOGS
from bench.provider import TAKEN, Did
from bot.store import session_rows
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.outbox.outbox import outbox as out
from bot.store.sessions import sessions, versions
from bot.store.talk import inbox

Row = Mapping[str, Any]


@dataclass
class Verdict:
    """What was counted, and every fault that was found."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def demand(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def of_records(db: Connection, acknowledged: Collection[str], pairs: int, verdict: Verdict) -> None:
    """What was acknowledged is there once, with one reply; each session has one version with both signatures."""
    kept = Counter(db.execute(select(inbox.inbox.c.provider_id)).scalars())
    replies = Counter(db.execute(select(out.c.inbox_id).where(out.c.inbox_id.is_not(None))).scalars())
    missing = set(acknowledged) - set(kept)
    verdict.counts["heard"] = len(kept)
    verdict.demand(not missing, f"acknowledged and lost: {sorted(missing)}")
    verdict.demand(set(kept.values()) <= {1}, "the same message is kept twice")
    unhandled = set(db.execute(select(inbox.inbox.c.failed).where(inbox.inbox.c.failed.is_not(None))).scalars())
    verdict.demand(not unhandled, f"a message could not be handled: {unhandled}")
    verdict.demand(set(replies.values()) == {1} and len(replies) == len(kept), "a message without its reply, or two")
    table, written = session_rows.sessions, versions.versions
    per_session = select(table.c.id, func.count()).join_from(table, written).group_by(table.c.id)
    counts = [count for _id, count in db.execute(per_session)]
    verdict.demand(counts == [1] * pairs * (1 + LOGS), "a record is doubled or lost")
    for pair in range(1, pairs + 1):
        for one in sessions.of_pair(db, pair):
            verdict.demand(one.version_id is None or len(one.signers) == 2, f"pair {pair}: {one.number} is not signed")


def of_messages(db: Connection, book: Sequence[Row], killed: Sequence[float], verdict: Verdict) -> None:
    """Each phone shows replies, and what we say unasked, as they were made; one shows twice only if unanswered.

    `killed`: when a sender was killed, which may have had an answer in its hands.
    """
    shown: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in book:
        verdict.counts[row["did"]] += 1
        if row["did"] in TAKEN:
            shown[row["channel"], row["to"]].append(row)
    ours: dict[tuple[str, str], list[Ours]] = defaultdict(list)
    for channel, address, kind, body, state, error in db.execute(
        select(out.c.channel, out.c.address, out.c.kind, out.c.body, out.c.state, out.c.error).order_by(out.c.id)
    ):
        settled = state is MessageState.DROPPED and error == "settled"
        ours[channel, address].append(Ours(body["text"], settled, kind is MessageKind.REPLY))
        verdict.counts["made"] += 1
        verdict.counts["settled before it was tried again"] += settled
        verdict.counts["not known, and shown"] += state is MessageState.UNKNOWN
        known = (MessageState.SENT, MessageState.DELIVERED, MessageState.UNKNOWN)  # whether it is shown is looked at
        verdict.demand(settled or state in known, f"a message to {address[-3:]} is {state}")
    for phone, texts in ours.items():
        _of_phone(phone[1][-3:], texts, shown[phone], killed, verdict)


@dataclass(frozen=True)
class Ours:
    """A message as we made it; one whose question was settled before its next try may have gone out or not."""

    text: str
    settled: bool
    is_reply: bool


@dataclass
class Line:
    """What a phone is to show in this order, how far it has come, and what it showed last of it.

    Replies are one line, and what is said unasked is another: a reply may pass what has not gone out.
    """

    ours: Sequence[Ours]
    place: int = -1
    last: Row | None = None

    def following(self, row: Row) -> int | None:
        """Where the next one stands that this row shows; None where it shows none that may come now."""
        following = self.place + 1
        while following < len(self.ours) and self.ours[following].settled and not _same(row, self.ours[following].text):
            following += 1
        return following if following < len(self.ours) and _same(row, self.ours[following].text) else None

    def repeats(self, row: Row) -> bool:
        """Whether it shows the last one once more."""
        return self.last is not None and _same(row, self.ours[self.place].text)


def _of_phone(name: str, ours: Sequence[Ours], shown: Sequence[Row], killed: Sequence[float], verdict: Verdict) -> None:
    lines = [Line([one for one in ours if one.is_reply is kind]) for kind in (True, False)]
    for row in shown:
        went_on = next((line for line in lines if line.following(row) is not None), None)
        repeated = next((line for line in lines if line.repeats(row)), None)
        if went_on is not None:
            went_on.place, went_on.last = went_on.following(row) or 0, row
        elif repeated is not None and repeated.last is not None:
            _of_repeat(repeated.last, row, killed, verdict)
            repeated.last = row
        else:
            verdict.faults.append(f"out of order at {name}: after {[line.place + 1 for line in lines]} of {len(ours)}")
            return
    for line in lines:
        left = line.ours[line.place + 1 :]
        verdict.demand(all(one.settled for one in left), f"{name} lacks {len(left)} of {len(ours)}")


def _same(row: Row, ours: str) -> bool:
    return html.unescape(row["text"]).strip() == ours.strip()


def _of_repeat(first: Row, again: Row, killed: Sequence[float], verdict: Verdict) -> None:
    if first["did"] != Did.TOOK:
        verdict.counts["repeated, unanswered"] += 1
    elif any(first["at"] - 1 <= at <= again["at"] for at in killed):
        verdict.counts["repeated, sender killed"] += 1
    else:
        after = f"repeated {again['at'] - first['at']:.0f} s later"
        verdict.faults.append(f"{after} although the provider had answered and no sender was killed")
