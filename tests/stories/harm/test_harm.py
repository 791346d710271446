"""A complaint, or words of somebody in danger: heard in every state, kept in none, and the open question stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.desk import Asking
from bot.dialogs.drafts import shared
from bot.dialogs.harm.pages import InDanger, InDangerShared, ToComplain
from bot.dialogs.harm.paper import EitherOf
from bot.dialogs.people.pages import Stranger, StrangerStopped
from bot.forms.filling import ECHO
from bot.forms.form import FORMS
from bot.forms.place import Place
from bot.language import LANGUAGES, say
from bot.messages import Channel, Inbound
from bot.simulator.persons import give_ways
from bot.store.outbox.outbox import outbox as outgoing
from bot.store.people import people
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft
from bot.store.talk.inbox import inbox as heard
from bot.talk import hear
from bot.talk.turn import World
from tests.copies import Places
from tests.forms.filling_in import accepted
from tests.stories.given import AMINA, FAITH, record
from tests.stories.left import left
from tests.stories.player import Phones, begun
from tests.talk.test_any_text import NOBODY, NOW, STATES, lead_to, replies

KEYWORDS = ("COMPLAIN", "MALALAMIKO")
HARM = (
    "COMPLAIN",
    "MALALAMIKO",
    "my mentor is harassing me",
    "amenipiga",
    "one head is asking teachers for bribes",
    "mshauri anataka tukutane hotelini usiku, naogopa",
)
LIFE = (
    "I want to kill myself",
    "nataka kujiua",
    "sitaki kuishi tena",
    "a pupil attempted suicide",
    "I can't take it anymore",
    "life has no meaning",
    "sina sababu ya kuishi",
    "maisha hayana maana",
)
CARE = {"en": "This is private. In danger? Call 999 or 112.", "sw": "Hii ni siri. Uko hatarini? Piga 999 au 112."}
UNKEPT = {"en": "That was not kept. ", "sw": "Hayo hayakuhifadhiwa. "}
MATTERS = {
    "en": "Thank you for telling me. You matter, and you are not alone. Please call 999 or 112 now; for a child 116.",
    "sw": "Asante kwa kuniambia. Wewe ni wa thamani, na hauko peke yako. Tafadhali piga 999 au 112 sasa;",
}
LEFT = "Left. Nothing of it was sent or kept."
LINES = {"danger": EitherOf(("999", "112")), "child": EitherOf(("116",))}
ALONE = say(InDanger.text, "en", **LINES)
IDS = count()


def says(engine: Engine, address: str, text: str, channel: Channel = Channel.SMS, world: World | None = None) -> str:
    """One message a minute after the others, and the one reply to it."""
    inbound = Inbound(channel, address, f"harm {next(IDS)}", text)
    hear(engine, inbound, NOW + timedelta(minutes=1), world or World())
    [reply] = replies(engine, inbound.provider_id)
    return reply


def hears_nothing(engine: Engine, address: str, text: str) -> bool:
    inbound = Inbound(Channel.SMS, address, f"harm {next(IDS)}", text)
    hear(engine, inbound, NOW + timedelta(minutes=1), World())
    return not replies(engine, inbound.provider_id)


def speak(engine: Engine, language: str) -> None:
    """Faith reads this language."""
    with engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        people.set_language(db, faith.id, language)


def kept(engine: Engine) -> str:
    """Every text that is kept of what was heard, and everything that was said."""
    with engine.connect() as db:
        texts = db.execute(select(heard.c.text)).scalars().all()
        bodies = db.execute(select(outgoing.c.body)).scalars().all()
    return "\n".join([*texts, *(body["text"] for body in bodies)])


def place(engine: Engine) -> str | None:
    with engine.connect() as db:
        [(_faith, way)] = people.at_address(db, Channel.SMS, FAITH)
    return way.place.partition("?")[0] if way.place else None


# every state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_harm_is_heard_in_every_state_and_changes_nothing(lived: Engine, state: str, language: str) -> None:
    lead_to(lived, state)
    speak(lived, language)
    before, stood = left(lived), place(lived)
    for text in HARM:
        said = says(lived, FAITH, text)
        assert said.removeprefix(UNKEPT[language]).startswith(CARE[language]), (text, said)
        assert said.startswith(UNKEPT[language]) is (text not in KEYWORDS)
        assert "116" in said
        assert left(lived) == before
        assert place(lived) == "Complain", f"at {stood} it leads to the complaint"
        assert text not in kept(lived)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_words_of_ending_a_life_are_met_with_care_and_numbers_before_any_form(
    lived: Engine, state: str, language: str
) -> None:
    lead_to(lived, state)
    speak(lived, language)
    before = left(lived)
    for text in LIFE:
        assert says(lived, FAITH, text).startswith(MATTERS[language]), text
        assert left(lived) == before
        assert place(lived) == "NotAlone"
        assert text not in kept(lived)


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        ("2", "This is private."),
        ("write", "This is private."),
        ("3", "That is fine. Take care of yourself."),
        ("1", "I am a machine and cannot call."),  # nobody is on duty in the demo
    ],
)
def test_then_there_is_one_choice_a_person_to_write_it_down_or_nothing(lived: Engine, answer: str, begins: str) -> None:
    lead_to(lived, "the fourth question")
    asked = place(lived)
    says(lived, FAITH, LIFE[0])
    answered = says(lived, FAITH, answer)
    assert answered.removeprefix("(1/2) ").startswith(begins)
    assert MATTERS["en"] not in answered, "it is not said again"
    if begins != "This is private.":
        assert place(lived) == asked, "the open question waited"


@pytest.mark.parametrize(
    "log",
    [
        "LOG today library 1 my mentor harasses me 2 nothing 3 none",
        "1 kazi ya makundi 2 amenipiga 3 bado",
        "1.marking 2.he touches me 3.done",
    ],
)
@pytest.mark.parametrize("state", ["nothing was said", "the fourth question", "the menu"])
def test_a_log_by_one_sms_that_tells_of_harm_is_no_log(lived: Engine, state: str, log: str) -> None:
    lead_to(lived, state)
    before = left(lived)
    assert says(lived, FAITH, log).startswith(UNKEPT["en"] + CARE["en"])
    assert left(lived) == before
    assert log not in kept(lived)


def test_in_a_rehearsal_too(lived: Engine) -> None:
    lead_to(lived, "a rehearsal")
    assert says(lived, FAITH, "1 my mentor hit me 2 nothing").startswith(UNKEPT["en"] + CARE["en"])
    assert says(lived, FAITH, "0") == LEFT


# every form


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Fri 29 May 2026, 10:00")


CAST = {"Faith": "812345", "Peter": "534210", "Jane": "401122"}


def open_draft(phones: Phones, name: str) -> Draft | None:
    with phones.engine.connect() as db:
        person = people.by_tsc(db, CAST[name])
        assert person is not None
        found = drafts.latest_open(db, person.id)
    fresh = found is not None and found.is_fresh(phones.simulation.now)
    return found if fresh else None


def sample(phones: Phones, name: str, draft: Draft) -> str | None:
    """Words that the open question accepts; None at the echo."""
    with phones.engine.connect() as db:
        person = people.by_tsc(db, CAST[name])
        assert person is not None
        filling = shared.filling(Asking(db, person, phones.simulation.now), draft)
        return accepted(filling.step)[0] if filling.step and filling.said != ECHO else None


WAYS = [
    (name, form.__name__, say(form.keyword, "en"))
    for name in CAST
    for form in FORMS.values()
    if form.keyword is not None
]


def at(phones: Phones, name: str) -> str | None:
    """The question that was said to somebody last, by SMS."""
    with phones.engine.connect() as db:
        [(_who, way)] = people.at_address(db, Channel.SMS, phones.address(name, Channel.SMS))
    return Place.read(way.place or "").args.get("at")


@pytest.mark.slow
def test_no_question_of_any_form_takes_harm_for_its_answer(sqlite_demos: Places) -> None:
    """Every form that a keyword opens in the demo, for a mentee, a mentor and a head, question by question."""
    walked: dict[str, int] = {}
    for name, form, keyword in WAYS:
        if form in walked:
            continue
        with sqlite_demos.taking() as take:
            asked = harmed_at_each_question(begun(take(), "the demo", "Fri 29 May 2026, 10:00"), name, form, keyword)
        if asked:
            walked[form] = asked
    assert len(walked) >= 10, walked
    assert sum(walked.values()) >= 25, walked


def harmed_at_each_question(phones: Phones, name: str, form: str, keyword: str) -> int:
    """How many questions of a form were asked again after words of harm, and of how many nothing else came."""
    walked = 0
    phones.write(name, keyword)
    draft = open_draft(phones, name)
    while draft is not None and draft.form == form:
        walked, asked = walked + 1, at(phones, name)
        text = HARM[walked % 3]
        [said] = phones.write(name, text)
        assert said.removeprefix(UNKEPT["en"]).startswith(CARE["en"]), (form, asked, text, said)
        [again] = phones.write(name, "0")
        assert again.removeprefix("(1/2) ").startswith(LEFT), (form, asked, text, again)
        assert again != LEFT, f"{form}.{asked} is asked again"
        stands = open_draft(phones, name)
        assert stands is not None
        assert (stands.form, stands.answers, at(phones, name)) == (draft.form, draft.answers, asked)
        words = sample(phones, name, draft)
        if words is None:
            break
        phones.write(name, words)
        after = open_draft(phones, name)
        draft = after if after and (at(phones, name), after.answers) != (asked, draft.answers) else None
    return walked


@pytest.mark.parametrize(
    "words",
    [
        "stop caning",
        "how to handle bullying among learners",
        "child abuse training",
        "handling insults among learners",
        "love messages in a poem",
        "night preps",
        "pesa katika hisabati",
    ],
)
def test_what_a_journal_says_of_harm_is_its_answer(phones: Phones, words: str) -> None:
    phones.write("Faith", f"LOG 28/5 library 1 {words}; class control 2 discipline, hit targets 3 done")
    assert record(phones.engine, 3).areas == f"{words}\nclass control"


# words that only their writer can tell apart

DOUBTFUL = "learners beaten at home"
ASKED = {
    "en": "Before I take that: does it tell of somebody in danger, or of a complaint? 1 yes 2 no, take it",
    "sw": "Kabla sijalipokea: je, linahusu mtu aliye hatarini, au malalamiko? 1 ndiyo 2 hapana, lipokee",
}


@pytest.mark.parametrize("words", [DOUBTFUL, "he calls me at night", "anataka tukutane usiku"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubtful_answer_is_asked_about_and_then_taken(lived: Engine, language: str, words: str) -> None:
    lead_to(lived, "the fourth question")
    speak(lived, language)
    before = left(lived)
    assert says(lived, FAITH, words) == ASKED[language]
    assert left(lived) == before
    assert "5" in says(lived, FAITH, "2"), "the next question"
    assert ("areas", words) in left(lived).drafts[0][2]  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_that_tells_of_harm_is_not_kept(lived: Engine, language: str) -> None:
    lead_to(lived, "the fourth question")
    speak(lived, language)
    before = left(lived)
    says(lived, FAITH, DOUBTFUL)
    assert says(lived, FAITH, "1").startswith(UNKEPT[language] + CARE[language])
    assert left(lived) == before
    assert place(lived) == "Complain"
    assert DOUBTFUL not in kept(lived)
    says(lived, FAITH, "phonics")
    assert ("areas", "phonics") in left(lived).drafts[0][2], "the question had stayed open"  # type: ignore[index]


def test_other_words_instead_are_heard_where_the_doubtful_ones_were_meant(lived: Engine) -> None:
    lead_to(lived, "the fourth question")
    says(lived, FAITH, DOUBTFUL)
    says(lived, FAITH, "phonics")
    assert ("areas", "phonics") in left(lived).drafts[0][2]  # type: ignore[index]
    assert DOUBTFUL not in str(left(lived))


def test_a_doubtful_log_by_one_sms_is_asked_about_too(lived: Engine) -> None:
    lead_to(lived, "nothing was said")
    log = f"LOG today library 1 {DOUBTFUL} 2 talk to parents 3 done"
    assert says(lived, FAITH, log) == ASKED["en"]
    assert len(left(lived).drafts) == 0
    assert says(lived, FAITH, "no").startswith(f'I read: areas covered "{DOUBTFUL}"')
    assert says(lived, FAITH, "1").startswith("Saved")
    assert says(lived, FAITH, log) == ASKED["en"]
    assert says(lived, FAITH, "yes").startswith(UNKEPT["en"] + CARE["en"])
    assert says(lived, FAITH, "1").startswith("Tell me what happened"), "that was answered"


def test_a_button_answers_too(phones: Phones) -> None:
    phones.write("Peter", "LOG 28/5", Channel.WHATSAPP)
    phones.write("Peter", "staffroom", Channel.WHATSAPP)
    [asked] = phones.write("Peter", DOUBTFUL, Channel.WHATSAPP)
    assert asked.startswith("Before I take that")
    [again] = phones.press("Peter", "Yes")
    assert again.startswith(UNKEPT["en"] + CARE["en"])
    assert DOUBTFUL not in kept(phones.engine)
    phones.write("Peter", "0", Channel.WHATSAPP)
    phones.write("Peter", DOUBTFUL, Channel.WHATSAPP)
    phones.press("Peter", "No, take it")
    assert DOUBTFUL in str(left(phones.engine).drafts)


# whoever writes, from wherever


@pytest.mark.parametrize(
    ("text", "language", "page"),
    [("COMPLAIN", "en", ToComplain), ("MALALAMIKO", "sw", ToComplain), ("ananinyanyasa", "sw", InDanger)],
)
def test_a_stranger_hears_it_in_the_language_of_the_words(
    lived: Engine, text: str, language: str, page: type[InDanger | ToComplain]
) -> None:
    says(lived, NOBODY, "hello")
    assert says(lived, NOBODY, text) == say(page.text, language, **LINES), "also after today's neutral line"
    assert text not in kept(lived).splitlines()


def test_a_learner_at_risk_is_told_of_no_phone_that_they_have_not(lived: Engine) -> None:
    said = says(lived, NOBODY, "my teacher is hitting me")
    assert "116" in said
    assert "COMPLAIN" not in said


@pytest.mark.each_on_both
def test_a_stranger_stops_in_their_own_words_and_starts_again(lived: Engine) -> None:
    assert says(lived, NOBODY, "sitaki hizi meseji") == say(StrangerStopped.text, "sw")
    assert says(lived, NOBODY, "START") == say(Stranger.text, "en")
    assert hears_nothing(lived, NOBODY, "START"), "it was said already"


def test_on_a_shared_phone_the_numbers_come_before_anybody_says_who_they_are(lived: Engine) -> None:
    with lived.begin() as db:
        amina = people.by_tsc(db, AMINA)
        assert amina is not None
        give_ways(db, amina.id, [(Channel.SMS, FAITH)], NOW)
    asks = f"{say(InDangerShared.text, 'en', **LINES)} Who is this? "
    assert says(lived, FAITH, "he hit me").startswith(asks)
    assert "Who is this?" in says(lived, FAITH, "STATUS")
    assert says(lived, FAITH, "my mentor is harassing me").startswith(asks)
    assert "PIN" in says(lived, FAITH, "1"), "what was asked stands"
    assert CARE["en"] in says(lived, FAITH, "4821"), "it comes before what was written first"
    assert "hit me" not in kept(lived)


def test_a_number_that_was_silent_for_long_is_answered_and_still_in_doubt(lived: Engine) -> None:
    says(lived, FAITH, "STATUS")
    later = NOW + timedelta(days=200)
    for number, text in enumerate(("nataka kujiua", "STATUS")):
        hear(lived, Inbound(Channel.SMS, FAITH, f"silent {number}", text), later, World())
    assert replies(lived, "silent 0")[0] == ALONE
    assert "PIN" in replies(lived, "silent 1")[0]


def test_at_a_gate_it_is_no_pin(lived: Engine) -> None:
    lead_to(lived, "a new PIN")
    assert says(lived, FAITH, "he hit me 4822 times").startswith(UNKEPT["en"] + CARE["en"])
    assert "4822" not in kept(lived)


def test_the_hour_s_limit_does_not_silence_it(lived: Engine) -> None:
    few = World(replies_an_hour=1)
    says(lived, FAITH, "STATUS", world=few)
    says(lived, FAITH, "STATUS", world=few)
    assert says(lived, FAITH, "amenipiga", world=few).startswith(UNKEPT["en"] + CARE["en"])


def test_in_a_group_it_is_not_talked_about_and_not_kept(phones: Phones) -> None:
    inbound = Inbound(Channel.TELEGRAM, "70099", "group 1", "my mentor is harassing me", group=True)
    hear(phones.engine, inbound, NOW, World())
    assert replies(phones.engine, "group 1") == ["Please write to me directly, not in the group."]
    assert inbound.text not in kept(phones.engine)


def test_a_picture_with_such_words_is_not_kept(lived: Engine) -> None:
    inbound = Inbound(Channel.WHATSAPP, FAITH, "picture 1", "he hit me", media=("image",), files=("wamid.1",))
    hear(lived, inbound, NOW, World())
    with lived.connect() as db:
        row = db.execute(select(heard.c.text, heard.c.media, heard.c.files).where(heard.c.provider_id == "picture 1"))
        assert row.one() == ("*", None, None)


# what is held


@pytest.mark.parametrize("words", ["MYDATA", "my data", "DATAYANGU", "Data yangu"])
@pytest.mark.parametrize("state", ["nothing was said", "the fourth question", "the gate"])
def test_my_data_is_told_and_is_no_answer(lived: Engine, state: str, words: str) -> None:
    lead_to(lived, state)
    before = left(lived)
    asked = says(lived, FAITH, words)
    assert asked.startswith("Reply with your 4-digit PIN to see what TIMEC holds about you.")
    assert left(lived) == before
