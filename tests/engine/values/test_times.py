from decimal import Decimal

import pytest

from engine.values import ValueKind, Weekdays, values_in


def clock(text: str) -> list[str]:
    minutes = [int(one.amount) for one in values_in(text) if one.kind is ValueKind.TIME]
    return [f"{one // 60}:{one % 60:02}" for one in minutes]


def weekdays(text: str) -> list[tuple[int, ...]]:
    return [one.weekdays.days for one in values_in(text) if one.kind is ValueKind.WEEKDAY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 8:30", ["8:30"]),
        ("um 8.30 Uhr", ["8:30"]),
        ("um 20 Uhr", ["20:00"]),
        ("at 5 pm", ["17:00"]),
        ("at 5.30 pm", ["17:30"]),
        ("half past eight", ["8:30"]),
        ("a quarter past nine", ["9:15"]),
        ("quarter to nine", ["8:45"]),
        ("half an hour after eight", ["8:30"]),
        ("um halb neun", ["8:30"]),
        ("um Viertel nach elf", ["11:15"]),
        ("Viertel vor acht", ["7:45"]),
        ("at nine o'clock", ["9:00"]),
        ("um zwölf Uhr", ["12:00"]),
        ("nine in the morning", ["9:00"]),
        ("seven in the evening", ["19:00"]),
        ("ten past nine", ["9:10"]),
        ("um zehn nach neun", ["9:10"]),
        ("um fünf vor zwölf", ["11:55"]),
        ("at 8 o'clock", ["8:00"]),
        ("at 8 in the evening", ["20:00"]),
        ("5:30 in the afternoon", ["17:30"]),
        ("eleven at night", ["23:00"]),
        ("um 8 Uhr abends", ["20:00"]),
        ("um acht Uhr abends", ["20:00"]),
        ("8 Uhr morgens", ["8:00"]),
        ("3 Uhr nachmittags", ["15:00"]),
        ("12 Uhr mittags", ["12:00"]),
        ("2 Uhr nachts", ["2:00"]),
        ("7.30 pm", ["19:30"]),
        ("halb acht", ["7:30"]),
        ("9.00–17.00 Uhr", ["9:00", "17:00"]),
        ("8.30 bis 10 Uhr", ["8:30", "10:00"]),
        ("from noon", ["12:00"]),
        ("until midnight", ["24:00"]),
        ("from 8:00 to 20:00", ["8:00", "20:00"]),
        ("von 8 bis 19 Uhr", ["8:00", "19:00"]),
        ("zwischen 22 und 6 Uhr", ["22:00", "6:00"]),
        ("9–17 Uhr", ["9:00", "17:00"]),
        ("9 to 5 pm", ["9:00", "17:00"]),
        ("1-5 pm", ["13:00", "17:00"]),
        ("from 9 am to 6 pm", ["9:00", "18:00"]),
    ],
)
def test_clock_times_are_read_in_both_languages(text: str, expected: list[str]) -> None:
    assert clock(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ten after nine others",
        "8 in the hall",
        "five to nine people",
        "half the people",
        "ratio 3:1:2",
        "um acht Kisten",
        "a quarter of the rooms",
    ],
)
def test_what_is_no_clock_time_is_left_alone(text: str) -> None:
    assert clock(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every Monday", [(0,)]),
        ("on Thursdays until late", [(3,)]),
        ("Monday to Friday", [(0, 1, 2, 3, 4)]),
        ("Tue–Sun", [(1, 2, 3, 4, 5, 6)]),
        ("dienstags bis samstags", [(1, 2, 3, 4, 5)]),
        ("Fr bis Mo", [(0, 4, 5, 6)]),
        ("jeden Mittwoch", [(2,)]),
        ("seven days a week", [(0, 1, 2, 3, 4, 5, 6)]),
        ("Monday, 30 August 2027", []),
        ("am Montag, dem 21. August", []),
        ("the second Tuesday of May", []),
        ("So soll es sein, Mo.", []),
    ],
)
def test_days_of_the_week_are_values_unless_they_belong_to_a_date(
    text: str, expected: list[tuple[int, ...]]
) -> None:
    assert weekdays(text) == expected


def test_a_day_of_the_week_is_no_amount() -> None:
    (value,) = values_in("every Monday")

    assert value.weekdays == Weekdays((0,))
    with pytest.raises(TypeError, match="no amount"):
        _ = value.amount
    with pytest.raises(TypeError, match="no date"):
        _ = value.span


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("needs Python 3.11", "Python 3.11"),
        ("läuft auf Android 13, sonst nicht", "Android 13"),
        ("The app needs iOS 17 or newer", "iOS 17"),
        ("Scanners run on firmware 4.2", "firmware 4.2"),
    ],
)
def test_versions_are_read(text: str, written: str) -> None:
    (value,) = values_in(text)

    assert (value.kind, value.written) == (ValueKind.VERSION, written)


@pytest.mark.parametrize(
    "text", ["in Room 12.", "Wohnbereich 4 öffnet", "on Platform 9, please", "Licht 31.000"]
)
def test_numbered_places_are_no_versions(text: str) -> None:
    assert values_in(text) == ()


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("anderthalb Stunden", "1.5"),
        ("half an hour", "0.5"),
        ("eine halbe Stunde", "0.5"),
        ("one and a half hours", "1.5"),
        ("1½ hours", "1.5"),
        ("a half day", "12"),
        ("ninety minutes", "1.5"),
        ("an hour and a half", "1.5"),
        ("1 1/2 hours", "1.5"),
        ("2 ½ Stunden", "2.5"),
        ("einen halben Tag", "12"),
        ("three quarters of an hour", "0.75"),
        ("quarter of an hour", "0.25"),
        ("eine Dreiviertelstunde", "0.75"),
        ("eine Viertelstunde", "0.25"),
        ("two hours and thirty minutes", "2.5"),
        ("zwei Stunden und fünfzehn Minuten", "2.25"),
    ],
)
def test_halves_of_time_are_durations(text: str, hours: str) -> None:
    (value,) = values_in(text)

    assert (value.kind, value.amount) == (ValueKind.DURATION, Decimal(hours) * 3600)
