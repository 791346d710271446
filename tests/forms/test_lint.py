"""Faults of dialogs and catalogues are found without a chat: none in the product, and each kind where it is planted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.forms.checks import longest, texts
from bot.forms.checks.faults import Dialogs, FaultKind
from bot.forms.checks.lint import lint, summary
from bot.forms.checks.outline import outline
from bot.forms.checks.product import product
from bot.forms.facts import Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Do, Page
from bot.language import Catalogues, _, placeholders
from tests.forms.planted import NOWHERE, PLANTED, Dialog, Misnamed, Unprepared, Untaken

UNREACHED: dict[str, Any] = {
    "deeds": {Do(_("never")): None},
    "finders": [Index("nowhere")],
    "takes": [Untaken],
    "opened": [Misnamed],
}
CATALOGUE_FAULTS = {
    FaultKind.UNTRANSLATED: ("Where did you meet?", ""),
    FaultKind.LOST_PLACEHOLDER: ("Session {number} with {partner}.", "Kikao cha {number}."),
    FaultKind.NOT_GSM7: ("Thank you.", "Asante “sana”."),
    FaultKind.RESERVED_WORD: ("Reply STOP.", "Jibu END."),
    FaultKind.OTHER_WORD: ("your number", "namba yako"),
    FaultKind.UNHEARD: ("To correct, reply EDIT.", "Kusahihisha, jibu HARIRI."),
}


def found_in(*dialogs: Dialog, folder: Path) -> Dialogs:
    """These dialogs alone, everything around them whole."""
    asked = [entry.question for one in dialogs if issubclass(one, Form) for entry in outline(one)]
    looked = {one.index for one in asked if isinstance(one, Find)} - {NOWHERE}
    return Dialogs(
        forms={dialog.__name__: dialog for dialog in dialogs if issubclass(dialog, Form)},
        pages={dialog.__name__: dialog for dialog in dialogs if issubclass(dialog, Page)},
        catalogues=Catalogues(folder),
        takes={one for one in dialogs if issubclass(one, Form)} - {Untaken},
        finders=looked,
        subjects={one for one in dialogs if issubclass(one, Form)},
        prepared={one for one in dialogs if one.facts is not NoFacts} - {Unprepared},
    )


def catalogue(folder: Path, entries: dict[str, str]) -> Catalogues:
    """A folder with a Kiswahili catalogue that holds these."""
    path = folder / "sw" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    said = [f'\nmsgid "{text}"\nmsgstr "{words}"\n' for text, words in entries.items()]
    path.write_text(head + "".join(said), encoding="utf-8")
    (folder / "sw" / "house_words.tsv").write_text("never\twrite\twhy\nnamba\tnambari\t\n", encoding="utf-8")
    return Catalogues(folder)


def test_the_product_has_no_faults_and_the_command_says_what_it_looked_at() -> None:
    done = CliRunner().invoke(cli, ["lint"])
    assert (done.exit_code, done.output) == (0, f"No faults in {len(FORMS)} forms, {len(PAGES)} pages, 2 languages.\n")
    assert done.output.strip() == summary(product())


@pytest.mark.parametrize(("kind", "dialogs"), PLANTED, ids=lambda value: getattr(value, "name", None) or "")
def test_a_planted_fault_is_found_and_nothing_else(
    kind: FaultKind, dialogs: tuple[Dialog, ...], tmp_path: Path
) -> None:
    faults = lint(found_in(*dialogs, folder=tmp_path))
    assert {fault.kind for fault in faults} == {kind}, [str(fault) for fault in faults]
    assert any(fault.where.startswith(dialogs[0].__name__) or len(dialogs) > 1 for fault in faults)


@pytest.mark.parametrize(("kind", "entry"), CATALOGUE_FAULTS.items(), ids=lambda value: getattr(value, "name", ""))
def test_a_fault_of_a_catalogue_is_found_and_nothing_else(
    kind: FaultKind, entry: tuple[str, str], tmp_path: Path
) -> None:
    text, said = entry
    whole = catalogue(tmp_path, {text: said} if said else {})
    faults = lint(replace(found_in(folder=tmp_path), catalogues=whole, texts={text: "bot/forms/form.py"}))
    assert {fault.kind for fault in faults} == {kind}


@pytest.mark.parametrize(("what", "handled"), UNREACHED.items(), ids=UNREACHED)
def test_a_handler_that_nothing_reaches_is_found(what: str, handled: Any, tmp_path: Path) -> None:
    (fault,) = lint(replace(found_in(folder=tmp_path), **{what: handled}))
    assert (fault.kind, fault.where) == (FaultKind.UNREACHED, "desk")


def test_a_translation_that_nobody_says_is_found(tmp_path: Path) -> None:
    faults = lint(replace(found_in(folder=tmp_path), catalogues=catalogue(tmp_path, {"Gone.": "Imeenda."})))
    assert [fault.kind for fault in faults] == [FaultKind.UNUSED]


def test_an_english_text_that_no_sms_can_carry_is_found(tmp_path: Path) -> None:
    faults = lint(replace(found_in(folder=tmp_path), texts={"That’s it.": "bot/forms/form.py"}))
    assert [fault.kind for fault in faults] == [FaultKind.NOT_GSM7]


def test_every_kind_of_fault_is_planted_somewhere() -> None:
    planted = {kind for kind, _dialogs in PLANTED}
    assert planted | CATALOGUE_FAULTS.keys() | {FaultKind.UNUSED, FaultKind.UNREACHED} == set(FaultKind)


def test_planted_dialogs_are_not_part_of_the_product() -> None:
    planted = {dialog.__name__ for _kind, dialogs in PLANTED for dialog in dialogs}
    assert not planted & {*FORMS, *PAGES}


def test_each_fault_is_one_line() -> None:
    whole = product()
    faults = lint(replace(whole, pages=dict(list(whole.pages.items())[:50]), deeds={}, takes=(), texts={}))
    assert len(faults) > 100
    assert all("\n" not in str(fault) for fault in faults)


# texts and worst cases


def test_a_text_written_in_two_pieces_is_one_text(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('from x import _\nA = _("Where "\n      "were you?")\nB = f(_("Who?"))\n')
    assert list(texts.marked(tmp_path)) == ["Where were you?", "Who?"]


def test_a_translation_keeps_the_names_of_the_english_text() -> None:
    dialogs = product()
    entries = dialogs.catalogues.entries("sw")
    assert all(placeholders(text) == placeholders(entries[text]) for text in dialogs.texts)


def test_the_longest_facts_are_made_from_types_alone() -> None:
    for dialog in product().all.values():
        assert isinstance(longest.facts(dialog.facts), dialog.facts)


def test_a_type_without_a_longest_value_is_said_by_name() -> None:
    @dataclass(frozen=True)
    class Odd:
        weight: float

    Odd.__annotations__["weight"] = float
    with pytest.raises(TypeError, match="float"):
        longest.facts(Odd)


def test_the_variants_of_facts_are_every_combination_of_those_that_may_be_absent() -> None:
    gate = PAGES["Gate"].facts
    found = {(known.locked, known.unset) for known in longest.variants(gate, {"locked", "unset", "nowhere"})}
    assert found == {(True, True), (True, False), (False, True), (False, False)}
