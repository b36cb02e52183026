"""The plan is held against the brief and against itself; what was decided is no breach."""

import pytest

from engine.phases.plan.against import breaches_of
from models.brief import Fact
from models.contradiction import Contradiction
from models.plan import PlanSection
from tests.engine.phases.staging import DATES, a_world, decided
from tests.engine.runs.staging import MESSAGES

BRIEF = "The public launch is fixed for 11 May 2027. The total budget must not exceed EUR 60,000."
WORLD = a_world(
    {
        MESSAGES: "The public launch is on 11 May 2027.",
        DATES: "The public launch is on 25 May 2027.",
    },
    brief=BRIEF,
    facts=[Fact(subject="Trial accounts", value="at most 320 trial accounts")],
)


def breaches(*sections: str, contradictions: tuple[Contradiction, ...] = ()) -> list[str]:
    plan = [
        PlanSection(id=f"s{number}", title=f"Part {number}", markdown=text)
        for number, text in enumerate(sections)
    ]
    return [one.kind.value for one in breaches_of(plan, WORLD, contradictions)]


def test_a_plan_that_keeps_to_the_brief_is_no_breach() -> None:
    assert breaches("The public launch is on 11 May 2027.", "The total budget is EUR 60,000.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The public launch is on 25 May 2027.",
        "| What | When |\n| --- | --- |\n| Public launch | 25 May 2027 |\n",
        "The total budget is EUR 75,000.",
    ],
)
def test_what_differs_from_the_brief_is_found_also_where_another_section_keeps_to_it(
    sentence: str,
) -> None:
    right = "The public launch is on 11 May 2027. The total budget is EUR 60,000."
    assert "breaks_brief" in breaches(sentence, right)


@pytest.mark.parametrize(
    "sentence",
    [
        "The rehearsal is on 4 May 2027.",
        "The press lunch is on 12 May 2027, after the public launch.",
        "Of the budget, EUR 16,000 go to creators.",
        "# 25 May 2027",
        "```\nThe public launch is on 25 May 2027.\n```",
        "",
    ],
)
def test_other_things_with_other_values_are_no_breach(sentence: str) -> None:
    assert breaches(sentence) == []


def test_a_plan_that_departs_from_the_brief_because_the_user_ruled_so_is_no_breach() -> None:
    found = decided(WORLD, "is on 11 May", "is on 25 May")
    assert found.decision is not None
    swapped = {"kept": found.decision.dropped, "dropped": found.decision.kept}
    ruled = found.decision.model_copy(update={**swapped, "departs_from_brief": True})
    late = found.model_copy(update={"decision": ruled})
    plan = "The public launch is on 25 May 2027. [R1]"
    assert breaches(plan) == ["breaks_brief"]
    assert breaches(plan, contradictions=(late,)) == []


def test_two_sections_that_cannot_both_hold_are_a_breach() -> None:
    found = breaches(
        "The security review of the ledger takes place on 3 March 2027.",
        "The security review of the ledger takes place on 17 March 2027.",
    )
    assert found == ["breaks_itself"]


def test_a_plan_may_say_a_thing_twice() -> None:
    assert breaches("The review is on 3 March 2027.", "On March 3, 2027 there is a review.") == []


@pytest.mark.parametrize(
    "second",
    ["The review is on 17 March 2027.", "- Review: 17 March 2027", "# Later\n\nReview: 17 March"],
)
def test_sentences_that_differ_in_nothing_but_their_values_are_a_breach(second: str) -> None:
    first = "The review is on 3 March 2027."
    assert breaches(first, second) == ["breaks_itself"]
    assert breaches(f"{first}\n\n{second}") == ["breaks_itself"]


@pytest.mark.parametrize(
    "second",
    [
        "The budget review is on 17 March 2027.",
        "The contract is signed on 17 March 2027.",
        "The review takes two days.",
        "The review is on 3 March.",
    ],
)
def test_paragraphs_of_one_section_may_say_other_things(second: str) -> None:
    assert breaches(f"The review is on 3 March 2027.\n\n{second}") == []


def test_paragraphs_of_one_section_that_cannot_both_hold_are_a_breach() -> None:
    text = (
        "The security review of the ledger takes place on 3 March 2027.\n\n"
        "In Berlin the security review of the ledger takes place on 17 March 2027."
    )
    plan = [PlanSection(id="s", title="Part", markdown=text)]
    (found,) = breaches_of(plan, WORLD, ())
    assert "The same section says: The security review" in found.message
    assert found.quote == text.partition("\n\n")[2]


def test_what_is_held_against_a_decision_is_not_blamed_on_the_sentence_that_keeps_it() -> None:
    found = decided(WORLD, "is on 11 May", "is on 25 May", subject="public launch date")
    assert found.decision is not None
    assert found.decision.dropped_values == ("25 May 2027",)
    assert breaches("Launch: 25 May 2027", "Launch: 11 May 2027", contradictions=(found,)) == [
        "breaks_brief"
    ]
