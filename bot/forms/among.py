"""A day and an hour among other words, for the questions that ask for one."""

from __future__ import annotations

from datetime import date, time

from bot.forms.facts import Context, NotUnderstood
from bot.forms.half import Half
from bot.language import Around, NotADay, NotAnHour, Towards, Unclear, _, around, bare_number, local


def among(words: str, context: Context, towards: Towards = Towards.FUTURE) -> Around:
    """The day and the hour among other words; NotUnderstood where those are about something else."""
    try:
        found = around(words, local(context.now), towards, placed=True)
    except NotADay as fault:
        if fault.impossible:
            raise NotUnderstood(_("{words} is not a date."), words=fault.words) from None
        raise NotUnderstood from None
    except NotAnHour:
        raise NotUnderstood from None
    except Unclear as fault:
        raise unclear(fault) from None
    if found.strange:
        raise NotUnderstood
    return found


def unclear(fault: Unclear) -> NotUnderstood:
    """Which of the two hours is meant, as it is asked."""
    first, second = fault.options
    asked = NotUnderstood(_("Do you mean 1 {first} or 2 {second}?"), first=first, second=second)
    return asked.keeping(Half.of_day(fault.day, fault.options).text)


def either_clock(words: str) -> None:
    """Asks which hour a bare number means that is one of the day on both clocks: 9 is 9:00 or saa 9."""
    number = bare_number(words)
    if number is not None and 7 <= number <= 12 and number + 6 <= 18:
        raise unclear(Unclear(words, (time(number), time(number + 6))))


def which_day(hour: time | None) -> NotUnderstood:
    """Which day is meant, where at most an hour was named."""
    known = Half(f"{hour:%H:%M}", no_day=True) if hour else Half()
    return NotUnderstood(_("Which day? Write day and hour, like 16/6 1pm.")).showing().keeping(known.text)


def which_hour(day: date) -> NotUnderstood:
    """Which hour of a day is meant."""
    asked = NotUnderstood(_("At which hour on {day:weekday}? E.g. 1pm."), day=day)
    return asked.keeping(Half.of_day(day).text)
