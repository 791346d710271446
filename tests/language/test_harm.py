"""Words of harm and complaints are told from what teachers write about their work, in both languages and in Sheng."""

from __future__ import annotations

import pytest

from bot.language import harm

ENGLISH = (
    "COMPLAIN",
    "/complain",
    "(Complain!)",
    "Complaint",
    "complaint about my mentor",
    "I want to complain about him",
    "I wanna complain",
    "I have a complaint against the director",
    "I received a complaint about a head teacher",
    "report harassment",
    "I want to report a teacher who is abusing a pupil",
    "my mentor is harassing me",
    "my mentor harrassed me",
    "he hit me",
    "my husband beats me",
    "the mentor slapped me",
    "I was beaten by the head",
    "I’m being harassed",
    "I have been raped",
    "he touches me",
    "Sir is touching me",
    "he touched my breast",
    "he wants sexual favours",
    "he asked me to sleep with him",
    "the head is threatening me",
    "he threatened to kill me",
    "he insulted me during the session",
    "I feel unsafe with my mentor",
    "I am in danger",
    "I am afraid to meet him alone",
    "he is asking me for money",
    "he demanded money to sign my form",
    "a head is soliciting bribes",
    "I want to kill myself",
    "i want to die",
    "I feel suicidal",
    "i feel like dying",
    "the head is sleeping with a form 2 girl",
    "I don't want to live anymore",
    "a pupil was defiled",
    "a girl in my class was defiled by a teacher",
    "a teacher beat a child",
    "teacher impregnated a pupil",
    "the learner told me her uncle rapes her",
    "one of my teachers is harassing another",
    "LOG today library 1 my mentor harasses me 2 nothing 3 none",
    "1. group work\n2. he hit me\n3. done",
    "he sent me nude photos",
    "my mentor scares me",
    "peter touched me badly",
    "we met and Peter touched me in a bad way",
    "peter touched my breast today",
    "i feel like ending my life",
    "a teacher made a girl in Gr 7 pregnant",
    "the head wants a bribe from me",
)
KISWAHILI = (
    "tulikutana tukaongea Kevin anapigwa nyumbani",
    "mtoto ana alama za kuchapwa",
    "mwalimu mkuu analala na mwanafunzi wa darasa la saba",
    "mwalimu mkuu ana uhusiano na mwanafunzi",
    "mwalimu ana uhusiano wa kimapenzi na msichana",
    "anatutukana mbele ya wanafunzi",
    "anataka kulala na mimi",
    "anataka tufanye mapenzi",
    "mwalimu amempa mimba mwanafunzi",
    "mwalimu mkuu ananinyima haki",
    "MALALAMIKO",
    "MALALAMIKO KUHUSU MSHAURI",
    "nataka kulalamika",
    "nina complain kuhusu mshauri",
    "nina malalamiko kuhusu mwalimu mkuu",
    "nataka kuripoti sexual harassment",
    "amenipiga",
    "ameniguza",
    "amenifanyia ukatili",
    "sitaki kuishi tena",
    "sioni sababu ya kuishi",
    "alinipiga kofi",
    "anataka kunipiga",
    "nimepigwa na mshauri",
    "ananinyanyasa kingono",
    "nimenyanyaswa na mshauri",
    "alijaribu kunibaka",
    "ananishika vibaya",
    "alinigusa matiti",
    "ananitishia maisha",
    "ananitongoza",
    "mentor ananisumbua",
    "ananiharass",
    "ana ni harass",
    "ananibully",
    "ananikatia",
    "ananimezea mate",
    "ananidai kitu kidogo",
    "ananidai hongo ili atie saini",
    "anataka nimpe pesa",
    "anataka sex",
    "ananilazimisha niende kwake usiku",
    "naogopa mshauri wangu",
    "namwogopa huyo",
    "niko hatarini",
    "nataka kujiua",
    "natamani kufa",
    "nimechoka na maisha",
    "kuna mwanafunzi anadhulumiwa",
    "mtoto amebakwa",
    "mwalimu amempiga mtoto",
    "1 kazi ya makundi 2 amenipiga 3 bado",
)
MISSPELT = (
    "my mentor is herassing me",
    "my mentor is harasing me",
    "mentor haressed me",
    "my mentor is harssing me",
    "he was threatning me",
    "my mentor is beting me",
    "my mentor is insalting me",
    "i was harased",
    "my head teacher theatens me",
    "a girl was rapped by a teacher",
    "COMPLAN",
    "i want to complian",
    "mshauri wangu ananinyanyaza",
    "ananinyayasa",
    "ananizulumu",
    "ananitongosa",
    "amenipinga kofi",
    "nko hatarini",
)
ORDINARY = (
    "the lesson touched me",
    "he touched on marking in a good way",
    "made a girl class prefect",
    "take my life skills book",
    "we want a brief plan",
    "alama za wanafunzi ziliongezeka",
    "ana uhusiano mzuri na wanafunzi wake",
    "1 alikuja 2 tulijadili uhusiano na wazazi 3 bado",
    "mtoto analala darasani",
    "my mentor is bearing with me",
    "he is amusing us",
    "the mentor insisted me to plan",
    "she is teaching me",
    "the lesson harnesses me to the group",
    "the head shouted to us to come",
    "anatuonyesha njia",
    "anatupigia simu",
    "anatuonea huruma",
    "ananionyesha nyasi",
    "watu wanatesa",
    "mwanafunzi anataka kulala mapema",
    "alinigusa moyo",
    "they do not want to live in the staff houses",
    "stop caning",
    "discipline",
    "corporal punishment policy",
    "how to handle bullying among learners",
    "main problem is bullying among learners",
    "child abuse training",
    "suicide prevention club",
    "we hit our targets",
    "I have hit my targets",
    "parents complain about homework",
    "handling complaints from parents",
    "we have a complaint box",
    "her story touched me",
    "word attack skills",
    "beating drums in music",
    "touching on areas covered",
    "maths beats me",
    "the timetable forces me to skip lunch",
    "I am afraid we are late",
    "learners are afraid of maths",
    "in danger of failing",
    "demand for money, supply and demand",
    "the head asked for lesson plans",
    "my mentor challenged me to think",
    "I want to report progress",
    "weekly report",
    "drapes, grapes, therapy",
    "hapana kupiga watoto",
    "acha kuchapa watoto",
    "adhabu ya viboko",
    "watoi wanapiga kelele sana",
    "wanafunzi wananisumbua darasani",
    "mwanafunzi mmoja ananisumbua",
    "hesabu inanisumbua",
    "amenipiga simu",
    "alinipigia simu",
    "alinipiga chenga",
    "nilipigwa na mvua",
    "wacha kunisumbua",
    "anataka nijifunze kuuliza maswali",
    "nataka kuripoti kikao",
    "naogopa hesabu",
    "wako hatarini kufeli",
    "mwanafunzi alipigwa picha",
    "ni ua",
)
DOUBTFUL = (
    "he shouts at me in the staffroom",
    "learners beaten at home",
    "teachers caning pupils",
    "defilement cases",
    "sexual harassment at school",
    "wanafunzi wanachapwa nyumbani",
    "unyanyasaji wa watoto",
)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_that_tells_of_harm(text: str) -> None:
    assert harm.tells(text) == "en"


