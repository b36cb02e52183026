"""Numbers the findings and settles each by the visible order of precedence."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.answers import UnreadableAnswer
from engine.context import RunContext
from engine.errors import BackendError
from engine.llm_size import billions_of, may_settle_alone
from engine.phases.compare import Compared, Finding
from engine.phases.decide.asking import ask_for_decision
from engine.phases.decide.dismissed import was_dismissed
from engine.phases.decide.earlier import Earlier, adds_nothing, is_ruled, was_looked_for
from engine.phases.decide.ruled_before import (
    in_order_of,
    is_in_same_words,
    ruling_for,
    what_is_gone,
)
from engine.phases.settle import (
    decision_by_ruling,
    left_to_user,
    settle,
    settle_by_given,
)
from models.comparison import CompareLevel, CompareMode
from models.contradiction import (
    Contradiction,
    ContradictionStatus,
    Decision,
    FoundBy,
    Side,
    Verdict,
)
from models.events import (
    ActivityKind,
    ContradictionDismissed,
    ContradictionFound,
    ContradictionRevised,
    ContradictionWithdrawn,
    DecisionMade,
    NoticeGiven,
    RulingMade,
    RulingUndone,
)
from models.settings import SYNTHESIZER_ROLE
from models.team import Team, Topic


async def decide(
    context: RunContext, compared: Compared, known: Sequence[Contradiction] = ()
) -> tuple[Contradiction, ...]:
    """Number the findings and settle each by the visible order of precedence.

    In pair and ledger mode the LLM is asked about what neither brief nor house rules settle, each
    contradiction by itself; code takes its claim only where it can check it. What is only worth a
    look, or was called no contradiction in an earlier run, is listed and not decided.

    Args:
        context: the run.
        compared: the findings.
        known: contradictions found before; one found again keeps its number, and the user's
            rulings as long as what they keep is there. One that is gone is withdrawn, if it was
            really looked for.

    Returns:
        All that stand, by number, with their decisions where they have one.
    """
    deciding = _Deciding(context, compared)
    with context.activity(ActivityKind.DECIDE):
        standing = list(deciding.numbered([_as_ruled(context, one) for one in known]))
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(deciding.settled(case), name=f"decide R{case.found.number}")
                for case in deciding.cases
            ]
        deciding.say_what_failed()
        deciding.say_what_is_unknown()
        standing += [task.result() for task in tasks]
    ruled = (_as_ruled(context, one) for one in standing)
    return tuple(sorted(ruled, key=lambda one: one.number))


@dataclass(frozen=True, slots=True)
class _Case:
    """A finding that is to be settled, and its contradiction."""

    finding: Finding
    found: Contradiction


class _Deciding:
    """The work on one comparison."""

    def __init__(self, context: RunContext, compared: Compared) -> None:
        self.cases: list[_Case] = []
        self._context = context
        self._compared = compared
        self._team = context.run.team
        self._seat = context.seat(SYNTHESIZER_ROLE)
        # The answers of the demo were written by hand.
        is_trusted = context.run.is_demo or may_settle_alone(self._seat.parameter_size)
        self._is_small = not is_trusted
        self._failures: dict[int, str] = {}

    def numbered(self, known: Sequence[Contradiction]) -> Iterator[Contradiction]:
        """Give every finding its number; yields what needs no settling any more."""
        earlier = Earlier(known, self._compared.findings)
        for finding, same in earlier.matched():
            if same is None:
                found = _contradiction(earlier.new_number(), finding, self._team)
                self._context.emit(ContradictionFound(contradiction=found))
                self.cases.append(_Case(finding, found))
            elif adds_nothing(finding, same):
                yield same
            elif is_ruled(same):
                yield self._ruled_again(same, in_order_of(same, finding))
            else:
                self._revise(same, in_order_of(same, finding))
        for one in earlier.rest():
            if was_looked_for(one, self._compared):
                reason = "It was not found again in the new texts."
                self._context.emit(ContradictionWithdrawn(number=one.number, reason=reason))
            else:
                yield one

    def _revise(self, same: Contradiction, finding: Finding) -> None:
        found = _contradiction(same.number, finding, self._team)
        self._context.emit(ContradictionRevised(contradiction=found))
        self.cases.append(_Case(finding, found))

    def _ruled_again(self, same: Contradiction, finding: Finding) -> Contradiction:
        """What the user ruled on and was found again; it is never settled by a rule."""
        emit = self._context.emit
        found = _contradiction(same.number, finding, self._team)
        if is_in_same_words(finding, same) or not same.rulings:
            as_before = {"decision": same.decision, "status": same.status, "rulings": same.rulings}
            found = found.model_copy(update=as_before)
            emit(ContradictionRevised(contradiction=found))
            return found
        for _ in same.rulings:
            emit(RulingUndone(number=same.number))
        emit(ContradictionRevised(contradiction=found))
        ruling = ruling_for(finding, same)
        if ruling is None:
            emit(NoticeGiven(text=what_is_gone(same)))
            return self._decided(found, left_to_user(finding))
        # What undoing it brings back is what the rules say of the new texts.
        by_rules = None
        if finding.verdict is not Verdict.WORTH_A_LOOK:
            by_rules = self._by_code(finding)
            found = self._decided(found, by_rules)
        decision = decision_by_ruling(finding, ruling, by_rules, self._context.run)
        emit(RulingMade(number=same.number, ruling=ruling, decision=decision))
        return found.ruled(ruling, decision)

    async def settled(self, case: _Case) -> Contradiction:
        """The contradiction with its decision, if it is one to be decided."""
        found = case.found
        if was_dismissed(found, self._context.run.dismissals):
            self._context.emit(ContradictionDismissed(number=found.number))
            return found.model_copy(update={"status": ContradictionStatus.DISMISSED})
        if case.finding.verdict is Verdict.WORTH_A_LOOK:
            return found
        decision = await self._decision(case)
        now = _as_ruled(self._context, found)
        return now if now.rulings else self._decided(found, decision)

    async def _decision(self, case: _Case) -> Decision:
        finding, numbered = case.finding, self._compared.numbered
        given = settle_by_given(finding, numbered, is_small_llm=self._is_small)
        if given is not None:
            return given
        if not self._asks_about(finding):
            return self._by_code(finding)
        try:
            claim = await ask_for_decision(self._context, numbered, finding, case.found.number)
        except (BackendError, UnreadableAnswer) as error:
            reason = error.message if isinstance(error, BackendError) else str(error)
            self._failures[case.found.number] = reason
            return self._by_code(finding)
        return claim.explained(self._by_code(claim.finding))

    def _asks_about(self, finding: Finding) -> bool:
        """Whether an LLM is asked: in quick mode the finder has already said what it would do."""
        comparison = self._compared.comparison
        is_long = comparison.mode in (CompareMode.PAIR, CompareMode.LEDGER)
        has_llm = comparison.level is not CompareLevel.CODE_ONLY
        is_by_code_alone = (
            finding.found_by is FoundBy.CODE and finding.verdict is not Verdict.CONFIRMED
        )
        return is_long and has_llm and not self._is_small and not is_by_code_alone

    def _by_code(self, finding: Finding) -> Decision:
        numbered = self._compared.numbered
        return settle(finding, self._team, numbered, is_small_llm=self._is_small)

    def _decided(self, found: Contradiction, decision: Decision) -> Contradiction:
        self._context.emit(DecisionMade(number=found.number, decision=decision))
        is_open = decision.is_open
        status = ContradictionStatus.NEEDS_YOU if is_open else ContradictionStatus.DECIDED
        return found.model_copy(update={"decision": decision, "status": status})

    def say_what_failed(self) -> None:
        """Say which contradictions the LLM could not be asked about."""
        if self._failures:
            numbers = ", ".join(f"R{number}" for number in sorted(self._failures))
            reason = next(iter(self._failures.values()))
            text = (
                f"The model could not say how to settle {numbers}, so the rules that need no model "
                f"decided. The reason: {reason}"
            )
            self._context.emit(NoticeGiven(text=text))

    def say_what_is_unknown(self) -> None:
        """Say that the LLM counts as a small one because nobody knows how large it is."""
        is_unknown = billions_of(self._seat.parameter_size) is None
        if (
            self._is_small
            and is_unknown
            and any(
                one.finding.found_by is FoundBy.LLM
                and one.finding.verdict is not Verdict.WORTH_A_LOOK
                for one in self.cases
            )
        ):
            text = (
                f"The server does not say how large {self._seat.llm} is, so what only the model "
                "has found is not decided by its word alone."
            )
            self._context.emit(NoticeGiven(text=text))


def _as_ruled(context: RunContext, one: Contradiction) -> Contradiction:
    """The contradiction with what the user ruled meanwhile."""
    for now in context.run_now.contradictions:
        if now.number == one.number:
            return now if now.rulings != one.rulings else one
    return one


def _contradiction(number: int, finding: Finding, team: Team) -> Contradiction:
    topic = team.topic(finding.team_topic) if finding.team_topic else None
    return Contradiction(
        number=number,
        title=finding.subject,
        topic=topic.group if topic else Topic.HOW,
        team_topic=finding.team_topic,
        label=finding.label,
        severity=finding.severity,
        sides=tuple(
            Side.of(one.cut.side_name, one.statement.quote, one.statement.ref)
            for one in finding.sides
        ),
        explanation=finding.explanation,
        found_by=finding.found_by,
        verdict=finding.verdict,
    )
