"""The words that people put in front of what they have to say: a greeting, a yes, “we met”."""

from __future__ import annotations

import re

from bot.language.word_lists import bag
from bot.language.words import fold

_GREETING = bag(
    "hello helo hallo hi hey hae dear greetings good morning afternoon evening day gud gm habari hbr hujambo hamjambo"
    " jambo mambo sasa salaam salamu salama shikamoo niaje yes yeah yea ok okay okey sawa poa ndio ndiyo naam thanks"
    " thank you asante ahsante please tafadhali we met tumekutana tulikutana za ya asubuhi mchana jioni"
)
_ADDRESSED = bag(
    "sir madam madame mam teacher mwalimu mwl mshauri mentor team timec tsc all wote sana bwana bibi there"
)
_ITS_END = bag("yako yenu zako zenu gani njema nzuri")
"""How a greeting goes on: “habari yako”, “habari gani”."""
_WORD = re.compile(r"[\s,;.:!?-]*([^\W\d_]+)(?=[\s,;.:!?-]|$)[\s,;.:!?-]*")


def _calls(found: re.Match[str]) -> bool:
    """Whether it is how somebody is addressed, with a sign or nothing behind: “Mwalimu, …”."""
    behind = found[0][found.end(1) - found.start() :]
    return fold(found[1]) in _ADDRESSED and (found.end() == len(found.string) or any(sign in behind for sign in ",;:!"))


def past_greeting(words: str) -> str:
    """These words without the greeting that they begin with: “Habari mwalimu, library” is “library”."""
    known, at = _GREETING, 0
    while (found := _WORD.match(words, at)) and (fold(found[1]) in known or _calls(found)):
        known, at = _GREETING | _ADDRESSED | _ITS_END, found.end()
    return words[at:].strip()
