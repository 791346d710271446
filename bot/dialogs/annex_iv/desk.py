"""Annex IV at the desk: what is filled in beforehand, who may read which form, and the deed that signs it."""

from __future__ import annotations

from bot.dialogs.annex_iv import deeds, rules
from bot.dialogs.annex_iv.pages import (
    AnnexIVDue,
    AnnexIVs,
    AnnexIVSaved,
    AnnexIVTotals,
    Filled,
    Forms,
    ReadAnnexIV,
    Sum,
    Wanted,
)
from bot.dialogs.annex_iv.paper import AnnexIV, Programme
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, OfPair, Prepared, Subject, open_pair
from bot.dialogs.handlers import facts, routes, subjects, takes
from bot.dialogs.lateness.deeds import lateness
from bot.dialogs.meetings.pages import REASONS
from bot.dialogs.pairs import deeds as status
from bot.dialogs.pairs.shared import names
from bot.dialogs.preparations.paper import TAGS
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.questions import NO, YES
from bot.forms.saying import Said, speak_label
from bot.language import Item, Marked, Name, _, items_of, local_day, say
from bot.store import annex_iv, pairs, plans
from bot.store.annex_iv import ListedAnnexIV, SignedAnnexIV
from bot.store.pairs import PairOf, Side
from bot.store.people import people

LISTED = 20
"""How many forms the list goes back."""


@subjects
def to_fill(asking: Asking, form: type[AnnexIV], words: str) -> list[Subject]:
    """The pairs in which this person is the mentor."""
    mine = [one for one in pairs.pairs_of(asking.db, asking.who.id) if one.side(asking.who.id) is Side.MENTOR]
    if not mine:
        raise NotOpen(_("Annex IV is filled by mentors. FORMS shows what you may read."))
    return [
        Subject(form(pair=one.id), Said(_("feedback on {partner}"), {"partner": names(asking, one)[1]})) for one in mine
    ]


@facts
def programme(asking: Asking, at: AnnexIV) -> Prepared:
    """The form, with what the records already answer."""
    pair = _mine(asking, at)
    counted = status.pair_figures(asking.db, pair.id, asking.today)
    missing = counted.due - counted.held
    me, partner = names(asking, pair)
    return Prepared(
        Programme(
            me=me,
            partner=partner,
            scheduled=counted.due,
            covered=counted.held,
            late=lateness(asking.db, pair).mentee,
            missing=(missing,) if missing else (),
            reasons=_reasons(asking, pair) if missing else "",
            topics=tuple(Item(_tag(asking, tag)) for tag in deeds.topics(asking.db, pair.id)),
            objectives=_objectives(asking, pair),
        )
    )


def _tag(asking: Asking, tag: str) -> str:
    return speak_label(next(one.label for one in TAGS if one.key == tag), asking.who.language)


def _mine(asking: Asking, at: OfPair) -> PairOf:
    pair = open_pair(asking, at.pair, AnnexIV.shows)
    if pair.side(asking.who.id) is not Side.MENTOR:
        raise NotFound
    return pair


def _reasons(asking: Asking, pair: PairOf) -> str:
    """Why sessions were not held, in the mentor's language: “school duty 1, no time 2”."""
    found = deeds.reasons(asking.db, pair.id, asking.today)
    return ", ".join(f"{say(REASONS[code], asking.who.language)} {count}" for code, count in found.items())


def _objectives(asking: Asking, pair: PairOf) -> tuple[Item, ...]:
    plan = plans.latest(asking.db, pair.id)
    found = items_of(plan.objectives) if plan else ()
    return found or (Item(say(_("none set"), asking.who.language)),)


@facts
def due(asking: Asking, at: AnnexIVDue) -> Prepared:
    """The prompt for it; closed once it is filled for that point."""
    pair, quarter = _mine(asking, at), at.quarter
    if any(one.quarter == quarter for one in annex_iv.of_pair(asking.db, pair.id)):
        raise NotOpen
    return Prepared(Wanted(*names(asking, pair)))


@takes
def take(asking: Asking, at: AnnexIV, answers: Answers) -> Dialog:
    """The mentor signs it."""
    evidence = asking.evidence(read=True)
    saved = deeds.save(asking.db, asking.who.id, at.pair, answers, evidence, asking.now)
    return AnnexIVSaved(form=saved)


# reading


@facts
def filled(asking: Asking, at: AnnexIVSaved | ReadAnnexIV) -> Prepared:
    """One form, to those who may read it."""
    found = annex_iv.get(asking.db, at.form)
    if found is None:
        raise NotFound
    pair, said = open_pair(asking, found.pair_id, AnnexIV.shows), found.answers
    explained = next((words for key, words in said.items() if key.endswith(".why")), None)
    kept = YES.label if said.get("kept_time") == YES.key else NO.label
    assert isinstance(kept, Marked), "yes and no are marked"
    return Prepared(
        Filled(
            mentor=Name(pair.mentor_name),
            mentee=Name(pair.mentee_name),
            day=local_day(found.saved_at),
            scheduled=found.scheduled,
            covered=found.covered,
            explained=explained,
            topics=items_of(said.get("topics", "")),
            kept_time=kept,
            lateness=said.get("lateness"),
            other=said.get("other") or None,
            seen_by=_seen_by(asking, found),
            **{name: said.get(name, "") for name in WORDS},
        )
    )


def _seen_by(asking: Asking, found: SignedAnnexIV) -> Name | None:
    head = people.get(asking.db, found.seen_by_id) if found.seen_by_id is not None else None
    return Name(head.name) if head else None


WORDS = ("time", "venue", "challenges", "remedies", "successes", "recommended")
"""The questions answered in plain words."""


@routes
def route(asking: Asking, at: AnnexIVs) -> Dialog:
    """Whom the matrix shows only themes and totals is led to those."""
    here = asking.office
    return at if here is None or may_see(here.viewer, Data.FEEDBACK).opens else AnnexIVTotals()


@facts
def forms(asking: Asking, at: AnnexIVs) -> Prepared:
    """The forms that this person may read: those of the office, or their own."""
    here = asking.office
    if here is None:
        found = annex_iv.of_mentor(asking.db, asking.who.id, LISTED)
    elif may_see(here.viewer, Data.FEEDBACK).opens:
        found = annex_iv.of_area(asking.db, here.area_id, here.levels, asking.today, LISTED)
    else:
        raise NotFound
    return Prepared(Forms(tuple(map(_row, found))))


@facts
def totals(asking: Asking, at: AnnexIVTotals) -> Prepared:
    """What the forms of an area say together."""
    here = asking.office
    if here is None or may_see(here.viewer, Data.FEEDBACK) not in (Access.THEMES, Access.TOTALS):
        raise NotFound
    said = rules.totals(annex_iv.answers_in(asking.db, here.area_id, here.levels, asking.today))
    return Prepared(Sum(said.forms, said.kept_time, ", ".join(said.themes) or None))


def _row(one: ListedAnnexIV) -> Row:
    values = {"mentor": Name(one.mentor), "mentee": Name(one.mentee), "day": local_day(one.saved_at)}
    return Row(Said(_("{mentor} on {mentee}, {day}"), values), ReadAnnexIV(form=one.id))
