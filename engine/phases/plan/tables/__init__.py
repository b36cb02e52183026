"""The tables of the plan: decisions, dates, owners and budget, made from data and no prose."""

from collections.abc import Sequence

from engine.numbering import NumberedDocuments
from engine.phases.plan.tables.budget import budget_table
from engine.phases.plan.tables.dates import dates_table
from engine.phases.plan.tables.decisions import decisions_table
from engine.phases.plan.tables.holding import holding
from engine.phases.plan.tables.owners import owners_table
from models.claim import Ledger
from models.contradiction import Contradiction
from models.plan import PlanTable

__all__ = ["plan_tables"]


def plan_tables(
    numbered: NumberedDocuments,
    contradictions: Sequence[Contradiction],
    ledgers: Sequence[Ledger] = (),
) -> tuple[PlanTable, ...]:
    """The tables that have anything to say.

    Args:
        numbered: the brief and all evidence.
        contradictions: those that the plan has to reflect; what lost in one stands in no table but
            in the column of the decisions that says what they replace.
        ledgers: the commitments of the texts, where they are known; they name things shortly.
    """
    said = holding(numbered, contradictions, ledgers)
    tables = (
        decisions_table(contradictions),
        dates_table(said, contradictions),
        owners_table(said),
        budget_table(said, contradictions, numbered),
    )
    return tuple(one for one in tables if one.rows)
