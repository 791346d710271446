"""Twilio's Content API: the templates that it keeps for us, and whether WhatsApp has approved them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList

from bot.channels.twilio import variables
from bot.channels.twilio_codes import called
from bot.messages import Pattern, data_of_choice

TEXT, QUICK_REPLY = "twilio/text", "twilio/quick-reply"
CATEGORY = "UTILITY"
"""What each is about: something that the person takes part in, and no advertisement."""


@dataclass(frozen=True)
class ContentAtTwilio:
    """A template as Twilio keeps it."""

    sid: str
    words: tuple[str, ...]
    state: str
    reason: str = ""


def content(language: str, words: str, sample: Pattern) -> dict[str, Any]:
    """A template as the Content API takes it; a notice and what its buttons carry are samples of what fills it."""
    names = variables(sample)
    samples = (sample.notice, *(data_of_choice(1, place) for place, _label in enumerate(sample.buttons)))
    actions = [
        {"type": "QUICK_REPLY", "title": label, "id": f"{{{{{name}}}}}"}
        for label, name in zip(sample.buttons, names[1:], strict=True)
    ]
    body = {"body": words}
    return {
        "friendly_name": sample.name,
        "language": language,
        "variables": dict(zip(names, samples, strict=True)),
        "types": {QUICK_REPLY: {**body, "actions": actions}} if actions else {TEXT: body},
    }


def words_of(types: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands in a template and on its buttons: in other words it is another one."""
    known = types.get(QUICK_REPLY) or types.get(TEXT) or {}
    buttons = (part for one in known.get("actions") or () for part in (one.get("title", ""), one.get("id", "")))
    return (str(known.get("body", "")), *buttons)


@dataclass(frozen=True)
class TwilioContents:
    """Our templates at Twilio."""

    client: Client

    def kept(self) -> dict[str, list[ContentAtTwilio]]:
        """All that it keeps, by name; the same name may have been given more than once."""
        found: dict[str, list[ContentAtTwilio]] = {}
        with called():
            for one in self.client.content.v1.content_and_approvals.list():
                found.setdefault(str(one.friendly_name), []).append(_kept(one))
        return found

    def make(self, wanted: Mapping[str, Any]) -> str:
        """Keeps this one; answers its ContentSid."""
        with called():
            made = self.client.content.v1.contents.create(ContentList.ContentCreateRequest(dict(wanted)))
        return str(made.sid)

    def submit(self, sid: str, name: str) -> None:
        """Asks WhatsApp to approve it under this name."""
        asked = ApprovalCreateList.ContentApprovalRequest({"name": name, "category": CATEGORY})
        with called():
            self.client.content.v1.contents(sid).approval_create.create(asked)


def _kept(one: Any) -> ContentAtTwilio:
    approval = one.approval_requests or {}
    return ContentAtTwilio(
        sid=str(one.sid),
        words=words_of(one.types or {}),
        state=str(approval.get("status") or "unsubmitted"),
        reason=str(approval.get("rejection_reason") or ""),
    )
