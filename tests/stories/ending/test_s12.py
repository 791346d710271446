"""S12: what must be true after the conversations in s12_*.chat, and what cannot happen before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.dialogs.desk import Asking
from bot.dialogs.ending import deeds as finishing
from bot.dialogs.ending.rules import open_items
from bot.dialogs.ending.shared import gaps
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.past import MENTEE
from bot.store import certificates, pairs
from bot.store.certificates import Certificate
from bot.store.ending import assessments
from bot.store.pairs import PairOf, PairState
from bot.store.people import people
from bot.store.talk import inbox
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story
from tests.stories.the_year import YEAR

EVE = "Mon 3 May 2027, 16:20"
DAY = "Tue 4 May 2027, 16:15"
MINE = ("323", "i plan every week", "help with large classes", "1")
HERS = ("1 2094", "3")
WORDS = "Bring notes every Friday until August."
SECRET = ("plan every week", "large classes", "calm class")


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """The year is over, Peter has assessed himself, and Faith is asked."""
    return begun(quick_copies(), "a year is over and Peter has assessed himself", DAY)


def write(phones: Phones, name: str, *texts: str) -> list[str]:
    """Somebody writes by SMS; answers all that their phone then shows."""
    return [line for text in texts for line in phones.write(name, text)]


@pytest.mark.parametrize(
    ("language", "word", "late"),
    [("en", "STATUS", "Approvals late at ITSD: 1"), ("sw", "HALI", "Idhini zilizochelewa ITSD: 1")],
)
def test_an_approval_is_asked_for_twice_and_then_stands_as_late_in_the_nation_s_figures(
    quick_copies: Callable[[], Engine], language: str, word: str, late: str
) -> None:
    phones = begun(quick_copies(), "a year is over and Peter has assessed himself", DAY)
    phones.write("Ruth", "ENGLISH" if language == "en" else "KISWAHILI", Channel.TELEGRAM)
    write(phones, "Faith", *MINE)
    write(phones, "Jane", *HERS)
    address, before = phones.address("Ruth", Channel.TELEGRAM), len(phones.sent)
    phones.until("Fri 11 Jun 2027, 18:00")
    asked = [one.sent_at for one in phones.sent[before:] if one.address == address and "2 " in one.outbound.listed]
    assert [f"{at.astimezone(NAIROBI):%a %-d %b}" for at in asked if at] == ["Wed 5 May", "Fri 14 May"]
    assert late in phones.write("Ruth", word, Channel.TELEGRAM)[0]


def completed(phones: Phones) -> None:
    """Everything is in, and ITSD has approved."""
    write(phones, "Faith", *MINE)
    write(phones, "Jane", *HERS)
    phones.until("Wed 5 May 2027, 16:20")
    assert phones.press("Ruth", "Approve", Channel.TELEGRAM)


def pair_of(engine: Engine) -> PairOf:
    """Faith and Peter, whatever has become of them."""
    with engine.connect() as db:
        mentee = people.by_tsc(db, MENTEE)
        assert mentee is not None
        return pairs.pairs_of(db, mentee.id, list(PairState))[0]


def issued(engine: Engine) -> list[Certificate]:
    with engine.connect() as db:
        return certificates.of_pair(db, pair_of(engine).id)


def test_nothing_of_this_can_happen_before_the_year_is_over(quick_copies: Callable[[], Engine]) -> None:
    """D215: on 3 May, with every review saved and every session held, nobody is asked and no word opens it."""
    phones = begun(quick_copies(), "a year is over", EVE)
    assert phones.sent == []
    (told,) = phones.write("Faith", "ASSESS")
    assert told == "Your time is served on 4 May 2027. I will ask you then."
    assert phones.write("Peter", "ASSESS", Channel.WHATSAPP) == [told]
    assert phones.write("Ruth", "QUEUE", Channel.TELEGRAM) == ["No pair awaits approval."]
    assert "Your certificate can come from 4 May 2027." in phones.write("Faith", "CERT")[0]
    with phones.engine.connect() as db:
        assert assessments.of_pair(db, the_pair(db).id) == []


def test_two_certificates_with_numbers_of_their_own(lived: Engine) -> None:
    play(lived, story("s12_one_year"))
    mentee, mentor = issued(lived)
    assert (mentee.number, mentor.number) == ("TM27-00418", "TM27-00419")
    assert mentee.issued_on == mentor.issued_on == date(2027, 5, 18)
    assert (mentee.since, mentee.until) == (date(2026, 5, 4), YEAR)
    assert {mentee.awarded_on, mentor.awarded_on} == {date(2027, 6, 7)}
    assert pair_of(lived).state is PairState.COMPLETED


def test_no_number_of_points_is_ever_said(lived: Engine) -> None:
    """D245: TPD is eligible, then awarded on a day; how many points is nobody's to say here."""
    said = [sent.outbound.text for sent in play(lived, story("s12_one_year")).sent]
    about = [text for text in said if "TPD" in text]
    assert about
    known = ("TM27-00418", "TM27-00419", "7 Jun 2027")
    for text in about:
        rest = text
        for word in known:
            rest = rest.replace(word, "")
        assert not any(letter.isdigit() for letter in rest), text


