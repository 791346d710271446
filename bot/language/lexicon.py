"""The words that people use for what they mean in a talk with us, in English, Kiswahili and Sheng: one table for all.

A line is a concept and its words (`_` is a space). Verbs of Kiswahili stand by their root; `stems` takes their endings
and beginnings off. What stands under `fill` says nothing here: little words, titles, how one is addressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_TABLE = """
fill: kwako kwenu give kamili sharp unfortunately sadly regrettably kwa_bahati_mbaya i_think i_guess nadhani naona_kama
 request home nyumbani ones too haswa exactly go nipe nipeni nipewe pewa tupe yeyote enda now something area tia so awe
 work ? hadi mpaka until till kwenda towards iko cha vya labda maybe perhaps how_about what_about weka tuwekee alot
 enyewe jambo kwanza kuanzia starting let baada a an the of for in on at it its it's this that these those here to by
 as then and or also please pls plz plse plis kindly just make do does did is are was were be been being am im i'm
 would like could should may might has have had having ve s t d re m with via from into about up out off over iam il
 ill tafadhali tafadhal tafadali naomba ningependa ningetaka basi tu pia na ni ya wa la za kwa mwa pa ku kwenye katika
 hii hiyo hizo hizi huu huo hilo hili haya hayo hivyo hivi yale zile ile lile kile kama hapa hapo huko pale sana kabisa
 bana bwana buda msee mse manze maze ati eti ama au sasa_hivi saa_hii saa_hizi right_now sir madam mam ma'am mwalimu
 mwl teacher mr mrs ms miss boss bro sis dear ndugu iwe ziwe liwe kiwe ewe hebu ebu je jamani very much really actually
 only indeed ili yako lako wako chako zenu wenu yenu lenu chenu naye nayo nazo wote any kitu hapohapo thing things
 stuff pleaz plea kwani akina this_one anything at_all
i: i me my mine mimi yangu wangu langu changu zangu vyangu myself
you: you your yours u ur wewe nyinyi nyie ninyi
we: we us our ours sisi yetu wetu chetu letu zetu vyetu together both petu
he: he she him her his hers yeye they them their huyu huyo hao wao
yes: bila_kukosa without_fail kwa_moyo_mmoja kwa_moyo_wote wholeheartedly yes y yea yeah yeap yep yup yess ndio ndiyo
 ndyo ndo naam eeh ee ehe eeeh eh eee ehee sure certainly definitely of_course bila_shaka absolutely aye affirmative
 ndivyo ni_kweli
ok: swa will_do 👍 👌 ✅ ✔ 💯 👏 ok okay okey oky okk k kk sawa sawasawa poa fiti safi shwari haya alright all_right
 right fine hakuna_shida hakuna_matata no_problem no_worries no_issue it_is_ok ok_sawa good_to_go iko_poa mzuri powa
 fresh fity fitii kawaida sare
no: 👎 ❌ ✖ no nop nope nah n hapana hapana_hapana la laa zii zi zia ziii la_hasha hata_kidogo apana
not: not dont don't didnt didn't wont won't wasnt wasn't isnt isn't havent haven't hasnt hasn't couldnt couldn't doesnt
 doesn't arent aren't never neva dint din't sio si siyo siye sivyo wala didn hadnt shouldnt aint neither nor without
 bila
agree: agree agreed accept accepted approve approved confirm confirmed confirming accepting kubali kubaliana acept
 acknowledge ridhia afiki idhinisha thibitisha ungana_na agrees accepts welcome_idea support_it
decline: decline declined refuse refused reject rejected kataa turn_down katalia pass_on
want: want wanna wish need needs needed require prefer taka hitaji penda omba would_like wants tafuta wanted wanting
 interested
can: can able weza manage possible wezekana make_it cope could_manage
cannot: siezi hatuezi sitaezi cant can't cannot unable impossible haiwezekani
come: tokea jitokeza come coming came attend attending be_there show_up turn_up avail available hudhuria ja fika kuwepo
 wepo report kam present around be_present showing_up arrive join_you will_be_there patikana wakilisha kuwa_hapo
 arrived appear appeared turned_up showed_up
