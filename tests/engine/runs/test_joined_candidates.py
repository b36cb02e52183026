"""Whole runs: what is proposed about two things stays two, and the best of all is looked at."""

from pathlib import Path

import pytest

from engine.finder_limits import CANDIDATES_CHECKED, CANDIDATES_LISTED
from models.contradiction import FoundBy, Verdict
from models.run import Run
from models.settings import Settings
from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES, QUICK, TEXTS, a_finished_run
from tests.engine.runs.test_close_runs import AGAINST_FACT, LEDGER, PAIR
from tests.judges import Judge, a_finding
from tests.scripted_ollama import ScriptedOllama


async def a_run(folder: Path, judge: Judge, settings: Settings) -> Run:
    async with ScriptedOllama(judge) as server:
        return await a_finished_run(server, folder, settings=settings)


@pytest.mark.parametrize("settings", [QUICK, PAIR, LEDGER])
async def test_two_things_in_one_sentence_are_two_contradictions_in_every_mode(
    tmp_path: Path, settings: Settings
) -> None:
    days = "The launch is on 11 May 2027 and the webinar is on 20 May 2027."
    launch, webinar = "The public launch is on 25 May 2027.", "The webinar is on 2 June 2027."
    texts = {**TEXTS, MESSAGES: f"{days}\n", DATES: f"{launch}\n\n{webinar}\n"}
    found = [
        a_finding(days, launch, subject="launch day", topic="dates"),
        a_finding(days, webinar, subject="webinar day", topic="dates"),
    ]
    run = await a_run(tmp_path, Judge(texts, findings=found), settings)
    assert {(one.title, one.sides[-1].quote) for one in run.contradictions} >= {
        ("launch day", launch),
        ("webinar day", webinar),
    }


async def test_what_code_is_surest_of_is_looked_at_however_much_a_model_has_found(
    tmp_path: Path,
) -> None:
    letters = [f"{one}{two}" for one in "abcde" for two in "fghijk"]
    texts = {
        **TEXTS,
        MESSAGES: "\n\n".join(f"The sign says {one}." for one in letters),
        CHANNELS: "\n\n".join(f"The leaflet says {one}." for one in letters),
    }
    found = [
        a_finding(f"The sign says {one}.", f"The leaflet says {one}.", subject=f"sign {one}{one}")
        for one in letters
    ]
    judge = Judge(texts, [*found, AGAINST_FACT], finder=[Judge(texts, found)])
    run = await a_run(tmp_path, judge, PAIR)
    by_code = [one for one in run.candidates if one.found_by is FoundBy.CODE]
    assert [one.verdict for one in by_code] == [Verdict.CONFIRMED]
    assert len(run.candidates) == len(letters) + 1
    assert run.comparison is not None
    assert run.comparison.checked == CANDIDATES_CHECKED
    assert run.comparison.rejected["beyond the first 24 candidates"] == 7
    assert len(run.contradictions) == CANDIDATES_LISTED
