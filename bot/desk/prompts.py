"""Prompts at the desk: several at once, a form left open, and a head who is asked for help."""

from __future__ import annotations

from bot.desk.base import Args, Asking, Closed, Prepared, about_of, allowed, readable
from bot.desk.records import names
from bot.dialogs.facts import Context
from bot.dialogs.filling import Filling
from bot.dialogs.form import FORMS
from bot.dialogs.page import PAGES, Prompt, Row
from bot.dialogs.place import Place
from bot.dialogs.prompts import Left, Sat, Together
from bot.dialogs.saying import Said
from bot.dialogs.support import Helped, Struggling
from bot.language import Name, _
from bot.programme import support as deeds
from bot.programme.calendar import NEXT_SITTING, SchoolDays, local_day
from bot.store import drafts, levels, notices, pairs, people, sessions
from bot.store.drafts import Draft, State
from bot.store.pairs import PairOf
from bot.store.supports import Answer


def several(asking: Asking, args: Args) -> Prepared:
    """What is still true of several prompts, each with the place that it opens."""
    rows = tuple(row for notice_id in args["notices"].split(",") if (row := _row(asking, int(notice_id))) is not None)
    if not rows:
        raise Closed
    return Prepared(Together(Name(asking.who.name), rows))


def _row(asking: Asking, notice_id: int) -> Row | None:
    from bot.desk import prepare

    notice = notices.get(asking.db, notice_id)
    if notice is None or notice.person_id != asking.who.id:
        return None
    place = Place.read(notice.place)
    try:
        with readable():
            facts = prepare(asking, place.name, place.args).facts
    except Closed:
        return None
    page = PAGES[place.name]
    brief = page.brief if issubclass(page, Prompt) else Prompt.brief
    return Row(Said(brief, vars(facts)), place.args, place.name)


def unfinished(asking: Asking, args: Args) -> Prepared:
    """A form left open, or what comes after its last `sitting`; closed once it is sent or gone on with."""
    draft = _draft(asking, args)
    rests = draft.state is State.RESTING
    sat = str(draft.sittings)
    if rests is not ("sitting" in args) or args.get("sitting", sat) != sat or draft.is_fresh(asking.now):
        raise Closed
    filling(asking, draft)  # closed where its subject is
    return Prepared(Left(Name(asking.who.name), rests))


def resting(asking: Asking, args: Args) -> Prepared:
    """A form between two sittings."""
    draft = _draft(asking, args)
    begun = filling(asking, draft)
    if begun.step is None:
        raise Closed
    ended = local_day(draft.touched_at)
    day = SchoolDays.around(asking.db, ended).after(ended, NEXT_SITTING, levels.level(asking.db, asking.who.id))
    number, total = begun.path.number(begun.step), begun.path.total
    return Prepared(Sat(begun.form.called, number, total, day, begun.form.keyword or _("MENU")))


def _draft(asking: Asking, args: Args) -> Draft:
    """One of this person's open drafts."""
    draft = drafts.get(asking.db, int(args["draft"]))
    if draft is None or draft.person_id != asking.who.id or not draft.is_open or draft.form not in FORMS:
        raise Closed
    return draft


def filling(asking: Asking, draft: Draft) -> Filling:
    """A draft as it stands now. Closed where its subject is."""
    from bot.desk import finders, prepare

    prepared = prepare(asking, draft.form, about_of(draft))
    context = Context(prepared.facts, asking.now, finders(asking))
    return Filling(FORMS[draft.form], context, draft.answers, prepared.answers).onward()


# a head's help


def support(asking: Asking, args: Args) -> Prepared:
    """A pair that has missed sessions in a row, and what the head has answered."""
    pair = _pair(asking, args)
    asked = deeds.of_session(asking.db, pair.id, int(args["session"]))
    answer = asked.answer if asked else None
    missed = deeds.missed_in_a_row(sessions.of_pair(asking.db, pair.id), asking.today)
    return Prepared(
        Struggling(
            mentee=Name(pair.mentee_name),
            mentor=Name(pair.mentor_name),
            missed=missed,
            arranges=answer is Answer.ARRANGE,
            calls=answer is Answer.CALL,
        )
    )


def support_asked(asking: Asking, args: Args) -> Prepared:
    """The same for the question itself; closed once the pair has met again."""
    prepared = support(asking, args)
    if prepared.facts.missed < 2:
        raise Closed(_("The pair has met since. Thank you."))
    return prepared


def helped(asking: Asking, args: Args) -> Prepared:
    """The head's answer, as the pair hears it."""
    pair = _pair(asking, args)
    head = people.get(asking.db, int(args["by"]))
    assert head is not None, "a head answered"
    me, partner = names(asking, pair)
    return Prepared(Helped(me, partner, Name(head.name), args["answer"] == Answer.CALL))


def _pair(asking: Asking, args: Args) -> PairOf:
    pair = pairs.get(asking.db, int(args["pair"]))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "session")
    return pair


def _answered(asking: Asking, args: Args, given: Answer) -> Place:
    deeds.answer(asking.db, asking.who.id, int(args["pair"]), int(args["session"]), given, asking.now)
    return Place("SupportAnswered", {"pair": args["pair"], "session": args["session"]})


def arrange(asking: Asking, args: Args) -> Place:
    return _answered(asking, args, Answer.ARRANGE)


def call(asking: Asking, args: Args) -> Place:
    return _answered(asking, args, Answer.CALL)


def not_now(asking: Asking, args: Args) -> Place:
    return _answered(asking, args, Answer.NOT_NOW)
