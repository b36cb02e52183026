"""The theme as reading text needs it."""

from ui.markdown.style import ReadingColours, ReadingStyle
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme


def reading_style(theme: Theme, text: TextStyle, zoom_percent: int = 100) -> ReadingStyle:
    """The look of Markdown in the theme as it is now."""
    return ReadingStyle(
        colours=ReadingColours.from_tokens(
            {role.value: color for role, color in theme.tokens.colors.items()}
        ),
        families=tuple(theme.fonts.font(text).families()),
        mono_families=tuple(theme.fonts.mono(text).families()),
        text_px=theme.fonts.px(text.size_px),
        line_px=theme.fonts.line_px(text),
        zoom_percent=zoom_percent,
        is_still=theme.is_motion_reduced,
        is_high_contrast=theme.tokens.is_high_contrast,
    )
