"""Orientation, refresher and induction at the desk: who is meant, and what is still to be covered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.desk.base import Args, Asking, Closed, Prepared, Subject
from bot.dialogs.lists import Ticked, Ticks
from bot.dialogs.orienting import (
    Checked,
    Group,
    Induct,
    InductAdministrator,
    Inducted,
    Lesson,
    Orient,
    Read,
)
from bot.dialogs.place import Place
from bot.dialogs.saying import Option, Said
from bot.dialogs.wording import INDUCTION_OF_ADMINISTRATORS, ORIENTATION, REFRESHER
from bot.language import Name, _, bare_number
from bot.programme import orienting as rules
from bot.programme import topics as covering
from bot.programme.documents import begin_if_ready
from bot.programme.matching import own_school
from bot.programme.refusals import NotYours
from bot.store import pairs, people, refreshers, roles, topics
from bot.store.pairs import PRESENT
from bot.store.people import Person
from bot.store.roles import Member
from bot.store.topics import Topic

NUMBER = re.compile(r"\b\d{5,}\b")
"""A TSC number among other words; a date has no such."""
NOT_HEAD = _("The head of a school records its orientations.")
Groups = Sequence[rules.Group]


def together(who: Sequence[str]) -> Said:
    """How some people are called: by name while there are two."""
    names = [Name(one) for one in who]
    match names:
        case [one]:
            return Said(_("{who}"), {"who": one})
        case [one, other]:
            return Said(_("{one} and {other}"), {"one": one, "other": other})
    return Said(_("{one} and {count} more"), {"one": names[0], "count": len(names) - 1})


def to_orient(asking: Asking, words: str) -> list[Subject]:
    """The pairs and people of the school who are not oriented, or exactly those whose numbers are given."""
    groups = _groups(asking)
    numbers = NUMBER.findall(words)
    if numbers:
        ids = ".".join(str(_teacher(asking, number).id) for number in numbers)
        return [Subject({"people": ids}, Said(_("those you named")))]
    if not groups:
        raise Closed(_("All your mentors and mentees are oriented. ORIENT with a date and a TSC number records more."))
    found = [Subject(_args(group), together([one.name for one in group.people])) for group in groups]
    if sum(group.pair is not None for group in groups) == 1:
        return found[:1]  # the head was told to do just that; others go by their numbers
    everybody = {one.id for group in groups for one in group.people}
    whole = Said(_("all {count} of them"), {"count": len(everybody)})
    return [*found, Subject({"all": "1"}, whole)] if len(found) > 1 else found


def _args(group: rules.Group) -> dict[str, str]:
    return {"pair": str(group.pair.id)} if group.pair else {"rest": "1"}


def _groups(asking: Asking) -> Groups:
    try:
        return rules.groups(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise Closed(NOT_HEAD) from None


def _teacher(asking: Asking, number: str) -> Person:
    found = people.by_tsc(asking.db, number)
    if found is None:
        raise Closed(_("Nobody has the TSC number {number}. Please check it."), number=number)
    return found


def _people(asking: Asking, args: Args) -> list[tuple[int, str]]:
    """The people that a place is about, by id and name."""
    if "people" in args:
        known = (people.get(asking.db, int(one)) for one in args["people"].split("."))
        return [(one.id, one.name) for one in known if one]
    if "pair" in args:
        pair = pairs.get(asking.db, int(args["pair"]))
        return [(pair.mentee_id, pair.mentee_name), (pair.mentor_id, pair.mentor_name)] if pair else []
    wanted = [group for group in _groups(asking) if "all" in args or group.pair is None]
    return list({one.id: (one.id, one.name) for group in wanted for one in group.people}.values())


def orient(asking: Asking, args: Args) -> Prepared:
    """Who took part."""
    _only_heads(asking)
    found = _people(asking, args)
    if not found:
        raise Closed(_("That is not open to you."))
    return Prepared(Group(together([name for _id, name in found])))


def _only_heads(asking: Asking) -> None:
    try:
        own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise Closed(NOT_HEAD) from None


def take_orientation(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The orientation is written down, for each person and topic."""
    who = [person_id for person_id, _name in _people(asking, args)]
    day = date.fromisoformat(given["day"])
    rules.orient(asking.db, asking.who.id, who, day, _topics(Orient.topics, given), asking.now)
    for pair in {pair.id: pair for one in who for pair in pairs.pairs_of(asking.db, one, PRESENT)}.values():
        begin_if_ready(asking.db, pair, asking.now)
    ids = ".".join(map(str, who))
    return Place("OrientationSaved", {"pair": args["pair"]} if "pair" in args else {"people": ids})


def _topics(question: Ticks, given: Mapping[str, str]) -> list[Topic]:
    return [Topic(key) for key in question.keys(given["topics"])]


def orientation_saved(asking: Asking, args: Args) -> Prepared:
    """What is left to cover, and whether they are matched."""
    _only_heads(asking)
    who = [person_id for person_id, _name in _people(asking, args)]
    theirs = [pair for one in who for pair in pairs.pairs_of(asking.db, one, PRESENT)]
    meeting = all(pair.state is not pairs.State.PREPARING for pair in theirs)
    return Prepared(Checked(_ticked(ORIENTATION, covering.to_cover(asking.db, who)), bool(theirs), meeting))


