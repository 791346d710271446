"""What nobody gets through: invented buttons, another's message, a list that has changed, a number that fell silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from time import perf_counter

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.agreement import deeds as agreement_deeds
from bot.dialogs.agreement import rules as agreement_rules
from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.drafts.pages import Several
from bot.dialogs.handlers import prepare
from bot.dialogs.linking.rules import SILENCE
from bot.dialogs.on_paper import deeds as on_paper
from bot.dialogs.on_paper.pages import PaperToConfirm
from bot.dialogs.on_paper.rules import PaperClaimedCause
from bot.dialogs.people.pages import Gate
from bot.dialogs.refusals import Moved, NotYours, PinNeeded
from bot.dialogs.telling import tell
from bot.dialogs.unlocking import deeds as unlocking_deeds
from bot.forms.place import Place
from bot.language import local_day
from bot.messages import Channel
from bot.simulator.persons import give_ways
from bot.store import agreement as documents
from bot.store import pairs
from bot.store.agreement import PaperKind
from bot.store.cause import KeptCause
from bot.store.people import addresses, people, roles
from bot.store.signing import Evidence, Method
from bot.store.talk import drafts, inbox, notices
from tests.offering import offered
from tests.stories.given import FAITH, PETER, last_letter, the_pair
from tests.stories.letters.test_letters import person
from tests.stories.linking.test_s9 import CHAT, TG, code_in, here, says, ways
from tests.stories.plans.test_s4_plan import approved
from tests.stories.player import Phones, begun

PETERS = (Channel.WHATSAPP, PETER)
SECRET = "Mwalimu hajalipwa tangu Januari"


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    return begun(copies(), "the demo", "Wed 27 May 2026, 10:00")


def last_heard(phones: Phones) -> int:
    with phones.engine.connect() as db:
        return int(db.execute(select(inbox.inbox.c.id).order_by(inbox.inbox.c.id.desc()).limit(1)).scalar_one())


def place_of(phones: Phones, name: str) -> str:
    with phones.engine.connect() as db:
        places = [way.place for way in addresses.of_person(db, person(phones, name))]
    return "".join(place or "" for place in places)


def all_told(phones: Phones, name: str) -> str:
    """Everything that this person's phones have shown."""
    return "\n".join(one.outbound.text for one in phones.sent if phones._name(one) == name)


# a message that is kept


@pytest.mark.parametrize("ours", [False, True], ids=["a button that nobody made", "a button of an older version"])
def test_a_button_brings_nobody_another_s_message(phones: Phones, *, ours: bool) -> None:
    phones.write("Faith", SECRET)
    kept = last_heard(phones)
    phones.write("Peter", "ASK", Channel.WHATSAPP)
    back = place_of(phones, "Peter")
    with phones.engine.connect() as db:
        [way] = [one for one in addresses.of_person(db, the_pair(db).mentor_id) if one.channel is Channel.WHATSAPP]
    row = Place("", {"who": str(way.person_id), "address": str(way.id)})
    for key in ("0", str(row)):
        choice = f"{Place('WhoIsThis', {'inbox': str(kept), 'back': back})}#{key}"
        press = offered(phones.engine, *PETERS, choice, phones.simulation.now) if ours else choice
        says(phones, PETERS, press=press)
        phones.write("Peter", "7730", Channel.WHATSAPP)
    assert SECRET not in all_told(phones, "Peter")
    with phones.engine.connect() as db:
        assert last_letter(db, person(phones, "Peter")) is None


def test_another_s_message_is_not_heard_again_at_one_s_own_gate(phones: Phones) -> None:
    """The PIN is right, and the number of the message that waits for it somebody else's."""
    phones.write("Faith", f"ASK {SECRET}")
    kept, peter = last_heard(phones), person(phones, "Peter")
    with phones.engine.begin() as db:
        [way] = [one for one in addresses.of_person(db, peter) if one.channel is Channel.WHATSAPP]
        addresses.set_place(db, way.id, str(Gate(inbox=kept, back="")), 0, phones.simulation.now)
    assert phones.write("Peter", "7730", Channel.WHATSAPP)
    with phones.engine.connect() as db:
        assert last_letter(db, peter) is None


