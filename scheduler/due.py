"""What is due: queries over dates, so that a late, lost or second clock neither loses a prompt nor doubles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Engine

from bot.dialogs import every
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.drafts.prompts import IDLE, idle
from bot.dialogs.due import LATE, TOO_LATE, Due, Rule
from bot.dialogs.telling import new_prompt
from bot.language import local_day
from bot.store.clock import looks, opening, rule_looks, scope
from bot.store.engine import may_pass, reading, retrying
from bot.store.health.passed_over import note, passing_over, together
from bot.store.support import supports
from bot.store.talk.notices import NewNotice

RULES: tuple[Rule, ...] = tuple(rule for prompts in every("prompts") for rule in prompts.RULES)
"""All rules, in the order of the subjects, in which their prompts are opened."""
PART = 500
"""So many prompts are opened in one transaction."""
STEP = timedelta(days=7)
"""How many days ahead a rule is asked for at once when the next moment is looked for."""
HORIZON = timedelta(days=7)
"""So far ahead a look at a pair sees; one of which nothing comes sooner is looked at again then."""
SOON = timedelta(minutes=10)
"""After so long the pairs are looked at again of which a rule could not be asked."""
AHEAD = timedelta(days=730)
"""So far ahead it is looked for; what is planned later is a slip of who entered it."""
Found = list[Due | Exception]
"""What a rule finds; where one row is at fault, the fault stands in place of its prompt."""


def due(db: Connection, now: datetime) -> list[Due]:
    """The prompts that must be opened now and have not been: asked of everything there is."""
    days = SchoolDays.around(db, local_day(now))
    found = [one for rule in RULES for one in _of_rule(rule, db, now, days) if isinstance(one, Due)]
    return list({one.cause: one for one in reversed(found)}.values())[::-1]


def foreseen(db: Connection, now: datetime, until: datetime) -> list[Due]:
    """What falls due later than `now` and not later than `until` as things stand, in the order of its moments."""
    days, today, last = SchoolDays.around(db, local_day(now)), local_day(now), local_day(until)
    asked = (rule.between(db, _earliest(rule, today, days), rule.reaches(last, days), days) for rule in RULES)
    return sorted((one for found in asked for one in found if isinstance(one, Due) and now < one.at <= until), key=_at)


def _at(one: Due) -> datetime:
    return one.at


def _of_rule(rule: Rule, db: Connection, now: datetime, days: SchoolDays) -> Found:
    return _ready(_of_today(rule, db, now, days), now)


def _of_today(rule: Rule, db: Connection, now: datetime, days: SchoolDays) -> Iterable[Due | Exception]:
    """What may be due on this day, whatever the hour."""
    today = local_day(now)
    return rule.between(db, _earliest(rule, today, days), rule.reaches(today, days), days)


def _ready(found: Iterable[Due | Exception], now: datetime) -> Found:
    return [one for one in found if isinstance(one, Exception) or one.at <= now < one.until]


def _earliest(rule: Rule, today: date, days: SchoolDays) -> date:
    """The oldest date of which something may be due today."""
    return days.back(today - rule.lasts, rule.lag)


def next_look(
    db: Connection, after: datetime, until: datetime | None = None, nudge_after: timedelta = IDLE
) -> datetime | None:
    """A moment later than `after` before which nothing falls due; None when none is, up to and including `until`.

    Who asks has had the pairs looked at: when each is looked at again is kept. No rule that is asked of everybody is
    asked beyond what another has found, so that a near moment costs one question a rule.
    """
    days, best, found = SchoolDays.around(db, local_day(after)), until, None
    kept = looks.first(db)
    if kept is not None and _is_between(after, kept, until):
        found = best = kept
    for rule in rules(nudge_after):
        its = None if rule.by_pair else _next_of(rule, db, after, best, days)
        if its is not None:
            found = best = its
    return found


def _next_of(rule: Rule, db: Connection, after: datetime, until: datetime | None, days: SchoolDays) -> datetime | None:
    """The rule's next moment. Dates are looked through a week at a time, as far as there are any."""
    today, end = local_day(after), local_day(until) if until is not None else date.max
    first, sure = _earliest(rule, today, days), min(today + STEP, end)
    best: datetime | None = None
    while True:
        last = rule.reaches(sure, days)
        found = rule.between(db, first, last, days)
        later = [one.at for one in found if isinstance(one, Due) and _is_between(after, one.at, until)]
        best = min([*later, *([best] if best else [])], default=None)
        if rule.next_date is None or sure >= end or (best is not None and local_day(best) <= sure):
            return best
        following = rule.next_date(db, last + timedelta(days=1))
        if following is None or following > today + AHEAD:
            return best
        first, sure = last + timedelta(days=1), min(max(following, sure + STEP), end)


def _is_between(after: datetime, at: datetime, until: datetime | None) -> bool:
    return after < at and (until is None or at <= until)


def rules(nudge_after: timedelta = IDLE) -> tuple[Rule, ...]:
    """All of them, with another pause before a form that was left is asked about."""
    nudge = idle(nudge_after)
    return tuple(nudge if rule.name == nudge.name else rule for rule in RULES)


def open_due(engine: Engine, now: datetime, nudge_after: timedelta = IDLE) -> int:
    """Puts what is due among the notices; answers how many are new. What fails keeps nothing else waiting.

    A part at a time: when a nation is due at one hour, nobody who writes meanwhile waits for all of it, and of several
    clocks each takes other pairs.
    """
    with reading(engine) as db:
        days, rest = SchoolDays.around(db, local_day(now)), rule_looks.rest(db, now)
    of_all = [rule for rule in rules(nudge_after) if not rule.by_pair and rule.name not in rest]
    asked = _asked(of_all, engine, now, days)
    opened = sum(_opened(rule, found, engine, now) for rule, found in asked)
    later = {rule.name: _asked_again(rule.rests, found, now) for rule, found in asked if rule.rests}
    if later:
        retrying(engine, partial(rule_looks.put_off, until=later))
    return opened + _of_pairs(engine, now, days)


