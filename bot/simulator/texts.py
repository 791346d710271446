"""What the page with the phones says itself, in the reader's language; what the phones say comes from the dialogs."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Marked, _, ours, say
from bot.store.people.roles import Role

TEXTS: Mapping[str, Marked] = {
    "title": _("Mshauri: the phones"),
    "tagline": _("Teacher mentorship by chat. A demo: the phones of a school, and the clock in your hand."),
    "skip": _("Skip to the phones"),
    "no_script": _("This page needs JavaScript. Without it, use the calls under /simulator."),
    "language": _("Language of this page"),
    "time": _("Virtual time"),
    "hour": _("+1 hour"),
    "day": _("+1 day"),
    "next": _("Next prompt"),
    "weeks": _("+6 weeks"),
    "live": _("A year in a minute"),
    "stop": _("Stop the year"),
    "moving": _("Time passes..."),
    "living": _("Week by week: the two meet, write, sign and review until their certificates come."),
    "lived": _("The year is over. Look at the phones, the form and the dots."),
    "open_phone": _("Phone of {name}"),
    "their_phones": _("Phones of those who were written to"),
    "save": _("Save as story"),
    "again": _("Start again"),
    "sure": _("Start again? What was said so far is lost."),
    "try": _("Try this"),
    "put": _("Write it for me"),
    "show": _("Show me"),
    "fell": _("Just fell due"),
    "nothing_fell": _("Nothing yet: the clock stands until you move it."),
    "year": _("A pair's year"),
    "dot": _("Point at a dot, or choose one: it says what comes and why."),
    "dot_said": _("said"),
    "dot_waits": _("waits"),
    "dot_never": _("not said"),
    "dot_ahead": _("to come"),
    "shut": _("schools closed"),
    "phones": _("Phones"),
    "more": _("More phones"),
    "which": _("Whose phone?"),
    "cast": _("People of the story"),
    "open": _("Open"),
    "put_away": _("Put {name}'s phone away"),
    "apps": _("Apps of {name}'s phone"),
    "messages": _("Messages of {name} by {channel}"),
    "write": _("Message from {name}"),
    "send": _("Send"),
    "empty": _("No message yet."),
    "picture": _("Picture to: {text}"),
    "enlarged": _("The picture, enlarged"),
    "keep": _("Save"),
    "close": _("Close"),
    "you": _("You"),
    "pin": _("PIN {pin}"),
    "template": _("template {name}"),
    "pressed": _("pressed"),
    "unread": _("{count} new"),
    "parts": _("{count} SMS"),
    "stranger": _("Unknown phone"),
    "unknown": _("Unknown"),
    "nobody": _("a number that nobody holds"),
    "price": _("At KES {price} an SMS"),
    "paid": _("{name}: {mine}, programme: {theirs}"),
    "came": _("{name}, {channel}: {text}"),
    "many": _("{count} new messages on the phones."),
    "paper": _("The paper form"),
    "pick_paper": _("Form"),
    "pick_year": _("Year"),
    "pick_more": _("More"),
    "session": _("Session"),
    "earlier": _("Earlier session"),
    "later": _("Later session"),
    "log": _("Annex II: Mentorship and coaching session log"),
    "journal": _("Annex III: Mentorship and coaching journal"),
    "mentor_name": _("Mentor's name"),
    "mentee_name": _("Mentee's name"),
    "objectives": _("Objectives"),
    "date": _("Date"),
    "venue": _("Venue"),
    "signed_mentor": _("Signed: mentor"),
    "signed_mentee": _("Signed: mentee"),
    "areas": _("1. Areas covered during the session"),
    "plan": _("2. Action plan on the areas"),
    "looked_back": _("3. Review of action plan"),
    "trouble": _("That did not work: {reason}"),
    "away": _("The demo does not answer. Is it still running?"),
}

ROLES: Mapping[Role, Marked] = {
    Role.MENTEE: _("mentee"),
    Role.MENTOR: _("mentor"),
    Role.HEAD: _("head of institution"),
    Role.DEPUTY: _("deputy head"),
    Role.SCD: _("Sub-County Director"),
    Role.CD: _("County Director"),
    Role.RD: _("Regional Director"),
    Role.DFS: _("Director Field Services"),
    Role.ITSD: _("headquarters, ITSD"),
    Role.NT: _("national trainer"),
    Role.OPERATOR: _("operator"),
    Role.DPO: _("data protection officer"),
    Role.CHAMPION: _("champion of a school"),
}


def texts(language: str) -> dict[str, str]:
    """All texts of the page by key; placeholders stay in, the page fills them."""
    return {key: ours.translation(text, language) or str(text) for key, text in TEXTS.items()}


def role(held: str | None, language: str) -> str:
    """A role as people call it; "" for nobody's."""
    return say(ROLES[Role(held)], language) if held else ""
