"""What Annex IV is filled with from the records, and the deed that signs it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.annex_iv import rules
from bot.dialogs.annex_iv.rules import ASKED, TOPICS, occasion
from bot.dialogs.ending.deeds import ask_head
from bot.dialogs.pairs import deeds as status
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand, is_running
from bot.dialogs.refusals import NotYours
from bot.language import items_of, local_day
from bot.store import annex_iv
from bot.store.pairs import Side
from bot.store.sessions import sessions, versions
from bot.store.signing import Evidence
from bot.store.talk import notices

# what the records say


def topics(db: Connection, pair_id: int) -> tuple[str, ...]:
    """What the two have worked on, as tags, the commonest first, then the latest: heads read the form, no journal."""
    held = [one.version_id for one in sessions.of_pair(db, pair_id) if one.version_id is not None]
    areas = (item.text for areas in reversed(versions.areas(db, held)) for item in items_of(areas))
    return rules.commonest(areas, TOPICS)


def reasons(db: Connection, pair_id: int, today: date) -> dict[str, int]:
    """Why sessions of this pair have not been held up to today, by the reason's code (requirement D156)."""
    known = sessions.of_pair(db, pair_id)
    missed = [one.missed_reason for one in known if one.version_id is None and one.day <= today and one.missed_reason]
    return dict(Counter(missed).most_common())


# the deed


def save(db: Connection, who: int, pair_id: int, answers: Mapping[str, str], evidence: Evidence, now: datetime) -> int:
    """The mentor signs the form as it stands, with the sessions counted now; what asks for it is dropped. Its id.

    One on paper has no answers here: its head has seen it (`evidence`). NotYours for all but the mentor (D153);
    PairNotActive.
    """
    pair = take_pair(db, who, pair_id)
    if pair.side(who) is not Side.MENTOR:
        raise NotYours
    demand(is_running(pair))
    counted, quarter = status.pair_figures(db, pair_id, local_day(now)), occasion(pair.cycle, local_day(now))
    said = {**answers, "scheduled": counted.due, "covered": counted.held}
    values = {
        "pair_id": pair_id,
        "mentor_id": who,
        "quarter": quarter,
        "scheduled": counted.due,
        "covered": counted.held,
        "answers": dict(answers),
        "saved_at": now,
        "channel": evidence.channel,
        "address": evidence.address,
        "method": evidence.method,
        "language": evidence.language,
        "seen_by_id": evidence.seen_by_id,
        "hash": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
    }
    feedback_id = annex_iv.add(db, values)
    notices.drop_causes(
        db, [annex_iv.AnnexIVDueCause(pair=pair_id, quarter=quarter, turn=turn) for turn in range(len(ASKED))]
    )
    ask_head(db, pair, now)
    return feedback_id
