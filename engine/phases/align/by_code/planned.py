"""What a table row or a list item plans, by its columns, its values and its first words."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.comparator.signals import speaks_of_total
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.align import words
from engine.phases.align.titles import Column, NoAspect, column_of, is_hole
from engine.statements import cells_of, plain_text
from engine.subjects import content_words
from models.alignment import Aspect
from models.documents import Statement, StatementKind, StatementRef

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NOT_PLANNED = re.compile(
    r"\b(?:assum\w*|risks?|limits?|definitions?|income|revenue|sources?|prices?|tickets?|fees?"
    r"|out of scope|not|stops?|when to act|figures|annahmen?|risik\w+|grenzen?|einnahmen|erlöse?"
    r"|preise?|tarife?|quellen?|begriffe|nicht)\b",
    re.IGNORECASE,
)
_NO_ACTIVITY = re.compile(
    r"\b(?:reserve|contingency|buffer|rest|other|left over|subtotal|sales|income|revenue|reserven?"
    r"|puffer|rücklage|übrig\w*|sonstige\w*|umsatz|einnahmen)\b",
    re.IGNORECASE,
)
_TARGET_HEADING = re.compile(
    r"\b(?:targets?|metrics?|kpis?|indicators?|kennzahl\w*|zielwerte?|messgrößen?)\b", re.IGNORECASE
)
_AUDIENCE_ITEM = re.compile(
    r"(?:\w+ ){0,2}(?:audience|target group|segment|zielgruppe)\s*:\s*(?P<name>.+)", re.IGNORECASE
)
_OWNER_ITEM = re.compile(
    r"\b(?:owner|responsible|verantwortlich|zuständig)\s*:\s*(?P<name>[^.;,()|]{2,40})",
    re.IGNORECASE,
)
_MONEY_HEADING = re.compile(
    r"\b(?:costs?|budget|money|spend\w*|kosten|geld|ausgaben|etat)\b", re.IGNORECASE
)
_LEAD = re.compile(r"[\s\d.)*+-]*\*\*(?P<name>[^*]{2,60}?)[.:]?\*\*[.:]?\s*")
_METRIC_TITLE = re.compile(
    r"\b(?:metrics?|kpis?|indicators?|kennzahl\w*|messgröße\w*)\b", re.IGNORECASE
)
_BEFORE_DATE = re.compile(
    r"[\s,–—-]*\b(?:on|at|in|by|from|until|is|are|am|ab|bis|im|ist|zum|the|den|der)?\s*$",
    re.IGNORECASE,
)
_NAME_BEFORE_COLON = re.compile(r"(?P<name>[^:]{3,60}):\s")
_FEWEST_NAME_CHARS = 8


@dataclass(frozen=True, slots=True)
class Planned:
    """A statement that plans something.

    Attributes:
        cut: the text.
        statement: the row or list item.
        name: what it plans, in a few words.
        cells: what it says about an aspect.
        holes: the aspects of which it says that they are not known yet.
        is_activity: whether something is done.
        is_audience: whether it names somebody to be reached.
        is_target: whether it sets a figure to be reached.
    """

    cut: CutDocument
    statement: Statement
    name: str
    cells: Mapping[Aspect, str] = field(default_factory=dict)
    holes: frozenset[Aspect] = frozenset()
    is_activity: bool = False
    is_audience: bool = False
    is_target: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its name."""
        return stems_of(self.name)


def stems_of(name: str) -> frozenset[str]:
    """The stems of a name, without what stands in brackets."""
    return frozenset(stem for stem, _ in content_words(_BRACKETS.sub("", name)))


def planned_in(numbered: NumberedDocuments) -> Iterator[Planned]:
    """What the specialists' tables and lists plan, in the order of the texts."""
    for cut in numbered.documents:
        if cut.belongs_to_brief:
            continue
        leads = leads_in(cut)
        for statement in cut.statements:
            if _NOT_PLANNED.search(statement.heading):
                continue
            if statement.kind is StatementKind.TABLE_ROW:
                yield from _of_row(cut, statement)
            elif statement.kind is StatementKind.BULLET:
                yield from _of_bullet(cut, statement, leads.get(statement.ref, ""))


