"""Records refuse what cannot be true."""

import json

import pytest
from pydantic import ValidationError

from models.brief import Brief
from models.candidate import Candidate
from models.contradiction import Contradiction, Decision, FoundBy, Label, Severity, Side
from models.documents import StatementRef
from models.plan import PlanSection
from models.team import SectionSpec, Specialist, Synthesizer, Team, TeamTopic, Topic, slot_of


def a_side(document_id: str, start: int = 0) -> Side:
    ref = StatementRef(document_id=document_id, version=1, start=start, end=start + 5)
    return Side.of("Planner", "11 Ma", ref)


def a_team_of(*specialists: Specialist, section_topics: tuple[str, ...] = ()) -> Team:
    return Team(
        team_id="tiny",
        name="Tiny",
        topics=(TeamTopic(id="dates", group=Topic.WHEN, meaning="when things happen"),),
        specialists=specialists,
        synthesizer=Synthesizer(prompt="Write plainly."),
        sections=(SectionSpec(id="dates", title="Dates", topics=section_topics),),
    )


def test_a_record_cannot_be_changed() -> None:
    brief = Brief(text="Plan a fair.")
    with pytest.raises(ValidationError):
        brief.text = "Plan a feast."  # type: ignore[misc] # that is the point


def test_a_contradiction_needs_sides_in_different_documents() -> None:
    with pytest.raises(ValidationError, match="same document"):
        Contradiction(
            number=1,
            title="opening day",
            topic=Topic.WHEN,
            label=Label.CONTRADICTION,
            severity=Severity.HIGH,
            sides=(a_side("specialist/a"), a_side("specialist/a", start=9)),
            explanation="Two days.",
        )


def test_a_side_is_as_long_as_its_range() -> None:
    ref = StatementRef(document_id="brief", version=1, start=0, end=9)
    with pytest.raises(ValidationError, match="not as long"):
        Side.of("brief", "short", ref)


def test_a_decision_of_an_older_run_tells_its_suggestion_and_keeps_its_text() -> None:
    text = "Launch: On 11 May. / On (about) 25 May. (suggested: Launch on 11 May (at 9).)"
    stored = json.dumps({"text": text, "basis": "needs_you"})
    decision = Decision.model_validate_json(stored)
    assert (decision.text, decision.suggestion) == (text, "Launch on 11 May (at 9).")
    assert Decision.model_validate_json(decision.model_dump_json()) == decision


def test_a_range_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="before start"):
        StatementRef(document_id="brief", version=1, start=5, end=4)


def test_a_topic_has_one_owner() -> None:
    one = Specialist(name="One", topics=("dates",), prompt="x")
    two = Specialist(name="Two", topics=("dates",), prompt="x")
    with pytest.raises(ValidationError, match="owner of the topic 'dates' is named 2 times"):
        a_team_of(one, two)


def test_two_specialists_cannot_share_a_slot() -> None:
    names = ("Risk Critic", "risk critic")
    with pytest.raises(ValidationError, match="specialist 'risk-critic' is named 2 times"):
        a_team_of(*(Specialist(name=name, prompt="x") for name in names))


def test_an_unknown_topic_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValidationError, match="unknown topic 'money'; known are: dates"):
        a_team_of(Specialist(name="One", prompt="x"), section_topics=("money",))


@pytest.mark.parametrize(
    ("name", "slot"),
    [("Messaging Specialist", "messaging-specialist"), ("Käufer & Co.", "käufer-co")],
)
def test_a_slot_is_made_of_the_name(name: str, slot: str) -> None:
    assert slot_of(name) == slot


def test_the_title_of_a_brief_is_its_first_line_with_words() -> None:
    assert Brief(text="\n\n# Open a second shop\nmore").title == "Open a second shop"
    assert Brief(text="---").title == "Untitled"
    assert len(Brief(text="word " * 100).title) <= 80


def test_records_of_older_runs_may_have_fields_that_are_no_more() -> None:
    stored = PlanSection(id="s", title="S").model_dump(mode="json") | {"inputs_hash": "0" * 64}
    assert PlanSection.model_validate(stored) == PlanSection(id="s", title="S")
    assert PlanSection.model_validate_json(json.dumps(stored)) == PlanSection(id="s", title="S")
    one = a_candidate()
    old = one.model_dump(mode="json") | {"number": None}
    assert Candidate.model_validate_json(json.dumps(old)) == one
    with pytest.raises(ValidationError):
        PlanSection.model_validate({**stored, "input_hash": ""})


def a_candidate() -> Candidate:
    return Candidate(
        candidate_id=1,
        title="launch date",
        topic=Topic.WHEN,
        sides=(a_side("brief"), a_side("specialist/planner")),
        explanation="They name two days.",
        found_by=FoundBy.LLM,
    )
