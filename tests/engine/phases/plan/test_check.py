"""The check finds what departs from a decision, and is silent where nothing does."""

import pytest

from models.contradiction import Basis
from tests.engine.phases.staging import CHANNELS, DATES, a_world, decided, faults_of
from tests.engine.runs.staging import MESSAGES

KEPT_MISSING, VALUE_LEFT = "kept_value_missing", "losing_value_left"
SENTENCE_LEFT = "losing_sentence_left"

LAUNCH = decided(
    a_world(
        {
            MESSAGES: "The public launch is on 11 May 2027.",
            DATES: "The public launch is on 25 May 2027.",
        }
    ),
    "11 May",
    "25 May",
)
CALLS = decided(
    a_world(
        {
            CHANNELS: "The motion is product-led: nobody calls an account.",
            DATES: "Every account gets a demo call before its first invoice.",
        },
        brief="Nobody calls a customer: the product sells itself.",
    ),
    "nobody calls an",
    "demo call",
    rule=Basis.BRIEF,
    evidence="Nobody calls a customer",
    keep="nobody calls an",
)
TABLE = "| Channel | EUR |\n| --- | --- |\n| Creators | {} |\n"
BUDGET = decided(
    a_world({CHANNELS: TABLE.format("16,000"), DATES: TABLE.format("21,000")}),
    "16,000",
    "21,000",
    subject="creator budget",
    topic="motion",
)
RIGHT = "The public launch is on 25 May 2027 [R1]."


def test_a_plan_that_applies_the_decision_is_faultless() -> None:
    assert faults_of(LAUNCH, RIGHT) == []
    assert faults_of(LAUNCH, "Launch on May 25, 2027. [R1] The team rests on 11 May 2027.") == []


@pytest.mark.parametrize("launch", ["is on 18 May 2027", "follows the review", "is in May 2027"])
def test_the_kept_value_must_stand_where_the_subject_is_spoken_of(launch: str) -> None:
    plan = (f"The public launch {launch} [R1].", "The press lunch is on 25 May 2027.")
    assert faults_of(LAUNCH, *plan) == [KEPT_MISSING]


@pytest.mark.parametrize("bare", ["[R1]", "- [R1]", "## [R1]", "2. **[R1]**", "```\n{}\n```"])
def test_a_mark_without_a_sentence_reflects_nothing(bare: str) -> None:
    said = "Accounts start on their own. "
    assert faults_of(CALLS, f"Money is tight.\n\n{bare.format(f'{said}[R1]')}") == ["mark_missing"]


@pytest.mark.parametrize("mark", ["[R1]", "([R1])", "**[R1]**", "— [R1]", "\n[R1]", "\n*[R1]*"])
def test_a_mark_beside_a_sentence_in_other_words_is_enough_for_code(mark: str) -> None:
    assert faults_of(CALLS, f"Accounts start on their own. {mark}\n\nMoney is tight.") == []
    assert faults_of(CALLS, f"## Accounts [R1]\n\n{mark.strip()}\nThey start alone.") == []


def test_every_kept_value_must_be_there() -> None:
    world = a_world(
        {
            MESSAGES: "The public launch is on 11 May 2027 and costs EUR 70,000.",
            DATES: "The public launch is on 25 May 2027 and costs EUR 60,000.",
        }
    )
    both = decided(world, "11 May", "25 May")
    assert both.decision is not None
    assert both.decision.kept_values == ("25 May 2027", "EUR 60,000")
    assert faults_of(both, RIGHT) == [KEPT_MISSING]
    assert faults_of(both, f"{RIGHT} The public launch costs EUR 60,000.") == []


def test_replaced_values_of_table_rows_are_found() -> None:
    row = TABLE.format("21,000 [R1]")
    assert faults_of(BUDGET, row) == [KEPT_MISSING, VALUE_LEFT]
    assert VALUE_LEFT in faults_of(BUDGET, "The creator budget is EUR 21,000 [R1].")
    assert faults_of(BUDGET, "The creator budget is EUR 16,000 [R1].") == []
    assert faults_of(BUDGET, TABLE.format("16,000 [R1]")) == []


@pytest.mark.parametrize("end", [". [R1]", " [R1].", " [R1]", "."])
def test_a_losing_sentence_is_found_wherever_the_mark_stands(end: str) -> None:
    sentence = f"Every account gets a demo call before its first invoice{end}"
    assert SENTENCE_LEFT in faults_of(CALLS, sentence)
    assert SENTENCE_LEFT in faults_of(CALLS, f"- **{sentence}**")


@pytest.mark.parametrize(
    "sentence",
    [
        "A demo call is made to each account before its first invoice. [R1]",
        "- Before the first invoice every account gets its demo call [R1]",
    ],
)
def test_a_marked_sentence_that_says_the_losing_side_in_other_words_is_found(sentence: str) -> None:
    assert SENTENCE_LEFT in faults_of(CALLS, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody calls an account, so no demo call comes before the first invoice. [R1]",
        "The motion is product-led, and every account finds its first invoice alone. [R1]",
        "Accounts are happy. [R1]",
        "A demo call is made to each account before its first invoice.\n\nNobody calls. [R1]",
    ],
)
def test_a_sentence_that_takes_no_side_or_denies_the_losing_one_is_no_fault(sentence: str) -> None:
    assert SENTENCE_LEFT not in faults_of(CALLS, sentence)


def test_a_losing_sentence_against_the_brief_itself_is_found() -> None:
    world = a_world({DATES: "Every account gets a demo call."}, brief="Nobody calls an account.")
    calls = decided(world, "demo call", "Nobody calls")
    assert faults_of(calls, "Every account gets a demo call. [R1]") == [SENTENCE_LEFT]


def test_a_side_that_agrees_with_the_kept_one_may_stand_in_the_plan() -> None:
    world = a_world(
        {
            CHANNELS: "The first public launch webinar is on 25 May 2027.",
            MESSAGES: "The public launch is on 11 May 2027.",
            DATES: "The public launch is on 25 May 2027.",
        }
    )
    three = decided(world, "webinar", "11 May", "launch is on 25 May")
    assert faults_of(three, f"{RIGHT} The first public launch webinar is on 25 May 2027.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The public launch comes in May 2027, on the 25 May 2027 [R1].",
        "The public launch is on 25 May 2027, at the end of May 2027 [R1].",
        "The public launch is on 25 May 2027, and the webinar on 11 May 2027 [R1].",
        "The campaign around the public launch runs from 3 May to 30 May 2027.",
    ],
)
def test_the_days_around_a_decided_one_are_no_fault(sentence: str) -> None:
    assert faults_of(LAUNCH, RIGHT, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The public launch is on 11 May 2027.",
        "The public launch is on May 11, 2027.",
        "We start on 11 May 2027 [R1].",
        "The public launch is on 25 May 2027, not on 11 May 2027 [R1].",
    ],
)
def test_the_replaced_day_itself_is_a_fault(sentence: str) -> None:
    assert faults_of(LAUNCH, RIGHT, sentence) == [VALUE_LEFT]
