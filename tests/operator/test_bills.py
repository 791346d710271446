"""`mshauri cost --month` and `mshauri outbox --of`: what messages cost, and what became of one, without any words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, delete, update

from bot.__main__ import cli
from bot.channels import Taken
from bot.language import NAIROBI
from bot.messages import Channel, Inbound, Outbound, Progress, Receipt, TryLater
from bot.outbox import deliver
from bot.outbox.receipts import settle
from bot.store.outbox.outbox import outbox
from bot.store.people import people
from bot.store.people.roles import roles
from bot.store.talk.inbox import inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.outbox.fakes import sender
from tests.stories.given import FAITH, PETER

Run = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 5, 31, 23, 30, tzinfo=NAIROBI)
HEAD = "county,school,code,SMS out,SMS in,WhatsApp out,WhatsApp in,KES,KES told"
ALI, STRANGER = "+254712000004", "+254799000418"


@pytest.fixture
def house(lived: Engine) -> Engine:
    """The demo's people, and nothing said yet."""
    with lived.begin() as db:
        db.execute(update(outbox), {"inbox_id": None})
        db.execute(delete(outbox))
        db.execute(update(inbox), {"received_at": datetime(2025, 1, 1, tzinfo=NAIROBI)})
    return lived


@pytest.fixture
def mshauri(house: Engine, vault_keys: tuple[str, ...]) -> Run:
    url = house.url.render_as_string(hide_password=False)
    env = {"DATABASE_URL": url, "FIELD_KEYS": vault_keys[0], "SECRET_KEY": "long and quite random"}

    def run(*words: str, **more: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, words, env=env | more)
        return done.exit_code, done.stdout, done.stderr

    return run


class Priced:
    """Takes what comes at the price of Africa's Talking, as often as it is not told to fail."""

    tells = False

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails

    def send(self, address: str, outbound: Outbound, reference: int) -> str:  # noqa: ARG002 - nobody asks where to
        self.fails -= 1
        if self.fails >= 0:
            raise TryLater("500 gateway error")
        return Taken(f"ATXid_{reference}", 8000)


def says(engine: Engine, channel: Channel, address: str, text: str, now: datetime = NOW) -> None:
    hear(engine, Inbound(channel, address, f"{address} {text[:40]} {now}", text), now, World())
    who = sender({Channel.SMS: Priced(), Channel.WHATSAPP: Priced()})
    while deliver(engine, who, now):
        pass


def played(house: Engine) -> None:
    says(house, Channel.SMS, FAITH, "MENU")
    says(house, Channel.SMS, FAITH, "zz " * 60)
    says(house, Channel.WHATSAPP, PETER, "MENU")
    says(house, Channel.SMS, ALI, "MENU")
    says(house, Channel.SMS, STRANGER, "hello")
    says(house, Channel.SMS, FAITH, "MENU", NOW + timedelta(hours=1))


def rows(said: str) -> dict[tuple[str, str], list[str]]:
    head, *lines = said.splitlines()
    assert head == HEAD
    cells = [line.split(",", 2) for line in lines if "strangers" not in line]
    return {(county, school): rest.split(",") for county, school, rest in cells}


def test_a_month_is_summed_by_county_and_school_both_ways(house: Engine, mshauri: Run) -> None:
    played(house)
    status, said, _ = mshauri("cost", "--month", "2026-05", "--csv", SMS_PRICE="1.10", SMS_PRICE_IN="0.5")
    assert status == 0
    found = rows(said)
    [school] = [key for key in found if key[1] == "Mwangaza Primary"]
    _code, sms, sms_in, whatsapp, whatsapp_in, cost, told = found[school]
    assert (sms_in, whatsapp_in) == ("3", "1"), "a long message is two segments; June is another month"
    assert int(sms) >= 2
    assert int(whatsapp) >= 1
    assert cost == f"{int(sms) * 1.1 + 3 * 0.5 + (int(whatsapp) + 1) * 0.65:.2f}"
    assert told == f"{(2 + int(whatsapp)) * 0.8:.2f}"
    assert found[school[0], "offices"][2] == "1", "the Sub-County Director is in the county, and in no school"
    assert '-,"strangers, headquarters",,1,1,' in said


def test_a_table_has_the_sums_of_counties_and_of_all(house: Engine, mshauri: Run) -> None:
    played(house)
    status, said, _ = mshauri("cost", "--month", "2026-05")
    assert status == 0
    head, columns, *lines = said.splitlines()
    assert head.startswith("May 2026, at KES 0.80 a segment of SMS sent and 0 received, 0.65 a WhatsApp message.")
    assert columns.split("  ")[0].strip() == "county"
    machakos = [line for line in lines if line.startswith("Machakos")]
    assert "in all" in machakos[-1]
    assert lines[-1].startswith("in all")

    def numbers(line: str) -> list[float]:
        return [float(word) for word in line.split()[-6:]]

    sums = [sum(column) for column in zip(*map(numbers, machakos[:-1]), strict=True)]
    assert numbers(machakos[-1]) == pytest.approx(sums)
    for word in (FAITH, "MENU", "zz"):
        assert word not in said


def test_somebody_who_changed_schools_counts_where_they_were(house: Engine, mshauri: Run) -> None:
    played(house)
    with house.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        db.execute(update(roles).where(roles.c.person_id == faith.id), {"until": datetime(2026, 6, 1).date()})  # noqa: DTZ001
    [school] = [key for key in rows(mshauri("cost", "--month", "2026-05", "--csv")[1]) if key[1] == "Mwangaza Primary"]
    june = mshauri("cost", "--month", "2026-06", "--csv")[1]
    assert school not in rows(june)
    assert '-,"strangers, headquarters",,1,1,' in june


def test_a_month_without_messages_says_so(mshauri: Run) -> None:
    assert mshauri("cost", "--month", "2024-02") == (0, "No message that costs anything in February 2024.\n", "")
    assert mshauri("cost", "--month", "May")[0] == 2
    status, _said, wrong = mshauri("cost", "--month", "2026-05", SMS_PRICE="cheap")
    assert (status, wrong) == (1, "SMS_PRICE is not an amount of shillings: write it like 0.80.\n")


def test_what_became_of_a_message_is_looked_up_by_its_number(house: Engine, mshauri: Run) -> None:
    hear(house, Inbound(Channel.SMS, FAITH, "one", "MENU"), NOW, World())
    who = sender({Channel.SMS: Priced(fails=1)})
    for seconds in (1, 30):
        deliver(house, who, NOW + timedelta(seconds=seconds))
    with house.connect() as db:
        [message] = db.execute(outbox.select()).all()
    arrived = Receipt(Channel.SMS, f"ATXid_{message.id}", Progress.DELIVERED, said="Success")
    settle(house, who, arrived, NOW + timedelta(seconds=95))
    status, said, _ = mshauri("outbox", "--of", str(message.id))
    assert status == 0
    parts = f"{message.segments} segment{'' if message.segments == 1 else 's'}"
    assert said.splitlines() == [
        f"{message.id}  sms …001  reply  delivered  {parts}  KES 0.80",
        "  2026-05-31 23:30:00  made",
        "  2026-05-31 23:30:01  failed: 500 gateway error",
        f"  2026-05-31 23:30:30  sent: ATXid_{message.id}",
        "  2026-05-31 23:31:35  delivered: Success",
    ]
    assert mshauri("outbox", "--of", "999999") == (1, "", "There is no message 999999.\n")
