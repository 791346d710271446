"""Twilio: SMS and WhatsApp, out by its official client and in by its signed webhooks."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator, get_signature_algorithm
from twilio.rest import Client

from bot.channels import Heard, Request, WebhookAnswer
from bot.channels.http import TIMEOUT, calling, slow_down
from bot.channels.shape import shape
from bot.channels.shown import linked, path_of
from bot.channels.twilio_codes import called, failure
from bot.messages import (
    Channel,
    Inbound,
    NoAnswer,
    Outbound,
    Pattern,
    Progress,
    Receipt,
    Refused,
    TryLater,
    data_of_choice,
    kind_of,
)

log = logging.getLogger(__name__)

API = "https://api.twilio.com"
HOSTS = re.compile(r"^https://(api|content)\.twilio\.com")
MESSAGES, STATUS = "/twilio/messages", "/twilio/status"
WHATSAPP, SIGNATURE = "whatsapp:", "x-twilio-signature"
HIDDEN = re.compile(r"[A-Z]{2}(\.[A-Za-z0-9]{1,128}){1,2}")
"""An account whose number is hidden: the country and an id that only we are given (`US.ENT.…`: we, and our group)."""
TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""We answer by sending, so Twilio has nothing to do."""
PROGRESS = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), Progress.SENT),
    **dict.fromkeys(("delivered", "read", "partially_delivered"), Progress.DELIVERED),
    **dict.fromkeys(("undelivered", "failed", "canceled"), Progress.FAILED),
}
MOST_MEDIA = 100
OPT_OUTS = ("STOP", "START", "HELP")
ENFORCED = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
"""What Twilio takes for STOP on its SMS numbers whatever we think of it: nothing of ours would arrive after it."""


class Host(TwilioHttpClient):  # type: ignore[misc]  # it says nothing of its types
    """Twilio's HTTP client at another base address; it keeps what its exceptions lose: a wish to wait, an odd shape."""

    def __init__(self, base: str, timeout: float = TIMEOUT) -> None:
        super().__init__(timeout=timeout)
        self._base = base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        """One call; TryLater when there were too many, NoAnswer where what it made has no name that we could read."""
        response = super().request(method, self._at(url), *args, **kwargs)
        if response.status_code == 429:
            raise slow_down("Twilio", response.headers or {})
        sends = method == "POST" and url.endswith("/Messages.json")
        if sends and response.status_code < 300 and not _names(response.text):
            log.error("Twilio answers %s in another shape: %s", response.status_code, shape(response.text))
            raise NoAnswer("Twilio's answer cannot be read", odd=True)
        return response

    def _at(self, url: str) -> str:
        """Where it is called: another base address stands for all of Twilio's hosts."""
        return url if self._base == API else HOSTS.sub(self._base, url)


def _names(said: str) -> bool:
    """Whether an answer names what was made."""
    try:
        return bool(json.loads(said)["sid"])
    except (ValueError, KeyError, TypeError):
        return False


def client(account_sid: str, auth_token: str, base: str = API, timeout: float = TIMEOUT) -> Client:
    """Twilio's client, with a time-out."""
    return Client(account_sid, auth_token, http_client=Host(base, timeout))


