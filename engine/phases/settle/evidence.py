"""What brief and house rules say about a finding: fixed facts first, attachments never."""

from collections.abc import Callable, Iterator

from engine.numbering import NumberedDocuments, is_fact
from engine.phases.compare import Finding, Place
from engine.phases.compare.agreement import (
    agrees,
    clashes,
    is_about_same,
    is_said_within,
    shares_a_value,
    values_of,
)
from engine.phases.settle.limits import states_most, within_and_beyond
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
    return _kept_by(finding, _evidence(finding, numbered), only_checked=only_checked)


def kept_by_house_rule(
    finding: Finding, numbered: NumberedDocuments, *, only_checked: bool
) -> tuple[Place, Place] | None:
    """What is kept, and the house rule that settles it; ``None`` if none does.

    Arguments as in ``kept_by_brief``.
    """
    named = [side for side in finding.sides if side.is_house_rule]
    named += [one for one in _claimed(finding) if one.is_house_rule]
    matching = matching_sentences(finding, numbered, lambda one: one.is_house_rule)
    return _kept_by(finding, [*named, *matching], only_checked=only_checked)


def _kept_by(
    finding: Finding, evidence: list[Place], *, only_checked: bool
) -> tuple[Place, Place] | None:
    for one in evidence:
        is_checked = any(clashes(side, one) for side in finding.sides)
        if is_checked or not (only_checked or _agrees_with_all(finding, one)):
            kept = _kept(finding, one)
            if kept is not None:
                return kept, one
    return None


def _evidence(finding: Finding, numbered: NumberedDocuments) -> list[Place]:
    """The sentences of the brief that may settle a finding, fixed facts first."""
    named = [side for side in finding.sides if side.is_binding]
    named += [one for one in _claimed(finding) if one.is_binding]
    matching = list(matching_sentences(finding, numbered))
    if named:
        # A fact that nobody named still holds against the brief's text, if it is surely meant.
        matching = [
            one
            for one in matching
            if is_fact(one.document_id) and any(is_said_within(one, other) for other in named)
        ]
    return sorted([*named, *matching], key=lambda one: not is_fact(one.document_id))


def _claimed(finding: Finding) -> Iterator[Place]:
    """The sentence the claim leans on, if it is about a side: its id alone proves nothing."""
    claimed = finding.proposal.evidence
    if claimed is None or finding.proposal.rule not in (Basis.BRIEF, Basis.HOUSE_RULE):
        return
    if any(is_about_same(side, claimed) or shares_a_value(side, claimed) for side in finding.sides):
        yield claimed


def _is_of_brief(place: Place) -> bool:
    return place.is_binding


def matching_sentences(
    finding: Finding, numbered: NumberedDocuments, holds: Callable[[Place], bool] = _is_of_brief
) -> Iterator[Place]:
    """Sentences on the same subject that agree with one side and not with another, or with none.

    Args:
        finding: what they are about.
        numbered: where they stand.
        holds: which of them count; those of the brief and its facts, unless given.
    """
    for cut in numbered.documents:
        for statement in cut.statements:
            place = Place(cut, statement)
            if not holds(place):
                break
            if not values_of(place):
                continue
            about = [side for side in finding.sides if is_about_same(side, place)]
            clashing = [side for side in about if clashes(side, place)]
            if clashing and (
                any(agrees(side, place) for side in about)
                or any(holds(side) for side in clashing)
                # All sides are wrong, if it is surely about what they are about.
                or all(side in clashing and is_said_within(place, side) for side in finding.sides)
            ):
                yield place


def _agrees_with_all(finding: Finding, evidence: Place) -> bool:
    """Whether every side has the same values as the sentence, which then settles nothing."""
    return all(agrees(side, evidence) for side in finding.sides)


def _kept(finding: Finding, evidence: Place) -> Place | None:
    """The side that fits the sentence of the brief, else the sentence itself.

    ``None`` if it is a limit that does not tell which side holds.
    """
    theirs = [side for side in finding.sides if not side.cut.belongs_to_brief]
    if states_most(evidence) and not any(agrees(side, evidence) for side in theirs):
        within, beyond = within_and_beyond(theirs, evidence)
        if within:
            is_told = bool(beyond) and (len(within) == 1 or finding.named_side in within)
            fitting_side = within[0] if len(within) == 1 else finding.named_side
            return fitting_side if is_told else None
    is_side = evidence in finding.sides
    fitting = [side for side in finding.sides if side != evidence and not clashes(side, evidence)]
    agreeing = [side for side in fitting if agrees(side, evidence)]
    named = finding.named_side
    if named in (agreeing or fitting) and (not is_side or len(finding.sides) > 2):
        return named or evidence
    return evidence if is_side or not agreeing else agreeing[0]
