"""A certificate, for its holder and for whoever wants to check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.ending.pages import Gaps
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.saying import Said, Style
from bot.forms.words import If, Sized
from bot.language import Name, _


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

    print = Do(_("your head prints it"), when=Fact("number"), synonyms=("print", "head"))
    whatsapp = Go(_("send to WhatsApp"), lambda: NoFiles, when=Fact("number"), synonyms=("whatsapp",))
    email = Go(_("email"), lambda: NoFiles, when=Fact("number"))


class NoFiles(Page[Holding]):
    """Files are not sent yet: what one can have instead."""

    behind_pin = False
    text = _("I cannot send the certificate as a file yet. Your head can print it for you.")
    asks = Style.REPLY

    print = Do(_("your head prints it"), when=Fact("number"), synonyms=("print", "head"))


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
class CheckedNumber:
    """The number that somebody wants checked, and the certificate that has it."""

    number: str
    genuine: Genuine | None = None


class Verify(Page[CheckedNumber]):
    """Whether a certificate is genuine, for anybody (requirement D246)."""

    number: str | None = None

    behind_pin = False
    keyword = _("VERIFY")
    argument = "number"
    text = If(
        Fact("genuine"),
        _("{genuine}"),
        If(
            Fact("number"),
            _("TIMEC: no certificate has the number {number}. Please check it on the paper."),
            _("TIMEC: reply VERIFY and the number on the certificate, like VERIFY TM27-00418."),
        ),
    )
