"""Who has no time now, or must ask somebody first, in words of their own: an act that waits for another hour."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.beside.texting import spelt_out
from bot.language.clauses import clauses
from bot.language.tokens import level

MOST = 200
"""Letters: a longer message tells a story."""
MOST_OF_IT = 160
"""Letters: whoever will go on with a form later says so in one short message."""
_POLITE = (
    r"(?:(?:please|pls|plz|kindly|tafadhali|samahani|sorry|ok|okay|sawa|noted|well|bado|but|and|lakini|ila|so|then)"
    r"\W{1,2}){0,3}"
)
_SOME = r"(?: \w+){0,4}?"
"""A few words."""
_MORE = r"(?: \w+){0,7}"

# English

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_THEN = (
    r"(?:later(?: on)?|(?:after|when|once|before|until|till|as soon as) \w.{0,40}|tonight|soon|tomorrow|from home"
    r"|in (?:a (?:while|bit|moment)|the (?:evening|morning|afternoon))"
    r"|(?:this|over the|on the) (?:evening|afternoon|weekend)"
    rf"|(?:on |by |from )?{_DAY}|at (?:home|night|lunch|break|\d.{{0,8}})|next (?:week|term))"
)
_I = r"(?:i|we)"
_MUST = (
    rf"(?:let me|lemme|allow me to|will|ill|{_I} (?:will|shall|can only|can|am going to|have to|need to|want to"
    r"|must))"
)
_ACT = (
    r"(?:answer|reply|respond|do|look(?: at| into)?|check|sign|open|finish|fill|send|write|log|record|decide|confirm"
    r"|get back|come back|let you know|(?:tell|inform|update) you|think about|go through|read|accept|share)"
)
_ANSWER = r"(?:answer|reply|respond|(?:come|get) back|do (?:it|this|that)|resume)"
_OF_IT = (
    r"(?: (?:it|this|that|them|these|you|u|to|back|the|form|session|record|her"
    r"|him|with|rest|properly|well|reason|answer)){0,4}"
)
_OURS = (
    r"(?!(?:log|record|book|plan|meet|met|sign|send|see|read|edit|change|correct|add|write|would|will|can|put|want|need"
    r"|have)\b)"
)
"""What we carry out is no reason to wait."""
_MINUTE = r"(?:(?:just )?(?:one|a|1|two|2) (?:moment|minute|min|sec|second)s?)"
_HOLD = (
    rf"(?:wait|hold on|hang on|{_MINUTE}|wait {_MINUTE})(?: please| kidogo)?",
    r"(?:leave|keep|hold) (?:this|it|that) (?:for now|for later|(?:till|until) \w.{0,20})",
)
_LOOK = (
    rf"(?:let me|lemme|allow me to) (?:first )?(?:look|check|ask|find out|confirm|think|consult|remember"
    rf"|find)\b{_MORE}? (?:first"
    r"|then|before)\b.{0,30}"
)
_ENGLISH = (
    rf"{_MUST} (?:\w+ )?{_ACT}{_OF_IT}(?: {_THEN}){{1,2}}",
    rf"(?:{_MUST}|{_I} would (?:rather|like to)) {_OURS}\w{{2,12}}{_MORE}? first(?: (?:then|and"
    r"|before) .{1,40})?",
    rf"{_MUST} first {_OURS}\w{{2,12}}{_MORE}",
    rf"(?:let me|lemme) {_OURS}\w{{2,12}}(?: \w+){{1,6}}? (?:and )?(?:then|before){_MORE}",
    r"not (?:now|today|right now|at the moment|for now|just now)",
    rf"give me (?:some|a|more|\d+|two|five|ten)(?: few)? (?:time|moments?|minutes?|mins?|days?|hours?|while){_SOME}",
    r"(?:i am )?not (?:signing|answering|replying|sharing)(?: (?:it|this|that))? (?:now|yet|today)",
    r"(?:i am )?(?:still )?not ready(?: to (?:answer|reply|sign|share|decide))?(?: (?:it|this))?(?: (?:now|yet"
    r"|today))?",
    r"(?:do not|don'?t) (?:ask me|share)(?: (?:this|it|that|me|them)){0,2} (?:now|yet|today|before .{1,30})",
    r"(?:do not|don'?t) sign(?: (?:this|it|that)| for me)?(?: (?:now|yet|today|before .{1,30}))?",
    rf"(?:{_I} )?(?:cannot|can'?t|can not|won'?t) (?:answer|reply|sign|decide|do (?:it|this)){_SOME} (?:now|yet"
    r"|today|before .{1,30})",
    r"i (?:will not|won'?t) sign(?: (?:it|this|that))?(?: (?:now|yet|today|(?:before|until|without) .{1,30}))?",
    r"(?:ask me|talk) (?:\w+ ){0,3}(?:later|tomorrow|(?:after|on) .{1,25})",
    r"(?:i )?(?:have not|haven'?t|did not|didn'?t|not) (?:yet )?(?:read|decided?|finished|opened)(?: (?:it|this|them"
    r"|all))?(?: yet)?",
    rf"i need (?:some |more |a little |a bit of )?time{_SOME}",
)

# Kiswahili

_NITA = r"(?:nita|nta|tuta|nitai)(?!kutana|onana|kuja|ku?anza|kuwa|panga|meet)"
_OBJECT = r"(?:ku|wa|i|ya|zi)?"
_ACT_SW = (
    r"(?:jibu|jaza|saini|sign|sema|fanya|rekodi|andik|tuma|soma|angalia|ambia|julisha|jua|rudi|fikiria|amua"
    r"|thibitisha)\w{0,10}"
)
_ANSWER_SW = r"(?:jibu|jaza|malizia|endelea|rudi|kamilisha)(?: (?:hii|hizi|hiyo|fomu))?"
_SOON = (
    r"(?:baadaye|badaye|baadae|badae|jioni|kesho|usiku|asubuhi|mchana|nyumbani|niki(?:fika|toka|maliza|pata|rudi"
    r"|shika|wa)"
    r"|nikisha\w{0,8}|baada ya|kabla ya|wiki|jumatatu|jumanne|jumatano|alhamisi|ijumaa|jumamosi|jumapili|saa \w+)"
)
_OF_IT_SW = r"(?: (?:hii|hiyo|hizi|hivyo|hilo|fomu|kikao|tu|basi|hapa|vizuri|majibu|kwanza)){0,3}"
_OURS_SW = r"(?!one|onyesh|tumi|rekebish|badilish|edit|ongez)"
_NGOJA = (
    r"(?:ngoja|ngojea|subiri|nisubiri|ningoje)(?: (?:kidogo|kwanza|tu|basi)){0,2}(?: (?:ni"
    rf"|tu){_OURS_SW}\w{{3,18}}{_MORE})?"
)
_LOOK_SW = (
    r"(?:acha |wacha |ngoja |hebu |naomba )(?:kwanza )?ni(?:one|angalie|ulize|tafute|fikirie|kumbuke|maliz[ei])\w{0,4}"
    rf"{_MORE}"
)
_KISWAHILI = (
    rf"{_NITA}{_OBJECT}{_ACT_SW}{_OF_IT_SW} {_SOON}{_MORE}",
    rf"{_NITA}(?:tia|weka|fanya) (?:saini|sahihi|sign){_OF_IT_SW} {_SOON}{_MORE}",
    rf"{_SOON}(?: \w+){{0,3}} {_NITA}{_OBJECT}{_ACT_SW}{_SOME}",
    rf"(?:acha |wacha |hebu |naomba )?(?:{_NITA}\w{{3,18}}|ni{_OURS_SW}\w{{2,18}}[ei]){_MORE}? (?:kwanza|kisha"
    rf"|halafu|ndipo|ndio){_MORE}",
    rf"(?:naomba|acha|wacha|hebu) kwanza (?:ni|tu){_OURS_SW}\w{{3,18}}{_MORE}",
    _NGOJA,
    r"(?:si|sio) (?:sasa|leo|saa hii|wakati huu)(?: hivi)?",
    rf"(?:nipe|nipeni) (?:muda|dakika|nafasi){_SOME}",
    r"(?:nipe|nipeni) siku (?:mbili|tatu|nne|kadhaa|chache|kidogo)(?: \w+){0,3}",
    rf"(?:na|nina|ni)(?:hitaji|omba) (?:muda|nafasi){_SOME}",
    rf"siwezi (?:kujibu|kusaini|kusema|kuamua|kusoma)(?: \w+){{0,5}} (?:sasa|saa hii|leo|kabla){_SOME}",
    r"(?:usi(?:saini|sign|niulize|tume)|sita(?:saini|jibu|kubali))(?: \w+){0,3} (?:bado|sasa|leo|kabla|hadi"
    rf"|mpaka){_MORE}",
    r"sita(?:tia|weka) (?:saini|sahihi) (?:bado|sasa|leo|kabla|hadi|mpaka|bila)\b.{0,40}",
    r"(?:u)?niulize (?:\w+ ){0,3}(?:baadaye|kesho|jioni|baada).{0,20}",
    rf"(?:bado )?nina?(?:fikiria|tafakari){_SOME}",
    rf"(?:bado )?sija(?:soma|amua|isoma|fikiria|zungumza){_SOME}",
)


def _any(*shapes: str) -> re.Pattern[str]:
    end = r"(?: (?:please|pls|tafadhali|sir|madam|mwalimu|bana))?\W{0,5}"
    return re.compile(rf"\W{{0,5}}{_POLITE}(?:{'|'.join(shapes)}){end}")


_WAITS = _any(*_HOLD, _LOOK, *_ENGLISH, *_KISWAHILI)
_CALLED_AWAY = _any(
    *_HOLD,
    _LOOK,
    rf"{_MUST} (?:\w+ )?{_ANSWER}{_OF_IT}(?: {_THEN}){{1,2}}",
    _NGOJA,
    _LOOK_SW,
    rf"{_NITA}{_OBJECT}{_ANSWER_SW} {_SOON}{_MORE}",
    r"(?:sitaki|siwezi) (?:kuendelea|kumaliza|kujibu)(?: \w+){0,5}",
    r"(?:ask me|niulize) (?:later|tomorrow|baadaye|kesho)(?: \w+){0,3}",
)


# that somebody will go on with a form later, and no more

_AT = (
    r"(?: (?:later(?: on)?|(?:tomorrow|2moro|tomoro|tommorow|tmrw)(?: morning| evening| afternoon)?|tonight|2nite|soon"
    r"|in the (?:evening|morning|afternoon)|this (?:evening|afternoon)|in a (?:while|bit)|from home"
    r"|at (?:home|night|lunch|break|\d{1,2}(?:[.:]\d\d)? ?[ap]m)|(?:when|once|after) i \w{2,12}(?: \w{2,12}){0,3}"
    r"|after (?:the )?(?:class|classes|school|lessons?|work|lunch|break|assembly|this|meeting|duty|prayers|exams?)"
    r"|(?:hapo )?(?:baadaye|badaye|baadae|badae)|kesho|jioni|usiku|asubuhi|mchana|alasiri|kidogo|nyumbani|leo"
    r"|saa \w{2,8}|niki\w{2,12}(?: \w{2,12}){0,2}|baada ya \w{3,12}(?: \w{3,12})?)){1,3}"
)
_THE_FORM = (
    r"(?: (?:it|this|that|them|these|you|up|back|to you|to this|with it|the rest|rest|the form|the questions?"
    r"|hii|hizi|hiyo|hayo|fomu|form|maswali|majibu|tu|basi)){0,3}"
)
_GOES_ON = (
    r"(?:(?:i|we)(?: will| shall|'?ll| am going to)|will|let me|lemme|ntawa) (?:finish|complete|continue|answer|reply"
    r"|respond|fill|do|write|send|log|resume|proceed|come|get|go on)"
    r"|ni(?:jibu|tume|andike|jaze)|(?:nita|nta|tuta|ntai) ?(?:i|ku|wa)?(?:ambia|julisha|thibitisha|malizia|maliza"
    r"|endelea|endeleza|jibu|jaza|andika"
    r"|kamilisha|tuma|rudi|fanya|rekodi|finish|fill|reply|complete|log|send|continue|do)(?:a|sha)?"
)
_PUTS_OFF = re.compile(rf"\W{{0,3}}(?:{_GOES_ON}){_THE_FORM}{_AT}\W{{0,3}}")
_BEFORE_THAT = r"(?:niki\w{2,12}(?: \w{2,12}){0,2}|baadaye|kesho|jioni|usiku)"
_PUTS_OFF_TILL = re.compile(rf"\W{{0,3}}{_BEFORE_THAT} (?:{_GOES_ON}){_THE_FORM}\W{{0,3}}")

# how far it is heard

MOST_CLAUSES = 3
"""A message in more of them tells of a session."""
_TOLD = re.compile(
    r"\b(?:(?:he|she|they) said|(?:i|we) (?:had to|was|were)|(?:covered|discussed|taught|talked)|(?:came|come) later"
    r"|(?:nili|tuli|ali|wali)\w{3,18}|because (?:we|i|he|she) had)\b"
)
"""What was, or what somebody else says."""
_BUT = re.compile(r" (?:but|lakini|ila) ")


@lru_cache(maxsize=2048)
def waits(text: str) -> bool:
    """Whether a message, or a clause of it, puts off what is asked: “let me ask my head first”, “ngoja nimalize”."""
    return _is(_WAITS, text)


@lru_cache(maxsize=2048)
def is_called_away(text: str) -> bool:
    """The same for what nobody answers a question of any words with: “hold on, there is a parent at the door”."""
    return _is(_CALLED_AWAY, text)


def _is(said: re.Pattern[str], text: str) -> bool:
    if len(text) > MOST:
        return False
    plain = spelt_out(text)
    parts = clauses(plain)
    if _TOLD.search(plain) is not None or len(parts) > MOST_CLAUSES:
        return False
    return any(said.fullmatch(one) is not None for one in {plain, *parts, *_BUT.split(plain)})


def puts_off(text: str) -> bool:
    """Whether somebody says, and no more, that they will go on at another time: “nitamalizia nikifika nyumbani”."""
    plain = level(text)
    return len(text) <= MOST_OF_IT and any(one.fullmatch(plain) is not None for one in (_PUTS_OFF, _PUTS_OFF_TILL))
