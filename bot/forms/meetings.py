"""The question when and where to meet: one meeting or several, each with its day and hour."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from bot.forms.among import unclear
from bot.forms.closed import FAR, OfDays, free, to_come
from bot.forms.facts import Context, Fact, NotUnderstood
from bot.forms.half import Half
from bot.forms.lists import cut
from bot.forms.questions import Text
from bot.forms.saying import Said
from bot.language import (
    NAIROBI,
    Marked,
    NotADay,
    NotAnHour,
    Series,
    Unclear,
    _,
    around,
    beginning,
    fold,
    in_parts,
    leftover,
    local,
    place_alone,
    plain,
    read_series,
    speak,
    squeeze,
    venue,
    without_people,
)

AS_USUAL = re.compile(r"\b(?:as usual|usual place|kama kawaida|kama siku zote|pa kawaida)\b", re.IGNORECASE)
USUAL = 4
"""How many meetings a rhythm is where nobody said: a page of the paper log."""
MOST = 12
ALL_SAID = 4
"""So many days are read out; of more, the first and the last."""


@dataclass(frozen=True)
class Meetings:
    """Moments of meetings in order, and where they are to be ("" where nobody said)."""

    moments: tuple[datetime, ...]
    venue: str

    @property
    def text(self) -> str:
        """As it is stored: `2026-06-11 13:00,2026-06-18 13:00;staffroom`."""
        return ",".join(f"{moment:%Y-%m-%d %H:%M}" for moment in self.moments) + f";{self.venue}"

    @classmethod
    def of(cls, text: str) -> Meetings:
        """Reads what `text` wrote; raises ValueError."""
        moments, _mark, venue = text.partition(";")
        return cls(tuple(_moment(one) for one in moments.split(",")), venue)

    def __len__(self) -> int:
        return len(self.moments)

    def spoken(self, language: str, spec: str) -> str:
        """ "Thu 11 Jun, Thu 18 Jun 1:00pm, staffroom"; "brief" is "11/6 18/6, 1:00pm, staffroom", "all" the shorter."""
        if spec == "brief" or (spec == "all" and len(self) > ALL_SAID):
            days = " ".join(f"{moment.day}/{moment.month}" for moment in self.moments)
            return ", ".join(filter(None, (days, speak(self.moments[-1].time(), language), self.venue)))
        parts = [_days(list(moments), language) for _hour, moments in groupby(self.moments, lambda one: one.time())]
        return ", ".join([*parts, self.venue] if self.venue else parts)


def _days(moments: list[datetime], language: str) -> str:
    """Meetings at the same hour; the hour is said with the last."""
    last = speak(moments[-1], language)
    if len(moments) > ALL_SAID:
        return f"{speak(moments[0].date(), language, 'day')} - {last}"
    return ", ".join([*(speak(one.date(), language, "day") for one in moments[:-1]), last])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NAIROBI)


def place_of(words: str, usual: str) -> str:
    """The place that these words name: the usual one, or one that looks like a place; NotUnderstood where none does.

    It may be read on a partner's locked screen, so nothing else that was written may stand as the place.
    """
    said = venue(words)
    if fold(words) == fold(usual):
        return usual
    if said is None:
        raise NotUnderstood(_('I do not know the place "{words}".'), words=cut(squeeze(words)))
    return usual if fold(said) == fold(usual) else said


class Where(Text):
    """Where two met: any words that answer it, but in a one-message form only what looks like a place."""

    how = _("Write the place in a few words.")

    def led(self, words: str, context: Context) -> str:
        return place_of(words, self.usual(context) or "")

    def hear(self, words: str, context: Context) -> str:
        if len(in_parts(words, 3).parts) > 1:
            raise NotUnderstood
        usual = self.same(context)
        if usual is not None and AS_USUAL.search(words):
            return usual
        return super().hear(place_alone(words), context)

    def instruct(self, context: Context) -> Said:
        same = self.same(context)
        return Said(_("Write the place, or SAME for {same}."), {"same": same}) if same else Said(self.how)


def _asked_about(found: Series, words: str) -> Series:
    """The same with only the place among the words that were left; NotUnderstood where they leave something open."""
    left = leftover(found.place)
    if left.either:
        raise NotUnderstood(_("Which day is meant? Write only that one, like 16/6 1pm.")).answering().showing()
    if left.part and found.hour is None:
        raise NotUnderstood(_("At which hour? E.g. 1pm.")).keeping(Half(words).text)
    return replace(found, place=left.words)


def _without_day(words: str, context: Context) -> Half:
    """What is known of meetings without a day: their hour, where one is named."""
    try:
        found = around(words, local(context.now))
    except (NotADay, NotAnHour, Unclear):
        return Half()
    return Half(words, no_day=True) if found.hour and not found.strange else Half()


def _series(words: str, context: Context) -> Series:
    """When and where these words say to meet; their slips are put right where they name no day else."""
    now = local(context.now)
    try:
        return read_series(beginning(words), now)
    except NotADay as fault:
        if fault.impossible:
            raise
        return read_series(plain(words), now)


class Meet(OfDays):
    """When and where to meet (“thursdays 1pm staffroom 4 times”), to come; the usual hour and place where none is said.

    A rhythm leaves out the days on which schools are closed or that hour is taken; a day that was named is kept, and
    may be asked about.
    """

    how = _("Write the day, hour and place, like 16/6 1pm staffroom, or Thursdays 1pm 4 times.")

    def __init__(
        self, ask: Marked, *, usual_hour: Fact, usual_venue: Fact, closed: Fact, taken: Fact, **kwargs: Any
    ) -> None:
        super().__init__(ask, **kwargs)
        self.usual_hour, self.usual_venue, self.closed, self.taken = usual_hour, usual_venue, closed, taken

    def hear(self, words: str, context: Context) -> str:
        words = without_people(words).rstrip(" .")
        try:
            found = _series(words, context)
        except NotADay as fault:
            if fault.impossible:
                raise NotUnderstood(_("{words} is not a date."), words=fault.words) from None
            asked = NotUnderstood(_("Which day? Write day, hour and place, like 16/6 1pm staffroom.")).showing()
            raise asked.keeping(_without_day(words, context).text) from None
        except NotAnHour:
            raise NotUnderstood from None
        except Unclear as fault:
            asked = unclear(fault)
            raise asked.keeping(Half(squeeze(words.replace(fault.words, " ")), fault.options).text) from None
        stored = self._meetings(_asked_about(found, words), context).text
        self.check(stored, context)
        return stored

    def _meetings(self, found: Series, context: Context) -> Meetings:
        hour = found.hour or self.usual_hour.of(context)
        if hour is None:
            raise NotUnderstood
        shut, taken = self.closed.of(context), {one.moment for one in self.taken.of(context)}

        def is_open(day: date) -> bool:
            return not any(one.holds(day) for one in shut) and datetime.combine(day, hour, NAIROBI) not in taken

        days = found.dates(USUAL, is_open, context.today + FAR)
        usual = self.usual_venue.of(context) or ""
        return Meetings(
            tuple(datetime.combine(day, hour, NAIROBI) for day in days),
            place_of(found.place, usual) if found.place else usual,
        )

    def check(self, stored: str, context: Context) -> None:
        try:
            meetings = Meetings.of(stored)
        except ValueError:
            raise NotUnderstood from None
        first, last = meetings.moments[0], meetings.moments[-1]
        to_come(first, last, context)
        if len(meetings) > MOST:
            raise NotUnderstood(_("At most {most} meetings at once."), most=MOST)
        free(meetings.moments, self.taken.of(context))

    def days(self, stored: str) -> tuple[date, ...]:
        return tuple(moment.date() for moment in Meetings.of(stored).moments)

    def put(self, stored: str, day: date, other: date) -> str:
        meetings = Meetings.of(stored)
        moved = (one + (other - day) if one.date() == day else one for one in meetings.moments)
        return replace(meetings, moments=tuple(sorted(moved))).text

    def value(self, stored: str, context: Context) -> object:
        return Meetings.of(stored)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(_("E.g. Thursdays 1pm staffroom 4 times.")),)

    def examples(self, context: Context) -> tuple[str, ...]:
        ahead = context.today + timedelta(days=5)
        return (f"{ahead.day}/{ahead.month} 1pm library", "thursdays 1pm staffroom 4 times", "kila alhamisi saa 7")
