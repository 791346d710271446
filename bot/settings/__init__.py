"""What the operator set in the environment, read once; everything wrong with it is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.settings.environment import (
    ACCOUNT_SID,
    BOT_NAME,
    BOT_TOKEN,
    CALLBACK_SECRET,
    CONTENT_SID,
    DATABASE,
    MAKE_FIELD_KEY,
    PHONE,
    SECRET,
    SENDER,
    SERVICE_SID,
    WEB_ADDRESS,
    WHATSAPP,
    Environment,
    is_field_key,
    is_guessed,
)
from bot.settings.figures import Limits as Limits
from bot.settings.figures import Prices as Prices
from bot.settings.figures import Speeds as Speeds
from bot.settings.figures import limits, prices, speeds
from bot.settings.lines import CallLines, lines


class LogFormat(StrEnum):
    """For whom log lines are written: people or machines."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class SmsProvider(StrEnum):
    """Who carries SMS."""

    TWILIO = "twilio"
    AFRICASTALKING = "africastalking"


class ShortService(StrEnum):
    """What a head hears who nominates a mentor of less than three years of service (requirement D203)."""

    WARN = "warn"
    """What TSC says; the head decides."""
    BLOCK = "block"
    """That it cannot be, and what can."""


@dataclass(frozen=True)
class TelegramAccount:
    """The Telegram bot, and the secret by which its webhook is known."""

    token: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    api_url: str
    name: str = ""
    """As people find it, without the @; empty: it is not named in messages."""


@dataclass(frozen=True)
class TwilioAccount:
    """The Twilio account; a sender that is None is a channel that is off. WhatsApp without its `whatsapp:`."""

    account_sid: str
    auth_token: str = field(repr=False)
    sms_from: str | None
    messaging_service_sid: str | None
    whatsapp_from: str | None
    api_url: str
    contents: Mapping[str, str] = field(default_factory=dict)
    """ContentSids by the names of templates."""
    contents_file: str = ""
    """In which they stand."""

    @property
    def carries_sms(self) -> bool:
        """Whether SMS can be sent by this account."""
        return bool(self.sms_from or self.messaging_service_sid)


@dataclass(frozen=True)
class AfricasTalkingAccount:
    """The Africa's Talking account, and the secret in the path of its callbacks."""

    username: str
    api_key: str = field(repr=False)
    sender: str | None
    callback_secret: str = field(repr=False)
    api_url: str
    voice: str = ""
    """The number that people ring without being answered; empty: they are not told of one."""


@dataclass(frozen=True)
class Settings:
    """The whole environment.

    Of a demo `database_url`, `secret_key` and `field_keys` may be empty: it makes its own.
    """

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    field_keys: tuple[str, ...] = field(repr=False)
    public_url: str | None = None
    port: int = 8080
    metrics_token: str = field(default="", repr=False)
    """What whoever collects figures must show; empty: only this machine is answered."""
    telegram: TelegramAccount | None = None
    twilio: TwilioAccount | None = None
    africastalking: AfricasTalkingAccount | None = None
    sms_provider: SmsProvider | None = None
    log_level: LogLevel = LogLevel.INFO
    log_format: LogFormat = LogFormat.TEXT
    short_service: ShortService = ShortService.WARN
    limits: Limits = field(default_factory=Limits)
    speeds: Speeds = field(default_factory=Speeds)
    lines: CallLines = field(default_factory=CallLines)
    prices: Prices = field(default_factory=Prices)


