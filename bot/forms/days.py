"""Questions about a day and an hour, heard in both languages and on the Swahili clock."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.forms.among import among, either_clock, unclear, which_day, which_hour
from bot.forms.closed import FAR, OfDays, free, to_come
from bot.forms.facts import Bound, Context, Fact, NotUnderstood
from bot.forms.questions import Question
from bot.forms.saying import Option, Said
from bot.language import (
    NAIROBI,
    Around,
    Marked,
    NotADay,
    NotAnHour,
    Towards,
    Unclear,
    When,
    _,
    beginning,
    is_planned,
    local,
    read_day,
    read_hour,
    read_when,
    twelve,
)
from bot.language.dates.bidding import ASKED, says_will, tells_it_was
from bot.language.meaning import read
from bot.language.tokens import level


class Day(OfDays):
    """A date, stored as `2026-05-28`, between two bounds; a log looks back, a plan looks ahead."""

    how = _("Write the date like {example}, or TODAY.")
    present = _("Now: {present:weekday}.")

    def __init__(
        self,
        ask: Marked,
        *,
        earliest: Bound | None = None,
        latest: Bound | None = None,
        suggest: Fact | None = None,
        too_early: Marked = _("{day:weekday} is too early: not before {bound:weekday}."),
        too_late: Marked = _("{day:weekday} is still to come. Write a day up to today."),
        **kwargs: Any,
    ) -> None:
        super().__init__(ask, **kwargs)
        self.earliest, self.latest, self.suggest = earliest, latest, suggest
        self.too_early, self.too_late = too_early, too_late

    def days(self, stored: str) -> tuple[date, ...]:
        """The day that was given."""
        return (date.fromisoformat(stored),)

    def put(self, stored: str, day: date, other: date) -> str:
        return other.isoformat()

    @property
    def towards(self) -> Towards:
        return Towards.PAST if self.latest is not None else Towards.FUTURE

    def hear(self, words: str, context: Context) -> str:
        try:
            day = self._read(words, context)
        except NotADay as fault:
            if fault.impossible:
                raise NotUnderstood(_("{words} is not a date."), words=fault.words).answering() from None
            raise NotUnderstood from None
        self.bounded(self._meant(day, words, context), context)
        return day.isoformat()

    def _meant(self, day: date, words: str, context: Context) -> date:
        """The day that is meant: “1/6” on 17 June is a slip, and only with its year a day of the next one."""
        before = day - timedelta(days=365)
        slips = day - context.today > FAR and timedelta(0) < context.today - before < FAR / 2
        return before if slips and self.earliest is not None and str(day.year) not in words else day

    def _read(self, words: str, context: Context) -> date:
        """The day that these words name, alone or among others; the planned one where it is named so."""
        try:
            return read_day(words, context.today, self.towards)
        except NotADay as fault:
            if fault.impossible:
                raise
        planned = self._suggested(context)
        if planned is not None and is_planned(words):
            return planned
        found = among(words, context, self.towards)
        if self.towards is Towards.PAST and (says_will(words) or "postpone" in read(found.left).bag):
            raise NotUnderstood  # what somebody will do, or moves, is no day that was
        if found.day is None or found.either:
            raise NotUnderstood(_("Which day? Write it like {example}."), example=self._example(context)).showing()
        return found.day

    def check(self, stored: str, context: Context) -> None:
        try:
            day = date.fromisoformat(stored)
        except ValueError:
            raise NotUnderstood from None
        self.bounded(day, context)

    def bounded(self, day: date, context: Context) -> None:
        """Refuses a day outside the bounds, with the reason."""
        first = self.earliest.of(context) if self.earliest else None
        last = self.latest.of(context) if self.latest else None
        if first and day < first:
            raise NotUnderstood(self.too_early, day=day, bound=first).answering()
        if last and day > last:
            raise NotUnderstood(self.too_late, day=day, bound=last).answering()

    def value(self, stored: str, context: Context) -> object:
        return date.fromisoformat(stored)

    def store(self, value: Any) -> str | None:
        return value.isoformat() if value else None

    def usual(self, context: Context) -> str | None:
        suggested = self.store(self.suggest.of(context)) if self.suggest else None
        if suggested is None or self._refuses(suggested, context):
            return None
        return suggested

    def _refuses(self, stored: str, context: Context) -> bool:
        try:
            self.check(stored, context)
        except NotUnderstood:
            return True
        return False

    def _example(self, context: Context) -> str:
        return f"{context.today.day}/{context.today.month}"

    def instruct(self, context: Context) -> Said:
        return Said(self.how, {"example": self._example(context)})

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(_("E.g. {example}, or TODAY."), {"example": self._example(context)}),)

    def offers(self, context: Context) -> tuple[Option, ...]:
        days = {_("today {day:weekday}"): context.today, _("planned {day:weekday}"): self._suggested(context)}
        if self.towards is Towards.PAST:
            days[_("yesterday {day:weekday}")] = context.today - timedelta(days=1)
        fitting = {day: text for text, day in reversed(days.items()) if day and not self._refuses(str(day), context)}
        return tuple(Option(str(day), Said(text, {"day": day})) for day, text in sorted(fitting.items(), reverse=True))

    def _suggested(self, context: Context) -> date | None:
        return self.suggest.of(context) if self.suggest else None

    def examples(self, context: Context) -> tuple[str, ...]:
        first = self.earliest.of(context) if self.earliest else context.today
        last = self.latest.of(context) if self.latest else context.today + timedelta(days=300)
        days = {first, last, max(first, last - timedelta(days=1))} if first <= last else set()
        return tuple(sorted(day.isoformat() for day in days))


class Hour(Question):
    """A time of day, stored as `13:00`; a truly unclear hour is asked."""

    how = _("Write the hour like 1pm or 13:00.")

    def hear(self, words: str, context: Context) -> str:
        words = beginning(ASKED.sub("", words))
        either_clock(words)
        try:
            return read_hour(words).strftime("%H:%M")
        except Unclear as fault:
            raise unclear(fault) from None
        except NotAnHour:
            found = among(words, context)
        if found.hour is None or found.either:
            raise NotUnderstood(_("At which hour? Write it like 1pm or 13:00.")).showing()
        return found.hour.strftime("%H:%M")

    def check(self, stored: str, context: Context) -> None:
        try:
            time.fromisoformat(stored)
        except ValueError:
            raise NotUnderstood from None

    def value(self, stored: str, context: Context) -> object:
        return time.fromisoformat(stored)

    def store(self, value: Any) -> str | None:
        return value.strftime("%H:%M") if value else None

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (*self.same_hint(context), Said(_("E.g. 1pm.")))

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("1pm", "saa nne asubuhi", "14:30")


_BY_EVENT = re.compile(r"(?i)\W*(?:after|before|when|once|baada (?:tu )?ya|kabla ya) ")


_REFUSED = re.compile(r"^\W{0,3}\w+ (?:hapana|siwezi|sitaweza|haiwezekani|not possible)\W{0,3}$")
"""“Ijumaa hapana” is no Friday."""


class Slot(OfDays):
    """A day and an hour to come (“tue 1pm”), stored as `2026-06-16 13:00`; the usual hour where none is given."""

    how = _("Write the day and the hour, like 16/6 1pm.")
    skips = ("nothing", "mentor_chooses")

    def __init__(self, ask: Marked, *, usual_hour: Fact, taken: Fact, **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.usual_hour, self.taken = usual_hour, taken

    def hear(self, words: str, context: Context) -> str:
        if _REFUSED.search(level(words)):
            raise which_day(None)
        found = self._read(beginning(words), context)
        hour = found.hour or self.usual_hour.of(context)
        if found.day is None or hour is None:
            raise which_day(found.hour)
        slot = f"{found.day} {hour:%H:%M}"
        self.check(slot, context)
        return slot

    def _read(self, words: str, context: Context) -> When | Around:
        """Day and hour as they are named, alone or among other words; a part of the day alone is asked about."""
        try:
            return among(words, context) if twelve(words) else read_when(words, local(context.now))
        except (NotADay, NotAnHour, Unclear):
            found = self._among(words, context)
        if found.either:
            raise NotUnderstood(_("Which day is meant? Write only that one, like 16/6 1pm.")).answering().showing()
        if found.part and found.day is not None:
            raise which_hour(found.day)
        return found

    def _among(self, words: str, context: Context) -> Around:
        """The same; what it is to come after is no day, and only its speaker knows which: “after the exams”."""
        if tells_it_was(words) and "agree" not in read(words).bag:
            raise NotUnderstood  # “tulikutana jumanne” is no day to come
        try:
            return among(words, context)
        except NotUnderstood as fault:
            if fault.why is None and _BY_EVENT.match(words):
                raise which_day(None) from None
            raise

    def check(self, stored: str, context: Context) -> None:
        try:
            moment = datetime.fromisoformat(stored).replace(tzinfo=NAIROBI)
        except ValueError:
            raise NotUnderstood from None
        to_come(moment, moment, context)
        free((moment,), self.taken.of(context))

    def days(self, stored: str) -> tuple[date, ...]:
        """The day that was given."""
        return (datetime.fromisoformat(stored).date(),)

    def put(self, stored: str, day: date, other: date) -> str:
        return f"{other} {datetime.fromisoformat(stored):%H:%M}"

    def value(self, stored: str, context: Context) -> object:
        return datetime.fromisoformat(stored).replace(tzinfo=NAIROBI)

    def examples(self, context: Context) -> tuple[str, ...]:
        ahead = context.today + timedelta(days=5)
        return (f"{ahead.isoformat()} 13:00", f"{ahead.day}/{ahead.month} 1pm")
