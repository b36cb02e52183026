import pytest

from engine.subjects import content_words, stem, subject_overlap


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("launch", "launches"),
        ("account", "Accounts"),
        ("lesson", "lessons"),
        ("hire", "hiring"),
        ("Besuchern", "Besucher"),
        ("Stunde", "Stunden"),
        ("city’s", "city"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("boss", "bos"), ("class", "clas"), ("launch", "lunch")]
)
def test_other_words_have_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_stop_words_and_the_calendar_carry_no_meaning() -> None:
    assert content_words("The launch is on the second Monday of May, and wir sind im Juni da") == (
        ("launch", 4),
    )


def test_the_overlap_runs_from_nothing_to_one() -> None:
    assert subject_overlap((), ("launch",)) == 0
    assert subject_overlap(("launch",), ("budget",)) == 0
    assert subject_overlap(("launch", "public"), ("launch", "public")) == 1


def test_near_words_count_more_than_far_ones() -> None:
    near = subject_overlap(("launch", "a", "b", "c"), ("launch", "d", "e", "f"))
    far = subject_overlap(("a", "b", "c", "launch"), ("d", "e", "f", "launch"))

    assert near > far


def test_telling_words_count_more_than_common_ones() -> None:
    a, b = ("launch", "plan"), ("launch", "budget")

    assert subject_overlap(a, b, {"launch": 0.1}) < subject_overlap(a, b)
