from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.values import ValueKind, values_in
from models.documents import Statement, StatementKind, StatementRef

PIECES = st.sampled_from(
    ["EUR ", "40,000", "1.234,56", " €", "twelve ", "hires", "May ", "11", "th", ", 2027", "14. ",
     "März ", "between ", " and ", "Q2", "%", " percent", "| ", "\n", "**", "half a ", "million",
     "0", "1e9", "٣", "²", "-", "one in ", "31.2.2027", "week of ",
     "dreißig", "zweihundert", "KW 11", "Montag", "Hälfte ", "halb ", "m", "½",
     "to ", "5 p.m.", ":", "Python 3."]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=16).map("".join))
def test_written_is_exact_and_values_do_not_overlap(text: str) -> None:
    end = 0
    for value in values_in(text, year_hint=2027, columns=("A", "EUR")):
        assert value.written == text[value.start : value.end] != ""
        assert value.start >= end
        end = value.end


def row(quote: str, *columns: str) -> Statement:
    ref = StatementRef(document_id="a", version=1, start=0, end=len(quote))
    kind = StatementKind.TABLE_ROW
    return Statement(ref=ref, quote=quote, kind=kind, heading="Money", columns=columns)


def test_a_column_title_gives_its_currency_to_bare_numbers() -> None:
    (value,) = values_in(row("| Search pages | **12,000** |", "Channel", "EUR"))

    assert (value.kind, value.amount, value.unit) == (ValueKind.MONEY, Decimal(12_000), "EUR")
    assert value.subject[:2] == values_in("EUR 12,000 for search pages")[0].subject


def test_a_row_label_says_what_a_bare_number_counts() -> None:
    count, date = values_in(
        row("| Paying accounts | 4,000 | end of June |", "Metric", "Target", "By")
    )

    assert (count.kind, count.amount) == (ValueKind.COUNT, Decimal(4_000))
    assert count.unit == values_in("360 paying accounts")[0].unit
    assert date.kind is ValueKind.DATE


def test_a_plural_column_title_says_what_is_counted() -> None:
    (value,) = values_in(row("| Cores and samples | 3 |", "Purpose", "Flights"))

    assert value.unit == values_in("three flights")[0].unit


def test_the_label_of_a_row_is_its_first_cell_with_a_word() -> None:
    date, *_ = values_in(row("| 3 | Roof | 4 Sep 2028 |", "#", "Task", "Start"))

    assert "roof" in date.subject


def test_a_row_label_may_say_how_often() -> None:
    (value,) = values_in(row("| Orders per day | 1,800 |", "Goal", "Value"))

    assert (value.unit, value.per) == (values_in("1,800 orders")[0].unit, "day")


def test_a_column_of_weeks_holds_durations() -> None:
    (value,) = values_in("| Build | 6 |", columns=("Step", "Weeks"))

    assert (value.kind, value.amount) == (ValueKind.DURATION, Decimal(42 * 86_400))


def test_the_nearest_words_come_first_in_the_subject() -> None:
    (value,) = values_in("The store review ends and the public launch is on 11 May 2027.")

    assert value.subject.index("launch") < value.subject.index("stor")
