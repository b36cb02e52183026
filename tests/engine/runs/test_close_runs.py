"""Whole runs that look closely: pairs while others write, commitments, second looks."""

import asyncio
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from engine.preparation import application_version
from engine.stores.report_card_store import ReportCardStore
from models.activity import RunStatus
from models.call import Step
from models.claim import Facet, Force
from models.comparison import CompareLevel, CompareMode
from models.contradiction import FoundBy, Verdict
from models.events import CandidateChecked, CandidateFound, PairRead, SpecialistFinished
from models.report_card import ReportCard
from models.run import Run
from models.settings import Settings
from tests.engine.runs.staging import (
    CHANNELS,
    DATES,
    MESSAGES,
    TEAM,
    TEXTS,
    a_finished_run,
    a_session,
)
from tests.engine.runs.test_whole_run import CALLS, TWO_DATES
from tests.judges import Judge, claim_rows, look_row, prompt_of, role_of, step_of
from tests.scripted_ollama import Answer, InstalledLlm, ScriptedOllama, Status

PAIR, LEDGER = Settings(mode=CompareMode.PAIR), Settings(mode=CompareMode.LEDGER)
FOUND = [CALLS, TWO_DATES]
AGAINST_FACT = {**TWO_DATES, "at": ["Public launch: 11 May 2027", TWO_DATES["at"][1]]}


async def a_run(
    folder: Path, judge: Judge, settings: Settings = PAIR, **server: Any
) -> tuple[Run, ScriptedOllama]:
    async with ScriptedOllama(judge, **server) as stand_in:
        return await a_finished_run(stand_in, folder, settings=settings), stand_in


def calls_of(server: ScriptedOllama, step: Step) -> list[dict[str, Any]]:
    return [one.json for one in server.chats if step_of(one.json) is step]


@pytest.mark.parametrize(("settings", "pairs"), [(PAIR, 3), (LEDGER, 2)])
async def test_what_is_found_and_seen_twice_is_confirmed_with_exact_sides(
    tmp_path: Path, settings: Settings, pairs: int
) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), settings, num_parallel=3)
    assert run.status is RunStatus.COMPLETE
    confirmed = [one for one in run.candidates if one.verdict is Verdict.CONFIRMED]
    assert {one.title for one in confirmed} == {"public launch date", "calls to new accounts"}
    for candidate in confirmed:
        assert [look.says_clash for look in candidate.looks[:2]] == [True, True]
        assert [look.is_swapped for look in candidate.looks[:2]] == [False, True]
        for side in candidate.sides:
            if side.specialist in TEXTS:
                assert TEXTS[side.specialist][side.start : side.end] == side.quote
    assert run.comparison is not None
    assert run.comparison.mode is settings.mode
    assert (run.comparison.pairs_read, run.comparison.pairs_total) == (pairs, 3)
    assert run.comparison.checked == len(run.candidates)


async def test_each_pair_is_read_once_with_the_brief_in_it(tmp_path: Path) -> None:
    run, server = await a_run(tmp_path, Judge(TEXTS), num_parallel=3)
    pairs = calls_of(server, Step.PAIR)
    assert len(pairs) == 3
    for call in pairs:
        assert "Public launch: 11 May 2027" in prompt_of(call)
        assert prompt_of(call).count("<document by=") == 2
    slots = [one.slot for one in TEAM.specialists]
    assert sorted(run.pairs_read) == sorted(
        [(slots[0], slots[1]), (slots[0], slots[2]), (slots[1], slots[2])]
    )


async def test_both_proposed_by_code_and_the_model_is_one_candidate(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=[TWO_DATES]))
    dates = [one for one in run.candidates if "25 May 2027" in one.sides[-1].quote]
    assert [one.found_by for one in run.candidates if one.verdict is Verdict.CONFIRMED] == [
        FoundBy.BOTH
    ]
    assert len(dates) <= 1


