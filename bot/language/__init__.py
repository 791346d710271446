"""Language: what the bot says and understands, in Kenyan English and in Kiswahili."""

from bot.language.adverts import advert
from bot.language.catalogue import (
    LANGUAGES,
    LOCALES,
    Catalogues,
    MissingTranslation,
    UnknownPlaceholder,
    ours,
    placeholders,
    say,
    say_strictly,
)
from bot.language.coaching import InCoaching
from bot.language.dates.almanac import of_part
from bot.language.dates.around import Around, around, is_planned, names_day, names_hour, twelve
from bot.language.dates.counted import months_after
from bot.language.dates.days import day_apart, leading_day, read_day
from bot.language.dates.due import split_by
from bot.language.dates.hours import read_hour
from bot.language.dates.leftover import leftover
from bot.language.dates.looking import Towards
from bot.language.dates.moments import NAIROBI, local, local_day
from bot.language.dates.public_holidays import Feast, PublicHoliday, holiday_name, public_holidays
from bot.language.dates.rhythm import Series
from bot.language.dates.series import read_series
from bot.language.dates.slips import beginning, plain
from bot.language.dates.when import When, read_when
from bot.language.dates.whom import without_people
from bot.language.errors import DayFault, NotADay, NotAnHour, Unclear
from bot.language.greetings import past_greeting
from bot.language.likeness import misspelt, nearly_same
from bot.language.lists import listed, split_items
from bot.language.meaning import slip
from bot.language.names import Item, Name, as_named, items_of, items_text, name_key, name_words, same_person
from bot.language.numbering import Numbered, in_parts
from bot.language.records.answer import answer_alone, place_alone
from bot.language.records.how_far import how_far
from bot.language.records.named_parts import ByName, numbered_by_name, told_by_name, without_name
from bot.language.records.prefaces import of_the_parts
from bot.language.recounting import recounted
from bot.language.senses import asides, commands, meanings
from bot.language.shown import language_shown
from bot.language.sms import NotGsm7, Segments, fits, is_gsm7, segments, septets, split, to_gsm7
from bot.language.speaking import Spoken, UnknownSpec, speak
from bot.language.tellings import means_later, polite, telling
from bot.language.text import Marked, _
from bot.language.trimming import without_courtesies
from bot.language.venues import venue
from bot.language.words import (
    LEAVING_WORDS,
    NO_WORDS,
    RESERVED,
    SAME_WORDS,
    SHOWN,
    START_WORDS,
    STOP_WORDS,
    WORDS,
    YES_WORDS,
    Control,
    Utterance,
    automatic,
    bare_number,
    control,
    fold,
    leaves,
    means,
    once,
    opt_in,
    opt_out,
    squeeze,
    yes_or_no,
)

__all__ = [
    "LANGUAGES",
    "LEAVING_WORDS",
    "LOCALES",
    "NAIROBI",
    "NO_WORDS",
    "RESERVED",
    "SAME_WORDS",
    "SHOWN",
    "START_WORDS",
    "STOP_WORDS",
    "WORDS",
    "YES_WORDS",
    "Around",
    "ByName",
    "Catalogues",
    "Control",
    "DayFault",
    "Feast",
    "InCoaching",
    "Item",
    "Marked",
    "MissingTranslation",
    "Name",
    "NotADay",
    "NotAnHour",
    "NotGsm7",
    "Numbered",
    "PublicHoliday",
    "Segments",
    "Series",
    "Spoken",
    "Towards",
    "Unclear",
    "UnknownPlaceholder",
    "UnknownSpec",
    "Utterance",
    "When",
    "_",
    "advert",
    "answer_alone",
    "around",
    "as_named",
    "asides",
    "automatic",
    "bare_number",
    "beginning",
    "commands",
    "control",
    "day_apart",
    "fits",
    "fold",
    "holiday_name",
    "how_far",
    "in_parts",
    "is_gsm7",
    "is_planned",
    "items_of",
    "items_text",
    "language_shown",
    "leading_day",
    "leaves",
    "leftover",
    "listed",
    "local",
    "local_day",
    "meanings",
    "means",
    "means_later",
    "misspelt",
    "months_after",
    "name_key",
    "name_words",
    "names_day",
    "names_hour",
    "nearly_same",
    "numbered_by_name",
    "of_part",
    "of_the_parts",
    "once",
    "opt_in",
    "opt_out",
    "ours",
    "past_greeting",
    "place_alone",
    "placeholders",
    "plain",
    "polite",
    "public_holidays",
    "read_day",
    "read_hour",
    "read_series",
    "read_when",
    "recounted",
    "same_person",
    "say",
    "say_strictly",
    "segments",
    "septets",
    "slip",
    "speak",
    "split",
    "split_by",
    "split_items",
    "squeeze",
    "telling",
    "to_gsm7",
    "told_by_name",
    "twelve",
    "venue",
    "without_courtesies",
    "without_name",
    "without_people",
    "yes_or_no",
]
