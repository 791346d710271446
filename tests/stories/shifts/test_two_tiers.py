"""Jane is coached by Ali and coaches Faith (requirement D271): nothing of one pair stands beside, or in, the other.

Whatever page, form, button or paper of ours anybody opens, about whatever number: no words of a pair are told to who is
not of it; and to Jane, who is of both, no message and no paper tells of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
import pytest

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.goals import deeds as goal_deeds
from bot.dialogs.handlers import prepare
from bot.dialogs.refusals import Refusal
from bot.dialogs.sessions.rules import Record
from bot.forms.dialog import arguments
from bot.forms.facts import Context
from bot.forms.page import PAGES, Page, Picture, Row
from bot.forms.saying import speak_label
from bot.forms.words import spoken
from bot.language import NAIROBI
from bot.messages import Channel
from bot.store import letters, pairs, plans
from bot.store.goals.goals import NewGoal, Owner
from bot.store.instruments import observations
from bot.store.instruments.observations import NewObservation, ObservedAt, Tool
from bot.store.people import people
from bot.store.reviews import reviews
from bot.store.reviews.reviews import NewReview, ReviewKind
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, versions
from tests.crafted import JANE, KEYS, NOW, Attacker, Stage
from tests.memory import in_memory

FAITH, ALI = "812345", "300415"
COACHED = {"mbuyuni": (JANE, FAITH), "kilimanjaro": (ALI, JANE)}
"""What is written in the pair of a coach and a coachee, and nowhere else."""
START, DAY = date(2026, 4, 28), date(2026, 6, 3)
MANY = 300


class TwoTiers(Stage):
    """A head between the officer who coaches her and the teacher whom she coaches."""

    two: dict[str, set[int]]

    def _write(self) -> None:
        self.two = {}
        self.another_school()
        self.say(Channel.SMS, "+254712000001", text="STATUS")
        for secret, numbers in COACHED.items():
            with self.engine.begin() as db:
                coach, coachee = (one.id for number in numbers if (one := people.by_tsc(db, number)) is not None)
                kind = pairs.PairKind.COACHING
                pair = pairs.add(db, mentor_id=coach, mentee_id=coachee, kind=kind, start=START, now=NOW)
                self.of_number[secret], self.two[secret] = pair, {coach, coachee}
                wanted = {"focus": "skills", "priorities": "assessment", "benefits": f"{secret} class"}
                plan = plans.NewPlan(pair, 1, f"{secret} objectives", None, None, NOW, coach, wanted, NOW)
                plans.add(db, plan)
                session = changes.add(db, NewSession(pair, 1, DAY, scheduled=True, objectives=f"{secret} objectives"))
                changes.hold(db, session, DAY, "staffroom")
                words = (secret, f"{secret} areas", f"{secret} plan", secret, f"{secret} chart", "plans")
                record = Record(DAY.isoformat(), "staffroom", *words)
                versions.add(db, session, 1, record, coachee, NOW)
                goal = NewGoal(pair, coachee, Owner.MENTEE, f"{secret} goal", secret, date(2026, 9, 1), NOW)
                goal_deeds.propose(db, goal)
                letters.add(db, letters.NewLetter(pair, coachee, letters.LetterKind.ASK, f"{secret} letter", NOW))
                answers = {"progress": "on_track", "challenge": secret, "support": secret}
                answers |= {"learners": f"{secret} asked", "theme": "growth"}
                due = START + timedelta(days=42)
                reviews.add(db, NewReview(pair, 1, ReviewKind.SIX_WEEK, coachee, due, answers, NOW, released_at=NOW))
                tool = Tool.LESSON if secret == "mbuyuni" else Tool.LEADERSHIP
                scores = {"goals": (2, secret), "support": (2, secret)}
                rated = NewObservation(pair, coach, DAY, ObservedAt.BASELINE, 1, scores, NOW, tool)
                observations.add(db, rated)

    def shown(self, who: Attacker, seen: int) -> Iterator[str]:
        """Words of a pair that this person is not one of; words of two pairs in one message."""
        for body in self.told(who, seen):
            found = {secret for secret in COACHED if secret in str(body)}
            self.result.own += bool(found)
            if len(found) > 1 or any(who.id not in self.two[secret] for secret in found):
                yield f"shown: {body['text']}"

    def changed(self, _who: Attacker) -> Iterator[str]:
        """It is about what is told: each does what is theirs to do."""
        yield from ()


@pytest.fixture
def stage(vault_keys: tuple[str, ...], sqlite_lived: Path) -> TwoTiers:
    return TwoTiers(in_memory(sqlite_lived, vault_keys))


@pytest.mark.slow
def test_whatever_is_pressed_or_opened_tells_of_one_pair_and_to_the_two_of_it(stage: TwoTiers) -> None:
    dice = Random(11)
    for _time in range(MANY):
        stage.attempt(dice)
    print(stage.result)
    assert stage.result.own > 0
    assert not stage.result.broken, "\n".join(stage.result.broken)


def _opened(stage: TwoTiers, asking: Asking) -> Iterator[tuple[Page[Any], object]]:
    """Every page about every number of either pair, and what is on it for somebody."""
    for page in PAGES.values():
        given = arguments(page)
        for pair in stage.of_number.values():
            newest = stage.newest[pair]
            known = {
                name: newest.get(KEYS.get(one.written, ""), pair) for name, one in given.items() if one.kind is int
            }
            if all(name in known or not one.needed for name, one in given.items()):
                try:
                    yield (at := page(**known)), prepare(asking, at).facts
                except (NotOpen, Refusal, AssertionError):  # a page of what was never done
                    continue


def _said(at: Page[Any], found: object) -> str:
    """A page's words, on small screens and large ones, and its choices."""
    values = {each.name: getattr(found, each.name) for each in fields(found)} if is_dataclass(found) else {}
    said = [one.said.spoken("en") for one in spoken(at.text, Context(found, NOW), values)]
    rows = [
        speak_label(row.label, "en")
        for each in values.values()
        if isinstance(each, tuple)
        for row in each
        if isinstance(row, Row)
    ]
    return " ".join([*said, *rows])