async def test_candidates_are_shown_while_others_still_write(tmp_path: Path) -> None:
    gate, kinds = asyncio.Event(), list[str]()
    stalled = Answer(TEXTS[MESSAGES], gate=gate, gate_after=3)
    judge = Judge(TEXTS, findings=FOUND, workers={MESSAGES: stalled})
    async with (
        ScriptedOllama(judge, num_parallel=4) as server,
        a_session(server, tmp_path, settings=PAIR) as session,
    ):
        async for event in session:
            kinds.append(event.kind)
            if isinstance(event, CandidateFound | PairRead):
                gate.set()
    first = kinds.index("candidate_found")
    last = len(kinds) - 1 - kinds[::-1].index("specialist_finished")
    assert first < last
    assert kinds.index("pair_read") < last


@pytest.mark.parametrize("slots", [1, 2])
async def test_early_reading_never_gets_in_before_a_worker(tmp_path: Path, slots: int) -> None:
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), num_parallel=slots)
    workers = [one for one in server.chats if role_of(one.json)]
    others = [one for one in server.chats if not role_of(one.json)]
    for worker in workers:
        assert worker.first_frame_s is not None
        assert all(other.arrived_s >= worker.first_frame_s for other in others)


async def test_pairs_with_the_same_first_text_are_read_one_after_the_other(
    tmp_path: Path,
) -> None:
    _, server = await a_run(tmp_path, Judge(TEXTS), num_parallel=4)
    by_first: dict[str, list[Any]] = {}
    for one in server.chats:
        if step_of(one.json) is Step.PAIR:
            first = prompt_of(one.json).partition("</document>")[0]
            by_first.setdefault(first, []).append(one)
    assert sorted(map(len, by_first.values())) == [1, 2]
    for chats in by_first.values():
        for before, after in pairwise(chats):
            assert before.ended_s <= after.arrived_s
            assert after.cached_tokens > before.prompt_tokens // 4


async def test_what_was_found_is_masked_in_one_more_reading(tmp_path: Path) -> None:
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=[CALLS]))
    masked = [one for one in calls_of(server, Step.PAIR) if "] [already noted]" in prompt_of(one)]
    assert len(calls_of(server, Step.PAIR)) == 4
    assert len(masked) == 1
    assert "nobody calls an account" not in prompt_of(masked[0])


async def test_a_small_model_is_not_asked_again(tmp_path: Path) -> None:
    small = (InstalledLlm(parameter_size="3.2B"),)
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), llms=small)
    assert len(calls_of(server, Step.PAIR)) == 3


async def test_what_does_not_clash_at_second_sight_is_dropped_and_kept_in_the_log(
    tmp_path: Path,
) -> None:
    def fits(call: dict[str, Any]) -> Answer:
        return Answer(json.dumps({"looks": [look_row(call, clashes=False)]}))

    run, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND, looks=fits))
    assert run.contradictions == ()
    assert {one.verdict for one in run.candidates} == {Verdict.DROPPED}
    assert all(not look.is_swapped for one in run.candidates for look in one.looks)
    assert run.comparison is not None
    assert run.comparison.dropped == run.comparison.checked == len(run.candidates) >= 2
    assert len({prompt_of(one) for one in calls_of(server, Step.VERIFY)}) == len(
        calls_of(server, Step.VERIFY)
    )


async def test_a_look_shows_two_statements_and_no_suspicion(tmp_path: Path) -> None:
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=[CALLS]))
    look = next(one for one in calls_of(server, Step.VERIFY) if "nobody calls" in prompt_of(one))
    prompt = prompt_of(look)
    assert "1: The motion is product-led: nobody calls an account before it pays." in prompt
    assert f'Statement 1, by the {CHANNELS}, under "Motion":' in prompt
    assert "(after it: " in prompt
    assert "They name two different things" not in prompt
    assert "calls to new accounts" not in prompt
    assert "Creators" not in prompt.partition("Statement 2")[2]


