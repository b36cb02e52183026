"""Whether two findings are one: the same clash, or versions of one thing."""

from collections.abc import Sequence

from engine.phases.compare.disputed import Disputed, disputed
from engine.phases.compare.finding import Finding, Place
from engine.subjects import content_words, subject_of
from models.contradiction import FoundBy

_SAME_WORDS = 0.5
"""Two sentences of one text without values say the same from this share of their words on."""


def is_same(a: Finding, b: Finding) -> bool:
    """Whether two findings are the same clash, however it is worded.

    Either they have two statements in common and are not about different values or words; or they
    have one, stand between the same texts, and say the same of the same values.
    """
    common = len(a.key & b.key)
    if not common:
        return False
    mine, theirs = disputed(a), disputed(b)
    if not _keeps_all_sides(a, b, mine, theirs):
        return False
    if common >= 2:
        return _share(mine, theirs) if mine and theirs else _is_in_like_words(a, b)
    if _documents(a) != _documents(b):
        return False
    if not (mine and theirs):
        return bool(_words(a.subject) & _words(b.subject))
    return all(_share(_of(one, mine), _of(one, theirs)) for one in _documents(a))


def is_on_same_thing(a: Finding, b: Finding) -> bool:
    """Whether two findings with a common statement are versions of one thing: A, B, and A, C.

    That both are of one topic tells too little: it takes a common value that clashes, or a common
    word.
    """
    mine, theirs = disputed(a), disputed(b)
    if not (a.key & b.key and _keeps_all_sides(a, b, mine, theirs)):
        return False
    has_common_word = bool(_words(a.subject) & _words(b.subject))
    if not (mine and theirs):
        return has_common_word
    is_one_topic = a.team_topic is not None and a.team_topic == b.team_topic
    return _share(mine, theirs) and (is_one_topic or has_common_word)


def _keeps_all_sides(
    a: Finding, b: Finding, mine: Sequence[Disputed], theirs: Sequence[Disputed]
) -> bool:
    """Whether nothing is lost when one statement of each text stays of both findings."""
    ours = {side.document_id: side for side in a.sides}
    return all(
        _say_same(ours[side.document_id], side, mine, theirs)
        for side in b.sides
        if side.document_id in ours
    )


def _say_same(a: Place, b: Place, mine: Sequence[Disputed], theirs: Sequence[Disputed]) -> bool:
    """Whether two statements of one text say the same of what is disputed."""
    if a.statement.ref.start == b.statement.ref.start:
        return True
    ours, others = _of(a.document_id, mine), _of(b.document_id, theirs)
    if ours or others:
        return _share(ours, others)
    stems, more = set(subject_of(a.statement)), set(subject_of(b.statement))
    return bool(stems & more) and len(stems & more) >= _SAME_WORDS * len(stems | more)


def _is_in_like_words(a: Finding, b: Finding) -> bool:
    """Whether what one is about is named in the other; code has no words of its own."""
    if FoundBy.CODE in (a.found_by, b.found_by):
        return True
    ours, others = _words(a.subject), _words(b.subject)
    said, more = ours | _words(a.explanation), others | _words(b.explanation)
    return not (ours and others) or bool(ours & more or others & said)


def _of(document_id: str, values: Sequence[Disputed]) -> tuple[Disputed, ...]:
    return tuple(one for one in values if one.document_id == document_id)


def _share(mine: Sequence[Disputed], theirs: Sequence[Disputed]) -> bool:
    return any(one.is_said_like(other) for one in mine for other in theirs)


def _words(text: str) -> set[str]:
    return {word for word, _ in content_words(text)}


def _documents(finding: Finding) -> set[str]:
    return {side.document_id for side in finding.sides}
