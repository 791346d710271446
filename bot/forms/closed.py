"""Days without school, which one may mean all the same, and moments that are taken, which one cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

from bot.forms.facts import Condition, Context, Fact, NotUnderstood
from bot.forms.questions import NO, YES, Question
from bot.forms.saying import Option, Said, pick
from bot.language import Feast, Marked, Name, NotADay, NotAnHour, Unclear, _, around, local


@dataclass(frozen=True)
class Shut:
    """Days on end without school, both included; `feast`: what is kept then, where it is a public holiday."""

    first: date
    last: date
    feast: Feast | None = None

    def holds(self, day: date) -> bool:
        """Whether this is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Engaged:
    """A moment at which whoever is asked meets a partner already."""

    moment: datetime
    number: int
    partner: Name


def free(moments: Iterable[datetime], taken: Iterable[Engaged]) -> None:
    """NotUnderstood, with what stands there, where one of these moments is taken."""
    named = set(moments)
    for one in taken:
        if one.moment in named:
            raise NotUnderstood(
                _("You meet {partner} on {moment} already (session {number}). Please give another day or hour."),
                partner=one.partner,
                moment=one.moment,
                number=one.number,
            ).showing()


FAR = timedelta(days=120)
"""A plan reaches so far ahead. “17/6” on 18 June is a slip, not a day of next year."""


def to_come(first: datetime, last: datetime, context: Context) -> None:
    """NotUnderstood where a moment has passed, also one that is read as of next year, or lies too far ahead."""
    slip = first - timedelta(days=365)
    if first - context.now > FAR and timedelta(0) <= context.now - slip < FAR / 2:
        raise NotUnderstood(_("{moment} has passed. Please give a later date."), moment=slip)
    if first <= context.now:
        raise NotUnderstood(_("{moment} has passed. Please give a later date."), moment=first).answering()
    if last - context.now > FAR:
        raise NotUnderstood(_("{day:long} is too far ahead. Write a day of the next months."), day=last.date())


class OfDays(Question):
    """A question whose answer names days to come."""

    def falls_in(self, closed: Fact) -> Within:
        """True when one of the days that were given is one of these."""
        return Within(self, f"in {closed.name}", bool, closed=closed)

    def put(self, stored: str, day: date, other: date) -> str:
        """The same answer with another day in the place of this one."""
        raise NotImplementedError


@dataclass(frozen=True)
class Within(Condition):
    """True when a day of an answer falls in one of the stretches of a fact."""

    closed: Fact = field(default_factory=lambda: Fact("closed"))

    def holds(self, context: Context) -> bool:
        answer = context.above.get(self.question)
        if not answer:
            return False
        days = self.question.days(answer)
        return any(shut.holds(day) for shut in self.closed.of(context) for day in days)


AGAIN, NEXT = "again", "next"


class Confirm(Question):
    """Whether an answer above is really meant: a yes, stored as its mark, keeps it; else it is asked again.

    A public holiday is called by its name, and the next day of school is offered in its place.
    """

    how = _("Reply one number.")

    def __init__(self, ask: Marked, *, of: OfDays, again: Marked, closed: Fact, **kwargs: Any) -> None:
        super().__init__(ask, when=of.falls_in(closed), **kwargs)
        self.of, self.again, self.closed = of, again, closed

    def options(self, context: Context) -> tuple[Option, ...]:
        meant = f"{crc32(context.above.get(self.of, '').encode()):08x}"  # an answer can be too long for a button
        yes = Option(meant, YES.label, YES.synonyms, means=("keep", "still_meet"))
        other = Option(AGAIN, self.again, ("other", *NO.synonyms, "no"), means=("other_date",))
        day = self._next(context)
        return (yes, Option(NEXT, Said(Marked("{day:weekday}"), {"day": day})), other) if day else (yes, other)

    def _feast(self, context: Context) -> tuple[date, Feast] | None:
        """The public holiday that was named, where it is the only day without school that was."""
        answer = context.above.get(self.of)
        days = [day for day in self.of.days(answer) if self._is_shut(day, context)] if answer else []
        found = ((day, one.feast) for day in days for one in self.closed.of(context) if one.feast and one.holds(day))
        return next(found, None) if len(days) == 1 else None

    def _is_shut(self, day: date, context: Context) -> bool:
        return any(one.holds(day) for one in self.closed.of(context))

    def _next(self, context: Context) -> date | None:
        """The next day of school after that holiday."""
        feast = self._feast(context)
        if feast is None:
            return None
        after = (feast[0] + timedelta(days=n) for n in range(1, FAR.days))
        day = next(day for day in after if not self._is_shut(day, context))
        taken = self.of.days(context.above[self.of])
        return None if day in taken or day - context.today > FAR else day

    def hear(self, words: str, context: Context) -> str:
        options = self.options(context)
        option, named = pick(options, words), self._named(words, context)
        if named is not None and option in (None, options[0]):
            option = options[0] if named else None
        if option is None:
            raise NotUnderstood
        return option.key

    def _named(self, words: str, context: Context) -> bool | None:
        """Whether words name the day that was given, and no other hour: “sawa, jumamosi hiyo”; None for no day."""
        try:
            found = around(words, local(context.now))
        except (NotADay, NotAnHour, Unclear):
            return None
        given = context.above[self.of]
        if found.day is None:
            return None
        at_once = found.hour is None or f"{found.day} {found.hour:%H:%M}" in given
        return found.day in self.of.days(given) and at_once and not (found.either or found.part or found.strange)

    def check(self, stored: str, context: Context) -> None:
        if stored not in {option.key for option in self.options(context)}:
            raise NotUnderstood

    def takes_back(self, stored: str) -> tuple[str, ...]:
        return {AGAIN: (self.name, self.of.name), NEXT: (self.name,)}.get(stored, ())

    def puts(self, stored: str, context: Context) -> Mapping[str, str]:
        day, feast = self._next(context), self._feast(context)
        if stored != NEXT or day is None or feast is None:
            return {}
        return {self.of.name: self.of.put(context.above[self.of], feast[0], day)}

    def hints(self, context: Context) -> tuple[Said, ...]:
        feast = self._feast(context)
        return (Said(_("{day:weekday} is {feast}."), {"day": feast[0], "feast": feast[1]}),) if feast else ()

    def value(self, stored: str, context: Context) -> object:
        return YES.label

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("yes",)
