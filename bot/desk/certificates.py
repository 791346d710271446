"""Certificates at the desk: for their holder, for the head who prints one, and for anybody who checks a number."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.desk.completion import gaps
from bot.dialogs.certificates import Awarded, Checked, Copy, Genuine, Granted, Holding
from bot.dialogs.completion import Gaps
from bot.dialogs.place import Place
from bot.language import Name, _
from bot.programme import copies
from bot.programme.offices import heads_of
from bot.programme.pairs import is_running
from bot.store import certificates, pairs, people
from bot.store.certificates import Certificate
from bot.store.pairs import Kind, Side

LONGEST = 20


def check(db: Connection, number: str) -> Checked:
    """What anybody may know of a certificate: role, time, day and initials (requirement D246)."""
    said = number.strip()[:LONGEST]
    found = certificates.by_number(db, said.upper())
    holder = people.get(db, found.person_id) if found else None
    if found is None or holder is None:
        return Checked(said)
    mentor = found.role is Side.MENTOR
    genuine = Genuine(found.number, mentor, Name(holder.name), found.since, found.until, found.issued_on)
    return Checked(said, genuine)


def verify(asking: Asking, args: Args) -> Prepared:
    return Prepared(check(asking.db, args.get("number", "")))


def _own(asking: Asking, number: str) -> Certificate:
    found = certificates.by_number(asking.db, number)
    if found is None or found.person_id != asking.who.id:
        raise Closed(_("That is not open to you."))
    return found


def holding(asking: Asking, args: Args) -> Prepared:
    """One's newest certificate, or what is still open before there is one."""
    own = certificates.of_person(asking.db, asking.who.id)
    mine = pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)
    mentoring = [pair for pair in mine if pair.kind is Kind.MENTORSHIP and is_running(pair)]
    still_open = gaps(asking, mentoring[0]) if mentoring and not own else Gaps(())
    coaching = any(pair.kind is Kind.COACHING for pair in mine)
    return Prepared(Holding(own[-1].number if own else "", _head(asking), still_open, coaching))


def _head(asking: Asking) -> Name | None:
    found = heads_of(asking.db, asking.who.id, asking.today)
    head = people.get(asking.db, found[0]) if found else None
    return Name(head.name) if head else None


def print_copy(asking: Asking, args: Args) -> Place:
    """The head is asked to print the newest certificate."""
    number = copies.ask(asking.db, asking.who.id, asking.now)
    return Place("CopyAsked", {"number": number})


def copy_asked(asking: Asking, args: Args) -> Prepared:
    return Prepared(_copy(asking, _own(asking, args["number"])))


def _copy(asking: Asking, found: Certificate) -> Copy:
    holder, pair = people.get(asking.db, found.person_id), pairs.get(asking.db, found.pair_id)
    assert holder is not None, "a certificate has a holder"
    assert pair is not None, "a certificate has a pair"
    partner = Name(pair.partner_name(found.person_id))
    mentor = found.role is Side.MENTOR
    return Copy(Name(holder.name), partner, _head(asking), found.number, mentor, found.since, found.until)


def to_print(asking: Asking, args: Args) -> Prepared:
    """A copy that a holder has asked their head for."""
    found = certificates.by_number(asking.db, args["number"])
    if found is None or asking.who.id not in heads_of(asking.db, found.person_id, asking.today):
        raise Closed(_("That is not open to you."))
    return Prepared(_copy(asking, found))


def granted(asking: Asking, args: Args) -> Prepared:
    return Prepared(Granted(Name(asking.who.name), _own(asking, args["number"]).number))


def awarded(asking: Asking, args: Args) -> Prepared:
    found = _own(asking, args["number"])
    if found.awarded_on is None:
        raise Closed(_("That is not open to you."))
    return Prepared(Awarded(Name(asking.who.name), found.number, found.awarded_on))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Verify": verify,
    "Cert": holding,
    "NoFiles": holding,
    "CopyAsked": copy_asked,
    "CopyToPrint": to_print,
    "CertificateIssued": granted,
    "TpdAwarded": awarded,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"print_certificate": print_copy}
