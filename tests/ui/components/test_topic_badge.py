import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from models.team import Topic
from ui.components.topic_badge import Badge, BadgeStatus, TopicBadge
from ui.theme.theme import Theme


def _picture(qtbot: QtBot, theme: Theme, badge: Badge) -> QImage:
    widget = TopicBadge(theme, badge)
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


def test_a_badge_is_spoken_in_full(qtbot: QtBot, theme: Theme) -> None:
    badge = Badge(3, Topic.WHEN, BadgeStatus.DECIDED, side="B", decided_by="brief")
    widget = TopicBadge(theme, badge)
    qtbot.addWidget(widget)
    assert widget.accessibleName() == "Contradiction 3, side B, When, decided by brief"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (BadgeStatus.OPEN, "open"),
        (BadgeStatus.DECIDED, "decided"),
        (BadgeStatus.OUT_OF_DATE, "out of date"),
    ],
)
def test_the_status_is_spoken(status: BadgeStatus, words: str) -> None:
    assert Badge(1, Topic.MUCH, status).spoken == f"Contradiction 1, How much, {words}"


def test_topics_and_statuses_differ_also_without_colour(qtbot: QtBot, theme: Theme) -> None:
    theme.set_high_contrast(True)
    pictures = [
        _picture(qtbot, theme, Badge(1, topic, status)).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        for topic in Topic
        for status in BadgeStatus
    ]
    for index, one in enumerate(pictures):
        assert one not in pictures[index + 1 :]


def test_the_letter_makes_a_badge_wider_but_not_higher(qtbot: QtBot, theme: Theme) -> None:
    without = _picture(qtbot, theme, Badge(1, Topic.WHO))
    with_side = _picture(qtbot, theme, Badge(1, Topic.WHO, side="A"))
    assert with_side.width() > without.width()
    assert with_side.height() == without.height()


def test_a_badge_can_show_another_contradiction(qtbot: QtBot, theme: Theme) -> None:
    widget = TopicBadge(theme, Badge(1, Topic.WHO))
    qtbot.addWidget(widget)
    widget.show_badge(Badge(2, Topic.HOW))
    assert widget.accessibleName() == "Contradiction 2, How, open"
