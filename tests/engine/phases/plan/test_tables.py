"""The plan's tables are made from data: in order, each thing once, and without what lost."""

from collections.abc import Mapping, Sequence

import pytest

from engine.numbering import NumberedDocuments
from engine.phases.plan.tables import plan_tables
from models.brief import Fact
from models.claim import Claim, Facet, Force, Ledger
from models.contradiction import Basis, Contradiction
from models.documents import specialist_document_id
from models.plan import PlanTable, TableKind
from models.team import slot_of
from tests.engine.phases.staging import CHANNELS, DATES, a_world, decided, place_of
from tests.engine.runs.staging import MESSAGES

TWO_DATES = {
    MESSAGES: "The public launch is on 11 May 2027.",
    DATES: (
        "The public launch is on 25 May 2027.\n\n"
        "| Day | Work | Owner |\n| --- | --- | --- |\n"
        "| 20 April 2027 | Rehearsal in the hall | Crew \\| stage |\n"
        "| 3 March | First draft of all texts | Editors |\n"
    ),
}
BUDGET = (
    "# Budget\n\n| Item | Audience | Amount |\n| --- | --- | --- |\n"
    "| Creators | Freelancers | EUR 16,000 |\n| Search | Studios | EUR 12,000 |\n"
)


def table(
    kind: TableKind,
    world: NumberedDocuments,
    contradictions: Sequence[Contradiction] = (),
    ledgers: Sequence[Ledger] = (),
) -> PlanTable:
    """The table of a kind; one without rows where there is none."""
    tables = {one.kind: one for one in plan_tables(world, contradictions, ledgers)}
    return tables.get(kind) or PlanTable(kind=kind, columns=())


def dates(texts: Mapping[str, str], *contradictions: Contradiction) -> list[tuple[str, ...]]:
    return list(table(TableKind.DATES, a_world(texts), contradictions).rows)


def budget(text: str, *, brief: str = "Plan it.", facts: Sequence[Fact] = ()) -> list[list[str]]:
    world = a_world({CHANNELS: text}, brief=brief, facts=facts)
    return [list(row) for row in table(TableKind.BUDGET, world).rows]


def cells(tables: Sequence[PlanTable]) -> str:
    return " ".join(cell for one in tables for row in one.rows for cell in row)


def test_a_decision_has_its_number_what_holds_its_rule_and_what_it_replaces() -> None:
    launch = decided(a_world(TWO_DATES), "is on 11 May", "is on 25 May")
    (row,) = table(TableKind.DECISIONS, a_world(TWO_DATES), [launch]).rows
    assert row[0] == "R1"
    assert "25 May 2027" in row[1]
    assert row[2:] == ("The topic's owner decides", "11 May 2027")


def test_an_open_decision_says_so_and_replaces_nothing() -> None:
    world = a_world({MESSAGES: "Nobody calls an account.", CHANNELS: "Everybody is called."})
    calls = decided(world, "Nobody calls", "Everybody", topic=None, rule=Basis.NEEDS_YOU)
    (row,) = table(TableKind.DECISIONS, world, [calls]).rows
    assert row[1].endswith("(still open)")
    assert "Everybody is called" not in row[1]
    assert row[2:] == ("Needs you", "")


def test_dates_come_in_order_with_their_owners_also_those_without_a_year() -> None:
    rows = dates({DATES: TWO_DATES[DATES]})
    assert [row[0] for row in rows] == ["3 March", "20 April 2027", "25 May 2027"]
    assert rows[0] == ("3 March", "First draft of all texts", "Editors", DATES)
    assert rows[1][1:3] == ("Rehearsal in the hall", "Crew | stage")


def test_what_lost_a_decision_stands_in_no_table_but_as_what_was_replaced() -> None:
    world = a_world(TWO_DATES)
    launch = decided(world, "is on 11 May", "is on 25 May")
    tables = plan_tables(world, [launch])
    assert "11 May" not in cells([one for one in tables if one.kind is not TableKind.DECISIONS])
    row = next(row for row in dates(TWO_DATES, launch) if row[0] == "25 May 2027")
    assert row == ("25 May 2027", "public launch", "", f"R1, {DATES}")


def test_what_is_still_open_is_stated_in_no_table() -> None:
    world = a_world({MESSAGES: "Doors open on 11 May 2027.", DATES: "Doors open on 25 May 2027."})
    doors = decided(world, "11 May", "25 May", topic=None, rule=Basis.NEEDS_YOU)
    assert doors.decision is not None
    assert doors.decision.is_open
    assert table(TableKind.DATES, world, [doors]).rows == ()


def test_what_several_workers_say_stands_there_once_with_all_of_them() -> None:
    rows = dates(
        {
            MESSAGES: "The public launch is on May 25, 2027.",
            DATES: "We hold the public launch on 25 May 2027. The press lunch is on 25 May 2027.",
        }
    )
    assert [(row[0], row[3]) for row in rows] == [
        ("May 25, 2027", f"{MESSAGES}, {DATES}"),
        ("25 May 2027", DATES),
    ]


