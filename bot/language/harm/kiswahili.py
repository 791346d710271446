"""The same in Kiswahili and Sheng: who (a-, wa-, ku-), when (-na-, -me-), to me (-ni-), and the verb."""

from __future__ import annotations

from bot.language.harm.patterns import LETTERS, any_of, few

_WHEN = "(?:na|me|li|ta|ki|nge|ka|sha|mesha|si|mekuwa aki|napenda ku)"
HE = rf"(?:(?<!jawahi )(?:(?:a|wa){_WHEN}(?:ye|o)? ?|hu|ku|a|wa))"
_DOES = rf"(?:(?:a|wa){_WHEN}(?:ye|o)? ?|hu)"
"""What is done, not what is wished: without “anisaidie” and “kunisaidia”."""
_OF_LEARNERS = "(?<!mwanafunzi )(?<!wanafunzi )(?<!mtoto )(?<!watoto )(?<!mmoja )(?<!mzazi )"
_ONE_DOES = rf"{_OF_LEARNERS}(?:a{_WHEN}(?:ye)? ?|hu)"
_NOT_SO = "kuhusu dhidi kuzuia kuepuka kukomesha kupunguza jinsi namna kama wasi* tusi* nisi*"

# what is done to me

_HITS = r"pig[ae](?! (?:simu|chenga|tafu|jeki|msasa|stori|story|picha|photo|sms|message|call|moyo|chapa|swali|hodi))"
_FEELS = (
    rf"(?:shika|gu[sz]a|papasa) {any_of('vibaya matiti titi makalio mapaja kiuno shingo kwa_nguvu bila_ruhusa maziwa')}"
)
_CRUEL = (
    "bak[ae] nya*[sz]* dhulumu zulumu thulumu dhalilish* zalilish* thalilish* lawiti najisi tisha tishi[ae] tusi tukan[ae]"
    " umiz[ae] jeruhi tongo[sz][ae] dharau tharau zarau kejeli dhihaki aibisha fedhehesha bagua kandamiza gandamiza"
    " harass* harras* haras abus* bully threaten* rape* molest* assault* insult* blackmail* humiliate* embarrass*"
    " intimidat* mistreat* seduce*"
)
_HURTS = (
    any_of(
        f"{_CRUEL} tish[ae] chap[ae] zab[ae] tes[ae] shikashika shika_shika dara dandia ua ue touch* beat slap* force"
        " fokea busu kumbatia nyemelea vizia fuatafuata fuata_fuata date kiss stalk* nyonga kaba discriminate*"
    )
    + rf"|{_FEELS}|ping[ae] (?:kofi|makofi|ngumi|teke)|nyima haki|taka (?:kimapenzi|kingono)"
    + rf"|onea(?! (?:huruma|wivu|fahari))|cheka mbele|{_HITS}|haribia (?:kazi|jina|sifa)|treat (?:vibaya|badly)"
    + r"|fanyia (?:ukatili|unyama|mabaya|vibaya)|gu[sz]a(?! (?:moyo|roho|hisia|sana moyo))"
    + r"|tia (?:hofu|uoga|woga)|angalia vibaya|kodolea macho"
)
_BOTHERS = r"(?:sumbua(?! kidogo)|katia(?! (?:simu|stima|tamaa|hamu|miti))|mezea mate)"
"""What a class does to its teacher as well: meant of one person who is no learner."""
_FOUL = (
    rf"(?:matusi|kimapenzi|kingono|ngono|uchi|(?:{any_of('mambo maneno sms meseji message* text* ujumbe jumbe picha video*')}"
    rf" (?:za |ya |wa )?mapenzi)|{any_of('lugha maneno sms meseji message* text* ujumbe jumbe picha video*')}"
    rf" (?:{any_of('chafu machafu mchafu makali mabaya')}|za (?:matusi|aibu|ajabu))|lugha mbaya)"
)
_INSULT = any_of(
    "mjinga malaya mbwa mpumbavu mshenzi nguruwe punda kahaba mvivu fala bure takataka nugu mwizi kichaa useless stupid"
)
_IS_HIT = r"pig(?:iw|w)a(?! na (?:mvua|baridi|jua|butwaa|stima|njaa)| (?:chenga|simu|msasa|jeki|picha))"
IS_HURT = (
    any_of(
        "bakwa nya*[sz]wa nyanyasika dhulumiwa zulumiwa dhalilishwa lawitiwa najisiwa onewa tishwa tishiwa tukanwa"
        " tusiwa chapwa umizwa jeruhiwa teswa tongozwa shikwa_vibaya guswa_vibaya dharauliwa tharauliwa bullied"
        " harassiwa abusiwa"
    )
    + rf"|{_IS_HIT}"
)
MWANAFUNZI = any_of("mwanafunzi mtoto msichana mvulana mtoi kijana binti")
WANAFUNZI = any_of("wanafunzi watoto wasichana wavulana watoi")
_WAKUBWA = any_of(
    "mwalimu walimu mshauriwa washauriwa mentee mentees intern interns mwenzangu wenzangu mwanamke wanawake"
    " mfanyakazi wafanyakazi teachers"
)
_MTU = any_of("mshauri mentor mwalimu_mkuu mkuu mkurugenzi head yeye huyo huyu naye mkubwa bosi boss afisa deputy")
_PESA = (
    rf"(?:{any_of('pesa hela doo hongo rushwa kitu_kidogo ganji fedha mkwanja chapaa mlungula elfu money cash bribe')}|chai(?= (?:ndio|ndipo|ili|kabla))"
    rf"|(?:ksh|sh|kes|shilingi|bob|mia) ?{LETTERS}*|\d \d \d(?: \d)*(?! (?!{any_of('ili ndio ndipo kabla kwanza kila kwa')} ){LETTERS}))"
)
_HONGO = any_of("hongo rushwa mlungula kitu_kidogo bribe*")
_NOT_FEES = "ada karo fees fee kuhusu somo*"
_PAY = rf"(?:ni|tu)(?:m|wa)?(?:lip[ei]|hong[ei]){LETTERS}*(?! {any_of('ada karo fee* kipaumbele fadhila')})"
_GIVE = rf"(?:ni|tu)(?:m|wa)?(?:pe|p[ae]tie|tumie|toe|tolee|chang[ei]){LETTERS}*"
_NATAKA = any_of("nataka naomba ningependa nahitaji natamani")

