"""What waits for somebody now, by name and number, each with where it leads: the first that MENU shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from bot.dialogs.annex_iv import rules as annex_iv
from bot.dialogs.annex_iv.paper import AnnexIV
from bot.dialogs.desk import Asking, NotOpen, PinFirst, about_of
from bot.dialogs.drafts.pages import Unfinished
from bot.dialogs.goals.paper import CloseSession
from bot.dialogs.letters.pages import ReadLetter
from bot.dialogs.matching import rules as matching
from bot.dialogs.matching.deeds import PAGES
from bot.dialogs.matching.pages import MatchAsked, MatchOffered
from bot.dialogs.pairs.rules import is_running, next_review, open_sessions
from bot.dialogs.pairs.shared import names
from bot.dialogs.plans.paper import Negotiation, PlanProposal
from bot.dialogs.posters.pages import JoinAsked
from bot.dialogs.preparations import rules as prepared
from bot.dialogs.preparations.pages import Needs, Readiness
from bot.dialogs.preparations.paper import NeedsForm, ReadyForm
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.readiness.pages import Plan
from bot.dialogs.readiness.rules import StillMissing
from bot.dialogs.reviews.shared import CALLED, FORMS
from bot.dialogs.sessions.paper import CounterSign, SessionRecord
from bot.dialogs.visibility import Viewer
from bot.forms.dialog import Dialog
from bot.forms.form import Form
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Marked, Name, _
from bot.store import annex_iv as feedbacks
from bot.store import letters, pairs, plans
from bot.store.goals import goals_met
from bot.store.joining import join_requests
from bot.store.matching import proposals
from bot.store.matching.proposals import Proposal
from bot.store.pairs import PairKind, PairOf, PairState, Side
from bot.store.preparing import preparations
from bot.store.preparing.preparations import PreparationKind
from bot.store.reviews import reviews
from bot.store.session_rows import Session
from bot.store.sessions import sessions
from bot.store.talk import drafts

DRAFTS = 2
"""So many open forms are named."""
CLOSED_WITHIN = timedelta(days=7)
"""How long after a session was signed by both it is asked whether its goals were met."""
PAPERS: dict[StillMissing, Marked] = {
    StillMissing.PLAN: _("make the plan with {partner}"),
    StillMissing.AGREEMENT: _("sign the agreement with {partner}"),
    StillMissing.DECLARATIONS: _("sign your declaration"),
}
"""What PLAN leads to before the first session, as something to do."""


def waiting(asking: Asking) -> tuple[Row, ...]:
    """All that this person may do now and is waited for with, what keeps others waiting first."""
    begun = _begun(asking)
    rest = tuple(row for row in _others(asking) if not any(_goes_on(row, form) for form in begun))
    return (*(Row(label, Unfinished(draft=draft)) for label, draft in begun.values()), *rest)


def _others(asking: Asking) -> tuple[Row, ...]:
    """The same without the forms that stand open."""
    mine = pairs.pairs_of(asking.db, asking.who.id, (*pairs.LOGGING, PairState.PREPARING))
    preparing = [pair for pair in mine if pair.state is PairState.PREPARING]
    meeting = [pair for pair in mine if pair.state is not PairState.PREPARING]
    return (
        *_asked(asking),
        *_joining(asking),
        *(row for pair in preparing for row in _papers(asking, pair)),
        *(row for pair in meeting for row in _records(asking, pair)),
        *_letters(asking, mine),
        *(row for pair in meeting if is_running(pair) for row in _reviews(asking, pair)),
        *(row for pair in meeting if is_running(pair) for row in _annex_iv(asking, pair)),
        *(row for pair in meeting for row in _closing(asking, pair)),
    )


def _begun(asking: Asking) -> dict[Form[Any], tuple[Said, int]]:
    """The forms that stand open, the one touched last first: how each is called, and its draft."""
    found: dict[Form[Any], tuple[Said, int]] = {}
    for draft in drafts.all_open(asking.db, asking.who.id)[:DRAFTS]:
        try:
            form = about_of(draft)
            found[form] = Said(_("go on with: {form}"), {"form": _called(asking, form)}), draft.id
        except NotOpen:
            continue
    return found


def _called(asking: Asking, form: Form[Any]) -> Said:
    """“session 6”; an office's form by its bare name, while the PIN has not been given."""
    from bot.dialogs.handlers import prepare

    try:
        return Said(form.called, vars(prepare(asking, form).facts))
    except PinFirst:
        return Said(form.called)


LEADS: Mapping[type[Dialog], tuple[type[Form[Any]], ...]] = {
    Plan: (PlanProposal, Negotiation),
    Needs: (NeedsForm,),
    Readiness: (ReadyForm,),
}
"""The forms to which these pages lead; each is about the same pair."""


def _goes_on(row: Row, begun: Form[Any]) -> bool:
    """Whether a form that stands open is what this row would open."""
    to = row.to
    led = isinstance(to, Dialog) and isinstance(begun, LEADS.get(type(to), ()))
    return to == begun or (led and getattr(to, "pair", None) == getattr(begun, "pair", 0))


def _asked(asking: Asking) -> Iterator[Row]:
    """A match that waits for this person's answer."""
    proposal = asked_of(asking)
    if proposal is not None:
        label = Said(_("answer the match with {partner}"), {"partner": other_of(asking, proposal)})
        yield Row(label, matching_page(proposal)(proposal=proposal.id))


