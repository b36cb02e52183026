from decimal import Decimal

import pytest

from engine.values import TypedValue, ValueKind, values_in
from engine.values.numbers import numbers_in, parse_figures


def only(text: str) -> TypedValue:
    (value,) = values_in(text)
    return value


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("40 000", "40000"),
        ("40\u00a0000", "40000"),
        ("40'000", "40000"),
        ("9,000", "9000"),
        ("9.000", "9000"),
        ("1.234.567", "1234567"),
        ("0.125", "0.125"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("99.95", "99.95"),
    ],
)
def test_separators_are_told_apart(figures: str, expected: str) -> None:
    assert parse_figures(figures) == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("twelve", 12),
        ("twenty-one", 21),
        ("ninety nine", 99),
        ("two hundred", 200),
        ("a hundred", 100),
        ("two thousand", 2000),
        ("half a million", 500_000),
        ("zwölf", 12),
        ("einundzwanzig", 21),
        ("neunundneunzig", 99),
        ("hundert", 100),
        ("dreißig", 30),
        ("dreissig", 30),
        ("two hundred and fifty", 250),
        ("three hundred thousand", 300_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("zweihundertfünfzig", 250),
        ("hundertzwanzig", 120),
        ("eintausendzweihundert", 1200),
        ("zwei Dutzend", 24),
        ("22k", 22_000),
        ("zweitausend", 2000),
        ("1.5 million", 1_500_000),
        ("1,5 Millionen", 1_500_000),
    ],
)
def test_number_words_are_read_in_both_languages(words: str, expected: int) -> None:
    (number,) = numbers_in(words)

    assert number.value == expected


@pytest.mark.parametrize(
    "text", ["weigh anchor", "often", "someone", "alleine", "attention", "v2.0.1"]
)
def test_words_with_numbers_inside_are_no_numbers(text: str) -> None:
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize(
    ("text", "amount", "unit", "per", "written"),
    [
        ("costs $40k now", 40_000, "USD", "", "$40k"),
        ("EUR 40,000", 40_000, "EUR", "", "EUR 40,000"),
        ("40 000 €", 40_000, "EUR", "", "40 000 €"),
        ("60,000 euros", 60_000, "EUR", "", "60,000 euros"),
        ("£1.02m", 1_020_000, "GBP", "", "£1.02m"),
        ("€1.5 million", 1_500_000, "EUR", "", "€1.5 million"),
        ("1,5 Mio. Euro", 1_500_000, "EUR", "", "1,5 Mio. Euro"),
        ("EUR 9 a month", 9, "EUR", "month", "EUR 9"),
        ("EUR 108 per account and year", 108, "EUR", "year", "EUR 108"),
        ("9 € pro Monat", 9, "EUR", "month", "9 €"),
        ("EUR **38,000**", 38_000, "EUR", "", "EUR **38,000"),
        ("1.234,56 €", "1234.56", "EUR", "", "1.234,56 €"),
        ("2 Mio. €", 2_000_000, "EUR", "", "2 Mio. €"),
        ("$2.4m", 2_400_000, "USD", "", "$2.4m"),
        ("120 TEUR", 120_000, "EUR", "", "120 TEUR"),
        ("11,8 Cent", "0.118", "EUR", "", "11,8 Cent"),
        ("40.000,- €", 40_000, "EUR", "", "40.000,- €"),
        ("40.000,– Euro", 40_000, "EUR", "", "40.000,– Euro"),
        ("CHF 1'250.–", 1_250, "CHF", "", "CHF 1'250.–"),
        ("USD 3.4m", 3_400_000, "USD", "", "USD 3.4m"),
        ("EUR 1,200 p.a.", 1_200, "EUR", "year", "EUR 1,200"),
        ("1.200 € p. a.", 1_200, "EUR", "year", "1.200 €"),
        ("dreihunderttausend Euro", 300_000, "EUR", "", "dreihunderttausend Euro"),
        ("CHF 310'000", 310_000, "CHF", "", "CHF 310'000"),
    ],
)
def test_money_is_read(text: str, amount: int | str, unit: str, per: str, written: str) -> None:
    value = only(text)

    assert (value.kind, value.amount, value.unit) == (ValueKind.MONEY, Decimal(amount), unit)
    assert (value.per, value.written) == (per, written)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("45 percent", 45),
        ("45 %", 45),
        ("4 Prozent", 4),
        ("99.5 percent", 99.5),
        ("one in eight", 12.5),
        ("one in five", 20),
        ("jeder fünfte", 20),
        ("one person in eight", 12.5),
        ("ein Achtel", 12.5),
        ("einem Viertel", 25),
        ("drei Viertel", 75),
        ("three quarters of the money", 75),
        ("a quarter of the rides", 25),
        ("a fifth is kept", 20),
        ("by a tenth.", 10),
        ("half of the rooms", 50),
        ("die Hälfte der Zimmer", 50),
        ("zwei von fünf", 40),
        ("15 per cent", 15),
        ("every second visitor", 50),
        ("jeder zweite Gast", 50),
        ("9 out of 10 users", 90),
        ("9 von 10 Gästen", 90),
        ("1 in 8 visitors", 12.5),
        ("3/4 of the budget", 75),
        ("1/4 der Mittel", 25),
    ],
)
def test_shares_are_per_cent(text: str, percent: float) -> None:
    value = only(text)

    assert (value.kind, value.amount) == (ValueKind.PERCENT, Decimal(percent))


