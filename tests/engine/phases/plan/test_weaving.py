"""A section glued together from one worker is written once more; the better text stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.plan import PlanSection
from models.team import SectionSpec
from tests.engine.phases.plan.updates import section
from tests.engine.runs.staging import CHANNELS, DATES, TEAM, TEXTS, a_finished_run
from tests.judges import Judge, prompt_of, section_of
from tests.scripted_ollama import Answer, ScriptedOllama, Status

LONG = (
    "The rehearsal takes place in the old town hall with every speaker on the stage, two hours of "
    "light tests, a full run of the opening film and a written list of faults for the crew."
)
THREE = {**TEXTS, DATES: f"{TEXTS[DATES]}\n\n{LONG}\n"}
WOVEN = (
    "The team rehearses in the old town hall and writes down every fault. No account is called "
    "before it pays, and creators get EUR 16,000."
)
ONE_SECTION = TEAM.model_copy(
    update={"sections": (SectionSpec(id="all", title="All", topics=("motion", "dates")),)}
)

Writer = Callable[[str], str | Answer]


async def a_section_by(
    folder: Path, *drafts: str | Answer
) -> tuple[PlanSection, list[dict[str, Any]]]:
    """The section "All" with drafts one after the other, and the calls for it."""
    left = list(drafts)

    def writer(_: dict[str, Any]) -> Answer:
        draft = left.pop(0)
        return draft if isinstance(draft, Answer) else Answer(draft)

    async with ScriptedOllama(Judge(THREE, writer=writer)) as server:
        run = await a_finished_run(server, folder, team=ONE_SECTION)
    calls = [one.json for one in server.chats if section_of(one.json)]
    assert run.plan is not None
    assert run.plan.notes == section(run, "all").notes
    return section(run, "all"), calls


async def test_a_pasted_section_is_written_again_and_the_prompt_says_why(tmp_path: Path) -> None:
    found, calls = await a_section_by(tmp_path, f"{LONG} No calls.", WOVEN)
    assert found.markdown == WOVEN
    assert len(calls) == 2
    assert LONG in prompt_of(calls[1]).partition("<earlier_text>")[2]
    assert "words in a row from Timeline Planner" in prompt_of(calls[1])
    assert "It was written once more: it repeats at most" in found.notes[0]
    assert "rests on 2 workers" in found.notes[0]


async def test_a_section_on_one_worker_of_several_is_written_again(tmp_path: Path) -> None:
    found, calls = await a_section_by(tmp_path, "The public launch is on 25 May 2027.", WOVEN)
    assert found.markdown == WOVEN
    assert f"rested on {DATES} alone, with nothing from {CHANNELS}" in prompt_of(calls[1])


MADE_UP = "Synergy drives everything. Excellence will follow from passion. Joy is our fuel."


async def test_a_section_that_is_made_up_is_written_again(tmp_path: Path) -> None:
    found, calls = await a_section_by(tmp_path / "all", MADE_UP, WOVEN)
    assert found.markdown == WOVEN
    assert len(calls) == 2
    assert "rested on nothing that any worker says" in prompt_of(calls[1])
    assert "rested on nothing that any worker says" in found.notes[0]

    found, calls = await a_section_by(tmp_path / "most", f"{WOVEN} {MADE_UP}", WOVEN)
    assert found.markdown == WOVEN
    assert "was made up by 60%" in prompt_of(calls[1])


async def test_a_made_up_section_stays_where_the_second_text_is_made_up_too(tmp_path: Path) -> None:
    found, calls = await a_section_by(tmp_path, MADE_UP, "Bicycles for everybody. Cake is free.")
    assert found.markdown == MADE_UP
    assert len(calls) == 2
    assert "the second was no better" in found.notes[0]


async def test_a_made_up_section_gives_way_to_one_on_a_single_worker(tmp_path: Path) -> None:
    one_worker = "The public launch is on 25 May 2027. Every account gets a demo call first."
    found, _ = await a_section_by(tmp_path, MADE_UP, one_worker)
    assert found.markdown == one_worker
    assert "rests on 1 worker." in found.notes[0]


async def test_a_woven_section_is_not_asked_for_again(tmp_path: Path) -> None:
    found, calls = await a_section_by(tmp_path, WOVEN)
    assert found.markdown == WOVEN
    assert len(calls) == 1
    assert found.notes == ()


async def test_it_is_asked_for_only_once_more_and_no_worse_text_is_taken(tmp_path: Path) -> None:
    pasted = f"{LONG} Nobody calls an account before it pays."
    for number, worse in enumerate(
        (f"{LONG} {LONG}", "Soon.", "Bicycles for everybody. Balloons for everybody. Cake is free.")
    ):
        found, calls = await a_section_by(tmp_path / str(number), pasted, worse)
        assert found.markdown == pasted
        assert len(calls) == 2
        assert "the first text stayed, because the second was no better" in found.notes[0]


async def test_a_failure_of_the_second_call_keeps_the_first_text(tmp_path: Path) -> None:
    failing = Answer(fault=Status(500, {"error": "the runner has died"}))
    found, _ = await a_section_by(tmp_path, LONG, failing)
    assert found.markdown == LONG
    assert "which failed, so the first text stayed" in found.notes[0]
