"""An answer in words without what people put around it: a greeting, “the objectives were”, “we met in”, thanks."""

from __future__ import annotations

import re

from bot.language.greetings import past_greeting
from bot.language.trimming import introduces, without_courtesies
from bot.language.word_lists import bag

_CLAUSE = re.compile(r"([^.,;:!\n]{2,60})[.,;:!\n]{1,4}[ \t]{0,4}(?=\S)")
_GREETS = bag(
    "hello helo hallo hi hey habari hbr good gud hujambo shikamoo salaam salamu dear greetings jambo morning its"
)
_MORE_OF_IT = bag("good gud dear morning")
"""What greets only with more after it: “good” may be an item of a list."""
_TALKED = (
    r"(?:today |leo |jana |yesterday )?(?:we (?:have )?(?:discussed|covered|talked about|spoke about|looked at)"
    r"|tu(?:li|me|ka)(?:jadili|zungumzia|ongelea|zungumza kuhusu|ongea kuhusu|jadiliana kuhusu|discuss))"
    r"(?: kuhusu| juu ya)?"
)
_NAMED = (
    r"(?:the |our |my )?(?:(?:main |planned )?(?:objectives?|goals?|aims?|areas?(?: covered| discussed)?"
    r"|topics?(?: covered| discussed)?)|(?:hardest|most difficult)(?: thing| part)?"
    r"|(?:biggest |main |only )?(?:challenge|problem|difficulty)) (?:is|was|were|are|has been)"
    r"|(?:malengo|lengo|mada|maeneo|kigumu(?: zaidi| kwangu)*|(?:changamoto|shida)(?: yangu| kubwa| zaidi)*)"
    r" (?:yetu |letu |zetu )?(?:yalikuwa|lilikuwa|zilikuwa|ilikuwa|ni)"
)
_LEADS = re.compile(rf"(?i)(?:{_TALKED}|{_NAMED})(?: to\b)?[\s:,-]{{1,3}}(?=\S)")
_IN = r"(?: kwa| katika| kwenye| ndani ya)?"
_MET = re.compile(
    r"(?i)(?:(?:no|yes|hapana|ndiyo|ndio),? )?(?:(?:we )?(?:met|were) (?:in|at|from)|it was (?:in|at)"
    rf"|(?:ilikuwa|tulikuwa|tu(?:li|me)(?:kutana|kutania|meet|patana)){_IN}) (?:(?:the|our) )?(?=\w)"
)
MOST = 3


def answer_alone(words: str) -> str:
    """The same without a greeting, the words that lead to it, and thanks; all of it where nothing else is said."""
    said = _without_thanks(words).lstrip()
    for _step in range(MOST):
        found = _CLAUSE.match(said)
        if found is None or not _greets(found[1]):
            break
        said = said[found.end() :]
    lead = _LEADS.match(said)
    bare = said[lead.end() :] if lead else said
    return bare if any(sign.isalpha() for sign in bare) else words


def place_alone(words: str) -> str:
    """The same of where two met: “we met in the science lab” is “science lab”."""
    said = answer_alone(words)
    met = _MET.match(said)
    return said[met.end() :] if met else said


def _without_thanks(words: str) -> str:
    """Without thanks that are a sentence of their own, and not the end of one: “they never say thanks”."""
    bare = without_courtesies(words, greeting=False)
    return bare if re.match(r"\s*[.,;:!\n–—-]", words[len(bare) :]) else words


def _greets(clause: str) -> bool:
    first, _space, more = clause.partition(" ")
    alone = first.lower() in _MORE_OF_IT and not more
    return (first.lower() in _GREETS and not alone and not past_greeting(clause)) or introduces(clause)