def test_what_waits_for_another_is_listed_for_nobody_else(phones: Phones) -> None:
    now, peter, reader = phones.simulation.now, person(phones, "Peter"), person(phones, "Faith")
    with phones.engine.begin() as db:
        waits = notices.add(
            db, notices.NewNotice(peter, "Menu", KeptCause(text="theirs"), notices.NoticeKind.NOTICE, now)
        )
        faith = people.get(db, reader)
        assert waits is not None
        assert faith is not None
        with pytest.raises(NotOpen):
            prepare(Asking(db, faith, now), Several(notices=(waits,)))


def test_a_place_with_another_s_form_is_nobody_s_to_fill(phones: Phones) -> None:
    """As if we had said it: the number of a draft alone opens nothing."""
    for words in ("LOG", "today"):
        phones.write("Faith", words)
    faith, peter = person(phones, "Faith"), person(phones, "Peter")
    with phones.engine.begin() as db:
        draft = drafts.latest_open(db, faith)
        assert draft is not None
        [way] = [one for one in addresses.of_person(db, peter) if one.channel is Channel.WHATSAPP]
        addresses.set_place(db, way.id, f"{draft.form}?draft={draft.id}", 0, phones.simulation.now)
    phones.write("Peter", "a place of my own", Channel.WHATSAPP)
    with phones.engine.connect() as db:
        after = drafts.get(db, draft.id)
        assert after is not None
        assert after.answers == draft.answers


def test_the_pin_of_somebody_who_is_not_at_this_phone_opens_nothing_here(phones: Phones) -> None:
    """As if we had asked for it: Peter's own PIN, at Faith's phone."""
    faith, peter = person(phones, "Faith"), person(phones, "Peter")
    with phones.engine.begin() as db:
        before = addresses.of_person(db, peter)
        [way] = addresses.of_person(db, faith)
        asked = Gate(who=peter, address=before[0].id, back="")
        addresses.set_place(db, way.id, str(Place.of(asked)), 0, phones.simulation.now)
    assert phones.write("Faith", "7730") == ["That question is closed. MENU shows what waits for you."]


def test_nobody_vouches_for_whom_they_are_not_above(phones: Phones) -> None:
    """The deed itself asks, whoever leads to it."""
    peter, faith = person(phones, "Peter"), person(phones, "Faith")
    proof = Evidence(Channel.WHATSAPP, "0012", Method.PIN, "en", read=True)
    with phones.engine.begin() as db, pytest.raises(NotYours):
        unlocking_deeds.vouched(db, peter, faith, False, proof, phones.simulation.now)


@pytest.mark.parametrize("press", [f"~{'9' * 30}.0", f"~1.{'9' * 30}", f"~{2**63}.0", f"~{'9' * 18}.999"])
def test_a_button_of_a_number_beyond_all_numbers_opens_nothing_and_is_handled(phones: Phones, press: str) -> None:
    assert [one.outbound.text for one in says(phones, PETERS, press=press)] == [
        "That question is closed. MENU shows what waits for you."
    ]
    with phones.engine.connect() as db:
        assert inbox.counts(db)[1] == 0


def test_what_one_wrote_on_a_shared_phone_is_nobody_else_s(phones: Phones) -> None:
    amina = person(phones, "Amina")
    with phones.engine.begin() as db:
        give_ways(db, amina, [(Channel.SMS, FAITH)], phones.simulation.now)
    assert "1 F.M. 2 A.Y." in phones.write("Faith", "ASK can you free me on Friday?")[0]
    kept = last_heard(phones)
    with phones.engine.connect() as db:
        first = inbox.get(db, kept)
        assert first is not None
        assert first.person_id is None, "it is not known yet whose it is"
    phones.write("Faith", "1")
    assert "It goes to P. Otieno" in phones.write("Faith", "4821")[0]
    with phones.engine.connect() as db:
        whose = inbox.get(db, kept)
        assert whose is not None
        assert whose.person_id == the_pair(db).mentee_id


