"""One question to the LLM about one contradiction; what comes back is a claim, not a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.answers import UnreadableAnswer, ask_rows
from engine.context import RunContext
from engine.numbering import NumberedDocuments
from engine.phases.compare import Finding, Place, Proposal
from engine.phases.decide.prompts import (
    ARGUMENT_CHARS,
    BASES,
    CHANGE_CHARS,
    DECISION_CHARS,
    MOST_CHANGES,
    ROWS_KEY,
    decide_lines,
    decide_messages,
    decide_schema,
)
from engine.phases.settle import is_grounded
from engine.unicode import storable
from models.call import CallPurpose, Phase, Step
from models.contradiction import Change, Decision
from models.documents import specialist_document_id


@dataclass(frozen=True, slots=True)
class Claim:
    """How the LLM would settle a finding.

    Attributes:
        finding: the finding with the LLM's proposal.
        argument: why, in its words.
        changes: what the workers that lose would change.
    """

    finding: Finding
    argument: str
    changes: tuple[Change, ...]

    def explained(self, decision: Decision) -> Decision:
        """The decision with the LLM's argument, if it is the one that was argued for."""
        proposal, kept = self.finding.proposal, self.finding.named_side
        keeps_same = kept is not None and decision.keep == kept.cut.side_name
        if decision.basis is not proposal.rule or not (keeps_same or decision.is_open):
            return decision
        changes = tuple(one for one in self.changes if one.worker != decision.keep)
        return decision.model_copy(update={"argument": self.argument, "must_change": changes})


async def ask_for_decision(
    context: RunContext, numbered: NumberedDocuments, finding: Finding, number: int
) -> Claim:
    """Ask how to settle one finding.

    Args:
        context: the run.
        numbered: the documents.
        finding: what to settle.
        number: of the contradiction.

    Raises:
        UnreadableAnswer: what came back is not what was asked for, in no form.
        BackendError: the call failed.
    """
    run = context.run
    sides = {side.document_id for side in finding.sides}
    slots = tuple(
        one.slot for one in run.team.specialists if specialist_document_id(one.slot) in sides
    )
    answer = await ask_rows(
        context,
        decide_messages(context.prompts, run.team, numbered, finding),
        CallPurpose(phase=Phase.DECIDE, step=Step.DECIDE, slots=slots, number=number),
        decide_schema(numbered, finding),
        ROWS_KEY,
        decide_lines(context.prompts, run.team, numbered, finding),
    )
    if not answer.rows:
        raise UnreadableAnswer("it settles nothing")
    return _claim(answer.rows[0], numbered, finding)


def _claim(row: Mapping[str, Any], numbered: NumberedDocuments, finding: Finding) -> Claim:
    evidence = _place(row.get("brief_sentence"), numbered)
    keep = _place(row.get("keep"), numbered)
    proposal = Proposal(
        text=_text(row.get("decision"), DECISION_CHARS),
        rule=BASES.get(_text(row.get("basis"), 20).casefold()),
        evidence=evidence if evidence and (evidence.is_binding or evidence.is_house_rule) else None,
        keep=keep if keep in finding.sides else None,
    )
    sources = [*finding.sides, *([proposal.evidence] if proposal.evidence else [])]
    return Claim(
        finding=replace(finding, proposal=proposal),
        argument=_text(row.get("argument"), ARGUMENT_CHARS),
        changes=tuple(
            change for change in _changes(row, finding) if is_grounded(change.text, sources)
        ),
    )


def _changes(row: Mapping[str, Any], finding: Finding) -> list[Change]:
    workers = {side.cut.side_name for side in finding.sides}
    rows = row.get("must_change")
    asked = rows[:MOST_CHANGES] if isinstance(rows, list) else []
    told = [
        (_text(one.get("worker"), 80), _text(one.get("change"), CHANGE_CHARS))
        for one in asked
        if isinstance(one, Mapping)
    ]
    return [Change(worker=who, text=what) for who, what in told if who in workers and what]


def _place(alias: object, numbered: NumberedDocuments) -> Place | None:
    found = numbered.find(_text(alias, 20))
    return Place(*found) if found else None


def _text(value: object, most: int) -> str:
    """A short single line that can be stored; anything but text counts as empty."""
    return storable(" ".join(value.split())[:most]) if isinstance(value, str) else ""
