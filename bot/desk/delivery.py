"""SENT at the desk: how far the last record and the last message of a person have come, in human words."""

from __future__ import annotations

from bot.desk.base import Asking, Prepared
from bot.desk.handlers import facts
from bot.desk.records import names
from bot.dialogs.delivery import HOW, KEPT, READ, SIGNED, UNREAD, UNSIGNED, Delivered, Fates, Sent
from bot.dialogs.saying import Said
from bot.language import local
from bot.programme.delivery import how_far
from bot.programme.letters import TALKING, LetterSent
from bot.programme.signatures import Changed, SignAsked
from bot.store import letters, pairs, sessions, versions
from bot.store.letters import Letter
from bot.store.pairs import PairOf
from bot.store.sessions import Session


@facts
def delivered(asking: Asking, at: Sent) -> Prepared:
    """What became of what this person sent last: the record of each pair, and the last message."""
    found = pairs.pairs_of(asking.db, asking.who.id, TALKING)
    fates = [said for pair in found if (said := _record(asking, pair)) is not None]
    letter = letters.last_from(asking.db, asking.who.id)
    to = next((pair for pair in found if letter is not None and pair.id == letter.pair_id), None)
    if letter is not None and to is not None:
        fates.append(_letter(asking, letter, to))
    return Prepared(Delivered(Fates(tuple(fates)), bool(fates)))


def _record(asking: Asking, pair: PairOf) -> Said | None:
    """The pair's last record, where this person wrote it."""
    written = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    if not written:
        return None
    session = max(written, key=lambda one: (one.day, one.number))
    version = versions.get(asking.db, session.version_id or 0)
    if version is None or version.author_id != asking.who.id:
        return None
    return _fate(asking, pair, session)


def _fate(asking: Asking, pair: PairOf, session: Session) -> Said:
    values = {"number": session.number, "partner": names(asking, pair)[1]}
    if pair.partner_id(asking.who.id) in session.signers:
        return Said(SIGNED, values)
    if session.refused:
        return Said(KEPT, values)
    causes = [kind(version=session.version_id or 0) for kind in (SignAsked, Changed)]
    return Said(UNSIGNED, {**values, "how": HOW[how_far(asking.db, causes)]})


def _letter(asking: Asking, letter: Letter, pair: PairOf) -> Said:
    values = {"partner": names(asking, pair)[1], "day": local(letter.made_at).date()}
    if letter.read_at is not None:
        return Said(READ, values)
    way = how_far(asking.db, [LetterSent(letter=letter.id)])
    return Said(UNREAD, {**values, "how": HOW[way]})
