"""The table of the budget: the items of one list, added up and held against the brief's limit.

Two lists would count things twice, so one is taken: the one that is most clearly about spending.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.numbering import CutDocument, NumberedDocuments, is_fact
from engine.phases.plan.reflection import kept_values
from engine.phases.plan.replaced import still_says_dropped
from engine.phases.plan.tables.holding import MOST_ROWS, Said, one_line, shortened
from engine.statements import cells_of, in_words
from engine.values import TypedValue, ValueKind, values_in
from models.claim import Facet
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind
from models.plan import PlanTable, TableKind

_COLUMNS = ("Item", "Amount", "Share")
_TOTAL = re.compile(r"\b(?:total|sum|overall|altogether|gesamt\w*|insgesamt|summe)\b", re.I)
_SPENDING = re.compile(
    r"\b(?:\w*budget\w*|costs?|spend(?:ing)?|expenses?|funds?|\w*kosten|ausgaben|mittel)\b", re.I
)
_INCOME = re.compile(
    r"\b(?:price|prices|pricing|fees?|revenue|income|sales|target|preise?|gebühr\w*|umsatz\w*"
    r"|einnahmen|ziel\w*)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:\w*budget\w*|limit|at most|no more than|maximum|höchstens|maximal|obergrenze)\b", re.I
)
_FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that costs money."""

    name: str
    amount: Decimal
    currency: str
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """Items that stand together: the rows of a table, or the bullets below a heading."""

    head: str
    items: tuple[_Item, ...]

    @property
    def parts(self) -> tuple[_Item, ...]:
        return tuple(one for one in self.items if not one.is_total)

    @property
    def rank(self) -> tuple[bool, int]:
        has_total = len(self.parts) < len(self.items)
        return has_total or bool(_SPENDING.search(self.head)), len(self.parts)


def budget_table(
    said: Sequence[Said], contradictions: Sequence[Contradiction], numbered: NumberedDocuments
) -> PlanTable:
    """The items, their sum, and what is left of the limit; empty where no text lists a budget."""
    empty = PlanTable(kind=TableKind.BUDGET, columns=_COLUMNS)
    lists = [*_lists(numbered, contradictions), *_committed(said)]
    fitting = [one for one in lists if one.rank[0] and one.rank[1] >= _FEWEST_ITEMS]
    if not fitting:
        return empty
    chosen = max(fitting, key=lambda one: one.rank)
    currency = chosen.parts[0].currency
    items = [one for one in chosen.parts if one.currency == currency]
    total = sum((one.amount for one in items), Decimal(0))
    rows = [*_item_rows(items, total, currency), ("Total", _money(total, currency), "100 %")]
    rows += _stated_total(chosen, total, currency)
    rows += _limit_row(numbered, total, currency)
    return empty.model_copy(update={"rows": tuple(rows)})


def _item_rows(items: Sequence[_Item], total: Decimal, currency: str) -> Iterator[tuple[str, ...]]:
    for one in items[:MOST_ROWS]:
        yield (shortened(one.name), _money(one.amount, currency), _share(one.amount, total))
    if rest := items[MOST_ROWS:]:
        amount = sum((one.amount for one in rest), Decimal(0))
        yield (f"… and {len(rest)} more items", _money(amount, currency), _share(amount, total))


def _stated_total(chosen: _List, total: Decimal, currency: str) -> Iterator[tuple[str, str, str]]:
    """The total as the text gives it, where it is another one than the sum."""
    for one in chosen.items:
        if one.is_total and one.currency == currency and one.amount != total:
            difference = _money(abs(one.amount - total), currency)
            how = "more" if one.amount > total else "less"
            yield (
                "Total as the text states it",
                _money(one.amount, currency),
                f"{difference} {how}",
            )


def _limit_row(
    numbered: NumberedDocuments, total: Decimal, currency: str
) -> Iterator[tuple[str, str, str]]:
    """What the brief allows, and what is left of it."""
    limit = _limit(numbered, currency)
    if limit is not None:
        difference = _money(abs(limit - total), currency)
        how = "left" if total <= limit else "over the limit"
        yield ("Limit in the brief", _money(limit, currency), f"{difference} {how}")