def leads_in(cut: CutDocument) -> dict[StatementRef, str]:
    """The bold words before a list item's other sentences, by the sentence that follows them."""
    leads: dict[StatementRef, str] = {}
    for before, statement in itertools.pairwise(cut.statements):
        lead = _LEAD.fullmatch(before.quote)
        is_next = statement.ref.start - before.ref.end <= 1
        if lead and is_next and before.kind is statement.kind is StatementKind.BULLET:
            leads[statement.ref] = lead["name"]
    return leads


def _of_row(cut: CutDocument, statement: Statement) -> Iterator[Planned]:
    columns = [column_of(title) for title in statement.columns]
    cells = [text for _, text in cells_of(statement)]
    if len(cells) != len(columns) or len(cells) < 2:
        return
    name = words.cell_text(cells[_name_column(columns, statement.columns)])
    first = columns[0]
    if not name or is_hole(name) or speaks_of_total(cells[0]) or _NO_ACTIVITY.search(name):
        return
    filled: dict[Aspect, str] = {}
    holes = set()
    for column, cell in zip(columns, cells, strict=True):
        if not isinstance(column, Aspect):
            continue
        if is_hole(cell):
            holes.add(column)
        elif said := _said_in(column, cell, statement):
            filled[column] = f"{filled[column]} – {said}" if column in filled else said
    is_target = Aspect.METRIC in columns and NoAspect.ACTIVITY not in columns
    plans = {Aspect.DATE, Aspect.OWNER, Aspect.BUDGET} & set(columns)
    is_income = any(_NOT_PLANNED.search(title) for title in statement.columns)
    yield Planned(
        cut,
        statement,
        name,
        filled,
        frozenset(holes - filled.keys()),
        is_activity=bool(plans) and not is_target and not is_income,
        is_audience=first is Aspect.AUDIENCE,
        is_target=is_target,
    )


def _of_bullet(cut: CutDocument, statement: Statement, lead: str) -> Iterator[Planned]:
    text = plain_text(statement.quote)
    if audience := _AUDIENCE_ITEM.fullmatch(text):
        yield Planned(cut, statement, words.label(audience["name"]), is_audience=True)
        return
    if _TARGET_HEADING.search(statement.heading):
        if words.values_of(statement, Aspect.METRIC):
            yield Planned(cut, statement, _name_of(text, lead), is_target=True)
        return
    cells = {
        aspect: words.as_written(values)
        for aspect in (Aspect.DATE, Aspect.BUDGET)
        if (values := words.values_of(statement, aspect))
    }
    if owner := _OWNER_ITEM.search(text):
        cells[Aspect.OWNER] = owner["name"].strip()
    is_only_money = cells.keys() == {Aspect.BUDGET}
    if not cells or (is_only_money and not _MONEY_HEADING.search(statement.heading)):
        return
    if not speaks_of_total(text) and not _NO_ACTIVITY.search(text):
        dates = [value.written for value in words.values_of(statement, Aspect.DATE)]
        name = _name_of(text, lead, dates)
        yield Planned(cut, statement, name, cells, is_activity=True)


def _name_of(text: str, lead: str, dates: Sequence[str] = ()) -> str:
    """What a list item is about: its bold words, what stands before a colon, or its first clause.

    A date at the end of the clause has a column of its own.
    """
    if lead:
        return words.label(lead)
    if before := _NAME_BEFORE_COLON.match(text):
        return words.label(before["name"])
    place = min((text.find(plain_text(date)) for date in dates), default=-1)
    head = _BEFORE_DATE.sub("", text[:place]) if place > 0 else ""
    return words.label(head if len(head) >= _FEWEST_NAME_CHARS else text)


def _said_in(column: Aspect, cell: str, statement: Statement) -> str:
    """A cell's words; a bare amount gets the currency of its column."""
    text = words.cell_text(cell)
    if column is not Aspect.BUDGET:
        return text
    amounts = [
        value for value in words.values_of(statement, column) if value.written.strip() in cell
    ]
    return words.as_written(amounts) or text


def _name_column(columns: list[Column], titles: Sequence[str]) -> int:
    """The column that says what is done or measured; else the first that is no aspect."""
    if NoAspect.ACTIVITY in columns:
        return columns.index(NoAspect.ACTIVITY)
    if metric := [index for index, title in enumerate(titles) if _METRIC_TITLE.search(title)]:
        return metric[0]
    if columns[0] in (Aspect.CHANNEL, Aspect.AUDIENCE):
        return 0
    return columns.index(NoAspect.OTHER) if NoAspect.OTHER in columns else 0
