"""The templates of WhatsApp: what is to be submitted covers what is said, and would be approved."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from bot.__main__ import cli
from bot.forms.checks.templates import templates, to_submit
from bot.messages import Channel
from bot.simulator import chat
from tests.stories.player import play

STORIES = Path(__file__).parents[1] / "stories"

SLOT = re.compile(r"\{\{(\d+)\}\}")


def test_every_template_could_be_approved() -> None:
    found = templates()
    assert len(found) > 40
    for name, made in found.items():
        assert re.fullmatch(r"[a-z0-9_]{1,512}", name), name
        slots = [int(number) for number in SLOT.findall(made.text)]
        assert slots == list(range(1, len(made.values) + 1)), name
        assert not re.search(r"\}\} *\{\{", made.text), f"{name}: two slots side by side"
        assert not made.text.startswith("{{"), name
        assert not made.text.endswith("}}"), name
        assert len(made.text) <= 1024, name
        assert len(made.buttons) == len(set(made.buttons)) <= 10, name
        assert all(0 < len(label) <= 20 for label in made.buttons), name
        assert all(value and "\n" not in value for value in made.values), name


@pytest.mark.parametrize("name", ["s2_counter_sign_with_a_change", "s3_not_held"])
def test_what_is_said_in_a_story_is_among_them(quick_copies: Callable[[], Engine], name: str) -> None:
    sent = play(quick_copies(), chat.read(next(STORIES.rglob(f"{name}.chat")).read_text(encoding="utf-8"))).sent
    used = [one.outbound for one in sent if one.channel is Channel.WHATSAPP and one.outbound.pattern]
    known = templates()
    for outbound in used:
        assert outbound.pattern is not None
        key = next(key for key in known if known[key].text == outbound.pattern.text)
        assert key.startswith(outbound.template or "")
        assert known[key].buttons == outbound.pattern.buttons
    assert used or name != "s2_counter_sign_with_a_change"


def test_only_what_is_not_registered_is_to_be_submitted() -> None:
    first, *rest = templates()
    lines = to_submit([first, "something_else"])
    assert len(lines) == len(rest)
    assert not any(line.startswith(f"{first}:") for line in lines)


ACCOUNTS = {
    "SECRET_KEY": "long and quite random",
    "PUBLIC_URL": "https://mshauri.example",
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "hush",
    "TWILIO_WHATSAPP_FROM": "+14155238886",
    "AFRICASTALKING_USERNAME": "timec",
    "AFRICASTALKING_API_KEY": "hush",
    "AFRICASTALKING_CALLBACK_SECRET": "open-sesame-please",
}


def asked(**more: str) -> list[str]:
    keys = {"FIELD_KEYS": Fernet.generate_key().decode()}
    done = CliRunner().invoke(cli, ["webhooks"], env={**ACCOUNTS, **keys, **more})
    assert done.exit_code == 0, done.output
    assert "hush" not in done.output
    return done.output.splitlines()


def test_the_addresses_to_enter_and_the_templates_to_submit_are_listed(tmp_path: Path) -> None:
    lines = asked()
    assert "Twilio: enter https://mshauri.example/twilio/messages#rc=5&rp=all where a message comes in (POST)" in lines
    for what in ("messages", "delivery", "optout", "ussd"):
        assert any(f"https://mshauri.example/africastalking/open-sesame-please/{what} " in line for line in lines)
    submitted = [line for line in lines if line.startswith("  ")]
    assert len(submitted) == len(templates())
    registry = tmp_path / "contents.csv"
    rows = [line.strip().partition(":")[0] for line in submitted] + [f"choices_{count}" for count in range(1, 11)]
    registry.write_text("".join(f"{row},HX{number:032x}\n" for number, row in enumerate(rows)), encoding="utf-8")
    again = asked(TWILIO_CONTENTS=str(registry))
    assert "Twilio: WhatsApp templates: all are registered" in again
    assert not any("only numbers" in line for line in again)


def test_a_registry_that_is_wrong_is_named() -> None:
    keys = {"FIELD_KEYS": Fernet.generate_key().decode(), "TWILIO_CONTENTS": "/nowhere/contents.csv"}
    done = CliRunner().invoke(cli, ["webhooks"], env={**ACCOUNTS, **keys})
    assert (done.exit_code, done.output) == (
        1,
        "TWILIO_CONTENTS: /nowhere/contents.csv cannot be read: FileNotFoundError.\n",
    )