def _asked(rules_: list[Rule], engine: Engine, now: datetime, days: SchoolDays) -> list[tuple[Rule, Found]]:
    """What each of these finds of this day: in one look, or each in its own, so that one that fails fails alone."""
    try:
        with reading(engine) as db:
            return [(rule, list(_of_today(rule, db, now, days))) for rule in rules_]
    except Exception as fault:
        if may_pass(fault):
            raise
    return [(rule, _asked_alone(rule, engine, now, days)) for rule in rules_]


def _asked_alone(rule: Rule, engine: Engine, now: datetime, days: SchoolDays) -> Found:
    try:
        with reading(engine) as db:
            return list(_of_today(rule, db, now, days))
    except Exception as fault:
        if may_pass(fault):
            raise
        return [fault]


def _opened(rule: Rule, found: Found, engine: Engine, now: datetime) -> int:
    ready, what = _ready(found, now), f"rule {rule.name}"
    parts = [ready[first : first + PART] for first in range(0, len(ready), PART)]
    return sum(retrying(engine, partial(_open_some, part=part, what=what, now=now)) for part in parts)


def _asked_again(rests: timedelta, found: Found, now: datetime) -> datetime:
    """When a rule is asked again that rests so long, unless something comes of it before."""
    return min([*(one.at for one in found if isinstance(one, Due) and one.at > now), now + rests])


def look_at_pairs(engine: Engine, now: datetime) -> int:
    """Opens what is due of the pairs whose look has come; answers how much is new."""
    with reading(engine) as db:
        if not looks.waits(db, now):
            return 0
        days = SchoolDays.around(db, local_day(now))
    return _of_pairs(engine, now, days)


def _of_pairs(engine: Engine, now: datetime, days: SchoolDays) -> int:
    opened = 0
    while True:
        with reading(engine) as db:
            if not looks.waits(db, now):
                return opened
        looked_at, found = _looked(engine, now, days)
        if not looked_at:
            return opened  # other clocks are at the rest
        opened += found


def _looked(engine: Engine, now: datetime, days: SchoolDays) -> tuple[int, int]:
    """As `_look`: all rules are asked together, and where one fails each for itself, so that it fails alone."""
    try:
        return retrying(engine, partial(_look_together, now=now, days=days))
    except Exception as fault:
        if may_pass(fault):
            raise
    return retrying(engine, partial(_look, now=now, days=days))


def _look_together(db: Connection, now: datetime, days: SchoolDays) -> tuple[int, int]:
    with together(db):
        return _look(db, now, days)


def _look(db: Connection, now: datetime, days: SchoolDays) -> tuple[int, int]:
    """Looks at some of these pairs, and says when to look at each again; how many they were, and what was opened."""
    pairs = looks.take(db, now, PART)
    again = dict.fromkeys(pairs, now + HORIZON)
    opened = 0
    with scope.only(db, pairs):
        for rule in RULES if pairs else ():
            if rule.by_pair:
                found = _ahead(rule, db, now, days)
                ready = [one for one in found or () if isinstance(one, Exception) or one.at <= now < one.until]
                opened += _open_some(db, ready, f"rule {rule.name}", now)
                for pair, at in _next_looks(found, pairs, now):
                    again[pair] = min(again[pair], at)
    looks.put_off(db, again)
    return len(pairs), opened


def _ahead(rule: Rule, db: Connection, now: datetime, days: SchoolDays) -> Found | None:
    """What this rule has for these pairs, due or to come within the horizon; None where it failed."""
    today = local_day(now)
    first, last = _earliest(rule, today, days), rule.reaches(today + HORIZON, days)

    def ask() -> Found | None:
        return list(rule.between(db, first, last, days))

    return passing_over(db, f"rule {rule.name}", now, ask, None)


def _next_looks(found: Found | None, pairs: list[int], now: datetime) -> Iterator[tuple[int, datetime]]:
    """When this rule wants the pairs to be looked at again; soon, where it could not be asked."""
    if found is None:
        yield from ((pair, now + SOON) for pair in pairs)
    for one in found or ():
        if isinstance(one, Due) and one.at > now:
            assert one.pair is not None, "a rule that is asked by pair says of which"
            yield one.pair, one.at


def _open_some(db: Connection, part: Found, what: str, now: datetime) -> int:
    """Opens all of these at once; one by one where one of them cannot be opened."""
    if not part:
        return 0
    for fault in part:
        if isinstance(fault, Exception):
            note(db, what, fault, now)
    ready = [one for one in part if isinstance(one, Due)]

    def at_once() -> int | None:
        return _open(db, ready, now)

    opened = passing_over(db, what, now, at_once, None)
    if opened is not None:
        return opened
    return sum(passing_over(db, what, now, partial(_open, db, [one], now), 0) for one in ready)


def _open(db: Connection, these: list[Due], now: datetime) -> int:
    new = opening.open_all(db, [_notice(one, now) for one in these])
    for one in these:
        if one.supports is not None and str(one.cause) in new:
            pair_id, session_id = one.supports
            supports.add(db, pair_id=pair_id, session_id=session_id, now=now)
    return len(new)


def _notice(one: Due, now: datetime) -> NewNotice:
    reason = one.on_its_day if one.on_its_day and local_day(one.at) == local_day(now) else one.reason
    return new_prompt(one.person_id, one.page, one.cause, now, reason, one.until)


__all__ = ["LATE", "TOO_LATE", "Due", "due", "next_look", "open_due"]