# at night, alone

_USIKU = any_of("usiku gizani peke_yangu peke_yetu pekee pekeyangu pekeangu alone night wawili_tu faragha")
_THERE = any_of(
    "kwake chumbani hotelini hoteli lodging* lojing* gesti guest* bedroom baa klabu keja kejani hotel nyumbani_kwake"
)
_WISHES = rf"{any_of('tak* sem* ambi* lazimish* omb* alik* sisitiz* it* force* told tell* invite* pend* shurutish*')}"
_RISKY = (
    rf"(?:{_THERE} {few(3)}{_USIKU}|{_USIKU} {few(3)}{_THERE}|chumbani kwake|lodging{LETTERS}*|lojing{LETTERS}*|gesti)"
)
_COME = rf"(?:(?:ni|tu)(?:m|ka)?(?:end[ea]|ku?j[ae]|tembelee|kutane|on[ae]ne|lal[ae]|ingi[ae]|meet|fik[ea]){LETTERS}*|kwenda|kuenda|kukutana|kuja)"

LIFE = (
    r"(?<!kuzuia )kujiua|(?:ni|na|nita|a|ame|ana)jiu[ae]|kujitoa uhai|nijitoe uhai|(?:ku|ni|na|ana)jinyong[ae]",
    rf"(?:{_NATAKA}|heri|bora|afadhali) (?:kufa|nife|nikufe)|nimechoka (?:na (?:maisha|kila kitu)|kuishi)",
    r"(?:sitaki|(?:sioni|sina) (?:tena )?(?:sababu|haja|faida|hamu|nia) ya) (?:kuishi|maisha)",
    r"maisha (?:yangu )?(?:hayana|yamekosa) (?:tena )?(?:maana|thamani|faida)(?! (?:bila|kama|ikiwa))",
)
TELLS = (
    # the writer
    rf"{HE}(?:ni ?|tu)(?:{_HURTS})",
    rf"(?<!mwanafunzi )(?<!mtoto )(?<!mmoja )a(?:na|me|li|ki|nge|mekuwa aki)(?:ye)?ni ?{_BOTHERS}",
    rf"{_DOES}(?:ni ?|tu)(?!saidi|fundish|fundi|elez|elew|ony?esh|elekez|shauri|uliz){LETTERS}+ {few(4, none_of=_NOT_SO)}{_FOUL}",
    rf"{_DOES}(?:ni|tu)it(?:a|ia) {few(1)}{_INSULT}|{_DOES}{LETTERS}+ (?:kuwa |kwamba |ati |eti )?(?:mimi )?ni {_INSULT}",
    rf"{_MTU} {few(2, none_of=_NOT_SO)}(?:ana|hu|ali|ame){LETTERS}+ {few(1)}{_FOUL}",
    rf"(?:ni(?:me|li|na|ta|ka)|na|tu(?:me|li|na)|nimekuwa niki) ?(?:{IS_HURT}|itwa {_INSULT})",
    rf"(?:na|nina|nime|nili|sisi )?ogopa (?:sana )?(?:kukutana|k[wu]enda (?:kwake|huko)|kuwa naye|{_MTU})|(?:na|nina|tuna)m[wu]ogopa",
    rf"(?:nina|niko na) (?:hofu|uoga|woga) (?:na|ya|juu ya|kuhusu) (?:kukutana|{_MTU})|nahofia (?:maisha|usalama)",
    r"(?:siko|sipo|sijihisi|sijisikii|sihisi|hatuko|hatupo) (?:kama niko )?salama|sina usalama",
    r"(?:niko|nko|nipo|tuko|yuko|yupo) (?:hatarini|(?:kwa|kwenye|katika) hatari)|maisha yangu (?:yako )?hatarini",
    # money
    rf"{HE}(?:ni|tu) ?(?:dai|omba|itish{LETTERS}+|lipisha|toza|chaji|charge) {few(2, none_of=_NOT_FEES)}{_PESA}",
    rf"{_ONE_DOES}(?:wa)?(?:dai|itish{LETTERS}+|demand|lipisha|toza) {few(2, none_of=_NOT_FEES)}{_PESA}",
    rf"{_DOES}{LETTERS}+ {few(3, none_of=_NOT_SO)}{_HONGO}",
    rf"{_ONE_DOES}(?:ni|tu|wa)?{_WISHES} {few(2)}(?:{_PAY}|{_GIVE} {few(2, none_of=_NOT_FEES)}{_PESA})",
    rf"(?:ni|tu)?(?:na|me|li)(?:lazimishwa|shurutishwa|forciwa) (?:kulipa|kutoa|tulipe|nilipe)(?! {any_of('ada karo fee*')})",
    rf"(?:nime|nili|nina|na|tume|tuli|tuna)(?:ombwa|itishwa|daiwa) (?:{_HONGO}|(?:pesa|hela) {any_of('ili ndio ndipo kabla')})",
    rf"ha(?:ta|wezi (?:ku)?)?{LETTERS}{{0,3}}(?:sain|sign|sahihi|saidi|kubal){LETTERS}+ {few(2)}{any_of('bila mpaka hadi kabla')} {few(2)}"
    rf"(?:{_PESA}|kitu|chai|{_PAY}|{_GIVE})",
    rf"nisipo(?:m)?(?:lipa|pa|hong[ae]|toa) {few(3)}(?:ata|hata)(?:ni)?{LETTERS}+",
    # love, and worse
    rf"anataka (?:(?:ni|tu)mpe )?(?:{_PESA}|sex|ngono|mapenzi|penzi|mwili|tulale|nilale|tufanye mapenzi)|kwake usiku|nilale naye",
    rf"(?:anataka|alitaka|amesema) (?:{any_of('tuwe niwe awe')} )?{any_of('wapenzi mpenzi* kunioa kunidate girlfriend tupendane mahusiano')}"
    r"(?! (?:mazuri|mema|mwema))",
    r"(?:anataka|alitaka) kulala na(?:mi|si| mimi| sisi)",
    rf"{_DOES}(?:ni|tu|wa)?{_WISHES} {few(4)}{_RISKY}",
    rf"{_DOES}(?:ni|tu|wa)?{_WISHES} {few(3)}{_COME} {few(3)}{_THERE} {few(2)}[.,;] (?:na )?(?:n[ai]{{1,2}}ogopa|sitaki)",
    *LIFE,
    # a learner, a colleague
    rf"(?:wa|a)(?:na|me|li|ki)?lala na {few(1)}(?:{MWANAFUNZI}|{WANAFUNZI})",
    rf"(?:wa|a)na uhusiano (?:wa (?:kimapenzi|mapenzi|kingono) )?na {few(1)}(?:{MWANAFUNZI}|{WANAFUNZI})",
    rf"{MWANAFUNZI} {few(3)}a(?:na|me|li|ta)?(?:ye)?(?:{IS_HURT})",
    rf"{_WAKUBWA} {few(2)}(?:a|wa)(?:na|me|li)(?:ye|o)?(?:{IS_HURT}|lazimishwa kulipa|itishwa {_PESA})",
    rf"a(?:na|me|li|ki)(?:ye)?m[wu]? ?(?:bak[ae]|chapa|najisi|lawiti|dhulumu|tongoza|tesa|nyanyasa|{_HITS})"
    rf" {few(2)}{MWANAFUNZI}",
    rf"{_ONE_DOES}(?:m|mw|wa)?(?:{any_of(_CRUEL)}|chapa|{_HITS}|tesa|onea|{_FEELS}) {few(2)}{_WAKUBWA}",
    rf"{_ONE_DOES}(?:wa)?(?:chapa|{_HITS}|tesa|nyanyasa|umiza) {few(1)}{WANAFUNZI}",
    r"a(?:na|me|li)(?:ye)?(?:wabaka|wanajisi|walawiti|watongoza|wakatia)",
    r"a(?:na|me|li)(?:ye)?pigwa (?:sana )?(?:nyumbani|na (?:baba|mama|mjomba|mwalimu))|alama za (?:kuchapwa|kupigwa)",
    rf"a(?:na|me|li)(?:ye)?m?pa(?:tia)? (?:mimba|ujauzito)|{MWANAFUNZI} {few(3)}(?:mimba|ujauzito) (?:na|ya) mwalimu",
    # a complaint
    r"^(?:hatari|nimeonewa)$|^(?:ma)?lalamiko(?: \d| (?:kuhusu|dhidi|juu).*)?$|^lalamika(?: \d)?$",
    r"(?:na|nina|nita)lalamika|ni(?:lalamike|mshtaki|mripoti)",
    rf"{_NATAKA} (?:ku)?(?:lalamika|complain|m?shtaki|toa malalamiko|(?:m?report|m?ripoti) {few(1)}(?:{_MTU}|mwalimu|kisa))",
    r"(?:nina|niko na|tuna) (?:(?:ma)?lalamiko|complain(?:t|ts)?)",
    rf"ku(?:ripoti|report) (?:sexual )?(?:{any_of('harass* harras* unyanyasaji dhuluma ubakaji abuse matusi')}|{_HONGO})",
)
DOUBTFUL = (
    rf"(?:{MWANAFUNZI}|{WANAFUNZI}) {few(3)}wa?(?:na|me|li)?(?:o)?(?:{IS_HURT})",
    r"ubakaji|unajisi|unyanyasaji|dhuluma|hongo|rushwa|mlungula",
    rf"{_ONE_DOES}ni ?(?:{any_of('karipia gombeza kemea chukia taka lazimisha disturb* shout* sukuma')}|tafuta usiku|shika(?! m[ko]{LETTERS}*)|penda(?! (?:sana )?kwa))",
    rf"{_ONE_DOES}(?:ni|tu|wa)?{_WISHES} {few(3, none_of='saa')}{_COME} {few(2, none_of='saa')}(?:{_THERE}|{_USIKU})",
    rf"{_ONE_DOES}(?:ni|tu)? ?(?:pend|zoe){LETTERS}+ kuni(?:pigia|tumia|text|call) {few(3)}usiku",
    rf"{_ONE_DOES}(?:ni|tu) ?(?:(?:pigia|text|call|chat|beep|dm){LETTERS}* {few(3)}|(?:tumia|andikia|disturb) {few(1)})usiku",
    rf"{_ONE_DOES}omba {_PESA}|{_ONE_DOES}(?:m|wa)?(?:sumbua|fokea) {few(1)}{_WAKUBWA}",
    rf"{_OF_LEARNERS}a(?:na|me|li|ki|kuja )lew[ae]|{_MTU} {few(1)}ni mlevi|(?:na|nina)ogopa$",
)
TAUGHT = "kuzuia kukomesha dhidi sera mafunzo kuepuka hapana acha kupunguza kudhibiti kushughulikia shairi mada maadili"
