"""Orientation, refresher and induction at the desk: who is meant, and what is still to be covered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.dialogs.agreement.deeds import begin_if_ready
from bot.dialogs.desk import NOT_AMONG, Answers, Asking, NotFound, NotOpen, Prepared, Subject
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.orientation import deeds, rules
from bot.dialogs.orientation.pages import (
    Inducted,
    InductionSaved,
    Lesson,
    OrientationSaved,
    Read,
    Refresh,
    Refresher,
    RefresherBegun,
    StillToCover,
    TopicRead,
)
from bot.dialogs.orientation.paper import (
    INDUCTION_OF_ADMINISTRATORS,
    ORIENTATION,
    REFRESHER,
    Induct,
    InductAdministrator,
    Orient,
    TookPart,
)
from bot.dialogs.orientation.shared import Groups, together
from bot.dialogs.refusals import NotYours
from bot.dialogs.topics import deeds as topics_deeds
from bot.dialogs.topics import rules as topics_rules
from bot.forms.dialog import Dialog
from bot.forms.lists import Ticked, Ticks
from bot.forms.saying import Option, Said
from bot.language import Name, _, bare_number
from bot.store import pairs
from bot.store.orientation import refreshers, topics
from bot.store.orientation.topics import Topic
from bot.store.pairs import PRESENT
from bot.store.people import roles
from bot.store.people.roles import Member

NUMBER = re.compile(r"\b\d{5,}\b")
"""A TSC number among other words; a date has no such."""
NOT_HEAD = _("The head of a school records its orientations.")


@subjects
def to_orient(asking: Asking, form: type[Orient], words: str) -> list[Subject]:
    """The pairs and people of the school who are not oriented, or exactly those whose numbers are given."""
    groups = _groups(asking)
    numbers = NUMBER.findall(words)
    if numbers:
        mine = _teachers(asking).values()
        ids = tuple(_numbered(mine, number).id for number in numbers)
        return [Subject(form(people=ids), Said(_("those you named")))]
    if not groups:
        raise NotOpen(_("All your mentors and mentees are oriented. ORIENT with a date and a TSC number records more."))
    found = [Subject(_at(group), together([one.name for one in group.people])) for group in groups]
    if sum(group.pair is not None for group in groups) == 1:
        return found[:1]  # the head was told to do just that; others go by their numbers
    everybody = {one.id for group in groups for one in group.people}
    whole = Said(_("all {count} of them"), {"count": len(everybody)})
    return [*found, Subject(form(all=True), whole)] if len(found) > 1 else found


def _at(group: rules.ToOrient) -> Orient:
    return Orient(pair=group.pair.id) if group.pair else Orient(rest=True)


def _groups(asking: Asking) -> Groups:
    try:
        return deeds.groups(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(NOT_HEAD) from None


def _teachers(asking: Asking) -> dict[int, Member]:
    """Those of the head's own school who can be oriented, by id."""
    try:
        return {one.id: one for one in deeds.teachers(asking.db, asking.who.id, asking.now)}
    except NotYours:
        raise NotOpen(NOT_HEAD) from None


def _numbered(found: Iterable[Member], number: str) -> Member:
    """The one of these who has this TSC number."""
    meant = next((one for one in found if one.number == number), None)
    if meant is None:
        raise NotOpen(NOT_AMONG, number=number)
    return meant


def _people(asking: Asking, at: Orient | OrientationSaved) -> list[tuple[int, str]]:
    """The people that a place is about, by id and name; nobody of another school."""
    mine = _teachers(asking)
    if at.people is not None:
        return [(one, mine[one].name) for one in at.people if one in mine]
    if at.pair is not None:
        pair = pairs.get(asking.db, at.pair)
        both = (pair.mentee_id, pair.mentor_id) if pair else ()
        return [(one, mine[one].name) for one in both if one in mine]
    wanted = [group for group in _groups(asking) if (isinstance(at, Orient) and at.all) or group.pair is None]
    return list({one.id: (one.id, one.name) for group in wanted for one in group.people}.values())


@facts
def orient(asking: Asking, at: Orient) -> Prepared:
    """Who took part."""
    found = _people(asking, at)
    if not found:
        raise NotFound
    return Prepared(TookPart(together([name for _id, name in found])))


@takes
def take_orientation(asking: Asking, at: Orient, given: Answers) -> Dialog:
    """The orientation is written down, for each person and topic."""
    who = [person_id for person_id, _name in _people(asking, at)]
    day = date.fromisoformat(given["day"])
    deeds.orient(asking.db, asking.who.id, who, day, _topics(Orient.topics, given), asking.now)
    for pair in {pair.id: pair for one in who for pair in pairs.pairs_of(asking.db, one, PRESENT)}.values():
        begin_if_ready(asking.db, pair, asking.now)
    return OrientationSaved(pair=at.pair) if at.pair is not None else OrientationSaved(people=tuple(who))


def _topics(question: Ticks, given: Mapping[str, str]) -> list[Topic]:
    return [Topic(key) for key in question.keys(given["topics"])]


