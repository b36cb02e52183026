"""``main.py evaluate`` against a scripted server, or none."""

import asyncio
import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.judges import a_finding, is_finder, prompt_of
from tests.known_cases import (
    CHOIR,
    FAIR,
    KnowingJudge,
    folder_of,
    quoting_judge,
    the_cases,
)
from tests.scripted_ollama import Answer, Reset, ScriptedOllama
from tests.ui.headless.terminal import Said, Terminal, a_server
from ui.headless.exit_codes import ExitCode

TOTAL = [
    "recall",
    "recall_deterministic",
    "recall_by_type",
    "precision",
    "distractors_reported",
    "proposals_per_case",
    "false_alarms_per_clean_case",
    "grounding",
    "decisions_honoured",
    "losing_values_left",
    "calls",
    "tokens",
    "seconds",
    "invalid_json",
]


@pytest.fixture
def cases(tmp_path: Path) -> str:
    return str(folder_of(tmp_path / "cases"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ScriptedOllama]:
    with a_server(KnowingJudge(the_cases(tmp_path))) as server:
        yield server


def result_of(said: Said) -> dict[str, Any]:
    """The one object on standard output."""
    assert said.code == ExitCode.COMPLETE, said.err
    result = json.loads(said.out)
    assert isinstance(result, dict)
    return result


def refused(said: Said, code: ExitCode) -> str:
    assert said.code == code, said.err
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err.strip()


class TestWithoutALlm:
    def test_code_alone_is_measured_and_no_server_is_asked(
        self, terminal: Terminal, cases: str
    ) -> None:
        result = result_of(terminal.type("evaluate", "--cases", cases, "--json"))
        assert list(result) == ["cases", "total"]
        assert [one["id"] for one in result["cases"]] == ["choir", "fair"]
        assert not (terminal.data / "evaluations").exists()

    def test_what_does_not_apply_is_null_and_no_good_mark(
        self, terminal: Terminal, cases: str
    ) -> None:
        total = result_of(terminal.type("evaluate", "--cases", cases, "--json"))["total"]
        assert list(total) == TOTAL
        assert total["recall"] == 0.5
        assert total["recall_deterministic"] == 1.0
        assert total["recall_by_type"] == {"date": 1.0, "policy": 0.0}
        assert total["grounding"] == 1.0
        assert (total["calls"], total["tokens"]) == (0, 0)
        assert total["decisions_honoured"] is None
        assert total["losing_values_left"] is None
        assert total["invalid_json"] is None
        assert total["seconds"] >= 0

    def test_where_nothing_is_to_be_found_there_is_no_recall(
        self, terminal: Terminal, tmp_path: Path
    ) -> None:
        folder = str(folder_of(tmp_path / "clean", CHOIR))
        total = result_of(terminal.type("evaluate", "--cases", folder, "--json"))["total"]
        assert total["recall"] is None
        assert total["recall_by_type"] == {}
        assert total["precision"] is None
        assert total["grounding"] is None
        assert total["false_alarms_per_clean_case"] == 0.0

    def test_where_every_case_has_something_there_are_no_clean_ones(
        self, terminal: Terminal, tmp_path: Path
    ) -> None:
        folder = str(folder_of(tmp_path / "fair", FAIR))
        total = result_of(terminal.type("evaluate", "--cases", folder, "--json"))["total"]
        assert total["false_alarms_per_clean_case"] is None

    def test_a_table_is_for_people(self, terminal: Terminal, cases: str) -> None:
        said = terminal.type("evaluate", "--cases", cases)
        assert said.code == ExitCode.COMPLETE
        assert "fair   comparator  1 of 2" in said.out
        assert "Recall where values show it" in said.out
        assert "2 of 2  fair · 1 of 2 found" in said.err

    def test_names_in_a_case_do_not_steer_the_terminal(
        self, terminal: Terminal, tmp_path: Path
    ) -> None:
        folder = str(folder_of(tmp_path / "nasty"))
        nasty = json.dumps({**CHOIR, "id": "\x1b[2J"})
        Path(folder, "nasty.json").write_text(nasty, encoding="utf-8")
        said = terminal.type("evaluate", "--cases", folder)
        assert "\x1b" not in said.out + said.err

    def test_options_for_a_llm_are_said_to_be_of_no_use(
        self, terminal: Terminal, cases: str
    ) -> None:
        said = terminal.type(
            "evaluate", "--cases", cases, "--mode", "comparator", "--llm", "qwen3:8b"
        )
        assert said.code == ExitCode.COMPLETE
        assert "not used: --llm." in said.err


class TestWithALlm:
    def test_a_judge_that_knows_everything_scores_in_full(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        said = terminal.type(
            "evaluate", "--cases", cases, "--mode", "quick", "--host", server.url, "--json"
        )
        total = result_of(said)["total"]
        assert list(total) == TOTAL
        assert total["recall"] == total["precision"] == total["grounding"] == 1.0
        assert total["decisions_honoured"] == 1.0
        assert total["losing_values_left"] == 0
        assert total["distractors_reported"] == 0
        assert total["proposals_per_case"] == 1.0
        assert total["false_alarms_per_clean_case"] == 0.0
        assert total["invalid_json"] == 0.0
        assert total["calls"] == len(server.chats)
        assert total["tokens"] == sum(one.prompt_tokens + one.tokens_sent for one in server.chats)

    def test_each_case_says_what_became_of_each_conflict(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        said = terminal.type(
            "evaluate", "--cases", cases, "--mode", "quick", "--host", server.url, "--json"
        )
        fair = result_of(said)["cases"][1]
        assert fair["mode"] == "quick"
        assert fair["conflicts"] == [
            {"id": "c1", "type": "date", "deterministic": True, "outcome": "found"},
            {"id": "c2", "type": "policy", "deterministic": False, "outcome": "found"},
        ]
        assert (fair["planted"], fair["found"], fair["false_alarms"]) == (2, 2, 0)

    def test_without_a_mode_it_looks_as_a_run_would(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        said = terminal.type(
            "evaluate", "--cases", cases, "--llm", "qwen3:8b", "--host", server.url, "--json"
        )
        assert {one["mode"] for one in result_of(said)["cases"]} <= {"quick", "pair", "ledger"}

    def test_bad_json_is_counted(self, terminal: Terminal, cases: str, tmp_path: Path) -> None:
        knowing = KnowingJudge(the_cases(tmp_path))

        def script(call: dict[str, Any]) -> Answer:
            return Answer('{"findings": [') if is_finder(call) else knowing(call)

        with a_server(script) as server:
            said = terminal.type(
                "evaluate", "--cases", cases, "--mode", "quick", "--host", server.url, "--json"
            )
        total = result_of(said)["total"]
        assert total["invalid_json"] > 0
        assert total["recall_deterministic"] == 1.0

    def test_the_baseline_pays_for_what_it_invents(
        self, terminal: Terminal, cases: str, tmp_path: Path
    ) -> None:
        (_, fair) = the_cases(tmp_path)
        invented = [("Treasurer", "All profit goes to the new playground."), ("Sexton", "Bells!")]
        with a_server(lambda _: quoting_judge(fair, *invented)) as server:
            said = terminal.type(
                "evaluate", "--cases", cases, "--mode", "single", "--host", server.url, "--json"
            )
        total = result_of(said)["total"]
        assert 0 < total["grounding"] < 1
        assert total["recall"] == 1.0
        assert total["decisions_honoured"] is None
        assert total["losing_values_left"] is None

    def test_several_seeds_give_means_and_ranges(
        self, terminal: Terminal, cases: str, tmp_path: Path
    ) -> None:
        knowing = KnowingJudge(the_cases(tmp_path))

        def script(call: dict[str, Any]) -> Answer:
            forgets = is_finder(call) and call["options"]["seed"] % 2
            return Answer('{"findings": []}') if forgets else knowing(call)

        with a_server(script) as server:
            said = terminal.type(
                *("evaluate", "--cases", cases, "--mode", "quick", "--seeds", "2", "--json"),
                *("--host", server.url),
            )
        result = result_of(said)
        assert list(result) == ["cases", "total", "range"]
        assert result["total"]["recall"] == 0.5
        assert result["range"]["recall"] == [0.0, 1.0]
        assert result["range"]["recall_by_type"] == {"date": [0.0, 1.0], "policy": [0.0, 1.0]}
        assert result["total"]["precision"] == 1.0
        fair = result["cases"][1]
        assert fair["found"] == 1
        assert [one["found"] for one in fair["seeds"]] == [0, 2]
        assert len({one["seed"] for one in fair["seeds"]}) == 2

    def test_hints_beside_the_cases_say_what_must_be_gone(
        self, terminal: Terminal, cases: str, tmp_path: Path
    ) -> None:
        hints = json.dumps({"fair/c1": {"keep": "14 June 2027", "drop": "21 June 2027"}})
        Path(cases, "resolution_hints.json").write_text(hints, encoding="utf-8")
        knowing = KnowingJudge(the_cases(tmp_path))

        def script(call: dict[str, Any]) -> Answer:
            answer = knowing(call)
            return answer if is_finder(call) else Answer("Open on 21 June 2027.\n\n" + answer.text)

        with a_server(script) as server:
            said = terminal.type(
                "evaluate", "--cases", cases, "--mode", "quick", "--host", server.url, "--json"
            )
        assert result_of(said)["total"]["losing_values_left"] == 1


class TestTheAnswers:
    @pytest.mark.parametrize("mode", ["single", "quick", "pair", "ledger"])
    def test_are_kept_and_can_be_replayed_without_a_server(
        self, terminal: Terminal, cases: str, tmp_path: Path, mode: str
    ) -> None:
        alarm = a_finding(
            "The choir sings six songs by candle light.",
            "Guests sit on cushions and drink mint tea.",
            topic="figures",
        )
        choir, fair = the_cases(tmp_path)
        knowing = KnowingJudge([choir, fair], [alarm])
        script = (lambda _: quoting_judge(fair)) if mode == "single" else knowing
        with a_server(script) as server:
            said = terminal.type(
                "evaluate", "--cases", cases, "--mode", mode, "--host", server.url, "--json"
            )
        first = result_of(said)
        (folder,) = (terminal.data / "evaluations").iterdir()
        assert str(folder) in said.err
        again = result_of(terminal.type("evaluate", "--replay", str(folder), "--json"))
        assert first["total"]["seconds"] > 0
        assert again["total"] == {**first["total"], "seconds": None}
        assert json.loads((folder / "result.json").read_text(encoding="utf-8")) == first

    def test_are_not_replayed_on_cases_that_have_changed(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        terminal.type("evaluate", "--cases", cases, "--mode", "quick", "--host", server.url)
        (folder,) = (terminal.data / "evaluations").iterdir()
        changed = json.dumps(FAIR).replace("brass band", "string quartet")
        Path(cases, "fair.json").write_text(changed, encoding="utf-8")
        said = terminal.type("evaluate", "--replay", str(folder))
        assert "does not hold all answers" in refused(said, ExitCode.BAD_INPUT)

    def test_are_looked_for_where_the_user_says(self, terminal: Terminal, tmp_path: Path) -> None:
        said = terminal.type("evaluate", "--replay", str(tmp_path / "nowhere"))
        assert "holds no answers to replay" in refused(said, ExitCode.BAD_INPUT)

    def test_damaged_ones_are_refused(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        terminal.type("evaluate", "--cases", cases, "--mode", "quick", "--host", server.url)
        (folder,) = (terminal.data / "evaluations").iterdir()
        with (folder / "answers.jsonl").open("a", encoding="utf-8") as file:
            file.write("{}\n")
        said = terminal.type("evaluate", "--replay", str(folder))
        assert "is damaged" in refused(said, ExitCode.BAD_INPUT)

    @pytest.mark.parametrize(
        "option", [("--llm", "qwen3:8b"), ("--mode", "pair"), ("--seeds", "3"), ("--host", "x")]
    )
    def test_of_a_replay_are_those_that_were_asked_for_then(
        self, terminal: Terminal, cases: str, server: ScriptedOllama, option: tuple[str, str]
    ) -> None:
        terminal.type("evaluate", "--cases", cases, "--mode", "quick", "--host", server.url)
        (folder,) = (terminal.data / "evaluations").iterdir()
        said = terminal.type("evaluate", "--replay", str(folder), *option)
        assert f"Leave out {option[0]}." in refused(said, ExitCode.BAD_INPUT)


class TestWhatCannotBeDone:
    def test_a_folder_that_is_not_there(self, terminal: Terminal, tmp_path: Path) -> None:
        said = terminal.type("evaluate", "--cases", str(tmp_path / "nowhere"))
        assert "cannot be read" in refused(said, ExitCode.BAD_INPUT)

    def test_a_folder_without_cases(self, terminal: Terminal, tmp_path: Path) -> None:
        said = terminal.type("evaluate", "--cases", str(tmp_path))
        assert "holds no case files" in refused(said, ExitCode.BAD_INPUT)

    def test_a_broken_case(self, terminal: Terminal, cases: str) -> None:
        Path(cases, "choir.json").write_text("{", encoding="utf-8")
        said = terminal.type("evaluate", "--cases", cases)
        assert "choir.json is not a usable case" in refused(said, ExitCode.BAD_INPUT)

    def test_a_case_whose_writers_cannot_be_workers(
        self, terminal: Terminal, tmp_path: Path, server: ScriptedOllama
    ) -> None:
        documents = [*CHOIR["documents"], {"worker": "Synthesizer", "markdown": "Silence."}]
        folder = folder_of(tmp_path / "odd", {**CHOIR, "documents": documents})
        said = terminal.type(
            "evaluate", "--cases", str(folder), "--mode", "quick", "--host", server.url
        )
        assert "The case choir cannot be run" in refused(said, ExitCode.BAD_INPUT)
        assert server.chats == []

    def test_hints_that_cannot_be_read(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        Path(cases, "resolution_hints.json").write_text("{", encoding="utf-8")
        said = terminal.type("evaluate", "--cases", cases, "--mode", "quick", "--host", server.url)
        assert "resolution_hints.json cannot be read" in refused(said, ExitCode.BAD_INPUT)
        assert server.chats == []

    def test_a_server_that_is_not_there(self, terminal: Terminal, cases: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        said = terminal.type(
            "evaluate", "--cases", cases, "--mode", "quick", "--host", f"http://127.0.0.1:{port}"
        )
        assert refused(said, ExitCode.NO_SERVER_OR_LLM)
        assert not (terminal.data / "evaluations").exists()

    def test_a_full_disk(self, terminal: Terminal, cases: str, server: ScriptedOllama) -> None:
        resource = pytest.importorskip("resource")

        def fill_up() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        words = ("evaluate", "--cases", cases, "--mode", "quick", "--host", server.url)
        said = terminal.finish(*words, preexec_fn=fill_up)
        assert "File too large. Free some space" in refused(said, ExitCode.BAD_INPUT)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of POSIX")
    def test_a_pipe_among_the_cases(self, terminal: Terminal, cases: str) -> None:
        os.mkfifo(Path(cases) / "pipe.json")
        said = terminal.type("evaluate", "--cases", cases)
        assert refused(said, ExitCode.BAD_INPUT).startswith(
            "pipe.json cannot be read: It is not an ordinary file."
        )

    def test_a_llm_that_is_not_there(
        self, terminal: Terminal, cases: str, server: ScriptedOllama
    ) -> None:
        said = terminal.type("evaluate", "--cases", cases, "--llm", "none:1b", "--host", server.url)
        assert "ollama pull none:1b" in refused(said, ExitCode.NO_SERVER_OR_LLM)
        assert server.chats == []

    @pytest.mark.parametrize(
        "words", [("--mode", "auto"), ("--mode", "full"), ("--seeds", "0"), ("--seeds", "many")]
    )
    def test_options_that_mean_nothing(self, terminal: Terminal, words: tuple[str, str]) -> None:
        refused(terminal.type("evaluate", *words), ExitCode.BAD_INPUT)


class TestStopping:
    @pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_keeps_and_names_what_had_been_answered(
        self, terminal: Terminal, cases: str, tmp_path: Path, number: int
    ) -> None:
        knowing = KnowingJudge(the_cases(tmp_path))

        def script(call: dict[str, Any]) -> Answer:
            is_second = is_finder(call) and "village fair" in prompt_of(call)
            stuck = Answer("The fair", gate=asyncio.Event(), gate_after=1)
            return stuck if is_second else knowing(call)

        words = ("evaluate", "--cases", cases, "--mode", "quick", "--json")
        with (
            a_server(script) as server,
            terminal.start(*words, "--host", server.url) as process,
        ):
            assert process.stderr is not None
            assert "1 of 2  choir" in process.stderr.readline()
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
        (folder,) = (terminal.data / "evaluations").iterdir()
        assert (process.returncode, out) == (130, "")
        assert "Stopped before all cases were measured." in err
        assert str(folder) in err
        assert "Traceback" not in err
        assert (folder / "answers.jsonl").stat().st_size > 0

    def test_a_server_that_breaks_off_leaves_a_result_that_says_so(
        self, terminal: Terminal, cases: str, tmp_path: Path
    ) -> None:
        knowing = KnowingJudge(the_cases(tmp_path))
        questions = 0

        def script(call: dict[str, Any]) -> Answer:
            nonlocal questions
            questions += is_finder(call)
            return Answer(fault=Reset()) if questions > 1 else knowing(call)

        with a_server(script) as server:
            said = terminal.type(
                "evaluate", "--cases", cases, "--mode", "quick", "--host", server.url, "--json"
            )
        choir, fair = result_of(said)["cases"]
        assert choir["notices"] == []
        assert any("No model could compare" in one for one in fair["notices"])
        assert "No model could compare" in said.err

    def test_a_server_that_ends_between_two_cases_is_said_and_answers_are_kept(
        self, terminal: Terminal, cases: str, tmp_path: Path
    ) -> None:
        knowing, documents = KnowingJudge(the_cases(tmp_path)), {"/nobody/asks": b""}

        def script(call: dict[str, Any]) -> Answer:
            documents["/api/version"] = b"Somebody else"
            return knowing(call)

        with a_server(script, documents=documents) as server:
            said = terminal.type(
                "evaluate", "--cases", cases, "--mode", "quick", "--host", server.url, "--json"
            )
        (folder,) = (terminal.data / "evaluations").iterdir()
        assert str(folder) in refused(said, ExitCode.NO_SERVER_OR_LLM)
        assert (folder / "answers.jsonl").stat().st_size > 0
        assert not (folder / "result.json").exists()