see_you: see_you see_u c_u cu tutaonana tuonane see_each_other meet_you tutakutana_huko see_him see_her
ready: niko_game niko_ready ready tayari set niko_ndani nipo_ndani count_me_in nipo niko_area tuko_pamoja pamoja
 tupo_pamoja niko_tayari
meet: meet met meeting meetings kutana patana onana link link_up linked meets met_with pata_na hook_up kutania
session: session_no session_number kikao_namba session sessions sesion seshen kikao vikao mkutano mikutano sitting
 mentorship_session
held: tokea held hold conducted took_place take_place happen happened happening occurred done did fanya fanyika tendeka
 carried_out went_on kaa keti went_well going finish finished complete completed maliza endelea tukaketi do_it walikaa
 started begin began anza finishes concluded
well: favourable favorable convenient suitable fruitful productive faa well good nice great vizuri vyema bora excellent
 perfect swell mzuri smoothly salama super awesome wonderful
postpone: called_it_off call_it_off postpone postponed postponing reschedule rescheduled ahirisha ahirishwa shift
 shifted push pushed sogeza sogezwa cancel cancelled canceled called_off call_off pusha hama hamisha hamishwa move
 moved moving adjourned rudisha_nyuma sogeza_mbele kansel put_off reskedule reschedul rescheduling pushed_forward
 pushed_ahead delayed move_it brought_forward skip_it songeza songezwa
away: sikuenda sikwenda hakuenda away absent out_of_school not_around travelled traveled travel travelling traveling
 safiri leave off likizo ruhusa absentee not_in out_of_town out_of_station missing toka_nje upcountry ushago safari
 mbali journey abroad on_leave sick_leave sick_off off_duty day_off maternity maternity_leave paternity compassionate
 left_early not_reported missed ondoka toroka
sick: sick ill unwell mgonjwa umwa ugua hospital hospitali hospitalini hosi hosy admitted lazwa clinic sickly homa
 malaria fever headache not_feeling_well sijisikii_vizuri injured injury accident ajali doctor daktari ugonjwa afya
 maumivu operation surgery treatment matibabu dispensary indisposed unwel jisikia_vibaya kichwa tumbo flu bedridden
child: child baby mtoto kid son daughter wife husband mother father mama baba mke mume watoto family familia mzazi
 relative
mentor: shauri mentor mshauri coach mentee mshauriwa partner mwenzangu mentors washauri mwenza mentees coachee mwenzako
duty: exam exams examination examinations mtihani mitihani test tests invigilating invigilation invigilate msimamizi
 games michezo sports athletics riadha duty duties zamu tod staff_meeting mkutano_wa_walimu parents_meeting
 mkutano_wa_wazazi pta board_meeting function sherehe prize_giving music festival festivals drama tamasha trip ziara
 assembly gwaride marking_exams cats cat opener school_work kazi_ya_shule kazi_za_shule kazi_shuleni school_duty
 school_duties training workshop seminar semina warsha mafunzo kusahihisha_mitihani official_duty parade clubs
 academic_day closing_day visitors wageni inspection quality_assurance ukaguzi school_activities activities
 shughuli_za_shule sba kcpe kpsea kcse assessment_week ball_games tournament mashindano bom briefing
time: time muda wakati nafasi masaa hours_enough enough tosha tosheka
lack: short lack lacked lacking kosa kosekana ran_out short_of ukosefu insufficient limited tight
busy: bana banwa packed kwa_meeting kwa_class kwa_lesson kwa_mkutano in_a_session busy bize bizy occupied caught_up
 tied_up held_up engaged kazi_nyingi nina_kazi works kazini in_class in_a_class in_a_lesson in_lesson in_a_meeting
 niko_class niko_darasani darasani_sasa teaching driving nikiendesha fundisha fundishi busy_now at_work nafundisha
 niko_kwa_darasa am_class overwhelmed commited committed swamped shughuli