@pytest.mark.parametrize(
    "text",
    ["a third person came", "every second Tuesday", "jeder zweite Montag", "half a million",
     "one lesson in two weeks", "the second half of May", "three quarters of an hour",
     "in a quarter", "every second Friday", "every third week", "Phase 1 in 3 rooms"]
)  # fmt: skip
def test_ordinals_and_times_are_no_shares(text: str) -> None:
    assert all(one.kind is not ValueKind.PERCENT for one in values_in(text))


@pytest.mark.parametrize(
    ("text", "days", "per"),
    [
        ("six weeks", 42, ""),
        ("30 days", 30, ""),
        ("sechs Wochen", 42, ""),
        ("a six-week pilot", 42, ""),
        ("fifteen working days", 21, ""),
        ("15 Arbeitstage", 21, ""),
        ("72 hours", 3, ""),
        ("24 hours a week", 1, "week"),
        ("a fortnight", 14, ""),
        ("two weeks and a half", "17.5", ""),
        ("a year and a half", "547.875", ""),
        ("anderthalb Jahre", "547.875", ""),
        ("dreitägiger Workshop", 3, ""),
        ("eine zweiwöchige Testphase", 14, ""),
        ("14-tägige Frist", 14, ""),
        ("a 90-minute talk", "0.0625", ""),
        ("90-minütige Führung", "0.0625", ""),
        ("90 mins", "0.0625", ""),
        ("36 Std.", "1.5", ""),
        ("36 h", "1.5", ""),
        ("innerhalb eines Monats", "30.4375", ""),
        ("ein Quartal", "91.3125", ""),
    ],
)
def test_durations_are_seconds(text: str, days: int | str, per: str) -> None:
    value = only(text)

    assert (value.kind, value.amount) == (ValueKind.DURATION, Decimal(days) * 86_400)
    assert value.per == per


@pytest.mark.parametrize(
    ("text", "amount", "written", "per"),
    [
        ("9,000 signups", 9_000, "9,000 signups", ""),
        ("twelve hires", 12, "twelve hires", ""),
        ("450 electric bikes in the city", 450, "450 electric bikes", ""),
        ("9,000 day tickets", 9_000, "9,000 day tickets", ""),
        ("zwölf neue Mitarbeiter", 12, "zwölf neue Mitarbeiter", ""),
        ("90 contacts a day", 90, "90 contacts", "day"),
        ("two lessons of 45 minutes each week", 2, "two lessons", "week"),
        ("Es gibt jeden Tag 450 Essen.", 450, "450 Essen", "day"),
        ("every week about 40 bikes", 40, "40 bikes", "week"),
        ("4,6 Kilometer", 4_600, "4,6 Kilometer", ""),
        ("30 m long", 30, "30 m", ""),
        ("In small rooms. 30 tables stand there", 30, "30 tables", ""),
        ("2,5 t Kies", 2_500_000, "2,5 t", ""),
        ("5 T-Shirts", 5, "5 T-Shirts", ""),
    ],
)
def test_counts_have_a_noun(text: str, amount: int, written: str, per: str) -> None:
    value = values_in(text)[0]

    assert (value.kind, value.amount) == (ValueKind.COUNT, Decimal(amount))
    assert (value.written, value.per) == (written, per)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("8:30", 510), ("23:00 Uhr", 1380), ("20 Uhr", 1200), ("5 p.m.", 1020), ("12:15 am", 15)],
)
def test_clock_times_are_minutes(text: str, minutes: int) -> None:
    value = only(text)

    assert (value.kind, value.amount) == (ValueKind.TIME, Decimal(minutes))


