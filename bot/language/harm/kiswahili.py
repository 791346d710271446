"""The same in Kiswahili and Sheng: who (a-, wa-, ku-), when (-na-, -me-), to me (-ni-), and the verb."""

from __future__ import annotations

from bot.language.harm.patterns import LETTERS, any_of, few

_WHEN = "(?:na|me|li|ta|ki|nge|ka|sha|mesha|si|mekuwa aki|napenda ku)"
HE = rf"(?:(?<!jawahi )(?:(?:a|wa){_WHEN}(?:ye|o)? ?|hu ?|ku|a|wa))"
_DOES = rf"(?:(?:a|wa){_WHEN}(?:ye|o)? ?|hu ?)"
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
    "bak[ae] nya*[sz]* dhulumu zulumu thulumu dhalilish* zalilish* thalilish* ogopesha lawiti najisi tisha"
    " tishi[ae] tusi tukan[ae] umiz[ae] jeruhi tongo[sz][ae] dharau tharau zarau kejeli dhihaki aibisha fedhehesha"
    " bagua kandamiza gandamiza"
    " harass* harras* haras abus* bully threaten* rape* molest* assault* insult* blackmail* humiliate* embarrass*"
    " intimidat* mistreat* seduce*"
)
_HURTS = (
    any_of(
        f"{_CRUEL} tish[ae] chap[ae] zab[ae] tes[ae] shikashika shika_shika dara dandia ua ue touch* beat slap* force"
        " fokea busu kumbatia nyemelea vizia fuatafuata fuata_fuata date kiss stalk* nyonga kaba discriminate* papasa"
        " tomasa gu[sz]agu[sz]a gu[sz]a_gu[sz]a dhuru fukuza futa_kazi felisha fungia"
    )
    + rf"|{_FEELS}|ping[ae] (?:kofi|makofi|ngumi|teke)|nyima haki|taka (?:kimapenzi|kingono)"
    + rf"|onea(?! (?:huruma|wivu|fahari))|cheka mbele|{_HITS}|haribia (?:kazi|jina|sifa)|treat (?:vibaya|badly|kama)"
    + r"|fanyia (?:ukatili|unyama|mabaya|vibaya)|gu[sz]a(?! (?:moyo|roho|hisia|sana moyo))"
    + r"|tia (?:hofu|uoga|woga)|angalia (?:vibaya|kwa macho)|kodolea macho|wekea mkono"
    + r"|(?:rushia|tupia|pig[ai]a?) mistari"
    + r"|(?:ona|fanya|chukulia)(?: kama)? (?:mjinga|malaya|fala|mpumbavu)"
)
_BOTHERS = r"(?:sumbua(?! kidogo)|katia(?! (?:simu|stima|tamaa|hamu|miti))|mezea mate)"
"""What a class does to its teacher as well: meant of one person who is no learner."""
_SENT = any_of("lugha mambo maneno sms meseji message* text* ujumbe jumbe picha video*")
_FOUL = (
    rf"(?:matusi|kimapenzi|kingono|ngono|uchi|nudes|porn|lugha mbaya|{_SENT} mapenzi|(?:za|ya|wa) mapenzi"
    rf"|{_SENT} (?:{any_of('chafu machafu mchafu makali mabaya')}|(?:za|ya) (?:matusi|aibu|ajabu)))"
)
_INSULT = any_of(
    "mjinga malaya mbwa mpumbavu mshenzi nguruwe punda kahaba mvivu fala bure takataka nugu mwizi kichaa useless stupid"
)
_IS_HIT = r"pig(?:iw|w)a(?! na (?:mvua|baridi|jua|butwaa|stima|njaa)| (?:chenga|simu|msasa|jeki|picha))"
IS_HURT = (
    any_of(
        "bakwa nya*[sz]wa nyanyasika dhulumiwa zulumiwa dhalilishwa lawitiwa najisiwa onewa tishwa tishiwa tukanwa"
        " tusiwa chapwa umizwa jeruhiwa teswa tongozwa shikwa_vibaya guswa_vibaya dharauliwa"
        " tharauliwa baguliwa dhihakiwa bullied harassiwa abusiwa"
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
_COINS = any_of(
    "pesa hela doo hongo rushwa kitu_kidogo ganji fedha mkwanja chapaa mlungula elfu money cash bribe bob soo thao"
)
_FOR_IT = any_of("ili ndio ndipo kabla kwanza kila kwa")
_PESA = (
    rf"(?:{_COINS}|(?:kitu|chai)(?= (?:ndio|ndipo|ili|kabla))|(?:ksh|kshs|sh|kes|shilingi) \d|mia {LETTERS}+"
    rf"|\d \d \d(?: \d)*(?! (?!{_FOR_IT} ){LETTERS}))"
)
_HONGO = any_of("hongo rushwa mlungula kitu_kidogo bribe*")
_NOT_FEES = "ada karo fees fee kuhusu somo*"
_PAY = rf"(?:ni|tu)(?:m|wa)?(?:lip[ei]|hong[ei]){LETTERS}*(?! {any_of('ada karo fee* kipaumbele fadhila')})"
_GIVE = rf"(?:ni|tu)(?:m|wa)?(?:pe|lete|p[ae]tie|tumie|toe|tolee|chang[ei]){LETTERS}*"
_NATAKA = any_of("nataka naomba ningependa nahitaji natamani")

# at night, alone

_USIKU = any_of("usiku gizani peke_yangu peke_yetu pekee pekeyangu pekeangu alone night wawili_tu faragha")
_THERE = any_of(
    "kwake chumbani hotelini hoteli lodging* lojing* gesti guest* bedroom baa klabu keja kejani hotel nyumbani_kwake"
)
_WISHES = any_of(
    "tak* sem* ambi* lazimish* omb* alik* sisitiz* it* force* told tell* invite* pend* shurutish* shawish*"
)
_RISKY = (
    rf"(?:{_THERE} {few(3)}{_USIKU}|{_USIKU} {few(3)}{_THERE}|chumbani kwake|lodging{LETTERS}*|lojing{LETTERS}*|gesti)"
)
_COME = (
    "(?:(?:ni|tu)(?:m|ka)?(?:end[ea]|ku?j[ae]|tembelee|kutane|on[ae]ne|lal[ae]|ingi[ae]|meet|fik[ea]"
    rf"|fuat[ae]){LETTERS}*|kwenda|kuenda|kukutana|kuja)"
)

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
    rf"{_DOES}(?:ni ?|tu)(?!saidi|fundish|fundi|elez|elew|ony?esh|elekez|shauri"
    rf"|uliz){LETTERS}+ {few(4, none_of=_NOT_SO)}{_FOUL}",
    rf"{_DOES}(?:ni|tu)it(?:a|ia) {few(1)}{_INSULT}|{_DOES}{LETTERS}+ (?:kuwa |kwamba |ati "
    rf"|eti )?(?:mimi )?ni {_INSULT}",
    rf"{_MTU} {few(2, none_of=_NOT_SO)}(?:ana|hu|ali|ame){LETTERS}+ {few(1)}{_FOUL}",
    rf"{_MTU} {few(1)}(?:ana|hu|ame|ali)(?:{any_of(_CRUEL)})(?: (?:sana|watu|wote|kila)|$)",
    rf"{_MTU} (?:{LETTERS}+ )?(?:ana|ni) {few(1)}matusi|matusi (?:yake|yao|ya {_MTU})|(?:kuni|ani)(?:kula|manga"
    "|hanya|dinya)",
    rf"ata(?:ni|tu)(?:fut|fukuz|felish|haribi|maliz|simamish|shtaki|adhib){LETTERS}*",
    rf"(?:ni(?:me|li|na|ta|ka)|na|tu(?:me|li|na)|nimekuwa niki) ?(?:{IS_HURT}|itwa {_INSULT})",
    rf"(?:na|nina|nime|nili|sisi )?ogopa (?:sana )?(?:kukutana|k[wu]enda (?:kwake|huko)|kuwa naye|{_MTU})|(?:na|nina"
    "|tuna)m[wu]ogopa",
    rf"(?:nina|niko na) (?:hofu|uoga|woga) (?:na|ya|wa|juu ya|kuhusu) (?:kukutana|{_MTU})|(?:hofu ya|nahofia"
    "|naogopa) (?:maisha|usalama)|nahisi hatari"
    rf"|(?:na|nina|nime)sumbuliwa (?:na {few(1)}{_MTU}|kimapenzi|usiku)"
    rf"|(?:na|nina|tuna)teseka {few(1)}(?:na|mikononi mwa) {_MTU}",
    r"(?:siko|sipo|sijihisi|sijisikii|sihisi|hatuko|hatupo) (?:kama niko )?salama|sina usalama",
    r"(?:niko|nko|nipo|tuko|yuko|yupo) (?:hatarini|(?:kwa|kwenye|katika) hatari)|maisha yangu (?:yako )?hatarini",
    # money
    rf"{HE}(?:ni|tu) ?(?:dai|omba|itish{LETTERS}+|lipisha|toza|chaji|charge) {few(2, none_of=_NOT_FEES)}{_PESA}",
    rf"{_ONE_DOES}(?:wa)?(?:dai|itish{LETTERS}+|demand|lipisha|toza) {few(2, none_of=_NOT_FEES)}{_PESA}",
    rf"{_DOES}{LETTERS}+ {few(3, none_of=_NOT_SO)}{_HONGO}",
    rf"{_ONE_DOES}(?:ni|tu|wa)?{_WISHES} {few(2)}(?:{_PAY}|{_GIVE} {few(2, none_of=_NOT_FEES)}{_PESA})",
    "(?:ni|tu)?(?:na|me|li)(?:lazimishwa|shurutishwa|forciwa) (?:kulipa|kutoa|tulipe"
    rf"|nilipe)(?! {any_of('ada karo fee*')})",
    rf"(?:nime|nili|nina|na|tume|tuli|tuna)(?:ombwa|itishwa|daiwa) (?:{_HONGO}|(?:pesa|hela) (?:ili|ndio|ndipo|kabla))",
    rf"(?:nili|nime|nina|na|tuli|tume|tuna)(?:ambiwa|amriwa) {few(1)}(?:{_PAY}"
    rf"|{_GIVE} {few(2, none_of=_NOT_FEES)}{_PESA})",
    rf"bila (?:{_PESA}|kitu|chai) (?:hakuna|ha{LETTERS}+)|(?:ni|tu)(?:m|wa)nunulie {few(2)}(?:ndio|ndipo|ili)",
    rf"{LETTERS}{{0,6}}(?:sain|sign|sahihi|saidi){LETTERS}* {few(2)}{any_of('bila mpaka hadi kabla')} {few(2)}"
    rf"(?:{_PESA}|kitu|chai|{_PAY}|{_GIVE})",
    rf"nisipo(?:m)?(?:lipa|pa|hong[ae]|toa) {few(3)}(?:ata|hata)(?:ni)?{LETTERS}+",
    # love, and worse
    rf"anataka (?:(?:ni|tu)mpe )?(?:{_PESA}|sex|ngono|mapenzi|penzi|mwili|tulale|nilale|tudo|tu do|ku do)|kwake usiku"
    "|(?:ni|tu)(?:ka)?lale (?:naye|kwake|pamoja|chumbani|hotelini)|(?:(?:ni|tu)fanye|kufanya"
    rf"|{_DOES}lazimisha) (?:mapenzi|ngono|sex)"
    r"|(?:ni|tu)(?:ku)?we (?:wa)?(?:mpenzi|penzi|bibi|mke|demu|mchumba|girlfriend)",
    "(?:anataka|alitaka|amesema) (?:(?:tuwe|niwe|awe) )?"
    rf"{any_of('wapenzi mpenzi* kunioa kunidate girlfriend tupendane mahusiano')}"
    r"(?! (?:mazuri|mema|mwema))",
    r"(?:anataka|alitaka) kulala na(?:mi|si| mimi| sisi)",
    rf"{_DOES}(?:ni|tu|wa)?{_WISHES} {few(4)}{_RISKY}",
    rf"{_DOES}(?:ni|tu|wa)?{_WISHES} {few(3)}{_COME} {few(3)}{_THERE} {few(2)}[.,;] (?:na )?(?:n[ai]{{1,2}}ogopa"
    "|sitaki)",
    *LIFE,
    # a learner, a colleague
    rf"(?:wa|a)(?:na|me|li|ki)?lala na {few(1)}(?:{MWANAFUNZI}|{WANAFUNZI})",
    rf"(?:wa|a)na uhusiano (?:wa (?:kimapenzi|mapenzi|kingono) )?na {few(1)}(?:{MWANAFUNZI}|{WANAFUNZI})",
    rf"{MWANAFUNZI} {few(3)}a(?:na|me|li|ta)?(?:ye)?(?:{IS_HURT})",
    rf"{_WAKUBWA} {few(2)}(?:a|wa)(?:na|me|li)(?:ye|o)?(?:{IS_HURT}|lazimishwa kulipa|itishwa {_PESA})",
    rf"(?:a|wa)(?:na|me|li|ki)(?:ye)?(?:m[wu]?|wa)? ?(?:bak[ae]|chapa|najisi|lawiti|dhulumu|tongoza|tesa|nyanyasa"
    rf"|{_HITS}) {few(2)}(?:{MWANAFUNZI}|{WANAFUNZI})",
    rf"{_ONE_DOES}(?:m|mw|wa)?(?:{any_of(_CRUEL)}|chapa|{_HITS}|tesa|onea|{_FEELS}) {few(2)}{_WAKUBWA}",
    rf"{_ONE_DOES}(?:wa)?(?:chapa|{_HITS}|tesa|nyanyasa|umiza) {few(1)}{WANAFUNZI}",
    r"a(?:na|me|li)(?:ye)?(?:wabaka|wanajisi|walawiti|watongoza|wakatia)",
    r"a(?:na|me|li)(?:ye)?pigwa (?:sana )?(?:nyumbani|na (?:baba|mama|mjomba|mwalimu))|alama za (?:kuchapwa|kupigwa)",
    rf"{_ONE_DOES}(?:m|mw|wa){LETTERS}+ {few(4, none_of=_NOT_SO)}(?:kimapenzi|kingono)",
    rf"{_ONE_DOES}(?:m|mw|wa)(?:shika|gu[sz]a|papasa) {few(2)}{any_of('vibaya matiti makalio mapaja')}",
    rf"a(?:na|me|li)(?:ye)?m?pa(?:tia)? (?:mimba|ujauzito)|{MWANAFUNZI} {few(3)}(?:mimba|ujauzito) (?:na|ya) mwalimu",
    # a complaint
    r"^(?:hatari|nimeonewa)$|^(?:ma)?lalamiko(?: \d| (?:kuhusu|dhidi|juu).*)?$|^lalamika(?: \d)?$",
    r"(?:na|nina|nita)lalamika|ni(?:lalamike|mshtaki|mripoti)",
    rf"{_NATAKA} (?:ku)?(?:lalamika|complain|m?shtaki|toa malalamiko|(?:m?report|m?ripoti) {few(1)}(?:{_MTU}|mwalimu"
    "|kisa))",
    r"(?:nina|niko na|tuna) (?:(?:ma)?lalamiko|complain(?:t|ts)?)",
    rf"ku(?:ripoti|report) (?:sexual )?(?:{any_of('harass* harras* unyanyasaji dhuluma ubakaji abuse matusi')}"
    rf"|{_HONGO})",
)
OF_A_LEARNER = (
    rf"(?:{MWANAFUNZI}|{WANAFUNZI}) {few(3)}wa?(?:na|me|li)?(?:o)?(?:{IS_HURT})",
    r"ubakaji|unajisi|unyanyasaji|dhuluma",
)
DOUBTFUL = (
    *OF_A_LEARNER,
    "hongo|rushwa|mlungula",
    rf"{_ONE_DOES}ni ?(?:{any_of('karipia gombeza kemea chukia taka lazimisha disturb* shout* sukuma')}|tafuta usiku"
    rf"|shika(?! m[ko]{LETTERS}*)|penda(?! (?:sana )?kwa))",
    rf"{_ONE_DOES}(?:ni|tu|wa)?{_WISHES} {few(3, none_of='saa')}{_COME} {few(2, none_of='saa')}(?:{_THERE}|{_USIKU})",
    rf"{_ONE_DOES}(?:ni|tu)? ?(?:pend|zoe){LETTERS}+ kuni(?:pigia|tumia|text|call) {few(3)}usiku",
    rf"{_ONE_DOES}(?:ni|tu) ?(?:(?:pigia|text|call|chat|beep|dm){LETTERS}* {few(3)}|(?:tumia|andikia"
    rf"|disturb) {few(1)})usiku",
    rf"{_ONE_DOES}(?:ni|tu)?(?:pigia?|piga) (?:simu )?{few(1)}usiku|{_ONE_DOES}(?:ni|tu)(?!elewa|ona){LETTERS}+ vibaya",
    rf"{_ONE_DOES}(?:tuma|andika|ongea|sema|toa|tumia|rusha) {few(2, none_of=_NOT_SO)}{_FOUL}|{_ONE_DOES}foka"
    rf"|ni matusi|{_ONE_DOES}nipigia kelele",
    rf"{_ONE_DOES}tembea na {few(1)}(?:{MWANAFUNZI}|wanafunzi wa kike)|{_ONE_DOES}uza nafasi|(?:na"
    rf"|nina)ogopa (?:sana )?ku{LETTERS}+ naye",
    rf"{_ONE_DOES}omba {_PESA}|{_ONE_DOES}(?:m|wa)?(?:sumbua|fokea) {few(1)}{_WAKUBWA}",
    rf"{_OF_LEARNERS}a(?:na|me|li|ki|kuja )lew[ae]|{_MTU} {few(1)}ni mlevi|(?:na|nina)ogopa(?: sana)?$"
    rf"|nafuatwa na (?:mtu|{_MTU})"
    rf"|{_MTU} {few(1)}ni (?:mnyama|katili|mkatili|fisadi|mfisadi|corrupt)|{_MTU} {few(1)}(?:ame|ana|ali"
    "|hu)(?:ku)?la (?:pesa|hela)"
    rf"|{_ONE_DOES}(?:m|mw|wa)(?:shika|gu[sz]a|papasa) {few(1)}(?:{MWANAFUNZI}|{WANAFUNZI}|{_WAKUBWA})"
    rf"|{_ONE_DOES}(?:(?:ni|tu)?(?:taka|omba|itisha|dai) chai|(?:ni|tu)it[ae] usiku|ni ?dis{LETTERS}+)",
)
TAUGHT = "kuzuia kukomesha dhidi sera mafunzo kuepuka hapana acha kupunguza kudhibiti kushughulikia shairi mada maadili"
