"""Settles a finding by the first rule that applies; claims count as far as code can check."""

from collections.abc import Iterable, Sequence

from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare import Finding, Place
from engine.statements import plain_text
from engine.subjects import subject_of, subject_overlap
from engine.values import TypedValue, same_value, values_in
from models.contradiction import Basis, Decision
from models.team import Team

_SAME_SUBJECT = 0.34
"""From this overlap on, a sentence of the brief is taken to be about the same thing as a side."""


def settle(finding: Finding, team: Team, numbered: NumberedDocuments) -> Decision:
    """The decision on one finding.

    Brief > hard limit > arithmetic > the specialist who decides the topic > you (CONTRADICTIONS.md
    §1.7).
    """
    return (
        _by_brief(finding, numbered)
        or _by_claim(finding)
        or _by_topic_owner(finding, team)
        or _left_to_user(finding)
    )


def _by_brief(finding: Finding, numbered: NumberedDocuments) -> Decision | None:
    proposal = finding.proposal
    claimed = proposal.evidence if proposal.rule is Basis.BRIEF else None
    in_brief = next((side for side in finding.sides if side.cut.belongs_to_brief), None)
    evidence = in_brief or claimed or _matching_brief_sentence(finding, numbered)
    if evidence is None:
        return None
    kept = next((side for side in finding.sides if _agrees(side, evidence)), None)
    return _decision(finding, Basis.BRIEF, kept or evidence, evidence)


def _matching_brief_sentence(finding: Finding, numbered: NumberedDocuments) -> Place | None:
    """A sentence of the brief on the same subject that agrees with one side only."""
    for cut in numbered.documents:
        if not cut.belongs_to_brief:
            continue
        for statement in cut.statements:
            place = Place(cut, statement)
            about = [side for side in finding.sides if _is_about_same(side, place)]
            if any(_agrees(side, place) for side in about) and any(
                _disagrees(side, place) for side in about
            ):
                return place
    return None


def _by_claim(finding: Finding) -> Decision | None:
    """A hard limit or calculation the finder names: taken if it keeps a side, adds no figure."""
    proposal = finding.proposal
    kept = _kept_side(finding)
    if proposal.rule not in (Basis.HARD_LIMIT, Basis.ARITHMETIC) or kept is None:
        return None
    has_figures = sum(bool(values_in(side.statement)) for side in finding.sides) >= 2
    if proposal.rule is Basis.ARITHMETIC and not has_figures:
        return None
    return _decision(finding, proposal.rule, kept, proposal.evidence)


def _by_topic_owner(finding: Finding, team: Team) -> Decision | None:
    if finding.proposal.rule is Basis.NEEDS_YOU or finding.team_topic is None:
        return None
    owner = team.owner_of(finding.team_topic)
    kept = next(
        (side for side in finding.sides if owner and side.cut.document.title == owner.name), None
    )
    return _decision(finding, Basis.TOPIC_OWNER, kept) if kept else None


def _left_to_user(finding: Finding) -> Decision:
    between = " / ".join(plain_text(side.statement.quote) for side in finding.sides)
    return Decision(
        text=_grounded_text(finding, finding.sides) or f"{finding.subject}: {between}",
        basis=Basis.NEEDS_YOU,
    )


def _decision(
    finding: Finding, basis: Basis, kept: Place, evidence: Place | None = None
) -> Decision:
    """A decision that keeps ``kept``, in the finder's words if they say just that."""
    sources = [kept] if evidence is None else [kept, evidence]
    text = (
        _grounded_text(finding, sources) or f"{finding.subject}: {plain_text(kept.statement.quote)}"
    )
    kept_values, dropped_values = _values(finding, text, sources)
    return Decision(
        text=text,
        basis=basis,
        keep=kept.cut.side_name,
        evidence=evidence.statement.ref if evidence else None,
        evidence_quote=evidence.statement.quote if evidence else "",
        kept_values=kept_values,
        dropped_values=dropped_values,
    )


def _grounded_text(finding: Finding, sources: Sequence[Place]) -> str:
    """The finder's sentence, unless it has a foreign figure or keeps another side."""
    proposal = finding.proposal
    kept = {place.cut.document.document_id for place in sources}
    keeps_other = proposal.keep is not None and proposal.keep.cut.document.document_id not in kept
    if keeps_other or not _is_grounded(proposal.text, sources):
        return ""
    return proposal.text


def _is_grounded(text: str, sources: Sequence[Place]) -> bool:
    known = [value for place in sources for value in values_in(place.statement)]
    return all(any(same_value(value, one) for one in known) for value in values_in(text))


def _values(
    finding: Finding, text: str, sources: Sequence[Place]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What must stand in the plan, and what must not for this subject, as written."""
    known = [value for place in sources for value in values_in(place.statement)]
    kept = [value for value in values_in(text) if any(same_value(value, one) for one in known)]
    kept_documents = {place.cut.document.document_id for place in sources}
    losing = [
        value
        for side in finding.sides
        if side.cut.document.document_id not in kept_documents
        for value in values_in(side.statement)
        if _loses(value, kept, known)
    ]
    clashing = [one for one in kept if any(same_value(one, value) is False for value in losing)]
    return _written(clashing), _written(losing)


def _loses(value: TypedValue, kept: Sequence[TypedValue], known: Sequence[TypedValue]) -> bool:
    """Whether a figure of a side that is not kept is replaced by a kept one."""
    is_also_kept = any(same_value(value, one) for one in known)
    return not is_also_kept and any(same_value(value, one) is False for one in kept)


def _written(values: Iterable[TypedValue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.written for value in values))


def _kept_side(finding: Finding) -> Place | None:
    """The side whose text the finder would keep."""
    keep = finding.proposal.keep
    if keep is None:
        return None
    return next((side for side in finding.sides if _same_document(side.cut, keep.cut)), None)


def _same_document(a: CutDocument, b: CutDocument) -> bool:
    return a.document.document_id == b.document.document_id


def _is_about_same(side: Place, place: Place) -> bool:
    overlap = subject_overlap(subject_of(side.statement), subject_of(place.statement))
    return overlap >= _SAME_SUBJECT


def _agrees(side: Place, place: Place) -> bool:
    return _some_value(side, place, is_same=True)


def _disagrees(side: Place, place: Place) -> bool:
    return _some_value(side, place, is_same=False) and not _agrees(side, place)


def _some_value(side: Place, place: Place, *, is_same: bool) -> bool:
    return any(
        same_value(one, other) is is_same
        for one in values_in(side.statement)
        for other in values_in(place.statement)
    )
