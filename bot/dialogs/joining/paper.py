"""INVITE: whom of those who are not in yet the office invites once more."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Index
from bot.forms.form import Echo, Form
from bot.forms.questions import Find
from bot.forms.saying import Said
from bot.language import _

TO_INVITE = Index("to_invite")


# inviting again


@dataclass(frozen=True)
class NotIn:
    """Those who have not come in, as many as an SMS has room for."""

    people: tuple[Said, ...]
    more: int

    def spoken(self, language: str, _spec: str) -> str:
        named = ", ".join(one.spoken(language) for one in self.people)
        return f"{named} +{self.more}" if self.more else named

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class NotYetIn:
    """What an office knows of those whom it enrolled."""

    waiting: NotIn


class Invite(Form[NotYetIn]):
    """A head or director invites somebody of their own once more; alone it says who is not in yet."""

    behind_pin = False
    private = True
    keyword = _("INVITE")
    pin_for = _("to invite")
    called = _("invitation")
    title = _("Not in yet: {waiting}.")
    counted = None
    at_once = True

    who = Find(_("whom do I invite again? Reply a TSC number."), TO_INVITE)

    shorthand = "who"
    echo = Echo(_("Invite {who}."))
