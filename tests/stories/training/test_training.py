"""TRAIN: what is kept, and every wrong word after it has its own line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.dialogs.offices.rules import NATION, words_of
from bot.dialogs.refusals import NotYours
from bot.dialogs.training import deeds, rules
from bot.dialogs.training.deeds import AtTraining
from bot.language import LANGUAGES, say
from bot.simulator.past import MENTOR
from bot.store.areas import Level
from bot.store.orientation import cascade, group_trainings, trainings
from bot.store.orientation.group_trainings import GroupKind
from bot.store.orientation.trainings import TrainingKind
from bot.store.people import people, roles
from bot.store.people.roles import Role
from tests.dialogs.sub_county import NOW, TODAY, Maker, make
from tests.stories.given import HEAD
from tests.stories.player import begun, play
from tests.stories.test_stories import story


def test_day_place_and_who_trained_are_kept_for_each_who_took_part(lived: Engine) -> None:
    play(lived, story("training"))
    with lived.connect() as db:
        peter, head = people.by_tsc(db, MENTOR), people.by_tsc(db, HEAD)
        assert peter is not None
        assert head is not None
        kept = [one for one in trainings.of_person(db, peter.id) if one.by_id == head.id]
    assert [(one.kind, one.day, one.place) for one in kept] == [
        (TrainingKind.MENTOR, date(2026, 5, 29), "school hall"),
        (TrainingKind.MENTOR, date(2026, 6, 3), "staffroom"),
    ]


def test_a_champion_is_trained_as_that_and_a_head_as_trainer_of_trainers(lived: Engine) -> None:
    play(lived, story("cascade"))
    with lived.connect() as db:
        found = {}
        for number in ("534777", HEAD):
            person = people.by_tsc(db, number)
            assert person is not None
            found[number] = {one.kind for one in trainings.of_person(db, person.id) if one.day != date(2026, 6, 1)}
    assert TrainingKind.CHAMPION in found["534777"]
    assert TrainingKind.TOT not in found["534777"]
    assert found[HEAD] >= {TrainingKind.TOT}


WRONG = (
    ("TRAIN", "On which day was the training?"),
    ("TRAIN 4/6 Peter", "is still to come."),
    ("TRAIN Peter", "On which day was the training?"),
    ("TRAIN today Faith", "Among your people nobody is called so."),
    ("TRAIN today 534999", "Among your people nobody has the TSC number 534999."),
    ("TRAIN today Peter Zubeda", "Zubeda: among your people nobody is called so."),
    ("TRAIN today Peter, Zubeda Musa", "Zubeda Musa: among your people nobody is called so."),
)


def test_each_wrong_word_after_train_gets_one_line_with_the_next_step(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "a deputy at Mwangaza", "Wed 3 Jun 2026, 10:00")
    phones.write("Jane", "TRAIN")
    phones.write("Jane", "2094")
    phones.write("Jane", "DISCARD")
    for words, says in WRONG:
        (said,) = phones.write("Jane", words)
        assert says in said, words
        phones.write("Jane", "DISCARD")
    assert phones.write("Faith", "TRAIN today 534210") == ["The head of a school records the training of its mentors."]


@pytest.mark.each_on_both
def test_officers_are_trained_by_a_national_trainer_heads_by_their_office_mentors_by_their_head(
    store: Engine,
) -> None:
    with store.begin() as db:
        made = make(db, 3)
        maker = Maker(db, 9, phones=500)
        trainer = maker.person(Role.NT, None, "Nelly National")
        head = roles.at_area(db, made.schools[0], Role.HEAD, TODAY)[0].person_id
        found = [deeds.trainees(db, who, NOW) for who in (trainer, made.director, head)]
        assert [one.kind for one in found] == [TrainingKind.MASTER, TrainingKind.TOT, TrainingKind.MENTOR]
        assert [made.director in {who.id for who in one.people} for one in found] == [True, False, False]
        assert [head in {who.id for who in one.people} for one in found] == [False, True, False]
        deeds.train(db, trainer, AtTraining([made.director]), TODAY, "Nairobi", NOW)
        for who, others in ((made.director, [made.director]), (head, [head]), (trainer, [head])):
            with pytest.raises(NotYours):
                deeds.train(db, who, AtTraining(others), TODAY, "elsewhere", NOW)
        [kept] = trainings.of_person(db, made.director)
        elsewhere = roles.at_area(db, made.elsewhere, Role.HEAD, TODAY)[0].person_id
        with pytest.raises(NotYours):
            deeds.train(db, made.director, AtTraining([elsewhere]), TODAY, "elsewhere", NOW)
        national = cascade.given(db, NATION, tuple(Level), [TrainingKind.MASTER], TODAY, 5)
    assert (kept.kind, kept.by_id, kept.place) == (TrainingKind.MASTER, trainer, "Nairobi")
    assert [(one.by, one.place, one.count) for one in national] == [("Nelly National", "Nairobi", 1)]


def test_a_group_sent_again_takes_the_place_of_what_stood_there(lived: Engine) -> None:
    play(lived, story("groups"))
    with lived.connect() as db:
        rows = group_trainings.newest(db, NATION, 10)
        found = [(one.day, one.place, one.kind, one.count, by) for one, by in rows]
        assert group_trainings.sums(db, NATION) == {one.kind: one.count for one, _by in rows}
    assert found == [
        (date(2026, 6, 1), "Katumani", GroupKind.SENIOR, 4, "Ali Hassan"),
        (date(2026, 5, 29), "Mwala hall", GroupKind.ICT, 2, "Ali Hassan"),
        (date(2026, 5, 29), "Mwala hall", GroupKind.RELIGIOUS, 5, "Ali Hassan"),
    ]


COUNTED = {
    GroupKind.BEACON: ("beacon teachers", "walimu vinara"),
    GroupKind.ICT: ("ICT champions", "mabingwa wa TEHAMA"),
    GroupKind.PERFORMING: ("performing heads", "wakuu wanaofanya vizuri"),
    GroupKind.SENIOR: ("senior teachers", "walimu waandamizi"),
    GroupKind.RELIGIOUS: ("religious leaders", "viongozi wa dini"),
    GroupKind.OTHER: ("other professionals", "wataalamu wengine"),
}
GROUPS = st.dictionaries(st.sampled_from(GroupKind), st.integers(1, rules.MOST), min_size=1)


@given(
    GROUPS,
    st.booleans(),
    st.sampled_from([", ", " and ", " na ", " ", "; "]),
    st.sampled_from([(), ("Kamau",)]),
    st.data(),
)
def test_counts_are_found_in_any_order_before_or_after_their_words(
    groups: dict[GroupKind, int], after: bool, between: str, names: tuple[str, ...], data: st.DataObject
) -> None:
    parts = [
        f"{words} {count}" if after else f"{count} {words}"
        for kind, count in groups.items()
        for words in [data.draw(st.sampled_from(COUNTED[kind]))]
    ]
    found = rules.counted(between.join([*names, *parts]))
    assert found.counts == groups
    assert [one for one in words_of(found.rest) if one not in ("and", "na")] == [name.lower() for name in names]
    assert rules.read(rules.written(found.counts)) == groups


@pytest.mark.parametrize("kind", GroupKind)
def test_each_group_is_heard_as_it_is_called_in_both_languages(kind: GroupKind) -> None:
    for language in LANGUAGES:
        for count in (1, 2):
            assert rules.counted(say(rules.COUNT_OF[kind], language, count=count)).counts == {kind: count}


@pytest.mark.parametrize(
    ("words", "kind", "count"),
    [
        ("viongozi wa dini watatu", GroupKind.RELIGIOUS, 3),
        ("viongozi watatu wa dini", GroupKind.RELIGIOUS, 3),
        ("walimu waandamizi wawili", GroupKind.SENIOR, 2),
        ("mabingwa wanne wa TEHAMA", GroupKind.ICT, 4),
        ("walimu watano vinara", GroupKind.BEACON, 5),
        ("kiongozi wa dini mmoja", GroupKind.RELIGIOUS, 1),
    ],
)
def test_numbers_agree_with_people(words: str, kind: GroupKind, count: int) -> None:
    found = rules.counted(words)
    assert (found.counts, found.rest) == ({kind: count}, "")


@pytest.mark.parametrize(
    "words", ["Katunge, Brian", "401122", "3 cooks", "wapishi 3", "wapishi watatu", "all", "Senior Religious"]
)
def test_names_and_unknown_groups_are_left_as_they_are(words: str) -> None:
    found = rules.counted(words)
    assert (found.groups, found.rest) == ((), words)
    assert rules.counts_others(words) == (words in ("3 cooks", "wapishi 3", "wapishi watatu"))