def _drawn(found: object) -> str:
    """What stands in the papers of a page."""
    if not is_dataclass(found):
        return ""
    pictures = [one for each in fields(found) if isinstance(one := getattr(found, each.name), Picture)]
    papers = [media.content for one in pictures if (media := one.draw()).type == "application/pdf"]
    documents = [pypdfium2.PdfDocument(content) for content in papers]
    return " ".join(page.get_textpage().get_text_range() for document in documents for page in document)


def test_no_page_and_no_paper_of_anybody_tells_of_both_pairs_or_of_one_that_is_not_theirs(stage: TwoTiers) -> None:
    pages: set[str] = set()
    papers: set[str] = set()
    with stage.engine.connect() as db:
        for number in (FAITH, JANE, ALI, "300416", "534777", "812399"):
            who = people.by_tsc(db, number)
            assert who is not None
            asking = Asking(db, who, NOW.astimezone(NAIROBI), Channel.TELEGRAM, "70001", passed_at=NOW)
            for at, facts in _opened(stage, asking):
                drawn = _drawn(facts)
                said = f"{_said(at, facts)} {drawn}"
                found = {secret for secret in COACHED if secret in said}
                assert len(found) < 2, (who.name, at)
                assert all(who.id in stage.two[secret] for secret in found), (who.name, at)
                pages |= {type(at).__name__} if found else set()
                papers |= {type(at).__name__} if any(secret in drawn for secret in COACHED) else set()
    assert {"ReadCycle", "Show", "ThePlan", "PairGoals", "ReadLetter", "ReadReview", "MyQuote"} <= pages
    assert {"AnnexII", "AnnexIII"} <= papers