@pytest.mark.parametrize("text", KISWAHILI)
def test_kiswahili_and_sheng_that_tell_of_harm(text: str) -> None:
    assert harm.tells(text) is not None


@pytest.mark.parametrize("text", MISSPELT)
def test_a_slip_hides_nothing(text: str) -> None:
    assert harm.tells(text) is not None


@pytest.mark.parametrize("text", ["MALALAMIKO", "amenipiga", "nataka kujiua", "ananiharass"])
def test_a_stranger_is_answered_in_the_language_of_the_words(text: str) -> None:
    assert harm.tells(text) == "sw"


@pytest.mark.parametrize("text", ORDINARY)
def test_what_teachers_write_of_their_work_is_no_harm(text: str) -> None:
    assert harm.tells(text) is None
    assert not harm.may_tell(text)


@pytest.mark.parametrize("text", DOUBTFUL)
def test_words_that_only_their_writer_can_tell_apart(text: str) -> None:
    assert harm.tells(text) is None
    assert harm.may_tell(text)


@pytest.mark.parametrize(
    "text", ["HE HIT ME", "He Hit Me", " he  hit\tme !!", "(he hit me)", "ｈｅ　ｈｉｔ　ｍｅ", "he\u00a0hit me."]
)
def test_case_width_and_signs_do_not_matter(text: str) -> None:
    assert harm.tells(text) == "en"
