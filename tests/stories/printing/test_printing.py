"""The papers that go with printing*.chat: what stands on them is what the store holds, and no more than may be seen."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from sqlalchemy import Engine

from bot.dialogs.offices.deeds import own_school
from bot.dialogs.printing.rules import READS, Annex
from bot.dialogs.visibility import MATRIX, Viewer
from bot.language import items_of, local
from bot.messages import Channel, Media
from bot.simulator.chat import ClockMoved
from bot.store import agreement as documents
from bot.store import areas, signing
from bot.store.agreement import PaperKind
from bot.store.ending import evaluations
from bot.store.people import people
from bot.store.sessions import sessions, versions
from tests.stories.ending.test_s12 import DAY, completed
from tests.stories.ending.test_s12 import issued as issued_certificates
from tests.stories.given import HEAD, the_pair
from tests.stories.player import Phones, begun, everybody_on, play
from tests.stories.test_stories import story

SIGNED, FRIDAY = "session 3 is signed", "Fri 29 May 2026, 10:00"
PINS = {"Jane": "2094", "Ali": "6618"}
LABELS = {
    Annex.I: "Annex I, agreement",
    Annex.II: "Annex II, session log",
    Annex.III: "Annex III, journal",
    Annex.IV: "Annex IV, feedback",
    Annex.V: "Annex V, monitoring",
    Annex.BLANK: "Empty log for a pen",
}
OF_SCHOOL = (Annex.I, Annex.II, Annex.IV, Annex.V)


def begin(engine: Engine, language: str = "en") -> Phones:
    """Everybody is on Telegram, so that all of them can be sent files."""
    phones = begun(engine, SIGNED, FRIDAY, language)
    everybody_on(engine, Channel.TELEGRAM)
    return Phones(engine, phones.moment)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begin(quick_copies())


def words_of(media: Media) -> str:
    """What a PDF says, its lines as one."""
    document = pypdfium2.PdfDocument(media.content)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def pressed(phones: Phones, name: str, *labels: str) -> Media | None:
    """The file that comes last after these buttons; None where none does."""
    before = len(phones.sent)
    for label in labels:
        phones.press(name, label, Channel.TELEGRAM)
    found = [item for sent in phones.sent[before:] for item in sent.outbound.media]
    return found[-1] if found else None


def offered(phones: Phones) -> list[str]:
    """The buttons under what was said last."""
    return [choice.label for choice in phones.sent[-1].outbound.choices]


def paper(phones: Phones, annex: Annex) -> str:
    """A paper that Peter prints."""
    phones.write("Peter", "PRINT", Channel.TELEGRAM)
    media = pressed(phones, "Peter", LABELS[annex])
    assert media is not None
    assert media.type == "application/pdf"
    return words_of(media)


def test_the_agreement_is_the_text_that_was_signed_with_both_signatures(phones: Phones) -> None:
    printed = paper(phones, Annex.I)
    with phones.engine.connect() as db:
        found = next(one for one in documents.current(db, the_pair(db).id) if one.kind is PaperKind.AGREEMENT)
        given = documents.signatures(db, found.id)
    assert " ".join(found.text.partition(". ")[2].split()) in printed
    assert len(given) == 2
    for one in given:
        at = f"{local(one.made_at):%H:%M}"
        assert f"at {at} by {'WhatsApp' if one.channel is Channel.WHATSAPP else 'SMS'} with PIN" in printed
        assert f"number ending {one.address[-3:]}; text {one.hash[:16]}" in printed
        assert one.address not in printed


def test_log_and_journal_hold_every_record_as_it_stands(phones: Phones) -> None:
    log, journal = paper(phones, Annex.II), paper(phones, Annex.III)
    with phones.engine.connect() as db:
        found = [one for one in sessions.of_pair(db, the_pair(db).id) if one.version_id is not None]
        assert len(found) == 3
        for session in found:
            version = versions.latest(db, session.id)
            assert version is not None
            assert f"Session {session.number}" in log
            for item in items_of(version.objectives):
                assert item.text in log
            for item in (*items_of(version.areas), *items_of(version.plan)):
                assert item.text in journal
            for one in signing.of_version(db, version.id):
                assert f"text {one.hash[:16]}" in log
                assert f"text {one.hash[:16]}" in journal


def test_a_code_on_paper_is_what_verify_knows_and_no_other_is(phones: Phones) -> None:
    for annex, says in ((Annex.I, "Agreement of P.O. and F.M., version 1, signed by both"), (Annex.II, "Session 1")):
        code = paper(phones, annex).partition("Check by SMS: VERIFY ")[2].split()[0]
        assert f"{code}: genuine. {says}" in phones.write("Stranger", f"VERIFY {code.lower()}")[0]
        other = code[:-1] + ("2" if code[-1] != "2" else "3")
        assert "no record has the code" in phones.write("Stranger", f"VERIFY {other}")[0]


def test_a_code_knows_that_a_newer_version_stands(phones: Phones) -> None:
    code = paper(phones, Annex.II).rpartition("Check by SMS: VERIFY ")[2].split()[0]
    for text in ("EDIT 3", "2", "2", "library", "1"):
        phones.write("Peter", text, Channel.TELEGRAM)
    told = phones.write("Stranger", f"VERIFY {code}")[0]
    assert told.startswith(f"{code}: genuine. Session 3 of P.O. and F.M., version 1, signed by both.")
    assert told.endswith("A newer version stands now.")


@pytest.mark.parametrize(
    ("name", "viewer", "opening"),
    [
        ("Faith", Viewer.MENTEE, ()),
        ("Peter", Viewer.MENTOR, ()),
        ("Jane", Viewer.HEAD, ("Mwangaza Primary",)),
        ("Ali", Viewer.SCD, ()),
        ("Grace", Viewer.CD, ()),
    ],
)
def test_each_is_offered_the_papers_that_the_matrix_opens(
    phones: Phones, name: str, viewer: Viewer, opening: tuple[str, ...]
) -> None:
    of_pair = viewer in (Viewer.MENTEE, Viewer.MENTOR)
    phones.write(name, "PRINT" if of_pair or viewer is Viewer.HEAD else "PRINT mwangaza", Channel.TELEGRAM)
    for label in opening:
        pressed(phones, name, label)
    forms = [one for one in LABELS if one is not Annex.V] if of_pair else OF_SCHOOL
    papers = [LABELS[one] for one in forms if MATRIX[READS[one]][viewer].opens]
    assert offered(phones) == (papers if of_pair else [*papers, "Poster, to join"])


@pytest.mark.parametrize(("name", "opening"), [("Jane", ("PRINT", "Mwangaza Primary")), ("Ali", ("PRINT mwangaza",))])
def test_no_word_of_a_journal_is_on_the_papers_of_an_office(
    phones: Phones, name: str, opening: tuple[str, ...]
) -> None:
    with phones.engine.connect() as db:
        found = [versions.latest(db, one.id) for one in sessions.of_pair(db, the_pair(db).id) if one.version_id]
        words = {
            item.text
            for version in found
            if version is not None
            for kept in (version.objectives, version.areas, version.plan)
            for item in items_of(kept)
        }
    assert len(words) > 5
    for annex in OF_SCHOOL:
        phones.write(name, opening[0], Channel.TELEGRAM)
        media = pressed(phones, name, *opening[1:], LABELS[annex])
        assert media is not None, f"{annex} for {name}"
        printed = words_of(media)
        assert not [word for word in words if word in printed]
        if annex is Annex.II:
            assert printed.count("Confidential to the mentor and the mentee") == 3


def test_annex_v_names_the_school_and_has_fourteen_rows_word_for_word(phones: Phones) -> None:
    phones.write("Ali", "PRINT mwangaza", Channel.TELEGRAM)
    media = pressed(phones, "Ali", LABELS[Annex.V])
    assert media is not None
    printed = words_of(media)
    with phones.engine.connect() as db:
        head = people.by_tsc(db, HEAD)
        assert head is not None
        school, _zone, *above = areas.path(db, own_school(db, head.id, phones.moment.at))
    assert all(area.name in printed for area in (school, *above))
    assert "14." in printed
    assert "Repeat steps 7- 12 for the next quarter" in printed


def test_annex_v_is_printed_as_it_was_signed_and_its_code_is_known(lived: Engine) -> None:
    phones = play(lived, story("annex_v"))
    everybody_on(phones.engine, Channel.TELEGRAM)
    phones = Phones(phones.engine, ClockMoved(phones.simulation.now))
    phones.write("Ali", "PRINT mwangaza", Channel.TELEGRAM)
    media = pressed(phones, "Ali", LABELS[Annex.V])
    assert media is not None
    printed = words_of(media)
    with phones.engine.connect() as db:
        head = people.by_tsc(db, HEAD)
        assert head is not None
        signed = evaluations.of_school(db, own_school(db, head.id, phones.moment.at))[0]
    named = {"not_begun": "not begun", "going_on": "going on", "done": "done", "overdue": "late"}
    for row, kept in signed.rows.items():
        few = f" ({kept['done']}/{kept['of']})" if kept["of"] > 1 else ""
        stands = f"quarter {kept['done']} of {kept['of']}" if row == "13" else f"{named[kept['status']]}{few}"
        assert stands in printed, row
    assert f"Name Jane Wambua Signature: Date: {local(signed.made_at):%a} {signed.day.day}" in printed
    assert f"TSC No {signed.number} Designation {signed.designation}" in printed
    code = printed.partition("Check by SMS: VERIFY ")[2].split()[0]
    assert phones.write("Stranger", f"VERIFY {code}", provider_id="a panel") == [
        f"{code}: genuine. Annex V of Mwangaza Primary, J.W., signed. Last signature: {signed.day.day} Jun 2026."
    ]


def test_the_papers_are_in_the_language_of_who_prints_them(quick_copies: Callable[[], Engine]) -> None:
    phones = begin(quick_copies(), "sw")
    phones.write("Faith", "CHAPISHA", Channel.TELEGRAM)
    media = pressed(phones, "Faith", "Kiamb. III, shajara")
    assert media is not None
    printed = words_of(media)
    assert "SHAJARA YA USHAURI NA UELEKEZI" in printed
    assert "Jina la mshauriwa: Faith Mutua" in printed
    assert "Hakiki kwa SMS: HAKIKI S" in printed


def test_a_pair_of_another_school_is_closed(phones: Phones) -> None:
    """Ali's sub-county has other schools; Jane's office has one."""
    told = phones.write("Ali", "PRINT nowhere academy", Channel.TELEGRAM)
    assert told == ["Not in your area."]
    phones.write("Jane", "PRINT", Channel.TELEGRAM)
    assert all("Mwangaza" in label or label == "P. Otieno, F. Mutua" for label in offered(phones))


@pytest.mark.parametrize(
    ("name", "role", "partner"), [("Peter", "mentor", "Faith Mutua"), ("Faith", "mentee", "Peter Otieno")]
)
def test_a_certificate_says_what_was_issued(
    quick_copies: Callable[[], Engine], name: str, role: str, partner: str
) -> None:
    phones = begun(quick_copies(), "a year is over and Peter has assessed himself", DAY)
    completed(phones)
    (issued,) = [one for one in issued_certificates(phones.engine) if one.role.value == role]
    everybody_on(phones.engine, Channel.TELEGRAM)
    phones = Phones(phones.engine, ClockMoved(phones.simulation.now))
    phones.write(name, "CERT", Channel.TELEGRAM)
    media = pressed(phones, name, "Send to WhatsApp")
    assert media is not None
    assert media.name == f"{issued.number}.pdf"
    printed = words_of(media)
    assert f"as {role} of {partner} at Mwangaza Primary, from 4 May 2026 to 4 May 2027" in printed
    for words in (
        issued.number,
        "Approved by: Ruth Kirui",
        f"VERIFY {issued.number}",
        f"Date: {issued.issued_on.day} May",
    ):
        assert words in printed
    phones.write("Jane", "PRINT", Channel.TELEGRAM)
    by_head = pressed(phones, "Jane", "P. Otieno, F. Mutua", issued.number)
    assert by_head is not None
    assert words_of(by_head) == printed


def test_the_papers_of_a_pair_are_found_by_a_name_where_the_matrix_opens_them(phones: Phones) -> None:
    for name, words in (("Ali", "PRINT Faith"), ("Ali", "PRINT Peter Otieno"), ("Jane", "PRINT Fiath")):
        assert phones.write(name, words, Channel.TELEGRAM) == ["Papers of P. Otieno, F. Mutua:"], words
    for name, words in (("Ali", "PRINT Zubeda"), ("Grace", "PRINT Faith")):
        assert phones.write(name, words, Channel.TELEGRAM) == ["Not in your area."]
