"""The provider on this machine, and that no test can reach another one."""

from __future__ import annotations

import socket

import pytest
import requests

from tests.channels.fake import CUT, SILENT, Answered, Asked, running


def taken(_asked: Asked) -> Answered:
    return Answered(200, "taken")


def test_it_writes_down_what_came_and_answers_as_told() -> None:
    with running(taken) as provider:
        provider.tell(Answered(429, "slow", {"Retry-After": "7"}))
        told = requests.post(f"{provider.url}/send?x=1", data={"to": ["a", "b"], "body": ""}, timeout=5)
        then = requests.post(f"{provider.url}/send", files={"photo": ("p.png", b"png")}, timeout=5)
    assert (told.status_code, told.text, told.headers["Retry-After"], then.text) == (429, "slow", "7", "taken")
    first, second = provider.asked
    assert (first.method, first.path, first.query, first.form) == (
        "POST",
        "/send",
        {"x": ["1"]},
        {"to": ["a", "b"], "body": [""]},
    )
    assert second.files == {"photo": ("p.png", b"png")}


def test_it_can_break_off_and_be_silent() -> None:
    with running(taken) as provider:
        provider.tell(CUT, SILENT)
        with pytest.raises(requests.ConnectionError):
            requests.get(provider.url, timeout=5)
        with pytest.raises(requests.ReadTimeout):
            requests.get(provider.url, timeout=0.3)
        assert len(provider.asked) == 2


@pytest.mark.parametrize("host", ["api.telegram.org", "api.twilio.com", "203.0.113.7"])
def test_no_test_reaches_another_host(host: str) -> None:
    with pytest.raises(PermissionError, match="this machine only"):
        socket.create_connection((host, 443), timeout=1)
