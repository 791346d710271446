"""Twilio's Content API as it answers: what it keeps, and what WhatsApp says of it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from tests.channels.fake import Answered, Asked
from tests.channels.twilio_api import SID, TOKEN, error

HOST = "https://content.twilio.com"
PAGE = 20
VARIABLE = re.compile(r"\{\{(\w+)\}\}")
CONTENT = re.compile(r"/v1/Content/(HX[0-9a-f]{32})/ApprovalRequests/whatsapp")


@dataclass
class Contents:
    """What is kept, in order; `stand` says how far WhatsApp has come with one."""

    kept: list[dict[str, Any]] = field(default_factory=list)

    def stand(self, name: str, status: str, reason: str = "") -> None:
        """WhatsApp has decided."""
        for one in self.kept:
            if one["friendly_name"] == name:
                one["approval_requests"] |= {"status": status, "rejection_reason": reason}

    def rules(self, asked: Asked) -> Answered:
        """Takes what keeps the published rules."""
        key = b64encode(f"{SID}:{TOKEN}".encode()).decode()
        if asked.headers.get("Authorization") != f"Basic {key}":
            return error(401, 20003)
        if (asked.method, asked.path) == ("GET", "/v1/ContentAndApprovals"):
            return self._page(int((asked.query.get("Page") or ["0"])[0]))
        if (asked.method, asked.path) == ("POST", "/v1/Content"):
            return self.make(json.loads(asked.body))
        if asked.method == "POST" and (found := CONTENT.fullmatch(asked.path)):
            return self._submitted(found[1], json.loads(asked.body))
        return error(404, 20404)

    def _page(self, place: int) -> Answered:
        shown = self.kept[place * PAGE : (place + 1) * PAGE]
        more = f"{HOST}/v1/ContentAndApprovals?PageSize={PAGE}&Page={place + 1}"
        last = (place + 1) * PAGE >= len(self.kept)
        meta = {"page": place, "page_size": PAGE, "key": "contents", "next_page_url": None if last else more}
        return _said(200, {"contents": shown, "meta": meta})

    def make(self, wanted: dict[str, Any]) -> Answered:
        """Keeps a template, where it might be approved."""
        ((kind, said),) = ((kind, said) for kind, said in wanted["types"].items() if said is not None)
        if not _allowed(kind, said, wanted["variables"]):
            return error(400, 20001)
        made = {
            "sid": f"HX{len(self.kept) + 1:032x}",
            "account_sid": SID,
            "friendly_name": wanted["friendly_name"],
            "language": wanted["language"],
            "variables": wanted["variables"],
            "types": {kind: said},
            "approval_requests": {"status": "unsubmitted", "name": "", "rejection_reason": ""},
        }
        self.kept.append(made)
        return _said(201, made)

    def _submitted(self, sid: str, wanted: dict[str, Any]) -> Answered:
        one = next(one for one in self.kept if one["sid"] == sid)
        taken = wanted["name"] in [each["approval_requests"]["name"] for each in self.kept]
        if taken or not re.fullmatch(r"[a-z0-9_]{1,512}", wanted["name"]) or wanted["category"] != "UTILITY":
            return error(400, 20001)
        one["approval_requests"] |= {"name": wanted["name"], "status": "received"}
        return _said(201, {**one["approval_requests"], "category": "UTILITY", "content_type": next(iter(one["types"]))})


def _allowed(kind: str, said: dict[str, Any], variables: dict[str, str]) -> bool:
    """A body that no variable begins or ends, not even before a full stop; samples for all; buttons that are read."""
    body, actions = said["body"], said.get("actions") or []
    fixed = VARIABLE.sub(" ", body).split()
    named = VARIABLE.findall(body + "".join(one["id"] for one in actions))
    return (
        kind == ("twilio/quick-reply" if actions else "twilio/text")
        and not re.match(r"\W*\{\{", body)
        and not re.search(r"\}\}\W*$", body)
        and len(fixed) > 2 * len(VARIABLE.findall(body))
        and set(named) == set(variables)
        and all(len(name) <= 16 and value and "\n" not in value for name, value in variables.items())
        and len(actions) <= 10
        and len({one["title"] for one in actions}) == len(actions)
        and all(0 < len(one["title"]) <= 20 and one["type"] == "QUICK_REPLY" for one in actions)
    )


def _said(status: int, body: dict[str, Any]) -> Answered:
    return Answered(status, json.dumps(body), {"Content-Type": "application/json"})
