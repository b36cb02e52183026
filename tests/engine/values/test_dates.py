import pytest

from engine.values import DateSpan, Day, ValueKind, values_in

YEAR = 2027


def spans(text: str, year_hint: int | None = None) -> list[DateSpan]:
    return [one.span for one in values_in(text, year_hint=year_hint) if one.kind is ValueKind.DATE]


def day(month: int, number: int, year: int = YEAR) -> DateSpan:
    return DateSpan(Day(year, month, number), Day(year, month, number))


@pytest.mark.parametrize(
    "text",
    [
        "on 14 March 2027.",
        "March 14, 2027",
        "March 14th, 2027",
        "the 14th of March 2027",
        "2027-03-14",
        "14.3.2027",
        "14.03.2027",
        "14. März 2027",
        "14 Mar 2027",
        "14.3.27",
        "14-Mar-2027",
        "March 14, '27",
        "14. 3. 2027",
        "2027/03/14",
        "14/3/2027",
        "3/14/2027",
        "Sunday, 14 March 2027",
        "Sonntag, den 14. März 2027",
        "the fourteenth of March 2027",
        "am vierzehnten März 2027",
        "the 2nd Sunday in March 2027",
        "am 2. Sonntag im März 2027",
        "**14 March 2027**",
        "the second Sunday of March 2027",
        "am zweiten Sonntag im März 2027",
    ],
)
def test_a_day_is_read_in_every_order(text: str) -> None:
    assert spans(text) == [day(3, 14)]


