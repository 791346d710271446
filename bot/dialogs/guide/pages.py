"""HELP by topic: how each role uses the programme, and the questions that teachers asked in the pilot (D306, D307)."""

from __future__ import annotations

from bot.dialogs.annex_iv.pages import AnnexIVs
from bot.dialogs.annex_iv.paper import AnnexIV
from bot.dialogs.annex_v.paper import AnnexV
from bot.dialogs.approval.pages import Queue, Tpd
from bot.dialogs.approval.paper import MentorCertificate
from bot.dialogs.asked.pages import Next, OwnHour, Sent, Why
from bot.dialogs.behalf.pages import For
from bot.dialogs.booking.paper import Book
from bot.dialogs.certificates.pages import Cert, Verify
from bot.dialogs.dates.pages import MyDates
from bot.dialogs.delegating.pages import NameDeputy
from bot.dialogs.delegating.paper import Delegate
from bot.dialogs.ending.paper import MentorAssessment
from bot.dialogs.enrolment.paper import Enrol
from bot.dialogs.fridays.pages import Fridays
from bot.dialogs.glossary.pages import Glossary
from bot.dialogs.goals.pages import Goals
from bot.dialogs.goals.paper import CloseSession
from bot.dialogs.handbook.pages import MY_DATA, OFFICES, TopicText
from bot.dialogs.help.pages import Help
from bot.dialogs.joining.pages import HowLong, Join, Privacy
from bot.dialogs.joining.paper import Invite
from bot.dialogs.lateness.pages import Late
from bot.dialogs.letters.pages import Letters
from bot.dialogs.letters.paper import Ask, Feedback
from bot.dialogs.linking.pages import Link
from bot.dialogs.linking.paper import Preferred
from bot.dialogs.locking.pages import Lock, LockOff
from bot.dialogs.matching.paper import Match
from bot.dialogs.meetings.paper import CallOff, Move
from bot.dialogs.menu.pages import English, Kiswahili, Menu, Started
from bot.dialogs.myself.paper import About, Take
from bot.dialogs.nominating.paper import Nominate
from bot.dialogs.orientation.pages import Refresh
from bot.dialogs.orientation.paper import Induct, Orient
from bot.dialogs.pausing.pages import Leave, Pause, Unpause
from bot.dialogs.pausing.paper import Unmatch
from bot.dialogs.people.pages import NumberKnown, Pin
from bot.dialogs.plan_drafts.paper import PlanDraft
from bot.dialogs.plans.paper import Negotiation
from bot.dialogs.practice.pages import Try
from bot.dialogs.preparations.pages import Needs, Readiness
from bot.dialogs.readiness.pages import Plan
from bot.dialogs.reading.pages import Show
from bot.dialogs.reading.paper import AddNote
from bot.dialogs.rematch.paper import Rematch
from bot.dialogs.reviews.pages import Reviews
from bot.dialogs.reviews.paper import MentorReview
from bot.dialogs.sessions.paper import Correct, CounterSign, SessionRecord
from bot.dialogs.standing.pages import Status
from bot.dialogs.trail.pages import WhoRead
from bot.dialogs.undo.pages import Discard, Undo
from bot.dialogs.unlocking.paper import Unlock
from bot.language import _