@pytest.mark.each_on_both
def test_two_who_share_a_whatsapp_number_say_by_button_who_they_are(phones: Phones) -> None:
    amina = person(phones, "Amina")
    with phones.engine.begin() as db:
        give_ways(db, amina, [PETERS], phones.simulation.now)
    assert phones.write("Peter", "STATUS", Channel.WHATSAPP) == ["Who is this?"]
    assert phones.press("Peter", "P.O.") == ["Reply with your 4-digit PIN."]
    assert phones.write("Peter", "7730", Channel.WHATSAPP)[0].startswith("Welcome, Peter.")


def test_a_button_that_somebody_else_was_offered_on_a_shared_phone_is_closed(phones: Phones) -> None:
    phones.write("Peter", "MENU", Channel.WHATSAPP)
    amina = person(phones, "Amina")
    with phones.engine.begin() as db:
        give_ways(db, amina, [PETERS], phones.simulation.now)
    phones.write("Peter", "MENU", Channel.WHATSAPP)
    phones.press("Peter", "A.Y.")
    assert phones.write("Peter", "7412", Channel.WHATSAPP)[0].startswith("Karibu")
    assert phones.press("Peter", "My status") == ["Swali hilo limefungwa. MENYU huonyesha kinachokusubiri."]


# a list that has changed


def also_mentors(phones: Phones, name: str) -> int:
    """One more pair of Peter's."""
    peter, mentee, now = person(phones, "Peter"), person(phones, name), phones.simulation.now
    kind, start = pairs.PairKind.MENTORSHIP, date(2026, 5, 11)
    with phones.engine.begin() as db:
        return pairs.add(db, mentor_id=peter, mentee_id=mentee, kind=kind, start=start, now=now)


@pytest.mark.parametrize("channel", [Channel.WHATSAPP, Channel.SMS])
def test_who_is_chosen_from_a_list_that_has_changed_is_not_somebody_else(phones: Phones, channel: Channel) -> None:
    ended = also_mentors(phones, "Amina")
    assert phones.write("Peter", "ASK Can we meet on Friday?", channel)
    with phones.engine.begin() as db:
        pairs.set_state(db, ended, pairs.PairState.ENDED)
    also_mentors(phones, "Brian")
    if channel is Channel.WHATSAPP:
        assert phones.press("Peter", "To A. Yusuf") == ["That question is closed. MENU shows what waits for you."]
    else:
        assert phones.write("Peter", "2", channel)[0].endswith("1 to F. Mutua 2 to B. Kilonzo"), "asked anew"
    with phones.engine.connect() as db:
        assert last_letter(db, the_pair(db).mentor_id) is None
    if channel is Channel.WHATSAPP:
        assert "It goes to F. Mutua" in phones.press("Peter", "To F. Mutua")[0], "who is still there is found"


# on paper


def confirm(engine: Engine, head: int, document: int, now: datetime, method: Method = Method.PIN) -> None:
    seen = Evidence(
        channel=Channel.SMS,
        address="+254712000003",
        method=method,
        language="en",
        read=True,
        shown=None,
        inbox_id=None,
    )
    with engine.begin() as db:
        on_paper.confirm_paper(db, head, document, seen, now)


