"""docs/due.md shows every rule of the clock as it is; `python -m tests.scheduler.test_table` writes it anew."""

from __future__ import annotations

from pathlib import Path

from bot.dialogs import every
from bot.forms.page import PAGES, Prompt
from scheduler.due import RULES
from scheduler.table import table

PAGE = Path(__file__).parents[2] / "docs" / "due.md"

BY_DEEDS = {"EnrolmentAsked"}
"""Opened by what somebody does, and kept to hours and limits like what falls due."""


def page() -> str:
    """docs/due.md as it ought to be."""
    return (
        "# What is due, and when\n\n"
        "Every prompt that the clock opens by itself, made from the rules (`prompts.py` of each subject) by\n"
        "`python -m tests.scheduler.test_table`. A day on which schools are closed is never one of these: what falls\n"
        "due then keeps its date and comes on the first school day after, but for what the table says of sessions.\n"
        "Each comes at its person's own hour, or just after lessons (16:15); one a day and three a week are said,\n"
        "those that matter most first, and nobody hears the same one twice.\n\n"
        f"{table()}\n"
        "Whoever has muted us, is paused, has ended or cannot be reached hears none of it.\n"
    )


def test_the_table_of_what_is_due_is_as_the_rules_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.scheduler.test_table"


def test_every_prompt_is_opened_by_a_rule_that_says_when() -> None:
    every("pages")
    prompts = {name for name, kind in PAGES.items() if issubclass(kind, Prompt)}
    opened = {row.opens.__name__ for rule in RULES for row in rule.rows}
    assert all(rule.rows for rule in RULES)
    assert prompts - opened == BY_DEEDS


NOT_OVERDUE = {
    "SessionReminder": "the session begins",
    "FitAsked": "it is their own to answer",
    "CheckIn": "it is their own to answer",
    "PlcAfter": "it is their own to answer",
    "PlcToRecord": "it is their own to answer",
    "ObserveLesson": "the next cycle asks again",
    "MayICoach": "it is free to be left without an answer",
    "Unfinished": "a form that was left is its owner's",
    "SharingDue": "it tells of a date",
    "FridayLine": "it tells how it stands",
    "WeekSlots": "it tells of the week",
}
"""What nobody above is to see as overdue, and why."""


def test_what_was_asked_for_in_vain_stands_somewhere_for_who_is_above() -> None:
    """Two reminders at most, then silence (requirement D226): so each says where it is seen from then on."""
    rows = [row for rule in RULES for row in rule.rows]
    assert {row.opens.__name__ for row in rows if not row.then} == NOT_OVERDUE.keys()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
