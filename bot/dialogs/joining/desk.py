"""Coming in at the desk: the invitation, the notice as it is shown and answered, and inviting once more."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, routes, takes
from bot.dialogs.joining import deeds
from bot.dialogs.joining.pages import (
    NOTICE_VERSION,
    ChatRefused,
    Consent,
    ConsentAgain,
    HowLong,
    Invitation,
    InvitationSent,
    Invited,
    Join,
    KeptTimes,
    NoMessages,
    StillIn,
    TeacherNamed,
    Welcome,
    Welcomed,
)
from bot.dialogs.joining.paper import TO_INVITE, Invite
from bot.dialogs.joining.rules import AlreadyIn, NoticeShown, WantsNone
from bot.dialogs.offices.deeds import heads_of, works_within
from bot.dialogs.offices.rules import number_in
from bot.dialogs.offices.shared import the_one
from bot.dialogs.people.pages import NewPin
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import Context, Found, NoFacts, NotUnderstood
from bot.forms.page import PAGE_OF, Page, view
from bot.forms.place import Place
from bot.forms.render import render
from bot.forms.saying import Option
from bot.language import Name, _
from bot.messages import CAPABILITIES
from bot.store.joining.newcomers import Outside
from bot.store.people import people
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.store.rights.held import Kind
from bot.store.rights.terms import terms

NOTHING = NoFacts()


@facts
def invitation(asking: Asking, at: Invitation) -> Prepared:
    """The first message; closed once it is answered."""
    if asking.who.state is PersonState.ACTIVE or deeds.answered(asking.db, asking.who.id):
        raise NotOpen(_("You have answered this already. PRIVACY shows the notice, JOIN lets you in."))
    leads = any(held.role is Role.HEAD for held in asking.roles)
    heads = [] if leads else heads_of(asking.db, asking.who.id, asking.today)
    head = people.get(asking.db, heads[0]) if heads else None
    return Prepared(Invited(Name(asking.who.name), Name(head.name) if head else None))


@facts
def welcome(asking: Asking, at: Welcome) -> Prepared:
    """Who came in, and whether they are to be matched."""
    teaches = not asking.roles or any(held.role in (Role.MENTEE, Role.MENTOR) for held in asking.roles)
    return Prepared(Welcomed(Name(asking.who.name), teaches))


@facts
def refused(asking: Asking, at: ChatRefused) -> Prepared:
    """Somebody who wants no messages, to their head."""
    who = people.get(asking.db, at.person)
    if who is None or asking.who.id not in heads_of(asking.db, who.id, asking.today):
        raise NotFound
    return Prepared(TeacherNamed(Name(who.name)))


# the notice and its answer


def shown(asking: Asking, page: type[Page[Any]] = Consent, facts: object = NOTHING) -> NoticeShown:
    """A page exactly as this person is shown it now on this channel: the notice, if no other."""
    assert asking.channel is not None, "only somebody who writes is shown it"
    said = view(page, Context(facts, asking.now), Place(page.__name__))
    text = render((said,), CAPABILITIES[asking.channel], asking.who.language).outbound.text
    return NoticeShown(NOTICE_VERSION, asking.who.language, asking.channel, text)


def consent(asking: Asking) -> Dialog:
    """The notice, with a fingerprint of what is shown, so that no answer is kept to another text."""
    return Consent(shown=_fingerprint(shown(asking)))


def _fingerprint(what: NoticeShown) -> str:
    return sha256(f"{what.version} {what.text}".encode()).hexdigest()[:8]


@does(Invitation.english)
def begin_english(asking: Asking, at: Invitation) -> Dialog:
    return _begin(asking, "en")


@does(Invitation.kiswahili)
def begin_kiswahili(asking: Asking, at: Invitation) -> Dialog:
    return _begin(asking, "sw")


def _begin(asking: Asking, language: str) -> Dialog:
    """The language is chosen; the notice comes in it."""
    people.set_language(asking.db, asking.who.id, language)
    return consent(replace(asking, who=replace(asking.who, language=language)))


@does(Consent.yes)
def accept(asking: Asking, at: Consent) -> Dialog:
    """Yes, to the notice that was shown; where it would read otherwise now, it is shown again first."""
    now = shown(asking)
    if at.shown != _fingerprint(now):
        return consent(asking)
    deeds.accept(asking.db, asking.who.id, now, asking.now)
    return NewPin(then=Welcome.__name__) if asking.who.pin_hash is None else Welcome()


@does(ConsentAgain.yes)
def still_in(asking: Asking, at: ConsentAgain) -> Dialog:
    """Yes to the notice as it reads now."""
    deeds.accept(asking.db, asking.who.id, shown(asking, ConsentAgain), asking.now)
    return StillIn()


@does(Invitation.refuse, Consent.no, ConsentAgain.no)
def refuse(asking: Asking, at: Invitation | Consent | ConsentAgain) -> Dialog:
    """No messages: said to the first message, or to the notice."""
    if isinstance(at, Invitation):
        seen = shown(asking, Invitation, invitation(asking, at).facts)
    else:
        seen = shown(asking, type(at))
    deeds.refuse(asking.db, asking.who.id, seen, asking.now)
    return NoMessages()


@facts
def asked_again(asking: Asking, at: ConsentAgain) -> Prepared:
    """The notice as it reads now; closed once it was answered."""
    if deeds.has_answered(asking.db, asking.who.id):
        raise NotOpen(_("You have answered this already. PRIVACY shows the notice, JOIN lets you in."))
    return Prepared(NOTHING)


@facts
def how_long(asking: Asking, at: HowLong) -> Prepared:
    """The times of the table of retention."""
    kept = terms().kept
    return Prepared(
        KeptTimes(
            record=kept[Kind.RECORD].count,
            certificates=kept[Kind.CERTIFICATES].count,
            messages=kept[Kind.MESSAGES].count,
            drafts=kept[Kind.DRAFTS].count,
        )
    )


@routes
def join(asking: Asking, at: Join) -> Dialog:
    """JOIN leads to the notice, until it is accepted."""
    return at if asking.who.state is PersonState.ACTIVE else consent(asking)


# inviting again


@facts
def waiting(asking: Asking, at: Invite) -> Prepared:
    """Who of this office's people is not in yet."""
    if all(one.refused for one in _outside(asking)):
        raise NotOpen(_("Everyone you enrolled has answered."))
    return Prepared(NOTHING)


