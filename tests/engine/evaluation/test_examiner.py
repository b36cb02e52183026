"""Cases go through the real pipeline, against a scripted server over real HTTP."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.backends.ollama import OllamaBackend
from engine.evaluation.cases import Case, load_cases
from engine.evaluation.examiner import Examiner, measure_by_code
from engine.evaluation.measured import Measured
from engine.evaluation.scoring import Outcome
from engine.finder_limits import FINDER_TOKENS
from models.evaluation import EvaluationMode
from tests.judges import a_finding, is_finder, prompt_of, section_of
from tests.known_cases import BY_THE_BRIEF, FAIR, KnowingJudge, folder_of, quoting_judge, the_cases
from tests.scripted_ollama import Answer, Script, ScriptedOllama

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


async def measured(
    script: Script, *cases: Case, mode: EvaluationMode = EvaluationMode.QUICK, **options: Any
) -> list[Measured]:
    async with ScriptedOllama(script, num_parallel=4) as server:
        backend = OllamaBackend(server.url)
        try:
            examiner = Examiner(backend, mode, None, options.get("dropped", {}))
            return [await examiner.measure(case, 7, NOW) for case in cases]
        finally:
            await backend.close()


def found_in(one: Measured) -> set[str]:
    return {each.id for each in one.score.conflicts if each.outcome is Outcome.FOUND}


@pytest.mark.parametrize("mode", [EvaluationMode.QUICK, EvaluationMode.PAIR, EvaluationMode.LEDGER])
async def test_a_judge_that_knows_everything_finds_everything(
    tmp_path: Path, mode: EvaluationMode
) -> None:
    cases = the_cases(tmp_path)
    choir, fair = await measured(KnowingJudge(cases), *cases, mode=mode)
    assert found_in(fair) == {"c1", "c2"}
    assert fair.score.false_reports == 0
    assert fair.grounding.sides == fair.grounding.verbatim == 4
    assert choir.score.reports == 0
    assert fair.mode == mode.value


async def test_calls_and_tokens_are_those_the_server_counted(tmp_path: Path) -> None:
    cases = the_cases(tmp_path)
    async with ScriptedOllama(KnowingJudge(cases), num_parallel=4) as server:
        backend = OllamaBackend(server.url)
        examiner = Examiner(backend, EvaluationMode.QUICK, None, {})
        (_, fair) = [await examiner.measure(case, 7, NOW) for case in cases]
        await backend.close()
    seen = [one for one in server.chats if "village fair" in prompt_of(one.json)]
    assert fair.spent.calls == len(seen)
    assert fair.spent.tokens == sum(one.prompt_tokens + one.tokens_sent for one in seen)
    assert fair.spent.seconds is not None
    assert fair.spent.seconds > 0


async def test_a_report_that_is_not_known_is_a_false_alarm_also_in_a_clean_case(
    tmp_path: Path,
) -> None:
    cases = the_cases(tmp_path)
    alarm = a_finding(
        "The choir sings six songs by candle light.",
        "Guests sit on cushions and drink mint tea.",
        topic="figures",
    )
    choir, fair = await measured(KnowingJudge(cases, [alarm]), *cases)
    assert (choir.score.reports, choir.score.false_reports) == (1, 1)
    assert fair.score.false_reports == 0


async def test_bad_json_is_counted_and_there_is_a_result_all_the_same(tmp_path: Path) -> None:
    (_, fair) = the_cases(tmp_path)
    knowing = KnowingJudge([fair])

    def script(call: dict[str, Any]) -> Answer:
        return Answer('{"findings": [{"at"') if is_finder(call) else knowing(call)

    (result,) = await measured(script, fair)
    assert result.spent.json_calls >= result.spent.invalid_json_calls > 0
    assert result.plan is not None
    assert any("only dates, amounts and counts" in notice for notice in result.notices)
    assert found_in(result) == {"c1"}


async def test_a_gap_is_no_report_of_a_contradiction(tmp_path: Path) -> None:
    (choir, _) = the_cases(tmp_path)
    gap = a_finding(
        "The choir sings six songs by candle light.",
        "Guests sit on cushions and drink mint tea.",
        topic="figures",
        label="gap",
    )
    (result,) = await measured(KnowingJudge([choir], [gap]), choir)
    assert result.score.reports == 0


async def test_each_seed_is_sent_with_every_call(tmp_path: Path) -> None:
    (choir, _) = the_cases(tmp_path)
    async with ScriptedOllama(KnowingJudge([choir])) as server:
        backend = OllamaBackend(server.url)
        examiner = Examiner(backend, EvaluationMode.QUICK, None, {})
        await examiner.measure(choir, 41, NOW)
        await backend.close()
    assert {one.json["options"]["seed"] for one in server.chats} == {41}


class TestThePlan:
    async def test_that_applies_all_decisions_honours_them(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        (result,) = await measured(KnowingJudge([fair]), fair)
        assert result.plan is not None
        assert (result.plan.decisions, result.plan.honoured) == (2, 2)

    async def test_that_keeps_to_what_lost_does_not(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        knowing = KnowingJudge([fair], settles=BY_THE_BRIEF)

        def script(call: dict[str, Any]) -> Answer:
            is_prose = not call.get("format")
            return Answer("The fair opens on 21 June 2027.") if is_prose else knowing(call)

        (result,) = await measured(script, fair)
        assert result.plan is not None
        assert (result.plan.decisions, result.plan.honoured) == (2, 1)
        assert result.plan.losing_values_left > 0

    async def test_is_searched_for_values_that_are_known_to_have_lost(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        knowing = KnowingJudge([fair])

        def script(call: dict[str, Any]) -> Answer:
            said = "The fair opens on 21 June 2027. The gate is closed."
            return Answer(said) if section_of(call) == "Dates" else knowing(call)

        dropped = {("fair", "c1"): "21 June 2027", ("fair", "c2"): "EUR 4 at the gate"}
        (result,) = await measured(script, fair, dropped=dropped)
        assert result.plan is not None
        assert result.plan.losing_values_left == 1

    async def test_may_say_such_a_value_of_another_thing(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        knowing = KnowingJudge([fair])

        def script(call: dict[str, Any]) -> Answer:
            said = "The school choir sings in church on 21 June 2027."
            return Answer(said) if section_of(call) == "Dates" else knowing(call)

        (result,) = await measured(script, fair, dropped={("fair", "c1"): "21 June 2027"})
        assert result.plan is not None
        assert result.plan.losing_values_left == 0


class TestTheBaseline:
    async def test_asks_once_and_is_grounded_by_what_it_quotes(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        (result,) = await measured(lambda _: quoting_judge(fair), fair, mode=EvaluationMode.SINGLE)
        assert found_in(result) == {"c1", "c2"}
        assert (result.grounding.sides, result.grounding.verbatim) == (4, 4)
        assert result.spent.calls == 1
        assert result.plan is None
        assert result.mode == "single"

    async def test_invented_quotes_are_reports_without_ground(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        invented = [
            ("Treasurer", "The fair makes a profit of EUR 2,000 for the new playground."),
            ("Sexton", "The church bells ring at noon on every day of the fair."),
        ]
        (result,) = await measured(
            lambda _: quoting_judge(fair, *invented), fair, mode=EvaluationMode.SINGLE
        )
        assert (result.grounding.sides, result.grounding.verbatim) == (6, 4)
        assert result.score.false_reports == 1

    async def test_that_cannot_be_read_reports_nothing(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        (result,) = await measured(
            lambda _: Answer("There are two."), fair, mode=EvaluationMode.SINGLE
        )
        assert result.score.reports == 0
        assert result.grounding.sides == 0
        assert result.spent.invalid_json_calls == result.spent.json_calls > 1
        assert any("was not answered" in notice for notice in result.notices)

    async def test_that_is_cut_counts_up_to_its_last_whole_row(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        whole = quoting_judge(fair).text
        (result,) = await measured(
            lambda _: Answer(whole[:-30], done_reason="length"), fair, mode=EvaluationMode.SINGLE
        )
        assert found_in(result) == {"c1"}
        assert any("was cut at its length limit" in notice for notice in result.notices)

    async def test_that_is_broken_is_asked_for_again(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)

        def script(call: dict[str, Any]) -> Answer:
            is_again = "could not be used" in prompt_of(call)
            return quoting_judge(fair) if is_again else Answer("There are two.")

        (result,) = await measured(script, fair, mode=EvaluationMode.SINGLE)
        assert found_in(result) == {"c1", "c2"}

    async def test_that_ignores_the_schema_is_asked_for_in_words(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        (result,) = await measured(
            lambda call: Answer("Two.") if call.get("format") else quoting_judge(fair),
            fair,
            mode=EvaluationMode.SINGLE,
        )
        assert found_in(result) == {"c1", "c2"}

    async def test_has_room_for_the_longest_answer(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        limits: list[int] = []

        def script(call: dict[str, Any]) -> Answer:
            limits.append(call["options"]["num_predict"])
            return quoting_judge(fair)

        await measured(script, fair, mode=EvaluationMode.SINGLE)
        assert limits[0] >= FINDER_TOKENS

    async def test_sees_the_texts_without_numbers(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        prompts: list[str] = []

        def script(call: dict[str, Any]) -> Answer:
            prompts.append(prompt_of(call))
            return quoting_judge(fair)

        await measured(script, fair, mode=EvaluationMode.SINGLE)
        assert all(text["markdown"].strip() in prompts[0] for text in FAIR["documents"])


class TestTheComparator:
    def test_needs_no_server(self, tmp_path: Path) -> None:
        (_, fair) = the_cases(tmp_path)
        result = measure_by_code(fair)
        assert "c1" in found_in(result)
        assert result.spent.calls == result.spent.tokens == 0
        assert result.plan is None
        assert 0 < result.grounding.sides == result.grounding.verbatim

    def test_takes_cases_without_anything_to_find(self, tmp_path: Path) -> None:
        result = measure_by_code(the_cases(tmp_path)[0])
        assert result.score.conflicts == ()
        assert result.spent.json_calls == 0


class TestOddCases:
    @pytest.mark.parametrize("mode", [EvaluationMode.QUICK, EvaluationMode.SINGLE])
    @pytest.mark.parametrize(
        "texts",
        [
            {"Anna": "", "Ben": "  \n"},
            {"Anna": "Open on 1 May.\r\n\r\n- Hire two.\r\n"},
            {"编集者": "发布日期是 2027年5月11日。", "Ökonom": "Das kostet 40.000 €."},
            {f"Writer {number}": f"We plan {number} shops." for number in range(9)},
        ],
        ids=["empty", "one writer", "other scripts", "nine writers"],
    )
    async def test_are_measured_like_any_other(
        self, tmp_path: Path, texts: dict[str, str], mode: EvaluationMode
    ) -> None:
        documents = [{"worker": name, "markdown": text} for name, text in texts.items()]
        odd = {"id": "odd", "documents": documents}
        (case,) = load_cases(folder_of(tmp_path / "odd", odd))
        (result,) = await measured(lambda _: Answer('{"findings": []}'), case, mode=mode)
        assert result.score.reports == 0
        assert measure_by_code(case).score.conflicts == ()
