"""Brief > house rule > hard limit > arithmetic > topic owner > you, each only where code agrees."""

from typing import Any

import pytest

from engine.numbering import NumberedDocuments
from models.brief import Fact
from models.contradiction import BRIEF_SIDE, HOUSE_RULE_SIDE, Basis, FoundBy, Verdict
from tests.engine.phases.staging import CHANNELS, DATES, LAUNCH_FACT, MESSAGES, a_world, settled

DATES_APART = {
    MESSAGES: "The public launch is on 18 May 2027.",
    DATES: "The public launch is on 25 May 2027.",
}
CALLS = {
    CHANNELS: "Nobody calls a new account before it pays.",
    DATES: "Every new account gets a demo call.",
}
CALL_SIDES = ("Nobody calls", "Every new account")


def dates_with(facts: tuple[Fact, ...] = (), rules: tuple[str, ...] = ()) -> NumberedDocuments:
    return a_world(DATES_APART, facts=facts, rules=rules)


def test_a_house_rule_with_the_value_of_one_side_settles_it_without_any_claim() -> None:
    decision = settled(dates_with(rules=("The public launch is on 18 May 2027.",)), "18 M", "25 M")
    assert (decision.basis, decision.keep) == (Basis.HOUSE_RULE, MESSAGES)
    assert decision.evidence is not None
    assert decision.evidence.document_id == "rule/1"
    assert decision.evidence_quote == "The public launch is on 18 May 2027."
    assert decision.dropped_values == ("25 May 2027",)


def test_the_brief_ranks_above_a_house_rule() -> None:
    fact = Fact(subject="Public launch", value="25 May 2027")
    world = dates_with((fact,), ("The public launch is on 18 May 2027.",))
    decision = settled(world, "launch is on 18 M", "launch is on 25 M")
    assert (decision.basis, decision.keep) == (Basis.BRIEF, DATES)


def test_a_house_rule_ranks_above_a_hard_limit_a_calculation_and_the_owner_of_the_topic() -> None:
    world = dates_with(rules=("The public launch is on 18 May 2027.",))
    claim: dict[str, Any] = {"rule": Basis.HARD_LIMIT, "keep": "25 May", "text": "Launch then."}
    assert settled(world, "18 M", "25 M", **claim).basis is Basis.HOUSE_RULE


def test_a_house_rule_on_another_subject_settles_nothing() -> None:
    world = dates_with(rules=("The spring fair is on 18 May 2027.",))
    assert settled(world, "launch is on 18 M", "25 M").basis is Basis.TOPIC_OWNER


def test_a_house_rule_without_figures_settles_what_is_claimed_if_it_is_about_a_side() -> None:
    world = a_world(CALLS, rules=("New accounts start without a call.",))
    claim: dict[str, Any] = {"rule": Basis.HOUSE_RULE, "evidence": "start without", "topic": None}
    decision = settled(world, *CALL_SIDES, keep=CALL_SIDES[0], **claim)
    assert (decision.basis, decision.keep) == (Basis.HOUSE_RULE, CHANNELS)
    assert settled(world, *CALL_SIDES, topic=None).basis is Basis.NEEDS_YOU, "nobody claims it"


def test_a_house_rule_without_figures_about_something_else_is_no_basis() -> None:
    world = a_world(CALLS, rules=("The logo is always green.",))
    claim: dict[str, Any] = {"rule": Basis.HOUSE_RULE, "evidence": "logo", "topic": None}
    decision = settled(world, *CALL_SIDES, keep=CALL_SIDES[0], **claim)
    assert decision.basis is Basis.NEEDS_YOU


def test_a_text_that_breaks_a_house_rule_loses_against_it() -> None:
    world = a_world({DATES: CALLS[DATES]}, rules=("New accounts start without a call.",))
    decision = settled(world, "start without", "demo call", topic="dates")
    assert (decision.basis, decision.keep) == (Basis.HOUSE_RULE, HOUSE_RULE_SIDE)


