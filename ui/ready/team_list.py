"""Who is on the team, and what each decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.team import Team
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Member:
    """One role.

    Attributes:
        name: who.
        task: what it decides.
        llm: which model it works with; empty if that is not known yet.
        number: from 1; 0 for the synthesizer.
    """

    name: str
    task: str
    llm: str
    number: int = 0


def members_of(team: Team, default_llm: str) -> tuple[Member, ...]:
    """The specialists in their order, then the synthesizer."""
    members = [
        Member(one.name, decides(one.topics), one.llm or default_llm, number)
        for number, one in enumerate(team.specialists, start=1)
    ]
    members.append(
        Member(
            translate("ReadyPage", "Synthesizer"),
            translate("ReadyPage", "Reconciles, then writes the plan"),
            team.synthesizer.llm or default_llm,
        )
    )
    return tuple(members)


def decides(topics: Sequence[str]) -> str:
    """What a specialist decides, in words: "Decides claims and audiences"."""
    names = [one.replace("-", " ").replace("_", " ") for one in topics]
    if not names:
        return translate("ReadyPage", "Advises, and decides no topic")
    if len(names) == 1:
        return translate("ReadyPage", "Decides {topic}").format(topic=names[0])
    said = translate("ReadyPage", "Decides {topics} and {last}")
    return said.format(topics=", ".join(names[:-1]), last=names[-1])


class TeamList(QWidget):
    """Lists the roles of a team."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nobody yet."""
        super().__init__(parent)
        self._theme = theme
        self._members: tuple[Member, ...] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        theme.changed.connect(self._build)

    def show_members(self, members: tuple[Member, ...]) -> None:
        """List ``members``."""
        if members != self._members:
            self._members = members
            self._build()

    def _build(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row(self._theme, one) for one in self._members]
        for row in self._rows:
            self._column.addWidget(row)


def _row(theme: Theme, member: Member) -> QWidget:
    row = QWidget()
    row.setAccessibleName(", ".join(one for one in (member.name, member.task, member.llm) if one))
    if member.number:
        sign: QWidget = ElidedLabel(theme, str(member.number), TextStyle.META_STRONG, Role.TEXT2)
    else:
        sign = IconMark(theme, Icon.DOCUMENT, size_px=14)
    place = QHBoxLayout()
    place.addWidget(sign)
    place.addStretch()
    sign_place = QWidget()
    place.setContentsMargins(3 if member.number else 1, 0, 0, 0)
    sign_place.setLayout(place)
    sign_place.setFixedWidth(theme.fonts.px(23))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(WrapLabel(theme, member.name, TextStyle.CONTROL))
    words.addWidget(WrapLabel(theme, member.task, TextStyle.SMALL, Role.TEXT2))
    line = QHBoxLayout()
    line.setContentsMargins(0, 4, 0, 5)
    line.setSpacing(0)
    line.addWidget(sign_place, 0, Qt.AlignmentFlag.AlignVCenter)
    line.addLayout(words, 1)
    line.addSpacing(12)
    llm = ElidedLabel(theme, member.llm, TextStyle.SMALL, Role.TEXT2)
    line.addWidget(llm, 0, Qt.AlignmentFlag.AlignVCenter)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(line)
    column.addWidget(Hairline(theme))
    return row
