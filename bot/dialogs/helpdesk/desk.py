"""HUMAN, QUEUE and TAKE at the desk, and what the two of a talk are told."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogs.asides.pages import OnDuty, ToAPerson
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, prove
from bot.dialogs.handlers import does, facts, opens
from bot.dialogs.helpdesk import deeds, rules
from bot.dialogs.helpdesk.pages import (
    HelpGaveBack,
    HelpIsOver,
    HelpQueue,
    HelpTakenBy,
    HelpWanted,
    HelpWords,
    Human,
    HumanCalled,
    TakeTalk,
    TalkBegun,
    TalkCalled,
    TalkHelper,
    TalkOver,
    TalkSaid,
    WhoAsks,
    WhoWaits,
    WordShown,
)
from bot.dialogs.helpdesk.rules import LATELY, LOOKED_AT, expected, is_open, names_pin
from bot.dialogs.offices.rules import headquarters
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.forms.words import InFull
from bot.language import Marked, Name, _
from bot.messages import read as read_text
from bot.store import areas
from bot.store.helpdesk import talks
from bot.store.helpdesk.talks import HelpTalk
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.talk import inbox

FOR_STAFF = _("That is for the champion of a school and for operators. HUMAN asks for a person.")
TAKEN = _("Somebody else is answering already, or it has ended. QUEUE shows who waits.")
ONE_AT_A_TIME = _("You are in a talk already. DONE ends it; then QUEUE shows who waits.")
MUTED = _("You have asked for silence, so nobody could write to you. Reply START first, then HUMAN.")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AS: dict[bool, Marked] = {True: _("champion of your school"), False: _("from the TIMEC office")}
"""As what somebody answers."""


@opens
def call(asking: Asking, at: Human) -> Dialog | None:
    """The talk waits for a person; whoever has one already is told how it stands."""
    if asking.who.muted_at is not None:
        raise NotOpen(MUTED)
    known = talks.of_person(asking.db, asking.who.id)
    if known is not None and known.person_id != asking.who.id:
        raise NotOpen(ONE_AT_A_TIME)
    if known is None:
        try:
            talk_id = deeds.ask(asking.db, asking.who.id, asking.now)
        except NotYours:
            return ToAPerson()
    else:
        talk_id = known.id
    return HumanCalled(talk=talk_id, inbox=at.inbox)


@facts
def called(asking: Asking, at: HumanCalled) -> Prepared:
    """How the own talk stands."""
    talk = _mine(asking, at.talk)
    helper = people.get(asking.db, talk.helper_id) if talk.helper_id is not None else None
    days = SchoolDays.around(asking.db, asking.today)
    return Prepared(
        TalkCalled(
            open=is_open(asking.now, days),
            opens=rules.opens(asking.now, days),
            minutes=expected(talks.waits_lately(asking.db, asking.now - LATELY, LOOKED_AT), days) or 0,
            missed=_may_show(asking, talk, at.inbox),
            helper=Name(helper.name if helper else ""),
            taken=helper is not None,
        )
    )


def _mine(asking: Asking, talk_id: int) -> HelpTalk:
    """A talk that goes on, of who asked for it."""
    talk = talks.get(asking.db, talk_id)
    if talk is None or talk.person_id != asking.who.id:
        raise NotFound
    if talk.ended_at is not None:
        raise NotOpen(_("That talk has ended. HUMAN calls a person again."))
    return talk


def _may_show(asking: Asking, talk: HelpTalk, inbox_id: int | None) -> bool:
    """Whether a message is the asker's own, was kept, and is no part of the talk yet."""
    heard = asking.heard(inbox_id) if inbox_id is not None else None
    if heard is None or heard.text == inbox.BLANK:
        return False
    return all(word.inbox_id != inbox_id for word in talks.words_of(asking.db, talk.id))


@does(HumanCalled.show)
def show(asking: Asking, at: HumanCalled) -> Dialog:
    """The message that was not understood becomes the talk's: its writer wants that."""
    talk = _mine(asking, at.talk)
    if at.inbox is None or not _may_show(asking, talk, at.inbox):
        raise NotOpen
    deeds.write(asking.db, asking.who.id, talk.id, at.inbox, asking.now)
    return WordShown(talk=talk.id)


@facts
def to_a_person(asking: Asking, at: ToAPerson) -> Prepared:
    """Who asks in their own words is told that there are people, and chooses."""
    return Prepared(
        OnDuty(
            staffed=bool(deeds.staff_of(asking.db, asking.who.id, asking.now).first()),
            office=(asking.office or headquarters(asking.roles)) is not None,
        )
    )


# on duty


def _demand_duty(asking: Asking) -> None:
    """Closed for who is not on duty; an office gives its PIN first."""
    if not any(one.role in (Role.CHAMPION, Role.OPERATOR) for one in asking.roles):
        raise NotOpen(FOR_STAFF)
    prove(asking)


@facts
def queue(asking: Asking, at: HelpQueue) -> Prepared:
    """Who waits for this helper."""
    _demand_duty(asking)
    known = talks.of_person(asking.db, asking.who.id)
    other = people.get(asking.db, known.other(asking.who.id) or 0) if known is not None else None
    waiting = deeds.for_helper(asking.db, asking.who.id, asking.now)
    rows = tuple(_row(asking, one, number) for number, one in enumerate(waiting, 1))
    return Prepared(WhoWaits(rows, other is not None, Name(other.name if other else "")))