later: later baadaye baadae badae badaye leta_baadaye wait subiri ngoja not_now another_time give_me_time some_time
 a_minute a_moment moment hold_on in_a_while in_a_bit nipe_muda nipe_dakika afterwards brb later_on kesho_nita soon
 let_me_think think fikiria fikiri evening_later muda_kidogo few_minutes nipe_nafasi siku_mbili one_moment
 just_a_minute not_yet_ready halafu niulize_baadaye ask_me_later nitafikiria niache_kwanza acha_kwanza kwanza_nimalize
 nimalize get_back tonight
finish: finish finishing maliza kamilisha continue endelea complete
answer: answer reply respond jibu fill jaza send tuma write fill_it jib
discard: discard tupa tupilia_mbali throw_away throw_it_away dispose
exit: exit close leave_this get_out go_out nje log_out logout leave_form out_of_this funga cancel_this escape abort
 nitoke toka get_me_out ghairi terminate
late: late chelewa kawia delay delayed delaying chelewesha lateness latecomer running_late mkawio tardy
change: update_session update_record update_my update_the needs_correction need_correction change badili badilisha
 rekebisha edit correct_it amend alter modify replace geuza badilika fix adjust chenji revise editing changing kuedit
 change_it correction corrections marekebisho make_changes changes differently different tofauti mabadiliko
other: other another else different tofauti mwingine nyingine ingine mwengine someone_else somebody_else mtu_mwingine
 engine other_one alternative new mpya new_one
date: date tarehe day siku dates trh deti
hourof: saa hour hours clock saa_ngapi what_time
place: hall ukumbi place venue mahali mahala pahali location room point
plan: plan mpango plans mipango action_plan mpango_wa_utekelezaji actions action utekelezaji hatua
areas: areas area mada areas_covered topics topic maeneo yaliyofundishwa covered yaliyomo
objectives: objectives objective malengo lengo goals goal madhumuni aims
review: review tathmini reviews
school: skul skuls skool schools shule school shuleni sekondari primary institution
wrong: wrong incorrect mistake mistakes error errors kosa makosa false lie lies untrue uongo fake ngori uwongo mbaya
 bad invalid untruth dispute inaccurate lied not_true not_correct not_right kasoro
correct: correct true kweli sahihi accurate looks_good look_good all_good exact ukweli proper
send: tumia send tuma submit itume save hifadhi forward go_ahead proceed itumwe post send_it peleka saved
sent: sent imetumwa
keep: keep iache ibaki bakisha retain leave_it as_it_is hivyo_hivyo let_it_be ziache yaache uache liache baki maintain
 hold_it remain remains stay endelea_nayo kept leave_them leave_as as_they_are kama_zilivyo kama_yalivyo
same: same usual as_usual kama_kawaida pale_pale palepale zile_zile ile_ile yale_yale vile_vile ilele planned
 yaliyopangwa zilizopangwa iliyopangwa zilezile yaleyale ileile as_before as_planned the_same same_as_before as_above
 kama_awali kama_mwanzo same_as_above ya_kawaida kilekile kile_kile lile_lile kama_zile kama_ilivyopangwa
 already_planned previous_ones kama_kawa hapo_hapo hayo_hayo hizo_hizo as_last_time like_last_time pa_kila_siku
 pa_siku_zote ya_kila_siku as_always where_we_always_meet everyday_place normal_place tulivyopanga tuliyopanga
 tulizopanga as_we_planned as_we_had_planned tunakutanianga tunapokutana tunapokutanaga
share: aone share let_him_see allow ruhusu mwonyeshe onyeshe she_can may_see mruhusu permit allowed ana_ruhusa can_see
 can_read let_him let_her muonyeshe asome take_me
secret: secret private siri privately confidential faragha hidden ficha between_us asione usimwonyeshe usimuonyeshe
sign: sign signed signing saini tia_saini signature append sain siginature weka_saini ntasign
read: wacha_nione let_me_see nione niione ona kuona read open opened soma fungua view see onyesha show display look
 check angalia tazama peruse lets_see opening what_she_wrote what_he_wrote aliandika isoma hakiki hakikisha
