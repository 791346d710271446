"""Prompts at the desk: several at once, a form left open, and a head who is asked for help."""

from __future__ import annotations

from bot.desk.base import Asking, Closed, OfPair, Prepared, about_of, allowed, read, readable
from bot.desk.handlers import does, facts
from bot.desk.records import names
from bot.dialogs.dialog import Dialog
from bot.dialogs.facts import Context
from bot.dialogs.filling import Filling
from bot.dialogs.form import FORMS
from bot.dialogs.page import Prompt, Row
from bot.dialogs.place import Place
from bot.dialogs.prompts import Left, Resting, Sat, Several, Together, Unfinished
from bot.dialogs.saying import Said
from bot.dialogs.support import Helped, Struggling, SupportAnswered, SupportAsked, SupportComing
from bot.language import Name, _
from bot.programme import support as deeds
from bot.programme.calendar import NEXT_SITTING, SchoolDays, local_day
from bot.store import drafts, levels, notices, pairs, people, sessions
from bot.store.drafts import Draft, State
from bot.store.pairs import PairOf
from bot.store.supports import Answer


@facts
def several(asking: Asking, at: Several) -> Prepared:
    """What is still true of several prompts, each with the place that it opens."""
    rows = tuple(row for notice_id in at.notices if (row := _row(asking, notice_id)) is not None)
    if not rows:
        raise Closed
    return Prepared(Together(Name(asking.who.name), rows))


def _row(asking: Asking, notice_id: int) -> Row | None:
    from bot.desk import prepare

    notice = notices.get(asking.db, notice_id)
    if notice is None or notice.person_id != asking.who.id:
        return None
    try:
        to = read(Place.read(notice.place))
        with readable():
            known = prepare(asking, to).facts
    except Closed:
        return None
    return Row(Said(to.brief if isinstance(to, Prompt) else Prompt.brief, vars(known)), to)


@facts
def unfinished(asking: Asking, at: Unfinished) -> Prepared:
    """A form left open, or what comes after its last `sitting`; closed once it is sent or gone on with."""
    draft = _draft(asking, at)
    rests = draft.state is State.RESTING
    if rests is not (at.sitting is not None) or at.sitting not in (None, draft.sittings) or draft.is_fresh(asking.now):
        raise Closed
    filling(asking, draft)  # closed where its subject is
    return Prepared(Left(Name(asking.who.name), rests))


@facts
def resting(asking: Asking, at: Resting) -> Prepared:
    """A form between two sittings."""
    draft = _draft(asking, at)
    begun = filling(asking, draft)
    if begun.step is None:
        raise Closed
    ended = local_day(draft.touched_at)
    day = SchoolDays.around(asking.db, ended).after(ended, NEXT_SITTING, levels.level(asking.db, asking.who.id))
    number, total = begun.path.number(begun.step), begun.path.total
    return Prepared(Sat(begun.form.called, number, total, day, begun.form.keyword or _("MENU")))


def _draft(asking: Asking, at: Unfinished | Resting) -> Draft:
    """One of this person's open drafts."""
    draft = drafts.get(asking.db, at.draft)
    if draft is None or draft.person_id != asking.who.id or not draft.is_open or draft.form not in FORMS:
        raise Closed
    return draft


def filling(asking: Asking, draft: Draft) -> Filling:
    """A draft as it stands now. Closed where its subject is."""
    from bot.desk import finders, prepare

    about = about_of(draft)
    prepared = prepare(asking, about)
    context = Context(prepared.facts, asking.now, finders(asking))
    return Filling(type(about), context, draft.answers, prepared.answers).onward()


# a head's help


@facts
def support(asking: Asking, at: SupportAnswered) -> Prepared:
    """A pair that has missed sessions in a row, and what the head has answered."""
    return Prepared(_struggling(asking, at))


def _struggling(asking: Asking, at: SupportAnswered | SupportAsked) -> Struggling:
    pair = _pair(asking, at)
    asked = deeds.of_session(asking.db, pair.id, at.session)
    answer = asked.answer if asked else None
    missed = deeds.missed_in_a_row(sessions.of_pair(asking.db, pair.id), asking.today)
    return Struggling(
        mentee=Name(pair.mentee_name),
        mentor=Name(pair.mentor_name),
        missed=missed,
        arranges=answer is Answer.ARRANGE,
        calls=answer is Answer.CALL,
    )


@facts
def support_asked(asking: Asking, at: SupportAsked) -> Prepared:
    """The same for the question itself; closed once the pair has met again."""
    found = _struggling(asking, at)
    if found.missed < 2:
        raise Closed(_("Thank you. The pair has met by now."))
    return Prepared(found)


@facts
def helped(asking: Asking, at: SupportComing) -> Prepared:
    """The head's answer, as the pair hears it."""
    pair = _pair(asking, at)
    head = people.get(asking.db, at.by)
    assert head is not None, "a head answered"
    me, partner = names(asking, pair)
    return Prepared(Helped(me, partner, Name(head.name), at.answer == Answer.CALL))


def _pair(asking: Asking, at: OfPair) -> PairOf:
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, "session")
    return pair


def _answered(asking: Asking, at: SupportAsked, given: Answer) -> Dialog:
    deeds.answer(asking.db, asking.who.id, at.pair, at.session, given, asking.now)
    return SupportAnswered(pair=at.pair, session=at.session)


@does(SupportAsked.arrange)
def arrange(asking: Asking, at: SupportAsked) -> Dialog:
    return _answered(asking, at, Answer.ARRANGE)


@does(SupportAsked.call)
def call(asking: Asking, at: SupportAsked) -> Dialog:
    return _answered(asking, at, Answer.CALL)


@does(SupportAsked.not_now)
def not_now(asking: Asking, at: SupportAsked) -> Dialog:
    return _answered(asking, at, Answer.NOT_NOW)