def _row(asking: Asking, talk: HelpTalk, number: int) -> Row:
    """“TAKE 2” takes the second, as “2” does: elsewhere TAKE is said of mentees."""
    who = _asker(asking, talk)
    values = {"who": who.who.first, "school": who.school, "since": _since(asking.now - talk.waits_since)}
    own = asking.who.id in deeds.staff_of(asking.db, talk.person_id, asking.now).champions
    label = Said(_("{who}, {since}") if own else _("{who} {since}, {school}"), values)
    return Row(label, TakeTalk(talk=talk.id), (f"take {number}", f"chukua {number}"))


def _since(waited: timedelta) -> Said:
    """How long somebody waits: in days where it is more than one."""
    for unit, says in ((DAY, _("{waits:# day|# days}")), (HOUR, _("{waits} h"))):
        if waited >= unit:
            return Said(says, {"waits": waited // unit})
    return Said(_("{waits} min"), {"waits": max(1, waited // MINUTE)})


def _asker(asking: Asking, talk: HelpTalk) -> WhoAsks:
    """First name and school of who asked: all that is told of them, whatever the matrix opens otherwise."""
    who = people.get(asking.db, talk.person_id)
    assert who is not None, "somebody asked"
    held = roles.of_person(asking.db, who.id, asking.today)
    at = next((one.area_id for one in held if one.area_id is not None), None)
    area = areas.get(asking.db, at) if at is not None else None
    return WhoAsks(Name(who.name), area.name if area else "TSC")


@opens
def take(asking: Asking, at: TakeTalk) -> Dialog | None:
    """A talk is taken; who has it already sees it again."""
    _demand_duty(asking)
    known = talks.of_person(asking.db, asking.who.id)
    if known is not None and known.id == at.talk:
        return None
    if known is not None:
        raise NotOpen(ONE_AT_A_TIME)
    try:
        deeds.take(asking.db, asking.who.id, at.talk, asking.now)
    except Moved:
        raise NotOpen(TAKEN) from None
    return None


@facts
def taken(asking: Asking, at: TakeTalk) -> Prepared:
    """The talk that one has taken, with what was written while it waited; what another helper read was for them."""
    talk = talks.get(asking.db, at.talk)
    if talk is None or talk.helper_id != asking.who.id:
        raise NotOpen(TAKEN)
    who = _asker(asking, talk)
    waited = [one for one in talks.words_of(asking.db, talk.id) if one.made_at >= talk.waits_since]
    said = [_text(asking, one.inbox_id) for one in waited if one.from_id == talk.person_id]
    return Prepared(TalkBegun(who.who, who.school, InFull(" / ".join(said))))


def _text(asking: Asking, inbox_id: int) -> str:
    """A message of a talk as it was kept; whoever is not in the talk has no way here."""
    kept = inbox.get(asking.db, inbox_id)
    return read_text(kept.text) if kept is not None else ""


# notices


@facts
def wanted(asking: Asking, at: HelpWanted) -> Prepared:
    """Somebody waits, to one of those on duty; closed once that is over."""
    talk = talks.get(asking.db, at.talk)
    if talk is None or talk.helper_id is not None or talk.ended_at is not None:
        raise NotOpen(TAKEN)
    if not deeds.may_take(asking.db, asking.who.id, talk, asking.now):
        raise NotFound
    return Prepared(_asker(asking, talk))


@facts
def taken_by(asking: Asking, at: HelpTakenBy) -> Prepared:
    """Who answers, to who asked."""
    talk = _mine(asking, at.talk)
    helper = people.get(asking.db, talk.helper_id) if talk.helper_id is not None else None
    if helper is None:
        raise NotOpen
    champions = deeds.staff_of(asking.db, asking.who.id, asking.now).champions
    return Prepared(TalkHelper(Name(helper.name), AS[helper.id in champions]))


@facts
def words(asking: Asking, at: HelpWords) -> Prepared:
    """A word of the other one, to one of the two of its talk."""
    word = talks.word(asking.db, at.word)
    talk = talks.get(asking.db, word.talk_id) if word is not None else None
    if word is None or talk is None or asking.who.id not in (talk.person_id, talk.helper_id):
        raise NotOpen(TAKEN)
    writer = people.get(asking.db, word.from_id)
    assert writer is not None, "somebody wrote it"
    said = _text(asking, word.inbox_id)
    return Prepared(TalkSaid(Name(writer.name), InFull(said), word.from_id == talk.helper_id and names_pin(said)))


@facts
def over(asking: Asking, at: HelpIsOver) -> Prepared:
    """The other one of a talk that has ended."""
    talk = talks.get(asking.db, at.talk)
    if talk is None or asking.who.id not in (talk.person_id, talk.helper_id):
        raise NotFound
    return _told(asking, talk.other(asking.who.id), helped=asking.who.id == talk.helper_id)


@facts
def gave_back(asking: Asking, at: HelpGaveBack) -> Prepared:
    """The same of one that waits again."""
    talk = talks.get(asking.db, at.talk)
    if talk is None or asking.who.id not in (talk.person_id, at.by):
        raise NotFound
    helped = asking.who.id == at.by
    return _told(asking, talk.person_id if helped else at.by, helped=helped)


def _told(asking: Asking, other_id: int | None, *, helped: bool) -> Prepared:
    other = people.get(asking.db, other_id) if other_id is not None else None
    if other is None:
        raise NotOpen(TAKEN)  # it had waited when it ended
    return Prepared(TalkOver(Name(other.name), helped))
