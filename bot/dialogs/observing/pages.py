"""What the two read of a lesson that was observed, and what offices read of many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.instruments.paper import Ratings, Shift, Tips, Worded
from bot.dialogs.observing.paper import Observe
from bot.forms.facts import Fact
from bot.forms.page import Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If, InLines
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class ObservedLesson:
    """A lesson as it was rated, and what to talk over after it."""

    coach: Name
    coachee: Name
    day: date
    stage: Marked
    marks: Ratings
    by_indicator: Ratings
    tips: Tips
    shift: Shift
    """Of an endline: from the baseline of the same person."""


class LessonSaved(Page[ObservedLesson]):
    """The receipt: the labels of what was sent as digits, and two tips for the weakest at once (requirement D312)."""

    observation: int

    shows = "scores"
    receipt = True
    text = _("Saved: {coachee}, {day}, {stage}: {marks}. To talk over: {tips}")


class LessonCopy(Notice[ObservedLesson]):
    """To the coachee: her own copy waits; the marks are shown when she opens it."""

    observation: int

    shows = "scores"
    text = _("TIMEC: your coach {coach:full} wrote down the lesson of {day}. Only you two see the marks.")
    template = "lesson_observed"
    buttons = (_("to read it"),)

    read = Go(_("to read it"), lambda: ReadLesson, synonyms=("read", "soma", "open", "fungua"))


class ReadLesson(Page[ObservedLesson]):
    """A lesson in full, to one of the two."""

    observation: int

    shows = "scores"
    does = True
    text = (
        _("Lesson of {coachee}, {day}, {stage}: {marks}."),
        If(Fact("shift"), _("Since the baseline: {shift}.")),
        If(Fact("by_indicator"), _("By indicator: {by_indicator:short}.")),
    )


@dataclass(frozen=True)
class PairLessons:
    """The lessons of one pair, the newest first."""

    coach: Name
    coachee: Name
    rows: tuple[Row, ...]


class LessonScores(Page[PairLessons]):
    """What was observed in one pair; nothing of any other stands on it (requirement D271)."""

    pair: int

    shows = "scores"
    asks = Style.LIST
    text = If(
        Fact("rows"),
        _("Observed: {coachee}, coach {coach}:"),
        _("{coach} has not observed a lesson of {coachee} yet."),
    )

    each = Each(Fact("rows"))


@dataclass(frozen=True)
class WhoseScores:
    """The pairs of somebody, and the area that they oversee."""

    rows: tuple[Row, ...]


class Scores(Page[WhoseScores]):
    """Of which pair; an office sees the averages of its schools."""

    keyword = _("SCORES")
    shows = "scores"
    text = _("Marks of whom?")
    asks = Style.LIST

    each = Each(Fact("rows"))


@dataclass(frozen=True)
class Average:
    """One area's means of the same people, in percent of the highest point."""

    what: Worded
    before: int
    after: int

    def spoken(self, language: str, spec: str) -> str:
        return f"{self.what.spoken(language, '')} {self.before}% > {self.after}%"


@dataclass(frozen=True)
class Averages(InLines):
    """All areas."""

    all: tuple[Average, ...]


@dataclass(frozen=True)
class AreaLessons:
    """An area's coaching pairs, how many lessons were observed in them, and the averages where there are enough."""

    area: str
    pairs: int
    observed: int
    lessons: int
    both: int
    averages: Averages
    schools: int
    silent: int
    which: tuple[str, ...]


class AreaScores(Page[AreaLessons]):
    """School and area averages of lesson observation, of five people or more (rows Data.SCORES of the matrix, D308)."""

    area: int

    private = True
    shows = "scores"
    text = (
        _("{area}: lessons observed {lessons}, in {observed} of {pairs:# coaching pair|# coaching pairs}."),
        If(
            Fact("averages"),
            _("Baseline > endline of the same {both} people, mean in % of 4 points:\n{averages}\n"),
            _("Averages are told of 5 people or more with baseline and endline; now {both}."),
        ),
        If(Fact("silent"), _("No lesson in 6 weeks at {silent} of {schools} schools: {which:semi}.")),
    )


@dataclass(frozen=True)
class ToObserve:
    """A coach and the coachee whose lesson waits."""

    me: Name
    partner: Name


class ObserveLesson(Prompt[ToObserve]):
    """To a coach: four weeks of a cycle have passed without a lesson observed."""

    reason = Reason(
        "observe",
        Rank.REPORT,
        because=_("no lesson of your coachee was observed in this cycle"),
        watched=_("Prompt to {who}: a lesson of the coachee is to be observed in this cycle"),
    )

    pair: int
    nth: int

    shows = "scores"
    text = _("TIMEC: {me:first}, no lesson of {partner} is observed yet in these six weeks. After one, send OBSERVE.")
    brief = _("a lesson to observe: OBSERVE")
    template = "observe_lesson"

    observe = Go(_("write it down"), Observe)
