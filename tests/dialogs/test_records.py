"""The text that both partners sign."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs.sessions.rules import FIELDS, Record, differences
from tests.dialogs.cast import a_record

words = st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1), max_size=3).map("\n".join)
records = st.builds(Record, **dict.fromkeys(FIELDS, words))


def test_the_signed_text_names_each_field_of_the_form_in_order() -> None:
    assert a_record().canonical() == (
        "session record 1\n"
        "day\n\t2026-05-28\n"
        "venue\n\tstaffroom\n"
        "objectives\n\tlesson notes\n\tclass control\n"
        "areas\n\tlesson notes\n\tclass control\n"
        "plan\n\tgroup work in Gr 4\n\tmark books daily\t2026-06-11\n"
        "looked_back\n\tdid 2 of 3\n"
    )


def test_the_hash_of_a_text_never_changes_or_old_signatures_could_not_be_checked() -> None:
    assert a_record().hash == "0bcd277c80e7be0af8e860a1f8112f3fc605d7c1da0948b466e568322560efed"


def test_what_a_coaching_pair_made_and_used_is_signed_under_a_layout_of_its_own() -> None:
    coached = replace(a_record(), made="a chart of fractions", resources="plans,aids")
    assert coached.canonical() == (
        a_record().canonical().replace("session record 1", "session record 2")
        + "made\n\ta chart of fractions\nresources\n\tplans,aids\n"
    )


@given(records, records)
def test_two_records_share_a_text_only_when_they_say_the_same(one: Record, other: Record) -> None:
    assert (one.canonical() == other.canonical()) == (one == other)


@given(records, st.sampled_from(FIELDS), words)
def test_differences_names_just_what_was_changed(record: Record, field: str, said: str) -> None:
    changed = replace(record, **{field: said})
    assert differences(record, changed) == (() if getattr(record, field) == said else (field,))
