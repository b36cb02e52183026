"""What a proposal says: its subject and its reason."""

from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry
from engine.statements.plain import plain_text
from engine.subjects import stem

_SUBJECT_LENGTH = 60
_MIDDLE = {
    ProposalKind.DIFFERENT_VALUE: "{a} here, {b} there",
    ProposalKind.OVER_LIMIT: "{a} here, {b} there; one is above a limit",
    ProposalKind.PAST_DEADLINE: "{a} here, {b} there; one is after the date that was set",
    ProposalKind.IN_BLOCKED_WINDOW: "{a} lies within {b}, which is blocked",
    ProposalKind.OUTSIDE_HOURS: "{a} is planned, {b} is where the hours end",
    ProposalKind.WRONG_ORDER: "{a} comes after {b}, and should come before",
    ProposalKind.WRONG_WEEKDAY: "{a} is another day of the week than is said; {b} elsewhere",
    ProposalKind.SHARES_OVER_WHOLE: "{a} and {b} together are more than the whole",
    ProposalKind.TWO_OWNERS: "two documents name different people",
    ProposalKind.SUM_MISMATCH: "the rows add up to {a}, {b} is said elsewhere",
}


def subject_text(pair: Pair) -> str:
    """What both values are about: the words both statements use, as the shorter one writes them."""
    shared = set(pair.a.value.subject) & set(pair.b.value.subject)
    words = _written(pair.a, shared) or _written(pair.b, shared)
    text = " ".join(words) or pair.a.statement.heading or plain_text(pair.a.statement.quote)
    if len(text) > _SUBJECT_LENGTH:
        text = text[: _SUBJECT_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    return text[:1].upper() + text[1:]


def reason_text(pair: Pair) -> str:
    """Why the pair is proposed, with both values as they are written."""
    middle = _MIDDLE[pair.kind].format(a=_value(pair.a), b=_value(pair.b))
    return f"{subject_text(pair)}: {middle}"


def _value(entry: Entry) -> str:
    value = entry.value
    written = plain_text(value.written)
    if value.unit.isupper() and not any(char.isalpha() or char in "€$£¥" for char in written):
        written = f"{value.unit} {written}"
    return f"{written} a {value.per}" if value.per else written


def _written(entry: Entry, stems: set[str]) -> list[str]:
    text = plain_text(entry.statement.quote)
    words = [word.strip(".,;:()\"'“”|") for word in text.split()]
    chosen = [word for word in words if word and stem(word) in stems]
    return list(dict.fromkeys(chosen))[:6]