@dataclass(frozen=True)
class TwilioLine:
    """One way out: `sender` is what the message comes from, as the parameters of the call."""

    tells: ClassVar[bool] = True
    client: Client
    channel: Channel
    sender: Mapping[str, str]
    public_url: str
    contents: Mapping[str, str] = field(default_factory=dict)
    """ContentSids by name: approved templates, and `choices_1` to `choices_10`, which carry buttons in a talk."""
    key: str = field(default="", repr=False)
    """With which the addresses of pictures are made; without one none goes along."""

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        """Twilio's id of the message. Its status comes back with our reference, also when this answer is lost."""
        outbound = linked(outbound, self._shown(outbound, reference))
        to = f"{WHATSAPP}{address}" if self.channel is Channel.WHATSAPP else address
        callback = f"{self.public_url}{STATUS}?oid={reference}"
        content, shown = self._content(outbound, reference), self._shown(outbound, reference)
        with called():
            if shown and not (outbound.template or "media_url" in content):  # no words go with it, or buttons do
                self.client.messages.create(to=to, **self.sender, media_url=shown)
            message = self.client.messages.create(to=to, status_callback=callback, **self.sender, **content)
        if message.error_code:
            raise failure(int(message.error_code))
        return str(message.sid)

    def _shown(self, outbound: Outbound, reference: int) -> list[str]:
        """Where Twilio fetches what goes along."""
        return [f"{self.public_url}{path_of(self.key, reference, 0)}"] if outbound.media and self.key else []

    def _content(self, outbound: Outbound, reference: int) -> dict[str, Any]:
        """The template outside the window; within it buttons, where there is content for so many, else numbers."""
        if outbound.template is not None:
            return self._approved(outbound, outbound.template, reference)
        buttons = self.contents.get(f"choices_{len(outbound.choices)}") if outbound.choices else None
        if buttons is None:
            shown = all(one.type.startswith("image/") for one in outbound.media) and self._shown(outbound, reference)
            return {"body": f"{outbound.text} {outbound.listed}".strip(), **({"media_url": shown} if shown else {})}
        data = _data(outbound, reference)
        labels = [part for choice, own in zip(outbound.choices, data, strict=True) for part in (choice.label, own)]
        return _filled(buttons, {str(place): value for place, value in enumerate((outbound.text, *labels), 1)})

    def _approved(self, outbound: Outbound, template: str, reference: int) -> dict[str, str]:
        pattern = outbound.pattern
        content = self.contents.get(pattern.name) if pattern else None
        if pattern is None or content is None:
            raise Refused(f"no approved template {pattern.name if pattern else template}", ours=True)
        carried = {choice.label: own for choice, own in zip(outbound.choices, _data(outbound, reference), strict=True)}
        on_buttons = (carried[label] for label in pattern.buttons)
        return _filled(content, dict(zip(variables(pattern), (pattern.notice, *on_buttons), strict=True)))


def variables(pattern: Pattern) -> tuple[str, ...]:
    """How the gaps of its template are called: the words, then what each button carries."""
    return ("notice", *(f"choice_{place}" for place, _label in enumerate(pattern.buttons, 1)))


def _data(outbound: Outbound, reference: int) -> tuple[str, ...]:
    """What the buttons of a message carry."""
    return tuple(data_of_choice(reference, place) for place in range(len(outbound.choices)))


@dataclass(frozen=True)
class TwilioMailbox:
    """What Twilio keeps of the messages to our numbers: it calls a webhook once, and no more."""

    client: Client
    numbers: tuple[str, ...]

    def between(self, since: datetime, until: datetime) -> list[Inbound]:
        """The messages of people that came in then, the oldest first."""
        span = {"date_sent_after": since.astimezone(UTC), "date_sent_before": until.astimezone(UTC)}
        with calling("Twilio"):
            try:
                kept = [one for number in self.numbers for one in self.client.messages.list(to=number, **span)]
            except TwilioException as error:
                raise TryLater("Twilio does not show the messages that it keeps") from error
        found = [message for message in kept if message.direction == "inbound"]
        found.sort(key=lambda message: message.date_sent or since)
        return [_kept(message) for message in found]


def _kept(message: Any) -> Inbound:
    """A message as it is kept: without its button, whose label is its words."""
    said = {"From": message.from_, "MessageSid": message.sid, "Body": message.body or "", "NumMedia": message.num_media}
    return inbound(said)


def _filled(content_sid: str, values: Mapping[str, str]) -> dict[str, str]:
    return {"content_sid": content_sid, "content_variables": json.dumps(values)}


