"""What a decision says: its sentence, the values it keeps, and those it drops."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from engine.phases.compare import Finding, Place
from engine.phases.settle.agreement import values_of
from engine.statements import in_words
from engine.subjects import subject_overlap
from engine.values import TypedValue, ValueKind, same_value, values_in
from engine.values.decided import decided
from models.contradiction import Basis, Decision


def decision_that_keeps(
    kept: Place, finding: Finding, basis: Basis, evidence: Place | None = None
) -> Decision:
    """A decision that keeps ``kept``, in the finder's words if they say just that."""
    sources = [kept] if evidence is None else [kept, evidence]
    ours = values_of(kept)
    # Where the side that is kept only stays below a limit, the limit is not what is kept.
    known = [*ours, *(one for one in _values_of(sources[1:]) if not _is_other(one, ours))]
    text = finding.proposal.text if _can_be_said(finding, sources) else ""
    said = [one for one in values_in(text) if _is_among(one, known)] if text else known
    losing = [side for side in finding.sides if not _is_within(side, sources)]
    dropped = list(_dropped(said, known, _values_of(losing)))
    clashing = [one for one in said if any(same_value(one, other) is False for other in dropped)]
    return Decision(
        text=text or _named(finding.subject, in_words(kept.statement)),
        basis=basis,
        keep=kept.cut.side_name,
        evidence=evidence.statement.ref if evidence else None,
        evidence_quote=evidence.statement.quote if evidence else "",
        kept_values=_written(clashing),
        dropped_values=_written(dropped),
        kept=tuple(dict.fromkeys(map(decided, clashing))),
        dropped=tuple(dict.fromkeys(map(decided, dropped))),
    )


def decision_in_own_words(words: Place, finding: Finding) -> Decision:
    """A decision in the user's words: their values hold, and replace those of the sides."""
    said = values_of(words)
    dropped = [value for side in finding.sides for value in _dropped(said, said, values_of(side))]
    return Decision(
        text=words.statement.quote,
        basis=Basis.USER,
        kept_values=_written(said),
        dropped_values=_written(dropped),
        kept=tuple(dict.fromkeys(map(decided, said))),
        dropped=tuple(dict.fromkeys(map(decided, dropped))),
    )


def left_to_user(finding: Finding) -> Decision:
    """An open decision: what stands against what; the finder's sentence is only a suggestion."""
    text = _named(finding.subject, " / ".join(in_words(side.statement) for side in finding.sides))
    suggested = finding.proposal.text
    return Decision(
        text=text,
        suggestion=suggested if is_grounded(suggested, finding.sides) else "",
        basis=Basis.NEEDS_YOU,
    )


def is_grounded(text: str, sources: Iterable[Place]) -> bool:
    """Whether a text has no figure that is not in the sources."""
    known = _values_of(sources)
    counts = {one.amount for one in known if one.kind is ValueKind.COUNT} | {Decimal(1)}
    return all(
        # "320 trials" are the "320 trial accounts" of a source, and "one webinar" is no figure.
        _is_among(value, known) or (value.kind is ValueKind.COUNT and value.amount in counts)
        for value in values_in(text)
    )


def _named(subject: str, words: str) -> str:
    """``words`` behind their subject, unless they begin with it anyway."""
    if words.casefold().startswith(subject.casefold()):
        return words
    return f"{subject[:1].upper()}{subject[1:]}: {words}"


def _can_be_said(finding: Finding, sources: Sequence[Place]) -> bool:
    """Whether the finder's sentence has no foreign figure and keeps no other side."""
    keep = finding.proposal.keep
    keeps_other = keep is not None and not _is_within(keep, sources)
    return not keeps_other and is_grounded(finding.proposal.text, sources)


def _dropped(
    said: Sequence[TypedValue], known: Sequence[TypedValue], losing: Sequence[TypedValue]
) -> Iterator[TypedValue]:
    """The values of the sides that are not kept that are replaced by one that is said.

    Of several that could be meant, the one with the most similar words around it is.
    """
    for value in said:
        clashing = [
            (subject_overlap(value.subject, one.subject), one)
            for one in losing
            if same_value(value, one) is False and not _is_among(one, known)
        ]
        closest = max((overlap for overlap, _ in clashing), default=0)
        yield from (one for overlap, one in clashing if overlap == closest)


def _values_of(places: Iterable[Place]) -> list[TypedValue]:
    return [value for place in places for value in values_of(place)]


def _is_other(value: TypedValue, ours: Sequence[TypedValue]) -> bool:
    """Whether a value clashes with one of ours, and is none of them."""
    is_clashing = any(same_value(value, one) is False for one in ours)
    return is_clashing and not _is_among(value, ours)


def _is_among(value: TypedValue, others: Iterable[TypedValue]) -> bool:
    return any(same_value(value, other) for other in others)


def _is_within(place: Place, sources: Sequence[Place]) -> bool:
    return any(place.document_id == one.document_id for one in sources)


def _written(values: Iterable[TypedValue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.written for value in values))
