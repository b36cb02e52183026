"""What the brief says about a finding: fixed facts before its text, attachments never."""

from collections.abc import Iterator

from engine.numbering import NumberedDocuments, is_fact
from engine.phases.compare import Finding, Place
from engine.phases.settle.agreement import (
    agrees,
    clashes,
    is_about_same,
    is_said_within,
    shares_a_value,
    values_of,
)
from models.contradiction import Basis


def kept_by_brief(
    finding: Finding, numbered: NumberedDocuments, *, only_checked: bool
) -> tuple[Place, Place] | None:
    """What is kept, and the sentence of the brief that settles it; ``None`` if the brief does not.

    Args:
        finding: what to settle.
        numbered: holds the brief.
        only_checked: take only a sentence whose values clash with those of a side.
    """
    for evidence in _evidence(finding, numbered):
        is_checked = any(clashes(side, evidence) for side in finding.sides)
        if is_checked or not (only_checked or _agrees_with_all(finding, evidence)):
            return _kept(finding, evidence), evidence
    return None


def _evidence(finding: Finding, numbered: NumberedDocuments) -> list[Place]:
    """The sentences of the brief that may settle a finding, fixed facts first."""
    named = [side for side in finding.sides if side.is_binding]
    if (claimed := _claimed(finding)) is not None:
        named.append(claimed)
    matching = list(matching_sentences(finding, numbered))
    if named:
        # A fact that nobody named still holds against the brief's text, if it is surely meant.
        matching = [
            one
            for one in matching
            if is_fact(one.document_id) and any(is_said_within(one, other) for other in named)
        ]
    return sorted([*named, *matching], key=lambda one: not is_fact(one.document_id))


def _claimed(finding: Finding) -> Place | None:
    """The sentence the finder leans on, if it is about a side: its id alone proves nothing."""
    claimed = finding.proposal.evidence
    if claimed is None or finding.proposal.rule is not Basis.BRIEF:
        return None
    is_meant = any(
        is_about_same(side, claimed) or shares_a_value(side, claimed) for side in finding.sides
    )
    return claimed if is_meant and claimed.is_binding else None


def matching_sentences(finding: Finding, numbered: NumberedDocuments) -> Iterator[Place]:
    """Sentences of the brief on the same subject that agree with one side and not with another."""
    for cut in numbered.documents:
        for statement in cut.statements:
            place = Place(cut, statement)
            if not place.is_binding:
                break
            if not values_of(place):
                continue
            about = [side for side in finding.sides if is_about_same(side, place)]
            clashing = [side for side in about if clashes(side, place)]
            if clashing and (
                any(agrees(side, place) for side in about)
                or any(side.is_binding for side in clashing)
            ):
                yield place


def _agrees_with_all(finding: Finding, evidence: Place) -> bool:
    """Whether every side has the same values as the sentence, which then settles nothing."""
    return all(agrees(side, evidence) for side in finding.sides)


def _kept(finding: Finding, evidence: Place) -> Place:
    """The side that fits the sentence of the brief, else the sentence itself."""
    is_side = evidence in finding.sides
    fitting = [side for side in finding.sides if side != evidence and not clashes(side, evidence)]
    agreeing = [side for side in fitting if agrees(side, evidence)]
    named = finding.named_side
    if named in (agreeing or fitting) and (not is_side or len(finding.sides) > 2):
        return named or evidence
    return evidence if is_side or not agreeing else agreeing[0]