@dataclass(frozen=True)
class TwilioHook:
    """The ways in: messages of people on both channels, and what became of messages of ours."""

    account_sid: str
    auth_token: str = field(repr=False)
    public_url: str
    channel: Channel = Channel.SMS
    paths: tuple[str, ...] = (MESSAGES, STATUS)

    def genuine(self, request: Request) -> bool:
        """Signed by Twilio over the public address, with its query and its parameters, for this account."""
        signature = request.headers.get(SIGNATURE, "")
        if not signature:
            return False
        url = self.public_url + request.path + (f"?{request.query}" if request.query else "")
        hashed = "bodySHA256=" in request.query
        signed: object = request.body.decode(errors="replace") if hashed else _Values(request.form)
        validator = RequestValidator(self.auth_token)
        algorithm = get_signature_algorithm(request.headers.get("x-twilio-webhooks-signature-settings"))
        return validator.validate(url, signed, signature, algorithm) and _account(request) == self.account_sid

    def read(self, request: Request) -> Heard:
        """A message or a status, by the path it was posted to."""
        said = _fields(request)
        if request.path == STATUS:
            return Heard(receipts=tuple(_receipts(said, request.argument("oid"))))
        return Heard((inbound(said),))

    def answer(self, said: Outbound | None) -> WebhookAnswer:  # noqa: ARG002 - our replies are messages
        """Nothing for Twilio to do."""
        return WebhookAnswer(TWIML, "text/xml")


class _Values(dict[str, list[str]]):
    """Parameters as the validator asks for them."""

    getlist = dict.__getitem__


def _fields(request: Request) -> dict[str, str]:
    """The parameters, from a form or from JSON."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return {name: str(value) for name, value in json.loads(request.body).items()}
    return {name: values[0] for name, values in request.form.items()}


def _account(request: Request) -> str:
    try:
        return _fields(request).get("AccountSid", "")
    except (ValueError, AttributeError, RecursionError):
        return ""


def inbound(said: Mapping[str, str]) -> Inbound:
    """A message of somebody. Their address need not be a number: WhatsApp lets people hide theirs."""
    sender = said["From"]
    asked = said.get("OptOutType", "").upper()
    channel, body = _channel(sender), said.get("Body", "")
    answered = asked in OPT_OUTS
    if answered or (channel is Channel.SMS and body.strip().casefold() in ENFORCED):
        body = asked if answered else "STOP"
    return Inbound(
        channel=channel,
        address=sender.removeprefix(WHATSAPP),
        provider_id=said["MessageSid"],
        text=body,
        press=said.get("ButtonPayload") or said.get("ListId") or None,
        media=tuple(_media(said)),
        files=tuple(said.get(f"MediaUrl{place}", "") for place in _places(said)),
        answered=answered,
        also=_hidden(sender, said.get("ExternalUserId", "")),
    )


def _hidden(sender: str, account: str) -> str:
    """WhatsApp's own id of the account, which comes beside its number while that is shown; "" for anything else."""
    found = HIDDEN.fullmatch(account.removeprefix(WHATSAPP))
    return found[0] if found and found[0] != sender.removeprefix(WHATSAPP) else ""


def _channel(address: str) -> Channel:
    return Channel.WHATSAPP if address.startswith(WHATSAPP) else Channel.SMS


def _places(said: Mapping[str, str]) -> range:
    """The places of what came with a message; ValueError for more than Twilio ever brings."""
    count = int(said.get("NumMedia") or 0)
    if count > MOST_MEDIA:
        raise ValueError("so many things come with no message")
    return range(count)


def _media(said: Mapping[str, str]) -> Iterable[str]:
    for place in _places(said):
        yield kind_of(said.get(f"MediaContentType{place}", ""))
    if said.get("Latitude"):
        yield "location"


def _receipts(said: Mapping[str, str], reference: str) -> Iterable[Receipt]:
    """How far a message of ours has come, by Twilio's id and by our reference."""
    progress = PROGRESS[said["MessageStatus"]]
    why = failure(int(said.get("ErrorCode") or 0)) if progress is Progress.FAILED else None
    yield Receipt(
        channel=_channel(said.get("To", "")),
        provider_id=said["MessageSid"],
        progress=progress,
        reference=int(reference) if reference else None,
        failure=TryLater(str(why)) if isinstance(why, NoAnswer) else why,
        said=said["MessageStatus"],
    )
