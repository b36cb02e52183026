"""Whole runs with an LLM of 3B: fixed questions to each text, one short call for each of them."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.stores.rule_store import RuleStore
from models.activity import RunStatus
from models.brief import Brief
from models.call import Step
from models.claim import Claim, Facet, Force
from models.comparison import CompareLevel, CompareMode
from models.contradiction import Verdict
from models.events import ClaimsListed
from models.rules import HouseRule
from models.run import Run
from models.settings import Settings
from models.team import Topic
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
from tests.judges import Judge, Override, a_finding, id_of, is_sheet, prompt_of, sheet_rows, step_of
from tests.scripted_ollama import Answer, InstalledLlm, ScriptedOllama, Status

SMALL = InstalledLlm(parameter_size="3.2B")
FOUND = [CALLS, TWO_DATES]
AUTO, PAIR, LEDGER = (
    Settings(mode=one) for one in (CompareMode.AUTO, CompareMode.PAIR, CompareMode.LEDGER)
)


async def a_run(
    folder: Path, judge: Judge, settings: Settings = LEDGER, llm: InstalledLlm = SMALL, **run: Any
) -> tuple[Run, ScriptedOllama]:
    async with ScriptedOllama(judge, llms=(llm,), num_parallel=3) as server:
        return await a_finished_run(server, folder, settings=settings, **run), server


def calls_of(server: ScriptedOllama, step: Step) -> list[dict[str, Any]]:
    return [one.json for one in server.chats if step_of(one.json) is step]


def claims_in(run: Run) -> list[Claim]:
    return [claim for ledger in run.ledgers for claim in ledger.claims]


def titles_confirmed_in(run: Run) -> set[str]:
    return {one.title for one in run.candidates if one.verdict is Verdict.CONFIRMED}


def assert_quotes_are_exact(run: Run, texts: Mapping[str, str]) -> None:
    for side in (side for one in run.candidates for side in one.sides):
        if side.specialist in texts:
            assert texts[side.specialist][side.start : side.end] == side.quote
    for ledger in run.ledgers:
        text = run.contribution(ledger.slot).text
        assert all(text[one.ref.start : one.ref.end] == one.quote for one in ledger.claims)


@pytest.mark.parametrize("settings", [AUTO, LEDGER])
async def test_what_answers_disagree_on_is_confirmed_with_exact_sides(
    tmp_path: Path, settings: Settings
) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), settings)
    assert run.status is RunStatus.COMPLETE
    assert titles_confirmed_in(run) == {"public launch date", "calls to new accounts"}
    assert_quotes_are_exact(run, TEXTS)
    assert run.finder is not None
    assert run.finder.mode is CompareMode.LEDGER
    assert "a fixed list of questions about each text" in run.finder.why
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.SCHEMA


async def test_only_texts_that_answer_one_question_count_as_compared(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND))
    assert run.comparison is not None
    assert (run.comparison.pairs_read, run.comparison.pairs_total) == (2, 3)
    (skipped,) = run.comparison.skipped
    assert skipped.slots == ("messaging-specialist", "channel-strategist")
    assert skipped.why == "They commit to nothing on one and the same subject."


async def test_each_text_is_asked_once_and_each_question_that_two_answer(tmp_path: Path) -> None:
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND))
    sheets, boards = calls_of(server, Step.CLAIMS), calls_of(server, Step.BOARD)
    assert len(sheets) == 3
    assert all(is_sheet(one) and prompt_of(one).count("<document by=") == 1 for one in sheets)
    assert len(boards) == 2
    assert all("<document by=" not in prompt_of(one) for one in boards)
    assert all("Public launch: 11 May 2027" in prompt_of(one) for one in [*sheets, *boards])
    dates = next(one for one in boards if "On which date" in prompt_of(one))
    assert prompt_of(dates).count("date: main date — ") == 2


async def test_both_orders_are_looked_at_although_it_costs_calls(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND))
    confirmed = [one for one in run.candidates if one.verdict is Verdict.CONFIRMED]
    for one in confirmed:
        assert [look.is_swapped for look in one.looks[:2]] == [False, True]


async def test_a_text_is_asked_while_others_still_write(tmp_path: Path) -> None:
    gate, kinds = asyncio.Event(), list[str]()
    stalled = Answer(TEXTS[MESSAGES], gate=gate, gate_after=3)
    judge = Judge(TEXTS, findings=FOUND, workers={MESSAGES: stalled})
    async with (
        ScriptedOllama(judge, llms=(SMALL,), num_parallel=4) as server,
        a_session(server, tmp_path, settings=LEDGER) as session,
    ):
        async for event in session:
            kinds.append(event.kind)
            if isinstance(event, ClaimsListed):
                gate.set()
    last = len(kinds) - 1 - kinds[::-1].index("specialist_finished")
    assert kinds.index("claims_listed") < last


async def test_the_question_gives_the_subject_and_the_sentence_its_force(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND))
    told = {(one.facet, one.subject, one.force) for one in claims_in(run)}
    assert told == {
        (Facet.DATE, "main date", Force.PLAN),
        (Facet.MOTION, "how people come", Force.AVOID),
        (Facet.MOTION, "how people come", Force.MUST),
    }
    assert not any(one.is_by_code for one in run.ledgers)


def answering(*rows: Mapping[str, str], of: str = DATES) -> Judge:
    """A judge that answers with these rows about one text; quotes become the ids of the prompt."""

    def clerk(call: dict[str, Any]) -> Answer:
        there = [
            {**one, "sentence": id_of(call, one["sentence"]) if " " in one["sentence"] else "none"}
            for one in rows
            if f'<document by="{of}">' in prompt_of(call)
        ]
        return Answer(json.dumps({"answers": there}))

    return Judge(TEXTS, clerk=clerk)


LAUNCH = {
    "answer": "25 May",
    "question": "date",
    "sentence": "The public launch is on 25 May 2027.",
}
OPEN = {"answer": "", "question": "price", "sentence": "none"}


async def test_a_question_without_a_sentence_is_left_open(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, answering(LAUNCH, OPEN))
    (claim,) = claims_in(run)
    assert (claim.facet, claim.says) == (Facet.DATE, "25 May")


async def test_of_repeated_rows_the_first_counts(tmp_path: Path) -> None:
    other = {**LAUNCH, "sentence": "Every account gets a demo call before its first invoice."}
    run, _ = await a_run(tmp_path, answering(LAUNCH, LAUNCH, other))
    assert [one.quote for one in claims_in(run)] == ["The public launch is on 25 May 2027."]


async def test_an_answer_without_words_speaks_in_those_of_its_sentence(tmp_path: Path) -> None:
    run, _ = await a_run(tmp_path, answering({**LAUNCH, "answer": ""}))
    assert [one.says for one in claims_in(run)] == ["The public launch is on 25 May 2027."]


async def test_a_sentence_of_the_brief_or_of_no_text_answers_nothing(tmp_path: Path) -> None:
    def clerk(call: dict[str, Any]) -> Answer:
        rows = [*sheet_rows(FOUND, call)]
        rows += [{**one, "question": "price", "sentence": "B1"} for one in rows]
        rows += [{**one, "question": "price", "sentence": "Z9"} for one in rows]
        return Answer(json.dumps({"answers": rows}))

    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND, clerk=clerk))
    assert {one.facet for one in claims_in(run)} == {Facet.DATE, Facet.MOTION}
    assert not any(one.is_by_code for one in run.ledgers)
    assert_quotes_are_exact(run, TEXTS)


async def test_lines_are_asked_for_where_json_fails_and_no_question_is_lost(
    tmp_path: Path,
) -> None:
    honest = Judge(TEXTS, findings=FOUND)

    def only_lines(call: dict[str, Any]) -> Answer:
        return Answer("Sure, here it is.") if "format" in call else honest(call)

    run, _ = await a_run(tmp_path, Judge(TEXTS, findings=FOUND, clerk=only_lines))
    assert not any(one.is_by_code for one in run.ledgers)
    assert len(titles_confirmed_in(run)) == 2
    assert_quotes_are_exact(run, TEXTS)
    assert any("a plainer one worked" in one for one in run.notices)
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.LINES


async def test_if_nothing_can_be_read_code_lists_and_the_boards_compare_that(
    tmp_path: Path,
) -> None:
    run, server = await a_run(tmp_path, Judge(TEXTS, findings=[TWO_DATES], clerk=Answer("Hm.")))
    assert all(one.is_by_code for one in run.ledgers)
    assert any("code listed the sentences" in one for one in run.notices)
    assert [one for one in calls_of(server, Step.BOARD) if "On which date" in prompt_of(one)]
    assert any(one.verdict is Verdict.CONFIRMED for one in run.candidates)


async def test_a_board_that_cannot_be_read_is_named_by_its_question(tmp_path: Path) -> None:
    judge = Judge(TEXTS, findings=FOUND)

    def some(call: dict[str, Any]) -> Answer:
        if "On which date" in prompt_of(call):
            return Answer(fault=Status(500, {"error": "gone"}))
        return Judge(TEXTS, findings=FOUND)(call)

    judge.finder = [some]
    run, _ = await a_run(tmp_path, judge)
    assert any('on the question "On which date' in one for one in run.notices)
    assert run.comparison is not None
    assert run.comparison.pairs_read == 1
    assert {one.slots for one in run.comparison.skipped} == {
        ("messaging-specialist", "channel-strategist"),
        ("messaging-specialist", "timeline-planner"),
    }
    assert "calls to new accounts" in titles_confirmed_in(run)


async def test_if_no_two_texts_answer_one_question_it_says_so(tmp_path: Path) -> None:
    run, server = await a_run(tmp_path, answering(LAUNCH))
    assert not calls_of(server, Step.BOARD)
    assert run.comparison is not None
    assert run.comparison.level is CompareLevel.CODE_ONLY
    assert (run.comparison.pairs_read, run.comparison.skipped) == (0, ())
    assert any("no two texts commit the project to anything" in one for one in run.notices)


async def test_more_answers_than_can_be_compared_at_once_are_told(tmp_path: Path) -> None:
    dates = "".join(f"- Step {day} is on {day} May 2027.\n" for day in range(1, 10))
    texts = {**TEXTS, MESSAGES: dates, CHANNELS: dates}
    run, server = await a_run(tmp_path, Judge(texts, clerk=Answer("Hm.")))
    assert any("more than the model can compare at once" in one for one in run.notices)
    (board,) = [one for one in calls_of(server, Step.BOARD) if "On which date" in prompt_of(one)]
    assert prompt_of(board).count("\n[C") == 8


async def test_a_text_longer_than_the_window_is_asked_in_parts(tmp_path: Path) -> None:
    quiet = "\n\n## More\n\n" + "A quiet sentence of no weight. " * 60
    texts = {name: text + quiet * 2 for name, text in TEXTS.items()}
    small = InstalledLlm(parameter_size="3.2B", context_length=2048)
    run, server = await a_run(tmp_path, Judge(texts, findings=FOUND), llm=small)
    assert len(calls_of(server, Step.CLAIMS)) > 3
    assert titles_confirmed_in(run) >= {"calls to new accounts"}
    assert_quotes_are_exact(run, texts)
    assert all(one.outcome.value != "failed" for one in run.calls)


GERMAN = {
    MESSAGES: "## Angebot\n\nEin Laib kostet 6,80 €, und Rabatte gibt es nicht.\n",
    CHANNELS: "## Wege\n\nJeder Kunde zahlt 4,20 € für einen Laib.\n",
    DATES: "## Annahmen\n\n- Die Öffnung ist am 2. Mai 2027.\n",
}
TWO_PRICES = a_finding(
    "Ein Laib kostet 6,80 €, und Rabatte gibt es nicht.",
    "Jeder Kunde zahlt 4,20 € für einen Laib.",
    because="6,80 € gegen 4,20 €.",
    facet="price",
    subject="Preis eines Laibs",
    topic="motion",
)


async def test_german_texts_are_asked_and_compared_alike(tmp_path: Path) -> None:
    judge = Judge(GERMAN, findings=[TWO_PRICES])
    brief = Brief(text="Wir eröffnen eine zweite Bäckerei.")
    run, _ = await a_run(tmp_path, judge, brief=brief)
    assert titles_confirmed_in(run) == {"Preis eines Laibs"}
    assert {one.force for one in claims_in(run)} == {Force.PLAN, Force.MUST}
    assert_quotes_are_exact(run, GERMAN)


async def test_beside_pairs_commitments_come_from_the_same_questions(tmp_path: Path) -> None:
    run, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), PAIR)
    assert all(map(is_sheet, calls_of(server, Step.CLAIMS)))
    assert {one.subject for one in claims_in(run)} == {"main date", "how people come"}


async def test_from_5b_on_commitments_are_listed_freely(tmp_path: Path) -> None:
    usual = InstalledLlm(parameter_size="6.2B")
    run, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND), AUTO, usual)
    assert len(calls_of(server, Step.CLAIMS)) == 3
    assert not any(map(is_sheet, calls_of(server, Step.CLAIMS)))
    assert run.finder is not None
    assert "short lists of commitments" in run.finder.why


async def test_house_rules_are_shown_wherever_the_brief_is(tmp_path: Path) -> None:
    rule = HouseRule(team_id=TEAM.team_id, topic=Topic.HOW, text="Always give a demo call first.")
    RuleStore(tmp_path / "rules").remember(rule)
    _, server = await a_run(tmp_path, Judge(TEXTS, findings=FOUND))
    asked = [*calls_of(server, Step.CLAIMS), *calls_of(server, Step.BOARD)]
    assert len(asked) == 5
    assert all(f"[H1] {rule.text}" in prompt_of(one) for one in asked)


async def test_a_text_that_is_written_again_is_asked_again(tmp_path: Path) -> None:
    slot, later = "timeline-planner", "## Launch\n\nThe public launch is on 18 May 2027.\n"
    gate, planner = asyncio.Event(), [Answer(TEXTS[DATES]), Answer(later)]
    workers: dict[str, Override] = {
        MESSAGES: Answer(TEXTS[MESSAGES], gate=gate, gate_after=2),
        DATES: lambda _: planner.pop(0),
    }
    moved = {**TWO_DATES, "at": [TWO_DATES["at"][0], "The public launch is on 18 May 2027."]}
    judge = Judge(TEXTS, findings=[TWO_DATES, moved], workers=workers)
    async with (
        ScriptedOllama(judge, llms=(SMALL,), num_parallel=3) as server,
        a_session(server, tmp_path, settings=LEDGER) as session,
    ):
        async for event in session:
            if isinstance(event, ClaimsListed) and event.ledger.slot == slot:
                if event.ledger.version == 2:
                    gate.set()
                else:
                    assert session.rerun(slot)
        run = session.run
    (ledger,) = [one for one in run.ledgers if one.slot == slot]
    assert (ledger.version, [one.quote for one in ledger.claims]) == (2, [moved["at"][1]])
    boards = [prompt_of(one) for one in calls_of(server, Step.BOARD)]
    assert boards
    assert not any("25 May" in one for one in boards)