@pytest.mark.each_on_both
def test_a_head_confirms_no_paper_of_which_nobody_said_that_it_was_signed(copies: Callable[[], Engine]) -> None:
    phones = begun(copies(), "Faith and Peter are matched", "Mon 4 May 2026, 15:00")
    approved(phones)
    phones.write("Peter", "1", Channel.WHATSAPP)
    with phones.engine.connect() as db:
        pair = the_pair(db)
        known = documents.current(db, pair.id)
    assert known
    for one in known:
        choice = f"PaperToConfirm?pair={pair.id}&document={one.id}#yes"
        jane = (Channel.SMS, "+254712000003")
        for press in (choice, offered(phones.engine, *jane, choice, phones.simulation.now)):
            says(phones, jane, press=press)
            phones.write("Jane", "2094")
    with phones.engine.connect() as db:
        assert not any(one.signed for one in documents.current(db, pair.id))


@pytest.mark.each_on_both
def test_a_head_confirms_the_agreement_only_however_it_is_asked(copies: Callable[[], Engine]) -> None:
    phones = begun(copies(), "Faith and Peter are matched", "Mon 4 May 2026, 15:00")
    approved(phones)
    phones.write("Faith", "1")
    jane, now = person(phones, "Jane"), phones.simulation.now
    with phones.engine.begin() as db:
        pair = the_pair(db)
        found = agreement_rules.Paper("test", "words")
        full = pairs.get(db, pair.id)
        assert full is not None
        declaration = agreement_deeds.draw_up(db, full, PaperKind.DECLARATION, pair.mentor_id, found, now)
        asked = PaperToConfirm(pair=pair.id, document=declaration.id)  # as nobody asks today
        tell(db, jane, asked, PaperClaimedCause(document=declaration.id, person=jane, day=local_day(now)), now)
    with pytest.raises(NotYours):
        confirm(phones.engine, jane, declaration.id, now)
    [agreement] = [one for one in _papers(phones) if one.kind is PaperKind.AGREEMENT]
    confirm(phones.engine, jane, agreement.id, now)
    assert [one.kind for one in _papers(phones) if one.signed] == [PaperKind.AGREEMENT]


def test_a_head_confirms_with_the_pin_and_only_the_paper_that_stands(copies: Callable[[], Engine]) -> None:
    phones = begun(copies(), "Faith and Peter are matched", "Mon 4 May 2026, 15:00")
    approved(phones)
    phones.write("Faith", "1")
    jane, now = person(phones, "Jane"), phones.simulation.now
    [agreement] = [one for one in _papers(phones) if one.kind is PaperKind.AGREEMENT]
    with pytest.raises(PinNeeded):
        confirm(phones.engine, jane, agreement.id, now, Method.REPLY)
    with phones.engine.begin() as db:
        pair = pairs.get(db, the_pair(db).id)
        assert pair is not None
        other = agreement_rules.Paper("test", "other words")
        agreement_deeds.draw_up(db, pair, PaperKind.AGREEMENT, pair.mentor_id, other, now)
    with pytest.raises(Moved):
        confirm(phones.engine, jane, agreement.id, now)
    assert not any(one.signed for one in _papers(phones))


def test_a_head_who_has_left_confirms_nothing_any_more(copies: Callable[[], Engine]) -> None:
    """The question is still in their phone."""
    phones = begun(copies(), "Faith and Peter are matched", "Mon 4 May 2026, 15:00")
    approved(phones)
    phones.write("Faith", "1")
    jane, now = person(phones, "Jane"), phones.simulation.now
    with phones.engine.begin() as db:
        for held in roles.of_person(db, jane, local_day(now)):
            roles.end(db, held.id, local_day(now))
    [agreement] = [one for one in _papers(phones) if one.kind is PaperKind.AGREEMENT]
    with pytest.raises(NotYours):
        confirm(phones.engine, jane, agreement.id, now)
    assert not any(one.signed for one in _papers(phones))


def _papers(phones: Phones) -> list[documents.Document]:
    with phones.engine.connect() as db:
        return documents.current(db, the_pair(db).id)


# a link


