"""A certificate, for its holder and for whoever wants to check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogs.ending.pages import Gaps
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page, Picture
from bot.forms.saying import On, Said, Style
from bot.forms.words import If, Sized
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class Granted:
    """A certificate as its holder hears of it."""

    me: Name
    number: str


class CertificateIssued(Notice[Granted]):
    """Congratulations; TPD comes from TSC."""

    number: str

    text = _(
        "TIMEC: Congratulations, {me:first}! Certificate {number} is issued. TPD points are awarded by TSC; I will tell"
        " you when. Reply CERT for a copy."
    )
    template = "certificate_issued"


@dataclass(frozen=True)
class AwardedOn:
    """When TSC awarded TPD for a certificate."""

    me: Name
    number: str
    day: date


class TpdAwarded(Notice[AwardedOn]):
    """TSC has awarded it; how many points is TSC's to say."""

    number: str

    text = _("TIMEC: {me:first}, TSC awarded your TPD points for {number} on {day:year}. You find them with TSC.")
    template = "tpd_awarded"


@dataclass(frozen=True)
class Holding:
    """What somebody has: a certificate, or what is still open before it."""

    number: str
    head: Name | None
    gaps: Gaps
    day: date | None
    """From when on there can be one, while that day is to come."""
    coaching: bool


class Cert(Page[Holding]):
    """One's certificate and how to get a copy; before it, what is still open (requirement D248)."""

    behind_pin = True
    keyword = _("CERT")
    text = If(
        Fact("number"),
        Sized(
            short=_("Your phone shows text only. Anyone can check it: VERIFY {number}."),
            long=_("Your certificate is {number}. Anyone can check it: VERIFY {number}."),
        ),
        If(
            Fact("gaps"),
            (
                If(
                    Fact("day"),
                    _("Your certificate can come from {day:year}. Still to do: {gaps:by}. I will ask in time."),
                    _("No certificate yet. Still to do: {gaps:by}."),
                ),
            ),
            If(
                Fact("coaching"),
                _("Coaching goes on as long as it is needed, so it has no certificate. It is on your record."),
                _("There is no certificate for you yet. STATUS shows where you stand."),
            ),
        ),
    )
    asks = Style.LIST

    print = Do(_("your head prints it"), when=Fact("number"), synonyms=("head",))
    whatsapp = Go(_("send to WhatsApp"), lambda: CertificateFile, when=Fact("number"), synonyms=("whatsapp",))
    email = Go(_("email"), lambda: CertificateFile, when=Fact("number"))


@dataclass(frozen=True)
class HeldFile:
    """A certificate as a file; `document`: None where the channel carries none."""

    number: str
    holder: Name
    document: Picture | None
    ask: bool
    """Whether its holder may ask the head for it, as this phone shows none."""


class CertificateFile(Page[HeldFile]):
    """A certificate as a file, for its holder and for the head who prints it."""

    number: str | None = None

    shows = "completion"
    private = True
    picture = Fact("document")
    text = If(
        Fact("document"),
        _("Certificate {number}, {holder}. Forward the file or print it."),
        _("This phone shows no files. For {number} write CERT on WhatsApp or Telegram."),
    )

    print = Do(_("your head prints it"), when=Fact("ask"), synonyms=("head",))


@dataclass(frozen=True)
class Copy:
    """A copy that was asked for: whose, of which certificate, and from which head."""

    holder: Name
    partner: Name
    head: Name | None
    number: str
    mentor: bool
    """Whether it is the mentor's."""
    since: date
    until: date


class CopyAsked(Page[Copy]):
    """The receipt, and the end of what the programme asks of the two."""

    number: str

    behind_pin = False
    text = (
        If(
            Fact("head"),
            _("Done. Ask {head} for it."),
            _("No head is recorded for your school; please ask your Sub-County Director for a copy."),
        ),
        _("You and {partner} may go on meeting; I will be quiet unless you write. Thank you."),
    )


class CopyToPrint(Notice[Copy]):
    """To the head: a certificate to write out and hand over."""

    number: str

    text = (
        _("TIMEC: {holder:full} asks you for a printed certificate:"),
        If(
            Fact("mentor"),
            _("{number}, TIMEC mentor, {since:month} - {until:month}."),
            _("{number}, TIMEC mentee, {since:month} - {until:month}."),
        ),
        _("To check it: VERIFY {number}."),
    )
    template = "copy_to_print"

    file = Go(_("as a file"), CertificateFile, On.RICH)


@dataclass(frozen=True)
class Genuine:
    """What a promotion panel needs of a certificate: the role, initials, the time and the day, and nothing else."""

    number: str
    mentor: bool
    holder: Name
    since: date
    until: date
    issued: date

    def spoken(self, language: str, spec: str) -> str:
        said = (
            _("{number}: valid. TIMEC mentor, {holder:initials}, {since:month} - {until:month}, issued {issued:year}.")
            if self.mentor
            else _(
                "{number}: valid. TIMEC mentee, {holder:initials}, {since:month} - {until:month}, issued {issued:year}."
            )
        )
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class CheckedRecord:
    """What anybody may know of a record by the code on its paper: which, whose by initials, who has signed."""

    code: str
    what: Said
    signed: Marked
    day: date | None
    newest: bool
    struck: date | None = None
    """When a learner's name was struck from it."""

    def spoken(self, language: str, spec: str) -> str:
        values = {"code": self.code, "what": self.what, "signed": self.signed}
        said = [Said(_("{code}: genuine. {what}, {signed}."), values)]
        if self.day is not None:
            said.append(Said(_("Last signature: {day:year}."), {"day": self.day}))
        if self.struck is not None:
            said.append(Said(_("A learner's name was struck from it on {day:year}."), {"day": self.struck}))
        if not self.newest:
            said.append(Said(_("A newer version stands now."), {}))
        return " ".join(one.spoken(language) for one in said)


SIGNED = (_("not signed"), _("signed by one"), _("signed by both"))
"""By how many of the two."""
SIGNED_ALONE, SENT = _("signed"), _("sent")
"""What only one of them signs; a report is sent."""
WHAT: Mapping[str, Marked] = {
    "S": _("Session {number} of {mentor:initials} and {mentee:initials}, version {version}"),
    "A": _("Agreement of {mentor:initials} and {mentee:initials}, version {version}"),
    "E": _("Annex V of {school}, {mentor:initials}"),
    "F": _("Annex IV of {mentor:initials} on {mentee:initials}"),
    "R": _("Report of {school}, {mentor:initials}, version {version}"),
}
"""What a code may stand for, by its first letter."""


@dataclass(frozen=True)
class CheckedNumber:
    """The number that somebody wants checked, and the certificate that has it."""

    number: str
    genuine: Genuine | None = None
    record: CheckedRecord | None = None
    coded: bool = False
    """Whether it is written like the code of a record."""


class Verify(Page[CheckedNumber]):
    """Whether a certificate, or the record on a printed paper, is genuine, for anybody (requirement D246)."""

    number: str | None = None

    behind_pin = False
    keyword = _("VERIFY")
    argument = "number"
    text = If(
        Fact("genuine"),
        _("{genuine}"),
        If(
            Fact("record"),
            _("{record}"),
            If(
                Fact("coded"),
                _("TIMEC: no record has the code {number} as it stands now. Please check it on the paper."),
                If(
                    Fact("number"),
                    _("TIMEC: no certificate has the number {number}. Please check it on the paper."),
                    _("TIMEC: reply VERIFY and the number on the certificate, like VERIFY TM27-00418."),
                ),
            ),
        ),
    )
