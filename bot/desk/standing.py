"""The menu, the status, drafts and partners: what everyday pages are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.desk.base import Args, Asking, Closed, Prepared, about_of, allowed
from bot.desk.before import paused
from bot.desk.completion import gaps
from bot.desk.records import moment_of, names
from bot.dialogs.completion import Gaps
from bot.dialogs.dial import Dialled
from bot.dialogs.everyday import Away, Choices, Partner
from bot.dialogs.form import FORMS
from bot.dialogs.saying import Said
from bot.dialogs.standing import Lines, PairLine, Standing
from bot.language import Name, _, items_of
from bot.programme import calendar
from bot.programme.completion import YEAR
from bot.programme.pairs import is_running, missed, next_planned
from bot.programme.status import pair_figures
from bot.store import drafts, pairs, sessions
from bot.store.drafts import Draft
from bot.store.pairs import PairOf, Side
from bot.store.sessions import Session


def menu(asking: Asking, args: Args) -> Prepared:
    """What the menu offers this person."""
    found = pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)
    waiting = any(_unsigned(asking, session) for pair in found for session in sessions.of_pair(asking.db, pair.id))
    open_ones = drafts.all_open(asking.db, asking.who.id)
    return Prepared(Choices(Said(_("draft"), {}) if open_ones else None, bool(found), waiting))


def dial(asking: Asking, args: Args) -> Prepared:
    """The menu of who dials the code, under their next session."""
    found = pairs.pairs_of(asking.db, asking.who.id)
    known = [session for pair in found for session in sessions.of_pair(asking.db, pair.id)]
    ahead = next_planned(known, asking.today - timedelta(days=1))
    offered = menu(asking, args).facts
    assert isinstance(offered, Choices)
    return Prepared(Dialled(**vars(offered), number=ahead.number if ahead else 0, moment=moment_of(ahead)))


def _unsigned(asking: Asking, session: Session) -> bool:
    return session.version_id is not None and asking.who.id not in session.signers and not session.refused


def standing(asking: Asking, args: Args) -> Prepared:
    """Where this person stands in each pair: the figures of D243 at this moment."""
    mine = pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)
    lines = tuple(_line(asking, pair) for pair in mine)
    one = lines[0] if lines else None
    still = paused(asking) if one is None else None
    if still is not None:
        raise still
    return Prepared(
        Standing(
            pairs=Lines(lines),
            several=len(lines) > 1,
            none=not lines,
            held=one.held if one else 0,
            due=one.due if one else 0,
            signed=one.signed if one else 0,
            review=one.review if one else None,
            next=one.next if one else None,
            actions=one.actions if one else 0,
            to_sign=", ".join(map(str, one.to_sign)) if one else "",
            last=one.last if one and one.mentoring else None,
            missed=one.missed if one and one.mentoring else 0,
            missing=_missing(asking, mine[0]) if len(mine) == 1 else Gaps(()),
        )
    )


def _missing(asking: Asking, pair: PairOf) -> Gaps:
    """What still stands between the two and the certificate, in their last quarter; before that CERT tells."""
    begins = calendar.months_after(pair.cycle, YEAR - calendar.QUARTER)
    return gaps(asking, pair) if is_running(pair) and begins <= asking.today else Gaps(())


def _line(asking: Asking, pair: PairOf) -> PairLine:
    known = sessions.of_pair(asking.db, pair.id)
    figures = pair_figures(asking.db, pair.id, asking.today)
    plan = sessions.previous_plan(asking.db, pair.id, 1 + max((session.number for session in known), default=0))
    return PairLine(
        partner=names(asking, pair)[1],
        held=figures.held,
        due=figures.due,
        signed=figures.signed,
        next=moment_of(next_planned(known, asking.today)),
        review=calendar.next_review(pair.cycle, pair.kind, asking.today).due if is_running(pair) else None,
        to_sign=tuple(session.number for session in known if _unsigned(asking, session)),
        actions=len(items_of(plan or "")),
        mentoring=pair.side(asking.who.id) is Side.MENTOR,
        last=max((session.day for session in known if session.version_id is not None), default=None),
        missed=missed(known, asking.today),
    )


def away(asking: Asking, args: Args) -> Prepared:
    """What somebody leaves behind, or comes back to."""
    open_ones = drafts.all_open(asking.db, asking.who.id)
    return Prepared(Away(Name(asking.who.name), len(open_ones), called(asking, open_ones)))


def called(asking: Asking, open_ones: Sequence[Draft]) -> Said | None:
    """How the draft touched last is called: “session 6”."""
    from bot.desk import prepare

    for draft in open_ones:
        form = FORMS.get(draft.form)
        if form is not None:
            try:
                return Said(form.called, vars(prepare(asking, draft.form, about_of(draft)).facts))
            except Closed:
                continue
    return None


def partner(asking: Asking, args: Args) -> Prepared:
    """The other one of a pair."""
    pair = pairs.get(asking.db, int(args["pair"]))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "session")
    me, other = names(asking, pair)
    return Prepared(Partner(me, other))
