"""The product's own processes on a clock that a test moves: the web side as gunicorn loads it, and a sender."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flask import Flask

from bot import app
from bot.app import House
from bot.messages import Channel
from bot.settings import read
from bot.simulator.world import WITHOUT_LIMIT


def moment() -> datetime:
    """What the clock of the test says."""
    return datetime.fromisoformat(Path(os.environ["CLOCK"]).read_text(encoding="utf-8"))


def house() -> House:
    """The house of the environment. Its rates know real time only, so there are none."""
    return replace(app.build(read(os.environ)), clock=moment, rates=dict.fromkeys(Channel, WITHOUT_LIMIT))


def create() -> Flask:
    """What gunicorn loads."""
    return app.create_app(house())


if __name__ == "__main__":
    app.send_for_ever(house(), app.until_stopped())
