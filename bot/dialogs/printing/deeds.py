"""Codes are made and checked, and a head is asked to print a paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices import deeds as offices
from bot.dialogs.offices.deeds import heads_of, name_of
from bot.dialogs.offices.rules import Office
from bot.dialogs.printing.pages import PaperToPrint
from bot.dialogs.printing.rules import (
    BY_HEAD,
    Annex,
    CodedFacts,
    CodedRecord,
    PrintAskedCause,
    ReadCode,
    code_of,
    proof_of,
    read_code,
)
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Data, may_see, relation_to
from bot.language import local_day
from bot.store import agreement, annex_iv, areas, pairs, signing
from bot.store.ending import evaluations
from bot.store.keys.pepper import pepper
from bot.store.officers import reports
from bot.store.officers.reports import SentReport
from bot.store.pairs import PairOf, PairState
from bot.store.people import people
from bot.store.sessions import sessions, versions


def code(db: Connection, kind: CodedRecord, record_id: int, record_hash: str) -> str:
    """The code of a record as it reads: of another text, or without our key, it would be another."""
    return code_of(kind, record_id, _proof(db, kind, record_id, record_hash))


def _proof(db: Connection, kind: CodedRecord, record_id: int, record_hash: str) -> bytes:
    words = f"{kind.value} {record_id} {record_hash}"
    key = pepper(db)
    return key.mixed(b"printed code", words) if key else hashlib.sha256(words.encode()).digest()


def checked(db: Connection, words: str) -> CodedFacts | None:
    """What a code on paper stands for, for anybody; None: it is none of ours, or the record was changed under it."""
    read = read_code(words)
    if read is None:
        return None
    match read.kind:
        case CodedRecord.SESSION:
            return _session(db, read)
        case CodedRecord.AGREEMENT:
            return _agreement(db, read)
        case CodedRecord.EVALUATION:
            return _evaluation(db, read)
        case CodedRecord.REPORT:
            return _report(db, read)
    return _feedback(db, read)


def pairs_there(
    db: Connection, who: int, here: Office, words: str, states: Collection[PairState], today: date
) -> list[PairOf]:
    """The pairs of those in the area of an office who are called so, as far as the matrix opens a pair to it."""
    found = offices.pairs_there(db, here, words, states, today)
    return [pair for pair in found if may_see(relation_to(db, who, pair, today), Data.SESSION).opens]


def _is_ours(db: Connection, read: ReadCode, record_hash: str) -> bool:
    return proof_of(_proof(db, read.kind, read.id, record_hash)) == read.proof


def _session(db: Connection, read: ReadCode) -> CodedFacts | None:
    version = versions.get(db, read.id)
    found = sessions.get(db, version.session_id) if version else None
    if version is None or found is None or not _is_ours(db, read, version.hash):
        return None
    session, pair = found
    given = signing.of_version(db, version.id)
    return CodedFacts(
        kind=read.kind,
        code=code(db, read.kind, read.id, version.hash),
        mentor=pair.mentor_name,
        mentee=pair.mentee_name,
        number=session.number,
        version=version.number,
        signed=len(given),
        day=max((local_day(one.made_at) for one in given), default=None),
        newest=session.version_id == version.id,
    )


def _agreement(db: Connection, read: ReadCode) -> CodedFacts | None:
    document = agreement.get(db, read.id)
    pair = pairs.get(db, document.pair_id) if document else None
    if document is None or pair is None or not _is_ours(db, read, document.hash):
        return None
    given = agreement.signatures(db, document.id)
    latest = [one for one in agreement.current(db, pair.id) if (one.kind, one.of_id) == (document.kind, document.of_id)]
    return CodedFacts(
        kind=read.kind,
        code=code(db, read.kind, read.id, document.hash),
        mentor=pair.mentor_name,
        mentee=pair.mentee_name,
        number=0,
        version=document.number,
        signed=len(given),
        day=max((local_day(one.made_at) for one in given), default=None),
        newest=any(one.id == document.id for one in latest),
    )


def _feedback(db: Connection, read: ReadCode) -> CodedFacts | None:
    form = annex_iv.get(db, read.id)
    pair = pairs.get(db, form.pair_id) if form else None
    if form is None or pair is None or not _is_ours(db, read, form.hash):
        return None
    return CodedFacts(
        kind=read.kind,
        code=code(db, read.kind, read.id, form.hash),
        mentor=pair.mentor_name,
        mentee=pair.mentee_name,
        number=0,
        version=1,
        signed=1,
        day=local_day(form.saved_at),
        newest=True,
    )


def _evaluation(db: Connection, read: ReadCode) -> CodedFacts | None:
    form = evaluations.get(db, read.id)
    school = areas.get(db, form.area_id) if form else None
    if form is None or school is None or not _is_ours(db, read, form.hash):
        return None
    return CodedFacts(
        kind=read.kind,
        code=code(db, read.kind, read.id, form.hash),
        mentor=form.name,
        mentee="",
        number=0,
        version=1,
        signed=1,
        day=form.day,
        newest=evaluations.of_school(db, school.id)[0].id == form.id,
        school=school.name,
    )


def hash_of(report: SentReport) -> str:
    """What its code is made of: all that was sent, and by whom; not what became of it."""
    sent = [report.area_id, report.role, report.kind, report.first.isoformat(), report.version, report.by_id]
    words = json.dumps([*sent, report.words, report.made_at.isoformat(), dict(report.figures)], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def _report(db: Connection, read: ReadCode) -> CodedFacts | None:
    sent = reports.get(db, read.id)
    by = people.get(db, sent.by_id) if sent else None
    if sent is None or by is None or not _is_ours(db, read, hash_of(sent)):
        return None
    newest = reports.newest(db, sent.area_id, sent.role, sent.kind, sent.first)
    return CodedFacts(
        kind=read.kind,
        code=code(db, read.kind, read.id, hash_of(sent)),
        mentor=by.name,
        mentee="",
        number=0,
        version=sent.version,
        signed=1,
        day=local_day(sent.made_at),
        newest=newest is not None and newest.id == sent.id,
        school=name_of(db, sent.area_id),
    )


def ask_head(db: Connection, who: int, pair_id: int, annex: Annex, now: datetime) -> tuple[int, ...]:
    """One of a pair asks the heads of their school to print a paper, once a day; answers whom. NotYours for others."""
    pair = pairs.get(db, pair_id)
    if pair is None or pair.side(who) is None or annex not in BY_HEAD:
        raise NotYours
    today = local_day(now)
    asked = heads_of(db, pair.mentee_id, today)
    for head in asked:
        cause = PrintAskedCause(annex=annex.value, pair=pair_id, day=today, head=head)
        tell(db, head, PaperToPrint(pair=pair_id, annex=annex.value, by=who), cause, now)
    return tuple(asked)
