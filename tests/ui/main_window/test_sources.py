"""From what was worked out back to the sentence it rests on, in the whole window."""

from tests.ui.main_window.staging import Desk, drawn
from ui.alignment.page import AlignmentPage
from ui.components.source_text import SourceText
from ui.main_window.commands import Command
from ui.plan.document import PlanDocument


def marked(desk: Desk, name: str) -> str:
    """What is selected in a worker's text."""
    return desk.view(name).textCursor().selectedText()


async def test_the_plan_opens_where_the_selected_decision_stands(desk: Desk) -> None:
    await desk.sample_run()
    page = desk.window.run_page
    page.select_contradiction(5)
    desk.choose(Command.SHOW_PLAN)
    document = page.plan_view.pane.document
    await desk.until(lambda: _is_in_view(document, 5))


def _is_in_view(document: PlanDocument, number: int) -> bool:
    for pane in document.panes:
        if (extent := pane.extent_of_mark(number)) is not None:
            y = pane.mapTo(document.viewport(), pane.rect().topLeft()).y()
            return y + extent[0] >= 0 and y + extent[1] <= document.viewport().height()
    return False


async def test_alignment_and_plan_lead_to_the_sentence_in_its_panel(desk: Desk) -> None:
    run = await desk.sample_run()
    names = {one.slot: one.specialist for one in run.contributions}
    desk.choose(Command.SHOW_ALIGNMENT)
    await drawn()
    page = desk.window.run_page.focus_view.page
    assert isinstance(page, AlignmentPage)
    assert run.alignment is not None
    row = next(one for one in run.alignment.rows if one.sources)
    cell = next(one for one in page.findChildren(SourceText) if one.text() == row.activity)
    cell.click()
    await drawn()
    ref = row.sources[0]
    name = names[ref.document_id.removeprefix("specialist/")]
    assert desk.window.run_page.grid.isVisible()
    assert desk.view(name).hasFocus()
    assert marked(desk, name)

    desk.choose(Command.SHOW_PLAN)
    await drawn()
    plan_view = desk.window.run_page.plan_view
    assert run.plan is not None
    at, section = next(
        (at, one) for at, one in enumerate(run.plan.sections) if not one.provenance[0].is_added
    )
    source = section.provenance[0]
    plan_view.pane.document.panes[at].text.pointed.emit(source.start)
    await drawn()
    statement = plan_view.rests_on.findChildren(SourceText)[0]
    ref = source.sources[0]
    name = names[ref.document_id.removeprefix("specialist/")]
    assert statement.text().startswith(f"{name}: “")
    statement.click()
    await drawn()
    assert marked(desk, name)
    text = run.contribution(ref.document_id.removeprefix("specialist/")).text
    assert marked(desk, name).split()[0] in text[ref.start : ref.end]
