"""English words of harm: of the writer, of a learner, of a colleague; and those that a journal has as well."""

from __future__ import annotations

from bot.language.harm.patterns import LETTERS, any_of, few

OF_A_CLASS = rf"(?:(?:{LETTERS}+|\d) ){{0,3}}"
"""“a form 2” girl."""
A = any_of("a an the my our one this that his her some another")

# who

SOMEBODY = any_of(
    "he she they who sir madam mentor mentors head heads headteacher headteachers headmaster headmistress principal"
    " principals teacher teachers deputy deputies director directors officer officers cso scd hoi coach colleague"
    " colleagues boss supervisor chair chairman chairperson chairlady bom secretary clerk watchman bursar manager"
    " parent parents man men husband wife father stepfather uncle guard someone somebody"
)
LEARNER = any_of("pupil learner child kid girl boy student minor daughter")
LEARNERS = any_of("pupils learners children kids girls boys students minors")
GROWN = any_of(
    "teacher teachers mentee mentees mentor mentors intern interns colleague colleagues staff lady ladies woman women"
    " worker workers"
)
_NO_NOUN = "among between by of in on to with for about from and that when as"
_OTHERS = rf"(?:her|him|them|{few(3, none_of=_NO_NOUN)}{GROWN})"
_WHOM = rf"(?:me|us|{_OTHERS})"
_HIM = rf"(?:him|her|them|{A} {few(1)}{SOMEBODY})"
_NOT_SO = "about against avoid* how not never should dont"
"""After these words nobody tells what somebody does."""
_DOES = few(5, none_of=_NOT_SO)
_UNDENIED = r"(?<!not )(?<!never )(?<!n t )(?<!dont )(?<!idnt )(?<!esnt )"

_SUBJECT = (
    rf"(?:{SOMEBODY} |^(?={any_of('uses sends makes shouts wants asks keeps calls texts touches forces threatens')} )"
    rf"|^(?={any_of('asking demanding forcing threatening touching calling sending')} ))"
)
"""Who does it, or the verb that a message begins with: “sends me dirty pictures”."""

# what they do

BEATING = any_of(
    "beat* cane* canes caned caning slap* kick* punch* whip* strangl* assault* rape rapes raped raping defil* molest*"
    " grop* fondl* harass* harras* haras threat* abus* bullie* bully* insult* mistreat* tortur* intimidat* blackmail*"
    " stalk* seduc* humiliat* sodomi* impregnat* hitting"
)
BEATEN = any_of(
    "beaten slapped rapped kicked punched caned whipped strangled assaulted attacked raped defiled molested groped"
    " harass* harras* threatened abused bullied insulted mistreated tortured violated blackmailed impregnated"
    " humiliated intimidated"
)
_HARMING = any_of(
    "beats beating harass harasses harassed harassing harras* threaten threatens threatened threatening abuses abused"
    " abusing insults insulted insulting slap slaps slapped slapping kicks kicked kicking punches punched punching"
    " assaults assaulted assaulting rapes raped raping defil* molest* grop* fondl* bullies bullied bullying mistreats"
    " mistreated mistreating tortures tortured torturing intimidates intimidated intimidating blackmails blackmailed"
    " blackmailing stalks stalked stalking seduces seduced seducing humiliates humiliated humiliating exploits"
    " exploited exploiting"
)
_TOUCHING = any_of(
    "touch* kiss* hurt* kill* grab* attack* beats hit hits scares scared scaring pinch pinches pinched pinching"
    " choke* undress* strip* harm harms harmed harming"
)
"""What a lesson may do as well as a person: "the story touched me"."""
_SCORNING = any_of("mock* belittl* despis* demean* degrad* ridicul* embarrass* disrespect* discriminat* victimi* sham*")
_HEAVY = any_of("disturb* bother* troubl* frustrat* punish* hates hated hug hugs hugged hugging sabotag*")
RAPING = any_of("rape rapes raped raping defil* molest* sodomi* impregnated")
_BODY = any_of("body breast* private* thigh* buttock* waist bum")
_LIMB = any_of("hand hands back leg legs hair shoulder* chest dress skirt knee* lap face cheek* neck")
_BEING = r"(?:am|m|was|got|get|feel|(?:have|ve|had|keep) (?:been|being|getting))"
_RAIN = r"(?! by (?:the )?(?:time|rain|sun|cold|flu|malaria))"
_HOW = any_of("sexually verbally physically always constantly really openly badly seriously often")
_IS = any_of("is are was were been being got get gets")

