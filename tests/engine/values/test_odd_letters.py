"""Letters that a pattern takes for others, case aside: the long s, the Kelvin sign, a capital ß."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values import values_in

TEXTS = [
    "on 14 March 2027 and the second Sunday of March", "am einunddreißigsten März",
    "der zweite Dienstag im Mai", "in der zweiten Augustwoche", "KW 11/2027", "im zweiten Quartal",
    "erstes Halbjahr 2027", "spring 2028", "from March to May", "dreißig Tage",
    "zweihundertfünfzig",
    "six dozen seats", "half past six", "Viertel nach sechs", "sechs Uhr", "half an hour after six",
    "one in six", "ein Sechstel", "jeder sechste Gast", "six sevenths", "US$ 40k", "sechs Rappen",
    "5 Sek", "six weeks", "sechs Wochen", "six square kilometres", "6 kilos", "sechs Plätze",
    "montags bis samstags", "needs Software 3.1", "every week six bikes", "2 Mio. €",
    "EUR 5 per week",
    "| six | 6 |",
]  # fmt: skip
ODD = str.maketrans({"s": "\u017f", "k": "\u212a", "ß": "\u1e9e"})


@pytest.mark.parametrize("text", TEXTS)
def test_odd_letters_are_read_or_left_but_never_a_fault(text: str) -> None:
    for odd in (text.translate(ODD), text.upper(), text.upper().translate(ODD), text.title()):
        for value in values_in(odd, year_hint=2027, columns=("A", "EUR per week")):
            assert value.written in odd


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), st.data())
def test_texts_with_some_odd_letters_are_no_fault(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    odd = "".join(
        data.draw(st.sampled_from((one, one.translate(ODD), one.upper()))) for one in text[:60]
    )

    for value in values_in(odd, year_hint=2027):
        assert value.written in odd
