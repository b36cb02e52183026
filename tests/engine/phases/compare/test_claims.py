"""What code can tell of a text's commitments, where no LLM lists them."""

import pytest

from engine.finder_limits import CLAIMS_LIMIT
from engine.phases.compare.claims import FACETS, claims_by_code
from engine.values import ValueKind
from models.claim import Facet, Force, Ledger
from tests.engine.phases.staging import DATES, a_world


def ledger_of(text: str) -> Ledger:
    world = a_world({DATES: text})
    return claims_by_code(world.documents[-1], "timeline-planner", 2)


def test_every_kind_of_value_is_about_something() -> None:
    assert set(FACETS) == set(ValueKind)


@pytest.mark.parametrize(
    ("sentence", "facet", "force"),
    [
        ("The public launch is on 11 May 2027.", Facet.DATE, Force.PLAN),
        ("The budget must stay below EUR 60,000.", Facet.BUDGET, Force.MUST),
        ("Half of them, 45 %, are activated.", Facet.METRIC, Force.PLAN),
        ("Nobody calls an account.", Facet.RULE, Force.AVOID),
        ("Jeder Text wird nur von der Leitung freigegeben.", Facet.RULE, Force.MUST),
        ("We assume that somebody writes the listing.", Facet.ASSUMPTION, Force.ASSUME),
    ],
)
def test_figures_rules_and_assumptions_are_commitments(
    sentence: str, facet: Facet, force: Force
) -> None:
    (claim,) = ledger_of(f"## Launch\n\n{sentence}\n").claims
    assert (claim.facet, claim.force, claim.quote) == (facet, force, sentence)
    assert claim.subject


def test_mood_and_headings_are_none() -> None:
    assert ledger_of("## 11 May 2027\n\nThe tone is warm and dry.\n").claims == ()


def test_what_stands_under_assumptions_is_taken_for_granted() -> None:
    (claim,) = ledger_of("## What I assume about the others\n\n- Texts are ready in May.\n").claims
    assert claim.force is Force.ASSUME


def test_the_most_binding_of_many_are_listed_in_the_order_of_the_text() -> None:
    quiet = "".join(f"- We assume thing {word}.\n" for word in "abcdefghijklmnopqrstuvwxyz")
    text = f"{quiet}\nThe launch is on 11 May 2027.\n"
    ledger = ledger_of(text)
    assert len(ledger.claims) == CLAIMS_LIMIT
    assert ledger.is_by_code
    assert (ledger.slot, ledger.version) == ("timeline-planner", 2)
    starts = [one.ref.start for one in ledger.claims]
    assert starts == sorted(starts)
    assert ledger.claims[-1].facet is Facet.DATE