note: maoni note comment comments remark remarks maelezo add_a_note observation
add: add ongeza include
behind: baki nimebaki behind nyuma lagging slow slowly lag trailing baki_nyuma not_doing_well struggling below
 fell_behind polepole chini falling_behind dragging
ontrack: going_as_planned as_per_plan going_well up_to_date according_to_plan on_track ontrack on_course on_schedule
 on_time progressing going_on_well doing_well progress_well average ontime in_line as_scheduled sambamba moving_well
 steady
ahead: ahead mbele tangulia advanced past_target faster mbele_ya above exceeded surpassed in_front beyond
done: done finished completed complete achieved accomplished maliza timia kamilika fulfilled fully full fanya finish
 timiza umetimia kamilisha implemented success successfully tekeleza tekelezwa did made executed umekwisha isha
 fanikiwa fanikisha implement
all: all everything yote zote wote vyote lote kila_kitu all_of_them entire whole 100% each kikamilifu totally every
part: small slight minor not_fully not_completely not_complete not_finished_all part partly partially some half halfway
 nusu kiasi sehemu baadhi kidogo few a_bit abit bit little partial 50% ongoing in_progress half_done bado_kidogo almost
 nusu_nusu halfly nearly not_all moderate moderately karibu chache kadhaa several most to_some_extent half_way
 just_started one_step hatua_moja zingine nyingine_bado some_of_them most_of_them
notyet: not_yet bado pending not_started undone notdone yet
none: none nothing nil zero hakuna hamna n/a sina null no_challenge hakuna_kitu nothing_much o not_any hana no_one
 sifuri not_even_one hata_moja hata_mmoja chochote lolote
challenge: pingamizi objection objections noma ngori challenge challenges changamoto problem shida difficulty
 difficulties tatizo matatizo hardship issue issues ngumu ugumu hard
choose: choose chagua decide amua choice achague pick select propose adecide amue determine suggest pendekeza
hello: gud salaam_aleikum salam_aleikum asalaam aleikum 🙋 hello helo hallo hi hey hae hujambo hamjambo jambo habari
 shikamoo mambo sasa niaje vipi xaxa sema aje salaam salamu good_morning good_afternoon good_evening good_day
 goodmorning gud_morning morning afternoon evening greetings gm how_are_you how_r_u how_are_u hope_you_are_well
 za_asubuhi za_leo za_mchana za_jioni hbr marahaba sijambo hope_all_is_well mko_salama uko_poa habari_yako habari_za
 how_is_it how_do_you_do hope_you_are_fine hope_ur_fine uko_sawa mko_sawa umeamkaje umeshindaje umekuaje za_kwako
 za_mwaka nzuri wasalaam heri 👋 rada uko_aje mko_aje umeamka good_evenin salama_salimini njema how_was_your_day wazima
thanks: thanks thank_you thank thanx thnx tnx thx asante ahsante asanti hasante asnte shukrani shukran shukuru
 nashukuru appreciate appreciated grateful much_appreciated thank_u thankyou ty god_bless mungu_akubariki blessings
 be_blessed barikiwa akubariki ubarikiwe 🙏 aksante santé sante tenks thenks thnks gracias much_obliged mungu_awabariki
 pongezi hongera congrats congratulations
noted: noted received well_received seen got_it understood nimepata nimeona nimesoma nimeget pata ona i_have_seen
 imepokelewa pokea kumeeleweka nimeelewa copy roger copied duly acknowledged message_received get nimesikia sikia
 over_and_out clear nimepokea ushapata nshaona got loud_and_clear
