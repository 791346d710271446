"""Annex V: what must be true beside its stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.annex_v import deeds, rules
from bot.dialogs.annex_v.pages import ReadAnnexV
from bot.dialogs.annex_v.rules import RowStatus
from bot.dialogs.desk import Asking, NotFound
from bot.dialogs.handlers import prepare
from bot.dialogs.refusals import NotYours
from bot.language import NAIROBI
from bot.messages import Channel
from bot.store.ending import evaluations
from bot.store.people import people, roles
from bot.store.signing import Evidence, Method
from tests.stories.given import HEAD, begin
from tests.stories.player import begun, play
from tests.stories.test_stories import story

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=NAIROBI)
SIGNS = Evidence(Channel.SMS, "+254712000003", Method.PIN, "en", read=True)


def school_of(engine: Engine) -> tuple[int, int]:
    """The head, and the school."""
    with engine.connect() as db:
        head = people.by_tsc(db, HEAD)
        assert head is not None
        area = roles.of_person(db, head.id, NOW.date())[0].area_id
    assert area is not None
    return head.id, area


def test_what_was_signed_is_kept_with_all_five_of_the_form_and_what_was_proposed(lived: Engine) -> None:
    play(lived, story("annex_v"))
    _head, school = school_of(lived)
    with lived.connect() as db:
        newest, first = evaluations.of_school(db, school)
    assert (newest.name, newest.number, newest.designation, newest.day) == (
        "Jane Wambua",
        HEAD,
        "Head of institution",
        date(2026, 6, 3),
    )
    assert newest.method is Method.PIN
    assert (newest.rows["3"]["status"], newest.rows["3"]["proposed"]) == ("done", "not_begun")
    assert newest.rows["11"]["status"] == "done"
    assert all(one["status"] == one["proposed"] for one in first.rows.values())
    assert (first.rows["13"]["done"], first.rows["13"]["of"]) == (1, 4)


def test_the_rows_count_what_status_counts(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    begin(engine, "quarter 2 is over", "en")
    _head, school = school_of(engine)
    with engine.connect() as db:
        rows = {one.row: one for one in deeds.proposed(db, school, datetime(2026, 11, 9, 10, 0, tzinfo=NAIROBI))}
    assert (rows[10].done, rows[10].of) == (2, 2)
    assert (rows[12].done, rows[12].of, rows[12].status) == (1, 2, RowStatus.GOING_ON)
    assert (rows[13].done, rows[13].of) == (3, 4)
    assert rows[9].status is RowStatus.DONE
    assert rows[14].of == 0


def test_only_the_head_signs_and_only_the_offices_above_read_it(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", "Wed 3 Jun 2026, 10:00")
    head, school = school_of(phones.engine)
    with phones.engine.begin() as db:
        shown = deeds.print_of(deeds.proposed(db, school, NOW), {})
        made = deeds.sign(db, head, {}, shown, SIGNS, NOW)
        for number in ("812345", "534210", "300415"):
            other = people.by_tsc(db, number)
            assert other is not None
            with pytest.raises(NotYours):
                deeds.sign(db, other.id, {}, shown, SIGNS, NOW)
    assert phones.write("Faith", "FORM5") == ["Annex V is filled by the head of a school."]
    with phones.engine.connect() as db:
        for number, reads in (("812345", False), ("534210", False), ("300415", True), ("300417", False)):
            who = people.by_tsc(db, number)
            assert who is not None
            asking = Asking(db, who, NOW)
            if reads:
                assert prepare(asking, ReadAnnexV(evaluation=made)).facts.school == "Mwangaza Primary"
                continue
            with pytest.raises(NotFound):
                prepare(asking, ReadAnnexV(evaluation=made))


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("3 done", {3: RowStatus.DONE}),
        ("3 done, 11 in progress and 12 late", None),
        ("3 Done; 11 not begun", {3: RowStatus.DONE, 11: RowStatus.NOT_BEGUN}),
        ("9 inaendelea, 10 imechelewa", {9: RowStatus.GOING_ON, 10: RowStatus.OVERDUE}),
        ("13 done", None),
        ("15 done", None),
        ("all is well", None),
        ("3", None),
    ],
)
def test_the_rows_that_differ_are_read_from_words(words: str, rows: dict[int, RowStatus] | None) -> None:
    assert rules.changes(words) == rows


def test_rows_4_to_7_move_by_themselves_as_two_are_matched_oriented_and_agree(copies: Callable[[], Engine]) -> None:
    """S4: the head has answered nothing for it."""
    stands = {}
    for name in ("s4_match", "s4_plan"):
        engine = copies()
        play(engine, story(name))
        _head, school = school_of(engine)
        with engine.connect() as db:
            rows = {one.row: one for one in deeds.proposed(db, school, datetime(2026, 5, 4, 18, tzinfo=NAIROBI))}
        stands[name] = {row: (rows[row].done, rows[row].of) for row in (4, 5, 6, 7)}
    assert stands["s4_match"] == {4: (0, 1), 5: (2, 4), 6: (1, 2), 7: (0, 1)}
    assert stands["s4_plan"][4] == stands["s4_plan"][7]
    assert stands["s4_plan"][7][0] == 1
