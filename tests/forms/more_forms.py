"""Forms that use every element of the notation, also those that no form of the product uses yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.days import Day, Hour
from bot.forms.facts import Fact, Index, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form, Group, Part, Repeat, Review
from bot.forms.lists import Items
from bot.forms.questions import Choice, Rating, Text, YesNo
from bot.forms.saying import Option
from bot.language import Item, Name, _


@dataclass(frozen=True)
class Known:
    """What a visit knows before it asks."""

    me: Name
    began: date
    planned: date | None
    usual_place: str
    pupils: tuple[Item, ...]
    first_time: bool


class Lesson(Group):
    """A part of a form: what was seen."""

    topic = Text(_("which topic?"))
    calm = YesNo(_("was the class calm?"))
    noise = Rating(_("how loud?"), _("a little"), _("much"), when=calm.no)


class Pupil(Group):
    """Asked for each pupil."""

    progress = Rating(_("how is {item}?"), _("behind"), _("on track"), _("ahead"))
    need = Text(_("what does {item} need?"), when=progress.at_most(1))


class Goal(Group):
    """Asked for each goal named in the form itself."""

    by = Text(_("who helps with {item}?"), optional=True)


class Visit(Form[Known], abstract=True):
    """A visit to a lesson: every element once."""

    sitting = 4

    held = YesNo(_("did it take place?"), label=_("held"))
    why = Choice(
        _("why not?"), Option("exams", _("exams")), Option("away", _("away")), Option("other", _("other")), when=held.no
    )
    words = Text(_("what happened?"), when=why.is_("other"))
    day = Day(_("when?"), earliest=Fact("began"), latest=today, suggest=Fact("planned"), when=held.yes)
    hour = Hour(_("what hour?"), when=held.yes)
    school = Find(_("which school?"), Index("schools"))
    teacher = Find(_("which teacher?"), Index("teachers"), given=school)
    mark = Rating(_("your mark?"), _("low"), _("middle"), _("high"))
    praise = Text(_("what was good?"), when=mark.at_least(3), optional=True)
    blame = Text(_("what was not?"), when=mark.at_most(1) | held.no)
    lesson = Part(Lesson, when=held.yes)
    pupils = Repeat(Pupil, of=Fact("pupils"))
    goals = Items(_("goals?"), dated=True, optional=True)
    each_goal = Repeat(Goal, of=goals)
    place = Text(_("where?"), same_as=Fact("usual_place"))
    again = Text(_("where next?"), same_as="place", optional=Fact("first_time"))
    remark = Text(_("a remark?"), aside=True)

    echo = Echo(_("Visit by {me}: {held}."), note=_("add a remark"))


class VisitRead(Review, Visit, abstract=True):
    """The same, opened filled."""

    changed = Echo(_("Changed: {held}."), change=None, leave=_("wait"))


class Matching(Form[Known], abstract=True):
    """Two things found in one message without numbers."""

    mentee = Find(_("whom?"), Index("mentees"))
    mentor = Find(_("with whom?"), Index("mentors"), given=mentee)

    shorthand = "mentee mentor"
    echo = Echo(_("{mentee} with {mentor}?"), change=None, leave=_("no"))


class Short(Form[Known], abstract=True):
    """A one-message form with every kind of answer in it."""

    day = Day(_("when?"), earliest=Fact("began"), latest=today, suggest=Fact("planned"))
    place = Text(_("where?"), same_as=Fact("usual_place"))
    goals = Items(_("goals?"), dated=True)
    mark = Rating(_("mark?"), _("low"), _("high"))
    held = YesNo(_("held?"))
    rest = Text(_("anything else?"), optional=True)

    shorthand = "[day] [place] 1 goals 2 mark 3 held"
    echo = Echo(_("{day}: {held}, {mark}, {goals}."))


MORE = (Visit, VisitRead, Matching, Short)