bye: happy_madaraka madaraka_njema sikukuu_njema happy_holidays happy_holiday happy_jamhuri happy_mashujaa madaraka
 jamhuri mashujaa in_advance nawatakia nakutakia kila_la_heri all_the_best bye goodbye kwaheri good_night goodnight
 usiku_mwema siku_njema have_a_nice_day have_a_good_day nice_day lala_salama see_you_later good_weekend wikendi_njema
 welcome you_are_welcome karibu karibu_sana take_care heri_ya_mwaka_mpya happy_new_year happy_easter merry_christmas
 jioni_njema mchana_mwema usiku_mzuri be_well same_to_you and_you nawe_pia
praise: good_to_hear thats_good that's_good that_is_good good_work kazi_nzuri well_done good_job keep_it_up great_work
 bravo noma_sana safi_sana nzuri_sana interesting lovely 😊 hapo_sawa vizuri_sana poa_sana kazi_safi hongera_sana
remind: remind kumbusha
reminding: taarifa maswali swali question reminding reminder reminders kumbusha kukumbusha update updates
 information message messages info ujumbe jumbe sms smses texts text notification notifications msg msgs meseji mesage
 surveys survey questions alert alerts whatsapp chats
sorry: sorry samahani pole apologies apologize excuse_me radhi kuomba_radhi nisamehe unisamehe sory
blessing: mungu_akipenda god_willing mungu_akijalia tukijaliwa akijalia glory_to_god mungu god amen inshallah akipenda
 tukijaaliwa
who: who whos who's nani wer
what: zipi yapi vipi_hivyo upi what which nini gani whats what's ipi
whose: whose
where: where wapi whr iko_wapi venue?
when: when lini wen siku_gani tarehe_gani which_day what_day tarehe_ngapi
how: jibu_aje andika_aje how jinsi namna vp
howmany: how_many how_much vingapi ngapi how_far mangapi wangapi
why: why mbona kwa_nini kwanini
number: number numbers namba nambari line laini simu phone sim simcard contact
text: texting messaging writing chatting asking talking speaking ongea anaandika
bot: bot robot computer machine mashine ai service huduma office ofisi app system mfumo programme program official
 genuine legit real
timec: timec tsc
help: ?? ??? help msaada saidia assist assistance support guide guidance elekeza sos usaidizi nisaidie aid stuck kwama
 hlep nielekeze instructions maelekezo
understand: understand elewa comprehend understanding explain eleza elezea fafanua example mfano meaning maana mean
 maanisha clarify confused changanyikiwa fahamu
know: know jua aware idea
talk: talk speak call ongea piga pigia customer_care helpline hotline call_me zungumza nipigie piga_simu live connect
 support_number care agent officer afisa ongelea callback ring
pin: pin password pasword namba_ya_siri pass_code passcode secret_number neno_la_siri pin_number
forget: forget forgot forgotten forgoten sahau lost lose poteza potea reset expire kumbuka remember misplaced loose
 recall stolen ibiwa ibwa damaged broken haribika
register: register registered sajili registration
stop: stop acha wacha achana wachana unsubscribe remove ondoa komesha simama simamisha nyamaza toa opt_out optout
 delete_me block koma stopping acheni wacheni nitoe msitume usitume discontinue quit_sending unsuscribe unsub
 leave_me_alone no_more
bother: sumbua bother disturb disturbing disturbance spam annoy annoying msumbue
list: list orodha database
again: moja_zaidi ziada any_more again tena anymore further ever
receive: receive receiving
status: situation status stetas stats progress hali maendeleo statsu report ripoti summary overall performance standing
 muhtasari
reach: reach reached far so_far
log: record_no record_number log rekodi record recording logging andika kurekodi rekod recodi journal shajara enter
 ingiza logg weka_rekodi logi feed document nakili
next: nxt next kijacho kinachofuata inayofuata ujao upcoming following zijazo
schedule: schedule timetable ratiba calendar skedule agenda
book: weka_kikao book panga arrange set set_up organise organize booking andaa pangia
cert: certificate cert cheti vyeti certficate certificates certification sertifiket
cost: cost free bure gharama pay pays charge charged charges pesa money shilingi sh bob airtime credit credo fee fees
 price lipa malipo expensive costs billing deducted bundles
