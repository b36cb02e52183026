"""The plan as Markdown, for the clipboard."""

from PySide6.QtCore import QCoreApplication

from models.plan import Plan, SectionState
from ui.plan import words
from ui.plan.tables import table_markdown, table_title

translate = QCoreApplication.translate


def plan_markdown(plan: Plan) -> str:
    """Title, coverage, and a section below each heading."""
    blocks = [f"# {plan.title}"]
    if plan.coverage:
        blocks.append(f"> {plan.coverage}")
    blocks += [f"> {note}" for note in plan.notes]
    for section in plan.sections:
        blocks.append(f"## {section.title}")
        if section.state is SectionState.MISSING:
            blocks.append(translate("Plan", "*Missing*"))
        elif section.state is SectionState.WRITING:
            blocks.append(translate("Plan", "*Not finished*"))
        if section.markdown.strip():
            blocks.append(section.markdown.strip("\n"))
    for table in plan.tables:
        if table.rows:
            blocks += [f"## {table_title(table.kind)}", table_markdown(table)]
    if plan.violations:
        blocks.append(translate("Plan", "## What the plan does not reflect yet"))
        blocks.append(
            "\n".join(f"- {words.violation_title(one)}: {one.message}" for one in plan.violations)
        )
    return "\n\n".join(blocks) + "\n"
