"""What each kind is, why it is held, who sees it, from when its time counts and how it goes: in words, for officers.

`mshauri retention` and the tables of `docs/privacy.md` are made of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.rights.held import Kind


@dataclass(frozen=True)
class KindInWords:
    """One kind: what it is, why it is held, who sees it, from when on its time counts, how it goes when that is over,
    and what becomes of it when its owner sends ERASE."""

    what: str
    why: str
    seen_by: str
    counted_from: str
    way: str
    at_wish: str


OFFICER = "kept; a data officer decides on it"
_END = "the end of the pair, or its last session or certificate"
KINDS: Mapping[Kind, KindInWords] = {
    Kind.PERSON: KindInWords(
        "name, TSC number, school and roles, numbers and accounts, language, consents, trainings, enrolment",
        "to run the programme and to reach its people",
        "the person; their head and officers, as the matrix says",
        "the end of the last role, once no pair or certificate names them",
        "anonymised: a number stays",
        OFFICER,
    ),
    Kind.OPTIONAL: KindInWords(
        "gender, disability, religion and the wish for a mentor of the same gender, where given",
        "matching, by consent",
        "the head who matches; totals of five and more",
        "the end of the last role, as the person",
        "deleted",
        "erased at once",
    ),
    Kind.RECORD: KindInWords(
        "plans, agreements, sessions, signatures, goals, reviews, Annex IV, final evaluation, the head's statement",
        "TSC's record of the mentorship (Policy 2020)",
        "the pair; dates and signatures: head and officers, as the matrix says",
        _END,
        "deleted; that there was a pair, with its dates, stays",
        OFFICER,
    ),
    Kind.LETTERS: KindInWords(
        "what the two write to each other, and notes beside a session",
        "the two may write without giving each other their numbers",
        "the pair",
        _END,
        "deleted",
        "erased at once, those that they wrote",
    ),
    Kind.PICTURES: KindInWords(
        "photos of paper forms, sent with a session",
        "evidence beside the record",
        "the pair",
        _END,
        "deleted",
        "erased at once, those that they sent",
    ),
    Kind.CERTIFICATES: KindInWords(
        "number, role, time and day of a certificate",
        "anybody can check one that they are shown",
        "its holder; whoever has its number, with initials only",
        "the day of its issue",
        "deleted",
        OFFICER,
    ),
    Kind.MESSAGES: KindInWords(
        "every message in and out, with its time and what became of it; talks with a person at the helpdesk",
        "to carry the talk on, to send again what was lost, to find faults",
        "nobody but its sender and reader; operators see counts and states",
        "the day of the message",
        "deleted",
        "erased: the words at once, the rows after a day; what others were told in these words too",
    ),
    Kind.DRAFTS: KindInWords(
        "forms that were begun and not sent, and what UNDO needs",
        "to go on where one was",
        "its writer",
        "the last time that it was touched",
        "deleted",
        "erased at once",
    ),
    Kind.ACCESS: KindInWords(
        "wrong PINs, codes (as hashes), numbers that were left",
        "to keep strangers out of an account",
        "nobody; a head is told that there were some",
        "the day on which it was made",
        "deleted",
        "kept",
    ),
    Kind.OFFICE: KindInWords(
        "reports, meetings called, remarks, issues, Annex V, learning communities, support of schools, the register of"
        " breaches",
        "the work of an office",
        "the office that made it and the one that it reports to",
        "the day on which it was made",
        "deleted",
        "kept",
    ),
    Kind.JOINING: KindInWords(
        "name and number of who asked to join by a poster",
        "a head answers it",
        "the head of that school",
        "the day of the request",
        "deleted",
        "erased at once, those from one's own numbers",
    ),
    Kind.CASES: KindInWords(
        "complaints, what was answered and what became of them",
        "a private way to complain, which somebody must be able to follow up",
        "who wrote it, and its recipient: whom they chose, or whoever it has moved up to; of abuse of a learner or a"
        " sexual offence the officer set for such reports too; never whom it is about, nor anybody under them",
        "the day on which it was closed",
        "deleted",
        "kept",
    ),
    Kind.REQUESTS: KindInWords(
        "requests for a copy, a correction or an erasure, and what became of them",
        "to answer in time, and to erase again what a backup brings back",
        "the person and the data officer",
        "the day of the request, once it is answered",
        "deleted",
        "kept",
    ),
    Kind.TRAIL: KindInWords(
        "who looked at or changed what, without any words",
        "to find out who did what",
        "the pair (WHO READ), the data officer",
        "the day of the entry",
        "deleted, the oldest first",
        "kept",
    ),
}
