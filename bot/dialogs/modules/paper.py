"""MODULE: a module is done, in one SMS: “MODULE 5 done advanced” (requirements D283 to D285)."""

from __future__ import annotations

import re

from bot.dialogs.instruments.paper import OnScale, table
from bot.forms.facts import Context, NoFacts, NotUnderstood
from bot.forms.form import Echo, Form
from bot.forms.questions import SKIPPED, Choice
from bot.forms.saying import Option, Said
from bot.language import _

MODULES = {one.key: one for one in table("modules")}
GROUPS = {
    "leaders": _("school leaders"),
    "teachers": _("teachers"),
}
"""For whom modules are: “targeted learning modules for instructional leaders and teachers”, section 2.5."""
FOR = {group: [key for key, one in MODULES.items() if group in one.area.split()] for group in GROUPS}
"""The modules of each group, as the table has them: who registers one writes for whom it is in its second column."""
_DONE = re.compile(
    r"^(?:(?:is |it is |i have |nime)?(?:done|finished|completed?|maliza|imalizi?ka|imekamilika|tayari)\b[ ,:]*)+",
    re.IGNORECASE,
)
"""What people write before the level."""
_NUMBER = re.compile(r"^(?:module|moduli|mod|no\.?|number|namba)?\s*(\d{1,2})$", re.IGNORECASE)


class WhichModule(Choice):
    """One module, by its own number: a list of them is not counted from one."""

    def options(self, context: Context) -> tuple[Option, ...]:
        return tuple(Option(key, one.label, in_text=int(key)) for key, one in MODULES.items())

    def hear(self, words: str, context: Context) -> str:
        number = _NUMBER.match(words.strip())
        if number is None:
            return super().hear(words, context)
        if number[1] not in MODULES:
            raise NotUnderstood(_("There is no module {number} in the list."), number=number[1])
        return number[1]

    def value(self, stored: str, context: Context) -> object:
        return Said(_("module {number}"), {"number": stored})


class LevelReached(OnScale):
    """The level; “done” alone names none."""

    def hear(self, words: str, context: Context) -> str:
        level = _DONE.sub("", words.strip()).strip()
        return super().hear(level, context) if level else SKIPPED

    def check(self, stored: str, context: Context) -> None:
        if stored:
            super().check(stored, context)


class ReportModule(Form[NoFacts]):
    """A module and the level reached: “Module 4: Effective Coaching Strategies”, “Module 5: Evaluating and Improving
    Teaching Practices”, “Module 6: Creating Positive Learning Environments”, “Module 11: Technology Integration and
    Data Use”; “many achieving Advanced or Mastery levels”.
    """

    keyword = _("MODULE")
    called = _("module")
    counted = None
    at_once = True

    module = WhichModule(_("which module have you done?"), label=_("module"))
    level = LevelReached(_("which level did you reach?"), optional=True, label=_("level"))

    shorthand = "module level"
    echo = Echo(_("{module}, {level}."))
