"""What people mean in a talk with us: each meaning with the concepts that make it, whatever words they take for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.language.beside import attending
from bot.language.beside.putting_off import waits
from bot.language.beside.staying import leaves_alone
from bot.language.clauses import by_clause
from bot.language.doubts import NOT_YET, not_said, unmeant
from bot.language.frames import by_need
from bot.language.likeness import asks
from bot.language.meaning import read
from bot.language.trimming import thanks_for, unsigned, without_courtesies

MISTAKES = ("wrong_day", "wrong_place", "wrong_plan", "wrong_areas", "wrong_objectives", "wrong_review")
_LATER = ("later", "leave")
_TABLE = """
yes + all ok agree yes correct ready want no_problem today: yes; agree; ok; ready; correct
no + but not no we today yes ok want agree well: no; decline; not agree; not ok; none want; no agree
accept + noted head help read !not mentor glad yes ok agree ready correct all can want none challenge well text use
 meet fut read keep: agree; yes; ok; ready; none challenge; mentor fut; fut mentor
refuse + lack but person be no not want can cannot agree decline mentor many busy time other forget lack: none time;
 not time; no; decline; not want; not can; cannot; not agree; not mentor
another + but give !know no not want mentor other choose he know change ask yes: change he; change; other; want other;
 not he; not want; other mentor; not want mentor; no he
affirm + yes we meet today !unreal: yes
held + ready there have yes ok meet session held we today well mentor done school he good finish log yesterday all
 time place !unreal: meet; session held; held; session done; finish session; we session; session well; session good
not_held + but notyet know there not_met no not we session meet today held mentor yes school none can cannot time date
 other so because postpone be: not meet; no meet; not held; no held; not session; no session; none session; none meet;
 cannot meet; none held; not_met
postponed + no not we session meet today held mentor ahead next other tomorrow date far: postpone
me_away + duty keep mishap place send held !he !mentor no not we meet session mentor school so because i yes child be
 today come sick: mishap i; child mishap; away i; sick i; away; sick; child away; not come i; not be i; child sick;
 child i sick
partner_away + !child duty no not we meet session held school so because yes be today he come see present sick: mentor
 duty; mentor away; mentor sick; mentor not come; mentor not be; mentor no come; he away; he sick; he not come; he not
 be; mentor late; he not near; mentor not school; mentor busy; he busy
duty + date far no not we meet session held school so because yes be today i many time have: head session he;
 duty
no_time + noted done finish short no not we meet session held mentor so because yes be today i very lack enough none
 time many have: time done; time finish; no time; not time; lack time; none time; we busy; time lack
later + but log tomorrow held daypart night part choose time i answer finish busy send read yes ok sign plan want fut
 evening let see school session first can again text hour help: say later; know later; fut sign read; choose tomorrow;
 choose first; remind tomorrow; remind daypart; remind date; ask far vague; ask far; ask date; ask tomorrow; remind
 later date; remind later; remind tomorrow hourof; sign tomorrow; sign daypart; read tomorrow; agree first; still
 session; still meet; still held; notyet session held; fut answer; fut finish; fut log; agree later; later; busy; not
 now; answer daypart; answer tomorrow; log tomorrow
leave + start change want exit later stop answer finish ask again log session fut i send not keep school come book
 menu back time notyet: exit; later; busy; finish later; not send; later stop; stop notyet
coming + can try hourof num well he daypart yes ok come see_you meet tomorrow today agree ready time place session
 ontrack keep fut none challenge correct on_time mentor !unreal: can i; fut can; yes can; not late; no late; try come;
 cannot lack; not can lack; not lack; he read tomorrow; he read today; come; see_you; agree; ready; yes; ok; meet
 tomorrow; correct
cannot_come + but school mishap no not can cannot come tomorrow today session meet because so away sick child mentor
 want have other cause be hour busy duty: not come; cannot come; not can; cannot; not meet; not want meet
late + can part late tomorrow today session come i expect few part time_words minutes many mentor: late
move + away sick child be i because so cause busy school come but duty mishap today how !mentor !meet_alone no not
 change date hourof session meet other time postpone want can tomorrow we ahead well day again mentor far: away; sick;
 mentor sick; child sick; not be; hourof busy; time busy; duty; mishap; other time want; postpone; change date; change
 hourof; change time; other date; change session; change place; not well time; other time; session postpone; change;
 other day