async def test_only_one_order_that_clashes_is_worth_a_look(tmp_path: Path) -> None:
    def wavering(call: dict[str, Any]) -> Answer:
        first = prompt_of(call).partition("\n1: ")[2]
        clashes = first.startswith("The motion is product-led")
        return Answer(json.dumps({"looks": [look_row(call, clashes=clashes)]}))

    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=[CALLS], looks=wavering))
    calls = next(one for one in run.candidates if one.title == "calls to new accounts")
    assert calls.verdict is Verdict.WORTH_A_LOOK


async def test_a_look_that_cannot_be_read_confirms_nothing(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND, looks=Answer("I am not sure.")))
    assert {one.verdict for one in run.candidates} == {Verdict.WORTH_A_LOOK}
    assert all(look.says_clash is None for one in run.candidates for look in one.looks)
    assert run.status is RunStatus.COMPLETE


async def test_a_pair_that_cannot_be_read_is_named_with_its_reason(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=FOUND)

    def some(call: dict[str, Any]) -> Answer:
        if f'by="{MESSAGES}"' in prompt_of(call) and f'by="{DATES}"' in prompt_of(call):
            return Answer(fault=Status(500, {"error": "gone"}))
        rest = Judge(TEXTS, findings=FOUND)
        return rest(call)

    judge.finder = [some]
    run, _ = await a_run(tmp_path, judge)
    assert run.comparison is not None
    assert (run.comparison.pairs_read, run.comparison.pairs_total) == (2, 3)
    assert [one.slots for one in run.comparison.skipped] == [
        ("messaging-specialist", "timeline-planner")
    ]
    assert run.comparison.skipped[0].why
    assert run.comparison.level is CompareLevel.SCHEMA


@pytest.mark.parametrize("settings", [PAIR, LEDGER])
async def test_if_no_model_can_read_code_proposes_and_the_looks_decide(
    tmp_path: Path, settings: Settings
) -> None:
    judge = Judge(TEXTS, findings=[TWO_DATES], finder=[Answer("Hm.")], clerk=Answer("Hm."))
    run, _ = await a_run(tmp_path, judge, settings)
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.CODE_ONLY
    assert run.comparison.pairs_read == 0
    confirmed = [one for one in run.candidates if one.verdict is Verdict.CONFIRMED]
    assert [one.found_by for one in confirmed] == [FoundBy.CODE]
    assert any("No model could compare the texts" in one for one in run.notices)


async def test_what_only_code_proposed_takes_three_looks(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=[TWO_DATES], finder=[Answer('{"findings": []}')])
    run, server = await a_run(tmp_path, judge)
    confirmed = next(one for one in run.candidates if one.verdict is Verdict.CONFIRMED)
    assert confirmed.found_by is FoundBy.CODE
    plain = [one for one in calls_of(server, Step.VERIFY) if "can_follow_both" in prompt_of(one)]
    assert plain
    assert sum(look.says_clash is True for look in confirmed.looks) >= 3


async def test_every_text_has_its_commitments_with_exact_quotes(tmp_path: Path) -> None:
    run, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND))
    assert len(calls_of(server, Step.CLAIMS)) == 3
    assert {one.slot for one in run.ledgers} == {one.slot for one in TEAM.specialists}
    for ledger in run.ledgers:
        text = run.contribution(ledger.slot).text
        assert not ledger.is_by_code
        assert ledger.claims
        for claim in ledger.claims:
            assert text[claim.ref.start : claim.ref.end] == claim.quote


async def test_without_a_clerk_code_lists_commitments_and_says_so(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, clerk=Answer("Hm.")))
    assert all(one.is_by_code for one in run.ledgers)
    assert any("16,000" in claim.says for one in run.ledgers for claim in one.claims)
    assert any("code listed the sentences" in one for one in run.notices)


