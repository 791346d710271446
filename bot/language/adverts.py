"""Messages that were made for many people: advertisements, notices of payments, chain letters. Nobody answers so."""

from __future__ import annotations

import re

LONGEST = 1000
"""Characters that are looked at."""
_PLAIN = re.compile(
    r"\*\d{2,4}(?:\*\d+)*#"
    r"|https?://|\bwww\.|\b(?:bit\.ly|wa\.me|t\.me)/"
    r"|\b[A-Z0-9]{10} (?:confirmed|imethibitishwa)\b"
    r"|\b(?:forwarded as received|forward this|send this (?:message )?to (?:all|\d+))\b"
    r"|\btuma (?:ujumbe huu )?kwa watu \d+\b",
    re.IGNORECASE,
)
"""A code to dial, an address of the web, the receipt of a payment, a chain letter."""
_MONEY = re.compile(r"\b(?:ksh|kes|sh)s?\.? ?\d|\b\d[\d,]* ?(?:/-|bob\b|ksh\b|kes\b)", re.IGNORECASE)
_OFFERED = re.compile(
    r"\b(?:win|won|winner|offer|bonus|loan|loans|jackpot|bet|promo|promotion|discount|sale|free|airtime|bundles?|data"
    r"|deposit|dial|buy|subscribe|congratulations|ushinde|shinda|umeshinda|zawadi|mkopo|ofa|punguzo|nunua|piga"
    r"|hongera|prize|reward|confirmed|imethibitishwa)\b",
    re.IGNORECASE,
)
LEAST = 2
"""So many words of a seller, beside a sum of money."""


def advert(text: str) -> bool:
    """Whether this was plainly written for many: it may still be meant, so it is asked about and never just kept."""
    said = text[:LONGEST]
    if _PLAIN.search(said):
        return True
    return bool(_MONEY.search(said)) and len({found.casefold() for found in _OFFERED.findall(said)}) >= LEAST
