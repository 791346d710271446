"""The words of the programme, each explained in a sentence or two that a new teacher understands (requirement D286)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Each, Page, Row
from bot.forms.saying import Style
from bot.language import Marked, _


@dataclass(frozen=True)
class Term:
    """One word of the programme, what it means, and what else people call it."""

    word: Marked
    means: Marked
    also: tuple[str, ...] = ()


TERMS: dict[str, Term] = {
    "timec": Term(
        _("TIMEC"),
        _("Teacher Induction, Mentorship and Coaching: TSC's programme that helps teachers grow in their work."),
        ("induction mentorship and coaching", "programme", "mpango wa timec"),
    ),
    "induction": Term(
        _("induction"),
        _(
            "Training at the start of a post: the regulations, procedures and standards that guide a teacher's"
            " conduct and work."
        ),
    ),
    "mentorship": Term(
        _("mentorship"),
        _("An experienced teacher guides another, one-to-one, for at least a year, in skills and professional life."),
        ("mentoring",),
    ),
    "coaching": Term(
        _("coaching"),
        _("Support, often by a supervisor, that builds one skill at work through direction, instruction and practice."),
    ),
    "mentor": Term(_("mentor"), _("The experienced teacher who guides the mentee. It is voluntary and one-to-one.")),
    "mentee": Term(_("mentee"), _("The teacher who is guided: prepares, acts on the plan and asks for feedback.")),
    "coach": Term(_("coach"), _("The teacher or supervisor who helps another teacher to build one skill.")),
    "coachee": Term(_("coachee"), _("The serving teacher who is coached and chooses what to improve.")),
    "pair": Term(
        _("pair"),
        _("One mentor and one mentee (or coach and coachee). What they write is read by the two alone."),
    ),
    "session": Term(
        _("session"), _("One meeting of the pair, planned or not. LOG records it and both sign."), ("meeting",)
    ),
    "objectives": Term(
        _("objectives"),
        _("What the two want to reach in one session, set at the end of the one before."),
        ("objective",),
    ),
    "areas": Term(
        _("areas covered"), _("What you really talked about in the session. Part 1 of the record."), ("areas", "mada")
    ),
    "plan": Term(
        _("action plan"),
        _("What each will do until the next session, with a day: seat plan by 11/6. Part 2 of the record."),
        ("actions", "action"),
    ),
    "look_back": Term(
        _("review of last plan"),
        _("What became of the last action plan: done, part or not done. Part 3 of the record."),
        ("review of action plan", "look back"),
    ),
    "record": Term(
        _("session record"),
        _("Annexes II and III in one: who met, when, where, areas covered, plan, review. Only the pair reads it."),
        ("journal", "log", "annex ii", "annex iii", "annex 2", "annex 3", "rekodi"),
    ),
    "signature": Term(
        _("signature"),
        _("Your reply SIGN from your own phone, or your PIN. A changed record is signed again by both."),
        ("sign", "counter-sign", "countersign"),
    ),
    "pin": Term(
        _("PIN"),
        _("Your own 4 digits. They show that it is you. Nobody may ask you for them, not even your head."),
        ("password", "nywila"),
    ),
    "six_weeks": Term(
        _("6-week review"),
        _("After 6 weeks each side says how it goes: progress, what is hard, what help. 3 questions."),
        ("six week review", "six-week review"),
    ),
    "three_months": Term(
        _("3-month review"),
        _("At the end of each quarter the pair looks at the goals and makes the next plan."),
        ("three month review", "quarterly review"),
    ),
    "six_week_plan": Term(
        _("6-week plan"),
        _("Up to 3 goals, the dates of the sessions, who does what and how you will know that it worked."),
        ("work plan", "mentorship plan"),
    ),
    "goal": Term(
        _("goal"),
        _("What the mentee wants to be able to do, by when, and how both will see it. GOALS shows yours."),
        ("goals", "learning goal"),
    ),
    "criterion": Term(
        _("success criterion"),
        _("The sign by which both see that a goal is reached: 8 of 10 pupils answer in full sentences."),
        ("criteria", "success criteria"),
    ),
    "feedback": Term(
        _("feedback on your work"),
        _("Saying what went well and one thing to try next: about the lesson, not the person. FEEDBACK asks or gives."),
        ("feedback",),
    ),
    "ground_rules": Term(
        _("ground rules"),
        _("What the two promise each other: be on time, keep things private, phones off."),
        ("rules",),
    ),
    "agreement": Term(
        _("agreement"),
        _("Annex I: eight clauses that mentor and mentee both sign before the first session."),
        ("annex i", "annex 1", "contract", "mkataba"),
    ),
    "declaration": Term(
        _("confidentiality declaration"),
        _("Each signs to keep what is said in the sessions between the two."),
        ("declaration", "confidentiality", "usiri"),
    ),
    "annex_four": Term(
        _("Annex IV"),
        _("The mentor's eleven answers on how the programme works: how often you met, why not, what would help."),
        ("annex 4", "feedback form", "mentor feedback"),
    ),
    "observation": Term(
        _("lesson observation"),
        _("The mentor watches a lesson by agreement and talks it over afterwards. It is help, not inspection."),
        ("observe", "observation"),
    ),
    "head": Term(
        _("head of institution"),
        _("Matches mentors and mentees, finds them time, sees that sessions are held. Does not read the records."),
        ("head", "headteacher", "principal", "hoi"),
    ),
    "scd": Term(
        _("Sub-County Director"),
        _("TSC's officer for the primary schools of a sub-county. Sees dates and totals, not what the pair writes."),
        ("scd", "director", "cso"),
    ),
    "tsc": Term(_("TSC"), _("The Teachers Service Commission, the employer and regulator of teachers in Kenya.")),
    "tpd": Term(
        _("TPD"),
        _(
            "Teacher Professional Development: TSC's training modules. Who completes TIMEC can earn TPD points;"
            " TSC awards them."
        ),
        ("cpd", "teacher professional development"),
    ),
    "certificate": Term(
        _("certificate"),
        _(
            "Given to both after at least a year, when all reviews are done and the mentee's performance is"
            " satisfactory. VERIFY checks its number."
        ),
        ("cert",),
    ),
    "quarter": Term(_("quarter"), _("Three months of the pair's year: one plan, a 6-week and a 3-month review.")),
    "needs": Term(
        _("needs"), _("What a mentee wants to get better at, in own words: the ground of the goals."), ("need",)
    ),
}
"""Every term, by its key; the glossary of 2026."""


@dataclass(frozen=True)
class Explained:
    """One term."""

    word: Marked
    means: Marked


class Explanation(Page[Explained]):
    """What a word means."""

    term: str

    behind_pin = False
    text = _("{word}: {means}")


@dataclass(frozen=True)
class Words:
    """The terms to choose from."""

    rows: tuple[Row, ...]


class Glossary(Page[Words]):
    """GLOSSARY and a word explains it; alone it lists all words, five at a time."""

    word: str | None = None
    keys: tuple[str, ...] | None = None

    behind_pin = False
    keyword = _("GLOSSARY")
    argument = "word"
    says_freely = True
    asks = Style.LIST
    text = _("Which word?")

    each = Each(Fact("rows"), Explanation)
