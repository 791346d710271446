"""After a session a teacher writes as she speaks: what she says is read back and asked on, and never guessed at."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from bot.store.talk import drafts, misses
from bot.store.talk.drafts import Draft
from tests.stories.given import record, session, the_pair
from tests.stories.player import Phones, begun

ASKED = "Thu 28 May 2026, 16:15"
DISCUSSED = [
    ("met peter today we talked about class control", "class control"),
    ("yes we met and discussed marking", "marking"),
    ("we discussed lesson notes", "lesson notes"),
    ("i met peter and we discussed lesson notes and class control", "lesson notes and class control"),
    ("we met and talked about how to mark books faster", "how to mark books faster"),
    ("hi, we met today and discussed lesson planning. thanks", "lesson planning"),
    ("we discused marking and schemes", "marking and schemes"),
    ("we met today and tlked about group work", "group work"),
    ("disscussed class control with peter", "class control"),
    ("met today, talked abt marking", "marking"),
    ("today we met with my mentor and looked at my lesson plan", "my lesson plan"),
    ("yes we had a good talk about class control", "class control"),
    ("session was good we discussed lesson notes", "lesson notes"),
    ("it went well, we talked about grouping learners", "grouping learners"),
    ("we met peter and discuss marking", "marking"),
    ("we talked about marking", "marking"),
    ("We talked about Mathematics and marking", "Mathematics and marking"),
    ("leo tuliongea kuhusu nidhamu", "nidhamu"),
    ("we spoke about absent learners", "absent learners"),
    ("met peter otieno at school today and we talked about absent learners", "absent learners"),
    ("Peter and I talked about marking", "marking"),
    ("we were talking about group work", "group work"),
    ("we covered lesson notes, marking and class rules", "lesson notes\nmarking\nclass rules"),
    ("Habari, today we met and talked about marking. Thanks. Faith", "marking"),
    ("we discussed Mathematics and marking", "Mathematics and marking"),
    ("tulikutana leo na mwl peter tukaongea nidhamu ya darasa", "nidhamu ya darasa"),
    ("leo tulikutana na peter tukajadili lesson notes na class control", "lesson notes na class control"),
    ("tulijadili nidhamu", "nidhamu"),
    ("tuliongea kuhusu andalio la somo", "andalio la somo"),
    ("tulizungumza juu ya makundi ya wanafunzi", "makundi ya wanafunzi"),
    ("tumeongea kusahihisha vitabu", "kusahihisha vitabu"),
    ("tukajadil lesson notes", "lesson notes"),
    ("tulikutna leo tukaongea nidhamu", "nidhamu"),
    ("tuliongelea kusahihisha", "kusahihisha"),
    ("tumejadili maazimio ya kazi asante", "maazimio ya kazi"),
    ("ndio tulikutana tukazungumza kuhusu kusahihisha", "kusahihisha"),
    ("nilikutana na peter tukajadili kazi ya vikundi", "kazi ya vikundi"),
    ("tulidiscuss lesson notes na peter", "lesson notes"),
    ("tumediscuss class control", "class control"),
    ("tuliongea na peter kuhusu nidhamu", "nidhamu"),
    ("tulitalk kuhusu marking", "marking"),
    ("ilikuwa poa tukaongea class control", "class control"),
    ("tulichoongea ni nidhamu ya darasa", "nidhamu ya darasa"),
    ("tulipokutana tuliongea kuhusu marking", "marking"),
    ("mimi na peter tumeongea kuhusu nidhamu", "nidhamu"),
    ("tulikutana shuleni na mwalimu otieno saa nane tukajadili kusoma kwa sauti", "kusoma kwa sauti"),
    ("tulikuwa na mazungumzo kuhusu nidhamu", "nidhamu"),
    ("2lijadili nidhamu", "nidhamu"),
    ("niliongea na mshauri wangu kuhusu schemes of work", "schemes of work"),
    ("kikao kimeenda vizuri tumejadili mitihani na marking", "mitihani na marking"),
    ("mwalimu peter alikuja tukajadili mpango wa somo", "mpango wa somo"),
    ("tulikutana naye tukajadili nidhamu", "nidhamu"),
    ("tulipitia schemes of work na peter", "schemes of work"),
    ("WE DISCUSSED LESSON NOTES", "LESSON NOTES"),
    ("we met him today discussed marking", "marking"),
    ("we discussed marking and we will meet again on friday", "marking"),
    ("tulikutana leo tukazungumza mambo ya kusahihisha, tutakutana tena ijumaa", "kusahihisha"),
    ("we discussed marking, i will not change anything", "marking"),
]
PLANNED = [
    (
        "we talked about class control, i will make a seat plan by friday",
        "class control",
        "i will make a seat plan\t2026-05-29",
    ),
    ("we discussed marking and i will mark daily", "marking", "i will mark daily"),
    ("we discussed marking. next i will mark daily", "marking", "i will mark daily"),
    (
        "we talked a lot about reading. am going to try paired reading by 5/6",
        "reading",
        "am going to try paired reading\t2026-06-05",
    ),
    (
        "tukaongea nidhamu ya darasa, nitapanga viti kufikia ijumaa",
        "nidhamu ya darasa",
        "nitapanga viti\t2026-05-29",
    ),
    ("tulijadili kusahihisha na nitasahihisha kila siku", "kusahihisha", "nitasahihisha kila siku"),
    ("tulijadili nidhamu na tukakubaliana nitaandaa noti kila wiki", "nidhamu", "nitaandaa noti kila wiki"),
    (
        "we talked about class control, I will arrange the seats by Friday.",
        "class control",
        "I will arrange the seats\t2026-05-29",
    ),
    ("tulijadiliana class rules ntaandika charts by friday", "class rules", "ntaandika charts\t2026-05-29"),
    ("We talked about marking. The action plan is to mark daily.", "marking", "mark daily"),
    ("we discussed homework and the plan is to give it daily", "homework", "give it daily"),
    ("Tumezungumza kuhusu nidhamu. Mpango ni kuandika sheria. Asante", "nidhamu", "kuandika sheria"),
    ("Tulizungumzia usafi. Tulikubaliana wanafunzi wafagie kila siku", "usafi", "wanafunzi wafagie kila siku"),
]
LOOKED_BACK = [
    ("We talked about marking. The action plan is to mark daily. Last plan was done.", "done"),
    ("We discussed marking. We agreed to mark daily. The previous plan is partly done. Thanks", "partly"),
    ("we talked about marking, i will mark daily. Last plan I finished it all", "done"),
    ("We discussed marking. Our plan is to mark daily. The last plan was not done", "not done"),
]
MET = [
    "tumekutana leo ofisini",
    "tuliongea na peter leo",
    "we discussed",
    "met mr otieno in the library today",
    "the session was good",
]
NOT_SO = [
    "we met but did not talk",
    "we didnt discuss anything",
    "we met him but talked about nothing",
    "we will discuss marking tomorrow",
    "will meet tomorrow and discuss marking",
    "we were to meet but he was busy",
    "we should have discussed marking",
    "we wanted to discuss marking",
    "if we talked about marking",
    "did we discuss lesson notes?",
    "what did we discuss",
    "they talked about class control",
    "we talked about marking but did not finish",
    "i talked to the head about my salary",
    "we discussed how he shouts at me",
    "last week we talked about marking",
    "we met and he hit a pupil",
    "i will make a seat plan by friday",
    "tulikutana lakini hatukuongea",
    "tulikutana lakini hatukujadili chochote",
    "hatukuongea",
    "bado hatujaongea",
    "tulikosa kukutana",
    "tulikuwa tukutane lakini peter alikuwa mgonjwa",
    "tutaongea kesho",
    "tutakutana kesho tujadili nidhamu",
    "tukutane kesho tujadili nidhamu",
    "tulijadili nini",
    "waliongea kuhusu nidhamu",
    "tuliongea na mkuu wa shule kuhusu mshahara",
    "tulikutana na tukagombana",
    "tuliongeza madawati",
    "tulibadili mpango",
    "ntapanga viti kufikia ijumaa",
    "nataka kuongea na mtu",
    "we hope to discuss marking",
    "we met but he was late",
    "tulikutana tukagombana",
    "tulikubaliana tukutane kesho",
    "tulisema tutakutana ijumaa",
    "tulikutana tukaongea nidhamu, nitapanga viti kufikia ijumaa, usimwambie peter",
    "tukaongea nidhamu, nitapanga viti kufikia ijumaa. nahitaji kuongea na mtu",
    "tukaongea nidhamu, nitapanga viti kufikia ijumaa. tafadhali usitume bado",
    "tukaongea nidhamu, nitapanga viti kufikia ijumaa, mpango wa mwisho nimefanya nusu",
    "we talked about a girl in Gr 7 who is pregnant, i will tell the head by friday",
    "tukaongea mtoto ana alama za kuchapwa, nitamwona mkuu kufikia ijumaa",
    "tukaongea mkuu anavyotaka hongo, nitalipa kufikia ijumaa",
    "we talked about how hopeless I feel, I will rest by Friday",
    "tulijadili nidhamu, nitawachapa watoto kufikia ijumaa",
    "we talked about brian kilonzo of grade 4, i will see his mother by friday",
    "TULIJADILI TABIA YA WANJIKU WA DARASA LA 4",
    "we talked about class control, I will move Kevin to the front by Friday",
    "nilikutana na Jane tukaongea nidhamu ya darasa",
    "met Amina today and talked about class control",
    "jana nilikutana na rafiki yangu tukaongea harusi, nitaenda kufikia ijumaa",
    "we discussed class control, Peter will bring books by Monday and I will arrange the seats by Friday",
    "we met in the library today and talked about marking",
]
NOT_HELD = ["hatukukutana", "peter hakuja", "hatujakutana", "we did not meet", "we never met peter was away"]


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith has just been asked about session 3."""
    return begun(lived, "the demo", ASKED)


