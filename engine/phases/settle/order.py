"""The order of precedence: the first rule that applies settles a finding."""

from engine.numbering import NumberedDocuments
from engine.phases.compare import Finding
from engine.phases.settle.evidence import kept_by_brief
from engine.phases.settle.wording import decision_that_keeps, is_grounded, left_to_user
from engine.values import values_in
from models.contradiction import Basis, Decision, FoundBy
from models.team import Team


def settle(
    finding: Finding, team: Team, numbered: NumberedDocuments, *, is_small_llm: bool = False
) -> Decision:
    """The decision on one finding.

    Brief > hard limit > arithmetic > the specialist who decides the topic > you. What only code or
    only a small LLM has found is decided where values of the brief settle it, else it is left to
    you (CONTRADICTIONS.md §1.3, §1.7).

    Args:
        finding: what to settle.
        team: who decides which topic.
        numbered: holds the brief.
        is_small_llm: whether the finder's LLM is below 7B.
    """
    is_doubtful = finding.found_by is FoundBy.CODE or (
        is_small_llm and finding.found_by is FoundBy.LLM
    )
    if found := kept_by_brief(finding, numbered, only_checked=is_doubtful):
        kept, evidence = found
        return decision_that_keeps(kept, finding, Basis.BRIEF, evidence)
    if is_doubtful:
        return left_to_user(finding)
    return _by_claim(finding) or _by_topic_owner(finding, team) or left_to_user(finding)


def _by_claim(finding: Finding) -> Decision | None:
    """A hard limit or a calculation the finder names.

    Taken if it keeps a side, and if its sentence has no figure that is not in a side or in the
    sentence of the brief it names; a calculation also needs figures on two sides.
    """
    proposal, kept = finding.proposal, finding.named_side
    if proposal.rule not in (Basis.HARD_LIMIT, Basis.ARITHMETIC) or kept is None:
        return None
    sources = [*finding.sides, *([proposal.evidence] if proposal.evidence else [])]
    has_figures = sum(bool(values_in(side.statement)) for side in finding.sides) >= 2
    if not is_grounded(proposal.text, sources):
        return None
    if proposal.rule is Basis.ARITHMETIC and not has_figures:
        return None
    return decision_that_keeps(kept, finding, proposal.rule, proposal.evidence)


def _by_topic_owner(finding: Finding, team: Team) -> Decision | None:
    """The version of the specialist whose topic it is, if that is one of the sides."""
    if finding.proposal.rule is Basis.NEEDS_YOU or finding.team_topic is None:
        return None
    owner = team.owner_of(finding.team_topic)
    kept = next(
        (side for side in finding.sides if owner and side.cut.document.title == owner.name), None
    )
    return decision_that_keeps(kept, finding, Basis.TOPIC_OWNER) if kept else None
