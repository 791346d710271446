"""The web process of the load test: a webhook for plain JSON, over the code that every webhook runs."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache

from flask import Flask, request
from sqlalchemy import Engine

from bot.messages import Channel, Inbound
from bot.store.engine import open_store
from bot.talk import hear
from bot.talk.turn import World

PATIENT = World(replies_an_hour=1_000_000)


@cache
def store() -> Engine:
    """Opened after the fork, at the first message."""
    return open_store(os.environ["DATABASE_URL"], os.environ["FIELD_KEYS"].split(","))


def create() -> Flask:
    """What gunicorn loads."""
    app = Flask(__name__)

    @app.post("/inbound")
    def inbound() -> tuple[str, int]:
        said = request.get_json()
        heard = Inbound(Channel.SMS, said["from"], said["id"], said["text"])
        hear(store(), heard, datetime.now(UTC), PATIENT)
        return "", 204

    return app
