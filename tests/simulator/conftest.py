"""A demo of each test's own, without a process around it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.settings import Settings
from bot.simulator import demo
from bot.simulator.world import Simulation


@dataclass
class Demo:
    """The calls of a demo, and the simulation behind them."""

    simulation: Simulation
    http: FlaskClient

    def post(self, call: str, **body: Any) -> Any:
        """What a call answers that must succeed."""
        answer = self.http.post(f"/simulator/{call}", json=body)
        assert answer.status_code == 200, answer.json
        return answer.json

    def refused(self, call: str, body: Any) -> str:
        """The sentence of a call that must be refused."""
        return self.sentence(self.http.post(f"/simulator/{call}", json=body))

    @staticmethod
    def sentence(answer: TestResponse) -> str:
        """The reason of a 400."""
        assert answer.status_code == 400, answer.json
        assert answer.json is not None
        assert list(answer.json) == ["error"]
        sentence: str = answer.json["error"]
        assert sentence.endswith((".", "!"))
        assert "\n" not in sentence
        return sentence

    def get(self, call: str) -> Any:
        """What a call answers that must succeed."""
        answer = self.http.get(f"/simulator/{call}")
        assert answer.status_code == 200, answer.json
        return answer.json

    def say(self, address: str, text: str, channel: str = "sms") -> list[dict[str, Any]]:
        """What goes out because of one message."""
        messages: list[dict[str, Any]] = self.post("say", channel=channel, address=address, text=text)["messages"]
        return messages


@pytest.fixture(scope="session")
def sample(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]) -> Path:
    """A database file with the sample sub-county and its past, to be copied."""
    return _prepared(sqlite_template, tmp_path_factory, vault_keys, neighbours=True)


@pytest.fixture(scope="session")
def sample_of_few(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]) -> Path:
    """The same without the other pairs: only the cast has a past."""
    return _prepared(sqlite_template, tmp_path_factory, vault_keys, neighbours=False)


def _prepared(template: Path, places: pytest.TempPathFactory, keys: tuple[str, ...], *, neighbours: bool) -> Path:
    file = places.mktemp("sample") / "demo.db"
    shutil.copyfile(template, file)
    demo.prepare(settings_for(f"sqlite:///{file}", keys), neighbours=neighbours)
    return file


def settings_for(url: str, keys: tuple[str, ...]) -> Settings:
    return Settings(database_url=url, secret_key="", field_keys=keys)


@pytest.fixture
def phones(sample: Path, tmp_path: Path, vault_keys: tuple[str, ...]) -> Demo:
    """A fresh demo at its opening moment."""
    return _opened(sample, tmp_path, vault_keys, neighbours=True)


@pytest.fixture
def small(sample_of_few: Path, tmp_path: Path, vault_keys: tuple[str, ...]) -> Demo:
    """The same, where months are to pass and nothing is asked of the other pairs: theirs take a second each week."""
    return _opened(sample_of_few, tmp_path, vault_keys, neighbours=False)


def _opened(sample: Path, folder: Path, keys: tuple[str, ...], *, neighbours: bool) -> Demo:
    file = folder / "demo.db"
    shutil.copyfile(sample, file)
    simulation = demo.open_simulation(settings_for(f"sqlite:///{file}", keys), demo.OPENING, seed=1)
    return Demo(simulation, demo.pages(simulation, neighbours=neighbours).test_client())
