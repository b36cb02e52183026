import typst

from engine.export.fonts import font_warnings

EMBEDDED = typst.Fonts(include_system_fonts=False)


def test_what_the_fonts_have_is_no_warning() -> None:
    text = "Grüße, Ἑλλάς, Привет — “quotes” € → ≤ ✓ \u200b \u0301 \ufffd"
    assert font_warnings(text, EMBEDDED) == ()


def test_missing_scripts_are_named_with_a_font_each() -> None:
    assert font_warnings("漢字 ไ 😀", EMBEDDED) == (
        "No font here has these characters: ไ. Install a font such as Noto Sans Thai.",
        "No font here has these characters: 字 漢. Install a font such as Noto Sans CJK.",
        "No font here has these characters: 😀. Install a font such as Noto Emoji.",
    )


def test_a_few_of_many_missing_characters_are_shown() -> None:
    many = "".join(chr(code) for code in range(0x4E00, 0x5500))
    (warning,) = font_warnings(many, EMBEDDED)
    assert "一 丁 丂 七 and others." in warning
