"""What nobody answers a question of any words with is heard; an answer that only looks like it is not."""

from __future__ import annotations

import pytest

from bot.language.beside.turning_aside import turns_aside

ASIDE = """
I want to go back, the venue is wrong
nataka kurudi nyuma kidogo
nipeleke kwa menyu
skip this one
I made a mistake in my previous answer, go back
naomba kurudi nyuma, nimekosea tarehe
nataka kurudi swali lililopita
I will finish after class
nitamalizia nikifika nyumbani
nitaandika jioni nikitulia
will finish 2moro
nimechoka na hizi sms, msinitumie tena
kwani nyinyi ni akina nani
nimebadilisha namba ya simu, nifanye nini
take me back to the menu
let me go back one step
can I go back to the previous question
nirudishe nyuma tafadhali
rudi nyuma nimekosea
I want to go back and change the date
niruhusu kurudi nyuma nibadilishe mahali
please skip this question
nataka kuruka swali hili
turuke hili swali
I'll do it tonight
let me finish later
nikifika nyumbani nitajaza
nitajibu kesho asubuhi
nita finish baadaye
take me to main menu
open the menu
nionyeshe menyu
show menu please
stop sending me these messages, I am tired
I am tired of these messages. Do not text me again
who are you and why are you asking
nani nyinyi
I have a new phone number, what do I do
wrong answer, go back
I will continue tomorrow morning
tutaendelea baadaye
nitareply after lunch
am busy, I will finish later
I am teaching now, will answer later
I will complete the form in the evening
nitajaza hii fomu jioni
"""
ANSWERS = """
going back to phonics
write comments tomorrow
back to basics
skip counting
skipping rope, games
kuruka kamba
stop noise, be kind
drama, menu, songs
who am I, my family
nitaandika notes jioni
I will finish the scheme after class
we will complete the charts tomorrow
stop texting in class
don't disturb, keep quiet
menu planning
go back to the library
to go back over fractions
lesson notes, marking
learners who come back late
kurudi shuleni mapema
kubaki nyuma kwa wanafunzi
wanafunzi wa nyuma
number work
namba na hesabu
will mark books daily
I will send the notes tomorrow
nitatuma noti kesho
msaada kwa wanafunzi
change of seating
I will visit her after lunch
sending homework messages to parents
kelele darasani
skip marking on Fridays
back up files
moving back desks
"""


@pytest.mark.parametrize("words", ASIDE.strip().splitlines())
def test_a_wish_to_us_is_heard(words: str) -> None:
    assert turns_aside(words) is not None


@pytest.mark.parametrize("words", ANSWERS.strip().splitlines())
def test_an_answer_stays_one(words: str) -> None:
    assert turns_aside(words) is None


def test_each_is_told_from_the_others() -> None:
    said = ("I want to go back, the date is wrong", "nipeleke kwa menyu", "skip this one", "nitajaza kesho jioni")
    assert [turns_aside(one) for one in said] == ["BACK", "MENU", "SKIP", "leave"]
    beside = ("nimechoka na hizi sms, msinitumie tena", "kwani nyinyi ni akina nani", "nimebadilisha namba ya simu")
    assert [turns_aside(one) for one in beside] == ["stop_it", "who", "number_help"]
