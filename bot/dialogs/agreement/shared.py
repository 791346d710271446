"""What is told of a paper wherever it is shown: its exact text, its two sides, and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.dialogs.agreement import deeds
from bot.dialogs.agreement.pages import SENT, Papers
from bot.dialogs.agreement.paper import AGREEMENT, ANNEX_I, DECLARATION, PROPOSED
from bot.dialogs.agreement.rules import Paper
from bot.dialogs.desk import Asking
from bot.dialogs.ending.rules import YEAR
from bot.dialogs.pairs.shared import names
from bot.dialogs.plans.paper import MENTEE, MENTOR, read
from bot.forms.facts import Context
from bot.forms.words import Words, spoken
from bot.language import Name, local, months_after, segments, to_gsm7
from bot.store import agreement as documents
from bot.store import plans
from bot.store.agreement import Document, PaperKind
from bot.store.pairs import PairKind, PairOf
from bot.store.people import roles
from bot.store.people.roles import Role

ADMINISTRATORS = frozenset({Role.HEAD, Role.DEPUTY})
WORDING: Mapping[PaperKind, tuple[str, Words]] = {
    PaperKind.AGREEMENT: (ANNEX_I, AGREEMENT),
    PaperKind.DECLARATION: (PROPOSED, DECLARATION),
}


# their text


def facts_of(asking: Asking, pair: PairOf, known: list[Document] | None = None) -> Papers:
    """What the papers of a pair say now, and how far they have come."""
    plan = plans.latest(asking.db, pair.id)
    answers = (plan.answers if plan else None) or {}
    found = documents.current(asking.db, pair.id) if known is None else known
    agreement = next((one for one in found if one.kind is PaperKind.AGREEMENT), None)
    signed = agreement.signed if agreement else {}
    mine, other = asking.who.id, pair.partner_id(asking.who.id)
    me, partner = names(asking, pair)
    held = {role.role for role in roles.of_person(asking.db, pair.mentee_id, asking.today)}
    facts = Papers(
        me=me,
        partner=partner,
        mentor=Name(pair.mentor_name),
        mentee=Name(pair.mentee_name),
        administrator=bool(held & ADMINISTRATORS),
        start=pair.start,
        until=months_after(pair.start, YEAR) if pair.kind is PairKind.MENTORSHIP else None,
        mentor_duties=read(MENTOR, answers.get("mentor_duties", "=1")),
        mentee_duties=read(MENTEE, answers.get("mentee_duties", "=1")),
        parts=0,
        my_turn=mine not in signed and (mine == pair.mentor_id or pair.mentor_id in signed),
        mentor_first=mine == pair.mentee_id and pair.mentor_id not in signed,
        signed=day_of(signed.get(mine)),
        by_partner=day_of(signed.get(other)),
        undeclared=not any(one.kind is PaperKind.DECLARATION and mine in one.signed for one in found),
    )
    signing = (
        replace(facts, by_partner=asking.today) if mine == pair.mentee_id else facts
    )  # who signs when the other has
    return replace(facts, parts=segments(text_of(asking, SENT, signing, asking.who.language)).count)


def day_of(at: datetime | None) -> date | None:
    return local(at).date() if at else None


def text_of(asking: Asking, words: Words, facts: Papers, language: str) -> str:
    """A paper word for word, as an SMS carries it."""
    found = spoken(words, Context(facts, asking.now), vars(facts))
    return to_gsm7(" ".join(one.said.spoken(language) for one in found).replace("\n ", "\n").strip())


def paper(asking: Asking, kind: PaperKind, facts: Papers) -> Paper:
    """The paper as it reads now, in English, in which it is drawn up."""
    wording, words = WORDING[kind]
    return Paper(wording, text_of(asking, words, facts, "en"))


def offered(asking: Asking, pair: PairOf) -> None:
    """The reply to an approved plan offers the agreement."""
    deeds.offered(asking.db, asking.who.id, pair, asking.now)


def offer_anew(asking: Asking, pair: PairOf) -> None:
    """A new plan whose duties read differently changes the agreement: it is asked for again."""
    deeds.renew(asking.db, pair, paper(asking, PaperKind.AGREEMENT, facts_of(asking, pair)), asking.now)
