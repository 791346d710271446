"""Annex IV and V of the policy: the mentor's feedback, and the supervisor's tool of monitoring and evaluation."""

from __future__ import annotations

from bot.language import Marked, _
from bot.reports.papers.facts import EvaluationPaper, EvaluationRow, FeedbackPaper, ReportPaper
from bot.reports.papers.hands import checked, signature
from bot.reports.papers.sheet import PrintedSheet

QUESTIONS: tuple[Marked, ...] = (
    _("3. Main topics covered to date:"),
    _("4. Did the mentee keep time? If no, please provide more details"),
    _("5. Is the time allocated for mentorship and coaching adequate to address the targeted areas? Please explain"),
    _("6. Is the venue for mentorship and coaching appropriate? Please elaborate"),
    _("7. Please share with us any key challenges faced during the Induction, Mentorship and Coaching Programme."),
    _("8. Suggest how these challenges should be addressed."),
    _(
        "9. In your opinion, what would you say are the key successes so far of the Induction, Mentorship and Coaching"
        " Programme in relation to the set objectives?"
    ),
    _("10. What would you recommend to make the Induction, Mentorship and Coaching Programme more successful?"),
    _("11. Any other feedback?"),
)
ACTIVITIES: tuple[Marked, ...] = (
    _("Mentors/ Coaches identified"),
    _("The Mentoring/ Coaching Training Programme is Conducted"),
    _("Evaluation of Mentoring/ Coaching training"),
    _("Mentors/Coaches develop first draft of Mentoring/ Coaching plan"),
    _("Welcome/orientation of New Mentees and Mentors/ Coaches."),
    _("Mentors/Coaches are matched with New Mentees."),
    _("Mentor and New Mentees share expectations, develop 6-week plan and schedule regular meetings."),
    _("Mentors begin to track Mentee activities"),
    _(
        "Mentoring/ Coaching begins. Mentors/ Coaches support New Mentees and meet with them regularly to share"
        " information, to compare expectations, and to revise plans to meet New Mentees needs."
    ),
    _(
        "End of first 6-week period Mentors review their progress as Mentors/Coaches, identify new challenges, and"
        " offer support to Mentees."
    ),
    _("Mentors/ Coaches meet to share experiences"),
    _(
        "End of 3 months All Mentor/ Coach -Mentee pairs meet to share progress, identify needs, and revise plans for"
        " next the quarter Midpoint evaluation of Mentoring/ Coaching Programme."
    ),
    _("Repeat steps 7- 12 for the next quarter"),
    _(
        "Final evaluation of Mentoring/ Coaching Programme:- Mentor/Coach and Mentee Self-Assessment Final evaluation"
        " of Mentoring/ Coaching Training."
    ),
)
"""The rows of Annex V, word for word."""


def feedback(sheet: PrintedSheet, paper: FeedbackPaper) -> None:
    """Annex IV: eleven questions, answered by the mentor."""
    title = _("INDUCTION, MENTORSHIP AND COACHING PROGRAMME FEEDBACK FORM")
    sheet.heading(sheet.said(_("ANNEX IV")), sheet.said(title))
    sheet.evidence(sheet.said(_("(To be filled by the Mentor)")))
    sheet.fields((sheet.said(_("Name of Mentor:")), paper.mentor.name))
    sheet.fields((sheet.said(_("Name of Mentee:")), paper.mentee))
    sheet.ln(2)
    sheet.fields((sheet.said(_("1. Number of mentorship and coaching sessions scheduled to date")), paper.scheduled))
    sheet.fields((sheet.said(_("2. Number of sessions covered to date")), paper.covered))
    sheet.question(sheet.said(_("If the two above are not consistent, please give an explanation")))
    sheet.answer(paper.why, lines=1)
    for question, answer in zip(QUESTIONS, paper.answers, strict=True):
        sheet.question(sheet.said(question))
        sheet.answer(answer)
    sheet.ln(2)
    signature(sheet, sheet.said(_("Name of Mentor:")), paper.mentor)
    checked(sheet, paper.code)


def evaluation(sheet: PrintedSheet, paper: EvaluationPaper) -> None:
    """Annex V: fourteen activities with their timeline and status, and the supervisor who signs."""
    sheet.heading(sheet.said(_("ANNEX V")), sheet.said(_("MONITORING AND EVALUATION TOOL")))
    sheet.evidence(sheet.said(_("To be completed by a Supervisor")))
    sheet.fields((sheet.said(_("Region")), paper.region), (sheet.said(_("County")), paper.county))
    sheet.fields((sheet.said(_("Sub-County")), paper.sub_county), (sheet.said(_("Institution")), paper.institution))
    sheet.ln(3)
    heads = [sheet.said(one) for one in (_("S/NO"), _("ACTIVITY"), _("Timeline"), _("Status"))]
    rows = [*paper.rows, *[EvaluationRow()] * (len(ACTIVITIES) - len(paper.rows))]
    lines = [
        [f"{number}.", sheet.said(activity), row.timeline, row.status]
        for number, (activity, row) in enumerate(zip(ACTIVITIES, rows, strict=True), 1)
    ]
    sheet.grid([heads, *lines], (12, 96, 32, 34))
    signature(sheet, sheet.said(_("Name")), paper.supervisor)
    sheet.fields((sheet.said(_("TSC No")), paper.tsc_number), (sheet.said(_("Designation")), paper.designation))
    checked(sheet, paper.code)


def report(sheet: PrintedSheet, paper: ReportPaper) -> None:
    """A periodic report: whose, on which time, to whom, its figures, and what its author adds."""
    sheet.heading(sheet.said(_("TIMEC PROGRESS REPORT")), paper.area)
    sheet.fields((sheet.said(_("Period:")), paper.period), (sheet.said(_("To:")), paper.to))
    sheet.ln(4)
    sheet.grid([[label, value] for label, value in paper.figures], (110, 64), heads=False)
    sheet.question(sheet.said(_("Remarks")))
    sheet.answer(paper.words)
    sheet.ln(2)
    sheet.fields((sheet.said(_("Name")), paper.author))
    day = sheet.said(_("{day:long}"), day=paper.day)
    sheet.ln(3)
    sheet.fields((sheet.said(_("Signature:")), ""), (sheet.said(_("Date:")), day))
    sheet.evidence(sheet.said(_("Version {version}: {stands}."), version=paper.version, stands=paper.stands))
    checked(sheet, paper.code)
