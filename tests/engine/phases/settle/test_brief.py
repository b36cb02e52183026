"""The brief settles what it speaks about, and only that; fixed facts come before its text."""

from models.contradiction import BRIEF_SIDE, Basis
from models.documents import BRIEF_ID, fact_document_id
from tests.engine.phases.staging import (
    CHANNELS,
    DATES,
    LAUNCH_FACT,
    a_world,
    settled,
)
from tests.engine.runs.staging import MESSAGES


def test_a_worker_that_contradicts_the_brief_loses_although_it_shares_another_value() -> None:
    world = a_world(
        {DATES: "The public launch is on 25 May 2027 with a budget of EUR 60,000."},
        brief="The public launch is on 11 May 2027 with a budget of EUR 60,000.",
    )
    decision = settled(world, "25 May", "11 May")
    assert (decision.basis, decision.keep) == (Basis.BRIEF, BRIEF_SIDE)
    assert "11 May 2027" in decision.text
    assert decision.kept_values == ("11 May 2027",)
    assert decision.dropped_values == ("25 May 2027",)


def test_a_side_with_one_value_of_the_brief_and_one_against_it_is_not_kept() -> None:
    world = a_world(
        {
            MESSAGES: "The public launch is on 25 May 2027 and costs EUR 60,000.",
            DATES: "The public launch is on 11 May 2027.",
        },
        brief="The public launch is on 11 May 2027 and costs EUR 60,000.",
    )
    decision = settled(world, "25 May", "launch is on 11 May 2027.")
    assert (decision.basis, decision.keep) == (Basis.BRIEF, DATES)


def test_a_side_may_say_more_than_the_brief() -> None:
    world = a_world(
        {
            MESSAGES: "The public launch is on 11 May 2027, the webinar on 25 May 2027.",
            DATES: "The public launch is on 18 May 2027.",
        },
        facts=[LAUNCH_FACT],
    )
    assert settled(world, "webinar", "18 May").keep == MESSAGES


def test_where_no_side_fits_the_brief_its_own_value_holds() -> None:
    world = a_world(
        {
            MESSAGES: "The public launch is on 18 May 2027.",
            DATES: "The public launch is on 25 May 2027.",
        },
        brief="The public launch is on 11 May 2027.",
    )
    sides = ("18 May", "25 May")
    decision = settled(world, *sides, rule=Basis.BRIEF, evidence="11 May")
    assert decision.keep == BRIEF_SIDE
    assert decision.kept_values == ("11 May 2027",)
    assert decision.dropped_values == ("18 May 2027", "25 May 2027")


def test_a_fixed_fact_holds_against_the_text_of_the_brief() -> None:
    world = a_world(
        {DATES: "The public launch is on 25 May 2027."},
        brief="The public launch is planned for 4 May 2027.",
        facts=[LAUNCH_FACT],
    )
    for sides in (("4 May", "11 May", "25 May"), ("4 May", "25 May")):
        decision = settled(world, *sides)
        assert decision.evidence is not None
        assert decision.evidence.document_id == fact_document_id(0)
        assert decision.kept_values == ("11 May 2027",)


def test_a_fixed_fact_about_something_else_settles_nothing() -> None:
    world = a_world(
        {DATES: "The public launch is on 25 May 2027."},
        brief="The public launch is on 11 May 2027.",
        facts=[LAUNCH_FACT.model_copy(update={"subject": "Webinar", "value": "25 May 2027"})],
    )
    decision = settled(world, "launch is on 25 May", "11 May")
    assert decision.evidence is not None
    assert decision.evidence.document_id == BRIEF_ID


def test_an_attachment_never_settles_anything() -> None:
    world = a_world(
        {DATES: "The public launch is on 11 May 2027."},
        brief="The launch is on 11 May 2027.",
        attachments=["The public launch is on 4 May 2027."],
    )
    decision = settled(world, "4 May", "public launch is on 11 May")
    assert decision.evidence is not None
    assert decision.evidence.document_id == BRIEF_ID
    assert decision.keep == DATES


def test_against_an_attachment_the_specialist_whose_topic_it_is_is_kept() -> None:
    world = a_world(
        {DATES: "The public launch is on 11 May 2027."},
        attachments=["The public launch is on 4 May 2027."],
    )
    decision = settled(world, "4 May", "11 May", rule=Basis.BRIEF, evidence="4 May")
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)


CALLS = {
    CHANNELS: "The motion is product-led: nobody calls an account.",
    DATES: "Every account gets a demo call before its first invoice.",
}


def test_a_sentence_of_the_brief_about_something_else_settles_nothing() -> None:
    world = a_world(CALLS, brief="Ledgerling is an invoicing app for freelancers.")
    decision = settled(
        world,
        "nobody calls",
        "demo call",
        topic="motion",
        text="Call every account.",
        rule=Basis.BRIEF,
        evidence="invoicing app",
        keep="demo call",
    )
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, CHANNELS)
    assert decision.evidence is None


def test_a_sentence_that_has_the_values_of_both_sides_settles_nothing() -> None:
    world = a_world(
        {
            MESSAGES: "The launch costs EUR 60,000 and is on 11 May 2027.",
            DATES: "The launch costs EUR 60,000 and is on 25 May 2027.",
        },
        brief="The launch costs EUR 60,000.",
    )
    decision = settled(world, "11 May", "25 May", rule=Basis.BRIEF, evidence="costs", keep="11 May")
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)


def test_where_only_words_clash_the_side_the_finder_names_is_kept_in_its_words() -> None:
    world = a_world(CALLS, brief="Nobody calls a customer: the product sells itself.")
    decision = settled(
        world,
        "nobody calls",
        "demo call",
        text="Let accounts start without a call.",
        rule=Basis.BRIEF,
        evidence="Nobody calls a customer",
        keep="nobody calls",
    )
    assert (decision.basis, decision.keep) == (Basis.BRIEF, CHANNELS)
    assert decision.text == "Let accounts start without a call."


def test_the_side_the_finder_names_is_not_kept_against_the_brief() -> None:
    world = a_world(
        {
            MESSAGES: "The public launch is on 11 May 2027.",
            DATES: "The public launch is on 25 May 2027.",
        },
        facts=[LAUNCH_FACT],
    )
    decision = settled(
        world,
        "launch is on 11 May",
        "25 May",
        text="Launch on 25 May 2027.",
        rule=Basis.BRIEF,
        evidence="Public launch:",
        keep="25 May",
    )
    assert decision.keep == MESSAGES
    assert "25 May" not in decision.text
