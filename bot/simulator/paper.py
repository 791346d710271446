"""The paper form that a pair's record fills: Annexes II and III of one session, as the pair itself may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.desk import about_text
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.sessions.rules import Record
from bot.dialogs.visibility import Data, may_see, relation_to
from bot.forms.saying import speak_label
from bot.language import Name, _, items_of, local, say
from bot.messages import Channel
from bot.store import pairs, signing
from bot.store.pairs import PairOf, Side
from bot.store.session_rows import Session
from bot.store.sessions import sessions, versions
from bot.store.talk import drafts

CHANNELS = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram", Channel.USSD: "USSD"}
SIGNED = _("{at:weekday}, {at:clock}, {channel}")
PLANNED = _("Planned. Nothing is written yet.")
PENCIL = _("In pencil: {who} is still writing.")
WAITING = _("In ink. {who} has not signed yet.")
COMPLETE = _("Complete: both have signed.")
DISPUTED = _("The two do not agree on this record yet.")
MISSED = _("Not held.")


@dataclass(frozen=True)
class PaperForm:
    """What stands on the form: the record's canonical texts (in pencil while a form is open), and how far it is."""

    written: Mapping[str, str]
    pencil: bool
    state: str


def sheet(db: Connection, who: int, number: int | None, now: datetime, language: str) -> dict[str, Any] | None:
    """The form of one session of a person's pair, for the page; without a number, of the current one.

    None for somebody without a pair, and where the matrix does not open the record to them.
    """
    found = pairs.pairs_of(db, who)
    pair = found[0] if found else None
    if pair is None or not may_see(relation_to(db, who, pair, local(now).date()), Data.JOURNAL).opens:
        return None
    known = sessions.of_pair(db, pair.id)
    session = next((one for one in known if one.number == number), None) or current(known, local(now).date())
    if session is None:
        return None
    made = _sheet(db, pair, session, language)
    return {
        "number": session.number,
        "last": known[-1].number,
        "mentor": pair.mentor_name,
        "mentee": pair.mentee_name,
        "state": made.state,
        "pencil": made.pencil,
        **_spoken(made.written, language),
        "looked_back": _looked_back(made.written.get("looked_back", ""), _last_plan(db, session), language),
        "signed": _signed(db, pair, session, language),
    }


def current(known: Sequence[Session], today: date) -> Session | None:
    """The session whose record is looked at today: the first that came and is not complete, else the last that came."""
    came = [one for one in known if one.day <= today] or known[:1]
    return next((one for one in came if not complete(one) and not one.settled), came[-1] if came else None)


def complete(session: Session) -> bool:
    """Whether both have signed what its record says now."""
    return len(session.signers) == len(Side) and not session.refused


def _sheet(db: Connection, pair: PairOf, session: Session, language: str) -> PaperForm:
    version = versions.latest(db, session.id)
    if version is not None:
        return PaperForm(vars(Record.of(version)), pencil=False, state=_state(pair, session, language))
    planned = {"day": session.day.isoformat(), "venue": session.venue or "", "objectives": session.objectives or ""}
    for person_id in (pair.mentee_id, pair.mentor_id):
        draft = drafts.find_open(db, person_id, SessionRecord.__name__, about_text(SessionRecord(session=session.id)))
        if draft is not None:
            who = pair.mentee_name if person_id == pair.mentee_id else pair.mentor_name
            return PaperForm(
                {**planned, **draft.answers}, pencil=True, state=say(PENCIL, language, who=Name(who).first)
            )
    return PaperForm(planned, pencil=True, state=say(MISSED if session.settled else PLANNED, language))


def _state(pair: PairOf, session: Session, language: str) -> str:
    if complete(session):
        return say(COMPLETE, language)
    if session.refused:
        return say(DISPUTED, language)
    waits = pair.mentor_name if pair.mentor_id not in session.signers else pair.mentee_name
    return say(WAITING, language, who=Name(waits).first)


def _spoken(written: Mapping[str, str], language: str) -> dict[str, Any]:
    """The canonical texts as they read on paper: day and venue as words, lists as lists."""
    day = written.get("day")
    return {
        "day": say("{day:long}", language, day=date.fromisoformat(day)) if day else "",
        "venue": written.get("venue", ""),
        **{name: _lines(written.get(name, ""), language) for name in ("objectives", "areas", "plan")},
    }


def _lines(canonical: str, language: str) -> list[str]:
    return [item.spoken(language, "") for item in items_of(canonical)]


def _last_plan(db: Connection, session: Session) -> str:
    return sessions.previous_plan(db, session.pair_id, session.number) or ""


def _looked_back(stored: str, last_plan: str, language: str) -> list[str]:
    """The review in its own words, or each action of the last plan with its mark."""
    if not stored.startswith("="):
        return [stored] if stored else []
    labels = {option.key: speak_label(option.label, language) for option in SessionRecord.looked_back.scale}
    marks = [labels.get(key, key) for key in stored[1:].split(",")]
    actions = [item.text for item in items_of(last_plan)]
    return [f"{action}: {mark}" for action, mark in zip(actions, marks, strict=False)] or marks


def _signed(db: Connection, pair: PairOf, session: Session, language: str) -> dict[str, dict[str, str] | None]:
    """By side: the name that stands there, when and how it was put; None where nobody has signed."""
    found = signing.of_version(db, session.version_id) if session.version_id else []
    names = {Side.MENTOR: pair.mentor_name, Side.MENTEE: pair.mentee_name}
    signed: dict[str, dict[str, str] | None] = {side.value: None for side in Side}
    for one in found:
        how = say(SIGNED, language, at=one.made_at, channel=CHANNELS[one.channel])
        signed[one.role.value] = {"name": names[one.role], "how": how}
    return signed
