from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from models.team import Topic
from ui.markdown.badges import QuoteStatus, paint_badge
from ui.markdown.style import SHAPES, BadgeColours, TopicShape

pytestmark = pytest.mark.usefixtures("qapp")

_COLOURS = BadgeColours(base="#08615F", on_base="#FFFFFF", out_of_date="#66645F")


def painted(number: int, shape: TopicShape, status: QuoteStatus) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_badge(painter, QRectF(3, 3, 18, 18), number, shape, _COLOURS, status)
    painter.end()
    return image


def test_every_topic_has_its_own_shape() -> None:
    assert set(SHAPES) == set(Topic)
    assert set(SHAPES.values()) == set(TopicShape)


def test_shapes_and_states_are_told_apart_without_colour() -> None:
    badges = [painted(3, shape, status) for shape in TopicShape for status in QuoteStatus]
    assert all(one != other for one, other in combinations(badges, 2))


def test_a_decided_badge_is_filled() -> None:
    filled = painted(1, TopicShape.SQUARE, QuoteStatus.DECIDED).pixelColor(6, 12).lightness()
    hollow = painted(1, TopicShape.SQUARE, QuoteStatus.OPEN).pixelColor(6, 12).lightness()
    assert filled < 128 < hollow