def begun_record(engine: Engine) -> Draft | None:
    """The record that Faith has open, if any."""
    with engine.connect() as db:
        found = drafts.latest_open(db, the_pair(db).mentee_id)
        assert session(db, 3).version_id is None
        return found if found is not None and found.form == "SessionRecord" else None


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize(("text", "areas"), DISCUSSED)
def test_what_was_discussed_stands_in_the_record_and_the_plan_is_asked(
    lived: Engine, text: str, areas: str, language: str
) -> None:
    [said] = begun(lived, "the demo", ASKED, language).write("Faith", text)
    assert said.startswith('Nimesoma hivi: mada mlizojadili "' if language == "sw" else 'I read: areas covered "')
    assert ("Session 3 with P. Otieno. 5 of 6:" in said) or ("Kikao cha 3 na P. Otieno. 5 kati ya 6:" in said)
    kept = begun_record(lived)
    assert kept is not None
    assert kept.answers["areas"] == areas
    assert "plan" not in kept.answers


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize(("text", "areas", "plan"), PLANNED)
def test_what_will_be_done_stands_there_too(lived: Engine, text: str, areas: str, plan: str, language: str) -> None:
    [said] = begun(lived, "the demo", ASKED, language).write("Faith", text)
    assert "6 of 6" in said or "6 kati ya 6" in said
    kept = begun_record(lived)
    assert kept is not None
    assert (kept.answers["areas"], kept.answers["plan"]) == (areas, plan)


