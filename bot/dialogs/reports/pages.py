"""Reports as they come and go: read, acknowledged or returned, and those that are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.reports.paper import OneReport, ReportSpan, ReturnReport, SendReport
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


class ReportSent(Page[OneReport]):
    """The receipt of a report."""

    report: int

    shows = "session"
    behind_pin = False
    private = True
    receipt = True
    text = _("Sent to the {to}: report of {area}, {period}. I will tell you when it is acknowledged or returned.")


@dataclass(frozen=True)
class Incoming:
    """The reports that an office receives: how many wait, and how many are late."""

    me: Name
    waiting: int
    late: int
    rows: tuple[Row, ...]
    own: bool
    """Whether they have sent one themselves."""
    sends: bool
    """Whether they have one to send: to headquarters all of them come."""


class ReportsCame(Notice[Incoming]):
    """To whoever receives reports, once a day: how many wait."""

    text = _("TIMEC: {waiting:# report waits|# reports wait} for you.")
    private = True
    template = "reports_came"
    buttons = (_("read them"),)

    read = Go(_("read them"), lambda: Reports, synonyms=("read", "soma"))


class Reports(Page[Incoming]):
    """The reports that came, those that are late, and one's own."""

    keyword = _("REPORTS")
    shows = "session"
    private = True
    asks = Style.LIST
    text = If(
        Fact("waiting"),
        If(
            Fact("late"),
            _("{waiting:# report waits|# reports wait} for you, {late:# is|# are} late."),
            _("{waiting:# report waits|# reports wait} for you."),
        ),
        If(
            Fact("late"),
            _("No report waits for you, {late:# is|# are} late."),
            If(Fact("sends"), _("No report waits for you. REPORT drafts your own."), _("No report waits for you now.")),
        ),
    )

    each = Each(Fact("rows"), lambda: ReportRead, most=3)
    late = Go(_("late reports"), lambda: LateReports, when=Fact("late"))
    mine = Do(_("my last report"), when=Fact("own"))


class ReportRead(Page[OneReport]):
    """One report, to its receiver and to its author."""

    report: int

    shows = "session"
    private = True
    picture = Fact("document")
    text = (
        _("{area}, {period}, {by}, {day}: {figures:all}"),
        If(Fact("issues"), _("Issues resolved: {resolved} of {issues}.")),
        If(Fact("said"), _("{by:first}: {said}.")),
        If(Fact("acknowledged"), _("Acknowledged.")),
        If(Fact("answer"), _("Returned: {answer}.")),
    )

    acknowledge = Do(_("acknowledge"), when=Fact("may_answer"), synonyms=("ok", "sawa", "yes", "ndiyo"))
    send_back = Go(_("return it"), ReturnReport, when=Fact("may_answer"), synonyms=("return", "rudisha"))
    again = Do(_("send again"), when=Fact("may_again"))


class ReportAccepted(Page[OneReport]):
    """The receipt of an acknowledgement."""

    report: int

    shows = "session"
    behind_pin = False
    private = True
    text = _("Acknowledged: report of {area}, {period}. {by} is told. REPORTS shows the others.")


class ReportSentBack(Page[OneReport]):
    """The receipt of a return."""

    report: int

    shows = "session"
    behind_pin = False
    private = True
    text = _("Returned to {by}: report of {area}, {period}.")


class ReportAcknowledged(Notice[OneReport]):
    """To its author."""

    report: int

    shows = "session"
    text = _("TIMEC: the {to} has acknowledged your report, {area}, {period}.")
    template = "report_acknowledged"


class ReportReturned(Notice[OneReport]):
    """To its author: why stands behind it, for others may see the screen."""

    report: int

    shows = "session"
    text = _("TIMEC: the {to} has returned your report, {area}, {period}.")
    template = "report_returned"
    buttons = (_("read why"),)

    read = Go(_("read why"), ReportRead, synonyms=("read", "soma"))


# late


@dataclass(frozen=True)
class LateOnes:
    """Reports whose day has passed."""

    total: int
    rows: tuple[Row, ...]


class LateReports(Page[LateOnes]):
    """Who has not sent the report that fell due last."""

    keyword = _("LATE REPORTS")
    offices = ("scd", "cd", "dfs")
    shows = "session"
    private = True
    asks = Style.LIST
    text = If(Fact("total"), _("{total:# report is|# reports are} late:"), _("No report is late."))

    each = Each(Fact("rows"), lambda: LateReport)
    back = Go(_("reports"), Reports)


@dataclass(frozen=True)
class OneLate:
    """One report that is late."""

    area: str
    period: ReportSpan
    by: Name
    due: date


class LateReport(Page[OneLate]):
    """One of them, whose author can be reminded."""

    area: int
    role: str
    kind: str
    first: date

    shows = "session"
    private = True
    text = _("{area}, {period}: due {due}. {by} has not sent it.")

    remind = Do(_("remind"), synonyms=("mkumbushe",))
    back = Go(_("late reports"), LateReports)


class AuthorReminded(Page[OneLate]):
    """The receipt of a reminder; a second one on one day is none."""

    area: int
    role: str
    kind: str
    first: date

    shows = "session"
    behind_pin = False
    private = True
    text = _("{by} is reminded today: report of {area}, {period}.")


@dataclass(frozen=True)
class Awaited:
    """A report that somebody is to send."""

    me: Name
    area: str
    period: ReportSpan
    due: date
    over: bool


class ReportDue(Prompt[Awaited]):
    """A week and a day before a report is due, and after it (requirement D241)."""

    reason = Reason(
        "report",
        Rank.REPORT,
        because=_("a report of yours is due"),
        watched=_("Prompt to {who}: a report is due"),
    )

    area: int
    role: str
    kind: str
    first: date

    text = If(
        Fact("over"),
        _("TIMEC: {me:first}, the report of {area}, {period}, was due {due}. It is drafted."),
        _("TIMEC: {me:first}, the report of {area}, {period}, is due {due}. It is drafted."),
    )
    brief = _("report, {period}")
    template = "report_due"
    buttons = (_("report"),)

    send = Go(_("report"), SendReport, synonyms=("report", "ripoti"))
