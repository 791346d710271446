"""Signatures on paper: room for a pen, how it was signed in chat, and the code by which anybody checks that."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Marked, _, local
from bot.messages import Channel
from bot.reports.papers.facts import Signatory, SignatureProof
from bot.reports.papers.sheet import LINE, PrintedSheet
from bot.store.signing import Method

CHANNELS: Mapping[Channel, str] = {
    Channel.SMS: "SMS",
    Channel.USSD: "USSD",
    Channel.WHATSAPP: "WhatsApp",
    Channel.TELEGRAM: "Telegram",
}
HOW: Mapping[Method, Marked] = {
    Method.REPLY: _("Signed by {name} on {day:year} at {at:clock} by {channel}, number ending {digits}; text {hash}."),
    Method.PIN: _(
        "Signed by {name} on {day:year} at {at:clock} by {channel} with PIN, number ending {digits}; text {hash}."
    ),
    Method.PAPER: _("Signed by {name} on paper, as {head} has seen and entered on {day:year}; text {hash}."),
}
STRUCK = _("A learner's name was struck from the text on {day:year} by the data officer; all else is as signed.")
SHOWN = 16
"""Letters of a hash that are printed: enough to tell any two texts apart."""


def signature(sheet: PrintedSheet, label: str, one: Signatory) -> None:
    """A name, a line for a pen and a date; below it how it was signed in chat."""
    sheet.room(4 * LINE)
    day = sheet.said(_("{day:long}"), day=local(one.proof.at).date()) if one.proof else ""
    sheet.fields((label, one.name))
    sheet.ln(LINE / 2)  # room for a hand
    sheet.fields((sheet.said(_("Signature:")), ""), (sheet.said(_("Date:")), day))
    if one.proof:
        sheet.evidence(told(sheet, one.name, one.proof))
    sheet.ln(3)


def signed(sheet: PrintedSheet, *hands: Signatory) -> None:
    """How each of them signed, who has."""
    for one in hands:
        if one.proof:
            sheet.evidence(told(sheet, one.name, one.proof))


def told(sheet: PrintedSheet, name: str, proof: SignatureProof) -> str:
    """How somebody signed, in one sentence."""
    at = local(proof.at)
    values = {
        "name": name,
        "day": at.date(),
        "at": at,
        "channel": CHANNELS[proof.channel],
        "digits": proof.digits,
        "hash": proof.hash[:SHOWN],
        "head": proof.seen_by,
    }
    renamed = sheet.said(_("Now called {name}."), name=proof.now_called) if proof.now_called else ""
    struck = sheet.said(STRUCK, day=local(proof.struck).date()) if proof.struck else ""
    return " ".join(filter(None, (sheet.said(HOW[proof.method], **values), renamed, struck)))


def checked(sheet: PrintedSheet, code: str) -> None:
    """The code that VERIFY knows; nothing where there is none."""
    if code:
        sheet.evidence(sheet.said(_("Check by SMS: VERIFY {code}"), code=code))