@pytest.mark.parametrize("text", MET)
def test_words_that_say_only_that_they_met_open_the_record_as_yes_does(phones: Phones, text: str) -> None:
    assert phones.write("Faith", text) == ["Session 3 with P. Otieno. 1 of 6: date? E.g. 28/5, or TODAY."]
    kept = begun_record(phones.engine)
    assert kept is not None
    assert not kept.answers


@pytest.mark.parametrize("text", NOT_SO)
def test_what_denies_asks_wishes_or_tells_of_another_opens_nothing(phones: Phones, text: str) -> None:
    [said] = phones.write("Faith", text)
    assert "I read" not in said
    assert begun_record(phones.engine) is None


@pytest.mark.parametrize("text", NOT_HELD)
def test_that_they_did_not_meet_is_heard_as_before(phones: Phones, text: str) -> None:
    [said] = phones.write("Faith", text)
    assert said.startswith("Session 3 not held. Why?")


@pytest.mark.parametrize(
    "text",
    [
        "we talked about how he beat the child",
        "tulikutana na peter akanipiga",
        "mwalimu alimpiga mtoto tukaongea",
        "we met and discussed marking and he beat me",
    ],
)
def test_words_of_harm_are_heard_as_such_and_stand_in_no_record(phones: Phones, text: str) -> None:
    [said] = phones.write("Faith", text)
    assert said.startswith("That was not kept. This is private.")
    assert begun_record(phones.engine) is None


@pytest.mark.parametrize("text", ["we talked about marking and my pin 4821", "tukaongea 4821 nidhamu ya darasa"])
def test_a_pin_among_the_words_stands_in_no_record(phones: Phones, text: str) -> None:
    [said] = phones.write("Faith", text)
    assert "4821" not in said
    assert begun_record(phones.engine) is None


