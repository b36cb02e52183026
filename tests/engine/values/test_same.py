import pytest

from engine.values import same_value, values_in


def compared(a: str, b: str) -> bool | None:
    (first,), (second,) = values_in(a, year_hint=2027), values_in(b, year_hint=2027)
    return same_value(first, second)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("11 May 2027", "11 May"),
        ("11 May 2027", "the second Tuesday of May"),
        ("18 June 2027", "the third Friday in June"),
        ("30 June", "the end of June"),
        ("15 October 2027", "14 and 15 October 2027"),
        ("14. März 2027", "March 14, 2027"),
        ("EUR 9 a month", "EUR 108 per account and year"),
        ("EUR 500,000", "half a million euros"),
        ("thirty days", "one month"),
        ("12 months", "one year"),
        ("fifteen working days", "three weeks"),
        ("20 percent", "one in five"),
        ("12 hires", "twelve hires"),
        ("€5,000–7,000", "5.000 bis 7.000 Euro"),
        ("between EUR 5,000 and 7,000", "EUR 6,500"),
        ("EUR 5,000 to EUR 7,000 a month", "EUR 72,000 a year"),
        ("10–15 %", "12 %"),
        ("10–15 %", "15 to 20 percent"),
        ("30 to 40 percent", "a third of it"),
        ("2–3 weeks", "fifteen working days"),
        ("4 bis 6 Personen", "5 people"),
        ("ninety words", "90 words"),
        ("twice a week", "2x per week"),
        ("dreimal im Monat", "three times a month"),
        ("Version 2.4.1", "v2.4.1"),
        ("mit 60 Gästen", "60 guests"),
        ("bei 80 Besuchern", "80 Besucher"),
        ("mit 30 Teilnehmern", "30 Teilnehmende"),
        ("mit 30 Teilnehmenden", "30 Teilnehmer_innen"),
        ("100 Leuten", "100 Personen"),
        ("120 Schülern", "120 Schülerinnen und Schüler"),
        ("90 Mitgliedern", "90 Mitglieder"),
        ("25 Kindern", "25 Kinder"),
        ("420 people", "420 visitors"),
        ("23:00", "11 p.m."),
        ("8:30", "half an hour after eight"),
        ("33 percent", "a third of it"),
        ("half of it", "50 %"),
        ("one in eight", "ein Achtel"),
        ("4 weeks", "28 Tage"),
        ("Monday to Friday", "Wednesday"),
        ("montags bis freitags", "Monday to Friday"),
        ("1.8 m", "180 cm"),
        ("$2.4m", "2,400,000 dollars"),
        ("zweiter Dienstag im Mai", "11 May 2027"),
        ("24 months", "two years"),
        ("52 weeks", "one year"),
        ("31 days", "ein Monat"),
        ("ein halbes Jahr", "26 weeks"),
        ("72 hours", "drei Tage"),
        ("two thirds of it", "66 %"),
        ("two thirds of it", "66.7 percent"),
        ("jeder sechste", "17 Prozent"),
        ("midnight", "00:00"),
        ("24:00", "Mitternacht"),
        ("0 Uhr", "midnight"),
        ("noon", "12 Uhr mittags"),
    ],
)
def test_the_same_in_other_words(a: str, b: str) -> None:
    assert compared(a, b) is True
    assert compared(b, a) is True


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("11 May 2027", "25 May 2027"),
        ("11 May 2027", "11 May 2028"),
        ("11 May 2027", "mid-April"),
        ("14 and 15 October 2027", "15 and 16 October 2027"),
        ("EUR 60,000", "EUR 60,200"),
        ("EUR 9 a month", "EUR 120 a year"),
        ("45 percent", "4 percent"),
        ("600 bikes", "450 bikes"),
        ("six weeks", "fifteen working days"),
        ("Python 3.9", "Python 3.11"),
        ("Version 2.4", "v2.5"),
        ("twice a week", "zweimal pro Monat"),
        ("Monday to Friday", "Monday to Saturday"),
        ("every Monday", "every Tuesday"),
        ("33 percent", "34 percent"),
        ("a third of it", "34 percent"),
        ("one in eight", "12 %"),
        ("warranty of 24 months", "warranty of 25 months"),
        ("24 hours", "25 hours"),
        ("48 Stunden", "50 Stunden"),
        ("52 weeks", "50 weeks"),
        ("30 days", "31 days"),
        ("96 minutes", "100 minutes"),
        ("two years", "25 months"),
        ("99.5 % uptime", "99.9 % uptime"),
        ("between EUR 5,000 and 7,000", "EUR 7,100"),
        ("10–15 %", "16 %"),
        ("10-12 people", "14 to 16 people"),
        ("3–5 days", "one week"),
        ("EUR 50 to EUR 70 a month", "EUR 1,000 a year"),
        ("5.5 %", "5,6 Prozent"),
    ],
)
def test_different_values_differ(a: str, b: str) -> None:
    assert compared(a, b) is False
    assert compared(b, a) is False


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("EUR 40", "USD 40"),
        ("EUR 40", "40 percent"),
        ("40 bikes", "40 stations"),
        ("60 Besuche", "60 Besucher"),
        ("EUR 40", "EUR 40 a month"),
        ("40 days", "40 bikes"),
        ("420 square metres", "two metres"),
        ("Python 3.9", "Plankton 2.0"),
    ],
)
def test_other_kinds_and_units_are_not_comparable(a: str, b: str) -> None:
    assert compared(a, b) is None