@pytest.mark.parametrize(
    "text",
    [
        "Start 11.05. um acht",
        "Di 11.5. um acht",
        "Dienstag 11.5.",
        "on 11 May",
        "May 11 is fixed",
        "am 11. Mai",
        "May 11th",
        "am 11.5. um acht",
        "| 11.5. |",
    ],
)
def test_a_day_may_lack_its_year(text: str) -> None:
    assert spans(text) == [day(5, 11, year=0)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("end of June", (0, 6, 21), (0, 6, 30)),
        ("by the end of June 2027", (2027, 6, 21), (2027, 6, 30)),
        ("mid-April", (0, 4, 11), (0, 4, 20)),
        ("Mitte April 2027", (2027, 4, 11), (2027, 4, 20)),
        ("early February", (0, 2, 1), (0, 2, 10)),
        ("Anfang Mai", (0, 5, 1), (0, 5, 10)),
        ("in October 2027", (2027, 10, 1), (2027, 10, 31)),
        ("February 2028", (2028, 2, 1), (2028, 2, 29)),
        ("im Mai", (0, 5, 1), (0, 5, 31)),
        ("Q2 2027", (2027, 4, 1), (2027, 6, 30)),
        ("2. Quartal 2027", (2027, 4, 1), (2027, 6, 30)),
        ("the week of 20 September 2027", (2027, 9, 20), (2027, 9, 26)),
        ("second Tuesday of May", (0, 5, 8), (0, 5, 14)),
        ("the second week of May", (0, 5, 8), (0, 5, 15)),
        ("in der zweiten Augustwoche", (0, 8, 8), (0, 8, 15)),
        ("KW 11/2027", (2027, 3, 15), (2027, 3, 21)),
        ("week 11 of 2027", (2027, 3, 15), (2027, 3, 21)),
        ("Kalenderwoche 11", (0, 3, 9), (0, 3, 21)),
        ("second quarter of 2027", (2027, 4, 1), (2027, 6, 30)),
        ("im zweiten Quartal 2027", (2027, 4, 1), (2027, 6, 30)),
        ("Q2", (0, 4, 1), (0, 6, 30)),
        ("H2 2027", (2027, 7, 1), (2027, 12, 31)),
        ("erstes Halbjahr 2027", (2027, 1, 1), (2027, 6, 30)),
        ("spring 2028", (2028, 3, 1), (2028, 5, 31)),
        ("im Herbst 2027", (2027, 9, 1), (2027, 11, 30)),
        ("until the end of 2028", (2028, 10, 1), (2028, 12, 31)),
        ("Anfang 2028", (2028, 1, 1), (2028, 3, 31)),
        ("KW11/27", (2027, 3, 15), (2027, 3, 21)),
        ("Q2/2027", (2027, 4, 1), (2027, 6, 30)),
        ("Q2 '27", (2027, 4, 1), (2027, 6, 30)),
        ("2027 Q2", (2027, 4, 1), (2027, 6, 30)),
        ("Ende Q2 2027", (2027, 6, 1), (2027, 6, 30)),
        ("the beginning of Q2", (0, 4, 1), (0, 4, 30)),
        ("1. Halbjahr 2027", (2027, 1, 1), (2027, 6, 30)),
        ("the first half of May", (0, 5, 1), (0, 5, 15)),
        ("in der zweiten Junihälfte 2027", (2027, 6, 16), (2027, 6, 30)),
        ("zweite Hälfte Februar", (0, 2, 16), (0, 2, 28)),
        ("bis 06/2027", (2027, 6, 1), (2027, 6, 30)),
        ("in 2027-06", (2027, 6, 1), (2027, 6, 30)),
        ("Juni ’27", (2027, 6, 1), (2027, 6, 30)),
        ("week commencing 20 September 2027", (2027, 9, 20), (2027, 9, 26)),
        ("w/c Monday 20 September 2027", (2027, 9, 20), (2027, 9, 26)),
        ("Week of 20 September 2027", (2027, 9, 20), (2027, 9, 26)),
    ],
)
def test_a_vague_date_is_a_stretch_of_days(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert spans(text) == [DateSpan(Day(*first), Day(*last), is_vague=True)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("14 and 15 October 2027", (10, 14), (10, 15)),
        ("18 to 20 June 2027", (6, 18), (6, 20)),
        ("18–20 June 2027", (6, 18), (6, 20)),
        ("June 18-20, 2027", (6, 18), (6, 20)),
        ("vom 14. bis 16. Mai 2027", (5, 14), (5, 16)),
        ("7.–11.5.2027", (5, 7), (5, 11)),
        ("vom 3.7. bis 24.7.2027", (7, 3), (7, 24)),
        ("20 September to 4 October 2027", (9, 20), (10, 4)),
        ("25. Oktober bis 15. November 2027", (10, 25), (11, 15)),
        ("from March to May 2027", (3, 1), (5, 31)),
        ("zwischen März und Mai 2027", (3, 1), (5, 31)),
        ("between 25 October and 15 November 2027", (10, 25), (11, 15)),
        ("zwischen dem 25. Oktober und 15. November 2027", (10, 25), (11, 15)),
        ("12.–14. März 2027", (3, 12), (3, 14)),
        ("11.5.–2.6.2027", (5, 11), (6, 2)),
        ("11.05.-02.06.2027", (5, 11), (6, 2)),
        ("vom 11.5. bis zum 2.6.2027", (5, 11), (6, 2)),
        ("11 May–2 June 2027", (5, 11), (6, 2)),
        ("May 11–June 2, 2027", (5, 11), (6, 2)),
        ("from 11 May until 2 June 2027", (5, 11), (6, 2)),
        ("11 May till 2 June 2027", (5, 11), (6, 2)),
        ("from Friday 14 May to Sunday 16 May 2027", (5, 14), (5, 16)),
        ("Fr, 14.5. – So, 16.5.2027", (5, 14), (5, 16)),
        ("14. bis Sonntag, den 16. Mai 2027", (5, 14), (5, 16)),
        ("29. April–2. Mai 2027", (4, 29), (5, 2)),
        ("KW 11–13/2027", (3, 15), (4, 4)),
    ],
)
def test_a_range_is_one_value(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert spans(text) == [DateSpan(Day(YEAR, *first), Day(YEAR, *last))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("11.5. bis 2.6.", (0, 5, 11), (0, 6, 2)),
        ("11.5.-2.6.", (0, 5, 11), (0, 6, 2)),
    ],
)
def test_a_range_may_lack_its_year(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert spans(text) == [DateSpan(Day(*first), Day(*last))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Dec 2026 – Jan 2027", (2026, 12, 1), (2027, 1, 31)),
        ("Mitte März bis Ende Mai 2027", (2027, 3, 11), (2027, 5, 31)),
        ("from late April to early June", (0, 4, 21), (0, 6, 10)),
        ("Q1–Q2 2027", (2027, 1, 1), (2027, 6, 30)),
        ("KW 11 bis 13", (0, 3, 9), (0, 4, 4)),
    ],
)
def test_a_range_of_vague_dates_is_one_vague_value(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert spans(text) == [DateSpan(Day(*first), Day(*last), is_vague=True)]


def test_the_year_hint_turns_a_weekday_of_a_month_into_a_day() -> None:
    assert spans("the second Tuesday of May", YEAR) == [day(5, 11)]
    assert spans("the last Monday in June", YEAR) == [day(6, 28)]
    assert spans("am zweiten Dienstag im Mai", YEAR) == [day(5, 11)]
    assert spans("the fifth Monday of May", 2028) == [day(5, 29, year=2028)]
    assert spans("the fifth Monday of June", YEAR) == []


def test_a_stretch_may_pass_the_turn_of_the_year() -> None:
    (span,) = spans("from 18 December to 7 January 2028")

    assert (span.first, span.last) == (Day(2027, 12, 18), Day(2028, 1, 7))


def test_the_year_hint_makes_a_calendar_week_exact() -> None:
    (span,) = spans("in KW 11", YEAR)

    assert (span.first, span.last) == (Day(2027, 3, 15), Day(2027, 3, 21))


@pytest.mark.parametrize(
    "text",
    [
        "It may take 12 weeks.",
        "We march on.",
        "version 2.0.1",
        "May we?",
        "31 February 2027 x 99 May",
        "3/4/2027",
        "1.2. Ziele",
        "weeks 1-4",
        "week 3 of the course",
        "Ende gut, alles gut",
        "9.30 Uhr",
        "fall apart",
        "31 February 2027",
        "30.02.2027",
        "Nr. 6/2027",
        "Python 3.11.",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert spans(text) == []
