"""Draws the matrix from what tables and lists say by themselves.

Precision before recall: a long list of false alarms teaches people to ignore it, so a hole is only
reported where a table shows it, or where nobody else even mentions a thing.
"""

from collections.abc import Iterable, Iterator

from engine.numbering import NumberedDocuments
from engine.phases.align import words
from engine.phases.align.by_code.planned import Planned, planned_in
from engine.phases.align.by_code.said import Said
from engine.phases.align.gaps import gaps_by_code
from engine.phases.align.holding import Holding
from engine.phases.align.listing import Drawing
from engine.phases.align.misfits import by_weight
from engine.phases.align.titles import names_an_owner
from engine.statements import in_words
from models.alignment import AlignmentRow, Aspect, Misalignment, MisalignmentKind

_HOLE_KINDS = {
    Aspect.DATE: MisalignmentKind.UNSCHEDULED,
    Aspect.OWNER: MisalignmentKind.UNOWNED,
    Aspect.BUDGET: MisalignmentKind.UNFUNDED,
}
_FEWEST_DATES = 4
"""Fewer dated statements are no calendar in which something could be missing."""

_FEWEST_ROWS = 6


def drawn_by_code(numbered: NumberedDocuments, holding: Holding) -> Drawing:
    """What tables and lists say, and the holes they show."""
    said = Said(numbered)
    planned = list(planned_in(numbered))
    activities = [one for one in planned if one.is_activity]
    found = [
        *_holes(activities),
        *_unscheduled(activities, said),
        *_unowned(activities, said),
        *_unreached(planned, said),
        *_unworked(planned, said),
    ]
    return Drawing(
        rows=_each_once(_row(one, said, holding) for one in activities),
        misalignments=tuple(by_weight(dict.fromkeys(found))),
        gaps=tuple(gaps_by_code(numbered)),
        is_by_code=True,
    )


def _each_once(rows: Iterable[AlignmentRow]) -> tuple[AlignmentRow, ...]:
    """The rows without those of the same name and date; the one that says most stays."""
    kept: dict[tuple[str, str], AlignmentRow] = {}
    for row in rows:
        date = row.cell(Aspect.DATE)
        key = (row.activity.casefold(), date.says if date else "")
        if key not in kept or len(row.cells) > len(kept[key].cells):
            kept[key] = row
    return tuple(kept.values())


def _row(planned: Planned, said: Said, holding: Holding) -> AlignmentRow:
    cells = []
    for aspect in Aspect:
        text, statement = planned.cells.get(aspect, ""), planned.statement
        if not text and aspect is Aspect.DATE and (dated := said.date_of(planned.stems)):
            statement = dated
            text = words.as_written(words.values_of(dated, Aspect.DATE))
        if text:
            cells.append(holding.cell(statement, aspect, text))
    return AlignmentRow(activity=planned.name, sources=(planned.statement.ref,), cells=tuple(cells))


def _holes(activities: list[Planned]) -> Iterator[Misalignment]:
    """Cells that a table of their own text leaves open."""
    for one in activities:
        for aspect, kind in _HOLE_KINDS.items():
            if aspect in one.holes:
                yield words.missing_in_one(kind, one.name, (one.statement.ref,))


def _unscheduled(activities: list[Planned], said: Said) -> Iterator[Misalignment]:
    """Channels that get money, and that no dated statement of any text speaks of."""
    if len(said.dated) < _FEWEST_DATES:
        return
    for one in activities:
        is_paid_channel = Aspect.CHANNEL in one.cells and Aspect.BUDGET in one.cells
        if is_paid_channel and Aspect.DATE not in one.cells and not said.is_dated(one):
            yield words.missing_in_one(MisalignmentKind.UNSCHEDULED, one.name, (one.statement.ref,))


def _unowned(activities: list[Planned], said: Said) -> Iterator[Misalignment]:
    """Said once, where no text says of anything who does it."""
    is_said = any(
        names_an_owner(f"{statement.heading}. {in_words(statement)}", statement.columns)
        for _, statement in said.all
    )
    if not is_said and len(activities) >= _FEWEST_ROWS:
        yield words.missing_in_all(MisalignmentKind.UNOWNED, len(activities))


def _unreached(planned: list[Planned], said: Said) -> Iterator[Misalignment]:
    """Audiences of one text that no other text mentions."""
    for one in planned:
        if one.is_audience and not said.by_others(one):
            yield words.mentioned_by_none(
                MisalignmentKind.UNREACHED_AUDIENCE, one.name, (one.statement.ref,)
            )


def _unworked(planned: list[Planned], said: Said) -> Iterator[Misalignment]:
    """Targets of one text of which no other text says a word."""
    for one in planned:
        if one.is_target and not said.by_others(one):
            yield words.mentioned_by_none(
                MisalignmentKind.UNWORKED_TARGET, one.name, (one.statement.ref,)
            )
