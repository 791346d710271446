"""The privacy notice changes: who agreed to an older one is asked once, after what they wrote was answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, update

from bot.dialogs.joining.pages import NOTICE_VERSION
from bot.language import to_gsm7
from bot.messages import Channel
from bot.store.joining import consents
from bot.store.people import people
from bot.store.people.people import PersonState
from tests.stories.given import session, the_pair
from tests.stories.player import Phones, begun

LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"
ASKED = {"en": "TIMEC: new privacy notice.", "sw": "TIMEC: ilani mpya."}


def older(engine: Engine, language: str = "en") -> Phones:
    """The log prompt of session 3, where Faith has agreed to an older notice."""
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15", language)
    with engine.begin() as db:
        db.execute(update(consents.consents).values(version="0"))
        faith = the_pair(db).mentee_id
        if not consents.of_person(db, faith):
            yes, now = consents.ConsentAnswer.YES, phones.simulation.now
            consents.add(db, consents.NewConsent(faith, yes, "0", language, Channel.SMS, "an older notice", now))
    return phones


def answers(engine: Engine) -> list[tuple[str, str]]:
    """What Faith has answered, to which version."""
    with engine.connect() as db:
        return [(one.answer.value, one.version) for one in consents.of_person(db, the_pair(db).mentee_id)]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_she_wrote_is_kept_and_the_question_comes_after_it_once(
    quick_copies: Callable[[], Engine], language: str
) -> None:
    engine = quick_copies()
    phones = older(engine, language)
    receipt, *_after = phones.write("Faith", LOG)
    assert not receipt.startswith(ASKED[language])
    with engine.connect() as db:
        assert session(db, 3).version_id is not None, "her record is saved"
    phones.until("Fri 29 May 2026, 16:00")
    said = [one.outbound.text for one in phones.sent if phones._name(one) == "Faith"]
    [asked] = [text for text in said if text.startswith(ASKED[language])]
    assert ("MYDATA" if language == "en" else "DATA YANGU") in asked
    phones.write("Faith", "MENU" if language == "en" else "MENYU")
    phones.until("Mon 1 Jun 2026, 16:00")
    said = [one.outbound.text for one in phones.sent if phones._name(one) == "Faith"]
    assert sum(text.startswith(ASKED[language]) for text in said) == 1


@pytest.mark.each_on_both
def test_a_yes_is_kept_with_the_text_that_was_shown(lived: Engine) -> None:
    phones = older(lived)
    phones.write("Faith", LOG)
    phones.until("Fri 29 May 2026, 16:00")
    assert phones.write("Faith", "1")[0].startswith("Thank you. All goes on as before.")
    assert answers(lived)[0] == ("yes", NOTICE_VERSION)
    with lived.connect() as db:
        kept = consents.of_person(db, the_pair(db).mentee_id)[0]
    assert "Your data: MYDATA" in to_gsm7(kept.shown)


def test_a_no_ends_messages_and_the_head_is_asked_to_reach_her(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    phones = older(engine)
    phones.write("Faith", LOG)
    phones.until("Fri 29 May 2026, 16:00")
    assert phones.write("Faith", "2")[0].startswith("Noted: no messages.")
    with engine.connect() as db:
        faith = people.get(db, the_pair(db).mentee_id)
    assert faith is not None
    assert faith.state is PersonState.ENROLLED


def test_whoever_agreed_to_this_notice_is_not_asked(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    phones.until("Mon 1 Jun 2026, 16:00")
    assert not any(one.outbound.text.startswith(ASKED["en"]) for one in phones.sent)