class BadSettings(Exception):
    """The environment cannot be used; `problems` has one sentence for each thing to mend, without any value of it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read(environ: Mapping[str, str], *, demo: bool = False) -> Settings:
    """The settings in `environ` (an empty variable is an unset one); raises BadSettings with every problem.

    A demo needs no secrets and talks to no provider, so the providers' variables are not looked at.
    """
    env = Environment(environ)
    telegram, twilio, africastalking = (
        (None, None, None) if demo else (_telegram(env), _twilio(env), _africastalking(env))
    )
    settings = Settings(
        database_url=env.text("DATABASE_URL", "" if demo else "sqlite:///mshauri.db", DATABASE),
        secret_key=_secret_key(env, demo),
        field_keys=_field_keys(env, demo),
        public_url=env.text("PUBLIC_URL", check=WEB_ADDRESS).rstrip("/") or None,
        port=env.number("PORT", 8080, most=65535),
        metrics_token=env.text("METRICS_TOKEN", check=SECRET),
        telegram=telegram,
        twilio=twilio,
        africastalking=africastalking,
        sms_provider=None if demo else _sms_provider(env, twilio, africastalking),
        log_level=env.one_of("LOG_LEVEL", LogLevel, LogLevel.INFO),
        log_format=env.one_of("LOG_FORMAT", LogFormat, LogFormat.TEXT),
        short_service=env.one_of("SHORT_SERVICE", ShortService, ShortService.WARN),
        limits=limits(env),
        speeds=speeds(env),
        prices=prices(env),
        lines=lines(env),
    )
    if problems := env.finish():
        raise BadSettings(problems)
    return settings


def _secret_key(env: Environment, demo: bool) -> str:
    return env.text("SECRET_KEY") if demo else env.required("SECRET_KEY", "Set it to a long random text.", SECRET)


def _field_keys(env: Environment, demo: bool) -> tuple[str, ...]:
    value = env.text("FIELD_KEYS") if demo else env.required("FIELD_KEYS", f"Make a key with: {MAKE_FIELD_KEY}")
    keys = tuple(key.strip() for key in value.split(",")) if value else ()
    for place, key in enumerate(keys, start=1):
        this = f"FIELD_KEYS: key {place} of {len(keys)}"
        if not is_field_key(key):
            env.problems.append(f"{this} is not a Fernet key. Make one with: {MAKE_FIELD_KEY}")
        elif is_guessed(key):
            env.problems.append(f"{this} is nothing but zeros. Make one with: {MAKE_FIELD_KEY}")
    return keys


def _telegram(env: Environment) -> TelegramAccount | None:
    account = TelegramAccount(
        token=env.text("TELEGRAM_BOT_TOKEN", check=BOT_TOKEN),
        webhook_secret=env.text("TELEGRAM_WEBHOOK_SECRET", check=CALLBACK_SECRET),
        api_url=env.text("TELEGRAM_API_URL", "https://api.telegram.org", WEB_ADDRESS).rstrip("/"),
        name=env.text("TELEGRAM_BOT_NAME", check=BOT_NAME).removeprefix("@"),
    )
    return account if env.complete("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET") else None


def _twilio(env: Environment) -> TwilioAccount | None:
    account = TwilioAccount(
        account_sid=env.text("TWILIO_ACCOUNT_SID", check=ACCOUNT_SID),
        auth_token=env.text("TWILIO_AUTH_TOKEN"),
        sms_from=env.text("TWILIO_SMS_FROM", check=SENDER) or None,
        messaging_service_sid=env.text("TWILIO_MESSAGING_SERVICE_SID", check=SERVICE_SID) or None,
        whatsapp_from=env.text("TWILIO_WHATSAPP_FROM", check=WHATSAPP).removeprefix("whatsapp:") or None,
        api_url=env.text("TWILIO_API_URL", "https://api.twilio.com", WEB_ADDRESS).rstrip("/"),
        contents=env.lines("TWILIO_CONTENTS", CONTENT_SID),
        contents_file=env.text("TWILIO_CONTENTS"),
    )
    senders = ("TWILIO_SMS_FROM", "TWILIO_MESSAGING_SERVICE_SID", "TWILIO_WHATSAPP_FROM")
    if not env.complete("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", extra=senders):
        return None
    if not (account.carries_sms or account.whatsapp_from):
        env.problems.append(f"Twilio has nothing to send from. Set {', '.join(senders[:2])} or {senders[2]}.")
    if not env.text("PUBLIC_URL"):
        env.problems.append(
            "PUBLIC_URL is missing. Twilio signs its requests over it: set it to the address that Twilio calls."
        )
    return account


def _africastalking(env: Environment) -> AfricasTalkingAccount | None:
    username = env.text("AFRICASTALKING_USERNAME")
    host = "api.sandbox.africastalking.com" if username == "sandbox" else "api.africastalking.com"
    account = AfricasTalkingAccount(
        username=username,
        api_key=env.text("AFRICASTALKING_API_KEY"),
        sender=env.text("AFRICASTALKING_SENDER", check=SENDER) or None,
        callback_secret=env.text("AFRICASTALKING_CALLBACK_SECRET", check=CALLBACK_SECRET),
        api_url=env.text("AFRICASTALKING_API_URL", f"https://{host}", WEB_ADDRESS).rstrip("/"),
        voice=env.text("AFRICASTALKING_VOICE", check=PHONE),
    )
    needed = ("AFRICASTALKING_USERNAME", "AFRICASTALKING_API_KEY", "AFRICASTALKING_CALLBACK_SECRET")
    return account if env.complete(*needed, extra=("AFRICASTALKING_SENDER",)) else None


def _sms_provider(
    env: Environment, twilio: TwilioAccount | None, africastalking: AfricasTalkingAccount | None
) -> SmsProvider | None:
    """The one that is set up; SMS_PROVIDER decides between two."""
    ready = [SmsProvider.TWILIO] if twilio and twilio.carries_sms else []
    ready += [SmsProvider.AFRICASTALKING] if africastalking else []
    if not env.text("SMS_PROVIDER"):
        if len(ready) > 1:
            env.problems.append("SMS_PROVIDER is missing. Two are set up: say twilio or africastalking.")
        return ready[0] if ready else None
    chosen = env.one_of("SMS_PROVIDER", SmsProvider, SmsProvider.TWILIO)
    if chosen not in ready and env.text("SMS_PROVIDER").lower() == chosen:
        env.problems.append(
            f"SMS_PROVIDER is {chosen}, but that provider's variables are not set. Set them, or leave it out."
        )
    return chosen
