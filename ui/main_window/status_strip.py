"""The strip at the bottom: privacy, parallelism, what is saved."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.call import Call, Phase
from models.run import Run
from ui.components.frame_sizes import STATUS_STRIP_PX
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline, Pane
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class StatusStrip(Pane):
    """Says what a run can prove about itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(theme, Role.CHROME, parent)
        self.setFixedHeight(theme.fonts.px(STATUS_STRIP_PX))
        self._privacy = ElidedLabel(theme, style=TextStyle.META, role=Role.TEXT2)
        self._parallel = ElidedLabel(theme, style=TextStyle.META, role=Role.TEXT2)
        self._saved = ElidedLabel(theme, style=TextStyle.META, role=Role.TEXT2)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(IconMark(theme, Icon.SHIELD, Role.OK))
        row.addWidget(self._privacy)
        row.addSpacing(6)
        self._line = Hairline(theme, Qt.Orientation.Vertical)
        row.addWidget(self._line)
        row.addSpacing(6)
        row.addWidget(self._parallel)
        row.addStretch(1)
        row.addWidget(self._saved)
        self.show_nothing("")

    def show_nothing(self, host: str) -> None:
        """Say where a run would go."""
        place = urlsplit(host).hostname or "127.0.0.1"
        self._privacy.setText(self.tr("Local only · {0}").format(place))
        self._show_parallelism("")
        self._saved.setText("")

    def show_run(self, run: Run, now: datetime) -> None:
        """Say where a run's calls went, how many workers wrote at once, and when it was saved."""
        self._privacy.setText(self._privacy_of(run))
        self._show_parallelism(self._parallelism_of(run))
        # Every event is written when it happens.
        saved_at = (run.started_at + timedelta(seconds=run.last_s)).astimezone(now.tzinfo)
        self._saved.setText(self.tr("Saved {0}").format(_moment(saved_at, now)))

    def _show_parallelism(self, text: str) -> None:
        self._parallel.setText(text)
        self._line.setVisible(bool(text))

    def _privacy_of(self, run: Run) -> str:
        if run.is_demo:
            return self.tr("Sample run · no model · 0 bytes left this machine")
        hosts = sorted({urlsplit(seat.host).hostname or "" for seat in run.seats} - {""})
        parts = [self.tr("Local only"), *hosts, self.tr("0 bytes left this machine")]
        return " · ".join(parts)

    def _parallelism_of(self, run: Run) -> str:
        factor = parallelism(run)
        if factor is None:
            return ""
        is_live = any(not one.state.is_final for one in run.contributions)
        said = self.tr("Effective parallelism {0:.1f} of {1} · slots unknown")
        if is_live:
            said = self.tr("Effective parallelism {0:.1f} of {1} so far · slots unknown")
        return said.format(factor, len(run.contributions))


def parallelism(run: Run) -> float | None:
    """How many workers read or wrote at the same time, on average; ``None`` before any has ended.

    The time all workers spent reading and writing, by the first reading to the last word; waiting
    for a slot or for the model is no work and does not count. Time in which nobody had been asked,
    as before a worker is asked again, counts for nothing.
    """
    calls = [
        call
        for call in run.calls
        if call.purpose.phase is Phase.CONSULT and call.metrics.answer_s > 0
    ]
    whole_s = sum(
        max(call.ended_s for call in stretch) - min(_reading_since_s(call) for call in stretch)
        for stretch in _stretches(calls)
    )
    worked_s = sum(call.ended_s - _reading_since_s(call) for call in calls)
    return worked_s / whole_s if whole_s > 0 else None


def _reading_since_s(call: Call) -> float:
    return call.ended_s - call.metrics.prompt_s - call.metrics.answer_s


def _stretches(calls: Sequence[Call]) -> list[list[Call]]:
    """The calls in groups, between which none was under way."""
    stretches: list[list[Call]] = []
    latest_s = 0.0
    for call in sorted(calls, key=lambda one: one.started_s):
        if not stretches or call.started_s > latest_s:
            stretches.append([])
        stretches[-1].append(call)
        latest_s = max(latest_s, call.ended_s)
    return stretches


def _moment(moment: datetime, now: datetime) -> str:
    """When something was: "10:41" today, else with the day, in another year with the year."""
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    days = "d MMMM" if moment.year == now.year else "d MMMM yyyy"
    day = QLocale().toString(QDate(moment.year, moment.month, moment.day), days)
    return f"{day}, {moment:%H:%M}"
