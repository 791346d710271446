"""What words may look like and do not say: a question, a condition, somebody else's act, a refusal that is denied.

Nothing is done for them: nothing signed, sent, agreed, shared, called off or marked. They are asked about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.beside.staying import is_not_so, stays
from bot.language.meaning import Meaning, bare
from bot.language.word_lists import bag

ACTS = frozenset({"UNDO"}) | bag(
    "yes no accept refuse another affirm held not_held wrong sign_it sign_open send share keep_secret coming"
    " cannot_come late no_messages all_done not_done behind on_track ahead keep"
)
"""What is done at once where it is meant."""
NOT_YET = ACTS - bag("cannot_come late not_held no_messages another") | bag(
    "me_away partner_away duty no_time alone_time other_reason move"
)
"""What nobody does who says that it must wait."""
_CONSENTS = bag("yes accept sign_it sign_open send share affirm")
_OF_ONESELF = bag("accept refuse another send sign_it sign_open cannot_come coming share yes no late")
_DOES = bag("agree decline send sign can cannot come accept sick late")
_YOU_HAVE = ("una", "ume", "uli", "mna", "mme")
_I_HAVE = bag("nina have ninaye")
"""Who has a mentor, or two of them, takes no other by that."""
_SIGNS = " ?!.,;:()'\"…"
_ASKS = re.compile(
    r"^\W{0,5}(?:did|do (?:i|you|we)|does|should|shall (?:i|we)|am i|is (?:it|this|that|he|she|everything)"
    r"|are (?:we|you|they)"
    r"|(?:can|may|might) (?:i|we|he|she|they|you|u)"
    r"|n(?:i?na|a)(?:weza|eza) ku(?:kubali|kataa|saini|sign|share)|was|were"
    r"|have (?:i|you|we)|has|had|could|would|will (?:i|you|he)|what if"
    r"|je\b(?! ?suis)|una uhakika)\b|\bje$"
)
_UNREAL = re.compile(
    r"\b(?:if|ikiwa|unless|maybe|perhaps|labda|huenda|wish|hope|natamani|natumai|natumaini|about to|nimekaribia"
    r"|should have|should (?:we|i)\b|(?:must|should|could|has to|have to|to) be (?=done)|must be|karibu ku\w+"
    r"|(?:u|a|wa|m|tu|ni)ki(?:sema|kubali|ona|saini|tuma|ja|pata|weza|taka|fika|maliza)\w*"
    r"|sija?(?:sema|kubali|kataa)|siku?sema|nilisema|i said|(?:have not|haven't|didn't|did not|never) sa(?:y|id)"
    r"|kama(?! (?:kawa|tuli|ili|yali|zili|hi[yz]o|hapo|jana|awali|mwanzo|siku|dakika|saa|nusu|\d))"
    r"|(?:ni|tu|a|wa|i|zi|u)nge\w+|ni(?:ki|kisha)\w{3,})\b"
)
_ALREADY = re.compile(r"\b(?:nili|tuli)(?:saini|sign|tia saini)\b|\bi (?:already )?signed\b")
"""Who tells that they signed before does not sign by it."""
_ORDERS = re.compile(r"\b(?:usi|msi)m?kubali\b")
_NOT_COMING = re.compile(
    r"\b(?:do not|don'?t) be late\b|\b(?:usi|msi)chelewe\b|\bnot be there\b|\b(?:won'?t|will not) come\b"
)
_MAY_NOT = re.compile(r"\b(?:may|might|could) not\b")
_DO_NOT_COME = re.compile(r"\b(?:do not|don'?t) (?:you )?come\b|\b(?:usi|msi|asi)je\b")
_I_AM_FINE = re.compile(
    r"^\W*(?:asante |thanks |thank you )?(?:i am|i'm|im|am|we are|niko|nipo|tuko)"
    r" (?:fine|ok|okay|good|well|sawa|poa|fiti|salama|mzima|vizuri)"
    r"(?:\W{1,3}(?:leo|today|thanks|asante|how are you|kabisa|sana|wewe je)){0,3}\W*$"
)
_HAD = re.compile(
    r"\bnilikuwa\b|\bi had\b|\bsigned by\b|\byour signature\b|\bsign(?:ing)? off\b|\b(?:confirm|check) with\b"
    r"|\bas (?:we )?agreed\b|\b(?:nusu|half|partly)\b"
)
"""Words of what was, of whom one asks, or of half a yes."""
_THEY_MET = re.compile(r"\b(?:tuli|tume|nili)(?:kutana|meet|onana|patana)\b|\bwe met\b")
_DO_NOT_STOP = re.compile(
    r"\bi have no (?:messages|sms)\b|\b(?:do not|don'?t|never|sitaki|usi) ?(?:want to |ku)?(?:stop|acha|ache)\b"
)
STAYS = frozenset({"MOVE"}) | bag(
    "move cannot_come change another other_date no refuse wrong postponed stop_it stop_weak"
)
"""What nobody means who says that something stays as it is."""
_NOT_ME = re.compile(
    r"\b(?:wrong|not my|not the right) number\b|\bm?mekosea (?:namba|nambari|number|mtu)\b"
    r"|\bsio? (?:namba|nambari) yangu\b|\bno longer \w+ ?\w* ?\w*'?s (?:phone|number|line)\b"
)
_TELL = re.compile(r"^\W*(?:please |pls )?(?:tell|inform|mwambie|mwarifu|let \w+ know)\b")
"""What is for somebody else to hear."""
_WANTS = re.compile(r"\b(?:wants|prefers|anataka|angependa|anapendelea|would prefer)\b")
_DONE_WITH = re.compile(r"\bdone (?:for today|with)\b")
_TALKED = re.compile(
    r"\b(?:we|i) (?:discussed|covered|talked|taught|went through)\b|^\W{0,3}(?:covered|discussed)\b"
    r"|\btuli(?:jadili|ongea|zungumza)"
)
"""Who tells that has met."""
_WAITED = re.compile(
    r"\b(?:nili|tuli|ali|wali)(?:m|ni|wa|tu)?(?:ngoj|subir)\w*|\b(?:ali|wali)\w{3,14} (?:\w+ )?(?:baadaye|kwanza)\b"
    r"|\b(?:he|she|they|mentor|mentee) (?:said|came|says)\b|\bsaid later\b|\b(?:had to|was|were) wait\w*|\bcame later\b"
    r"|\b(?:i|we) had to\b"
)
"""Who waited, or what somebody else said: it is past."""
_NOT_MET = re.compile(r"\b(?:did not|didn'?t) meet\b|\bhatuku(?:kutana|onana)\b|\bhakikufanyika\b|\bnot held\b")
_NOT_MET_FIRST = re.compile(rf"\W{{0,3}}(?:no|hapana|(?:we )?(?:{_NOT_MET.pattern}))\s?[,.;!]")
"""A no with a question after it is one."""
_NO_WE_MET = re.compile(r"\b(?:no|hapana|la),? (?:we (?:did )?me?et\b|tuli(?:kutana|meet|onana))")
_THEY = bag("he she they")
_NOT_SICK = re.compile(r"\b(?:not|si|sio) (?:sick|ill|mgonjwa|unwell)\b")
_SAID_OTHERWISE: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (_I_AM_FINE, _CONSENTS),
    (_HAD, _CONSENTS),
    (_THEY_MET, bag("keep still_meet")),
    (_NO_WE_MET, bag("not_held no")),
    (_TALKED, bag("not_held no")),
    (_DONE_WITH, bag("all_done")),
    (_MAY_NOT, bag("cannot_come")),
    (_NOT_SICK, bag("cannot_come")),
    (_DO_NOT_COME, bag("cannot_come")),
    (_TELL, bag("cannot_come coming")),
    (_DO_NOT_STOP, bag("no_messages")),
    (_WAITED, bag("later leave")),
    (_ALREADY, bag("sign_it sign_open affirm")),
    (_ORDERS, bag("refuse no another")),
    (_NOT_COMING, bag("coming")),
)
"""What is not meant where such words stand."""


def asks(text: str) -> bool:
    """Whether a message asks whether something is so, or is to be done: “did I sign?”, “nikubali?”."""
    said = bare(text)
    words = said.rstrip(_SIGNS)
    return "?" in said[len(words) :] or _ASKS.search(words) is not None


def supposes(text: str) -> bool:
    """Whether it wishes, or says on what it depends: “labda ndiyo”, “kama ni sawa nitasaini”."""
    return _UNREAL.search(bare(text)) is not None


@lru_cache(maxsize=4096)
def unmeant(text: str) -> frozenset[str]:
    """Those acts that this whole message does not mean, however it sounds."""
    said = bare(text)
    said_no = bag("not_held no") if _NOT_MET_FIRST.match(said) else frozenset()
    if supposes(said):
        return ACTS - said_no
    if _NOT_ME.search(said):
        return ACTS - {"no_messages"}
    if asks(said):
        marked = "?" in said or said_no
        return ACTS - said_no if marked else ACTS - {"not_held", "wrong"}  # “has a mistake” asks nothing
    never = {name for shape, names in _SAID_OTHERWISE if shape.search(said) for name in names}
    if stays(said):
        never |= STAYS if _NOT_MET.search(said) and not is_not_so(said) else STAYS | {"not_held", "denied"}
    return frozenset(never)


def wants_of_another(text: str) -> bool:
    """Whether it says what somebody else would like: “Peter anataka ijumaa”."""
    return _WANTS.search(bare(text)) is not None


def not_said(meaning: Meaning) -> frozenset[str]:
    """Those that these words do not say of their writer, now: another's act, a refusal that is denied, a later one."""
    bag_, never = meaning.bag, set[str]()
    denied = any(piece.means & {"not", "cannot", "no"} for piece in meaning.pieces)
    if _is_anothers(meaning):
        never |= _OF_ONESELF - ({"share"} if "read" in bag_ else set())
    if "decline" in bag_ and denied:
        never |= {"refuse", "no", "another", "keep_secret", "no_messages", "wrong"}
    if "stop" in bag_ and denied and "reminding" not in bag_:
        never |= {"no_messages"}
    if denied and ("other" in bag_ or {"want", "lack"} <= bag_):
        never |= {"another", "no", "refuse"}
    if "behind" in bag_ and denied and len(meaning.content) < 4:
        never |= {"behind"}
    if "fut" in bag_:
        never |= {"sign_it", "sign_open", "send", "share", "all_done", "affirm", "held", "ahead", "on_track", "behind"}
    if bag_ & {"num", "mentor"} and any(piece.words in _I_HAVE for piece in meaning.pieces):
        never |= {"accept"}
    if "num" in bag_ and bag_ & {"session", "correct", "well"} and "sign" not in bag_:
        never |= {"sign_open", "affirm", "yes"} | ({"send"} - bag_)
    return frozenset(never)


def _is_anothers(meaning: Meaning) -> bool:
    """Whether somebody else agrees, refuses, sends or comes: “amekubali”, “mshauri ametuma”, “Peter hawezi kuja”."""
    for one in meaning.pieces:
        theirs = "he" in one.means or ("you" in one.means and one.words.startswith(_YOU_HAVE))
        if theirs and one.means & _DOES and not one.means & {"i", "we"}:
            return True
        if {"we", "sign"} <= one.means:
            return True
    if not meaning.bag & _DOES:
        return False
    first = next(iter(meaning.content), None)
    of_them = first is not None and first.means <= {"he", "mentor"} and not meaning.bag & {"i", "we", "want", "other"}
    return of_them or meaning.pieces[0].words in _THEY
