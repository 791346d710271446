"""What was signed on paper, at the desk: claimed, confirmed, refused."""

from __future__ import annotations

from bot.dialogs.agreement.pages import Agreement, AgreementToSign, PlanApproved
from bot.dialogs.agreement.shared import facts_of, paper
from bot.dialogs.desk import Asking, NotOpen, open_pair
from bot.dialogs.handlers import does
from bot.dialogs.on_paper import deeds
from bot.dialogs.on_paper.pages import PaperClaimed, PaperConfirmed, PaperRefused, PaperToConfirm
from bot.forms.dialog import Dialog
from bot.language import _
from bot.store.agreement import PaperKind


@does(AgreementToSign.paper, PlanApproved.paper)
def signed_on_paper(asking: Asking, at: AgreementToSign | PlanApproved) -> Dialog:
    """Both have signed it on paper: the head is asked."""
    pair = open_pair(asking, at.pair, Agreement.shows)
    found = paper(asking, PaperKind.AGREEMENT, facts_of(asking, pair))
    if not deeds.claim_paper(asking.db, asking.who.id, pair.id, found, asking.now):
        raise NotOpen(_("No head of your school is known here. Please sign by chat: reply PLAN."))
    return PaperClaimed(pair=at.pair)


@does(PaperToConfirm.yes)
def confirm_paper(asking: Asking, at: PaperToConfirm) -> Dialog:
    """The head has seen both signatures."""
    deeds.confirm_paper(asking.db, asking.who.id, at.document, asking.evidence(read=True), asking.now)
    return PaperConfirmed()


@does(PaperToConfirm.no)
def refuse_paper(asking: Asking, at: PaperToConfirm) -> Dialog:
    """The head has not."""
    deeds.refuse_paper(asking.db, asking.who.id, at.document, asking.now)
    return PaperRefused()
