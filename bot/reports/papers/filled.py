"""The papers of a pair or a school, filled from what is kept; what its reader may not see is not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection

from bot.dialogs.annex_v import deeds as annex_v
from bot.dialogs.annex_v.rules import REPEAT, ProposedRow, RowStatus
from bot.dialogs.posters.rules import code_of
from bot.dialogs.printing import deeds
from bot.dialogs.printing.rules import CodedRecord, reference
from bot.dialogs.sessions.shared import looked_back, used
from bot.language import Item, Marked, _, items_of, local_day, say, speak
from bot.messages import Channel
from bot.reports.papers.facts import (
    AgreementPaper,
    BlankPaper,
    CertificatePaper,
    EvaluationPaper,
    EvaluationRow,
    FeedbackPaper,
    JournalPage,
    JournalPaper,
    LoggedMeeting,
    LogPaper,
    PosterPaper,
    Signatory,
    SignatureProof,
    WayIn,
)
from bot.store import agreement as documents
from bot.store import annex_iv, areas, pairs, signing
from bot.store.agreement import PaperKind, PaperSignature
from bot.store.annex_iv import SignedAnnexIV
from bot.store.areas import Area, AreaKind
from bot.store.certificates import Certificate
from bot.store.ending import evaluations
from bot.store.pairs import PairOf, Side
from bot.store.people import people, roles
from bot.store.rights import former_names
from bot.store.session_rows import Session
from bot.store.sessions import sessions, versions
from bot.store.sessions.versions import Version
from bot.store.signing import Signature

AnySignature = Signature | PaperSignature
DIGITS = 3
"""So many of a number or an account stand on paper."""
ANSWERS = ("topics", "kept_time", "time", "venue", "challenges", "remedies", "successes", "recommended", "other")
"""Questions 3 to 11 of Annex IV, as they are kept."""


def agreement(db: Connection, pair: PairOf, text: str) -> AgreementPaper:
    """Annex I as it was drawn up last; `text`: as it would read now, where it was not yet."""
    found = [one for one in documents.current(db, pair.id) if one.kind is PaperKind.AGREEMENT]
    if not found:
        return AgreementPaper(text, Signatory(pair.mentor_name), Signatory(pair.mentee_name), "")
    given = {one.person_id: one for one in documents.signatures(db, found[-1].id)}
    return AgreementPaper(
        text=found[-1].text,
        mentor=_hand(db, pair.mentor_name, given.get(pair.mentor_id)),
        mentee=_hand(db, pair.mentee_name, given.get(pair.mentee_id)),
        code=deeds.code(db, CodedRecord.AGREEMENT, found[-1].id, found[-1].hash),
    )


def _hand(db: Connection, name: str, given: AnySignature | None, struck: datetime | None = None) -> Signatory:
    if given is None:
        return Signatory(name)
    seen_by = people.get(db, given.seen_by_id) if given.seen_by_id is not None else None
    then = former_names.as_of(db, given.person_id, name, given.made_at)
    return Signatory(
        then,
        SignatureProof(
            at=given.made_at,
            channel=given.channel,
            digits=given.address[-DIGITS:],
            method=given.method,
            hash=given.hash,
            seen_by=seen_by.name if seen_by else "",
            now_called=name if then != name else "",
            struck=struck,
        ),
    )


def log(db: Connection, pair: PairOf, today: date, language: str, *, objectives: bool) -> LogPaper:
    """Annex II, each session up to today; `objectives`: whether its reader may see them."""
    found = [one for one in sessions.of_pair(db, pair.id) if one.day <= today or one.version_id is not None]
    meetings = tuple(_meeting(db, pair, one, language, objectives=objectives) for one in found)
    return LogPaper(pair.mentor_name, pair.mentee_name, meetings)


def _meeting(db: Connection, pair: PairOf, session: Session, language: str, *, objectives: bool) -> LoggedMeeting:
    version = versions.latest(db, session.id) if session.version_id is not None else None
    mentor, mentee = _hands(db, pair, version)
    words = ((version.objectives if version else session.objectives) or "") if objectives else None
    return LoggedMeeting(
        number=session.number,
        objectives=_lines(items_of(words), language) if words is not None else None,
        day=date.fromisoformat(version.day) if version else session.day,
        venue=(version.venue if version else session.venue) or "",
        mentor=mentor,
        mentee=mentee,
        code=deeds.code(db, CodedRecord.SESSION, version.id, version.hash) if version else "",
        missed=version is None and session.settled,
    )


def _hands(db: Connection, pair: PairOf, version: Version | None) -> tuple[Signatory, Signatory]:
    given = {one.person_id: one for one in signing.of_version(db, version.id)} if version else {}
    mentor = _hand(db, pair.mentor_name, given.get(pair.mentor_id), version.struck_at if version else None)
    return mentor, _hand(db, pair.mentee_name, given.get(pair.mentee_id), version.struck_at if version else None)


def _lines(items: Iterable[Item], language: str) -> tuple[str, ...]:
    return tuple(one.spoken(language, "") for one in items)


def journal(db: Connection, pair: PairOf, language: str) -> JournalPaper:
    """Annex III of every session that has a record."""
    pages = tuple(_journal(db, pair, language))
    return JournalPaper(pair.mentor_name, pair.mentee_name, pages)


def _journal(db: Connection, pair: PairOf, language: str) -> Iterator[JournalPage]:
    for session in sessions.of_pair(db, pair.id):
        version = versions.latest(db, session.id) if session.version_id is not None else None
        if version is None:
            continue
        mentor, mentee = _hands(db, pair, version)
        yield JournalPage(
            number=session.number,
            day=date.fromisoformat(version.day),
            venue=version.venue,
            areas=_lines(items_of(version.areas), language),
            plan=_lines(items_of(version.plan), language),
            review=_review(db, pair, session, version, language),
            made=tuple(filter(None, (version.made, speak(used(version.resources), language)))),
            mentor=mentor,
            mentee=mentee,
            code=deeds.code(db, CodedRecord.SESSION, version.id, version.hash),
        )


def _review(db: Connection, pair: PairOf, session: Session, version: Version, language: str) -> tuple[str, ...]:
    """What became of the last plan: each of its items with its mark, or the words about them all."""
    if not version.looked_back:
        return ()
    before = items_of(sessions.previous_plan(db, pair.id, session.number) or "")
    marks = [say(mark.label, language) for mark in getattr(looked_back(version.looked_back), "marks", ())]
    if marks and len(marks) == len(before):
        return tuple(f"{one.text}: {mark}" for one, mark in zip(before, marks, strict=True))
    return (speak(looked_back(version.looked_back), language),)


def feedback(db: Connection, pair: PairOf, language: str) -> tuple[FeedbackPaper, ...]:
    """Annex IV, each time that it was filled, the newest first; an empty one where it never was."""
    found = annex_iv.of_pair(db, pair.id)
    empty = FeedbackPaper(Signatory(pair.mentor_name), pair.mentee_name, "", "", "", ("",) * len(ANSWERS))
    return tuple(_feedback(db, pair, one, language) for one in found) or (empty,)


def _feedback(db: Connection, pair: PairOf, form: SignedAnnexIV, language: str) -> FeedbackPaper:
    said = form.answers
    kept = say(_("yes") if said.get("kept_time") == "yes" else _("no"), language) if said else ""
    answers = {name: said.get(name, "") for name in ANSWERS}
    answers["topics"] = "; ".join(_lines(items_of(answers["topics"]), language))
    late = said.get("lateness")
    answers["kept_time"] = f"{kept}. {late}" if late else kept
    proof = SignatureProof(form.saved_at, form.channel, form.address[-DIGITS:], form.method, form.hash)
    return FeedbackPaper(
        mentor=Signatory(pair.mentor_name, replace(proof, struck=form.struck_at)),
        mentee=pair.mentee_name,
        scheduled=str(form.scheduled),
        covered=str(form.covered),
        why=next((words for key, words in said.items() if key.endswith(".why")), ""),
        answers=tuple(answers[name] for name in ANSWERS),
        code=deeds.code(db, CodedRecord.FEEDBACK, form.id, form.hash),
    )


STANDS: Mapping[RowStatus, Marked] = {
    RowStatus.NOT_BEGUN: _("not begun"),
    RowStatus.GOING_ON: _("going on"),
    RowStatus.DONE: _("done"),
    RowStatus.OVERDUE: _("late"),
}
"""How a row of Annex V stands, in the words of its form in chat."""


def evaluation(db: Connection, school_id: int, now: datetime, language: str) -> EvaluationPaper:
    """Annex V of a school as it was signed last; where it never was, as the records stand now, for a pen."""
    names = {one.kind: one.name for one in areas.path(db, school_id)}
    signed = next(iter(evaluations.of_school(db, school_id)), None)
    rows = (
        [_kept(int(row), one) for row, one in signed.rows.items()] if signed else annex_v.proposed(db, school_id, now)
    )
    place = {kind.value: names.get(kind, "") for kind in (AreaKind.REGION, AreaKind.COUNTY, AreaKind.SUB_COUNTY)}
    lines = tuple(_row(one, language) for one in sorted(rows, key=lambda one: one.row))
    institution = names.get(AreaKind.INSTITUTION, "")
    if signed is None:
        return EvaluationPaper(**place, institution=institution, rows=lines, supervisor=Signatory(""))
    proof = SignatureProof(signed.made_at, signed.channel, signed.address[-DIGITS:], signed.method, signed.hash)
    return EvaluationPaper(
        **place,
        institution=institution,
        rows=lines,
        supervisor=Signatory(signed.name, proof),
        tsc_number=signed.number,
        designation=signed.designation,
        code=deeds.code(db, CodedRecord.EVALUATION, signed.id, signed.hash),
    )


def _kept(row: int, one: Mapping[str, Any]) -> ProposedRow:
    planned = date.fromisoformat(one["planned"]) if one["planned"] else None
    return ProposedRow(row, RowStatus(one["status"]), one["done"], one["of"], planned)


def _row(one: ProposedRow, language: str) -> EvaluationRow:
    counted = {"done": one.done, "of": one.of}
    if one.row == REPEAT:
        return EvaluationRow("", say(_("quarter {done} of {of}"), language, **counted))
    how = say(STANDS[one.status], language)
    status = f"{how} ({one.done}/{one.of})" if one.of > 1 else how
    return EvaluationRow(say(_("{day:year}"), language, day=one.planned) if one.planned else "", status)


def empty_log(db: Connection, pair: PairOf) -> BlankPaper:
    """The next session of a pair that has no record, for a pen: a planned one, else the one after the last."""
    known = sessions.of_pair(db, pair.id)
    planned = [one for one in known if one.version_id is None and not one.settled and one.scheduled]
    after = max((one.number for one in known), default=0) + 1
    number = planned[0].number if planned else after
    day = planned[0].day if planned else None
    return BlankPaper(pair.mentor_name, pair.mentee_name, number, day, reference(pair.id, number))


def poster(
    db: Connection, school: Area, numbers: Mapping[Channel, str], telegram_bot: str, language: str, rings: str = ""
) -> PosterPaper | None:
    """The poster of a school with each way in that we have; None where its code is none that JOIN takes, or no way is.

    What a QR opens is a message that is already written: it only has to be sent. `rings`: the number for missed calls.
    """
    code, join = school.code or "", say(_JOIN, language)
    written = f"{join} {code}"
    if code_of(written, _JOIN) is None:
        return None
    sms, whatsapp = numbers.get(Channel.SMS), numbers.get(Channel.WHATSAPP)
    ways = []
    if sms:
        how = say(_("Send {written} to {number}"), language, written=written, number=sms)
        ways.append(WayIn("SMS", how, f"sms:{sms}?body={quote(written)}"))
    if whatsapp:
        how = say(_("Write {written} to {number}"), language, written=written, number=whatsapp)
        ways.append(WayIn("WhatsApp", how, f"https://wa.me/{whatsapp.lstrip('+')}?text={quote(written)}"))
    if telegram_bot:
        how = say(_("Write {written} to @{bot}"), language, written=written, bot=telegram_bot)
        ways.append(WayIn("Telegram", how, f"https://t.me/{telegram_bot}?text={quote(written)}"))
    place = ", ".join(area.name for area in areas.path(db, school.id)[1:] if area.kind in _ON_POSTERS)
    return PosterPaper(school.name, place, code, tuple(ways), rings) if ways else None


_JOIN = _("JOIN")
_ON_POSTERS = (AreaKind.SUB_COUNTY, AreaKind.COUNTY)


def certificate(db: Connection, found: Certificate) -> CertificatePaper:
    """A certificate as it was issued."""
    holder, pair = people.get(db, found.person_id), pairs.get(db, found.pair_id)
    assert holder is not None, "a certificate has a holder"
    assert pair is not None, "a certificate has a pair"
    approver = people.get(db, found.approver_id)
    return CertificatePaper(
        holder=holder.name,
        partner=pair.partner_name(found.person_id),
        mentor=found.role is Side.MENTOR,
        number=found.number,
        since=found.since,
        until=found.until,
        issued=found.issued_on,
        institution=_institution(db, pair, local_day(found.made_at)),
        approver=approver.name if approver else "",
    )


def _institution(db: Connection, pair: PairOf, day: date) -> str:
    """Where the mentee of a pair works on a day."""
    at = [held.area_id for held in roles.of_person(db, pair.mentee_id, day) if held.area_id is not None]
    found = (area for area_id in at if (area := areas.get(db, area_id)) and area.kind is AreaKind.INSTITUTION)
    area = next(found, None)
    return area.name if area else ""