see_plan + tomorrow done have num book see read plan show share reminding agree we what remind want session past me
 please: reminding plan; what book; plan; what agree; see plan
read + noted cannot sign not he answer read share want first what write see again log record she mentor all sign_later
 session let note: what answer; what he answer; cannot sign not read; what log; what he log; read; share; see; what
 write
sign_it + !daypart !tomorrow !later !date !far !he pin yes ok sign today agree want all log session now i none add:
 sign; send sign; none add sign
sign_open + !daypart !tomorrow !later !date !far !he pin yes ok sign agree correct i want all: sign; agree; correct;
 yes; ok; send sign; none add sign
wrong + we discuss but what date place plan areas objectives review sign no not wrong change correct want log session
 all ok yes something he this part see have: not discuss; not sign; part wrong; wrong; not correct; no correct; not
 ok; change; no; not well; not agree
denied + not_met there no not meet session held away come he mentor we log this i be date today: not_met; not meet;
 not held; not be; away; not come; no meet; no held
wrong_day + he answer log no not wrong change correct want date ok well different other have part yes: date wrong;
 date not ok; date not correct; change date; date other; date not well
wrong_place + he answer log no not wrong change correct want place ok well different other meet have yes: place wrong;
 place not ok; place not correct; change place; place other; place not well
wrong_plan + write answer log he what no not wrong change correct want plan ok well different other well have yes:
 plan not agree; plan not well; plan wrong; plan not ok; plan not correct; change plan; plan other
wrong_areas + write answer log he no not wrong change correct want areas ok well different other have yes: areas not
 done; areas not all; areas not finish; areas wrong; areas not ok; areas not correct; change areas; areas other
wrong_objectives + write answer log he no not wrong change correct want objectives ok well different other have yes:
 objectives wrong; objectives not ok; objectives not correct; change objectives
wrong_review + part write answer log he no not wrong change correct want review ok well different other have yes: review
 wrong; review not ok; review not correct; change review
add_note + note add want write i something: add; note; add note
send + yes ok send correct all log session keep agree well today part finish like now i read: send; ok; yes; agree;
 correct; well; none wrong; send mentor
change + later no not wrong change correct want log something session part yes ok finish first first_ all add plan
 areas objectives review: change; add plan; add areas; add objectives; add review; wrong; not correct; not ok; no; not
 send; not agree; correct want
keep + yes ok keep correct no_problem agree none challenge well date not change i be place all hold meet come see_you
 we same still even know want other: keep; ok; yes; agree; not change; not other date want; not other want
alone_time + time be we: time; busy
other_reason + other so why: other
other_date + no not change date other want day time session let choose know forget mishap school school_open we i meet
 come cannot can find sorry: other date; change; no; not; change date; other; cannot meet; not meet; not come; cannot
same + use book place same keep objectives plan yes ok all areas session we i have: ok; same; keep
nothing + vague none challenge no not i have now today any all read: not read challenge; none; none challenge; no
 challenge; not challenge
mentor_chooses + stop mentor choose he keep let date yes can time place other fit hourof: mentor choose; he choose;
 choose
all_done + same num done all yes we i they held finish ok three ready correct well have today action_ plan !unreal:
 done; done all; all; yes; all ok; all held; finish; all ready
part_done + other notyet part done not no all we i held yes finish keep plan: part; not all; no all
not_done + not done no none held we i notyet yet all can start have any time plan: not_met; notyet; not done; no done;
 none done; not held; none held; no; none; not finish; not start; not_at_all
share + send yes ok share he agree mentor can none challenge read no_problem all let keep see: share; yes; ok; agree;
 he read; read; none challenge; send
keep_secret + answer no not share secret he read mentor person want keep this can never see be: secret; not share; not
 read; no; not he; never; no share; not want
behind + late fill keep remaining notyet still behind be i we yes ok not well part yet: late; behind; not well; not
 ontrack
on_track + same reach ontrack well ok be i we yes part session objectives held keep good goals finish: finish well;
 ontrack; well; ok
