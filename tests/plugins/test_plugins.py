"""The plugin points are typed: the examples of the docs pass, and mypy names what one of them would lack."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels import Request
from bot.messages import Channel, Misconfigured, NoAnswer, Outbound, Progress, Refused, SendFailure, TryLater
from tests.channels.fake import CUT, Answered, running
from tests.plugins.provider import GatewayHook, GatewayLine

ROOT = Path(__file__).parents[2]
PROVIDER = ROOT / "tests" / "plugins" / "provider.py"
FORM = ROOT / "tests" / "adding" / "bot" / "dialogs" / "lending" / "paper.py"


def checked(file: Path, folder: Path, *faults: tuple[str, str]) -> str:
    """What mypy says of an example with these faults planted into it; empty: nothing."""
    text = file.read_text(encoding="utf-8")
    for right, wrong in faults:
        assert right in text, right
        text = text.replace(right, wrong)
    # Each under a name of its own: mypy takes a file of the same size and second for the one that it knows.
    copy = folder / f"planted_{len(list(folder.iterdir()))}_{file.stem}.py"
    copy.write_text(text, encoding="utf-8")
    words = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(folder.parent / "mypy"), str(copy)]
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the copies lie: beside what mypy has learned, so that it reads the house once."""
    place = tmp_path_factory.mktemp("plugins") / "copies"
    place.mkdir()
    yield place
    shutil.rmtree(place.parent)


@pytest.mark.slow
def test_the_examples_are_typed_and_what_they_lack_is_named(folder: Path) -> None:
    assert checked(PROVIDER, folder) == ""
    for fault in (
        ("reference: int) -> str:", "reference: int) -> int:"),
        ("def send(", "def hand_over("),
        ("    tells: bool = True\n", ""),
    ):
        assert 'variable has type "Transport"' in checked(PROVIDER, folder, fault)
    for fault in (("def genuine(", "def is_genuine("), ("-> Heard:", "-> Inbound:")):
        assert 'variable has type "Webhook"' in checked(PROVIDER, folder, fault)
    assert checked(FORM, folder) == ""
    assert '"most" to "Text"' in checked(FORM, folder, ("most=80", 'most="80"'))
    assert "earliest" in checked(FORM, folder, ("earliest=today", 'earliest="today"'))


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Answered(401), Misconfigured),
        (Answered(422), Refused),
        (Answered(400), Refused),
        (Answered(429, headers={"Retry-After": "3"}), TryLater),
        (Answered(503), NoAnswer),
        (CUT, NoAnswer),
    ],
)
def test_the_example_sends_and_tells_each_failure(answer: Answered, failure: type[Exception]) -> None:
    with running(lambda _asked: Answered(200, '{"id": "g-1"}')) as provider:
        line = GatewayLine(f"{provider.url}/messages", "a key")
        assert line.send("+254712000001", Outbound("Hello"), 7) == "g-1"
        assert json.loads(provider.asked[0].body) == {"to": "+254712000001", "text": "Hello", "reference": 7}
        provider.tell(answer)
        with pytest.raises(failure) as raised:
            line.send("+254712000001", Outbound("Hello"), 8)
        assert isinstance(raised.value, SendFailure | NoAnswer)


def test_the_example_hears_and_refuses_what_is_not_from_its_gateway() -> None:
    hook = GatewayHook("a secret")
    said = {"from": "+254712000001", "id": "in-1", "text": "LOG"}
    request = Request("/gateway", "", {"x-gateway-secret": "a secret"}, json.dumps(said).encode())
    assert hook.genuine(request)
    assert not hook.genuine(Request("/gateway", "", {}, b""))
    (inbound,) = hook.read(request).inbounds
    assert (inbound.channel, inbound.address, inbound.text) == (Channel.SMS, "+254712000001", "LOG")
    receipt = {"id": "g-1", "reference": 7, "status": "no such number"}
    (told,) = hook.read(Request("/gateway", "", {}, json.dumps(receipt).encode())).receipts
    assert (told.reference, told.progress) == (7, Progress.FAILED)
    assert isinstance(told.failure, Refused)
