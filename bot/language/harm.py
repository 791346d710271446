"""Words of somebody who is being hurt or who complains, in English, Kiswahili and Sheng: one place for all.

They are said of the writer ("my mentor is harassing me", "amenipiga") or of a learner ("a pupil was defiled"). What
teachers write about their work is none of them: "stop caning", "how to handle bullying", "wanafunzi wananisumbua".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.harm_misspelt import spelt
from bot.language.tokens import level
from bot.language.words import once

_WORDS = re.compile(r"[^\W\d_]+|[^\w\s'-]|\d")
_ENDS = re.compile(r"^\W+|\W+$")
_LETTERS = r"[^\W\d_]"


def _any(words: str) -> str:
    """A pattern for any of these words: `*` is any ending, `_` a space."""
    listed = "|".join(words.split())
    return f"(?:{listed})".replace("*", f"{_LETTERS}*").replace("_", " ")


def _few(most: int) -> str:
    """At most so many other words."""
    return rf"(?:{_LETTERS}+ ){{0,{most}}}"


_OF_A_CLASS = rf"(?:(?:{_LETTERS}+|\d) ){{0,3}}"
"""“a form 2” girl."""

# English

_BEATING = _any(
    "beat* cane canes caned caning slap* kick* punch* whip* strangl* assault* rape rapes raped raping defil* molest*"
    " grop* fondl* harass* harras* haras threat* abus* bullie* bully* insult* mistreat* tortur* intimidat* blackmail*"
    " stalk* seduc* humiliat* sodomi* impregnat* hitting"
)
_BEATEN = _any(
    "beaten slapped rapped kicked punched caned whipped strangled assaulted attacked raped defiled molested groped"
    " harass* harras* threatened abused bullied insulted mistreated tortured violated blackmailed impregnated"
)
_TOUCHING = _any("touch* kiss* hurt* kill* grab* attack* beats hit hits scares scared scaring")
"""What a lesson may do as well as a person: "the story touched me"."""
_SOMEBODY = _any(
    "he she they who sir madam mentor head headteacher headmaster headmistress principal teacher deputy director"
    " officer cso scd coach colleague boss man husband wife father stepfather uncle guard someone somebody"
)
_RAPING = _any("rape rapes raped raping defil* molest* sodomi* impregnated")
_LEARNER = _any("pupil learner child kid girl boy student minor daughter")
_LEARNERS = _any("pupils learners children kids girls boys students minors")
_A = _any("a an the my our one this that his her some another")
_BEING = r"(?:am|m|was|got|get|feel|(?:have|ve|had|keep) (?:been|being|getting))"
_RAIN = r"(?! by (?:the )?(?:time|rain|sun|cold|flu|malaria))"
_WISH = _any("want wish need like going wanna") + "(?: to)?"
_MONEY = _any("money bribe* cash kitu_kidogo")

# the writer's life

_ENGLISH_LIFE = (
    rf"{_any('kill* hurt* harm* cut* hang*')} myself|self harm|suicidal|better off dead",
    r"(?:end|take|taking|like ending) my (?:own )?life(?! skill)",
    r"can(?:not| not| t) go on living|no reason to live|can(?:not| not| t) (?:take|bear) (?:it|this) any ?more",
    r"(?:nobody|no one|noone) (?:cares about|would miss|will miss) me",
    r"(?:do not|don t|dont) want to live(?: anymore| any more|$| [.,])",
    r"(?:want|wanna|wish|rather)(?: to)? (?:die|be dead)|i want to end it all|(?:feel|felt) like (?:dying|ending it)",
    rf"{_any('attempt* tried trying threaten* commit* thoughts thinking')} (?:to commit |of |about )?suicide",
    r"life (?:has (?:no|lost (?:all )?(?:its )?)|is without) ?(?:meaning|purpose|point)(?! (?:without|if|unless))",
    r"life is (?:meaningless|pointless|not worth (?:it|living))(?! (?:without|if|unless))|nothing to live for",
)
_ENGLISH = (
    # the writer
    rf"(?!beats ){_BEATING} (?:and {_BEATING} )?me",
    rf"{_any('beat* harass* harras* threat* abus* insult* mistreat*')} us",
    rf"{_SOMEBODY} {_few(3)}{_TOUCHING} (?:me|my {_any('body breast* private* thigh* buttock*')})",
    rf"touch(?:es|ed|ing)? me {_few(1)}(?:{_any('badly inappropriately wrongly sexually')}|in {_A} (?:bad|wrong) way)",
    rf"{_any('touch* grab* fondl*')} my {_any('breast* private* thigh* buttock*')}",
    rf"{_any('want* ask* demand*')} (?:me )?(?:for )?(?:{_A} )?{_any('bribe* kitu_kidogo')}",
    rf"(?:i {_BEING}|im) {_few(2)}(?:hit|{_BEATEN}){_RAIN}",
    rf"we (?:are|re|were|have been) (?:being )?{_any('harass* harras* threatened abused beaten assaulted mistreated')}",
    rf"{_any('sleep sex')} with me|(?:me|wants?) to sleep with",
    rf"forc{_LETTERS}+ me (?:to |into )?{_any('sleep sex have_sex kiss touch undress')}",
    rf"{_any('want* ask* demand* beg*')} (?:me )?(?:to have |for )?(?:sex|sexual {_LETTERS}+)|sexual favou?rs?",
    rf"{_SOMEBODY} {_few(2)}(?:send|sends|sent|sending) me {_few(2)}{_any('nude* naked dirty sexual sexy porn*')}",
    r"(?:i|we) (?:do not|don t|never) feel safe|(?:i|we) feel (?:very |so )?unsafe|i (?:am|m) not safe",
    r"(?:i|we|my life) (?:am|m|are|is|feel) in (?:great |serious )?danger",
    rf"{_any('afraid scared terrified')} (?:to {_any('meet be_alone go_to')}|of (?:him|her|{_A} {_SOMEBODY}))",
    rf"{_SOMEBODY} (?:is|was) (?:very |so |too )?(?:abusive|violent)|harass(?:ed|ment) by",
    rf"{_SOMEBODY} {_few(3)}{_any('ask* beg*')} (?:me|us) for {_few(2)}{_MONEY}",
    rf"(?:demand(?:s|ed|ing)|solicit{_LETTERS}*) (?:for )?{_few(2)}{_MONEY}",
    *_ENGLISH_LIFE,
    # a learner, a colleague
    rf"{_A} (?:{_LETTERS}+ )?{_LEARNER} {_few(4)}(?:was|is|been|got|being) (?:being )?{_BEATEN}",
    rf"{_RAPING} (?:her|him|them|{_A} {_LEARNER}|{_LEARNERS})",
    rf"(?:made|makes|making|got) {_A} (?:{_LETTERS}+ )?{_LEARNER} (?:\S+ ){{0,4}}pregnant",
    rf"(?:is|was|been|keeps) {_BEATING} (?:(?:{_A} )?{_LEARNER}|{_LEARNERS}|another|him|her|them)",
    rf"{_SOMEBODY} (?:{_LETTERS}+ )?{_BEATING} {_A} (?:{_LETTERS}+ )?(?:{_LEARNER}|teacher)",
    rf"{_any('sleeps slept sleeping sex')} with {_OF_A_CLASS}(?:{_LEARNER}|{_LEARNERS})",
    # a complaint
    r"^(?:complain(?:ts?|ing)?(?: \d)?|abused?|raped?|(?:sexual )?harassment|sexually harassed|danger)$",
    r"^complain (?:about|against|on|of|that|to)",
    rf"{_WISH} (?:to )?(?:make a |file a |lodge a )?complain(?:t|ts)?|(?:must|will|can|may) (?:i )?complain",
    rf"(?:i|we) have (?:a|some|another|many) (?:{_LETTERS}+ )?complaints?(?! box)",
    rf"complain(?:t|ts)? (?:about|against|on|kuhusu) (?:(?:{_A} )?(?:{_LETTERS}+ )?{_SOMEBODY}|him|her)",
    rf"{_WISH} report (?:(?:{_A} )?(?:{_LETTERS}+ )?{_SOMEBODY}|him|her)",
    rf"report (?:a case of |sexual )?{_any('harass* harras* abuse rape defilement violence')}",
    r"i (?:am|was|have been|m) (?:being )?mistreated",
)

# Kiswahili and Sheng: who (a-, wa-, ku-), when (-na-, -me-), to me (-ni-), and the verb

_HE = r"(?:(?:a|wa)(?:na|me|li|ta|ki|nge|ka|sha|mesha|si|mekuwa aki)(?:ye|o)? ?|hu|ku|a|wa)"
_HITS = r"pig[ae](?! (?:simu|chenga|tafu|jeki|msasa|stori|story|picha|photo|sms|message|call|moyo|chapa|swali|hodi))"
_FEELS = rf"(?:shika|gu[sz]a) {_any('vibaya matiti titi makalio mapaja kiuno')}"
_HURTS = (
    _any(
        "bak[ae] nya*[sz]* dhulumu zulumu thulumu dhalilish* zalilish* thalilish*"
        " lawiti najisi tish[ae] tishi[ae] tusi tukan[ae] chap[ae] zab[ae] umiz[ae]"
        " jeruhi tes[ae] tongo[sz][ae] shikashika shika_shika dara dandia ua ue harass* harras* haras"
        " abus* bully threaten* touch* rape* molest* beat slap* assault* force fokea"
    )
    + rf"|{_FEELS}|ping[ae] (?:kofi|makofi|ngumi|teke)|nyima haki|taka (?:kimapenzi|kingono)"
    + rf"|onea(?! (?:huruma|wivu|fahari))|{_HITS}"
    + r"|fanyia (?:ukatili|unyama|mabaya|vibaya)|gu[sz]a(?! (?:moyo|roho|hisia|sana moyo))"
)
_BOTHERS = r"(?:sumbua(?! kidogo)|katia(?! (?:simu|stima|tamaa|hamu|miti))|mezea mate)"
"""What a class does to its teacher as well: meant of one person who is no learner."""
_IS_HIT = r"pig(?:iw|w)a(?! na (?:mvua|baridi|jua|butwaa|stima|njaa)| (?:chenga|simu|msasa|jeki|picha))"
_IS_HURT = (
    _any(
        "bakwa nya*[sz]wa nyanyasika dhulumiwa zulumiwa dhalilishwa lawitiwa najisiwa onewa tishwa tishiwa tukanwa"
        " tusiwa chapwa"
        " umizwa jeruhiwa teswa tongozwa shikwa_vibaya guswa_vibaya"
    )
    + rf"|{_IS_HIT}"
)
_MWANAFUNZI = _any("mwanafunzi mtoto msichana mvulana mtoi kijana binti")
_WANAFUNZI = _any("wanafunzi watoto wasichana wavulana watoi")
_MTU = _any("mshauri mentor mwalimu_mkuu mkuu mkurugenzi head yeye huyo huyu naye")
_PESA = _any("pesa hela doo hongo rushwa kitu_kidogo ganji")
_NATAKA = _any("nataka naomba ningependa nahitaji natamani")

_KISWAHILI_LIFE = (
    r"(?<!kuzuia )kujiua|(?:ni|na|nita|a|ame|ana)jiu[ae]|kujitoa uhai|nijitoe uhai|(?:ku|ni|na|ana)jinyong[ae]",
    rf"(?:{_NATAKA}|heri|bora|afadhali) (?:kufa|nife|nikufe)|nimechoka (?:na (?:maisha|kila kitu)|kuishi)",
    r"(?:sitaki|(?:sioni|sina) (?:tena )?(?:sababu|haja|faida|hamu|nia) ya) (?:kuishi|maisha)",
    r"maisha (?:yangu )?(?:hayana|yamekosa) (?:tena )?(?:maana|thamani|faida)(?! (?:bila|kama|ikiwa))",
)
_KISWAHILI = (
    # the writer
    rf"{_HE}(?:ni ?|tu)(?:{_HURTS})",
    rf"(?<!mwanafunzi )(?<!mtoto )(?<!mmoja )a(?:na|me|li|ki|nge|mekuwa aki)(?:ye)?ni ?{_BOTHERS}",
    rf"(?:ni(?:me|li|na|ta|ka)|na|tu(?:me|li|na)|nimekuwa niki) ?(?:{_IS_HURT})",
    rf"{_HE}ni ?(?:dai|omba) (?:{_LETTERS}+ )?{_PESA}",
    rf"anataka (?:(?:ni|tu)mpe )?(?:{_PESA}|sex|ngono|mapenzi|tulale|nilale|tufanye mapenzi)|kwake usiku|nilale naye",
    r"(?:anataka|alitaka) kulala na(?:mi|si| mimi| sisi)",
    rf"(?:na|nina|nime|nili)ogopa (?:sana )?(?:kukutana|kwenda kwake|kuwa naye|{_MTU})|(?:na|nina)m[wu]ogopa",
    r"(?:niko|nko|nipo|tuko|yuko|yupo) (?:hatarini|(?:kwa|kwenye|katika) hatari)|maisha yangu (?:yako )?hatarini",
    *_KISWAHILI_LIFE,
    # a learner
    rf"(?:wa|a)(?:na|me|li|ki)?lala na {_few(1)}(?:{_MWANAFUNZI}|{_WANAFUNZI})",
    rf"(?:wa|a)na uhusiano (?:wa (?:kimapenzi|mapenzi|kingono) )?na {_few(1)}(?:{_MWANAFUNZI}|{_WANAFUNZI})",
    rf"{_MWANAFUNZI} {_few(3)}a(?:na|me|li|ta)?(?:ye)?(?:{_IS_HURT})",
    rf"a(?:na|me|li|ki)(?:ye)?m[wu]? ?(?:bak[ae]|chapa|najisi|lawiti|dhulumu|tongoza|tesa|nyanyasa|{_HITS})"
    rf" {_few(2)}{_MWANAFUNZI}",
    r"a(?:na|me|li)(?:ye)?(?:wabaka|wanajisi|walawiti|watongoza|wakatia)",
    r"a(?:na|me|li)(?:ye)?pigwa (?:sana )?(?:nyumbani|na (?:baba|mama|mjomba|mwalimu))|alama za (?:kuchapwa|kupigwa)",
    rf"a(?:na|me|li)(?:ye)?m?pa(?:tia)? (?:mimba|ujauzito)|{_MWANAFUNZI} {_few(3)}(?:mimba|ujauzito) (?:na|ya) mwalimu",
    # a complaint
    r"^(?:hatari|nimeonewa)$|^(?:ma)?lalamiko(?: \d| (?:kuhusu|dhidi|juu).*)?$|^lalamika(?: \d)?$",
    r"(?:na|nina|nita)lalamika",
    rf"{_NATAKA} (?:ku)?(?:lalamika|complain|shtaki|toa malalamiko|(?:report|ripoti) {_few(1)}{_MTU})",
    r"(?:nina|niko na|tuna) (?:(?:ma)?lalamiko|complain(?:t|ts)?)",
    rf"ku(?:ripoti|report) (?:sexual )?{_any('harass* harras* unyanyasaji dhuluma ubakaji abuse')}",
)

# words that a journal has as well: before they are taken for an answer, that is asked

_TAUGHT = _any(
    "training policy policies handle handling prevent* avoid* stop how discuss* workshop guideline* awareness topic*"
    " circular law club kuzuia kukomesha dhidi sera mafunzo kuepuka hapana acha"
)
_DOUBTFUL = (
    rf"(?:{_LEARNER}|{_LEARNERS}) {_few(3)}{_BEATEN}",
    rf"{_BEATING} (?:{_A} )?(?:{_LEARNER}|{_LEARNERS})",
    _any("rape* defil* molest* suicid* incest fgm"),
    rf"{_any('sexual child')} {_any('abuse* harass* violence assault*')}",
    rf"(?:{_MWANAFUNZI}|{_WANAFUNZI}) {_few(3)}wa?(?:na|me|li)?(?:o)?(?:{_IS_HURT})",
    r"ubakaji|unajisi|unyanyasaji|dhuluma",
)
_LOUD = rf"{_SOMEBODY} {_few(2)}(?:shout|yell|scream){_LETTERS}* (?:at|on) (?:me|us)"


# what the law passes on: the abuse of a learner, and sexual offences

_CHILD = rf"(?:{_LEARNER}|{_LEARNERS}|{_MWANAFUNZI}|{_WANAFUNZI})"
_OFFENCE = (
    _any("rape raped rapes raping rapist defil* sodomi* molest* impregnat* grop* fondl* incest"),
    rf"{_any('touch* grab* fondl*')} {_few(2)}{_any('private* breast* thigh* buttock*')}",
    rf"{_any('sleep sleeps slept sleeping sex')} with {_OF_A_CLASS}{_CHILD}",
    rf"{_any('sexual sexually')} {_any('abus* assault* harass* harras* offence* favour* favor* relation*')}",
    rf"{_LETTERS}{{0,8}}(?:[mni]baka|wabaka|bakwa|najis{_LETTERS}{{0,4}}|lawit{_LETTERS}{{0,4}})|ubakaji|unajisi",
    rf"(?:ana|ame|ali|hu)?lala na {_few(2)}{_CHILD}",
    rf"{_CHILD} {_few(4)}(?:was |is |been |got |being )?{_BEATEN}",
    rf"{_BEATING} {_few(2)}{_CHILD}",
    rf"{_CHILD} {_few(3)}(?:{_HE})?(?:{_IS_HURT})",
    rf"{_LETTERS}{{2,8}}(?:piga|chapa|umiza|tesa|nyanyasa|dhulumu) {_few(2)}{_CHILD}",
)
_HINTS = (
    _any("pregnan* mimba mapenzi kimapenzi kingono ngono sex sexual touch* seduc* naked uchi affair boyfriend"),
    _any("beat* cane* caned hit hits hurt* kiboko viboko fimbo piga chapa adhabu mpiga mchapa wapiga wachapa"),
    rf"{_LETTERS}{{2,6}}(?:gus[ae]|shika|tongoza|piga|chapa)",
)


def _one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\S)(?:{one})(?!\S)" for one in patterns))


_IN = {"en": _one_of(_ENGLISH), "sw": _one_of(_KISWAHILI)}
_COMPLAINS = re.compile(r"(?:a )?complain(?:ts?|ing)?(?: \d)?|(?:ma)?lalamik[oa](?: \d)?")
_LIFE = _one_of((*_ENGLISH_LIFE, *_KISWAHILI_LIFE))
_MAYBE = _one_of(_DOUBTFUL)
_ABOUT, _SHOUTED = _one_of((_TAUGHT,)), _one_of((_LOUD,))
_PASSED_ON, _HINTED, _OF_A_CHILD = _one_of(_OFFENCE), _one_of(_HINTS), _one_of((_CHILD,))


def _plain(text: str) -> str:
    """Its words in small letters, one space between; whatever ends a sentence, and a number, stands there as itself."""
    return once(_plain, text, lambda: _made_plain(text))


def _made_plain(text: str) -> str:
    return _ENDS.sub("", " ".join(map(spelt, _WORDS.findall(level(text.replace("\n", " . "))))))


def tells(text: str) -> str | None:
    """The language in which a message tells that somebody is hurt, or complains; None where it does not."""
    return once(tells, text, lambda: _told(text))


def _told(text: str) -> str | None:
    words = _plain(text)
    return next((language for language, pattern in _IN.items() if pattern.search(words)), None)


def only_complains(text: str) -> bool:
    """Whether these words ask to complain and tell nothing yet: “a complaint”, “LALAMIKO”, “complain 3”."""
    return bool(_COMPLAINS.fullmatch(_plain(text)))


def of_life(text: str) -> bool:
    """Whether somebody writes of ending their life, or of somebody who does."""
    return bool(_LIFE.search(_plain(text)))


def may_tell(text: str) -> bool:
    """Whether a message has words that tell of harm or are about teaching: only who wrote them knows."""
    words = _plain(text)
    return bool(_MAYBE.search(words) or _SHOUTED.search(words)) and not _ABOUT.search(words)


def is_abuse(text: str) -> bool:
    """Whether a complaint tells that a learner is abused, or of a sexual offence: the law has it passed on."""
    return bool(_PASSED_ON.search(_plain(text)))


def may_be_abuse(text: str) -> bool:
    """Whether it may tell of that, so that its writer is asked."""
    words = _plain(text)
    hinted = bool(_HINTED.search(words)) and bool(_OF_A_CHILD.search(words))
    return (hinted or bool(_MAYBE.search(words))) and not is_abuse(text)