# money

_MONEY = (
    rf"(?:{any_of('money bribe* cash mpesa m_pesa kitu_kidogo chai tip facilitation kickback*')}"
    "|something (?:small|little)"
    r"|(?:ksh|kshs|kes|sh) \d|\d(?: \d)* (?:bob|shillings|ksh|kshs|kes|sh|k)"
    rf"|\d \d \d(?: \d)*(?! (?!{any_of('before so to if for from each per first then')} ){LETTERS}))"
)
_BRIBES = any_of("bribe bribes bribed bribing bribery extort* kickback*")
_PAYS = any_of("pay pays paying paid bribe bribing")
_FOR_IT = any_of("sign* stamp* match* mentor mentors mentorship mentee approv* confirm* promot* certificate session*")
"""What nobody has to pay for."""
_ENDS = rf"(?:$| [.,;!?]| {any_of('to_be to_get before so first if unless until in_order')})"

# at night, alone

_ASKING = any_of(
    "ask* tell tells telling told want* like* invit* forc* insist* call* beg* order* keep* kept need* say says said"
    " saying request* tried trying push* lur* demand*"
)
_MEET = any_of("meet* see come* coming go going visit* be join sleep* stay* spend pick* follow* accompany")
_NIGHT = rf"(?:(?:at|the|late|every|by|that) nights?(?! {any_of('prep* class* dut* stud* school* shift*')})|midnight)"
_LODGING = any_of("lodg* bedroom guest_house guesthouse motel")
_RISKY = (
    rf"(?:{_NIGHT}|alone|secretly|{_LODGING}|(?:his|her|the|a|some) (?:hotel|bar|club|lodge)"
    rf"|(?:his|her|my) {few(1)}{any_of('house home room place car bed apartment quarters')})"
)
_LOVE = (
    rf"(?:{any_of('love romantic dirty sexual sexy nude naked obscene vulgar abusive insulting threatening')}"
    rf"|{any_of('inappropriate seductive filthy nasty intimate bad')}) {few(1)}"
    + any_of("message* text* letter* note notes sms smses msg msgs photo photos picture* pic pics video* words emoji*")
)
_BAD_WORDS = any_of("abusive bad vulgar foul dirty obscene insulting filthy offensive rude harsh derogatory") + (
    f" {any_of('language word* remark* name* comment*')}"
)
_INSULT = any_of(
    "useless stupid fool* idiot* names dog prostitute malaya lazy incompetent donkey cow pig ugly nonsense failure mad"
    " dumb rubbish worthless good_for_nothing hopeless illiterate"
)
_WISH = any_of("want wish need like going wanna") + "(?: to)?"