def test_a_basis_of_the_brief_without_a_sentence_of_the_brief_falls_to_the_next_rule() -> None:
    world = a_world(CALLS, brief="Win new accounts.")
    decision = settled(world, *CALL_SIDES, rule=Basis.BRIEF, keep=CALL_SIDES[0])
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("We hold 4 demos per week for 6 weeks.", "The pilot needs 60 demos."),
        ("EUR 16,000 for creators and EUR 12,000 for search.", "The ads cost EUR 20,000."),
        ("12 percent of 2,000 accounts pay.", "Win 360 paying accounts."),
        ("Each session has 20 seats, in 5 sessions.", "Invite guests for 150 seats."),
        ("We charge 40 accounts EUR 20 per month.", "Earn EUR 1,000 per month."),
        ("The hall holds 80 guests.", "Invite 120 guests."),
        ("Die Helfer schaffen 5 Besuche pro Tag, also 4 Wochen lang.", "Plant 200 Besuche ein."),
    ],
)
def test_a_calculation_that_code_can_follow_decides(kept: str, lost: str) -> None:
    world = a_world({CHANNELS: kept, DATES: lost})
    decision = settled(world, kept[:12], lost[:12], rule=Basis.ARITHMETIC, keep=kept[:12])
    assert (decision.basis, decision.keep) == (Basis.ARITHMETIC, CHANNELS)


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("We hold 4 demos per week for 15 weeks.", "The pilot needs 60 demos."),
        ("The pilot has 40 demos.", "The pilot needs 60 demos."),
        ("EUR 16,000 for creators.", "The ads cost EUR 20,000."),
        ("The hall holds 80 guests.", "Invite 60 guests."),
        ("The hall holds 80 guests.", "Spend EUR 120 on flowers."),
        ("Nobody calls new accounts.", "Every new account gets a call."),
    ],
)
def test_a_calculation_that_code_cannot_follow_decides_nothing(kept: str, lost: str) -> None:
    world = a_world({CHANNELS: kept, DATES: lost})
    decision = settled(world, kept[:12], lost[:12], rule=Basis.ARITHMETIC, keep=kept[:12])
    assert decision.basis is Basis.TOPIC_OWNER


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("The contract names the old logo.", "The new logo is on every page."),
        ("By law every mail needs an address.", "Mails have no address."),
        ("Der Mietvertrag verbietet Musik.", "Abends gibt es Musik."),
        ("Für Feuerwerk fehlt die Genehmigung.", "Zum Schluss gibt es ein Feuerwerk."),
        ("The hall holds 80 guests.", "We invite 120 people."),
        ("Die Halle fasst 80 Gäste.", "Wir laden 120 Leute ein."),
        ("Texts must be in no later than **3 May 2027**.", "Texts are written on 9 May 2027."),
        ("Nur 40 Plätze haben Strom.", "Alle 60 Plätze haben Strom."),
        ("| Room | Maximum |\n| --- | --- |\n| Hall | 80 guests |", "The hall has 120 guests."),
    ],
)
def test_a_bound_with_its_value_or_a_word_of_law_may_be_a_hard_limit(kept: str, lost: str) -> None:
    world = a_world({CHANNELS: kept, DATES: lost})
    named = "Hall | 80" if kept.startswith("|") else kept[:12]
    decision = settled(world, named, lost[:12], rule=Basis.HARD_LIMIT, keep=named)
    assert (decision.basis, decision.keep) == (Basis.HARD_LIMIT, CHANNELS)


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("The tone of all messages fits both audiences.", "The tone of the e-mails is formal."),
        ("The budget allows playful posts.", "Posts are formal."),
        ("Posts may not be formal.", "Posts are formal."),
        ("Der Ton darf locker sein.", "Der Ton ist ernst."),
        ("Wir haben den Plan umgesetzt.", "Der Plan ist offen."),
        ("The contract names the old logo.", "Everything may be done differently."),
        ("We only write; the fair has 30 days.", "Every new account gets a call."),
    ],
)
def test_a_word_of_limit_alone_is_no_hard_limit(kept: str, lost: str) -> None:
    world = a_world({CHANNELS: kept, DATES: lost})
    decision = settled(world, kept[:15], lost[:15], rule=Basis.HARD_LIMIT, keep=kept[:15])
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)


