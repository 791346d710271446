"""Stories whole through real HTTP on both ends: provider, webhook of gunicorn, PostgreSQL, sender process, provider."""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.forms.checks.templates import templates
from bot.messages import Channel, Outbound, Refused
from bot.settings import SmsProvider
from bot.simulator.chat import ClockMoved, Event, Story, Typed
from bot.simulator.demo import OPENING
from bot.simulator.world import Phones as Taking
from tests.channels import africastalking_api, telegram_api, twilio_api
from tests.channels.fake import Answered, Asked, Provider
from tests.channels.fake import running as provider
from tests.copies import Places, written
from tests.stories.given import begin
from tests.stories.left import left
from tests.stories.player import Phones, everybody_on
from tests.stories.test_stories import story
from tests.wire.posting import TELEGRAM_SECRET
from tests.wire.wired import Wired, running

STORIES = ("s1_one_sms", "s2_counter_sign_with_a_change", "s3_not_held", "s6_status", "s7_stop_and_start")
WAYS = {
    "Telegram": (SmsProvider.TWILIO, Channel.TELEGRAM),
    "Twilio SMS": (SmsProvider.TWILIO, Channel.SMS),
    "Twilio WhatsApp": (SmsProvider.TWILIO, Channel.WHATSAPP),
    "Africa's Talking": (SmsProvider.AFRICASTALKING, Channel.SMS),
}
"""Who carries SMS, and the channel to which everybody in the stories is moved."""

WORDS = {name: one.words for name, one in templates().items()} | {f"choices_{many}": "{{1}}" for many in range(1, 11)}
CONTENTS = {name: (f"HX{place:032x}", text) for place, (name, text) in enumerate(WORDS.items(), 1)}
"""The ContentSid and the words of each approved template, and of the ones that carry buttons in a talk."""
NOT_TAKEN = "refused by the phone"


def rules(asked: Asked, phones: Taking) -> Answered:
    """The three providers at one address, each with its published limits; a phone may refuse a WhatsApp message."""
    if asked.path.startswith("/bot"):
        return telegram_api.rules(asked)
    if not asked.path.startswith("/2010-04-01"):
        return africastalking_api.rules(asked)
    try:
        if asked.one("To").startswith("whatsapp:"):
            phones.take(Channel.WHATSAPP, asked.one("To").removeprefix("whatsapp:"))
    except Refused:
        asked.headers[NOT_TAKEN] = "yes"
        return twilio_api.error(400, 63003)
    return twilio_api.rules(asked)


def environ(url: str, keys: tuple[str, ...], providers: str, sms: SmsProvider, contents: Path) -> dict[str, str]:
    """A service with all channels, its approved templates among its settings."""
    contents.write_text("".join(f"{name},{sid}\n" for name, (sid, _text) in CONTENTS.items()), encoding="utf-8")
    return {
        "DATABASE_URL": url,
        "FIELD_KEYS": keys[0],
        "SECRET_KEY": "long and quite random",
        "PUBLIC_URL": twilio_api.PUBLIC,
        "REPLIES_PER_HOUR": "1000",
        "TELEGRAM_BOT_TOKEN": telegram_api.TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": TELEGRAM_SECRET,
        "TELEGRAM_API_URL": providers,
        "TWILIO_ACCOUNT_SID": twilio_api.SID,
        "TWILIO_AUTH_TOKEN": twilio_api.TOKEN,
        "TWILIO_SMS_FROM": twilio_api.SMS_FROM,
        "TWILIO_WHATSAPP_FROM": twilio_api.WHATSAPP_FROM,
        "TWILIO_CONTENTS": str(contents),
        "TWILIO_API_URL": providers,
        "AFRICASTALKING_USERNAME": africastalking_api.USERNAME,
        "AFRICASTALKING_API_KEY": africastalking_api.KEY,
        "AFRICASTALKING_SENDER": africastalking_api.CODE,
        "AFRICASTALKING_CALLBACK_SECRET": africastalking_api.SECRET,
        "AFRICASTALKING_API_URL": providers,
        "SMS_PROVIDER": sms.value,
    }


