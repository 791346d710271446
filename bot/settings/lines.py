"""Whom to call in danger and where complaints go on to, as the operator has set it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings.environment import Environment, matches

PHONES = matches(r"[0-9+ ]{2,15}(,[0-9+ ]{2,15}){0,3}", "is not a number to call: write it like 999,112.")
PHONE = matches(r"[0-9+ ]{2,15}", "is not a number to call: write it like 116.")
CONTACT = matches(r"[ -~]{5,120}", "is not a contact: write it in 5 to 120 plain letters.")
OFFICER = matches(r"(?i:head|scd|cd|rd|dfs)|[0-9]{5,9}", "is neither an office (scd, cd, rd, dfs) nor a TSC number.")


@dataclass(frozen=True)
class CallLines:
    """The numbers that whoever complains hears first, how the Commission is written to, after how many days a case
    that nobody touches goes one level up, and to whom the law sends reports of abuse as well."""

    danger: tuple[str, ...] = ("999", "112")
    child: str = "116"
    commission: str = "TSC, Private Bag 00100 Nairobi, or any TSC county office"
    days: int = 7
    officer: str = "cd"


def lines(env: Environment) -> CallLines:
    """As they are set, or as they are known in Kenya."""
    danger = env.text("EMERGENCY_NUMBERS", ",".join(CallLines.danger), PHONES)
    return CallLines(
        danger=tuple(one.strip() for one in danger.split(",")),
        child=env.text("CHILD_HELPLINE", CallLines.child, PHONE),
        commission=env.text("COMMISSION_CONTACT", CallLines.commission, CONTACT),
        days=env.number("CASE_DAYS", CallLines.days, most=90),
        officer=env.text("ABUSE_REPORTS_TO", CallLines.officer, OFFICER).lower(),
    )