@pytest.mark.parametrize(
    "text",
    [
        "we discussed the learner Brian Kiptoo",
        "We discussed Brian",
        "tulijadili mwanafunzi Brian Kiptoo",
        "tukaongea kuhusu mwanafunzi anaitwa brian",
    ],
)
def test_where_a_learner_is_named_nothing_is_read(phones: Phones, text: str) -> None:
    [said] = phones.write("Faith", text)
    assert said.startswith("Sorry, I did not understand. Did you meet P. Otieno today?")
    assert begun_record(phones.engine) is None


def test_what_was_told_in_sentences_is_saved_once_it_was_read_back(phones: Phones) -> None:
    for text in ("met peter today we talked about class control", "new seat plan by 4/6", "partly"):
        phones.write("Faith", text)
        assert begun_record(phones.engine) is not None
    phones.write("Faith", "1")
    kept = record(phones.engine, 3)
    assert (kept.day, kept.venue, kept.areas) == ("2026-05-28", "staffroom", "class control")
    assert kept.plan == "new seat plan\t2026-06-04"


def test_the_day_that_is_told_is_the_day_of_the_record(phones: Phones) -> None:
    phones.write("Faith", "tulikutana jana na peter tukaongea kuhusu kusoma")
    kept = begun_record(phones.engine)
    assert kept is not None
    assert kept.answers["day"] == "2026-05-27"


def test_it_is_heard_where_the_question_was_said_again_and_where_something_else_was_offered(phones: Phones) -> None:
    [again] = phones.write("Faith", "kandanda")
    assert "Reply YES and I ask step by step" in again
    [offered] = phones.write("Faith", "i will make a seat plan by friday")
    assert "Do you mean" in offered
    [said] = phones.write("Faith", "we discussed lesson notes")
    assert said.startswith('I read: areas covered "lesson notes".')


def test_it_is_heard_where_no_record_came(phones: Phones) -> None:
    phones.until("Mon 1 Jun 2026, 17:00")
    [said] = phones.write("Faith", "tulikutana alhamisi tukajadili nidhamu")
    assert said.startswith('I read: areas covered "nidhamu". Session 3 with P. Otieno.')
    kept = begun_record(phones.engine)
    assert kept is not None
    assert kept.answers["day"] == "2026-05-28"


def test_what_is_no_harm_by_her_own_word_is_read_where_it_was_said(phones: Phones) -> None:
    words = "we met today and talked about learners beaten at home, i will write to parents by friday"
    assert phones.write("Faith", words)[0].startswith("Before I take that")
    assert begun_record(phones.engine) is None
    [said] = phones.write("Faith", "2")
    assert said.startswith('I read: areas covered "learners beaten at home", action plan "i will write to parents')


def test_other_words_after_that_question_are_heard_where_the_first_ones_were(phones: Phones) -> None:
    assert phones.write("Faith", "learners beaten at home")[0].startswith("Before I take that")
    [said] = phones.write("Faith", "hatukukutana")
    assert said.startswith("Session 3 not held. Why?")


def test_it_is_counted_as_no_misunderstanding(phones: Phones) -> None:
    phones.write("Faith", "we discussed lesson notes")
    with phones.engine.connect() as db:
        assert not misses.since(db, date(2026, 5, 28))


@pytest.mark.parametrize(
    "text",
    ["we talked on phone only", "i talked to the head about my salary", "who can i talk to", "nataka kuongea na mtu"],
)
def test_who_wants_to_talk_to_somebody_is_told_to_whom_as_before(phones: Phones, text: str) -> None:
    assert phones.write("Faith", text)[0].startswith("I am a machine and cannot call.")


def test_elsewhere_such_words_open_nothing(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Wed 20 May 2026, 10:00")
    phones.write("Faith", "MENU")
    phones.write("Faith", "we discussed lesson notes")
    assert begun_record(lived) is None


@pytest.mark.parametrize(("said", "review"), LOOKED_BACK)
def test_sentences_that_name_the_last_plan_say_how_far_it_was_done(phones: Phones, said: str, review: str) -> None:
    [back] = phones.write("Faith", said)
    assert back.startswith('I read: areas covered "marking", action plan "'), back
    assert f"review: {review}. Reply 1 send, 2 change." in back
    phones.write("Faith", "1")
    assert record(phones.engine, 3).areas == "marking"