def _joining(asking: Asking) -> Iterator[Row]:
    """Whoever has read the poster of this head's school and waits to be let in."""
    if asking.office is None or asking.office.viewer is not Viewer.HEAD:
        return
    for one in join_requests.waiting_at(asking.db, asking.office.area_id):
        yield Row(Said(_("let in {who}?"), {"who": Name(one.name)}), JoinAsked(request=one.id))


def asked_of(asking: Asking) -> Proposal | None:
    """The proposal that waits for this person, as one of its two."""
    found = proposals.asked_of(asking.db, asking.who.id)
    proposal = proposals.get(asking.db, found) if found is not None else None
    return proposal if proposal is not None and matching.is_open(proposal, asking.now) else None


def other_of(asking: Asking, proposal: Proposal) -> Name:
    """The other of the two who are proposed to each other."""
    return Name(proposal.mentee_name if proposal.mentor_id == asking.who.id else proposal.mentor_name)


def matching_page(proposal: Proposal) -> type[MatchAsked | MatchOffered]:
    """Where it is answered."""
    assert proposal.asks is not None, "it waits"
    return PAGES[proposal.asks]


def _papers(asking: Asking, pair: PairOf) -> Iterator[Row]:
    """The next paper before session 1, where it is this person's turn; and what one writes alone before the plan."""
    side = pair.side(asking.who.id)
    assert side is not None, "one of their own pairs"
    gap = readiness.turn_of(asking.db, pair, side)
    if gap is not None:
        yield Row(to_do(asking, pair, gap), Plan(pair=pair.id))
    if plans.newest(asking.db, pair.id) is None:
        written = prepared.own(preparations.of_pair(asking.db, pair.id), asking.who.id, ALONE[side])
        if written is None:
            yield Row(_PREPARE[side], _PREPARING[side](pair=pair.id))


ALONE = {Side.MENTEE: PreparationKind.NEEDS, Side.MENTOR: PreparationKind.READY}
_PREPARE = {Side.MENTEE: _("say what I want to learn"), Side.MENTOR: _("see if I am ready to mentor")}
_PREPARING: dict[Side, type[Needs | Readiness]] = {Side.MENTEE: Needs, Side.MENTOR: Readiness}


def to_do(asking: Asking, pair: PairOf, gap: StillMissing) -> Said:
    """The paper that is missing, as something to do for the one whose turn it is."""
    written = gap is StillMissing.PLAN and plans.newest(asking.db, pair.id) is not None
    what = _("read the plan of {partner}") if written else PAPERS[gap]
    return Said(what, {"partner": names(asking, pair)[1]})


def _records(asking: Asking, pair: PairOf) -> Iterator[Row]:
    """The records to sign, then the sessions of which one is still to be written."""
    known, partner = sessions.of_pair(asking.db, pair.id), names(asking, pair)[1]
    for one in known:
        if waits_for(asking, one):
            label = Said(_("sign session {number} with {partner}"), {"number": one.number, "partner": partner})
            yield Row(label, CounterSign(session=one.id, version=one.version_id or 0))
    for one in open_sessions(known, asking.today):
        label = Said(_("log session {number} with {partner}"), {"number": one.number, "partner": partner})
        yield Row(label, SessionRecord(session=one.id))


def waits_for(asking: Asking, session: Session) -> bool:
    """Whether its record waits for this person's signature."""
    return session.version_id is not None and asking.who.id not in session.signers and not session.refused


def _letters(asking: Asking, mine: list[PairOf]) -> Iterator[Row]:
    """What partners wrote that was not read yet: the oldest first, which offers the next."""
    waits = letters.unread(asking.db, [pair.id for pair in mine], asking.who.id) if mine else []
    if waits:
        label = Said(_("read {letters:# new message|# new messages}"), {"letters": len(waits)})
        yield Row(label, ReadLetter(letter=waits[0]))


def _reviews(asking: Asking, pair: PairOf) -> Iterator[Row]:
    """The last review that is due and not saved; before the first is due nothing is read."""
    side = pair.side(asking.who.id)
    if side is None or next_review(pair, (), asking.today).due > asking.today:
        return
    found = next_review(pair, reviews.saved_by(asking.db, pair.id, asking.who.id), asking.today)
    if found.due <= asking.today:
        said = {"review": CALLED[found.kind], "partner": names(asking, pair)[1]}
        form = FORMS[side, found.kind]
        yield Row(Said(_("{review}, {partner}"), said), form(pair=pair.id, quarter=found.quarter))


def _annex_iv(asking: Asking, pair: PairOf) -> Iterator[Row]:
    """Annex IV of the last 3-month point, where the mentor has not filled it."""
    quarter = annex_iv.occasion(pair.cycle, asking.today)
    if pair.side(asking.who.id) is not Side.MENTOR or pair.kind is not PairKind.MENTORSHIP or quarter < 1:
        return
    if not any(one.quarter == quarter for one in feedbacks.of_pair(asking.db, pair.id)):
        yield Row(Said(_("Annex IV on {partner}"), {"partner": names(asking, pair)[1]}), AnnexIV(pair=pair.id))


def _closing(asking: Asking, pair: PairOf) -> Iterator[Row]:
    """The last session that both have signed, for a week: whether its goals were met, where that was not said."""
    signed = [one for one in sessions.of_pair(asking.db, pair.id) if len(one.signers) > 1 and not one.refused]
    last = signed[-1] if signed else None
    if last is None or last.version_id is None or asking.today - last.day >= CLOSED_WITHIN:
        return
    if all(one.person_id != asking.who.id for one in goals_met.of_session(asking.db, last.id)):
        label = Said(_("session {number}: goals met?"), {"number": last.number})
        yield Row(label, CloseSession(session=last.id, version=last.version_id))
