"""A question to us is heard by how it is asked; what only looks like one is none."""

from __future__ import annotations

import pytest

from bot.language.beside.questions import AsksAbout, about

WHO_READS = """
will Mr Otieno see this part?
can the head read what I wrote
who else is able to see this status
what exactly will he see?
who is going to read this?
Am I allowed to read what the teachers write?
Can I see what Faith and Peter discussed
why does he need to read it?
nani ataona nikisema hatukukutana?
je, mwalimu mkuu ataona sababu yangu?
itaonwa na nani?
na mwalimu mkuu pia ametumiwa hii?
"""
AFTERWARDS = """
can she still change it after I sign?
if I sign can she change it later?
je, ikishatumwa naweza kubadilisha?
samahani nilisahau kuandika nidhamu, naweza kuongeza?
"""
SIGNED = """
Has Peter signed already?
did Mr Otieno sign session 2
je, mshauri ameshatia saini?
naomba kujua kama Mwl Otieno ametia saini kikao cha pili
"""
OTHERS = """
should I sign even if we met for only ten minutes?
do I put todays date or the day we met?
what if I say no?
what hapens if i refuse, is it a must
naweza kukataa bila kuhojiwa?
kwani ni lazima niseme kwa nini?
kwa nini mnauliza maswali mengi hivi?
mshauri asipotia saini itakuwaje?
kikao kijacho ni lini?
mada ni nini hasa?
nikisaini naweza kubadilisha mshauri baadaye?
"""
NONE = """
what worked and what did not
how to mark composition
who, what, where questions in English lessons
kuuliza maswali ya nani na wapi
can do number work alone
will read two story books with class 3
yes we did
lazima tufanye mazoezi zaidi
mwalimu mkuu ataona vitabu ijumaa
we discussed how the head will see the schemes of work
tulijadili jinsi ya kuandika maazimio
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (text, kind)
        for texts, kind in (
            (WHO_READS, AsksAbout.READERS),
            (SIGNED, AsksAbout.SIGNED),
            (AFTERWARDS, AsksAbout.AFTERWARDS),
            (OTHERS, AsksAbout.ELSE),
            (NONE, None),
        )
        for text in texts.strip().splitlines()
    ],
)
def test_a_question_is_about_who_reads_who_signed_a_later_change_or_what_stands_there(
    text: str, kind: AsksAbout | None
) -> None:
    assert about(text) == kind
