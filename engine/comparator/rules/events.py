"""Rules for dated events: the day on which all begins, and what must come before or after it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.comparator import signals
from engine.comparator.clauses import clause_of, words_of
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.comparator.roles import Role, roles_of
from engine.comparator.spans import days_between
from engine.subjects import content_words
from engine.values import ValueKind, same_value
from models.documents import Statement, StatementKind

_BEFORE = re.compile(
    r"\b(?P<before>before|ahead of|prior to|bevor|ehe|vor (?:der|dem|den)|only after|not until"
    r"|erst nach|erst wenn|nicht vor|only when)\b",
    re.IGNORECASE,
)
_ONLY_AFTER = ("only after", "not until", "erst nach", "erst wenn", "nicht vor", "only when")
_LATER_ONE = re.compile(
    r"\b(?:second|third|next|another|again|repeat|follow-up|later|zweite\w*|dritte\w*|nächste\w*"
    r"|erneut|weitere\w*|nach dem Start|after (?:the )?(?:launch|start|opening|go-live))\b",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\b(?:opening|launch|premiere|start)\s+(?!(?:on|at|in|is|by|and|day|date|will|of|for|with)\b)"
    r"[a-z]{4,}",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|Tage?|Wochen?|Monate?)\s+(?:before|ahead of|vor)\b", re.IGNORECASE
)
_SIGNED = 0.72
"""A demand in words that this comes first."""
_UNSIGNED = 0.5
_FAR_DAYS = 150
"""What gets ready so much later belongs to something else."""
_FIRST_DAYS = 21
"""In a longer campaign things may well get ready later than at its beginning."""
_LEAST_SHARED = 0.3


def out_of_order(reading: Reading) -> Iterator[Pair]:
    """Events dated the other way round than they must happen."""
    dates = [one for one in reading.entries if _is_exact(one)]
    begins = _beginnings(dates)
    demands = list(_demands(reading))
    for late in (one for one in reading.entries if _is_exact(one) or _is_week(one)):
        roles = roles_around(late)
        if late.is_brief or not roles:
            continue
        for begin in begins:
            if Role.READY in roles and not _is_beginning(late, roles):
                yield from _ready_too_late(late, begin, demands)
        if Role.CHOSEN in roles and Role.PUBLISHED not in roles:
            yield from _published_too_early(late, dates)
        for other in dates:
            if other.document != late.document and not other.is_brief:
                yield from _wrong_way_round(late, other, reading)


def moved_beginnings(reading: Reading) -> Iterator[Pair]:
    """Another day for the event whose day the brief gives."""
    dates = [one for one in reading.entries if _is_exact(one)]
    for begin in _beginnings(dates):
        named = _event_words(begin)
        for one in dates:
            if one.is_brief or not one.value.span.is_day or signals.is_deadline(one):
                continue
            if signals.is_open_day(one):
                continue
            shared = named & set(words_of(one)[-4:] if _is_after_words(one) else words_of(one)[:4])
            is_other_day = same_value(begin.value, one.value) is False
            if is_other_day and any(Role.BEGUN in roles_of(word) for word in shared):
                is_same_thing = len(shared) > 1 or len(_event_words(one)) <= 2
                score = 0.66 if is_same_thing else 0.3
                yield Pair(ProposalKind.PAST_DEADLINE, one, begin, score)


def roles_around(entry: Entry) -> frozenset[Role]:
    """The kinds of event that the words around a date speak of."""
    return frozenset(role for word in words_of(entry)[:8] for role in roles_of(word))


def _is_beginning(entry: Entry, roles: frozenset[Role]) -> bool:
    """Whether a date is that of a beginning; the mix of the opening episode begins nothing."""
    if Role.BEGUN not in roles:
        return False
    clause = _ATTRIBUTE.sub(" ", clause_of(entry))
    return any(Role.BEGUN in roles_of(word) for word, _ in content_words(clause))


def _is_exact(entry: Entry) -> bool:
    return entry.value.kind is ValueKind.DATE and not entry.value.span.is_vague


def _is_week(entry: Entry) -> bool:
    """Whether a date is a few days, one of which is meant."""
    if entry.value.kind is not ValueKind.DATE:
        return False
    first, last = entry.value.span.first.date, entry.value.span.last.date
    return bool(first and last and (last - first).days <= 7)


def _beginnings(dates: Sequence[Entry]) -> list[Entry]:
    """The days on which the project begins, as the brief gives them."""
    by_brief = [one for one in dates if one.is_brief]
    days = [one for one in by_brief if one.value.span.is_day]
    for dated in (days, by_brief):
        if named := [one for one in dated if Role.BEGUN in roles_around(one)]:
            return named[:1]
        if len(dated) == 1:
            return dated
    return []


def _ready_too_late(
    late: Entry, begin: Entry, demands: Sequence[tuple[Statement, frozenset[str], frozenset[str]]]
) -> Iterator[Pair]:
    days = days_between(begin, late)
    most = _FAR_DAYS if begin.value.span.is_day else _FIRST_DAYS
    if days is None or not 0 < days <= most or _LATER_ONE.search(late.statement.quote):
        return
    if _IN_TIME.search(late.statement.quote, late.value.end):
        # "9 May, one week before the public date": it is in time for something else.
        return
    words = set(words_of(late))
    is_demanded = any(_touch(first, words) for _, first, _ in demands)
    score = _SIGNED if is_demanded else _UNSIGNED
    if late.statement.kind is not StatementKind.TABLE_ROW:
        # A sentence says more than a row on the same event.
        score += 0.01
    yield Pair(ProposalKind.WRONG_ORDER, late, begin, score)


def _published_too_early(late: Entry, dates: Sequence[Entry]) -> Iterator[Pair]:
    """Something is decided only after the day on which, by the brief, it is made public."""
    for public in dates:
        days = days_between(public, late)
        is_named = public.is_brief and Role.PUBLISHED in roles_around(public)
        if is_named and days is not None and 0 < days <= _FAR_DAYS:
            yield Pair(ProposalKind.WRONG_ORDER, late, public, _UNSIGNED)


def _wrong_way_round(late: Entry, early: Entry, reading: Reading) -> Iterator[Pair]:
    """Chosen after it is made public, returned before it ends: ``late`` is dated too late."""
    days = days_between(early, late)
    if days is None or not 0 < days <= _FAR_DAYS:
        return
    late_roles, early_roles = roles_around(late), roles_around(early)
    if Role.ENDED in late_roles and Role.RETURNED in early_roles and Role.ENDED not in early_roles:
        if signals.is_deadline(early):
            yield Pair(ProposalKind.WRONG_ORDER, late, early, 0.5)
    elif Role.CHOSEN in late_roles and Role.PUBLISHED in early_roles:
        shared = reading.shared(late.statement, early.statement)
        title = {word for word, _ in content_words(reading.documents[late.document][0].title)}
        if shared >= _LEAST_SHARED or title & set(words_of(early)):
            yield Pair(ProposalKind.WRONG_ORDER, late, early, 0.35)


def _demands(
    reading: Reading,
) -> Iterator[tuple[Statement, frozenset[str], frozenset[str]]]:
    """What is said to come first, and what after it, as far as words say so."""
    for _, statements in reading.documents:
        for one in statements:
            if one.kind in (StatementKind.SENTENCE, StatementKind.BULLET) and (
                match := _BEFORE.search(one.quote)
            ):
                left, right = _stems(one.quote[: match.start()]), _stems(one.quote[match.end() :])
                is_turned = match["before"].lower() in _ONLY_AFTER
                yield (one, right, left) if is_turned else (one, left, right)


def _touch(stems: frozenset[str], words: set[str]) -> bool:
    """Whether words speak of the same step, be it in another form: inspect, inspection."""
    return any(
        one == other or (len(one) >= 5 and len(other) >= 5 and one[:5] == other[:5])
        for one in stems
        for other in words
        if Role.READY in roles_of(one) | roles_of(other)
    )


def _event_words(entry: Entry) -> set[str]:
    return set(words_of(entry))


def _is_after_words(entry: Entry) -> bool:
    """Whether the date stands behind the words of its clause rather than before them."""
    clause = clause_of(entry)
    return clause.find(entry.value.written) > len(clause) / 2


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text))
