"""The order of precedence: the first rule that applies settles a finding."""

from engine.numbering import NumberedDocuments
from engine.phases.compare import Finding
from engine.phases.settle.arithmetic import is_shown_by_calculation
from engine.phases.settle.evidence import kept_by_brief, kept_by_house_rule
from engine.phases.settle.limits import is_hard_limit, is_limit_for
from engine.phases.settle.wording import decision_that_keeps, is_grounded, left_to_user
from models.contradiction import Basis, Decision, FoundBy, Verdict
from models.team import Team


def settle(
    finding: Finding, team: Team, numbered: NumberedDocuments, *, is_small_llm: bool = False
) -> Decision:
    """The decision on one finding.

    Brief > house rule > hard limit > arithmetic > the specialist who decides the topic > you. What
    an LLM claims beyond it is taken where code can check it, else the next rule applies. What only
    code or only a small LLM has found is decided where values of the brief or of a house rule
    settle it, else it is left to you (CONTRADICTIONS.md §1.3, §1.7).

    Args:
        finding: what to settle.
        team: who decides which topic.
        numbered: holds the brief and the house rules.
        is_small_llm: whether the finder's LLM is below 7B, or nobody knows.
    """
    if decision := settle_by_given(finding, numbered, is_small_llm=is_small_llm):
        return decision
    if _is_doubtful(finding, is_small_llm=is_small_llm):
        return left_to_user(finding)
    return _by_claim(finding) or _by_topic_owner(finding, team) or left_to_user(finding)


def settle_by_given(
    finding: Finding, numbered: NumberedDocuments, *, is_small_llm: bool = False
) -> Decision | None:
    """The decision by what the user has given: the brief, else a house rule; else ``None``.

    Arguments as in ``settle``.
    """
    only_checked = _is_doubtful(finding, is_small_llm=is_small_llm)
    if found := kept_by_brief(finding, numbered, only_checked=only_checked):
        return decision_that_keeps(found[0], finding, Basis.BRIEF, found[1])
    if found := kept_by_house_rule(finding, numbered, only_checked=only_checked):
        return decision_that_keeps(found[0], finding, Basis.HOUSE_RULE, found[1])
    return None


def _is_doubtful(finding: Finding, *, is_small_llm: bool) -> bool:
    """Whether nobody has found it whose word alone counts."""
    if finding.found_by is FoundBy.CODE:
        # An LLM that looked at it by itself has found it as well.
        return finding.verdict is not Verdict.CONFIRMED
    return is_small_llm and finding.found_by is FoundBy.LLM


def _by_claim(finding: Finding) -> Decision | None:
    """A hard limit or a calculation that is claimed, and that code can check.

    It must keep a side, and its sentence must have no figure that is not in a side or in the
    sentence of the brief it names.
    """
    proposal, kept = finding.proposal, finding.named_side
    if kept is None:
        return None
    evidence = proposal.evidence
    if not is_grounded(proposal.text, [*finding.sides, *([evidence] if evidence else [])]):
        return None
    is_checked = False
    if proposal.rule is Basis.HARD_LIMIT:
        is_checked = is_hard_limit(kept, finding.sides) or (
            evidence is not None and is_limit_for(evidence, finding.sides)
        )
    elif proposal.rule is Basis.ARITHMETIC:
        is_checked = is_shown_by_calculation(finding, kept, evidence)
    if not is_checked or proposal.rule is None:
        return None
    return decision_that_keeps(kept, finding, proposal.rule, evidence)


def _by_topic_owner(finding: Finding, team: Team) -> Decision | None:
    """The version of the specialist whose topic it is, if that is one of the sides."""
    if finding.proposal.rule is Basis.NEEDS_YOU or finding.team_topic is None:
        return None
    owner = team.owner_of(finding.team_topic)
    kept = next(
        (side for side in finding.sides if owner and side.cut.document.title == owner.name), None
    )
    return decision_that_keeps(kept, finding, Basis.TOPIC_OWNER) if kept else None