def test_a_sentence_of_the_brief_about_it_makes_a_hard_limit() -> None:
    world = a_world(CALLS, brief="Staff for calls to new accounts is away.\n\nUse green.")
    claim: dict[str, Any] = {"rule": Basis.HARD_LIMIT, "keep": CALL_SIDES[0]}
    about_it = settled(world, *CALL_SIDES, evidence="is away", **claim)
    about_else = settled(world, *CALL_SIDES, evidence="Use green", **claim)
    assert about_it.basis is Basis.HARD_LIMIT
    assert about_else.basis is Basis.TOPIC_OWNER


def test_what_code_noticed_and_an_llm_confirmed_by_itself_is_decided() -> None:
    world = a_world(DATES_APART)
    seen: dict[str, Any] = {"by": FoundBy.CODE}
    assert settled(world, "18 M", "25 M", **seen).basis is Basis.NEEDS_YOU
    confirmed = settled(world, "18 M", "25 M", verdict=Verdict.CONFIRMED, **seen)
    assert confirmed.basis is Basis.TOPIC_OWNER


def test_a_small_llm_alone_is_believed_where_values_of_a_house_rule_show_it() -> None:
    world = dates_with(rules=("The public launch is on 18 May 2027.",))
    assert settled(world, "18 M", "25 M", small=True).basis is Basis.HOUSE_RULE
    words = a_world(CALLS, rules=("New accounts start without a call.",))
    claim: dict[str, Any] = {"rule": Basis.HOUSE_RULE, "evidence": "start without"}
    decision = settled(words, *CALL_SIDES, keep=CALL_SIDES[0], small=True, **claim)
    assert decision.basis is Basis.NEEDS_YOU


def test_a_fact_still_holds_against_everything() -> None:
    world = a_world(
        {MESSAGES: "The public launch is on 11 May 2027.", DATES: DATES_APART[DATES]},
        facts=[LAUNCH_FACT],
        rules=["The public launch is on 25 May 2027."],
    )
    assert settled(world, "launch is on 11 M", "launch is on 25 M").basis is Basis.BRIEF


def test_a_fact_that_both_sides_break_replaces_both() -> None:
    decision = settled(dates_with((LAUNCH_FACT,)), "launch is on 18 M", "launch is on 25 M")
    assert decision.basis is Basis.BRIEF
    assert set(decision.dropped_values) == {"18 May 2027", "25 May 2027"}
    assert decision.kept_values == ("11 May 2027",)


CAPACITY = Fact(subject="Eligible accounts", value="480 accounts can start a trial in 2027")
REACH, TARGET = "The channels bring 320 accounts.", "The target is 700 accounts."


def test_a_limit_of_the_brief_keeps_the_side_within_it_and_not_its_own_figure() -> None:
    world = a_world({CHANNELS: REACH, DATES: TARGET}, facts=[CAPACITY])
    decision = settled(world, "320", "700", "480", subject="number of accounts", topic="dates")
    assert (decision.basis, decision.keep) == (Basis.BRIEF, CHANNELS)
    assert decision.evidence_quote.startswith("Eligible accounts: 480")
    assert (decision.kept_values, decision.dropped_values) == (("320 accounts",), ("700 accounts",))


def test_a_limit_of_the_brief_replaces_what_lies_beyond_it() -> None:
    world = a_world({DATES: TARGET}, facts=[CAPACITY])
    decision = settled(world, "700", "480", subject="number of accounts")
    assert (decision.basis, decision.keep) == (Basis.BRIEF, BRIEF_SIDE)
    assert decision.dropped_values == ("700 accounts",)


def test_a_limit_of_the_brief_that_both_sides_keep_settles_nothing() -> None:
    texts = {CHANNELS: REACH, DATES: "The target is 400 accounts."}
    decision = settled(a_world(texts, facts=[CAPACITY]), "320", "400", "480", topic="dates")
    assert (decision.basis, decision.keep) == (Basis.TOPIC_OWNER, DATES)


def test_the_figure_of_the_brief_holds_where_a_side_says_it_whether_or_not_it_is_a_limit() -> None:
    texts = {CHANNELS: "The channels bring 480 accounts.", DATES: "The target is 400 accounts."}
    world = a_world(texts, facts=[CAPACITY])
    decision = settled(world, "bring 480", "400", "480 accounts can")
    assert decision.basis is Basis.BRIEF
    assert decision.dropped_values == ("400 accounts",)