ahead + ahead be i we yes plan well schedule very objectives finish all: ahead
no_messages + get vague any more no not want reminding text you receive send use stop decline remove i again: no
 reminding; no; not want; not text; not reminding; stop; decline; not send
red_list + red list school what read share see: red
pair_list + want school i pairs list read share see: pairs
a_school + want read check school one other: school
english + english want use please language reminding change i text answer see talk ok yes me: english
kiswahili + swahili want use language reminding change i text answer see talk ok yes me: swahili
unchanged + place objectives plan areas session we i have all: no change; not change; none change
still_meet + mentor even know mishap school school_open date meet come see_you we i ok yes be all place can same still
 agree: even meet; even come; even see_you; meet; see_you; come; we be school
"""
_ASIDES = """
who + person come noted wrong pin be who what number text timec bot see programme talk ask use you reminding one him
 we want send get know where people answer share: who you; who he text; who text; i talk who; whose number; bot; where
 get number; who; where number; timec bot; who want know; who ask
who_what + !have yes correct person be fill timec number reminding bot programme office what mentor: reminding timec;
 timec correct; what fill; what timec; what bot; what number; what reminding; what mentor
human + !he county person noted ask back want talk help can where see get office timec number i one officer live head:
 talk; talk person; can talk who; person help; help number; where help person; person talk
pin_help + cannot held done not pin forget change want know have none work lost how what again reset i need register
 number can decline: pin forget; pin; pin not; pin change; pin know not
pin_lost + !we pin forget know remember lost have not none i: forget; not know; pin
number_help + number change other lost new have forget want register how i can phone my text get come: number other;
 number change; number forget; number register
wrong_number + !there number wrong be not person he i me you get mentor text mine have: number wrong; number not; not
 i; person wrong; not he; not mentor be
stop_it + !say there stop reminding text want not send again receive bother list remove you ask number log use more
 later programme i he exam here register service answer share head: not send reminding; stop reminding; not text; not
 want reminding; not reminding; stop bother; remove list; remove number; stop text; no reminding; not send again; stop
 again; stop list; not want receive; stop ask; not want again; stop fill; not bother; stop; stop send; not receive;
 not want
stop_weak + stop fill: stop
safety + complain: complain
thanks + head finish ask text ready glad noted ok thanks praise yes reminding well bye hello you i read sorry all
 today get mentor log session late answer agree correct again: thanks; noted; praise; bye; sorry answer; noted
 reminding; well read; well; ok; ready
greeting + timec daypart hello you be well bye today ok all time thanks sorry: hello; hello well
help + busy vague any other review objectives well noted reminding no done held work help understand how what do i
 know can use want need text answer write way we read mean question get log session here sign choose send number give
 which start plan areas date timec ask: help; understand not; how; what do; not know; know not done; how use; what
 answer; how answer; understand; what understand; what can; how work; not help; help how; what want; what send; what
 plan; what areas; what date; what objectives; what choose; how sign; what log; what number; what done
"""
_COMMANDS = """
STATUS + county timec first ontrack again more county office share read status see want school my howmany how far
 reach session held mentor report get text send what use we today done log all finish now doing ontrack timec help
 yes: ontrack session; status; howmany session; reach; how far; see school; how mentor held; how mentor ontrack; how
 mentor doing; how he ontrack; school status; mentor held how; county status
LOG + !fut log session want today held answer step we all mentor yesterday plan one areas ask begin now first meet
 !unreal: we meet; log; log session; step; answer session; record session; held session; meet today; meet held
NEXT + again remind read next session when where time hourof meet schedule what want mentor see who place we today
 tomorrow how date which come school day now know: next session; next meet; when session; when meet; where meet; where
 session; where; time what; hourof; schedule; session schedule; who meet; what place; time; place; what date meet;
 next; what hour
MOVE + postpone change date session meet want we other can time place mentor hourof tomorrow not: postpone session;
 change date; change session; postpone; change meet; postpone meet; change date session; change hourof
BOOK + again more help keep book session meet want plan mentor date we other new next can schedule add have: book
 session; book meet; plan session; plan meet; date session; book; schedule meet; schedule session; keep session; set
 session
CERT + exit come noted cert want get when see my how today: cert
HELP_COST + cost i who how howmany reminding text we use be much get want what you send none number session answer:
 cost; who cost; how cost; cost howmany