def _ticked(labels: Sequence[Option], wanted: Sequence[Topic]) -> Ticked:
    return Ticked(tuple(option.label for option in labels if option.key in wanted))


# the refresher


def _learner(asking: Asking, args: Args) -> tuple[int, str]:
    number = args.get("number", "")
    if not number:
        return asking.who.id, asking.who.name
    found = _teacher(asking, number)
    try:
        may = rules.may_refresh(asking.db, asking.who.id, found.id, asking.now)
    except NotYours:
        may = False
    if not may:
        raise Closed(_("That is not open to you."))
    return found.id, found.name


def refresh(asking: Asking, args: Args) -> Prepared:
    """Whom the five messages are for."""
    return Prepared(Group(together([_learner(asking, args)[1]])))


def begin_refresher(asking: Asking, args: Args) -> Place:
    rules.refresh(asking.db, asking.who.id, _learner(asking, args)[0], asking.now)
    return Place("RefresherBegun", {key: args[key] for key in ("number",) if key in args})


def lesson(asking: Asking, args: Args) -> Prepared:
    """One topic; closed once it is read."""
    running = refreshers.latest(asking.db, asking.who.id)
    number = int(args["number"])
    if running is None or running.id != int(args["refresher"]) or not 0 < number <= len(ORIENTATION):
        raise Closed(_("That is not open to you."))
    topic = ORIENTATION[number - 1].key
    if topic in topics.of_people(asking.db, [asking.who.id])[asking.who.id]:
        raise Closed(_("You have covered that topic already."))
    return Prepared(Lesson(Name(asking.who.name), number, len(ORIENTATION), REFRESHER[topic]))


def read_topic(asking: Asking, args: Args) -> Place:
    topic = Topic(ORIENTATION[int(args["number"]) - 1].key)
    rules.read(asking.db, asking.who.id, topic, asking.now)
    return Place("TopicRead")


def read(asking: Asking, args: Args) -> Prepared:
    """How many topics are covered."""
    left = len(covering.to_cover(asking.db, [asking.who.id]))
    return Prepared(Read(len(ORIENTATION) - left, len(ORIENTATION), left))


# induction


def to_induct(asking: Asking, words: str) -> list[Subject]:
    """Those whose induction this person ticks and that is not complete; one by TSC number."""
    mine = rules.inducted_by(asking.db, asking.who.id, asking.now)
    if not mine:
        raise Closed(_("A mentor or head ticks the induction of their own teachers."))
    number = bare_number(words)
    if number is not None:
        wanted = _teacher(asking, str(number)).id
        mine = [one for one in mine if one.id == wanted]
    known = topics.of_people(asking.db, [one.id for one in mine])
    left = [one for one in mine if covering.missing(known[one.id], covering.induction_of([one.role]))]
    if not left:
        raise Closed(_("There is nobody of yours whose induction is still to be ticked."))
    return [_to_induct(one) for one in left]


def _to_induct(one: Member) -> Subject:
    leads = one.role in covering.ADMINISTRATORS
    args = {"teacher": str(one.id), "form": "InductAdministrator" if leads else "Induct"}
    return Subject(args, Said(_("{who}"), {"who": Name(one.name)}))


def _inducted(asking: Asking, args: Args) -> Member:
    mine = rules.inducted_by(asking.db, asking.who.id, asking.now)
    found = next((one for one in mine if one.id == int(args["teacher"])), None)
    if found is None:
        raise Closed(_("That is not open to you."))
    return found


def induct(asking: Asking, args: Args) -> Prepared:
    """Whose induction it is."""
    return Prepared(Group(together([_inducted(asking, args).name])))


def take_induction(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    return _take_induction(asking, args, _topics(Induct.topics, given))


def take_induction_of_administrator(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    return _take_induction(asking, args, _topics(InductAdministrator.topics, given))


def _take_induction(asking: Asking, args: Args, covered: Sequence[Topic]) -> Place:
    rules.induct(asking.db, asking.who.id, int(args["teacher"]), covered, asking.now)
    return Place("InductionSaved", {"teacher": args["teacher"]})


def induction_saved(asking: Asking, args: Args) -> Prepared:
    """What is left of it."""
    one = _inducted(asking, args)
    held = [role.role for role in roles.of_person(asking.db, one.id, asking.today)]
    left = covering.missing(topics.of_people(asking.db, [one.id])[one.id], covering.induction_of(held))
    return Prepared(Inducted(Name(one.name), _ticked(INDUCTION_OF_ADMINISTRATORS, left)))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Orient": orient,
    "OrientationSaved": orientation_saved,
    "Refresh": refresh,
    "RefresherBegun": refresh,
    "Refresher": lesson,
    "TopicRead": read,
    "Induct": induct,
    "InductAdministrator": induct,
    "InductionSaved": induction_saved,
}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"Orient": to_orient, "Induct": to_induct}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "Orient": take_orientation,
    "Induct": take_induction,
    "InductAdministrator": take_induction_of_administrator,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "begin_refresher": begin_refresher,
    "read_topic": read_topic,
}