LIFE = (
    rf"{any_of('kill* hurt* harm* cut* hang*')} myself|self harm|suicidal|better off dead",
    r"(?:kill|hang)(?:s|ed|ing)? (?:himself|herself|themselves|themself)",
    rf"{any_of('want wants wanted wish threaten* tries tried trying going keeps')} (?:to )?(?:hurt|harm|cut)(?:t?ing)?"
    r" (?:himself|herself|themselves|themself)",
    r"(?:end|take|taking|like ending) my (?:own )?life(?! skill)|(?:end|ending|take|taking) (?:his|her|their) own life",
    r"(?:end|ending) (?:his|her|their) life(?! skill)",
    r"can(?:not| not| t) go on living|no reason to live|can(?:not| not| t) (?:take|bear) (?:it|this) any ?more",
    r"(?:nobody|no one|noone) (?:cares about|would miss|will miss) me",
    r"(?:do not|don t|dont) want to live(?: anymore| any more|$| [.,])",
    r"(?:want|wanna|wish|rather)(?: to)? (?:die|be dead)|i want to end it all|(?:feel|felt) like (?:dying|ending it)",
    rf"{any_of('attempt* tried trying threaten* commit* thoughts thinking')} (?:to commit |of |about )?suicide",
    r"life (?:has (?:no|lost (?:all )?(?:its )?)|is without) ?(?:meaning|purpose|point)(?! (?:without|if|unless))",
    r"life is (?:meaningless|pointless|not worth (?:it|living))(?! (?:without|if|unless))|nothing to live for",
)
_THEY_DO = (
    rf"{_DOES}{_TOUCHING} (?:me|my {_BODY})",
    rf"{_DOES}{_HARMING} (?:{_OTHERS}|my "
    rf"{any_of('mother father wife husband family child* son daughter tribe job life parents')})",
    rf"{_DOES}(?:hands? on my|(?:lock{LETTERS}* me)(?! out)|lock{LETTERS}* the door and)|{few(5, none_of=_NOT_SO)}sexy",
    rf"{_DOES}{any_of('came come comes coming knock* visit*')} {few(3)}{_RISKY} {few(3)}{_RISKY}",
    rf"{_DOES}{any_of('touch touches touched touching kiss kisses kissed kissing grab* attack*')} {_OTHERS}",
    rf"{_DOES}threaten{LETTERS}* (?:to|with|that)",
    rf"{_DOES}{_SCORNING} (?:against )?{_WHOM}|{_DOES}(?:laugh{LETTERS}* at|look{LETTERS}* down (?:on|upon)) me",
    rf"{_DOES}{any_of('make makes made making')} {_WHOM} {few(2)}"
    rf"{any_of('uncomfortable unsafe afraid scared cry fear')}",
    rf"{_DOES}{any_of('use uses used using has speaks shout*')} {few(2, none_of=_NOT_SO)}(?:{_BAD_WORDS}|insults)",
    rf"{_DOES}{any_of('threw throw throws throwing')} {few(2)}at {_WHOM}",
    "(?:is|was) (?:very |so |too |always )?"
    rf"{any_of('abusive violent insulting cruel corrupt a_bully a_pervert a_rapist')}",
    # money
    rf"{_DOES}{any_of('ask* beg* request* press* demand*')} {_WHOM} for {few(2)}{_MONEY}",
    rf"{_DOES}forc{LETTERS}* {_WHOM} (?:to |into ){any_of('pay* brib* contribut* drink* lie')}",
    rf"{_DOES}{_ASKING} {few(3)}{any_of('to should must')} {few(2)}pay(?: (?:him|her|them))?(?: {few(2)}{_MONEY}"
    rf"|{_ENDS})",
    rf"{_DOES}{_ASKING} {few(4)}{any_of('give send bring part_with')} {few(3)}{_MONEY}",
    rf"{few(4, none_of=_NOT_SO)}{_BRIBES}",
    rf"{_DOES}{any_of('collect* take* taking took get* want*')} {few(2)}{_MONEY} (?:from|off) {_WHOM}",
    rf"{_DOES}charg(?:e|es|ed|ing) {_WHOM}(?! with)|{_DOES}wants? {few(1)}{_MONEY}(?! for)",
    # love, and worse
    rf"{_DOES}{any_of('send sends sent sending writes wrote writing text* show*')} {few(3)}(?:{_LOVE}"
    rf"|porn{LETTERS}*|nudes)",
    rf"{few(2)}(?:send|sends|sent|sending) me {few(2)}{any_of('nude* naked dirty sexual sexy porn*')}",
    rf"{_DOES}(?:{any_of('dat* marry flirt* seduc*')}(?: with)?|{any_of('hit hits hitting')} on) {_WHOM}"
    rf"|{_DOES}{any_of('ask* chas* beg*')} (?:me )?(?:out|{few(1)}for love)",
    rf"{_DOES}{_ASKING} {few(4)}(?:nudes?|naked)|{_DOES}{_ASKING} {few(3)}(?:relationship|affair|romance) with {_WHOM}",
    rf"{few(3)}(?:comment|talk|jok|remark){LETTERS}* (?:on|about) (?:my|her) (?:{_BODY}|dress{LETTERS}*|figure"
    "|looks|legs)",
)
TELLS = (
    # the writer
    rf"(?!beats ){_UNDENIED}{BEATING} (?:and {BEATING} )?me",
    rf"{any_of('beat* harass* harras* threat* abus* insult* mistreat* bully* bullie* humiliat* intimidat*')} us",
    rf"{_SUBJECT}(?:{'|'.join(_THEY_DO)})",
    rf"touch(?:es|ed|ing)? me {few(1)}(?:{any_of('badly inappropriately wrongly sexually')}|in {A} (?:bad|wrong) way)",
    rf"{any_of('touch* grab* fondl* held holds holding rub* strok* squeez* pinch*')} my {_BODY}",
    rf"{any_of('want* ask* demand*')} (?:me )?(?:for )?(?:{A} )?{any_of('bribe* kitu_kidogo')}",
    rf"(?:i {_BEING}|im) {few(2, none_of='not never')}(?:hit|{BEATEN}){_RAIN}",
    "we (?:are|re|were|have been) (?:being )?"
    rf"{any_of('harass* harras* threatened abused beaten assaulted mistreated')}",
    rf"{any_of('sleep sex')} with (?:me|{_OTHERS})|(?:me|wants?) to sleep with",
    rf"forc{LETTERS}+ me (?:to |into )?{any_of('sleep sex have_sex kiss touch undress')}",
    rf"{any_of('ask* want* demand*')} (?:\S+ ){{0,5}}(?:{LEARNER}|{LEARNERS}) for (?:a )?favou?rs?",
    r"(?:will|would|shall) lose (?:my|our) jobs? if (?:i|we) (?:\S+ ){0,3}(?:report|tell|complain|refuse|speak)",
    rf"{any_of('say says said saying comment* remark*')} (?:\S+ ){{0,4}}(?:about|on) my"
    rf" {any_of('body breast* dress legs looks buttock* behind chest')}",
    rf"{any_of('want* ask* demand* beg*')} (?:me )?(?:to have |for )?(?:sex|sexual {LETTERS}+)|sexual favou?rs?",
    rf"{any_of('sexual love romantic unwanted')} advances|advances (?:on|towards?|at) me|be (?:his"
    "|her) (?:girlfriend|lover|mistress|wife)"
    rf"|(?:after|wants?|touch{LETTERS}*|see) my body|my (?:breasts?|private parts?|thighs?|buttocks?|nudes?|panties)"
    rf"|(?:sleep|slept|sleeping) together|spend{LETTERS}* (?:the |a )?nights? with|no (?:money|cash) no {LETTERS}+",
    rf"{any_of('call calls called calling')} {_WHOM} {few(3)}{_INSULT}",
    rf"{any_of('say says said saying told tells')} {few(4)}i (?:am|m) {few(2)}{_INSULT}",
    r"(?:i|we) (?:do not|don t|dont|never) feel safe|(?:i|we) feel (?:very |so )?unsafe|i (?:am|m) not safe",
    rf"(?:not comfortable|uncomfortable|unsafe|not safe) (?:with|around|near|meeting|to meet) {few(2)}{_HIM}",
    r"(?:i|we|my life) (?:am|m|are|is|feel) in (?:great |serious )?danger|fear for my (?:life|safety)"
    "|(?:i|we) (?:am|m|are|live|lived) in (?:great |constant )?fear"
    rf"|threatening {any_of('message* call* text* sms')}|death threats?",
    rf"{any_of('afraid scared terrified frightened')} (?:to "
    rf"{any_of('meet be_alone go_to go_back face_him face_her')}|of (?:{_HIM}|meeting|being alone))",
    rf"i {few(1)}fear (?:{_HIM}|meeting (?:him|her)|to meet|being alone)|harass(?:ed|ment) by",
    rf"{_ASKING} {few(5)}{_MEET} {few(4)}(?:{_LODGING}|{_RISKY} {few(3)}{_RISKY})",
    rf"(?:demand(?:s|ed|ing)|solicit{LETTERS}*) (?:for )?{few(2)}{_MONEY}",
    rf"{_PAYS} {few(3, none_of='attention visit fees fee')}(?:to (?:be|get|have)|for|before|so"
    rf"|until) {few(3)}{_FOR_IT}",
    rf"{any_of('sign* help mentor meet match* approve')} {few(3)}{any_of('unless until till without')} {few(3)}(?:"
    rf"{_PAYS}|{_MONEY})(?! attention)",
    rf"(?:unless|until|if) (?:i|we|they|you) {few(3)}(?:bribe|(?:pay|give) (?:him|her|{_MONEY})|pay{_ENDS})",
    rf"(?:i|we|{GROWN}) (?:am|m|are|re|was|were|have|has|is) (?:been |being )?{few(1)}(?:asked|forced|told|made"
    "|required) "
    rf"(?:for {few(2)}{_MONEY}|to (?:{any_of('pay give bribe contribute send bring')} {few(2)}{_MONEY}"
    rf"|{any_of('pay bribe')}{_ENDS}))",
    rf"{_SCORNING} (?:against )?by (?:{A} {few(1)})?{SOMEBODY}",
    *LIFE,
    # a learner, a colleague
    rf"{A} (?:{LETTERS}+ )?{LEARNER} {few(4)}(?:was|is|been|got|being) (?:being )?{BEATEN}",
    rf"{GROWN} {few(3)}{_IS} (?:being )?(?:{_HOW} )?{BEATEN}{_RAIN}",
    rf"{RAPING} (?:her|him|them|{A} {LEARNER}|{LEARNERS})",
    rf"(?:made|makes|making|got) {A} (?:{LETTERS}+ )?{LEARNER} (?:\S+ ){{0,4}}pregnant",
    rf"(?:is|was|been|keeps) (?:{_HOW} )?{BEATING} (?:(?:{A} )?{LEARNER}|{LEARNERS}|another|{_OTHERS})",
    rf"{SOMEBODY} (?:{LETTERS}+ )?{BEATING} {A} (?:{LETTERS}+ )?(?:{LEARNER}|teacher)",
    rf"{any_of('sleeps slept sleeping sex affair')} with {OF_A_CLASS}(?:{LEARNER}|{LEARNERS})",
    # a complaint
    r"^(?:complain(?:ts?|ing)?(?: \d)?|abused?|raped?|(?:sexual )?harassment|sexually harassed|danger)$",
    r"^complain (?:about|against|on|of|that|to)",
    rf"{_WISH} (?:to )?(?:make a |file a |lodge a )?complain(?:t|ts)?|(?:must|will|can|may) (?:i )?complain",
    rf"(?:i|we) have (?:a|some|another|many) (?:{LETTERS}+ )?complaints?(?! box"
    rf"| from {any_of('parent* learner* pupil*')})",
    rf"complain(?:t|ts)? (?:about|against|on|kuhusu) (?:(?:{A} )?(?:{LETTERS}+ )?{SOMEBODY}|him|her)",
    rf"complain(?:ed|ing|s) (?:about|against|of) (?:{A} (?:{LETTERS}+ )?{SOMEBODY}|him|her|being {BEATEN})",
    rf"{_WISH} report (?:(?:{A} )?(?:{LETTERS}+ )?{SOMEBODY}|him|her|something bad|misconduct|brib{LETTERS}*"
    "|corruption)",
    rf"(?:where|how|whom?) (?:do|can|should|could) (?:i|we) (?:complain|report (?:him|her|(?:{A} )?{SOMEBODY}"
    rf"|{BEATING}))",
    rf"report {few(3, none_of='on about of_the')}"
    rf"{any_of('harass* harras* abuse rape defilement violence brib* extortion')}",
    r"i (?:am|was|have been|m) (?:being )?mistreated",
)
_MAYBE_DO = (
    rf"{_DOES}(?:shout|yell|scream){LETTERS}* (?:at|on) {_WHOM}",
    rf"{_DOES}{_HEAVY} me|{few(2)}is (?:very |so |too |always )?(?:rude|harsh|mean|unfair) (?:to|with) me"
    rf"|{_DOES}follow{LETTERS}* me(?: home| everywhere| around|$)|{few(3)}drunk",
    rf"{_DOES}forc{LETTERS}* {_WHOM}(?! to {any_of('think reflect learn read improve')})|{_DOES}(?:loves me(?! to)"
    "|in love with me)",
    rf"{_DOES}ask{LETTERS}* (?:for )?{few(1)}{_MONEY}|{_DOES}wants? {few(1)}{_MONEY}"
    rf"|{_DOES}ask{LETTERS}* for my {any_of('photo* pic*')}",
    rf"{_DOES}{_ASKING} {few(4)}{_MEET} {few(4)}{_RISKY}|{_DOES}invit{LETTERS}* {_WHOM} {few(2)}{_RISKY}",
    rf"{few(4, none_of=f'{_NOT_SO} will')}(?:call|text|phon|ring|messag|chat"
    rf"|sms){LETTERS}* (?:with )?{_WHOM} {few(3)}{_NIGHT}",
    rf"{_DOES}(?:send|sent|writ|wrote){LETTERS}* (?:to )?{_WHOM} {few(2)}(?:{any_of('message* text* sms msgs')} )?"
    rf"{_NIGHT}",
    rf"{_DOES}{any_of('touch* rub* strok* squeez* feel* held hold* pull* caress* massag*')} my {_LIMB}",
    rf"{_DOES}{any_of('buy give')} (?:him|her) {few(1)}{any_of('lunch beer airtime credit drink* fuel soda food')}"
    rf"|{_DOES}book{LETTERS}* a room",
    rf"{_DOES}(?:talk|speak|spoke|treat){LETTERS}* (?:to "
    rf"|with )?{_WHOM} {few(2)}{any_of('badly rudely harshly unfairly like no_respect disrespect*')}",
    rf"{_DOES}(?:rumou?rs|lies|bad things|false things) about me|{_DOES}push{LETTERS}* me (?:down|against|away"
    "|out(?! of my comfort))",
    rf"{_DOES}{any_of('want* ask* need* demand*')} (?:for )?(?:something|a cut"
    rf"|a share) {any_of('to before so first')} {any_of('sign* approv* process* pass help* he she i')}",
)
OF_A_LEARNER = (
    rf"(?:{LEARNER}|{LEARNERS}) {few(3)}{BEATEN}",
    rf"{BEATING} (?:{A} )?(?:{LEARNER}|{LEARNERS})",
    any_of("rape* defil* molest* suicid* incest fgm"),
    rf"{any_of('sexual child')} {any_of('abuse* harass* violence assault*')}",
)
"""What may be the abuse of a learner, or is a lesson on it."""
DOUBTFUL = (
    *OF_A_LEARNER,
    any_of("bribe bribes bribery"),
    rf"{_SUBJECT}(?:{'|'.join(_MAYBE_DO)})",
    rf"(?:i (?:am|m)|im) (?:so |very )?(?:afraid|scared)$|extort{LETTERS}*|there (?:is"
    rf"|was) {few(1)}{any_of('corruption harass* harras* intimidation')}|{_MEET} {few(3)}{_LODGING}"
    rf"|alone with {_HIM}",
    rf"(?:i|we|{GROWN}) (?:am|m|are|re|was|were|have|has|is) (?:been |being )?forced to",
)
TAUGHT = (
    "training policy policies handle handling prevent* avoid* stop how discuss* workshop guideline* awareness topic*"
    " circular law club ethics integrity manag* reduc* deal* poem*"
)