seen_by: privacy sees anaona huona anasoma atasoma ataona data reads wataona ataisoma store stored wanaona who_reads
 privacy_policy huonwa
head: head headteacher head_teacher principal mwalimu_mkuu mkuu hoi hm headmaster deputy
menu: menu menyu home options option mwanzo main_menu menyu_kuu main choices machaguo mainmenu chaguo
back: back rudi rudisha go_back nirudishe previous return nirudi backwards
swahili: swahili kiswahili kisw kiswahli kiswa
english: english kizungu kiingereza eng englsh kingereza ingreza inglish ngeli
language: language lugha languages
use: use tumia switch ingia translate put
undo: undo tengua futa delete take_back withdraw revert erase
today: today leo todays today's 2day siku_ya_leo
tomorrow: tomorrow kesho tomoro tommorow
yesterday: yesterday jana
far: week wiki mwezi month year mwaka
step: step_by_step hatua_kwa_hatua moja_moja one_by_one stepwise each_question
many: many nyingi mingi mob lots
pairs: couples pairs pair jozi
red: redlist reds red nyekundu
first: first
sleepy: zzz
complain: complain complaint lalamika malalamiko
insist: alone peke_yangu
fit: fit fitting along get_along suit compatible faa
mercy: please_help
so: since because sababu kwa_sababu due_to reason kwasababu bcoz coz cz
school_open: closed fungwa weekend wikendi mapumziko
person: person mtu human humans people watu somebody someone anyone
vague: chochote lolote vyovyote last any anyday sometime some_day some_time recently other_day the_other_day end term
 muhula mwisho yoyote wowote flani fulani majuzi earlier past iliyopita zilizopita ijayo ujao any_time anytime whenever
 free_day next_term this lililopita lililotangulia
mishap: funeral mazishi burial msiba strike mgomo rain rained mvua flood floods mafuriko transport barabara road gari
 vehicle accident closed fungwa imefungwa power stima blackout curfew emergency dharura wedding harusi bereaved
 bereavement death kifo riot network ilikatika storm jam traffic boda matatu election uchaguzi holiday sikukuu forgot
 fees demo maandamano fire moto mtandao signal battery betri chaji bundles
match: match unganisha kuunganisha pair_up matching
ask: ask uliza niulize ulizia asks
still: still
get: get getting
one: one moja single
has_signed: ametia_saini ameshatia_saini amesaini ameshasaini has_signed he_signed she_signed amesign ameshasign
 has_he_signed
classwork: sahihisha marking fundisha_somo
fut: will shall ll i'll we'll
be: kuwa kua
discuss: discuss discussed jadili jadiliana ongelea
more: more
say: kusema niseme tuseme
glad: furahi happy glad pleased excited furaha delighted honoured honored
there: there
daypart: asubuhi mchana jioni usiku alasiri morning afternoon evening night
not_met: hatukukutana hakikufanyika hatukufanya hatukukuta
not_at_all: not_at_all hata_kidogo
county: county sub-county subcounty sub_county kaunti ndogo zone district region area_office
num: three two four
doing: doing faring going_on getting_on
skip: skip ruka skipping
skip_it: skip_this skip_this_one skip_it skip_that skip_question ruka_hii ruka_hili niruke pass_this_one next_question
 swali_lingine swali_lijalo swali_linalofuata
even: even_if hata_kama hata_hivyo even_though regardless anyway all_the_same hata_ikiwa lakini but
"""


@cache
def lexicon() -> Mapping[str, frozenset[str]]:
    """Every word or group of words with what it may mean."""
    found: dict[str, set[str]] = {}
    concept = ""
    for line in _TABLE.strip().splitlines():
        name, colon, rest = line.partition(": ")
        if colon and not line.startswith(" "):
            concept, line = name, rest
        for word in line.split():
            found.setdefault(word.replace("_", " "), set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


@cache
def longest() -> int:
    """How many words the longest group has."""
    return max(word.count(" ") + 1 for word in lexicon())
