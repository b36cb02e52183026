"""Misalignments read off a matrix: the empty cells, without repeating oneself."""

import re
from collections.abc import Collection, Iterable, Sequence

from engine.phases.align import words
from engine.phases.align.commitments import Commitment
from engine.phases.align.holding import Holding
from engine.phases.align.reading import Matrix, name_of
from engine.subjects import content_words
from models.alignment import AlignmentRow, Aspect, Misalignment, MisalignmentKind
from models.claim import Facet, Force
from models.documents import StatementRef
from models.team import Specialist, Team, Topic

_KIND_OF = {
    Aspect.DATE: MisalignmentKind.UNSCHEDULED,
    Aspect.OWNER: MisalignmentKind.UNOWNED,
    Aspect.BUDGET: MisalignmentKind.UNFUNDED,
    Aspect.METRIC: MisalignmentKind.UNMEASURED,
}
KINDS_BY_WEIGHT = (
    MisalignmentKind.UNREACHED_AUDIENCE,
    MisalignmentKind.OTHER_AUDIENCE,
    MisalignmentKind.UNSCHEDULED,
    MisalignmentKind.UNWORKED_TARGET,
    MisalignmentKind.UNOWNED,
    MisalignmentKind.UNFUNDED,
    MisalignmentKind.UNMEASURED,
)
"""The most harmful first."""

_HANGS_ON = {
    MisalignmentKind.UNREACHED_AUDIENCE: (Topic.HOW,),
    MisalignmentKind.UNSCHEDULED: (Topic.WHEN,),
    MisalignmentKind.UNOWNED: (Topic.OWN,),
    MisalignmentKind.UNFUNDED: (Topic.MUCH,),
    MisalignmentKind.UNMEASURED: (Topic.MUCH,),
    MisalignmentKind.UNWORKED_TARGET: (Topic.HOW, Topic.WHEN),
}
"""Which kinds of topic somebody must have written about before a hole means anything."""

_NOBODY = re.compile(
    r"\b(?:audiences?|target\w*|groups?|segments?|people|persons?|everyone|everybody|all|first"
    r"|reach\w*|serv\w+|speaks?|messag\w+|channels?|zielgruppe\w*|gruppen?|menschen|leute|alle"
    r"|erreich\w+|botschaft\w*|kanal|kanäle)\b",
    re.IGNORECASE,
)
"""Words that say of nobody in particular who it is."""

_EVERYBODY = re.compile(
    r"\b(?:everyone|everybody|all|anyone|anybody|the public|alle[nr]?|jede[rnm]?|öffentlichkeit)\b",
    re.IGNORECASE,
)
_ROOT_CHARS = 6

_FEWEST_ROWS = 3
"""Fewer activities are no table in which a hole would stand out."""

_MONEY_ROWS = 2
"""Not everything costs money: a hole in that column means something only where others are full."""


def misfits_of(matrix: Matrix, targets: Sequence[Commitment]) -> list[Misalignment]:
    """The misalignments of a matrix, the most harmful kind first.

    Args:
        matrix: as an LLM gave it.
        targets: the commitments that set a figure towards which nobody works.
    """
    found = [*_unreached(matrix), *_speaking_past(matrix)]
    for aspect, kind in _KIND_OF.items():
        found += _holes(matrix, aspect, kind)
    found += [
        words.missing_in_one(
            MisalignmentKind.UNWORKED_TARGET,
            name_of(one),
            (one.statement.ref,),
        )
        for one in targets
    ]
    return by_weight(found)


def by_weight(found: Iterable[Misalignment]) -> list[Misalignment]:
    """The misalignments, the most harmful kind first."""
    return sorted(found, key=lambda one: KINDS_BY_WEIGHT.index(one.kind))


def idle_targets(
    commitments: Sequence[Commitment], matrix: Matrix, holding: Holding
) -> list[Commitment]:
    """The commitments that set a figure to be reached, one for each thing it is set for.

    A figure that a decision replaced is none any more, and one set for the same thing as another
    that stands in the matrix is worked towards with it.
    """
    covered = [_subject(one) for one in commitments if one.alias in matrix.used]
    return [
        one
        for one in commitments
        if one.claim.facet is Facet.METRIC
        and one.claim.force in (Force.MUST, Force.PLAN)
        and words.values_of(one.statement, Aspect.METRIC)
        and not holding.has_lost(one.statement)
        and not any(_subject(one) & other for other in covered)
    ]


def _subject(commitment: Commitment) -> frozenset[str]:
    return frozenset(stem for stem, _ in content_words(commitment.claim.subject))


def silenced_by(missing: Collection[Specialist], team: Team) -> frozenset[MisalignmentKind]:
    """The kinds of hole that may only be there because of workers who have no text.

    A worker without topics may have written about anything.
    """
    if any(not one.topics for one in missing):
        return frozenset(_HANGS_ON)
    topics = (team.topic(topic) for one in missing for topic in one.topics)
    groups = {topic.group for topic in topics if topic}
    return frozenset(kind for kind, needed in _HANGS_ON.items() if groups & set(needed))


def _unreached(matrix: Matrix) -> Iterable[Misalignment]:
    for row, unknown in zip(matrix.rows, matrix.unknown, strict=True):
        audience = row.cell(Aspect.AUDIENCE)
        if audience and not row.cell(Aspect.CHANNEL) and Aspect.CHANNEL not in unknown:
            yield words.missing_in_one(
                MisalignmentKind.UNREACHED_AUDIENCE, row.activity, (*row.sources, *audience.sources)
            )


def _speaking_past(matrix: Matrix) -> Iterable[Misalignment]:
    """Messages whose channel reaches others, as far as words tell: none in common, and no "all"."""
    for row in matrix.rows:
        audience, reached = row.cell(Aspect.AUDIENCE), row.cell(Aspect.REACHES)
        if not audience or not reached or audience.sources == reached.sources:
            continue
        about = _roots(row.activity)
        meant, there = _roots(audience.says) - about, _roots(reached.says) - about
        if meant and there and not meant & there and not _EVERYBODY.search(reached.says):
            yield words.speaks_past(
                row.activity, audience.says, reached.says, (*audience.sources, *reached.sources)
            )


def _roots(text: str) -> frozenset[str]:
    """The beginnings of the words that tell who is meant: alike in "buyer" and "buyers"."""
    return frozenset(stem[:_ROOT_CHARS] for stem, _ in content_words(_NOBODY.sub(" ", text)))


def _holes(matrix: Matrix, aspect: Aspect, kind: MisalignmentKind) -> list[Misalignment]:
    """Each hole by itself in a column that is mostly full; else the column, once."""
    known = [
        row
        for row, unknown in zip(matrix.rows, matrix.unknown, strict=True)
        if aspect not in unknown
    ]
    empty = [row for row in known if row.cell(aspect) is None]
    full = len(known) - len(empty)
    if not empty or len(known) < _FEWEST_ROWS:
        return []
    if aspect is Aspect.BUDGET and full < _MONEY_ROWS:
        return []
    if not full:
        return [words.missing_in_all(kind, len(known))]
    if len(empty) > full:
        names = tuple(row.activity for row in empty)
        return [words.missing_in_most(kind, names, len(known), _sources(empty))]
    return [words.missing_in_one(kind, row.activity, row.sources) for row in empty]


def _sources(rows: Iterable[AlignmentRow]) -> Iterable[StatementRef]:
    return (ref for row in rows for ref in row.sources)
