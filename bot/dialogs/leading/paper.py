"""LEADER and SUPPORTED: the two tools of education officials (requirements D274, D276, D393)."""

from __future__ import annotations

from bot.dialogs.instruments.paper import Indicators, OneOfTable, OnScale, areas, indicators
from bot.dialogs.observing.paper import STAGES, MyCoachees, OfStage, TheCoachee
from bot.forms.days import Day
from bot.forms.facts import Context, Fact, Index, NoFacts, NotUnderstood, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.lists import Ticks
from bot.forms.questions import Choice
from bot.forms.saying import Option
from bot.language import _, fold

HEADS, SCHOOLS = Index("coached heads"), Index("schools to support")
TOOL = "leadership"
"""The table of its domains and indicators."""
DOMAINS = ("support", "learners", "culture")
KINDS = {one.key: one for one in areas("supports")}
DIGITAL = {one.key: one for one in indicators("supports", "tools")}


class TheSchool(Find):
    """A school, by as few words of its name as it takes: what follows is how it was supported."""

    def beginning(self, words: str, context: Context) -> tuple[str, str]:
        apart = words.split()
        for count in range(1, len(apart) + 1):
            try:
                found = context.finders[self.index].find(" ".join(apart[:count]), ())
            except NotUnderstood:
                continue
            named = fold(str(found.label)).split()
            rest = apart[count:]
            while rest and fold(rest[0]) in named:
                rest.pop(0)
            return " ".join(apart[: len(apart) - len(rest)]), " ".join(rest)
        return super().beginning(words, context)


class RateLeader(Form[MyCoachees]):
    """The Instructional Leadership Assessment Tool: “Used by Education Officials to evaluate Headteachers across three
    domains, classroom support, learner engagement, and school culture, on a four-point scale (Emerging, Intermediate,
    Mastery, Advanced). In addition, the tool generated facilitation scores, which measured the extent to which school
    leaders effectively guided PLC discussions, supported collaboration among teachers, and addressed instructional”
    matters. Use of data is apart: “Leaders more frequently reviewed learner behavior and performance data”.
    """

    keyword = _("LEADER")
    shows = "scores"
    called = _("leadership assessment")
    counted = None
    at_once = True

    who = TheCoachee(
        _("which head did you assess?"),
        HEADS,
        listed=_("Or choose:"),
        how=_("Reply the name of a head whom you coach."),
        same_as=Fact("only"),
        begins=True,
        label=_("head"),
    )
    support = OnScale(_("classroom support?"), label=_("classroom support"))
    support_by = Indicators(_("classroom support, by indicator?"), TOOL, "support", label=_("indicators: support"))
    learners = OnScale(_("learner engagement?"), label=_("learner engagement"))
    learners_by = Indicators(_("learner engagement, by indicator?"), TOOL, "learners", label=_("indicators: learners"))
    culture = OnScale(_("school culture?"), label=_("school culture"))
    culture_by = Indicators(_("school culture, by indicator?"), TOOL, "culture", label=_("indicators: culture"))
    facilitation = OnScale(_("facilitation of PLCs?"), label=_("PLC facilitation"))
    facilitation_by = Indicators(
        _("facilitation of PLCs, by indicator?"), TOOL, "facilitation", label=_("indicators: PLC")
    )
    data = OnScale(_("use of data for instructional decisions?"), label=_("use of data"))
    data_by = Indicators(_("use of data, by indicator?"), TOOL, "data", label=_("indicators: data"))
    stage = OfStage(
        _("is this baseline, interim or endline?"),
        *(Option(key, label) for key, label in STAGES.items()),
        label=_("stage"),
    )
    day = Day(_("on which day was the assessment?"), latest=today, label=_("day"))

    shorthand = "day who support learners culture facilitation data stage"
    echo = Echo(_("{who}, {day}: {support}, {learners}, {culture}, {facilitation}, {data}."))


class TrackSupport(Form[NoFacts]):
    """The School Leadership Support Tracking Tool: “Used to document the frequency and nature of support provided by
    Education Officials, including coaching check-ins and school leaders' use of digital tools.”
    """

    keyword = _("SUPPORTED")
    private = True
    pin_for = _("to write down support")
    called = _("support of a school")
    counted = None
    at_once = True

    school = TheSchool(
        _("which school did you support?"),
        SCHOOLS,
        how=_("Reply the name of a school of your area."),
        label=_("school"),
    )
    mode = Choice(
        _("how?"),
        Option("visit", _("visit"), ("visited", "ziara", "nilitembelea")),
        Option("call", _("call"), ("phone", "called", "simu", "nilipiga simu")),
        Option("chat", _("chat"), ("message", "whatsapp", "ujumbe")),
        label=_("how"),
    )
    kind = OneOfTable(_("what kind of support?"), tuple(KINDS.values()), label=_("kind"))
    tools = Ticks(
        _("which digital tools does the leader use?"),
        *(Option(key, one.label) for key, one in DIGITAL.items()),
        label=_("digital tools"),
    )
    day = Day(_("on which day?"), latest=today, label=_("day"))

    shorthand = "day school mode kind"
    echo = Echo(_("{school}, {day}: {mode}, {kind}; {tools}."))
