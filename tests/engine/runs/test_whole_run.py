"""A whole run, seen from the user's side and from the server's."""

import itertools
from pathlib import Path

import pytest

from models.activity import RunStatus
from models.brief import Brief
from models.comparison import CompareLevel
from models.contradiction import Basis, FoundBy, Label
from models.contribution import ContributionState
from models.events import ActivityOutcome
from models.plan import SectionState
from models.run import Run
from models.settings import Settings
from tests.builders import BRIEF
from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES, TEAM, TEXTS, a_finished_run
from tests.judges import Judge, a_finding, is_finder, prompt_of, role_of, section_of
from tests.scripted_ollama import Answer, InstalledLlm, ScriptedOllama

TWO_DATES = a_finding(
    "The launch e-mail goes live on 11 May 2027",
    "The public launch is on 25 May 2027.",
    because="The e-mail goes out on 11 May, the launch is on 25 May.",
    decision="Launch on 11 May 2027.",
    evidence="Public launch: 11 May 2027",
    rule="brief",
    subject="public launch date",
    topic="dates",
)
CALLS = a_finding(
    "nobody calls an account before it pays",
    "Every account gets a demo call before its first invoice.",
    because="Nobody calls, and every account is called.",
    decision="Let accounts start without a call.",
    facet="motion",
    label="tension",
    severity="medium",
    subject="calls to new accounts",
    topic="motion",
)


async def a_good_run(tmp_path: Path) -> tuple[Run, ScriptedOllama]:
    judge = Judge(TEXTS, findings=[CALLS, TWO_DATES])
    async with ScriptedOllama(judge, num_parallel=3) as server:
        return await a_finished_run(server, tmp_path), server


async def test_a_good_run_ends_with_a_checked_plan_that_keeps_every_decision(
    tmp_path: Path,
) -> None:
    run, _ = await a_good_run(tmp_path)
    assert run.status is RunStatus.COMPLETE
    assert run.plan is not None
    assert run.plan.coverage == ""
    assert run.plan.violations == ()
    assert [section.state for section in run.plan.sections] == [SectionState.WRITTEN] * 3
    assert "[R1]" in run.plan.sections[2].markdown
    assert all(one.outcome is ActivityOutcome.DONE for one in run.activities)


async def test_what_workers_wrote_is_kept_to_the_letter(tmp_path: Path) -> None:
    run, _ = await a_good_run(tmp_path)
    assert {one.specialist: one.text for one in run.contributions} == TEXTS


async def test_every_side_is_an_exact_slice_of_its_document(tmp_path: Path) -> None:
    run, _ = await a_good_run(tmp_path)
    assert [one.number for one in run.contradictions] == [1, 2]
    for side in (side for one in run.contradictions for side in one.sides):
        assert TEXTS[side.specialist][side.start : side.end] == side.quote


async def test_the_most_harmful_contradiction_comes_first_and_is_settled_by_the_brief(
    tmp_path: Path,
) -> None:
    run, _ = await a_good_run(tmp_path)
    date = run.contradictions[0]
    assert date.title == "public launch date"
    assert date.found_by is FoundBy.BOTH
    assert date.decision is not None
    assert date.decision.basis is Basis.BRIEF
    assert date.decision.keep == MESSAGES
    assert date.decision.evidence_quote == "Public launch: 11 May 2027"
    assert date.decision.dropped_values == ("25 May 2027",)


async def test_what_the_brief_leaves_open_goes_to_the_owner_of_the_topic(tmp_path: Path) -> None:
    run, _ = await a_good_run(tmp_path)
    calls = run.contradictions[1]
    assert calls.label is Label.TENSION
    assert calls.decision is not None
    assert (calls.decision.basis, calls.decision.keep) == (Basis.TOPIC_OWNER, CHANNELS)


async def test_workers_are_with_the_server_at_the_same_time(tmp_path: Path) -> None:
    _, server = await a_good_run(tmp_path)
    workers = [one for one in server.chats if role_of(one.json)]
    last_arrival = max(one.arrived_s for one in workers)
    assert all(one.ended_s is not None and one.ended_s > last_arrival for one in workers)


async def test_a_worker_sees_the_brief_and_its_own_role_and_nothing_of_the_others(
    tmp_path: Path,
) -> None:
    _, server = await a_good_run(tmp_path)
    for chat in server.chats:
        if role := role_of(chat.json):
            prompt = str(chat.json["messages"])
            assert BRIEF.text.splitlines()[0] in prompt
            assert "Public launch: 11 May 2027" in prompt
            for other in {MESSAGES, CHANNELS, DATES} - {role}:
                assert other not in prompt


async def test_worker_prompts_are_the_same_to_the_letter_up_to_the_role(tmp_path: Path) -> None:
    _, server = await a_good_run(tmp_path)
    prompts = [str(one.json["messages"]) for one in server.chats if role_of(one.json)]
    assert len({prompt.partition("You are the ")[0] for prompt in prompts}) == 1


async def test_findings_and_sections_begin_with_the_same_documents(tmp_path: Path) -> None:
    _, server = await a_good_run(tmp_path)
    synthesis = [one.json for one in server.chats if not role_of(one.json)]
    systems = {call["messages"][0]["content"] for call in synthesis}
    starts = {prompt_of(call).rpartition("</document>")[0] for call in synthesis}
    assert len(synthesis) == 4
    assert len(systems) == len(starts) == 1
    assert "The public launch is on 25 May 2027." in starts.pop()