def _outside(asking: Asking) -> list[Outside]:
    try:
        return deeds.outside(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(_("Heads and directors invite the people whom they enrolled.")) from None


@finds(TO_INVITE)
@dataclass
class ToInvite:
    """Finds whom this office may invite again, by TSC number."""

    asking: Asking
    known: dict[str, Found | None] = field(default_factory=dict)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The one meant; refusals say what to do instead."""
        number = number_in(words)[0] or the_one(words, [(one.number, one.name) for one in self.outside])
        try:
            one = deeds.to_invite(self.asking.db, self.asking.who.id, number, self.asking.now)
        except AlreadyIn:
            raise NotUnderstood(_("{number} has joined already."), number=number) from None
        except WantsNone:
            raise NotUnderstood(_("{number} wants no messages: please reach them in person."), number=number) from None
        except NotYours:
            raise NotUnderstood(_("{number} is not among those you enrolled."), number=number or words[:20]) from None
        return Found(str(one.id), Name(one.name))

    @cached_property
    def outside(self) -> list[Outside]:
        """Who is not in yet, by name."""
        return _outside(self.asking)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """Those who have not refused."""
        found = [one for one in self.outside if not one.refused][:PAGE_OF]
        return tuple(Option(str(one.id), Name(one.name).short) for one in found)

    def get(self, stored: str) -> Found | None:
        if stored not in self.known:
            found = next((one for one in self.outside if str(one.id) == stored), None)
            self.known[stored] = Found(stored, Name(found.name)) if found else None
        return self.known[stored]


@takes
def invite(asking: Asking, at: Invite, given: Answers) -> Dialog:
    """The first message goes once more."""
    deeds.invite(asking.db, asking.who.id, int(given["who"]), asking.now)
    return InvitationSent(person=int(given["who"]))


@facts
def invited(asking: Asking, at: InvitationSent) -> Prepared:
    """The receipt of it."""
    who = people.get(asking.db, at.person)
    office = asking.office
    if who is None or office is None or not works_within(asking.db, who.id, office, asking.today):
        raise NotFound
    return Prepared(TeacherNamed(Name(who.name)))
