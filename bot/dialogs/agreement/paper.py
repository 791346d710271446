"""Annex I of the policy word for word, and the wording of the confidentiality declaration."""

from __future__ import annotations

from bot.forms.facts import Fact
from bot.forms.words import If, Words
from bot.language import _

ANNEX_I = "Policy 2020, Appendix IV, Annex I"
"""The wording of the agreement, kept with each one that was drawn up from it."""
AGREEMENT: Words = (
    If(
        Fact("administrator"),
        _(
            "AGREEMENT. I, {mentor:full}, do hereby accept to mentor, {mentee:full} in his/her profession as a school"
            " administrator and trust that it will be a rewarding experience in enhancing his/her career and that it"
            " will be limited to discussing issues related to the teaching profession and career development.\n"
        ),
        _(
            "AGREEMENT. I, {mentor:full}, do hereby accept to mentor, {mentee:full} in his/her profession as a teacher"
            " and trust that it will be a rewarding experience in enhancing his/her career and that it will be limited"
            " to discussing issues related to the teaching profession and career development.\n"
        ),
    ),
    _("I commit to abide by the following:\n"),
    _("1. The induction, mentorship and coaching relationship will last for the necessary period of time."),
    If(
        Fact("until"),
        _("(From {start:year} for at least 1 year: to {until:year} or later.)\n"),
        _("(From {start:year}.)\n"),
    ),
    _("2. To have mutual respect for opinions, individuals and decisions made in the process\n"),
    _(
        "3. The mentorship and coaching will be on a one-to-one contact."
        " All the contents of our meetings will be treated with confidentiality.\n"
    ),
    _("4. To be punctual for agreed mentoring and coaching sessions\n"),
    _("5. To maintain professional standards and behavior in all our interactions\n"),
    _("6. My role as a Mentor will include: {mentor_duties}\n"),
    _("7. Your role as a Mentee will include: {mentee_duties}\n"),
    _("8. We will be honest and provide constructive feedback to each other, and be open to such feedback.\n"),
)
"""Word for word, its blanks filled: the names, what the mentee is, the dates beside clause 1, clauses 6 and 7."""
PROPOSED = "Confidentiality declaration 1 (proposed, replaceable by TSC's)"
"""The wording of the declaration: the policy prescribes one and does not give it (A10)."""
DECLARATION: Words = _(
    "I will keep all we discuss confidential and use it only for my mentorship, unless law or safety requires"
    " otherwise."
)
