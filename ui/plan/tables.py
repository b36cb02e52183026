"""The tables of the plan that code renders from data, as Markdown."""

import re

from PySide6.QtCore import QCoreApplication

from models.plan import PlanSection, PlanTable, SectionOrigin, SectionState, TableKind

translate = QCoreApplication.translate

_MARK = re.compile(r"(\[R\d+\])")
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def table_title(kind: TableKind) -> str:
    """The heading of a table."""
    return {
        TableKind.DECISIONS: translate("Plan", "Decisions"),
        TableKind.DATES: translate("Plan", "Dates"),
        TableKind.OWNERS: translate("Plan", "Owners"),
        TableKind.BUDGET: translate("Plan", "Budget"),
    }[kind]


def by_code_line() -> str:
    """Who wrote the tables."""
    return translate("Plan", "These tables are made from the data by code; no model wrote them.")


def section_of(table: PlanTable) -> PlanSection:
    """A table as a section, so that it looks and is read as the rest of the plan."""
    return PlanSection(
        id=f"table-{table.kind.value}",
        title=table_title(table.kind),
        markdown=table_markdown(table),
        state=SectionState.WRITTEN,
        origin=SectionOrigin.CODE,
    )


def table_markdown(table: PlanTable) -> str:
    """A table in Markdown; what stands in its cells is text, but for decision marks."""
    lines = [table.columns, ("---",) * len(table.columns), *table.rows]
    escaped = [[_cell(one) if at != 1 else one for one in row] for at, row in enumerate(lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in escaped)


def _cell(text: str) -> str:
    parts = _MARK.split(" ".join(text.split()))
    return "".join(part if _MARK.fullmatch(part) else _SIGNS.sub(r"\\\1", part) for part in parts)