def test_verification_shows_initials_only(phones: Phones) -> None:
    """D246: to a stranger, to an officer and to the holder alike."""
    completed(phones)
    valid = "TM27-00418: valid. TIMEC mentee, F.M., May 2026 - May 2027, issued 5 May 2027."
    for name in ("Panel", "Ali", "Faith"):
        assert phones.say_as(name, "verify tm27-00418 ")[0].outbound.text == valid
    unknown = phones.say_as("Panel", "VERIFY TM27-00420")[0].outbound.text
    assert unknown == "TIMEC: no certificate has the number TM27-00420. Please check it on the paper."


def test_after_completion_nothing_is_asked_and_logging_still_works(phones: Phones) -> None:
    """D114."""
    completed(phones)
    phones.until("Mon 10 May 2027, 12:00")
    told = write(phones, "Faith", "LOG today staffroom 1 games 2 rest 3 done", "same")
    assert "saved" in told[-1]
    phones.press("Peter", "Open")
    assert "signed" in phones.press("Peter", "Sign")[0].lower()
    assert "review" not in phones.write("Faith", "STATUS")[0].lower()
    for words in ("REVIEW", "PLAN", "BOOK 20/5 1pm"):
        assert "Your time with P. Otieno is complete" in phones.write("Faith", words)[0], words
    assert phones.write("Faith", "EDIT 22")[0].startswith("Session 22 with P. Otieno."), "it is corrected"
    phones.write("Faith", "DISCARD")
    later = phones.until("Fri 29 Oct 2027, 17:00")
    assert not [one for one in later if phones._name(one) in ("Faith", "Peter")], "offices go on to report"
    with phones.engine.connect() as db:
        assert inbox.counts(db)[1] == 0


def test_an_extension_starts_the_quarter_again_and_may_repeat(quick_copies: Callable[[], Engine]) -> None:
    """D216: reviews go on, the final evaluation comes on 4 August's first school day, and the head is asked again."""
    phones = after("s12_not_yet_satisfactory", quick_copies())
    with phones.engine.connect() as db:
        assert finishing.ends_on(db, pair_of(phones.engine)) == date(2027, 8, 4)
    phones.until("Wed 16 Jun 2027, 17:00")
    assert any("6-week review" in sent.outbound.text for sent in phones.sent), "steps 7 to 12 start again"
    phones.until("Mon 23 Aug 2027, 16:20")
    asked = phones.sent[-1].outbound.text
    assert "the extra months ended on 4 Aug." in " ".join(sent.outbound.text for sent in phones.sent), asked


def test_nobody_else_reads_why_a_pair_goes_on(quick_copies: Callable[[], Engine]) -> None:
    phones = after("s12_not_yet_satisfactory", quick_copies())
    write(phones, "Ali", "STATUS", "6618", "2", "Mwangaza")
    phones.write("Ruth", "QUEUE", Channel.TELEGRAM)
    readers = {phones.names.get((sent.channel, sent.address)) for sent in phones.sent if WORDS in sent.outbound.text}
    assert readers == {"Faith"}, "and Peter, once he opens it"
    phones.press("Peter", "Read it")
    assert WORDS in phones.sent[-1].outbound.text


def test_self_assessments_are_read_by_nobody_else(phones: Phones) -> None:
    completed(phones)
    for name, channel in (("Jane", Channel.SMS), ("Ali", Channel.SMS), ("Ruth", Channel.TELEGRAM)):
        for text in ("STATUS", "2094", "CERT", "QUEUE", "REVIEWS"):
            phones.write(name, text, channel)
    said = " ".join(sent.outbound.text for sent in phones.sent)
    assert not [words for words in SECRET if words in said]


