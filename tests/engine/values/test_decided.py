"""A value that a decision stores is the same value when it is read again."""

import pytest

from engine.values import same_value, values_in
from engine.values.decided import decided, typed
from models.contradiction import DecidedValue


@pytest.mark.parametrize(
    "text",
    [
        "on 11 May 2027",
        "on 12 June",
        "in May 2027",
        "from 3 May to 30 May 2027",
        "in Q3 2027",
        "EUR 1,234.50 a month",
        "4.5 percent",
        "three weeks",
        "320 trial accounts",
        "at 9:30",
        "Python 3.9",
        "Monday to Friday",
        "a third of it",
        "between EUR 5,000 and 7,000",
        "two to three weeks",
    ],
)
def test_a_value_survives_being_stored(text: str) -> None:
    (value,) = values_in(text)
    again = typed(DecidedValue.model_validate_json(decided(value).model_dump_json()))
    assert same_value(value, again)
    assert (again.low, again.value, again.unit, again.per, again.written) == (
        value.low,
        value.value,
        value.unit,
        value.per,
        value.written,
    )
