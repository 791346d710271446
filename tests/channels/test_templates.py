"""The templates of WhatsApp: few, approvable, in files and at Twilio, and what an operator reads of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from bot.__main__ import cli
from bot.channels.twilio_contents import content
from bot.forms.checks.templates import templates
from bot.language import LANGUAGES
from bot.messages import Channel
from bot.simulator import chat
from tests.channels import twilio_api
from tests.channels.fake import Answered, Provider, running
from tests.channels.twilio_contents_api import Contents
from tests.stories.player import play

STORIES = Path(__file__).parents[1] / "stories"


def test_few_templates_carry_every_notice_in_both_languages() -> None:
    found = templates()
    assert len(found) <= 60
    by_language = {
        code: {one.name.removesuffix(f"_{code}") for one in found.values() if one.language == code}
        for code in LANGUAGES
    }
    assert by_language["en"] == by_language["sw"]
    assert len({notice for one in found.values() for notice in one.carries}) > 80


def test_a_template_is_called_by_its_buttons_alone() -> None:
    found = templates()
    assert {"notice_en", "notice_sw", "notice_open_later_en", "notice_open_later_sw"} <= found.keys()
    assert found["notice_open_later_sw"].sample.buttons == ("Fungua", "Baadaye")
    for name, one in found.items():
        assert re.fullmatch(r"notice_[a-z0-9_]{1,500}", name), name
        assert one.words.count("{{") == 1, "the words change with nothing else"


@pytest.mark.parametrize("name", ["s2_counter_sign_with_a_change", "s3_not_held"])
def test_what_is_said_in_a_story_is_among_them(quick_copies: Callable[[], Engine], name: str) -> None:
    sent = play(quick_copies(), chat.read(next(STORIES.rglob(f"{name}.chat")).read_text(encoding="utf-8"))).sent
    used = [one.outbound for one in sent if one.channel is Channel.WHATSAPP and one.outbound.pattern]
    known = templates()
    for outbound in used:
        assert outbound.pattern is not None
        assert outbound.template in {None, *known[outbound.pattern.name].carries}
        assert known[outbound.pattern.name].sample.buttons == outbound.pattern.buttons
        assert {*outbound.pattern.buttons} <= {choice.label for choice in outbound.choices}, "uncut"
    assert used or name != "s2_counter_sign_with_a_change"


@pytest.fixture
def contents() -> Contents:
    return Contents()


@pytest.fixture
def api(contents: Contents) -> Iterator[Provider]:
    with running(contents.rules) as provider:
        yield provider


ACCOUNTS = {
    "SECRET_KEY": "long and quite random",
    "PUBLIC_URL": "https://mshauri.example",
    "TWILIO_ACCOUNT_SID": twilio_api.SID,
    "TWILIO_AUTH_TOKEN": twilio_api.TOKEN,
    "TWILIO_WHATSAPP_FROM": "+14155238886",
    "AFRICASTALKING_USERNAME": "timec",
    "AFRICASTALKING_API_KEY": "hush",
    "AFRICASTALKING_CALLBACK_SECRET": "open-sesame-please",
}


def run(*words: str, **more: str) -> Result:
    env = {**ACCOUNTS, "FIELD_KEYS": Fernet.generate_key().decode(), **more}
    done = CliRunner().invoke(cli, ["webhooks", *words], env=env)
    assert twilio_api.TOKEN not in done.output.split(), "no secret is shown"
    assert "hush" not in done.output
    return done


def asked(*words: str, **more: str) -> list[str]:
    done = run(*words, **more)
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


@pytest.fixture
def at_twilio(api: Provider, tmp_path: Path) -> dict[str, str]:
    """The settings of somebody who has made an empty file for the ContentSids, with what was named before."""
    file = tmp_path / "contents.csv"
    file.write_text(f"choices_1,HX{1:032x}\n", encoding="utf-8")
    return {"TWILIO_API_URL": api.url, "TWILIO_CONTENTS": str(file)}


def test_the_addresses_to_enter_and_the_templates_to_submit_are_listed(tmp_path: Path) -> None:
    lines = asked()
    assert "Twilio: enter https://mshauri.example/twilio/messages#rc=5&rp=all where a message comes in (POST)" in lines
    for what in ("messages", "delivery", "optout", "ussd"):
        assert any(f"https://mshauri.example/africastalking/open-sesame-please/{what} " in line for line in lines)
    submitted = [line.strip() for line in lines if line.startswith("  ")]
    assert submitted == [*templates()]
    registry = tmp_path / "contents.csv"
    rows = submitted + [f"choices_{count}" for count in range(1, 11)]
    registry.write_text("".join(f"{row},HX{number:032x}\n" for number, row in enumerate(rows)), encoding="utf-8")
    again = asked(TWILIO_CONTENTS=str(registry))
    assert "Twilio: WhatsApp templates: all are registered" in again
    assert not any("only numbers" in line for line in again)


def test_a_registry_that_is_wrong_is_named() -> None:
    done = run(TWILIO_CONTENTS="/nowhere/contents.csv")
    assert (done.exit_code, done.output) == (
        1,
        "TWILIO_CONTENTS: /nowhere/contents.csv cannot be read: FileNotFoundError.\n",
    )


def test_each_is_written_as_a_file_that_twilio_takes(contents: Contents, tmp_path: Path) -> None:
    assert asked("--templates", str(tmp_path / "made")) == [
        f"{len(templates())} templates are written to {tmp_path / 'made'}."
    ]
    files = sorted((tmp_path / "made").iterdir())
    assert [file.stem for file in files] == [*templates()]
    for file in files:
        said = json.loads(file.read_text(encoding="utf-8"))
        assert said["friendly_name"] == file.stem
        assert contents.make(said).status == 201, file.name


def test_what_is_missing_is_submitted_once_and_named(contents: Contents, at_twilio: dict[str, str]) -> None:
    count = len(templates())
    first = asked("--templates", "--submit", **at_twilio)
    assert first[0].startswith(f"{count} templates are submitted, 0 were before.")
    assert f"{count} templates: {count} received." in first
    assert {one["friendly_name"]: one["approval_requests"]["status"] for one in contents.kept} == dict.fromkeys(
        templates(), "received"
    )
    named = Path(at_twilio["TWILIO_CONTENTS"]).read_text(encoding="utf-8").split()
    assert sorted(named) == sorted(
        [f"choices_1,HX{1:032x}", *(f"{one['friendly_name']},{one['sid']}" for one in contents.kept)]
    )
    again = asked("--templates", "--submit", **at_twilio)
    assert again[0].startswith(f"0 templates are submitted, {count} were before.")
    assert len(contents.kept) == count
    assert "Twilio: WhatsApp templates: all are registered" in asked(**at_twilio)


def test_the_state_of_each_is_shown_and_what_becomes_of_a_notice(contents: Contents, at_twilio: dict[str, str]) -> None:
    asked("--templates", "--submit", **at_twilio)
    for name in templates():
        contents.stand(name, "approved")
    assert asked("--templates", **at_twilio)[-1] == f"{len(templates())} templates: {len(templates())} approved."
    contents.stand("notice_yes_no_sw", "rejected", "INVALID_FORMAT")
    contents.stand("notice_en", "pending")
    contents.kept.remove(next(one for one in contents.kept if one["friendly_name"] == "notice_sw"))
    lines = asked("--templates", **at_twilio)
    shown = {line.split()[1]: line for line in lines if re.match(r"\w+ +notice_", line)}
    assert shown.keys() == templates().keys()
    assert re.fullmatch(r"rejected +notice_yes_no_sw +6 +INVALID_FORMAT", shown["notice_yes_no_sw"])
    assert re.fullmatch(r"pending +notice_en +\d+", shown["notice_en"])
    assert re.fullmatch(r"missing +notice_sw +\d+ +not at Twilio in these words: .*--submit", shown["notice_sw"])
    meanwhile = " ".join(lines[-3:])
    assert "goes to their next address (SMS, Telegram)" in meanwhile


def test_what_stands_there_in_other_words_is_made_anew_and_what_was_not_submitted_is(
    contents: Contents, at_twilio: dict[str, str]
) -> None:
    wanted = templates()["notice_en"]
    for words in (wanted.words, f"Once: {wanted.words}"):
        contents.make(content("en", words, wanted.sample))
    unsubmitted, other = (one["sid"] for one in contents.kept)
    assert asked("--templates", "--submit", **at_twilio)[0].startswith(f"{len(templates())} templates are submitted")
    states = {one["sid"]: one["approval_requests"]["status"] for one in contents.kept}
    assert (states[unsubmitted], states[other], len(states)) == ("received", "unsubmitted", len(templates()) + 1)
    assert f"notice_en,{unsubmitted}" in Path(at_twilio["TWILIO_CONTENTS"]).read_text(encoding="utf-8").split()


def test_what_was_made_before_a_failure_is_kept_and_the_rest_is_done_later(
    api: Provider, contents: Contents, at_twilio: dict[str, str]
) -> None:
    rules, left = api.rules, iter(range(9))
    api.rules = lambda one: rules(one) if next(left, None) is not None else twilio_api.error(500, 20500)
    done = run("--templates", "--submit", **at_twilio)
    assert (done.exit_code, done.output.splitlines()[-1]) == (
        1,
        "Twilio: 20500 internal server error. Mend that and run it again: what is there already is left as it is.",
    )
    assert contents.kept
    api.rules = rules
    asked("--templates", "--submit", **at_twilio)
    assert [one["friendly_name"] for one in contents.kept] == [*templates()]
    assert {one["approval_requests"]["status"] for one in contents.kept} == {"received"}


REFUSED = {
    "a token that is none": (
        lambda _one: twilio_api.error(401, 20003),
        {},
        "Twilio: error 401. Mend that and run it again",
    ),
    "too many requests": (lambda _one: Answered(429, "{}"), {}, "Twilio: asks us to slow down. "),
    "no file for the names": (None, {"TWILIO_CONTENTS": ""}, "TWILIO_CONTENTS is missing. Set it to an empty file"),
    "no WhatsApp": (
        None,
        {"TWILIO_WHATSAPP_FROM": "", "TWILIO_SMS_FROM": "+14155550100", "SMS_PROVIDER": "twilio"},
        "Twilio carries no WhatsApp. Set ",
    ),
}


@pytest.mark.parametrize(("rules", "more", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_one_sentence_with_the_next_step(
    rules: Callable[[object], Answered] | None,
    more: dict[str, str],
    says: str,
    api: Provider,
    at_twilio: dict[str, str],
) -> None:
    api.rules = rules or api.rules
    done = run("--templates", "--submit", **{**at_twilio, **more})
    assert done.exit_code == 1
    assert done.output.startswith(says)
    assert len(done.output.splitlines()) == 1


def test_submitting_goes_with_the_templates() -> None:
    done = run("--submit")
    assert (done.exit_code, "--submit goes with --templates." in done.output) == (2, True)


def test_the_help_shows_how() -> None:
    said = CliRunner().invoke(cli, ["webhooks", "--help"]).output
    assert "mshauri webhooks --templates --submit" in said