TOPICS: dict[str, TopicText] = {
    "mentee": TopicText(
        _("for mentees"),
        _(
            "Mentee: meet as planned, then LOG the session in one SMS. ASK writes to your mentor, GOALS shows your"
            " goals, NEXT your next session, STATUS what is open. TRY lets you practise."
        ),
        ("mentee", "mshauriwa"),
        (Enrol,),
    ),
    "mentor": TopicText(
        _("for mentors"),
        _(
            "Mentor: SIGN what your mentee logs, or LOG yourself. FEEDBACK gives feedback on one thing, STATUS shows"
            " each mentee: sessions, open actions, what was not held. REVIEW when I ask for it."
        ),
        ("mentor", "mshauri"),
        (Nominate,),
    ),
    "head": TopicText(
        _("for heads"),
        _(
            "Head: MATCH brings a mentor and a mentee together, STATUS shows your school, DELEGATE lets a deputy act."
            " You see dates and totals, never what a pair writes."
        ),
        ("head", "headteacher", "principal", "mwalimu mkuu"),
        (Match, Status, Fridays, Delegate, NameDeputy),
    ),
    "director": TopicText(
        _("for directors"),
        _(
            "Director: STATUS shows your area and what is red; STATUS and a name shows one school. There you can"
            " remind the head or write a note to a mentor."
        ),
        ("director", "scd", "cso", "mkurugenzi"),
    ),
    "log": TopicText(
        _("logging a session"),
        _(
            "One SMS: LOG 1 areas covered 2 action plan 3 review of last plan. Another day or place: LOG 3/6 library"
            " 1.. 2.. 3.. LOG alone asks step by step. UNDO takes it back for 2 minutes; EDIT corrects it later."
        ),
        ("log", "record", "rekodi", "journal"),
        (SessionRecord, Undo),
    ),
    "sign": TopicText(
        _("signing"),
        _(
            "SIGN shows what waits for you. SIGN 3 signs session 3 at once. If something is not correct, say so and"
            " write how it should read; then both sign the new version."
        ),
        ("sign", "signature", "saini", "dispute"),
        (CounterSign,),
    ),
    "dates": TopicText(
        _("dates and missed sessions"),
        _(
            "BOOK plans sessions, MOVE 4 16/6 1pm gives session 4 a new date, NEXT shows the next one. If you did"
            " not meet, answer NO when I ask, and say why; only you two see your words."
        ),
        ("date", "book", "move", "not held", "missed", "tarehe", "kikao"),
        (Book, Move, Next, MyDates),
    ),
    "messages": TopicText(
        _("messages and feedback"),
        _(
            "ASK and your words writes to your partner; nobody needs a number. FEEDBACK asks for it or gives it."
            " MESSAGES shows them again, SENT what has arrived. Only you two read them."
        ),
        ("ask", "message", "messages", "feedback", "ujumbe", "maoni"),
        (Ask, Letters, Feedback, Sent),
    ),
    "goals": TopicText(
        _("goals and plan"),
        _("PLAN shows the plan you two approved. GOALS shows its goals; each of you can propose one more or comment."),
        ("goal", "goals", "plan", "malengo", "mpango"),
        (Goals, Plan),
    ),
    "reviews": TopicText(
        _("reviews"),
        _(
            "After 6 weeks and after 3 months I ask each of you 3 to 5 questions. REVIEW opens yours, REVIEWS"
            " shows the last. The mentee decides whether the mentor reads the answers."
        ),
        ("review", "reviews", "tathmini"),
        (MentorReview, Reviews),
    ),
    "certificate": TopicText(
        _("certificate"),
        _(
            "After at least a year, with all reviews done and satisfactory performance, both get one. CERT shows"
            " what is missing."
        ),
        ("certificate", "cert", "cheti"),
        (Cert, Verify),
    ),
    "privacy": TopicText(
        _("who reads what"),
        _(
            "What you two write is read by you two alone. Your head sees dates, held or not, signed or not; directors"
            " see totals. WHO READ 3 tells who else opened session 3. Please name no learners."
        ),
        ("privacy", "confidential", "secret", "siri", "usiri", "faragha"),
        (Privacy, HowLong, WhoRead),
    ),
    "data": MY_DATA,
    "pin": TopicText(
        _("PIN"),
        _(
            "PIN sets your 4 digits; tell them to nobody. Locked after 5 wrong tries, or forgotten? See your head, who"
            " opens it again with UNLOCK and your name. Two people on one phone each give their own PIN."
        ),
        ("pin", "password", "shared phone", "unlock", "locked", "forgotten"),
        (Pin, Unlock),
    ),
    "lock": TopicText(
        _("hidden messages"),
        _(
            "Do others use your phone? After LOCK I say only that something waits; your PIN shows it. LOCK OFF and your"
            " PIN ends it. A head offers it with LOCK and a name."
        ),
        ("lock", "hide", "hidden", "ficha"),
        (Lock, LockOff),
    ),
    "phone": TopicText(
        _("new number, no phone"),
        _(
            "From a new number write NUMBER and your TSC number, then your PIN. No phone? Your mentor or head can"
            " write in your name, and you sign on paper."
        ),
        ("number", "phone", "sim", "nambari"),
        (NumberKnown, For),
    ),
    "reminders": TopicText(
        _("reminders"),
        _(
            "I write on school days, once a day at most. HOUR 1pm changes the hour, WHY says why I wrote. STOP ends"
            " all (leave a form with MENU: an SMS line may take other words for STOP), START brings them back."
        ),
        ("reminder", "hour", "why", "stop", "saa", "kikumbusho"),
        (OwnHour, Why, Started),
    ),
    "cost": TopicText(
        _("cost"),
        _("You pay only for the SMS that you send, at your own rate. WhatsApp and Telegram need data, not airtime."),
        ("cost", "airtime", "money", "gharama"),
    ),
    "stuck": TopicText(
        _("when something goes wrong"),
        _(
            "MENU leaves anything; your answers are kept, DISCARD drops them. SENT shows whether your last message"
            " arrived. UNDO takes back the last thing for 2 minutes. Still stuck? HUMAN calls a person."
        ),
        ("problem", "error", "stuck", "tatizo", "shida", "lost"),
        (Menu, Help, Discard),
    ),
    "balance": TopicText(
        _("no time"),
        _(
            "Ask your head for a fixed hour: policy allows pairs time out. MOVE finds another date. One small action"
            " a session is enough."
        ),
        ("time", "busy", "workload", "muda"),
    ),
    "away": TopicText(
        _("not coming, late"),
        _(
            "MOVE 4 16/6 1pm gives session 4 another date. DROP calls a session off and asks why. LATE tells your"
            " partner today that you will be late; after a session it notes who was."
        ),
        ("cancel", "absent", "sick", "mgonjwa", "kuchelewa"),
        (CallOff, Late),
    ),
    "records": TopicText(
        _("reading and correcting records"),
        _(
            "SHOW 3 shows the record of session 3, with all its versions. EDIT 3 corrects it; both sign again. NOTE 3"
            " adds a note of yours under it. CLOSE says whether the goals of a session were met."
        ),
        ("read", "correct", "history", "soma", "sahihisha"),
        (Show, Correct, AddNote, CloseSession),
    ),
    "beginning": TopicText(
        _("before the first session"),
        _(
            "NEEDS writes down what the mentee wants to learn; READY is the mentor's own check, which nobody else"
            " reads. PLAN shows what is missing and makes the plan, NEGOTIATE the long one."
        ),
        ("begin", "prepare", "mwanzo"),
        (Needs, Readiness, Negotiation, PlanDraft),
    ),
    "leaving": TopicText(
        _("another partner, leave, transfer"),
        _(
            "REMATCH asks your head for somebody else. On leave or transferred? Tell your head, who stops the pair with"
            " PAUSE; UNPAUSE goes on. LEAVE ends your pair; your record stays yours. Heads: UNMATCH."
        ),
        ("transfer", "maternity", "change mentor", "likizo", "uhamisho"),
        (Rematch, Pause, Unpause, Leave, Unmatch),
    ),
    "coming_in": TopicText(
        _("coming in"),
        _(
            "Heads: MENTOR nominates, MENTEE enrols, INVITE invites; JOIN brings you in later. ORIENT, INDUCT and"
            " REFRESH are for orientation. For matching: TAKE says how many mentees you take, ABOUT who you are."
        ),
        ("enrol", "nominate", "orientation", "induction", "training"),
        (Invite, Join, Orient, Induct, Refresh, Take, About),
    ),
    "ending": TopicText(
        _("the end of the year"),
        _("ASSESS looks back; FORM4 is Annex IV, FORM5 Annex V, FORMS lists. Offices: QUEUE, CERTIFY, TPD."),
        ("annex iv", "assessment", "approve", "fomu"),
        (MentorAssessment, AnnexIV, AnnexV, AnnexIVs, Queue, MentorCertificate, Tpd),
    ),
    "apps": TopicText(
        _("WhatsApp, Telegram, two phones"),
        _("LINK gives a code for another phone or app. CHANNEL chooses where I write first; the others go on working."),
        ("whatsapp", "telegram", "app"),
        (Link, Preferred),
    ),
    "language": TopicText(
        _("language and words"),
        _("ENGLISH or KISWAHILI changes the language. GLOSSARY and a word explains it. TRY lets you practise."),
        ("lugha", "swahili", "kizungu", "word"),
        (English, Kiswahili, Glossary, Try),
    ),
    **OFFICES,
}
"""Every topic, by its key, in the order in which they are listed."""
