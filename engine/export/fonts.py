"""Which characters no font of this machine can show."""

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.export.typst_markup import string_literal

if TYPE_CHECKING:
    from typst import Fonts

_SHOWN_PER_SCRIPT = 4
_UNSHOWABLE = "could not be displayed"

# The first word of a character's Unicode name, and the font that has its script.
_FONT_OF_SCRIPT = {
    "CJK": "Noto Sans CJK",
    "HIRAGANA": "Noto Sans CJK",
    "KATAKANA": "Noto Sans CJK",
    "HANGUL": "Noto Sans CJK",
    "FULLWIDTH": "Noto Sans CJK",
    "IDEOGRAPHIC": "Noto Sans CJK",
    "ARABIC": "Noto Naskh Arabic",
    **{
        script: f"Noto Sans {script.title()}"
        for script in (
            "ARMENIAN",
            "BENGALI",
            "DEVANAGARI",
            "ETHIOPIC",
            "GEORGIAN",
            "GUJARATI",
            "GURMUKHI",
            "HEBREW",
            "KANNADA",
            "KHMER",
            "LAO",
            "MALAYALAM",
            "MYANMAR",
            "SINHALA",
            "TAMIL",
            "TELUGU",
            "THAI",
            "TIBETAN",
        )
    },
}
_SYMBOL_FONT = "Noto Sans Symbols 2"
_EMOJI_FONT = "Noto Emoji"


def font_warnings(text: str, fonts: "Fonts") -> tuple[str, ...]:
    """One sentence per font that would be needed to show all of ``text``."""
    missing: dict[str, list[str]] = {}
    for font, characters in _by_font(text).items():
        if found := _missing(characters, fonts):
            missing[font] = found
    return tuple(
        f"No font here has these characters: {_sample(found)}. Install a font such as {font}."
        for font, found in missing.items()
    )


def _by_font(text: str) -> dict[str, list[str]]:
    """The visible characters beyond ASCII, by the font that would have them."""
    groups: dict[str, list[str]] = {}
    for character in sorted(set(text)):
        is_visible = character > "\x7f" and unicodedata.category(character)[0] not in "CZM"
        if is_visible:
            groups.setdefault(_font_for(character), []).append(character)
    return groups


def _font_for(character: str) -> str:
    name = unicodedata.name(character, "").split(maxsplit=1)
    if name and name[0] in _FONT_OF_SCRIPT:
        return _FONT_OF_SCRIPT[name[0]]
    return _EMOJI_FONT if character >= "\U0001f000" else _SYMBOL_FONT


def _missing(characters: Iterable[str], fonts: "Fonts") -> list[str]:
    """The first characters that no font has, a few more than are shown.

    typst itself is asked, for it alone knows its built-in fonts: PDF/A forbids empty boxes, and
    each refusal names the first one. A look takes about 2 ms.
    """
    left = list(characters)
    found: list[str] = []
    while left and len(found) <= _SHOWN_PER_SCRIPT:
        refusal = _refusal(left, fonts)
        refused = [character for character in left if f'"{character}"' in refusal]
        if not refused:
            break
        found += refused
        left = [character for character in left if character not in refused]
    return found


def _refusal(characters: Iterable[str], fonts: "Fonts") -> str:
    import typst

    source = "\n\n".join(f"#{string_literal(character)}" for character in characters)
    try:
        typst.compile(source.encode(), font_paths=fonts, pdf_standards=["a-2b"])
    except typst.TypstError as error:
        return str(error.message) if _UNSHOWABLE in str(error.message) else ""
    return ""


def _sample(characters: list[str]) -> str:
    shown = " ".join(characters[:_SHOWN_PER_SCRIPT])
    return f"{shown} and others" if len(characters) > _SHOWN_PER_SCRIPT else shown
