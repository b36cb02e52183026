"""The plan as Markdown, for the clipboard."""

from models.plan import Plan, SectionState
from ui.plan import words


def plan_markdown(plan: Plan) -> str:
    """Title, coverage, and a section below each heading."""
    blocks = [f"# {plan.title}"]
    if plan.coverage:
        blocks.append(f"> {plan.coverage}")
    blocks += [f"> {note}" for note in plan.notes]
    for section in plan.sections:
        blocks.append(f"## {section.title}")
        if section.state is SectionState.MISSING:
            blocks.append(words.translate("Plan", "*Missing*"))
        elif section.state is SectionState.WRITING:
            blocks.append(words.translate("Plan", "*Not finished*"))
        if section.markdown.strip():
            blocks.append(section.markdown.strip("\n"))
    if plan.violations:
        blocks.append(words.translate("Plan", "## What the plan does not reflect yet"))
        blocks.append(
            "\n".join(
                f"- {words.violation_title(one)}: {one.message}" for one in plan.violations
            )
        )
    return "\n\n".join(blocks) + "\n"
