"""Leadership at the desk: which heads a coach assesses, which schools an officer supports, what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject
from bot.dialogs.figures.shared import above_schools, office
from bot.dialogs.handlers import facts, finds, opens, subjects, takes
from bot.dialogs.instruments.paper import POINTS, areas
from bot.dialogs.leading import deeds
from bot.dialogs.leading.pages import (
    LeaderCopy,
    LeaderDetails,
    LeaderRated,
    Leaders,
    LeaderSaved,
    LeadersOfArea,
    ReadLeader,
    SchoolSupportGiven,
    SupportKept,
)
from bot.dialogs.leading.paper import DOMAINS, HEADS, KINDS, SCHOOLS, RateLeader, TrackSupport
from bot.dialogs.observing import deeds as observing
from bot.dialogs.observing import rules
from bot.dialogs.observing.paper import STAGES
from bot.dialogs.observing.shared import OwnCoachees, averages, rating, ratings, shift, to_rate, written_down
from bot.dialogs.offices.rules import NATION
from bot.dialogs.schools.rules import matching
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Finder, Found, NoFacts, NotUnderstood
from bot.forms.saying import Option, Said
from bot.language import Marked, Name, _
from bot.store import areas as places
from bot.store.instruments import school_supports
from bot.store.instruments.observations import Tool
from bot.store.instruments.school_supports import NewSchoolSupport, SupportMode

TOOL = Tool.LEADERSHIP
APART = ("facilitation", "data")
TERM = timedelta(weeks=12)
"""So far back support is counted: about a term."""
MODES: dict[SupportMode, Marked] = {
    SupportMode.VISIT: _("visit"),
    SupportMode.CALL: _("call"),
    SupportMode.CHAT: _("chat"),
}


@finds(HEADS)
def coached_heads(asking: Asking) -> Finder:
    """Those whom a coach assesses."""
    return OwnCoachees(asking, lambda: deeds.heads_coached(asking.db, asking.who.id, asking.now))


@facts
def to_assess(asking: Asking, at: RateLeader) -> Prepared:
    """For who coaches a head: whom, and what the next assessment of each is."""
    mine = deeds.heads_coached(asking.db, asking.who.id, asking.now)
    if not mine:
        raise NotOpen(_("You coach no head now, so there is no leadership to assess."))
    return to_rate(asking, mine, TOOL)


@takes
def take_rating(asking: Asking, at: RateLeader, given: Answers) -> Dialog:
    """The assessment is written down."""
    return LeaderSaved(observation=deeds.assess(asking.db, written_down(asking, given, TOOL)))


@facts
def rated(asking: Asking, at: LeaderSaved | LeaderCopy | ReadLeader | LeaderDetails) -> Prepared:
    """To the two of the pair."""
    found, pair = rating(asking, at.observation, TOOL, at.shows)
    by_indicator, since = ratings(found), shift(asking, found)
    return Prepared(
        LeaderRated(
            coach=Name(pair.mentor_name),
            head=Name(pair.mentee_name),
            day=found.day,
            stage=STAGES[found.stage],
            domains=ratings(found, *DOMAINS),
            apart=ratings(found, *APART),
            by_indicator=by_indicator,
            shift=since,
            has_details=bool(by_indicator or since),
        )
    )


@opens
def read_rating(asking: Asking, at: ReadLeader) -> Dialog | None:
    """The head has it: from now on it cannot be taken back."""
    found, _pair = rating(asking, at.observation, TOOL, at.shows)
    observing.read(asking.db, asking.who.id, found, asking.now)
    return None


# support of schools


@finds(SCHOOLS)
@dataclass
class SchoolsToSupport:
    """The schools of an officer's area, by any words of their names."""

    asking: Asking

    def _schools(self) -> list[school_supports.SupportedSchool]:
        here = above_schools(self.asking)
        return school_supports.of_area(self.asking.db, here.area_id, here.levels, self.asking.today - TERM)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The one that is meant; several are told apart."""
        found = matching(words, self._schools()).schools
        if not found:
            raise NotUnderstood(_("In your area no school is called so."))
        if len(found) > 1:
            raise NotUnderstood(_("Which one: {who}?"), who=", ".join(one.name for one in found))
        return Found(str(found[0].area_id), found[0].name)

    def get(self, stored: str) -> Found | None:
        one = next((one for one in self._schools() if str(one.area_id) == stored), None)
        return Found(stored, one.name) if one else None

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """None: an area has too many."""
        return ()


@subjects
def to_track(asking: Asking, form: type[TrackSupport], words: str) -> list[Subject]:
    """For officers over schools."""
    if asking.office is None or not asking.office.oversees_schools:
        raise NotOpen(_("Officers write down support of schools here. For help, reply HELP."))
    return [Subject(form(), Said(_("support of a school")))]


@facts
def to_write_down(asking: Asking, at: TrackSupport) -> Prepared:
    """Of today, where no day is named."""
    above_schools(asking)
    return Prepared(NoFacts(), {"day": asking.today.isoformat()})


@takes
def take_support(asking: Asking, at: TrackSupport, given: Answers) -> Dialog:
    """It is written down; its day is today where none was named."""
    day = date.fromisoformat(given["day"])
    kept = NewSchoolSupport(
        by_id=asking.who.id,
        area_id=int(given["school"]),
        day=day,
        kind=given["kind"],
        mode=SupportMode(given["mode"]),
        tools=given["tools"],
        made_at=asking.now,
    )
    deeds.support(asking.db, above_schools(asking), kept)
    return SupportKept(school=kept.area_id, mode=kept.mode, kind=kept.kind, day=day)


@facts
def kept_support(asking: Asking, at: SupportKept) -> Prepared:
    """The receipt, to an officer over that school."""
    here = above_schools(asking)
    known = school_supports.of_area(asking.db, here.area_id, here.levels, asking.today - TERM)
    found = next((one for one in known if one.area_id == at.school), None)
    if found is None or at.kind not in KINDS:
        raise NotFound
    return Prepared(SchoolSupportGiven(found.name, at.day, MODES[SupportMode(at.mode)], KINDS[at.kind], found.times))


@facts
def of_area(asking: Asking, at: Leaders) -> Prepared:
    """Counts and averages of heads, never those of one."""
    here = office(asking)
    if not here.oversees_schools or may_see(here.viewer, Data.SCORES) is not Access.AVERAGES:
        raise NotFound
    area = places.get(asking.db, here.area_id) if here.area_id != NATION else None
    people = observing.by_person(*observing.rated(asking.db, here.area_id, here.levels, asking.today, TOOL))
    counted = rules.figures_of(people, [one.key for one in areas(TOOL)], POINTS)
    schools = school_supports.of_area(asking.db, here.area_id, here.levels, asking.today - TERM)
    return Prepared(
        LeadersOfArea(
            area=area.name if area else "Kenya",
            coached=counted.coached,
            assessed=counted.rated,
            both=counted.both,
            averages=averages(TOOL, counted),
            schools=len(schools),
            supported=sum(one.times > 0 for one in schools),
            times=sum(one.times for one in schools),
            visits=sum(one.visits for one in schools),
        )
    )