async def test_every_call_has_one_window_a_length_limit_and_no_silent_cutting(
    tmp_path: Path,
) -> None:
    _, server = await a_good_run(tmp_path)
    bodies = [one.json for one in server.chats]
    assert len({body["options"]["num_ctx"] for body in bodies}) == 1
    for body in bodies:
        assert body["truncate"] is False
        assert body["think"] is False
        assert "shift" not in body
        assert 1 <= body["options"]["num_predict"] <= body["options"]["num_ctx"]
    assert server.journal.reloads == 0


async def test_an_empty_list_says_what_was_compared(tmp_path: Path) -> None:
    async with ScriptedOllama(Judge(TEXTS)) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.contradictions == ()
    assert run.comparison is not None
    assert (run.comparison.pairs_read, run.comparison.pairs_total) == (3, 3)
    assert run.comparison.level is CompareLevel.SCHEMA
    assert run.comparison.slots == tuple(one.slot for one in TEAM.specialists)


async def test_timings_add_up_and_tokens_are_the_servers(tmp_path: Path) -> None:
    run, server = await a_good_run(tmp_path)
    for contribution in run.contributions:
        seen = next(one for one in server.chats if role_of(one.json) == contribution.specialist)
        assert contribution.tokens.prompt == seen.prompt_tokens
        assert contribution.tokens.answer == seen.tokens_sent
        assert sum(contribution.timings_s.model_dump().values()) > 0
    assert len(run.calls) == len(server.chats)
    assert all(call.sent_bytes > 0 and call.received_bytes > 0 for call in run.calls)


@pytest.mark.parametrize("at_once", [1, 2])
async def test_no_more_calls_are_at_the_server_than_asked(tmp_path: Path, at_once: int) -> None:
    async with ScriptedOllama(Judge(TEXTS), num_parallel=8) as server:
        run = await a_finished_run(server, tmp_path, settings=Settings(at_once=at_once))
    spans = [(one.arrived_s, one.ended_s or 0) for one in server.chats]
    for moment in itertools.chain(*spans):
        assert sum(start <= moment < end for start, end in spans) <= at_once
    assert run.status is RunStatus.COMPLETE


async def test_thinking_is_kept_apart_and_never_becomes_evidence(tmp_path: Path) -> None:
    thoughtful = Answer(TEXTS[DATES], thinking="Maybe 1 June 2027?")
    judge = Judge(TEXTS, workers={DATES: thoughtful})
    team = TEAM.model_copy(
        update={
            "specialists": tuple(
                one.model_copy(update={"think": one.name == DATES}) for one in TEAM.specialists
            )
        }
    )
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path, team=team)
    planner = run.contribution("timeline-planner")
    assert planner.thinking == "Maybe 1 June 2027?"
    assert planner.text == TEXTS[DATES]
    thinks = {role_of(one.json): one.json["think"] for one in server.chats if role_of(one.json)}
    assert thinks == {MESSAGES: False, CHANNELS: False, DATES: True}
    assert not any("1 June" in prompt_of(one.json) for one in server.chats)


async def test_an_answer_cut_at_its_limit_counts_up_to_its_last_whole_sentence(
    tmp_path: Path,
) -> None:
    torn = "## Launch\n\nThe public launch is on 25 May 2027. The review takes about 4"
    judge = Judge(TEXTS, workers={DATES: Answer(torn, done_reason="length")})
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.contribution("timeline-planner").state is ContributionState.CUT
    assert run.status is RunStatus.COMPLETE
    finder = next(one.json for one in server.chats if is_finder(one.json))
    assert "25 May 2027" in prompt_of(finder)
    assert "takes about 4" not in prompt_of(finder)


async def test_a_prompt_too_long_is_said_with_both_numbers_and_not_sent(tmp_path: Path) -> None:
    brief = Brief(text="Plan a fair. " * 20_000)
    async with ScriptedOllama(Judge(TEXTS)) as server:
        run = await a_finished_run(server, tmp_path, brief=brief)
    assert server.chats == []
    assert run.status is RunStatus.FAILED
    failure = run.contributions[0].failure
    assert failure is not None
    assert "the window holds 40,960" in failure.message
    assert "Nothing was sent" in failure.message


async def test_a_section_that_would_not_fit_is_written_from_its_own_statements(
    tmp_path: Path,
) -> None:
    quiet = "\n\nA quiet sentence of no weight. " * 100
    long_texts = {name: text + quiet for name, text in TEXTS.items()}
    judge = Judge(long_texts, findings=[TWO_DATES])
    async with ScriptedOllama(judge, llms=(InstalledLlm(context_length=4096),)) as server:
        run = await a_finished_run(server, tmp_path)
    assert run.plan is not None
    sections = {section_of(one.json): prompt_of(one.json) for one in server.chats}
    assert "The public launch is on 25 May 2027" in sections["Timeline"]
    assert "nobody calls an account" not in sections["Timeline"]
    assert all(one.outcome.value != "failed" for one in run.calls if one.purpose.section_id)