PRIVACY + other discuss fut what seen_by who read share head mentor secret answer text send how place see store keep
 log he we where reminding use can be: what he read; head read what; who read what; who see; who read; who share; head
 see; seen_by; head read; head share; secret answer; he see what; what he see; mentor see answer; mentor seen_by
 answer; secret; head seen_by; secret be
MENU + menu see back want use share show all come send i read: menu; back menu
BACK + back want behind reminding vague part i let first again can share wrong lack date place answer no: back;
 behind; change answer
KISWAHILI + log swahili use language want change text you talk reminding can start answer keep: swahili
ENGLISH + log english use language want change text you talk reminding can start answer keep: english
LANGUAGE + language change want other can: language
REMATCH + mentor other change want not none fit he more meet no again very we can get new text keep give use: mentor
 other; change mentor; not want mentor; not fit mentor; not fit; no want mentor; change mentee; none want mentor; not
 mentor again; not more mentor
EDIT + correct change wrong log session want have done: date wrong; plan wrong; place
 wrong; areas wrong; objectives wrong; correct session; correct log; want correct session; want correct log; change
 session; change log; change
SHOW + can what answer we first let read share log session want where see: what answer session; what log session; read
 session; share session; read log; share log; see log; see session; where log
UNDO + read undo log send session now i today: undo
SIGN + sign what log session want should see all today: sign; what sign
PLAN + plan see read share want mentor what our: plan
HELP_LOG + today mentor meet log help how session want answer use do: how log; help log
SENT + !num done ready sign mentor yet status he what have: has_signed; mentor sign; he sign
MYDATA + delete: mydata
SKIP + skip skip_it want reminding can i part let: skip_it; skip reminding; not want answer
"""


def meanings(text: str, table: str = _TABLE, *, exact: bool = False, whole: bool = False) -> Mapping[str, int]:
    """Every meaning that these words may have, with how many of their pieces it leaves over.

    `exact`: slips of the thumb are not guessed at, and it is `whole`: no clause of several means it for all.
    """
    found = _of_all(text, table, exact)
    if not (exact or whole or (table != _TABLE and 0 in found.values())):
        one_clause = by_clause(text, lambda one: _of_all(one, table, exact) if table == _TABLE or asks(one) else {})
        found = {**found, **dict.fromkeys(one_clause, 0)}
    never = unmeant(text) if found else frozenset()
    found = {name: left for name, left in found.items() if name not in never} if never else found
    if table != _TABLE or exact:
        return found
    if leaves_alone(text):
        return {name: left for name, left in found.items() if name not in _LATER} | {"keep": 0, "coming": 0}
    if attending.met(text):
        return {**found, "held": 0, "affirm": 0}
    if attending.is_late(text):
        return {name: left for name, left in found.items() if name not in ("coming", "yes")} | {"late": 0}
    if waits(text) and not any(found.get(name) == 0 for name in ("change", *MISTAKES)):
        return {name: left for name, left in found.items() if name not in NOT_YET} | dict.fromkeys(_LATER, 0)
    return found


@lru_cache(maxsize=4096)
def _of_all(text: str, table: str, exact: bool) -> Mapping[str, int]:
    meaning = read(unsigned(text) if table == _ASIDES else without_courtesies(text, greeting=False), exact=exact)
    found: dict[str, int] = {}
    if not meaning.pieces:
        return found
    if table == _ASIDES and thanks_for(text):
        return {"thanks": 0}
    never = not_said(meaning)
    ways = by_need(table)
    for concept in sorted(meaning.bag):
        for name, way in ways.get(concept, ()):
            if name not in never and way.fits(meaning):
                left = meaning.left(way.allows)
                found[name] = min(left, found.get(name, left))
    return found


def asides(text: str, *, exact: bool = False) -> Mapping[str, int]:
    """The same for what is said beside the question: who are you, thanks, help, stop."""
    return meanings(text, _ASIDES, exact=exact)


def commands(text: str, *, exact: bool = False) -> Mapping[str, int]:
    """The same for what a keyword says in one word: my status, when do we meet, I want to change the date."""
    return meanings(text, _COMMANDS, exact=exact)
