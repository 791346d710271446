"""Orientation, refresher and induction at the desk: who is meant, and what is still to be covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.dialogs.agreement.deeds import begin_if_ready
from bot.dialogs.desk import Answers, Asking, NotFound, NotNamed, NotOpen, Prepared, Subject
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.offices.shared import lists_named
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
from bot.forms.lists import ALL_WORDS, Ticked, Ticks
from bot.forms.saying import Option, Said
from bot.language import Name, Towards, _, day_apart, fold
from bot.store import pairs
from bot.store.orientation import refreshers, topics
from bot.store.orientation.topics import Topic
from bot.store.pairs import PRESENT
from bot.store.people import roles
from bot.store.people.roles import Member, Role

ME = frozenset({"me", "myself", "mimi"})
NOT_HEAD = _("The head of a school records its orientations.")


@subjects
def to_orient(asking: Asking, form: type[Orient], words: str) -> list[Subject]:
    """The pairs and people of the school who are not oriented, or exactly those who are named beside the day."""
    groups = _groups(asking)
    _day, whom = day_apart(words, asking.today, Towards.PAST)
    everybody = fold(whom) in ALL_WORDS
    if whom and not everybody:
        return [Subject(form(people=ids), together(named)) for ids, named in _named(_teachers(asking).values(), whom)]
    if not groups and asking.office is not None and asking.office.oversees_schools:
        raise NotOpen(_("Nobody whom you have matched waits for an orientation. Heads orient their own teachers."))
    if not groups:
        raise NotOpen(_("All your mentors and mentees are oriented. ORIENT with a date and a name records more."))
    found = [Subject(_at(group), together([one.name for one in group.people])) for group in groups]
    count = len({one.id for group in groups for one in group.people})
    whole = Subject(form(all=True), Said(_("all {count} of them"), {"count": count}))
    if everybody:
        return [whole]
    if sum(group.pair is not None for group in groups) == 1:
        return found[:1]  # the head was told to do just that; others are named
    return [*found, whole] if len(found) > 1 else found


def _named(found: Iterable[Member], words: str) -> list[tuple[tuple[int, ...], list[str]]]:
    """The ids and names of those of these whom the words mean; where a name may be that of several, one after another.

    NotNamed where it is nobody's.
    """
    known = {one.number or "": one for one in found}
    lists = lists_named(words, [(number, one.name) for number, one in known.items()])
    meant = [[known[number] for number in numbers] for numbers in lists]
    return [(tuple(one.id for one in some), [one.name for one in some]) for some in meant]


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


def _learners(asking: Asking, whom: str | None) -> tuple[tuple[int, ...], list[str]]:
    """Those who are named, by id and name; oneself where nobody is. NotNamed where several may be meant."""
    me = Member(asking.who.id, asking.who.tsc_number, asking.who.name, Role.MENTOR)
    if not whom or fold(whom) in ME:
        return (me.id,), [me.name]
    theirs = deeds.refreshed_by(asking.db, asking.who.id, asking.now)
    found = _named([me, *theirs], whom)
    if len(found) > 1:
        raise NotNamed(_("Which one: {who}?"), who=", ".join(name for _ids, names in found for name in names))
    return found[0]


@facts
def refresh(asking: Asking, at: Refresh | RefresherBegun) -> Prepared:
    """Whom the five messages are for."""
    return Prepared(TookPart(together(_learners(asking, at.whom)[1])))


@does(Refresh.yes)
def begin_refresher(asking: Asking, at: Refresh) -> Dialog:
    for who in _learners(asking, at.whom)[0]:
        deeds.refresh(asking.db, asking.who.id, who, asking.now)
    return RefresherBegun(whom=at.whom)


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
    if words.strip():
        named = {who for ids, _names in _named(mine, words) for who in ids}
        mine = [one for one in mine if one.id in named]
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
