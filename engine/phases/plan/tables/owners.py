"""Who owns what by the texts, as a table."""

from collections.abc import Iterable

from engine.owning import owner_told
from engine.phases.plan.tables.holding import (
    MOST_ROWS,
    Said,
    one_line,
    shortened,
    with_rest_counted,
)
from engine.phases.plan.words import telling_words
from models.documents import StatementRef
from models.plan import PlanTable, TableKind

_COLUMNS = ("Owner", "What", "Source")
_ALIKE = 0.6


def owner_of(said: Said) -> tuple[str, str] | None:
    """Who owns what by a statement; ``None`` where it does not say."""
    told = owner_told(said.statement, said.words)
    return (one_line(told[0]), told[1]) if told else None


def owners_table(said: Iterable[Said]) -> PlanTable:
    """Who owns what, each thing once, by owner; what nobody is named for is not in it."""
    rows = sorted(sources_of_owners(said), key=lambda row: row[0].casefold())
    kept = rows[:MOST_ROWS]
    return PlanTable(
        kind=TableKind.OWNERS,
        columns=_COLUMNS,
        rows=with_rest_counted(rows, kept, "in the texts"),
    )


def sources_of_owners(said: Iterable[Said]) -> dict[tuple[str, ...], tuple[StatementRef, ...]]:
    """The rows of the table of owners, and the statements that each was taken from."""
    rows: list[tuple[str, str, str]] = []
    refs: list[list[StatementRef]] = []
    for one in said:
        found = owner_of(one)
        if found is None or not found[1]:
            continue
        owner, what = found
        same = (
            number
            for number, row in enumerate(rows)
            if row[0].casefold() == owner.casefold() and are_alike(row[1], what)
        )
        number = next(same, None)
        if number is None:
            rows.append((owner, shortened(what), one.source))
            refs.append([one.statement.ref])
        else:
            rows[number] = (*rows[number][:2], joined(rows[number][2], one.source))
            refs[number].append(one.statement.ref)
    return {row: tuple(of_it) for row, of_it in zip(rows, refs, strict=True)}


def are_alike(a: str, b: str) -> bool:
    """Whether two texts are about one thing: the shorter one's telling words are in the other."""
    first, second = telling_words(a), telling_words(b)
    fewest = min(len(first), len(second))
    return a.casefold() == b.casefold() or (
        fewest > 0 and len(first & second) >= max(_ALIKE * fewest, min(2, fewest))
    )


def joined(sources: str, other: str) -> str:
    """Sources with one more, each once."""
    return ", ".join(dict.fromkeys((*sources.split(", "), other)))