def test_cutting_a_link_cuts_only_what_the_notice_named(phones: Phones) -> None:
    says(phones, TG, contact=FAITH)
    says(phones, TG, "4821")
    with phones.engine.connect() as db:
        sms, chat = addresses.of_person(db, person(phones, "Faith"))
    crafted = f"NewLink?address={sms.id}#cut"
    assert here(says(phones, TG, press=crafted), TG) == ["That question is closed. MENU shows what waits for you."]
    says(phones, TG, press=offered(phones.engine, *TG, crafted, phones.simulation.now))
    assert here(says(phones, TG, "4821"), TG) == ["You cannot open that."]
    assert ways(phones) == [(Channel.SMS, FAITH), TG], "neither is cut"
    assert phones.write("Faith", "cut the link 4821")[0].startswith("It is unlinked.")
    assert ways(phones) == [(Channel.SMS, FAITH)]
    says(phones, TG, contact=FAITH)
    assert "Telegram is now linked" in phones.sent[-1].outbound.text, "the next link is told too"
    assert chat.address == CHAT


# numbers that somebody else may hold


def fell_silent(phones: Phones, days: int) -> None:
    """Faith wrote, and then nothing was heard of her for so long."""
    phones.write("Faith", "MENU")
    phones.simulation.move(phones.simulation.now + timedelta(days=days))


@pytest.mark.parametrize(("days", "opens"), [(SILENCE.days - 1, True), (SILENCE.days + 1, False)])
def test_a_number_that_fell_silent_links_no_chat(phones: Phones, days: int, *, opens: bool) -> None:
    fell_silent(phones, days)
    told = here(says(phones, TG, contact=FAITH), TG)
    assert told[0].startswith("This is linked to a TIMEC account." if opens else "That code is wrong")
    assert (TG in ways(phones)) is opens


@pytest.mark.parametrize(("days", "sent"), [(SILENCE.days - 1, True), (SILENCE.days + 1, False)])
def test_no_code_goes_to_a_number_that_fell_silent(phones: Phones, days: int, *, sent: bool) -> None:
    fell_silent(phones, days)
    asked = says(phones, TG, "NUMBER 812345")
    assert here(asked, TG)[0].startswith("Thank you. If that number is registered"), "whatever becomes of it"
    assert bool([one for one in asked if "links a chat" in one.outbound.text]) is sent


def test_a_code_of_an_account_in_doubt_opens_nothing(phones: Phones) -> None:
    code = code_in(phones.say_as("Faith", "LINK"), FAITH)
    faith = person(phones, "Faith")
    with phones.engine.begin() as db:
        addresses.doubt(db, [way.id for way in addresses.of_person(db, faith)], phones.simulation.now)
    assert here(says(phones, TG, code), TG)[0].startswith("That code is wrong")
    assert TG not in ways(phones)


# texts that would take long to read

LONG = {
    "blanks": " " * 1530,
    "blanks around a word": f"{' ' * 1530}x{' ' * 1530}",
    "a PIN and blanks": f"4821{' ' * 1530}!",
    "stops": "." * 1530,
    "lines": "\n" * 1530 + "1",
    "far too long": "a 1 " * 50_000,
}


@pytest.mark.parametrize(
    "lead", [(), ("LOG", "today"), ("PIN",), ("MENU",)], ids=["nothing", "a form", "the gate", "a page"]
)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_costs_no_more_than_its_length(
    quick_copies: Callable[[], Engine], lead: tuple[str, ...], text: str
) -> None:
    phones = begun(quick_copies(), "the demo", "Wed 27 May 2026, 10:00")
    for words in lead:
        phones.write("Faith", words)
    before = perf_counter()
    phones.write("Faith", text)
    assert perf_counter() - before < 5, "before, the first of them took minutes"
    with phones.engine.connect() as db:
        kept = inbox.get(db, last_heard(phones))
    assert kept is not None
    assert len(kept.text) == len(text), "all of it is kept"
