"""Who may read a complaint: a table of cases over the pure rule. Never whoever it names, nor anybody under them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.dialogs.cases.rules import CaseAbout, KnownPerson, Seat, about, meant, named_in, next_up, readers
from bot.language import Name
from bot.store.people.roles import Role
from bot.store.rights.cases import PrivateCase

HEAD, DEPUTY, SCD, CD, RD, DFS, MENTEE, MENTOR = range(1, 9)
ROLES = {HEAD: Role.HEAD, SCD: Role.SCD, CD: Role.CD, RD: Role.RD, DFS: Role.DFS}
CHAIN = tuple(Seat(role, who, (who,), (Name(f"P{who}"),)) for who, role in ROLES.items())
NOBODY: frozenset[int] = frozenset()

WHO_READS: dict[str, tuple[int, frozenset[int], frozenset[int], list[int]]] = {
    # writer, named, partners -> readers, the nearest first
    "a mentee of her mentor": (MENTEE, frozenset({MENTOR}), frozenset({MENTOR}), [HEAD, SCD, CD, RD, DFS]),
    "a mentor of his mentee": (MENTOR, frozenset({MENTEE}), frozenset({MENTEE}), [HEAD, SCD, CD, RD, DFS]),
    "a mentee of the head": (MENTEE, frozenset({HEAD}), frozenset({MENTOR}), [SCD, CD, RD, DFS]),
    "a mentee of her mentor, who is the head (A15)": (MENTEE, frozenset({HEAD}), frozenset({HEAD}), [SCD, CD, RD, DFS]),
    "a mentee of the programme, her mentor being the head (A15)": (
        MENTEE,
        NOBODY,
        frozenset({HEAD}),
        [SCD, CD, RD, DFS],
    ),
    "a mentee of a colleague": (MENTEE, frozenset({DEPUTY}), frozenset({MENTOR}), [HEAD, SCD, CD, RD, DFS]),
    "a mentee of the sub-county director": (MENTEE, frozenset({SCD}), NOBODY, [CD, RD, DFS]),
    "a mentee of the county director: neither those under them": (MENTEE, frozenset({CD}), NOBODY, [RD, DFS]),
    "a mentee of head and county director": (MENTEE, frozenset({HEAD, CD}), NOBODY, [RD, DFS]),
    "of whoever is at the top": (MENTEE, frozenset({DFS}), NOBODY, []),
    "a head of a mentor": (HEAD, frozenset({MENTOR}), NOBODY, [SCD, CD, RD, DFS]),
    "a head of the director above": (HEAD, frozenset({SCD}), NOBODY, [CD, RD, DFS]),
    "a head mentored by the director, of the programme": (HEAD, NOBODY, frozenset({SCD}), [CD, RD, DFS]),
    "a director of a head under them": (SCD, frozenset({HEAD}), NOBODY, [CD, RD, DFS]),
    "a county director of the regional one": (CD, frozenset({RD}), NOBODY, [DFS]),
}


@pytest.mark.parametrize("name", WHO_READS)
def test_who_may_read(name: str) -> None:
    writer, named, partners, may = WHO_READS[name]
    assert [who for _seat, who in readers(CHAIN, named, writer, partners)] == may


def test_of_two_who_hold_an_office_the_first_reads_and_neither_where_one_is_named() -> None:
    shared = (Seat(Role.HEAD, 1, (HEAD, DEPUTY), (Name("P1"), Name("P2"))), *CHAIN[1:])
    assert readers(shared, NOBODY, MENTEE, NOBODY)[0][1] == HEAD
    assert readers(shared, frozenset({DEPUTY}), MENTEE, NOBODY)[0][1] == SCD
    assert readers(shared, NOBODY, MENTEE, frozenset({HEAD}))[0][1] == SCD, "who acts for the mentor is under them"


def case(role: Role, recipient: int, named: frozenset[int] = NOBODY) -> PrivateCase:
    """A case that this recipient reads."""
    kept = CaseAbout("person", named).as_written()
    return PrivateCase(1, MENTEE, 1, kept, "", recipient, role, 1, None, datetime(2026, 5, 25, tzinfo=UTC))


@pytest.mark.parametrize(
    ("role", "recipient", "named", "same", "follows"),
    [
        (Role.HEAD, HEAD, NOBODY, False, SCD),
        (Role.SCD, SCD, NOBODY, False, CD),
        (Role.SCD, SCD, frozenset({CD}), False, RD),
        (Role.DFS, DFS, NOBODY, False, None),
        # an old recipient has left, another holds the office: the successor reads it, unless it names them
        (Role.SCD, 99, NOBODY, True, SCD),
        (Role.SCD, 99, frozenset({SCD}), True, CD),
    ],
)
def test_who_reads_it_next(role: Role, recipient: int, named: frozenset[int], same: bool, follows: int | None) -> None:
    found = next_up(CHAIN, case(role, recipient, named), NOBODY, same=same)
    assert (found[1] if found else None) == follows


def test_where_nobody_holds_the_office_any_more_it_goes_up_and_never_down() -> None:
    vacant = tuple(seat for seat in CHAIN if seat.role is not Role.SCD)
    found = next_up(vacant, case(Role.SCD, 99), NOBODY, same=True)
    assert found is not None
    assert found[1] == CD


KNOWN = [
    KnownPerson(HEAD, "401122", "Jane Wambua"),
    KnownPerson(SCD, "300415", "Ali Hassan"),
    KnownPerson(DEPUTY, "401133", "Hassan Mutiso"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Jane Wambua sent me away", {HEAD}),
        ("J. Wambua sent me away", {HEAD}),
        ("wambua jane", {HEAD}),
        ("madam Wambua anajua", {HEAD}),
        ("mr Hassan", {SCD, DEPUTY}),
        ("Ali Hassan came with madam Wambua", {HEAD, SCD}),
        ("the head sent me away", set()),
        ("hassan", set()),
        ("I was in Wambua village", set()),
    ],
)
def test_who_is_named_in_words(words: str, found: set[int]) -> None:
    assert named_in(words, KNOWN) == found


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("401122", {HEAD}),
        ("Wambua", {HEAD}),
        ("hassan", {SCD, DEPUTY}),
        ("somebody at the office", set()),
        ("999999", set()),
    ],
)
def test_whom_an_answer_means(who: str, found: set[int]) -> None:
    assert meant(who, KNOWN) == found


def test_all_the_answers_say_whom_it_is_about() -> None:
    whom = about({"about": "person", "who": "else", "named": "Jane Wambua", "words": "and Ali Hassan"}, KNOWN)
    assert whom.named == {HEAD, SCD}
    assert whom.who == "Jane Wambua"
    assert CaseAbout.read(whom.as_written()) == whom
