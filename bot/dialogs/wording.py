"""Texts of coming in that have a version: the privacy notice, the conduct principles, the topics and their refresher.

Topics and principles are those of the policy of May 2020 (I 5.4.2, III 2.0, 2.0), in words that fit an SMS.
"""

from __future__ import annotations

from bot.dialogs.saying import Option
from bot.dialogs.words import Sized
from bot.language import Text, _

NOTICE_VERSION = "1"
"""Raised with every change of the notice: a consent keeps the version it was given to (requirement D92)."""

NOTICE = Sized(
    short=_(
        "TSC keeps your name, TSC no., phone, school and mentoring records as long as the law says. Only your pair"
        " reads session notes; your head and TSC see dates and signatures. Messages pass abroad. Your data: ask"
        " your head. Complaints: ODPC."
    ),
    long=_(
        "Privacy notice. The Teachers Service Commission (TSC) keeps your name, TSC number, phone, school and mentoring"
        " record, because it runs the mentorship programme (TIMEC).\n"
        "What you write about a session is read by your pair only. Your head and TSC officers see dates, whether a"
        " session was held, and signatures.\n"
        "Messages are carried by Twilio (SMS), WhatsApp and Telegram, whose computers are abroad.\n"
        "Records are kept as long as the law asks. You may see, correct or erase what is yours: ask your head."
        " You may complain to the Office of the Data Protection Commissioner (ODPC).\n"
        "Without messages you stay in the programme: your head records for you."
    ),
)
"""Who, what, why, who sees it, who carries it abroad, how long, rights and the ODPC (requirement D321)."""

CONDUCT = _(
    "Here we 1 make time and take part, 2 are honest, fair and respectful, 3 share what we know, 4 respect all."
)
"""The four principles of conduct, III 2.0 a-d (requirement D258)."""

ORIENTATION = (
    Option("overview", _("overview")),
    Option("expectations", _("expectations")),
    Option("commitment", _("commitment")),
    Option("regulations", _("regulations")),
    Option("privacy", _("privacy and confidentiality")),
)
"""The five topics of the orientation, I 5.4.2 (requirement D93)."""

REFRESHER: dict[str, Text] = {
    "overview": _(
        "TIMEC gives each new teacher one mentor for at least a year: you plan six weeks, meet, write down what you"
        " agreed, and both sign. At the end both get a certificate."
    ),
    "expectations": _(
        "A mentor plans, meets, listens and gives honest feedback. A mentee prepares, comes on time, acts on what"
        " was agreed and asks for help. Mentoring is support, not appraisal."
    ),
    "commitment": _(
        "Meet as planned, about an hour, in school time that your head protects. If you cannot come, say so before and"
        " choose a new date. Mentoring is voluntary."
    ),
    "regulations": _(
        "The Code of Regulations and the Code of Conduct and Ethics hold in every session. The mentorship policy gives"
        " the steps: plan, agreement, sessions, reviews, evaluation."
    ),
    "privacy": _(
        "What you two discuss stays between you. Head and officers see dates and signatures, not content. Only danger"
        " to a person, or the law, sets this aside. Do not name learners."
    ),
}
"""The same topics by chat, for who missed the meeting (requirement D94)."""

INDUCTION = (
    Option("code_of_regulations", _("Code of Regulations")),
    Option("code_of_conduct", _("Code of Conduct and Ethics")),
    Option("career", _("Career Progression Guidelines")),
    Option("other_laws", _("other laws")),
)
"""What a new teacher is inducted on, 2.0 (requirement D95)."""

INDUCTION_OF_ADMINISTRATORS = (*INDUCTION, Option("discipline", _("discipline processes")))
"""The same for who is newly appointed to lead."""
