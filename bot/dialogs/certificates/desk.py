"""Certificates at the desk: for their holder, for the head who prints one, and for anybody who checks a number."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.dialogs.certificates import deeds
from bot.dialogs.certificates.pages import (
    SENT,
    SIGNED,
    SIGNED_ALONE,
    WHAT,
    AwardedOn,
    Cert,
    CertificateFile,
    CertificateIssued,
    CheckedNumber,
    CheckedRecord,
    Copy,
    CopyAsked,
    CopyToPrint,
    Genuine,
    Granted,
    HeldFile,
    Holding,
    TpdAwarded,
    Verify,
)
from bot.dialogs.desk import Asking, NotFound, Prepared, open_pair
from bot.dialogs.ending.pages import Gaps
from bot.dialogs.ending.shared import gaps
from bot.dialogs.handlers import does, facts
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.pairs.rules import is_running
from bot.dialogs.printing import deeds as printing
from bot.dialogs.printing.rules import CodedRecord, read_code
from bot.forms.dialog import Dialog
from bot.forms.page import Picture
from bot.forms.saying import Said
from bot.language import Name, local_day
from bot.messages import CAPABILITIES, Media
from bot.reports.papers import facts as papers
from bot.reports.papers import filled
from bot.store import certificates, pairs
from bot.store.certificates import Certificate
from bot.store.pairs import PairKind, Side
from bot.store.people import people

LONGEST = 20


def check(db: Connection, number: str) -> CheckedNumber:
    """What anybody may know of a certificate: role, time, day and initials (requirement D246)."""
    said = number.strip()[:LONGEST]
    found = certificates.by_number(db, said.upper())
    holder = people.get(db, found.person_id) if found else None
    if found is None or holder is None:
        return _record(db, said)
    mentor = found.role is Side.MENTOR
    genuine = Genuine(found.number, mentor, Name(holder.name), found.since, found.until, found.issued_on)
    return CheckedNumber(said, genuine)


def _record(db: Connection, said: str) -> CheckedNumber:
    """The same of the code on a printed paper."""
    found = printing.checked(db, said)
    if found is None:
        return CheckedNumber(said, coded=read_code(said) is not None)
    values = {
        "mentor": Name(found.mentor),
        "mentee": Name(found.mentee),
        "number": found.number,
        "school": found.school,
    }
    what = Said(WHAT[found.kind.value], {**values, "version": found.version})
    signed = BY_ONE.get(found.kind) or SIGNED[min(found.signed, 2)]
    struck = local_day(found.struck) if found.struck else None
    return CheckedNumber(said, record=CheckedRecord(found.code, what, signed, found.day, found.newest, struck))


BY_ONE = {CodedRecord.FEEDBACK: SIGNED_ALONE, CodedRecord.EVALUATION: SIGNED_ALONE, CodedRecord.REPORT: SENT}
"""What is said of a record that is no pair's."""


@facts
def verify(asking: Asking, at: Verify) -> Prepared:
    return Prepared(check(asking.db, (at.number or "")))


def _own(asking: Asking, number: str) -> Certificate:
    found = certificates.by_number(asking.db, number)
    if found is None or found.person_id != asking.who.id:
        raise NotFound
    return found


@facts
def holding(asking: Asking, at: Cert) -> Prepared:
    """One's newest certificate, or what is still open before there is one."""
    own = certificates.of_person(asking.db, asking.who.id)
    mine = pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)
    mentoring = [pair for pair in mine if pair.kind is PairKind.MENTORSHIP and is_running(pair)]
    still_open = gaps(asking, mentoring[0]) if mentoring and not own else Gaps(())
    coaching = any(pair.kind is PairKind.COACHING for pair in mine)
    return Prepared(Holding(own[-1].number if own else "", _head(asking), still_open, still_open.day, coaching))


def _head(asking: Asking) -> Name | None:
    found = heads_of(asking.db, asking.who.id, asking.today)
    head = people.get(asking.db, found[0]) if found else None
    return Name(head.name) if head else None


@does(Cert.print, CertificateFile.print)
def print_copy(asking: Asking, at: Cert | CertificateFile) -> Dialog:
    """The head is asked to print the newest certificate."""
    number = deeds.ask(asking.db, asking.who.id, asking.now)
    return CopyAsked(number=number)


@facts
def file(asking: Asking, at: CertificateFile) -> Prepared:
    """A certificate to its holder, and to whom the matrix opens it, as a file where the channel carries one."""
    own = certificates.of_person(asking.db, asking.who.id)
    found = certificates.by_number(asking.db, at.number) if at.number else own[-1] if own else None
    if found is None:
        raise NotFound
    open_pair(asking, found.pair_id, at.shows)
    mine = found.person_id == asking.who.id
    holder = people.get(asking.db, found.person_id)
    assert holder is not None, "a certificate has a holder"
    document = _document(asking, found)
    return Prepared(HeldFile(found.number, Name(holder.name), document, ask=mine and document is None))


def _document(asking: Asking, found: Certificate) -> Picture | None:
    if asking.channel is None or not CAPABILITIES[asking.channel].media:
        return None
    language, now = asking.who.language, asking.now

    def drawn() -> Media:
        paper = filled.certificate(asking.db, found)
        return Media(f"{found.number}.pdf", "application/pdf", papers.pdf([paper], language, now))

    return Picture(drawn)


@facts
def copy_asked(asking: Asking, at: CopyAsked) -> Prepared:
    return Prepared(_copy(asking, _own(asking, at.number)))


def _copy(asking: Asking, found: Certificate) -> Copy:
    holder, pair = people.get(asking.db, found.person_id), pairs.get(asking.db, found.pair_id)
    assert holder is not None, "a certificate has a holder"
    assert pair is not None, "a certificate has a pair"
    partner = Name(pair.partner_name(found.person_id))
    mentor = found.role is Side.MENTOR
    return Copy(Name(holder.name), partner, _head(asking), found.number, mentor, found.since, found.until)


@facts
def to_print(asking: Asking, at: CopyToPrint) -> Prepared:
    """A copy that a holder has asked their head for."""
    found = certificates.by_number(asking.db, at.number)
    if found is None or asking.who.id not in heads_of(asking.db, found.person_id, asking.today):
        raise NotFound
    return Prepared(_copy(asking, found))


@facts
def granted(asking: Asking, at: CertificateIssued) -> Prepared:
    return Prepared(Granted(Name(asking.who.name), _own(asking, at.number).number))


@facts
def awarded(asking: Asking, at: TpdAwarded) -> Prepared:
    found = _own(asking, at.number)
    if found.awarded_on is None:
        raise NotFound
    return Prepared(AwardedOn(Name(asking.who.name), found.number, found.awarded_on))
