"""Two looks for tests."""

from models.team import Topic
from ui.markdown.style import ReadingColours, ReadingStyle, TopicColours

_TOPIC = TopicColours(base="#08615F", tint="#E7F4F3", strong="#C3E5E2")
_DARK_TOPIC = TopicColours(base="#6CCBC7", tint="#1A2828", strong="#1F4847")

LIGHT = ReadingStyle(
    ReadingColours(
        surface="#FFFFFF",
        sunken="#EBE9E6",
        line="#E2E0DC",
        line2="#CFCCC7",
        text="#1C1C1A",
        text2="#52504C",
        text3="#66645F",
        accent="#2757C6",
        accent_fill="#2C5FD3",
        on_accent="#FFFFFF",
        select="#E1E9FA",
        badge_text="#FFFFFF",
        topics=dict.fromkeys(Topic, _TOPIC),
    ),
    is_still=True,
)

DARK = ReadingStyle(
    ReadingColours(
        surface="#1B1B1D",
        sunken="#171719",
        line="#37373A",
        line2="#48484C",
        text="#E9E7E3",
        text2="#B9B6B1",
        text3="#A09D98",
        accent="#8DB0FF",
        accent_fill="#3B69DA",
        on_accent="#FFFFFF",
        select="#24304C",
        badge_text="#16161A",
        topics=dict.fromkeys(Topic, _DARK_TOPIC),
    ),
    is_still=True,
)