def test_a_wrong_pin_signs_no_statement(phones: Phones) -> None:
    write(phones, "Faith", *MINE)
    (told,) = phones.write("Jane", "1 2095")
    assert "wrong" in told
    (told,) = phones.write("Jane", "2094")
    assert told.startswith("Saved. Sent to ITSD"), "the choice was kept"


def test_the_head_is_asked_again_after_three_and_seven_school_days(phones: Phones) -> None:
    """D226."""
    write(phones, "Faith", *MINE)
    phones.until("Fri 11 Jun 2027, 17:00")
    asked = [sent for sent in phones.sent if "Is the performance satisfactory" in sent.outbound.text]
    assert [sent.sent_at.date().isoformat() for sent in asked] == ["2027-05-04", "2027-05-07", "2027-05-13"]


def test_an_open_training_evaluation_is_named_to_the_head(phones: Phones) -> None:
    """D183: a missing part is named to the one who can supply it."""
    write(phones, "Faith", *MINE)
    write(phones, "Jane", HERS[0])
    assert "your head: training evaluation" in phones.write("Faith", "CERT")[0]
    phones.until("Fri 7 May 2027, 16:20")
    assert "how was the mentor training?" in phones.sent[-1].outbound.text.lower()
    assert phones.write("Jane", "4") == ["Thank you. Annex V row 14 is complete."]


def test_itsd_asks_the_head_and_reads_the_answer(phones: Phones) -> None:
    """D68: query and return."""
    write(phones, "Faith", *MINE)
    write(phones, "Jane", *HERS)
    phones.until("Wed 5 May 2027, 16:20")
    phones.press("Ruth", "Query", Channel.TELEGRAM)
    assert phones.write("Ruth", "Why were two sessions missed?", Channel.TELEGRAM)[0].startswith("Sent to the head")
    assert "missed" not in phones.sent[-1].outbound.text, "not on a locked screen"
    assert write(phones, "Jane", "1", "1", "Term dates moved.")[-1] == "Sent to ITSD. Thank you."
    phones.press("Ruth", "Read it", Channel.TELEGRAM)
    assert "Term dates moved." in phones.sent[-1].outbound.text
    phones.write("Ruth", "QUEUE", Channel.TELEGRAM)
    phones.press("Ruth", "Return", Channel.TELEGRAM)
    phones.write("Ruth", "State it with the reason.", Channel.TELEGRAM)
    assert phones.write("Ruth", "QUEUE", Channel.TELEGRAM) == ["No pair awaits approval."]
    assert write(phones, "Jane", "1 2094")[0].startswith("Saved. Sent to ITSD")


def test_nobody_but_itsd_has_a_queue(phones: Phones) -> None:
    for name in ("Faith", "Jane", "Ali"):
        told = [line for text in ("QUEUE", "2094" if name == "Jane" else "6618") for line in phones.write(name, text)]
        assert "You cannot open that." in " ".join(told), name


def test_on_sms_itsd_is_asked_for_the_pin_first(phones: Phones) -> None:
    """D372."""
    write(phones, "Faith", *MINE)
    write(phones, "Jane", *HERS)
    assert phones.write("Ruth", "QUEUE")[0].startswith("Reply with your")
    told = phones.write("Ruth", "3391")
    assert told[0].startswith("1 pair awaits approval. F. Mutua / P. Otieno, Mwangaza Primary: 12 months, 22/24 held")
    assert phones.write("Ruth", "1")[0].startswith("Approved. Certificates TM27-00418")


def after(name: str, engine: Engine) -> Phones:
    """The phones as a story leaves them."""
    return play(engine, story(name))


def test_at_most_five_open_items_are_named_at_a_time(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    with phones.engine.connect() as db:
        faith = people.by_tsc(db, MENTEE)
        assert faith is not None
        pair = pairs.pairs_of(db, faith.id)[0]
        asking = Asking(db, faith, phones.simulation.now)
        assert len(open_items(finishing.progress(db, pair, asking.today))) > 5
        assert len(gaps(asking, pair).all) == 5
    assert len(phones.write("Faith", "CERT")) == 1
