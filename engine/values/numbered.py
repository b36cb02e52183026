"""Words that a number behind them only names: "grade 7", "Room 12", "Wohnbereich 4"."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERED = _words(
    "version grade class no nr number step phase week weeks day days page chapter level section "
    "block room article q stage module house hall gate platform year table figure street road "
    "avenue option point part lot track group team wave zone line bus station batch sprint "
    "klasse stufe schritt woche wochen tag seite kapitel abschnitt artikel raum zimmer modul "
    "haus halle tor gleis jahr tabelle etappe gruppe welle linie bild variante punkt teil los "
    "quartal kw wohnbereich bereich etage stock bahn platz straße nummer paragraph v § #"
)

# In "every day 450 meals" the day is not numbered.
_WORD_BEFORE = re.compile(
    r"(?P<each>\b(?:every|each|per|a|jede[nrs]?|pro|am|im)\s+)?(?P<word>[^\W\d_]+|§|#)(?P<stop>\.)?[\s*_]*$",
    re.IGNORECASE,
)


def is_name(text: str, start: int) -> bool:
    """Whether the number that begins at ``start`` only names what stands before it."""
    match = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if match is None or match["each"]:
        return False
    word = match["word"].lower()
    if word in NUMBERED:
        return True
    # "Rooms 3–5", but not "four small rooms. 30 tables".
    singulars = (word.removesuffix("s"), word.removesuffix("n"))
    return not match["stop"] and any(one in NUMBERED for one in singulars)