def test_of_many_dates_twenty_are_shown_and_the_rest_is_counted() -> None:
    lines = [
        f"- Step {chr(65 + day)}{chr(65 + day)} ends on {day + 1} May 2027" for day in range(26)
    ]
    rows = dates({DATES: "\n".join(lines)})
    assert len(rows) == 21
    assert rows[-1] == ("… and 6 more dates in the texts", "", "", "")


def test_two_dates_of_one_row_are_told_apart_by_their_columns() -> None:
    text = "| Work | From | To |\n| --- | --- | --- |\n| Paint | 5 April 2027 | 23 April 2027 |\n"
    assert [row[1] for row in dates({DATES: text})] == ["Paint · From", "Paint · To"]


def test_a_commitment_names_a_date_shortly() -> None:
    text = "With all that in mind, and after some thought, doors open on 25 May 2027 at nine."
    world = a_world({DATES: text})
    ref = place_of(world, "doors open").statement.ref
    claim = Claim(
        ref=ref, quote=text, facet=Facet.DATE, force=Force.PLAN, subject="opening day", says=text
    )
    ledger = Ledger(slot=slot_of(DATES), version=1, claims=(claim,))
    assert ref.document_id == specialist_document_id(ledger.slot)
    assert table(TableKind.DATES, world, ledgers=[ledger]).rows[0][1] == "opening day"


@pytest.mark.parametrize(
    ("text", "owner", "what"),
    [
        ("**Owner:** Ann Lee. The press kit is ready in May.", "Ann Lee", ""),
        ("- Press kit (owner: Ann Lee)", "Ann Lee", "Press kit"),
        ("- Pressemappe, verantwortlich: Ann Lee", "Ann Lee", "Pressemappe"),
        ("The head of product decides on the price list.", "The head of product", "the price list"),
        ("Marketing is responsible for the letter.", "Marketing", "the letter"),
        ("Der Vertrieb ist zuständig für die Preise.", "Der Vertrieb", "die Preise"),
    ],
)
def test_owners_are_told_in_many_ways(text: str, owner: str, what: str) -> None:
    rows = table(TableKind.OWNERS, a_world({DATES: text})).rows
    assert [row[:2] for row in rows] == ([(owner, what)] if what else [])


@pytest.mark.parametrize(
    "text",
    ["A guide leads from one to two.", "Nobody decides on it.", "Our own sheets stand here."],
)
def test_a_sentence_without_an_owner_gives_none(text: str) -> None:
    assert table(TableKind.OWNERS, a_world({DATES: text})).rows == ()


def test_the_budget_is_added_up_and_held_against_the_limit_of_the_brief() -> None:
    assert budget(BUDGET, facts=[Fact(subject="Launch budget", value="EUR 60,000")]) == [
        ["Creators", "EUR 16,000", "57.1 %"],
        ["Search", "EUR 12,000", "42.9 %"],
        ["Total", "EUR 28,000", "100 %"],
        ["Limit in the brief", "EUR 60,000", "EUR 32,000 left"],
    ]
    over = budget(BUDGET, brief="The budget is EUR 25,000.")
    assert over[-1] == ["Limit in the brief", "EUR 25,000", "EUR 3,000 over the limit"]


def test_a_total_that_the_text_adds_up_wrongly_is_shown_beside_the_sum() -> None:
    rows = budget(f"{BUDGET}| **Total** | | EUR 30,000 |\n")
    assert rows[-2:] == [
        ["Total", "EUR 28,000", "100 %"],
        ["Total as the text states it", "EUR 30,000", "EUR 2,000 more"],
    ]


def test_an_amount_that_lost_is_replaced_by_the_decided_one_in_the_sum_too() -> None:
    world = a_world({CHANNELS: BUDGET, DATES: BUDGET.replace("16,000", "21,000")})
    creators = decided(world, "21,000", "16,000", subject="creators amount", topic="dates")
    rows = table(TableKind.BUDGET, world, [creators]).rows
    assert ("Creators (R1)", "EUR 21,000", "63.6 %") in rows
    assert ("Total", "EUR 33,000", "100 %") in rows
    assert "16,000" not in " ".join(cell for row in rows for cell in row)


def test_an_amount_that_is_still_open_counts_and_says_so() -> None:
    world = a_world({CHANNELS: BUDGET, DATES: BUDGET.replace("16,000", "21,000")})
    creators = decided(world, "21,000", "16,000", subject="creators", topic=None)
    assert creators.decision is not None
    assert creators.decision.is_open
    rows = table(TableKind.BUDGET, world, [creators]).rows
    assert rows[0] == ("Creators (R1, still open)", "EUR 16,000", "57.1 %")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Prices\n\n| Plan | Price |\n| --- | --- |\n| Solo | EUR 9 |\n| Studio | EUR 19 |\n",
        "# Budget\n\n- Creators: EUR 16,000\n",
        "# Costs\n\n- Rent: EUR 900 a month\n- Power: EUR 90 a month\n",
    ],
)
def test_where_no_list_is_surely_a_budget_there_is_no_table(text: str) -> None:
    assert budget(text) == []


def test_marks_and_markdown_that_texts_bring_along_do_not_get_into_tables() -> None:
    rows = dates({DATES: "**We open** [R7] on `25 May 2027` [R1] with [films](http://x.example)."})
    assert rows[0][1] == "We open on 25 May 2027 with films."
