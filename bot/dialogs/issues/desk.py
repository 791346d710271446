"""Issues at the desk: which are an office's own, and which are passed to it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts, takes
from bot.dialogs.issues import deeds, rules
from bot.dialogs.issues.pages import (
    IssueCame,
    IssueEnded,
    IssueNoted,
    IssueResolved,
    Issues,
    IssueToResolve,
    OpenIssues,
)
from bot.dialogs.issues.paper import IssueOver, NoteIssue, OneIssue, ResolveIssue
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.lists import cut
from bot.forms.page import Row
from bot.language import _, local_day
from bot.store import areas
from bot.store.officers import issues
from bot.store.officers.issues import Issue, IssueOwner

LATELY = timedelta(days=90)


def _area(asking: Asking, area_id: int) -> str:
    area = areas.get(asking.db, area_id)
    return area.name if area else "Kenya"


@facts
def form(asking: Asking, at: NoteIssue) -> Prepared:
    """ISSUE is for who oversees a school or an area."""
    here = asking.office
    if here is None:
        raise NotOpen(_("Heads and officers note issues. Something troubles you? Please tell your head."))
    return Prepared(IssueOver(_area(asking, here.area_id)))


@takes
def note(asking: Asking, at: NoteIssue, given: Answers) -> Dialog:
    """It is on record."""
    here = asking.office
    if here is None:
        raise NotFound
    due = date.fromisoformat(given["due"]) if given.get("due") else None
    owner = IssueOwner(given["owner"])
    return IssueNoted(issue=deeds.note(asking.db, here, asking.who.id, given["words"], owner, due, asking.now))


@facts
def open_ones(asking: Asking, at: Issues) -> Prepared:
    """What is open, what is due first standing first."""
    here = office(asking)
    found = deeds.open_to(asking.db, here)
    counted = issues.counts(asking.db, here.area_id, here.levels, asking.now - LATELY)
    rows = tuple(Row(cut(one.words), IssueToResolve(issue=one.id)) for one in found)
    return Prepared(
        OpenIssues(_area(asking, here.area_id), len(found), counted.resolved, rows, asking.office is not None)
    )


@facts
def one(asking: Asking, at: IssueToResolve | IssueNoted | IssueResolved | IssueCame | ResolveIssue) -> Prepared:
    """One issue, to those who may resolve it."""
    here, found = _opened(asking, at.issue)
    if isinstance(at, ResolveIssue | IssueCame) and found.resolved_at is not None:
        raise NotOpen(rules.IsResolved.says)
    return Prepared(_told(asking, here, found))


@facts
def ended(asking: Asking, at: IssueEnded) -> Prepared:
    """One that the office above has resolved, to whoever noted it."""
    here, found = _opened(asking, at.issue)
    return Prepared(_told(asking, here, found))


def _opened(asking: Asking, issue_id: int) -> tuple[Office, Issue]:
    here = office(asking)
    try:
        return here, deeds.opened(asking.db, here, issue_id)
    except NotYours:
        raise NotFound from None


def _told(asking: Asking, here: Office, found: Issue) -> OneIssue:
    return OneIssue(
        number=found.id,
        area=_area(asking, found.area_id or NATION),
        words=found.words,
        mine=rules.is_of(here, found),
        above=found.owner is IssueOwner.ABOVE,
        day=local_day(found.made_at),
        due=found.due,
        over=found.due is not None and found.due < asking.today,
        open=found.resolved_at is None,
        solved=found.outcome,
    )


@takes
def resolve(asking: Asking, at: ResolveIssue, given: Answers) -> Dialog:
    """How it was resolved."""
    here, _found = _opened(asking, at.issue)
    deeds.resolve(asking.db, here, asking.who.id, at.issue, given["outcome"], asking.now)
    return IssueResolved(issue=at.issue)