async def test_boards_compare_commitments_by_topic_and_not_whole_texts(tmp_path: Path) -> None:
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), LEDGER)
    boards = calls_of(server, Step.BOARD)
    assert 1 <= len(boards) <= 5
    assert all("<document by=" not in prompt_of(one) for one in boards)
    assert all("Public launch: 11 May 2027" in prompt_of(one) for one in boards)
    assert not calls_of(server, Step.PAIR)


async def test_a_single_text_is_read_against_the_brief(tmp_path: Path) -> None:
    alone = TEAM.model_copy(update={"specialists": TEAM.specialists[2:]})
    judge = Judge(TEXTS, findings=[AGAINST_FACT])
    async with ScriptedOllama(judge) as server:
        run = await a_finished_run(server, tmp_path, team=alone, settings=PAIR)
    assert [one.verdict for one in run.candidates] == [Verdict.CONFIRMED]
    assert {side.specialist for side in run.candidates[0].sides} == {"brief", DATES}


async def test_events_tell_how_many_of_how_many_are_checked(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=FOUND)
    events = []
    async with (
        ScriptedOllama(judge) as server,
        a_session(server, tmp_path, settings=PAIR) as session,
    ):
        async for event in session:
            events.append(event)
    found = [one for one in events if isinstance(one, CandidateFound)]
    checked = [one for one in events if isinstance(one, CandidateChecked)]
    assert {one.candidate.candidate_id for one in found} == {one.candidate_id for one in checked}
    assert len(checked) == len(found)
    assert events.index(found[-1]) < events.index(checked[0])
    assert sum(isinstance(one, SpecialistFinished) for one in events) == 3


async def test_texts_too_long_for_the_window_together_are_read_in_parts(tmp_path: Path) -> None:
    quiet = "\n\n## More\n\n" + "A quiet sentence of no weight. " * 60
    texts = {name: text + quiet * 2 for name, text in TEXTS.items()}
    small = (InstalledLlm(context_length=4096),)
    judge = Judge(texts, findings=[TWO_DATES])
    run, server = await a_run(tmp_path, judge, llms=small)
    assert run.comparison is not None
    assert run.comparison.pairs_read == 3 or run.comparison.skipped
    assert len(calls_of(server, Step.PAIR)) > 3
    assert any(one.verdict is Verdict.CONFIRMED for one in run.candidates)
    assert all(one.outcome.value != "failed" for one in run.calls)


async def test_a_model_whose_answers_could_hardly_be_read_in_its_test_is_asked_once(
    tmp_path: Path,
) -> None:
    async with ScriptedOllama(Judge(TEXTS)) as server:
        async with a_session(server, tmp_path, settings=Settings()) as session:
            async for _ in session:
                pass
        seat = session.run.seats[-1]
        cards = ReportCardStore(tmp_path / "cards", application_version())
        cards.save(
            ReportCard(
                llm=seat.llm,
                digest=seat.digest,
                cases=3,
                planted=8,
                found=2,
                false_alarms=1,
                calls=40,
                valid_json_calls=0,
                questions=20,
                questions_read=6,
                seconds=170,
                made_at=session.run.started_at,
                application=application_version(),
            )
        )
        tested = await a_finished_run(server, tmp_path, settings=Settings(), cards=cards)
    assert session.run.finder is not None
    assert session.run.finder.mode is CompareMode.PAIR
    assert tested.finder is not None
    assert tested.finder.mode is CompareMode.QUICK
    assert "30% of its answers could be read" in tested.finder.why


async def test_brackets_and_capitals_around_a_choice_are_understood(tmp_path: Path) -> None:
    def loud(call: dict[str, Any]) -> Answer:
        rows = [
            {**one, "facet": "[Date]", "force": "MUST"} for one in claim_rows([TWO_DATES], call)
        ]
        return Answer(json.dumps({"claims": rows}))

    run, _ = await a_run(tmp_path, Judge(TEXTS, clerk=loud))
    claims = [one for ledger in run.ledgers for one in ledger.claims]
    assert {(one.facet, one.force) for one in claims} == {(Facet.DATE, Force.MUST)}
