"""A sheet of all components in all states, for the eye and for tests that go over all of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.contradiction import Basis, Severity
from models.team import Topic
from ui.components.banner import Banner, Notice, Tone
from ui.components.button_base import ButtonSize
from ui.components.buttons import (
    FlatButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from ui.components.empty_state import EmptyState
from ui.components.key_cap import KeyCap
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import FormCard, Hairline, Pane
from ui.components.progress import IndeterminateBar, ShareBar
from ui.components.rule_ladder import Ladder, RuleLadder
from ui.components.search_field import SearchField
from ui.components.severity_bars import SeverityBars
from ui.components.state_chip import Chip, ChipState, StateChip
from ui.components.step_row import Step, StepRow
from ui.components.switcher import Segment, SegmentedSwitcher
from ui.components.topic_badge import Badge, BadgeStatus, TopicBadge, topic_name
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

VIEWS = (
    Segment("workers", "Workers", Icon.WORKERS),
    Segment("contradictions", "Contradictions", Icon.COMPARE),
    Segment("plan", "Plan", Icon.DOCUMENT),
    Segment("timeline", "Timeline", Icon.TIMELINE),
)


def component_sheet(theme: Theme) -> QWidget:
    """All components in all states."""
    sheet = Pane(theme, Role.SURFACE)
    sheet.setWindowTitle("Component sheet")
    columns = QHBoxLayout(sheet)
    columns.setContentsMargins(32, 24, 32, 24)
    columns.setSpacing(36)
    for sections in (
        (_states(theme), _badges(theme), _ladders(theme), _types(theme)),
        (_controls(theme), _switchers(theme), _fields(theme), _progress(theme)),
        (_banners(theme), _cards(theme), _empty_states(theme), _labels(theme)),
    ):
        column = QVBoxLayout()
        column.setSpacing(18)
        for section in sections:
            column.addWidget(section)
        column.addStretch()
        columns.addLayout(column, 1)
    return sheet


def _section(theme: Theme, title: str) -> tuple[QWidget, QVBoxLayout]:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(ElidedLabel(theme, title, TextStyle.LABEL, Role.TEXT3))
    column.addWidget(Hairline(theme))
    column.addSpacing(4)
    return section, column


def _row(widgets: Sequence[QWidget], spacing: int = 12) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


def _states(theme: Theme) -> QWidget:
    section, column = _section(theme, "States: icon and word, tint only where attention is needed")
    states = list(ChipState)
    for start in range(0, len(states), 4):
        chips = [StateChip(theme, Chip(state)) for state in states[start : start + 4]]
        column.addLayout(_row(chips, 16))
    labelled = [
        Chip(ChipState.WRITING, "Writing · 22 tokens/s"),
        Chip(ChipState.DECIDED, "Hard limit"),
        Chip(ChipState.WAITING, "Waiting for 3 workers"),
    ]
    column.addLayout(_row([StateChip(theme, chip) for chip in labelled], 16))
    return section


def _badges(theme: Theme) -> QWidget:
    section, column = _section(theme, "Badges: number, topic (shape and colour), status (fill)")
    grid = QGridLayout()
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(8)
    for place, title in enumerate(("open", "decided", "out of date", "in panel"), start=1):
        grid.addWidget(ElidedLabel(theme, title, TextStyle.META, Role.TEXT3), 0, place)
    for number, topic in enumerate(Topic, start=1):
        badges = [Badge(number, topic, status) for status in BadgeStatus]
        badges.append(Badge(number + 9, topic, BadgeStatus.DECIDED, "A", "brief"))
        grid.addWidget(ElidedLabel(theme, topic_name(topic)), number, 0)
        for place, badge in enumerate(badges, start=1):
            grid.addWidget(TopicBadge(theme, badge), number, place)
    grid.setColumnStretch(5, 1)
    column.addLayout(grid)
    return section


def _ladders(theme: Theme) -> QWidget:
    section, column = _section(theme, "Which rule decided")
    for basis in (Basis.BRIEF, Basis.ARITHMETIC, Basis.USER, Basis.NEEDS_YOU):
        column.addWidget(RuleLadder(theme, Ladder(basis)))
    column.addWidget(RuleLadder(theme, Ladder(Basis.HARD_LIMIT, has_house_rule=True)))
    narrow = RuleLadder(theme, Ladder(Basis.BRIEF))
    narrow.setFixedWidth(narrow.minimumSizeHint().width())
    column.addWidget(narrow)
    return section


def _types(theme: Theme) -> QWidget:
    section, column = _section(theme, "Type")
    for style in TextStyle:
        column.addWidget(ElidedLabel(theme, f"{style.name.capitalize()} text 1234", style))
    mono = ElidedLabel(theme, "mono -> != 0O1lI")
    mono.setFont(theme.fonts.mono(TextStyle.SMALL))
    column.addWidget(mono)
    return section


def _controls(theme: Theme) -> QWidget:
    section, column = _section(theme, "Controls")
    blocked = SecondaryButton(theme, "Disabled")
    blocked.set_blocked("Write a brief first.")
    kept = SecondaryButton(theme, "Keep A", size=ButtonSize.COMPACT)
    kept.setCheckable(True)
    kept.setChecked(True)
    column.addLayout(
        _row(
            [
                PrimaryButton(theme, "Run", Icon.PLAY),
                PrimaryButton(theme, "Export", Icon.EXPORT),
                SecondaryButton(theme, "Run again", Icon.AGAIN),
                blocked,
            ]
        )
    )
    compact = ButtonSize.COMPACT
    column.addLayout(
        _row(
            [
                kept,
                SecondaryButton(theme, "Keep B", size=compact),
                SecondaryButton(theme, "Own words…", size=compact),
                FlatButton(theme, "Edit team", Icon.WRITING, compact),
                LinkButton(theme, "Link", size=compact),
                IconButton(theme, Icon.MORE, "More"),
            ]
        )
    )
    column.addLayout(_row([PrimaryButton(theme, "Large", Icon.PLAY, ButtonSize.LARGE)]))
    column.addLayout(_row(_choices()))
    bars: list[QWidget] = [SeverityBars(theme, severity) for severity in Severity]
    column.addLayout(_row([*bars, KeyCap(theme, "Ctrl"), KeyCap(theme, "Enter")]))
    return section


def _choices() -> list[QWidget]:
    checked, unchecked = QCheckBox("Checked"), QCheckBox("Not checked")
    on, off = QRadioButton("On"), QRadioButton("Off")
    checked.setChecked(True)
    on.setChecked(True)
    return [checked, unchecked, on, off]


def _switchers(theme: Theme) -> QWidget:
    section, column = _section(theme, "View switcher")
    column.addLayout(_row([SegmentedSwitcher(theme, VIEWS, "View")]))
    icons = SegmentedSwitcher(theme, VIEWS, "View, icons only")
    icons.set_icon_only(True)
    plain = (Segment("found", "Contradictions 5"), Segment("plan", "Plan"))
    column.addLayout(_row([icons, SegmentedSwitcher(theme, plain, "Dock")]))
    return section


def _fields(theme: Theme) -> QWidget:
    section, column = _section(theme, "Fields")
    column.addWidget(SearchField(theme, "Search runs"))
    filled = SearchField(theme, "Search runs, filled")
    filled.setText("launch")
    column.addWidget(filled)
    line = QLineEdit("11 May 2027")
    line.setAccessibleName("Public launch")
    combo = QComboBox()
    combo.setAccessibleName("Workers at once")
    combo.addItems(["Auto (up to 3 here)", "1"])
    blocked = QLineEdit("Disabled")
    blocked.setAccessibleName("Disabled field")
    blocked.setEnabled(False)
    column.addLayout(_row([line, combo]))
    column.addWidget(blocked)
    return section


def _progress(theme: Theme) -> QWidget:
    section, column = _section(theme, "Steps and progress")
    steps = (
        Step(ChipState.DONE, "Workers", "4 of 4 done", 1.0),
        Step(ChipState.WRITING, "Contradictions", "2 of 6 pairs read", 0.33),
        Step(
            ChipState.WAITING,
            "Decisions",
            "Brief, hard limits, arithmetic, topic owner; what is left comes to you",
        ),
    )
    for step in steps:
        column.addWidget(StepRow(theme, step))
    column.addWidget(IndeterminateBar(theme, "Loading mistral-small:24b"))
    share = ShareBar(theme, "Download")
    share.show_share(0.62)
    column.addWidget(share)
    return section


def _banners(theme: Theme) -> QWidget:
    section, column = _section(theme, "Banners")
    notices = (
        Notice(
            Tone.WARN,
            "Plan from 3 of 4 workers",
            "Metrics Designer failed, so goals have no source.",
        ),
        Notice(Tone.ERR, "Cloud model refused"),
        Notice(
            Tone.INFO,
            "Checked 4 of 6 pairs",
            "The other two did not fit the model's window. They can be checked with another model.",
        ),
    )
    for notice in notices:
        banner = Banner(theme, notice)
        banner.add_action(SecondaryButton(theme, "Retry failed", Icon.AGAIN))
        column.addWidget(banner)
    return section


def _cards(theme: Theme) -> QWidget:
    section, column = _section(theme, "Cards")
    card = FormCard(theme, Role.RAISED, Role.ERR_L)
    card.body.addWidget(ElidedLabel(theme, "Not enough memory for gemma3:12b", TextStyle.HEADING))
    card.body.addWidget(
        WrapLabel(
            theme,
            "It needs 9.1 GB and 6.4 GB is free while mistral-small:24b is loaded. "
            "No text was written, and none was made up.",
        )
    )
    compact = ButtonSize.COMPACT
    card.body.addLayout(
        _row(
            [
                SecondaryButton(theme, "Use qwen3:8b", size=compact),
                SecondaryButton(theme, "Retry when free", Icon.AGAIN, compact),
            ],
            8,
        )
    )
    card.body.addLayout(_row([LinkButton(theme, "Leave out"), LinkButton(theme, "Show details")]))
    column.addWidget(card)
    form = FormCard(theme)
    form.body.addWidget(ElidedLabel(theme, "Keep A", TextStyle.HEADING))
    form.body.addWidget(WrapLabel(theme, "Solo freelancers first, studios second"))
    column.addWidget(form)
    return section


def _empty_states(theme: Theme) -> QWidget:
    section, column = _section(theme, "Empty places")
    queued = EmptyState(
        theme,
        "Next in line",
        "Starts when mistral-small:24b has loaded. Nothing is wrong; models load one at a time.",
    )
    queued.add(LinkButton(theme, "Start before Timeline Planner"))
    loading = EmptyState(
        theme, "Loading mistral-small:24b", "14.3 GB into memory. Usually 15 to 20 seconds."
    )
    loading.add(IndeterminateBar(theme, "Loading"), is_wide=True)
    first = EmptyState(
        theme,
        "Ollama is not installed",
        "Parallel Workers uses Ollama to run models on this computer.",
        Icon.DOWNLOAD,
    )
    for state in (queued, loading, first):
        column.addWidget(state)
        column.addSpacing(8)
    return section


def _labels(theme: Theme) -> QWidget:
    section, column = _section(theme, "Labels")
    column.addWidget(
        ElidedLabel(
            theme,
            "Plan the public launch of Ledgerling 1.0, an invoicing app for freelancers and very "
            "small studios. Fixed for 11 May 2027.",
            TextStyle.SMALL,
            Role.TEXT2,
        )
    )
    line = QHBoxLayout()
    line.addWidget(ElidedLabel(theme, "Left"))
    line.addWidget(Hairline(theme, Qt.Orientation.Vertical))
    line.addWidget(ElidedLabel(theme, "Right"))
    line.addStretch()
    column.addLayout(line)
    return section
