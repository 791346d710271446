"""A match that waits, at the desk: MATCH and the name of who is asked about leads to it."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, Subject, prove
from bot.dialogs.handlers import does, facts, subjects
from bot.dialogs.matching import deeds as matching
from bot.dialogs.matching.deeds import teachers
from bot.dialogs.matching.paper import Match, ProposedMatch
from bot.dialogs.matching.rules import is_open
from bot.dialogs.offices.shared import several
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.withdrawing import deeds
from bot.dialogs.withdrawing.pages import AskedOnceMore, MatchIsBack, MatchWaits, MatchWithdrawn, WaitingMatch
from bot.forms.dialog import Dialog
from bot.forms.facts import NotUnderstood
from bot.forms.saying import Said
from bot.language import Name, _, local_day
from bot.store.matching import proposals
from bot.store.matching.proposals import Proposal
from bot.store.people import people

SETTLED = _("This proposal is no longer open.")
WAITS = _("A match waits for an answer.")


@subjects
def to_match(asking: Asking, form: type[Match], words: str) -> list[Subject]:
    """Whom MATCH is about; where one who is named is asked about already, that match is shown."""
    if asking.office is not None and words:
        prove(asking)
        waits = _waiting(asking, words)
        if waits is not None:
            closed = NotOpen(WAITS)
            closed.instead = MatchWaits(proposal=waits.id)
            raise closed
    return [Subject(form(), Said(_("this"), {}))]


def _waiting(asking: Asking, words: str) -> Proposal | None:
    """The first that waits of those whom these words name."""
    known = teachers(asking.db, asking.who.id, asking.now)
    if not any(one.asked for one in known):
        return None
    try:
        named = several(words, [(one.number, one.name) for one in known])
    except NotUnderstood:
        return None
    asked = [one.id for one in known if one.asked and one.number in named]
    return next((found for one in asked if (found := deeds.waiting_for(asking.db, one, asking.now))), None)


@facts
def waits(asking: Asking, at: MatchWaits) -> Prepared:
    """It, while it waits, to whoever matches its mentee."""
    found = _of_matcher(asking, at.proposal)
    if not is_open(found, asking.now):
        raise NotOpen(SETTLED)
    return Prepared(_seen(asking, found))


@facts
def receipt(asking: Asking, at: AskedOnceMore | MatchIsBack) -> Prepared:
    """What was done with it."""
    return Prepared(_seen(asking, _of_matcher(asking, at.proposal)))


def _of_matcher(asking: Asking, proposal_id: int) -> Proposal:
    try:
        return deeds.of_matcher(asking.db, asking.who.id, proposal_id, asking.now)
    except NotYours:
        raise NotFound from None


def _seen(asking: Asking, found: Proposal) -> WaitingMatch:
    asks = found.asks
    mine = asks is not None and matching.side_of(asking.db, found, asking.who.id) is asks
    return WaitingMatch(
        mentee=Name(found.mentee_name),
        mentor=Name(found.mentor_name),
        day=local_day(found.made_at),
        in_person=mine and asks is not None and matching.in_person(asking.db, found, asks),
        may_ask=deeds.may_ask(asking.db, found),
    )


@does(MatchWaits.again)
def again(asking: Asking, at: MatchWaits) -> Dialog:
    try:
        deeds.ask_again(asking.db, asking.who.id, at.proposal, asking.now)
    except Moved:
        raise NotOpen(SETTLED) from None
    return AskedOnceMore(proposal=at.proposal)


@does(MatchWaits.withdraw)
def withdraw(asking: Asking, at: MatchWaits) -> Dialog:
    try:
        deeds.withdraw(asking.db, asking.who.id, at.proposal, asking.now)
    except Moved:
        raise NotOpen(SETTLED) from None
    return MatchIsBack(proposal=at.proposal)


@facts
def withdrawn(asking: Asking, at: MatchWithdrawn) -> Prepared:
    """To one of the two."""
    found = proposals.get(asking.db, at.proposal)
    if found is None or asking.who.id not in (found.mentor_id, found.mentee_id):
        raise NotFound
    head, mentee = people.get(asking.db, found.head_id), people.get(asking.db, found.mentee_id)
    assert head is not None, "somebody proposed it"
    assert mentee is not None, "somebody is proposed"
    return Prepared(
        ProposedMatch(
            me=Name(asking.who.name),
            mentee=Name(found.mentee_name),
            mentor=Name(found.mentor_name),
            head=Name(head.name),
            number=mentee.tsc_number or "",
            as_mentor=asking.who.id == found.mentor_id,
            own=True,
        )
    )