def test_versions_differ_by_their_parts_not_by_their_size() -> None:
    old, new = only("Python 3.9"), only("Python 3.11")

    assert old.kind is new.kind is ValueKind.VERSION
    assert old.unit == new.unit
    assert old.amount < new.amount


@pytest.mark.parametrize(
    "text",
    [
        "grade 7 pupils",
        "weeks 1-4",
        "Grades 7–9 pupils",
        "No. 5 stays",
        "call 555-1234 now",
        "2027-28 season",
        "31 February 2027",
        "the 2026–2027 budget",
        "once in the hall",
        "ein neuer Plan",
    ],
)
def test_names_are_no_counts(text: str) -> None:
    assert values_in(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "written"),
    [
        ("€5–7k", 5_000, 7_000, "EUR", "€5–7k"),
        ("€5,000–7,000", 5_000, 7_000, "EUR", "€5,000–7,000"),
        ("5.000 bis 7.000 Euro", 5_000, 7_000, "EUR", "5.000 bis 7.000 Euro"),
        ("is between EUR 5,000 and 7,000", 5_000, 7_000, "EUR", "between EUR 5,000 and 7,000"),
        ("zwischen 50 € und 70 €", 50, 70, "EUR", "zwischen 50 € und 70 €"),
        ("USD 1.5–2m", 1_500_000, 2_000_000, "USD", "USD 1.5–2m"),
        ("0.9 to 1.2 million euros", 900_000, 1_200_000, "EUR", "0.9 to 1.2 million euros"),
        ("900,000 to 1.2m €", 900_000, 1_200_000, "EUR", "900,000 to 1.2m €"),
        ("10-15 %", 10, 15, "%", "10-15 %"),
        ("5%-7%", 5, 7, "%", "5%-7%"),
        ("10 to 15 per cent", 10, 15, "%", "10 to 15 per cent"),
        ("Kosten: 5 – 7 Euro", 5, 7, "EUR", "5 – 7 Euro"),
    ],
)
def test_a_range_of_amounts_has_two_ends(
    text: str, low: int, high: int, unit: str, written: str
) -> None:
    value = only(text)

    assert (value.least, value.amount, value.unit) == (Decimal(low), Decimal(high), unit)
    assert value.written == written


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two to five people", 2, 5),
        ("10-12 people", 10, 12),
        ("4 bis 6 Personen", 4, 6),
        ("zwischen 60 und 80 Gästen", 60, 80),
        ("two to three thousand guests", 2_000, 3_000),
        ("one or two guests", 1, 2),
    ],
)
def test_a_range_of_people_has_two_ends(text: str, low: int, high: int) -> None:
    value = only(text)

    assert (value.kind, value.least, value.amount) == (ValueKind.COUNT, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 3 and 5 weeks", 21, 35),
        ("3–5 days", 3, 5),
        ("a 3- to 5-day workshop", 3, 5),
        ("zwei bis drei Wochen", 14, 21),
        ("3 Tage bis 2 Wochen", 3, 14),
    ],
)
def test_a_range_of_time_has_two_ends(text: str, low: int, high: int) -> None:
    value = only(text)

    assert (value.least, value.amount) == (Decimal(low * 86_400), Decimal(high * 86_400))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Step 2 – 5 days", 5 * 86_400),
        ("Budget 2027 – 5,000 EUR", 5_000),
        ("Workshop 3 – 20 people", 20),
        ("raise the budget from 5,000 to 7,000 EUR", 7_000),
        ("von 40 auf 60 Helfer", 60),
        ("two hours and forty minutes", 9_600),
    ],
)
def test_two_numbers_beside_each_other_may_be_no_range(text: str, amount: int) -> None:
    value = only(text)

    assert (value.low, value.amount) == (None, Decimal(amount))
