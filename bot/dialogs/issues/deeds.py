"""An issue is noted, passed up where it is for the office above, and resolved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.issues.pages import IssueCame, IssueEnded
from bot.dialogs.issues.rules import MOST, IsResolved, below, is_of, is_passed_to
from bot.dialogs.offices.deeds import receivers
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import areas
from bot.store.officers import issues
from bot.store.officers.issues import Issue, IssueOwner, IssuePassed, IssueSettled, NewIssue


def note(
    db: Connection, office: Office, by: int, words: str, owner: IssueOwner, due: date | None, now: datetime
) -> int:
    """An office notes an issue; the office above is told of one that it is to resolve. Its id."""
    made = issues.add(db, NewIssue(office.area_id, office.role, by, words, owner, due, now))
    for who in receivers(db, office.area_id, office.role, local_day(now)) if owner is IssueOwner.ABOVE else ():
        tell(db, who, IssueCame(issue=made), IssuePassed(issue=made, person=who), now)
    return made


def open_to(db: Connection, office: Office) -> list[Issue]:
    """What this office has noted and nobody has resolved, and what is passed to it, what is due first first."""
    own = issues.open_of(db, office.area_id, office.role)
    others = issues.passed_up(db, office.area_id, below(office), MOST) if below(office) else []
    passed = [one for one in others if _is_passed(db, office, one)]
    return sorted({one.id: one for one in (*own, *passed)}.values(), key=lambda one: (one.due or date.max, one.id))


def _is_passed(db: Connection, office: Office, issue: Issue) -> bool:
    """Whether it lies in the area of this office, and is for it."""
    above = areas.path(db, issue.area_id)
    here = office.area_id == NATION or any(area.id == office.area_id for area in above)
    return here and is_passed_to(office, issue, above[0].level)


def opened(db: Connection, office: Office, issue_id: int, *, lock: bool = False) -> Issue:
    """One that this office noted, or that is passed to it. NotYours."""
    found = issues.get(db, issue_id, lock=lock)
    if found is None or not (is_of(office, found) or _is_passed(db, office, found)):
        raise NotYours
    return found


def resolve(db: Connection, office: Office, by: int, issue_id: int, outcome: str, now: datetime) -> None:
    """How it was resolved; whoever noted it is told where it was somebody else. NotYours, IsResolved."""
    found = opened(db, office, issue_id, lock=True)
    if found.resolved_at is not None:
        raise IsResolved
    issues.resolve(db, issue_id, by, outcome, now)
    if by != found.by_id:
        tell(db, found.by_id, IssueEnded(issue=issue_id), IssueSettled(issue=issue_id), now)
