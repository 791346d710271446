"""Coming in at the desk: the invitation, the notice as it is shown and answered, and inviting once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.dialogs.facts import Context, Finder, Found, NoFacts, NotUnderstood
from bot.dialogs.joining import Consent, Invitation, Invited, NotIn, Teacher, Waiting, Welcomed
from bot.dialogs.page import Page, view
from bot.dialogs.place import Place
from bot.dialogs.render import render
from bot.dialogs.saying import Said
from bot.dialogs.wording import NOTICE_VERSION
from bot.language import Name, _
from bot.messages import CAPABILITIES
from bot.programme import joining as rules
from bot.programme.joining import AlreadyIn, Shown, WantsNone
from bot.programme.refusals import NotYours
from bot.store import people
from bot.store.newcomers import Outside
from bot.store.people import State
from bot.store.roles import Role

NOTHING = NoFacts()
LISTED = 4
"""How many of those who are not in yet an SMS has room for."""


def invitation(asking: Asking, args: Args) -> Prepared:
    """The first message; closed once it is answered."""
    if asking.who.state is State.ACTIVE or rules.answered(asking.db, asking.who.id):
        raise Closed(_("You have answered this already. PRIVACY shows the notice, JOIN lets you in."))
    heads = rules.heads_of(asking.db, asking.who.id, asking.today)
    head = people.get(asking.db, heads[0]) if heads else None
    return Prepared(Invited(Name(asking.who.name), Name(head.name) if head else None))


def welcome(asking: Asking, args: Args) -> Prepared:
    """Who came in, and whether they are to be matched."""
    teaches = any(held.role in (Role.MENTEE, Role.MENTOR) for held in asking.roles)
    return Prepared(Welcomed(Name(asking.who.name), teaches))


def refused(asking: Asking, args: Args) -> Prepared:
    """Somebody who wants no messages, to their head."""
    who = people.get(asking.db, int(args["person"]))
    if who is None or asking.who.id not in rules.heads_of(asking.db, who.id, asking.today):
        raise Closed(_("That is not open to you."))
    return Prepared(Teacher(Name(who.name)))


# the notice and its answer


def shown(asking: Asking, page: type[Page[Any]] = Consent, facts: object = NOTHING) -> Shown:
    """A page exactly as this person is shown it now on this channel: the notice, if no other."""
    assert asking.channel is not None, "only somebody who writes is shown it"
    said = view(page, Context(facts, asking.now), Place(page.__name__))
    text = render((said,), CAPABILITIES[asking.channel], asking.who.language).outbound.text
    return Shown(NOTICE_VERSION, asking.who.language, asking.channel, text)


def consent(asking: Asking) -> Place:
    """The notice, with a fingerprint of what is shown, so that no answer is kept to another text."""
    return Place("Consent", {"shown": _fingerprint(shown(asking))})


def _fingerprint(what: Shown) -> str:
    return sha256(f"{what.version} {what.text}".encode()).hexdigest()[:8]


def begin_english(asking: Asking, args: Args) -> Place:
    return _begin(asking, "en")


def begin_kiswahili(asking: Asking, args: Args) -> Place:
    return _begin(asking, "sw")


def _begin(asking: Asking, language: str) -> Place:
    """The language is chosen; the notice comes in it."""
    people.set_language(asking.db, asking.who.id, language)
    return consent(replace(asking, who=replace(asking.who, language=language)))


def accept(asking: Asking, args: Args) -> Place:
    """Yes, to the notice that was shown; where it would read otherwise now, it is shown again first."""
    now = shown(asking)
    if args.get("shown") != _fingerprint(now):
        return consent(asking)
    rules.accept(asking.db, asking.who.id, now, asking.now)
    return Place("NewPin", {"then": "Welcome"}) if asking.who.pin_hash is None else Place("Welcome")


def refuse(asking: Asking, args: Args) -> Place:
    """No messages: said to the first message, or to the notice."""
    seen = shown(asking) if "shown" in args else shown(asking, Invitation, invitation(asking, args).facts)
    rules.refuse(asking.db, asking.who.id, seen, asking.now)
    return Place("NoMessages")


def join(asking: Asking, place: Place) -> Place:
    """JOIN leads to the notice, until it is accepted."""
    return place if asking.who.state is State.ACTIVE else consent(asking)


# inviting again


def waiting(asking: Asking, args: Args) -> Prepared:
    """Who of this office's people is not in yet."""
    found = [one for one in _outside(asking) if not one.refused]
    if not found:
        raise Closed(_("Nobody waits for an invitation: all whom you enrolled have answered."))
    named = tuple(Said(_("{who} {number}"), {"who": Name(one.name), "number": one.number}) for one in found[:LISTED])
    return Prepared(Waiting(NotIn(named, len(found) - len(named))))


def _outside(asking: Asking) -> list[Outside]:
    try:
        return rules.outside(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise Closed(_("Heads and directors invite the people whom they enrolled.")) from None


@dataclass
class ToInvite:
    """Finds whom this office may invite again, by TSC number."""

    asking: Asking
    known: dict[str, Found | None] = field(default_factory=dict)

    def find(self, words: str, given: tuple[str, ...]) -> Found:  # noqa: ARG002 - nothing is asked before it
        """The one meant; refusals say what to do instead."""
        number = digits(words)
        try:
            one = rules.to_invite(self.asking.db, self.asking.who.id, number, self.asking.now)
        except AlreadyIn:
            raise NotUnderstood(_("{number} is in already."), number=number) from None
        except WantsNone:
            raise NotUnderstood(_("{number} wants no messages: please reach them in person."), number=number) from None
        except NotYours:
            raise NotUnderstood(_("{number} is not among those you enrolled."), number=number or words[:20]) from None
        return Found(str(one.id), Name(one.name))

    def get(self, stored: str) -> Found | None:
        if stored not in self.known:
            person = people.get(self.asking.db, int(stored))
            self.known[stored] = Found(stored, Name(person.name)) if person else None
        return self.known[stored]


def digits(words: str) -> str:
    """The number in “TSC no. 812345”."""
    return "".join(letter for letter in words if letter.isdigit())


def invite(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The first message goes once more."""
    rules.invite(asking.db, asking.who.id, int(given["who"]), asking.now)
    return Place("InvitationSent", {"person": given["who"]})


def invited(asking: Asking, args: Args) -> Prepared:
    """The receipt of it."""
    who = people.get(asking.db, int(args["person"]))
    if who is None or asking.office is None:
        raise Closed(_("That is not open to you."))
    return Prepared(Teacher(Name(who.name)))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Invitation": invitation,
    "Welcome": welcome,
    "ChatRefused": refused,
    "Invite": waiting,
    "InvitationSent": invited,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Join": join}
FINDERS: dict[str, Callable[[Asking], Finder]] = {"to_invite": ToInvite}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"Invite": invite}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "begin_english": begin_english,
    "begin_kiswahili": begin_kiswahili,
    "accept_notice": accept,
    "refuse_notice": refuse,
}
