"""What must be true of the misses: counted by question and language, shown to the operator, and no words among them."""

from __future__ import annotations

from datetime import date

from click.testing import CliRunner
from sqlalchemy import Engine

from bot import web
from bot.__main__ import cli
from bot.store.talk import misses
from tests.stories.player import begun

JUNE = date(2026, 6, 12)


def shown(engine: Engine, key: str, *words: str) -> list[str]:
    """What `mshauri misses` prints about this store."""
    env = {"DATABASE_URL": engine.url.render_as_string(hide_password=False), "FIELD_KEYS": key}
    done = CliRunner().invoke(cli, ["misses", *words], env={**env, "SECRET_KEY": "long and quite random"})
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_what_is_not_understood_is_counted_by_question_and_language_and_shown_without_a_word(
    lived: Engine, vault_keys: tuple[str, ...]
) -> None:
    phones = begun(lived, "session 4 was not held", "Fri 12 Jun 2026, 10:00")
    for words in ("asdf jkl", "LOG", "some day or other", "some other day", "who are you", "KISWAHILI", "siku fulani"):
        phones.write("Faith", words)
    assert shown(lived, vault_keys[0], "--since", "2026-06-30") == [
        "Not understood since 1 June 2026, by question and language:",
        "     2  en  SessionRecord day: date?",
        "     1  en  nothing was open",
        "     1  sw  SessionRecord day: tarehe?",
    ]
    assert shown(lived, vault_keys[0], "--since", "2026-06-01", "--most", "1")[1:] == [
        "     2  en  SessionRecord day: date?",
        "     2  at 2 more: --most lists them.",
    ]
    page = web.make(lambda: lived, lambda: phones.simulation.now).test_client().get("/metrics").text
    assert 'mshauri_misses{language="en"} 3.0' in page
    assert 'mshauri_misses{language="sw"} 1.0' in page


def test_an_older_month_and_a_question_of_another_version_are_no_trouble(
    lived: Engine, vault_keys: tuple[str, ...]
) -> None:
    with lived.begin() as db:
        misses.note(db, "en", "NoLongerThere what", JUNE)
        misses.note(db, "en", "NoLongerThere what", date(2026, 4, 30))
    assert shown(lived, vault_keys[0], "--since", "2026-05-01")[1:] == ["     1  en  NoLongerThere what"]
    assert shown(lived, vault_keys[0], "--since", "2026-07-01") == ["Everything was understood since 1 July 2026."]
