"""The templates that WhatsApp has to approve: as files, submitted through Twilio, and how far each has come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bot.channels import twilio
from bot.channels.twilio_contents import ContentAtTwilio, TwilioContents, content, words_of
from bot.forms.checks.templates import Template, templates
from bot.messages import NoAnswer, SendFailure
from bot.operator.webhooks import NotSet
from bot.settings import Settings, TwilioAccount

Progress = Callable[[str, int, int], None]
APPROVED, MISSING, UNSUBMITTED = "approved", "missing", "unsubmitted"
MEANWHILE = (
    "Until its template is approved and named in TWILIO_CONTENTS, a notice reaches on WhatsApp only who has written\n"
    "within 24 hours, as free text. For anybody else it goes to their next address (SMS, Telegram); who has none is\n"
    "not reached, and mshauri outbox shows it."
)


@dataclass(frozen=True)
class _Standing:
    """One of our templates, and what Twilio keeps of it in the same words."""

    template: Template
    kept: ContentAtTwilio | None

    @property
    def state(self) -> str:
        return self.kept.state if self.kept else MISSING


def lines(settings: Callable[[], Settings], folder: str, submitted: bool, progress: Progress) -> Iterator[str]:
    """Writes, submits or shows, as it is asked; writing needs no settings."""
    if folder:
        yield write(Path(folder))
    if submitted:
        yield submit(settings(), progress)
    if submitted or not folder:
        yield from shown(settings())


def write(folder: Path) -> str:
    """Writes each template as a file that the Content API takes as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = templates().values()
    for one in wanted:
        text = json.dumps(_content(one), ensure_ascii=False, indent=2)
        (folder / f"{one.name}.json").write_text(f"{text}\n", encoding="utf-8")
    return f"{len(wanted)} templates are written to {folder}."


def shown(settings: Settings) -> Iterator[str]:
    """A line for each template: its state, how many notices it carries, what keeps it; then what that means."""
    account = _account(settings)
    found = _standings(_at(account))
    width = max(len(one.template.name) for one in found)
    yield f"{'state':<12} {'template':<{width}}  notices"
    for one in found:
        lines = f"{one.state:<12} {one.template.name:<{width}}  {len(one.template.carries):>7}  {_why(one, account)}"
        yield lines.rstrip()
    counts = Counter(one.state for one in found)
    yield f"{len(found)} templates: {', '.join(f'{count} {state}' for state, count in counts.most_common())}."
    if any(one.state != APPROVED or _why(one, account) for one in found):
        yield MEANWHILE


def submit(settings: Settings, progress: Progress = lambda *_: None) -> str:
    """Has those made and approved that are not there in these words; writes all into the file of TWILIO_CONTENTS."""
    account = _account(settings)
    if not account.contents_file:
        raise NotSet("TWILIO_CONTENTS is missing. Set it to an empty file: names and ContentSids are written there.")
    contents = _at(account)
    found, sids, asked = _standings(contents), dict(account.contents), 0
    try:
        for done, one in enumerate(found, 1):
            sids[one.template.name] = one.kept.sid if one.kept else contents.make(_content(one.template))
            if one.state in (MISSING, UNSUBMITTED):
                contents.submit(sids[one.template.name], _name_at_meta(one.template))
                asked += 1
            progress("templates", done, len(found))
    except (SendFailure, NoAnswer) as fault:
        raise _not_done(fault) from fault
    finally:
        _keep(Path(account.contents_file), sids)
    return (
        f"{asked} templates are submitted, {len(found) - asked} were before. {account.contents_file} names all of them:"
        " start Mshauri again to have it read."
    )


def _account(settings: Settings) -> TwilioAccount:
    if settings.twilio is None or not settings.twilio.whatsapp_from:
        raise NotSet("Twilio carries no WhatsApp. Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_WHATSAPP_FROM.")
    return settings.twilio


def _at(account: TwilioAccount) -> TwilioContents:
    return TwilioContents(twilio.client(account.account_sid, account.auth_token, account.api_url))


def _standings(contents: TwilioContents) -> list[_Standing]:
    """Ours beside Twilio's; of two in the same words the approved one."""
    try:
        kept = contents.kept()
    except (SendFailure, NoAnswer) as fault:
        raise _not_done(fault) from fault
    return [_Standing(one, _same(one, kept)) for one in templates().values()]


def _same(one: Template, kept: Mapping[str, list[ContentAtTwilio]]) -> ContentAtTwilio | None:
    words = _words(one)
    same = [each for each in kept.get(one.name, ()) if each.words == words]
    return min(same, key=lambda each: (each.state != APPROVED, each.state == UNSUBMITTED), default=None)


def _not_done(fault: SendFailure | NoAnswer) -> NotSet:
    why = str(fault).removeprefix("Twilio ") or type(fault).__name__
    return NotSet(f"Twilio: {why}. Mend that and run it again: what is there already is left as it is.")


def _content(one: Template) -> dict[str, object]:
    return content(one.language, one.words, one.sample)


def _words(one: Template) -> tuple[str, ...]:
    return words_of(content(one.language, one.words, one.sample)["types"])


def _name_at_meta(one: Template) -> str:
    """Meta knows each wording by another name, and takes none a second time."""
    return f"{one.name}_{crc32('|'.join(_words(one)).encode()):08x}"


def _why(one: _Standing, account: TwilioAccount) -> str:
    if one.kept is None:
        return "not at Twilio in these words: mshauri webhooks --templates --submit"
    named = account.contents.get(one.template.name) == one.kept.sid
    return one.kept.reason or ("" if named else "not in TWILIO_CONTENTS: mshauri webhooks --templates --submit")


def _keep(file: Path, sids: Mapping[str, str]) -> None:
    """Writes the file anew, whole or not at all."""
    beside = file.with_name(f"{file.name}.new")
    beside.write_text("".join(f"{name},{sid}\n" for name, sid in sorted(sids.items())), encoding="utf-8")
    beside.replace(file)