@facts
def orientation_saved(asking: Asking, at: OrientationSaved) -> Prepared:
    """What is left to cover, and whether they are matched."""
    who = [person_id for person_id, _name in _people(asking, at)]
    theirs = [pair for one in who for pair in pairs.pairs_of(asking.db, one, PRESENT)]
    meeting = all(pair.state is not pairs.PairState.PREPARING for pair in theirs)
    return Prepared(StillToCover(_ticked(ORIENTATION, topics_deeds.to_cover(asking.db, who)), bool(theirs), meeting))


def _ticked(labels: Sequence[Option], wanted: Sequence[Topic]) -> Ticked:
    return Ticked(tuple(option.label for option in labels if option.key in wanted))


# the refresher


def _learner(asking: Asking, number: str | None) -> tuple[int, str]:
    if not number:
        return asking.who.id, asking.who.name
    if number == asking.who.tsc_number:
        return asking.who.id, asking.who.name
    found = _numbered(deeds.refreshed_by(asking.db, asking.who.id, asking.now), number)
    return found.id, found.name


@facts
def refresh(asking: Asking, at: Refresh | RefresherBegun) -> Prepared:
    """Whom the five messages are for."""
    return Prepared(TookPart(together([_learner(asking, at.number)[1]])))


@does(Refresh.yes)
def begin_refresher(asking: Asking, at: Refresh) -> Dialog:
    deeds.refresh(asking.db, asking.who.id, _learner(asking, at.number)[0], asking.now)
    return RefresherBegun(number=at.number)


@facts
def lesson(asking: Asking, at: Refresher) -> Prepared:
    """One topic; closed once it is read."""
    running = refreshers.latest(asking.db, asking.who.id)
    number = at.number
    if running is None or running.id != at.refresher or not 0 < number <= len(ORIENTATION):
        raise NotFound
    topic = ORIENTATION[number - 1].key
    if topic in topics.of_people(asking.db, [asking.who.id])[asking.who.id]:
        raise NotOpen(_("You have covered that topic already."))
    return Prepared(Lesson(Name(asking.who.name), number, len(ORIENTATION), REFRESHER[topic]))


@does(Refresher.read)
def read_topic(asking: Asking, at: Refresher) -> Dialog:
    topic = Topic(ORIENTATION[at.number - 1].key)
    deeds.read(asking.db, asking.who.id, topic, asking.now)
    return TopicRead()


@facts
def read(asking: Asking, at: TopicRead) -> Prepared:
    """How many topics are covered."""
    left = len(topics_deeds.to_cover(asking.db, [asking.who.id]))
    return Prepared(Read(len(ORIENTATION) - left, len(ORIENTATION), left))


# induction


@subjects
def to_induct(asking: Asking, form: type[Induct], words: str) -> list[Subject]:
    """Those whose induction this person ticks and that is not complete; one by TSC number."""
    mine = deeds.inducted_by(asking.db, asking.who.id, asking.now)
    if not mine:
        raise NotOpen(_("A mentor or head records the induction of their own teachers."))
    number = bare_number(words)
    if number is not None:
        mine = [_numbered(mine, str(number))]
    known = topics.of_people(asking.db, [one.id for one in mine])
    left = [one for one in mine if topics_rules.missing(known[one.id], topics_rules.induction_of([one.role]))]
    if not left:
        raise NotOpen(_("The induction of all your teachers is recorded."))
    return [_to_induct(one) for one in left]


def _to_induct(one: Member) -> Subject:
    leads = one.role in topics_rules.ADMINISTRATORS
    form = InductAdministrator if leads else Induct
    return Subject(form(teacher=one.id), Said(_("{who}"), {"who": Name(one.name)}))


def _inducted(asking: Asking, at: Induct | InductAdministrator | InductionSaved) -> Member:
    mine = deeds.inducted_by(asking.db, asking.who.id, asking.now)
    found = next((one for one in mine if one.id == at.teacher), None)
    if found is None:
        raise NotFound
    return found


@facts
def induct(asking: Asking, at: Induct | InductAdministrator) -> Prepared:
    """Whose induction it is."""
    return Prepared(TookPart(together([_inducted(asking, at).name])))


@takes
def take_induction(asking: Asking, at: Induct, given: Answers) -> Dialog:
    return _take_induction(asking, at, _topics(Induct.topics, given))


@takes
def take_induction_of_administrator(asking: Asking, at: InductAdministrator, given: Answers) -> Dialog:
    return _take_induction(asking, at, _topics(InductAdministrator.topics, given))


def _take_induction(asking: Asking, at: Induct | InductAdministrator, covered: Sequence[Topic]) -> Dialog:
    deeds.induct(asking.db, asking.who.id, at.teacher, covered, asking.now)
    return InductionSaved(teacher=at.teacher)


@facts
def induction_saved(asking: Asking, at: InductionSaved) -> Prepared:
    """What is left of it."""
    one = _inducted(asking, at)
    held = [role.role for role in roles.of_person(asking.db, one.id, asking.today)]
    left = topics_rules.missing(topics.of_people(asking.db, [one.id])[one.id], topics_rules.induction_of(held))
    return Prepared(Inducted(Name(one.name), _ticked(INDUCTION_OF_ADMINISTRATORS, left)))