@pytest.fixture
def renewed(postgresql_demos: Places) -> Iterator[tuple[str, Callable[[], Engine]]]:
    """A database that can be made as it was at the beginning, again and again, at the same address."""

    def anew() -> Engine:
        postgresql_demos.give_back()
        return postgresql_demos.take()

    yield written(anew().url), anew
    postgresql_demos.give_back()


def tell(phones: Phones, told: Story, channel: Channel) -> dict[str, list[str]]:
    """Everybody says their lines on this channel; answers what each phone showed, in order."""
    for _on, line in told.lines:
        match line:
            case ClockMoved():
                phones.until(line)
            case Event():
                phones.happens(line)
            case Typed():
                assert phones.say(channel, line), f"no reply to {line}"
    shown: dict[str, list[str]] = defaultdict(list)
    for one in phones.sent:
        shown[f"{one.channel} {one.address}"].append(_shown(one.outbound))
    return shown


def _shown(said: Outbound) -> str:
    """Its words; on a template what has no button stands in them too."""
    return f"TIMEC: {said.pattern.notice}" if said.template and said.pattern else said.text


def begun(engine: Engine, told: Story, channel: Channel, **how: object) -> Phones:
    begin(engine, told.given, told.language)
    everybody_on(engine, channel)
    first = next(line for _on, line in told.lines if isinstance(line, ClockMoved))
    return Phones(engine, first, **how)  # type: ignore[arg-type]


def received(made: Provider, after: int) -> dict[str, list[str]]:
    """The texts that the provider was given for each phone; of a template its words, filled in."""
    found: dict[str, list[str]] = defaultdict(list)
    for asked in (one for one in made.asked[after:] if NOT_TAKEN not in one.headers):
        if asked.one("chat_id") and ("text" in asked.form or "caption" in asked.form):
            found[f"telegram {asked.one('chat_id')}"].append(html.unescape(asked.one("text") or asked.one("caption")))
        elif asked.one("message"):
            found[f"sms {asked.one('to')}"].append(asked.one("message"))
        elif asked.one("To"):
            whatsapp = asked.one("To").startswith("whatsapp:")
            text = _filled(asked) if asked.one("ContentSid") else asked.one("Body")
            if text:  # a picture that goes before buttons has no words of its own
                found[f"{'whatsapp' if whatsapp else 'sms'} {asked.one('To').removeprefix('whatsapp:')}"].append(text)
    return found


def _filled(asked: Asked) -> str:
    """Its words; of a template only those that are this message's own."""
    text = next(text for sid, text in CONTENTS.values() if sid == asked.one("ContentSid"))
    text = text.partition("\n")[0]
    for name, value in json.loads(asked.one("ContentVariables")).items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text


@pytest.mark.slow
@pytest.mark.postgresql
@pytest.mark.parametrize("way", WAYS)
def test_the_stories_pass_whole_through_http(
    way: str,
    renewed: tuple[str, Callable[[], Engine]],
    quick_copies: Callable[[], Engine],
    vault_keys: tuple[str, ...],
    tmp_path: Path,
) -> None:
    sms, channel = WAYS[way]
    url, anew = renewed
    phones = Taking()
    with provider(partial(rules, phones=phones)) as made:
        env = environ(url, vault_keys, made.url, sms, tmp_path / "contents.csv")
        with running(env, tmp_path / "clock", OPENING) as processes:
            for name in STORIES:
                wired = partial(Wired, processes=processes, sms=sms, phones=phones)
                with processes.held():
                    engine = anew()
                _compare(story(name), channel, engine, wired, quick_copies(), made)


def _compare(
    told: Story,
    channel: Channel,
    engine: Engine,
    wired: Callable[..., Wired],
    plain: Engine,
    made: Provider,
) -> None:
    """Over the wire as in one process: the same records, and the same words on each phone and at the provider."""
    before = len(made.asked)
    wire = tell(begun(engine, told, channel, simulate=wired), told, channel)
    expected = tell(begun(plain, told, channel), told, channel)
    assert wire == expected
    assert left(engine) == left(plain)
    given = received(made, before)
    for phone, texts in wire.items():
        told_before = len(given[phone]) - len(texts)  # what is given may have been said on the way
        assert [_squeezed(text) for text in texts] == [_squeezed(text) for text in given[phone][told_before:]], phone


def _squeezed(text: str) -> str:
    return " ".join(text.split())
