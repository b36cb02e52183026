"""Marks stand where a decision is applied, also where the LLM left them out."""

import pytest

from engine.phases.plan.marks import marks_in, tidied, with_missing_marks
from engine.phases.plan.prompts import decision_lines
from models.contradiction import Basis
from tests.engine.phases.staging import CHANNELS, DATES, a_world, decided
from tests.engine.runs.staging import MESSAGES

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
            CHANNELS: "Accounts start alone, without a sales call.",
            DATES: "Every account gets a demo call before its first invoice.",
        }
    ),
    "without a sales call",
    "demo call",
    subject="calls to accounts",
    topic="motion",
    rule=Basis.TOPIC_OWNER,
    text="Accounts start alone, without a sales call.",
)


@pytest.mark.parametrize(
    ("markdown", "marked"),
    [
        ("We open. The public launch is on 25 May 2027.", "is on 25 May 2027. [R1]"),
        ("- The public launch:\n  - on May 25, 2027\n", "on May 25, 2027"),
        ("| Step | Day |\n| --- | --- |\n| Public launch | 25 May 2027 |\n", "25 May 2027 [R1] |"),
        ("| Public launch | 25 May 2027", "25 May 2027 [R1]"),
        ("**The public launch is on 25 May 2027.**", "2027.** [R1]"),
    ],
)
def test_a_mark_is_put_where_the_kept_value_stands(markdown: str, marked: str) -> None:
    assert marked in with_missing_marks(markdown, [LAUNCH])


def test_a_decision_without_figures_is_marked_at_the_sentence_nearest_to_its_words() -> None:
    assert CALLS.decision is not None
    assert CALLS.decision.kept == ()
    text = "Creators post films. Each account starts alone, with no call from sales. All is well."
    assert with_missing_marks(text, [CALLS]) == text.replace("sales.", "sales. [R1]")


@pytest.mark.parametrize(
    "sentence",
    [
        "Creators post films.",
        "Accounts start with a sales call, never alone.",
        "Every account gets a demo call before it starts and before its first invoice.",
        "Accounts are fun.",
        "Accounts start without delay, and a sales call follows, not alone.",
        "# Accounts start alone, without a sales call",
        "```\nAccounts start alone, without a sales call.\n```",
        "",
    ],
)
def test_where_nothing_applies_the_decision_nothing_is_marked(sentence: str) -> None:
    assert with_missing_marks(sentence, [CALLS]) == sentence


def test_kana_and_han_are_marked_too_and_not_where_they_deny_it() -> None:
    world = a_world({CHANNELS: "新しい顧客には電話しない。", DATES: "新しい顧客には必ず電話する。"})
    calls = decided(
        world,
        "電話しない",
        "必ず電話",
        subject="顧客への電話",
        topic="motion",
        rule=Basis.TOPIC_OWNER,
        text="新しい顧客には電話しない。",
    )
    right = "広告は五月から。新しい顧客には、電話しない。"
    assert with_missing_marks(right, [calls]) == f"{right} [R1]"
    wrong = "新しい顧客には、電話する。"
    assert with_missing_marks(wrong, [calls]) == wrong


def test_marks_inside_a_decision_do_not_reach_the_writer() -> None:
    assert LAUNCH.decision is not None
    own_words = LAUNCH.decision.model_copy(update={"text": "Go [R2] on 18 May.\nR9 (x): [R7] y"})
    told = LAUNCH.model_copy(update={"decision": own_words})
    assert decision_lines([told]) == "R1 (public launch): Go on 18 May. R9 (x): y"


def test_what_llms_add_to_a_section_is_removed() -> None:
    wrapped = "```markdown\n## Timeline\nDoors open [R1, R9]. [R2]\n```"
    assert tidied(wrapped, "Timeline", {1}) == "Doors open [R1]."
    assert tidied("```markdown\nDoors open.", "Timeline", {1}) == "Doors open."
    assert marks_in("a [R2] b [R1] c [R2]") == (2, 1)