def _limit(numbered: NumberedDocuments, currency: str) -> Decimal | None:
    """The largest amount that a fact, or else the brief, gives as the budget."""
    of_brief = [cut for cut in numbered.documents if cut.belongs_to_brief]
    facts = [cut for cut in of_brief if is_fact(cut.document.document_id)]
    for group in (facts, [cut for cut in of_brief if cut.document.document_id == "brief"]):
        amounts = [
            value.amount
            for cut in group
            for one in cut.statements
            if _LIMIT.search(f"{one.heading} {one.quote}")
            for value in _amounts(one)
            if value.unit == currency
        ]
        if amounts:
            return max(amounts)
    return None


def _lists(numbered: NumberedDocuments, contradictions: Sequence[Contradiction]) -> Iterator[_List]:
    """The lists of money in the workers' texts, with what decisions made of their amounts."""
    for cut in numbered.documents:
        if cut.belongs_to_brief:
            continue
        groups: dict[tuple[object, ...], list[Statement]] = {}
        for one in cut.statements:
            if one.kind in (StatementKind.TABLE_ROW, StatementKind.BULLET) and _amounts(one):
                groups.setdefault((one.kind, one.heading, one.columns), []).append(one)
        for group in groups.values():
            head = f"{group[0].heading} {' '.join(group[0].columns)} {_owned(cut)}"
            if not _INCOME.search(f"{group[0].heading} {' '.join(group[0].columns)}"):
                items = (_item(one, contradictions) for one in group)
                yield _List(head, tuple(one for one in items if one))


def _owned(cut: CutDocument) -> str:
    """The headline of a text, which may say that it is about a budget."""
    return cut.statements[0].quote if cut.statements else ""


def _item(one: Statement, contradictions: Sequence[Contradiction]) -> _Item | None:
    """The item of a row or bullet; with the amount that was decided, where its own has lost."""
    value = _amounts(one)[-1]
    cells = cells_of(one)
    label = cells[0][1] if cells else in_words(one)
    name = one_line(label).replace(value.written, "").replace("()", "").strip(" :–—-,;.")
    item = _Item(name or one_line(label), value.amount, value.unit, bool(_TOTAL.search(label)))
    for decided in contradictions:
        if _is_open_at(one, decided):
            item = replace(item, name=f"{item.name} (R{decided.number}, still open)")
        if still_says_dropped(one, decided):
            kept = [it for it in kept_values(decided) if it.kind is ValueKind.MONEY]
            fitting = [it for it in kept if it.unit == value.unit and not it.per]
            if not fitting:
                return None
            decided_name = f"{item.name} (R{decided.number})"
            item = replace(item, name=decided_name, amount=fitting[0].amount)
    return item


def _is_open_at(one: Statement, contradiction: Contradiction) -> bool:
    """Whether a statement is one side of what nobody has decided yet."""
    decision = contradiction.decision
    is_open = decision is not None and decision.is_open
    return is_open and any(side.ref == one.ref for side in contradiction.sides)


def _committed(said: Iterable[Said]) -> Iterator[_List]:
    """The budget as one text commits itself to it, where it does so in no list."""
    by_text: dict[str, list[_Item]] = {}
    for one in said:
        if one.claim and one.claim.facet is Facet.BUDGET and (values := _amounts(one.statement)):
            item = _Item(
                one.subject, values[-1].amount, values[-1].unit, bool(_TOTAL.search(one.subject))
            )
            by_text.setdefault(one.cut.document.document_id, []).append(item)
    return (_List("budget", tuple(items)) for items in by_text.values())


def _amounts(statement: Statement) -> list[TypedValue]:
    """Amounts of money that are not for each day, month or piece."""
    return [one for one in values_in(statement) if one.kind is ValueKind.MONEY and not one.per]


def _money(amount: Decimal, currency: str) -> str:
    text = f"{amount:,.2f}".removesuffix(".00")
    return f"{currency} {text}".strip()


def _share(amount: Decimal, total: Decimal) -> str:
    return f"{amount / total * 100:.1f}".removesuffix(".0") + " %" if total else ""
