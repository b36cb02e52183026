"""What a decision says: its sentence, the values it keeps, and those it drops."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from engine.phases.compare import Finding, Place, beside, disputed
from engine.phases.compare.agreement import is_about_same, values_of
from engine.statements import in_words, plain_text
from engine.subjects import subject_of, subject_overlap
from engine.values import TypedValue, ValueKind, same_value, values_in
from engine.values.decided import decided
from models.contradiction import Basis, Decision


def decision_that_keeps(
    kept: Place, finding: Finding, basis: Basis, evidence: Place | None = None
) -> Decision:
    """A decision that keeps ``kept``, in the finder's words if they say just that."""
    sources = [kept] if evidence is None else [kept, evidence]
    ours = _meant_in(kept, finding)
    # Where the side that is kept only stays below a limit, the limit is not what is kept.
    known = [*ours, *(one for one in _values_of(sources[1:]) if not _is_other(one, ours))]
    text = finding.proposal.text if _can_be_said(finding, sources) else ""
    said = [one for one in values_in(text) if _is_among(one, known)] if text else known
    losing = [side for side in finding.sides if not _is_within(side, sources)]
    dropped = [
        *_dropped(said, known, _meant(losing, finding)),
        *_unheld(kept, known, losing, finding),
    ]
    clashing = [one for one in said if any(_clash(one, other) for other in dropped)]
    return Decision(
        text=text or _named(finding.subject, _words_of(kept, finding)),
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
    dropped = [
        value for side in finding.sides for value in _dropped(said, said, _meant_in(side, finding))
    ]
    dropped += _unheld(words, said, finding.sides, finding)
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
    text = _named(finding.subject, " / ".join(_words_of(side, finding) for side in finding.sides))
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


def _meant_in(place: Place, finding: Finding) -> tuple[TypedValue, ...]:
    """The values of a statement without those that clash over another thing."""
    others = [one.value for one in beside(finding) if one.statement == place.statement]
    return tuple(one for one in values_of(place) if one not in others)


def _meant(places: Iterable[Place], finding: Finding) -> list[TypedValue]:
    return [value for place in places for value in _meant_in(place, finding)]


def _words_of(place: Place, finding: Finding) -> str:
    """A statement, or only the clauses that are meant, where others clash over another thing."""
    others = {one.clause for one in beside(finding) if one.statement == place.statement}
    meant = [one.clause for one in disputed(finding) if one.statement == place.statement]
    if not others or not meant or others & set(meant):
        return in_words(place.statement)
    return "; ".join(plain_text(one).strip(" ,;.") for one in dict.fromkeys(meant)) + "."


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
            if _clash(value, one) and not _is_among(one, known)
        ]
        closest = max((overlap for overlap, _ in clashing), default=0)
        yield from (one for overlap, one in clashing if overlap == closest)


def _unheld(
    kept: Place, known: Sequence[TypedValue], losing: Iterable[Place], finding: Finding
) -> Iterator[TypedValue]:
    """The values of sides that are not kept where what is kept has none to compare them with.

    "We run no advertising" replaces "Advertising gets EUR 5,000". The two must share most of their
    words, and of several values the one nearest to these goes: what else a side says may hold.
    """
    for side in losing:
        values = [one for one in _meant_in(side, finding) if not _is_loose(one)]
        can_compare = any(_can_compare(one, other) for one in values for other in known)
        if can_compare or not is_about_same(kept, side):
            continue
        subject = subject_of(kept.statement)
        overlaps = [(subject_overlap(one.subject, subject), one) for one in values]
        closest = max((overlap for overlap, _ in overlaps), default=0)
        yield from (one for overlap, one in overlaps if overlap == closest > 0)


def _is_loose(value: TypedValue) -> bool:
    """Whether it is a word such as "one", or a date such as "in May", which is said of anything."""
    if value.kind is ValueKind.DATE:
        return value.span.is_vague
    return value.kind is ValueKind.COUNT and value.amount <= 1


def _can_compare(a: TypedValue, b: TypedValue) -> bool:
    return _clash(a, b) or same_value(a, b) is not None


def _clash(a: TypedValue, b: TypedValue) -> bool:
    """Whether two values cannot both be meant: another value, or money of another currency."""
    is_money = a.kind is b.kind is ValueKind.MONEY and a.per == b.per
    is_other_currency = is_money and bool(a.unit and b.unit) and a.unit != b.unit
    return is_other_currency or same_value(a, b) is False


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
